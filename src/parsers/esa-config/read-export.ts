// One pass over the exports of a text: prolog, elements, and what follows the root. Says how far it came; judges nothing.
import { type Block, breaksIn } from './blocks.js';
import { Collector, type Scope } from './collect.js';
import { type HeaderLine, type Prolog, PrologReader } from './prolog.js';
import { type Stop, Walk } from './walk.js';
import type { Wanted } from './wanted.js';

/** Where the reading ended. `cut`: the text ended first; `empty`: no element and no header was there at all. */
type Ending =
  | { readonly why: 'whole' | 'fragment' | 'empty' }
  | { readonly why: 'cut'; readonly line: number; readonly column: number }
  | { readonly why: 'dtd'; readonly line: number }
  | Stop;

/** Something that happened once or more, with the line of the first time. */
export interface Seen {
  readonly count: number;
  readonly line: number;
}

export interface ExportRead {
  readonly ending: Ending;
  readonly isFragment: boolean;
  /** The root was reached, so the header is all that there is of it. */
  readonly prologWhole: boolean;
  /** Between the header and a fragment something may have been lost: it may be of a cluster. */
  readonly isHeaderApart: boolean;
  readonly header: readonly HeaderLine[];
  /** Name and line of the root element; empty when none was reached. */
  readonly root: { readonly name: string; readonly line: number };
  readonly scopes: readonly Scope[];
  /** Sections of a cluster's machines that hold no interfaces. */
  readonly members: readonly Scope[];
  readonly counts: { readonly elements: number; readonly interfaces: number };
  readonly junkBefore: Seen;
  readonly junkAfter: Seen;
  /** Interfaces of parts that do not run (backups, templates). */
  readonly aside: Seen;
  readonly unknownEntities: Seen;
  readonly tooLarge: Seen;
}

const never: Seen = { count: 0, line: 0 };

// <?xml version="1.0" | <!DOCTYPE config | <config>: where one more export begins
const another = /<\?xml[ \t]|<!DOCTYPE[ \t]{1,9}config|<(?:config|cluster_config)[\s>]/;
/** Behind damage a `<config>` may be a part of the damaged one. */
const surelyAnother = /<\?xml[ \t]|<!DOCTYPE[ \t]{1,9}config/;

/** All exports of the text, in order; at least one. */
export async function readExports(blocks: AsyncIterable<Block>, wanted: Wanted): Promise<ExportRead[]> {
  const reads: ExportRead[] = [];
  let reader = new OneExport(wanted);
  for await (const block of blocks) {
    for (let rest: Block | undefined = block; rest; ) {
      const next: Block | undefined = reader.read(rest);
      if (next) {
        reads.push(reader.end());
        reader = new OneExport(wanted);
      }
      rest = next;
    }
  }
  return [...reads, reader.end()];
}

/** From whatever stands before an export to where the next one begins. */
class OneExport {
  readonly #wanted: Wanted;
  readonly #prolog = new PrologReader();
  #body: Body | undefined;
  #failed: Exclude<Prolog, { found: 'root' }> | undefined;

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  /** What is left once another export begins. */
  read(block: Block): Block | undefined {
    if (this.#body) return this.#body.read(block);
    if (this.#failed) return undefined;
    const found = this.#prolog.read(block);
    if (found?.found === 'root') {
      this.#body = new Body(found.rest, this.#wanted);
      return this.#body.read(found.rest);
    }
    this.#failed = found;
    return undefined;
  }

  end(): ExportRead {
    const prolog = this.#prolog;
    if (this.#body) return this.#body.end(prolog);
    if (this.#failed) return withoutBody(prolog, endingOf(this.#failed));
    prolog.end();
    const isEmpty = !prolog.begun && prolog.header.length === 0;
    return withoutBody(prolog, isEmpty ? { why: 'empty' } : { why: 'cut', line: prolog.line, column: 1 });
  }
}

function endingOf(found: Exclude<Prolog, { found: 'root' }>): Ending {
  if (found.found === 'dtd') return { why: 'dtd', line: found.line };
  return { why: 'broken', line: found.line, column: 1 };
}

function withoutBody(prolog: PrologReader, ending: Ending): ExportRead {
  return {
    ending,
    isFragment: false,
    prologWhole: false,
    isHeaderApart: false,
    header: prolog.header,
    root: { name: '', line: 0 },
    scopes: [],
    members: [],
    counts: { elements: 0, interfaces: 0 },
    junkBefore: seen(prolog.junkLine),
    junkAfter: never,
    aside: never,
    unknownEntities: never,
    tooLarge: never,
  };
}

/** The export from its root on. */
class Body {
  readonly #walk: Walk;
  readonly #collector: Collector;
  readonly #isFragment: boolean;
  readonly #line: number;
  #junkLine = 0;

  constructor({ text, line }: Block, wanted: Wanted) {
    this.#isFragment = !/^<(?:config|cluster_config)[\s/>]/.test(text);
    this.#collector = new Collector(wanted, this.#isFragment);
    this.#line = line;
    this.#walk = new Walk(this.#collector, line, this.#isFragment);
  }

  /** What is left once another export begins. */
  read(block: Block): Block | undefined {
    const { stopped, after } = this.#walk;
    if (stopped || after) return this.#beyond(block);
    this.#walk.feed(block.text);
    const rest = this.#walk.after ?? this.#walk.unread;
    return rest && this.#beyond(rest);
  }

  end(prolog: PrologReader): ExportRead {
    const walk = this.#walk;
    this.#collector.finish(walk.stopped?.why === 'broken' ? (walk.unread?.text ?? '') : undefined);
    return {
      ending: this.#ending(),
      isFragment: this.#isFragment,
      prologWhole: !this.#isFragment,
      isHeaderApart: this.#isFragment && prolog.hasStray,
      header: prolog.header,
      root: { name: this.#collector.rootName, line: this.#line },
      scopes: this.#collector.scopes,
      members: this.#collector.members,
      counts: { elements: walk.elements, interfaces: this.#collector.interfaces },
      junkBefore: seen(prolog.junkLine),
      junkAfter: seen(this.#junkLine),
      aside: { count: this.#collector.aside, line: this.#collector.firstAsideLine },
      unknownEntities: { count: walk.unknownEntities, line: walk.firstUnknownEntityLine },
      tooLarge: { count: walk.tooLarge, line: walk.firstTooLargeLine },
    };
  }

  #ending(): Ending {
    const { stopped, after, unfinished, end } = this.#walk;
    if (stopped) return stopped;
    if (after) return { why: 'whole' };
    return this.#isFragment && !unfinished ? { why: 'fragment' } : { why: 'cut', ...end };
  }

  /** Behind the root, or behind damage: a prompt, or one more export. */
  #beyond({ text, line }: Block): Block | undefined {
    const at = text.search(this.#walk.after ? another : surelyAnother);
    const between = at < 0 ? text : text.slice(0, at);
    if (this.#walk.after && this.#junkLine === 0 && /\S/.test(between)) this.#junkLine = lineAt(between, /\S/, line);
    return at < 0 ? undefined : { text: text.slice(at), line: line + breaksIn(between) };
  }
}

function seen(line: number): Seen {
  return line > 0 ? { count: 1, line } : never;
}

function lineAt(text: string, pattern: RegExp, line: number): number {
  return line + text.slice(0, Math.max(0, text.search(pattern))).split('\n').length - 1;
}
