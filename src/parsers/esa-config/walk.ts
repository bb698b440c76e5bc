// The walk over an export's elements. saxes reads the stream and checks it; this adds exact places, the raw text of
// the elements that are asked for, and the promise that an element is only called closed when its own end was read.
import { SaxesParser } from 'saxes';
import { BareAmpersand } from './bare-ampersand.js';
import { type Block, breaksIn } from './blocks.js';

export interface Opened {
  readonly name: string;
  readonly line: number;
  /** The start tag as it stands. */
  readonly tag: string;
}

/** What becomes of the walk. `open` answers whether the raw text of the element is wanted, or that it is enough. */
export interface Visitor {
  open(element: Opened): 'skip' | 'keep' | 'stop';
  /** `raw`: the whole element where it was wanted; undefined where it was not, or when it was too large. */
  close(raw: string | undefined): void;
  /** Text of the open element, entities decoded; between two tags, so mostly white space. */
  text(text: string): void;
  comment(text: string): void;
  /** A closing tag without its element, between the elements of a fragment. */
  stray(name: string): void;
}

export type Stop =
  | { readonly why: 'broken'; readonly line: number; readonly column: number }
  | { readonly why: 'deep' | 'full'; readonly line: number };

/** Engineering limit: no export is nested deeper than 20. */
const mostDepth = 100;
const mostElementChars = 8 * 1024 * 1024;
/** Between two tags saxes keeps comments and attributes whole: this is where they are too much. */
const mostSilentChars = 64 * 1024 * 1024;
/** A tag longer than this is not followed over the end of a block. */
const mostTagChars = 65_536;

interface Capture {
  readonly depth: number;
  from: number;
  chars: number;
  /** Undefined once the element is too large to be kept. */
  pieces: string[] | undefined;
}

export class Walk {
  elements = 0;
  unknownEntities = 0;
  firstUnknownEntityLine = 0;
  tooLarge = 0;
  firstTooLargeLine = 0;
  stopped: Stop | undefined;
  /** Text after the root's end, once it was read. */
  after: Block | undefined;
  readonly #visitor: Visitor;
  readonly #fragment: boolean;
  readonly #ampersand = new BareAmpersand();
  readonly #parser = new SaxesParser({ fragment: true, position: true });
  #depth = 0;
  #window = '';
  #windowAt = 0;
  #fedTo = 0;
  #lastTagAt = 0;
  #lineAt = 0;
  #brokenAt = 0;
  #line: number;
  #captures: Capture[] = [];

