// One pass over an export: prolog, elements, and what follows the root. Says how far it came; judges nothing.
import type { Block } from './blocks.js';
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
  readonly header: readonly HeaderLine[];
  readonly scopes: readonly Scope[];
  readonly counts: { readonly elements: number; readonly interfaces: number };
  readonly junkBefore: Seen;
  readonly junkAfter: Seen;
  readonly secondExport: Seen;
  readonly unknownEntities: Seen;
  readonly tooLarge: Seen;
}

const never: Seen = { count: 0, line: 0 };

export async function readExport(blocks: AsyncIterable<Block>, wanted: Wanted): Promise<ExportRead> {
  const prolog = new PrologReader();
  let body: Body | undefined;
  for await (const block of blocks) {
    if (body) {
      body.read(block);
    } else {
      const found = prolog.read(block);
      if (found?.found === 'root') body = new Body(found.rest, wanted);
      else if (found) return withoutBody(prolog, endingOf(found));
    }
    if (body?.walk.stopped) break;
  }
  if (body) return body.end(prolog);
  prolog.end();
  const isEmpty = !prolog.begun && prolog.header.length === 0;
  return withoutBody(prolog, isEmpty ? { why: 'empty' } : { why: 'cut', line: prolog.line, column: 1 });
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
    header: prolog.header,
    scopes: [],
    counts: { elements: 0, interfaces: 0 },
    junkBefore: seen(prolog.junkLine),
    junkAfter: never,
    secondExport: never,
    unknownEntities: never,
    tooLarge: never,
  };
}

/** The export from its root on. */
class Body {
  readonly walk: Walk;
  readonly #collector: Collector;
  readonly #isFragment: boolean;
  #junkLine = 0;
  #secondLine = 0;

  constructor(first: Block, wanted: Wanted) {
    this.#isFragment = !/^<(?:config|cluster_config)[\s/>]/.test(first.text);
    this.#collector = new Collector(wanted, this.#isFragment);
    this.walk = new Walk(this.#collector, first.line, this.#isFragment);
    this.read(first);
  }

  read(block: Block): void {
    const isAfter = this.walk.after !== undefined;
    if (!isAfter) this.walk.feed(block.text);
    const after = isAfter ? block : this.walk.after;
    if (after) this.#readAfter(after);
  }

  end(prolog: PrologReader): ExportRead {
    this.#collector.finish(this.walk.stopped?.why === 'broken');
    const { walk } = this;
    return {
      ending: this.#ending(),
      isFragment: this.#isFragment,
      prologWhole: !this.#isFragment,
      header: prolog.header,
      scopes: this.#collector.scopes,
      counts: { elements: walk.elements, interfaces: this.#collector.interfaces },
      junkBefore: seen(prolog.junkLine),
      junkAfter: seen(this.#junkLine),
      secondExport: seen(this.#secondLine),
      unknownEntities: { count: walk.unknownEntities, line: walk.firstUnknownEntityLine },
      tooLarge: { count: walk.tooLarge, line: walk.firstTooLargeLine },
    };
  }

  #ending(): Ending {
    const { stopped, after, unfinished, end } = this.walk;
    if (stopped) return stopped;
    if (after) return { why: 'whole' };
    return this.#isFragment && !unfinished ? { why: 'fragment' } : { why: 'cut', ...end };
  }

  /** Behind the root: a prompt, or another export, which is told and not read. */
  #readAfter({ text, line }: Block): void {
    if (this.#junkLine === 0 && /\S/.test(text)) this.#junkLine = lineAt(text, /\S/, line);
    const second = /<\?xml[ \t]|<(?:config|cluster_config)[\s>]/;
    if (this.#secondLine === 0 && second.test(text)) this.#secondLine = lineAt(text, second, line);
  }
}

function seen(line: number): Seen {
  return line > 0 ? { count: 1, line } : never;
}

function lineAt(text: string, pattern: RegExp, line: number): number {
  return line + text.slice(0, Math.max(0, text.search(pattern))).split('\n').length - 1;
}