  /** @param fragment no root: elements may follow each other, and end tags may stand alone between them */
  constructor(visitor: Visitor, line: number, fragment: boolean) {
    this.#visitor = visitor;
    this.#line = line;
    this.#fragment = fragment;
    this.#parser.ENTITIES = this.#entities(this.#parser.ENTITIES);
    this.#parser.on('opentag', (tag) => this.#open(tag.name));
    this.#parser.on('closetag', (tag) => this.#close(tag.name, tag.isSelfClosing));
    this.#parser.on('text', (text) => this.#within(text));
    this.#parser.on('cdata', (text) => this.#within(text));
    this.#parser.on('processinginstruction', ({ target }) => this.#within(target));
    this.#parser.on('comment', (text) => {
      if (!this.stopped && !this.after) this.#visitor.comment(text);
    });
    this.#parser.on('doctype', () => this.#break());
    this.#parser.on('error', () => this.#error());
  }

  /** True when the text stopped inside a tag, a comment or an element. */
  get unfinished(): boolean {
    return this.#depth > 0 || this.#window.lastIndexOf('<') > this.#window.lastIndexOf('>');
  }

  /** After damage: the text from the tag on that could not be read. */
  get unread(): Block | undefined {
    if (this.stopped?.why !== 'broken') return undefined;
    const from = Math.max(0, this.#brokenAt - this.#windowAt);
    const at = Math.max(0, this.#window.lastIndexOf('<', from));
    return { text: this.#window.slice(at), line: this.#lineOf(this.#windowAt + at) };
  }

  /** Where the text ended. */
  get end(): { readonly line: number; readonly column: number } {
    return this.#placeOf(this.#fedTo);
  }

  feed(text: string): void {
    const last = this.#window.lastIndexOf('<');
    const tail = last >= 0 && this.#window.length - last <= mostTagChars ? this.#window.slice(last) : '';
    this.#window = tail + text;
    this.#windowAt = this.#fedTo - tail.length;
    this.#write(text, this.#fedTo);
    this.#fedTo += text.length;
    if (this.stopped || this.after) return;
    if (this.#fedTo - this.#lastTagAt > mostSilentChars) this.stopped = { why: 'full', line: this.#line };
    this.#lineOf(this.#fedTo);
    for (const capture of this.#captures) this.#take(capture, this.#fedTo);
  }

  #write(text: string, at: number): void {
    let from = 0;
    for (;;) {
      const bare = this.#ampersand.find(text, from);
      this.#parser.write(text.slice(from, bare < 0 ? text.length : bare));
      if (bare < 0 || this.stopped || this.after) return;
      if (!this.#fragment || this.#depth > 0) {
        this.#breakAt(at + bare);
        return;
      }
      // Prose between the elements of a fragment; a blank in its stead keeps all places.
      this.#parser.write(' ');
      from = bare + 1;
    }
  }

  #open(name: string): void {
    if (this.stopped || this.after) return;
    const end = this.#parser.position;
    const start = this.#tagStart(end);
    const line = this.#lineOf(start);
    if (start < this.#windowAt) this.#break();
    else if (++this.#depth > mostDepth) this.stopped = { why: 'deep', line };
    if (this.stopped) return;
    this.elements++;
    this.#lastTagAt = end;
    const tag = this.#window.slice(start - this.#windowAt, end - this.#windowAt);
    const answer = this.#visitor.open({ name, line, tag });
    if (answer === 'keep') this.#captures.push({ depth: this.#depth, from: start, pieces: [], chars: 0 });
    if (answer === 'stop') this.stopped = { why: 'full', line };
  }

  #close(name: string, selfClosing: boolean): void {
    if (this.stopped || this.after) return;
    const end = this.#parser.position;
    // saxes closes every open element on the way to the one that an end tag names, and complains afterwards.
    if (!selfClosing && !this.#endsHere(name, end)) {
      this.#break();
      return;
    }
    this.#lastTagAt = end;
    this.#visitor.close(this.#captured(end));
    this.#depth--;
    if (this.#depth === 0 && !this.#fragment) {
      this.after = { text: this.#window.slice(end - this.#windowAt), line: this.#lineOf(end) };
    }
  }

  #within(text: string): void {
    if (!this.stopped && !this.after) this.#visitor.text(text);
  }

  #captured(end: number): string | undefined {
    const capture = this.#captures.at(-1);
    if (capture?.depth !== this.#depth) return undefined;
    this.#captures.pop();
    this.#take(capture, end);
    return capture.pieces?.join('');
  }

  #endsHere(name: string, end: number): boolean {
    const at = this.#tagStart(end) - this.#windowAt;
    const next = this.#window.charAt(at + 2 + name.length);
    return at >= 0 && this.#window.startsWith(`</${name}`, at) && /[\s>]/.test(next);
  }

  #error(): void {
    if (this.stopped || this.after) return;
    if (this.#fragment && this.#depth === 0) this.#stray();
    else this.#break();
  }

  #stray(): void {
    const end = this.#parser.position - this.#windowAt;
    const tag = this.#window.slice(Math.max(0, this.#window.lastIndexOf('<', end - 1)), end);
    // </interface>
    const name = /^<\/([\w.:-]{1,200})\s{0,20}>$/.exec(tag)?.[1];
    if (name !== undefined) this.#visitor.stray(name);
  }

  #break(): void {
    this.#breakAt(this.#parser.position - 1);
  }

  #breakAt(at: number): void {
    if (this.stopped || this.after) return;
    this.#brokenAt = at;
    this.stopped = { why: 'broken', ...this.#placeOf(at) };
  }

  #placeOf(at: number): { readonly line: number; readonly column: number } {
    const index = at - this.#windowAt;
    return { line: this.#lineOf(at), column: index - (index > 0 ? this.#window.lastIndexOf('\n', index - 1) : -1) };
  }

  #tagStart(end: number): number {
    const at = this.#window.lastIndexOf('<', end - 1 - this.#windowAt);
    return at < 0 ? -1 : at + this.#windowAt;
  }

  #take(capture: Capture, to: number): void {
    capture.chars += to - capture.from;
    if (capture.chars > mostElementChars && capture.pieces) {
      capture.pieces = undefined;
      if (this.tooLarge++ === 0) this.firstTooLargeLine = this.#line;
    }
    capture.pieces?.push(this.#window.slice(capture.from - this.#windowAt, to - this.#windowAt));
    capture.from = to;
  }

  /** Lines are counted once, in reading order; only the start of a tag that began in the block before lies behind. */
  #lineOf(at: number): number {
    const [from, to] = [Math.min(at, this.#lineAt), Math.max(at, this.#lineAt)];
    const breaks = breaksIn(this.#window.slice(Math.max(0, from - this.#windowAt), to - this.#windowAt));
    if (at < this.#lineAt) return this.#line - breaks;
    this.#line += breaks;
    this.#lineAt = at;
    return this.#line;
  }

  /** The five predefined entities; any other is counted and read as nothing, its value is refused where it is used. */
  #entities(predefined: Record<string, string>): Record<string, string> {
    return new Proxy(predefined, {
      get: (known, name) => {
        const value = Reflect.get(known, name);
        if (typeof value === 'string') return value;
        if (typeof name !== 'string' || !/^[A-Za-z_:][\w:.-]*$/.test(name)) return undefined;
        if (!this.stopped && !this.after && this.unknownEntities++ === 0) {
          this.firstUnknownEntityLine = this.#lineOf(this.#parser.position);
        }
        return '';
      },
    });
  }
}
