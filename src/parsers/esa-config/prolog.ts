// What stands before the root of an export: a pasted session's prompt and menu, the XML declaration, the DOCTYPE and
// the header comment. Fed block by block; nothing that the DOCTYPE names is ever opened.
import { type Block, breaksIn } from './blocks.js';
import { isLabelLine, isOwnLine } from './header-line.js';

export interface HeaderLine {
  readonly text: string;
  readonly line: number;
}

export type Prolog =
  /** The root's `<` is the first character of `rest`. */
  | { readonly found: 'root'; readonly rest: Block }
  | { readonly found: 'dtd'; readonly line: number }
  | { readonly found: 'broken'; readonly line: number };

/** Far above any real header (2 KiB); what is longer is no export. */
const mostChars = 1_048_576;
const mostHeaderLines = 1000;
const mostJunkLines = 64;

// <?xml version="1.0" encoding="ISO-8859-1"?> | <!DOCTYPE config … | <!-- | <config> | <interfaces>
const opening =
  /<\?xml[ \t]|<!DOCTYPE[ \t]|<!--|<(?:config|cluster_config)[\s>]|^[ \t]{0,200}<[A-Za-z_][\w.-]{0,100}[ \t]{0,20}\/?>/m;
// <!DOCTYPE config SYSTEM "config.dtd">
const doctype =
  /^<!DOCTYPE[ \t\r\n]+[^\s>[]{1,100}[ \t\r\n]*(?:(?:SYSTEM|PUBLIC)[ \t\r\n]*(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'|[ \t\r\n]){1,4})?([>[])/;

/** Reads up to the root element. `header` is the lines of the comments before it, complete ones only. */
export class PrologReader {
  readonly header: HeaderLine[] = [];
  junkLine = 0;
  /** More than one header stands before the root: something may have been lost between them. */
  hasStray = false;
  #junk: HeaderLine[] = [];
  #text = '';
  #line = 1;
  #begun = false;

  /** Undefined while the root is still to come. */
  read(block: Block): Prolog | undefined {
    if (this.#text === '') this.#line = block.line;
    this.#text += block.text;
    if (!this.#begun && !this.#begin()) return undefined;
    const result = this.#scan();
    if (result === undefined && this.#text.length > mostChars) return { found: 'broken', line: this.#line };
    return result;
  }

  /**
   * The text ended before a root. Lines of an unfinished comment count as far as another line of the header follows: the
   * last one may be cut, and what stands behind it need not be of the header.
   */
  end(): void {
    if (!this.#begun || !this.#text.startsWith('<!--')) return;
    const lines = this.#text.slice(4).split('\n');
    lines.pop();
    while (lines.length > 0 && !isOwnLine((lines.pop() ?? '').trimEnd()));
    this.#comment(lines.join('\n'));
  }

  /** Line that the text came to. */
  get line(): number {
    return this.#line + breaksIn(this.#text);
  }

  get begun(): boolean {
    return this.#begun;
  }

  #begin(): boolean {
    const at = this.#text.search(opening);
    const junkEnd = at < 0 ? this.#text.lastIndexOf('\n') + 1 : at;
    this.#skipJunk(this.#text.slice(0, junkEnd));
    this.#drop(junkEnd);
    this.#begun = at >= 0;
    return this.#begun;
  }

  /** A text copied from inside the header comment begins with its labels: they count when its end is there. */
  #skipJunk(text: string): void {
    for (const [index, raw] of text.split('\n').entries()) {
      const trimmed = raw.trim();
      if (trimmed === '') continue;
      if (this.junkLine === 0) this.junkLine = this.#line + index;
      if (trimmed === '-->') {
        this.header.push(...this.#junk);
        this.#junk = [];
      } else {
        this.#junk.push({ text: raw, line: this.#line + index });
        if (this.#junk.length > mostJunkLines) this.#junk.shift();
      }
    }
  }

  #scan(): Prolog | undefined {
    for (;;) {
      const text = this.#text;
      const at = text.search(/\S/);
      if (at > 0) this.#drop(at);
      else if (at < 0) return undefined;
      else if (/^<[A-Za-z_][\w.:-]{0,200}[\s/>]/.test(text)) return { found: 'root', rest: { text, line: this.#line } };
      else if (text.startsWith('<?')) {
        if (!this.#past('?>')) return undefined;
      } else if (text.startsWith('<!--')) {
        const end = text.indexOf('-->', 4);
        if (end < 0) return undefined;
        this.#comment(text.slice(4, end));
        this.#drop(end + 3);
      } else if (text.startsWith('<!D')) {
        const match = doctype.exec(text);
        if (match?.[1] === '[') return { found: 'dtd', line: this.#line };
        if (match) this.#drop(match[0].length);
        else if (text.includes('>')) return { found: text.includes('[') ? 'dtd' : 'broken', line: this.#line };
        else return undefined;
      } else if (/^<[\w.:-]{0,200}$/.test(text) || !this.#pastStray()) return undefined;
    }
  }

  /** Text between declaration and root (a second prompt): on to the next `<`. */
  #pastStray(): boolean {
    const next = this.#text.indexOf('<', 1);
    if (next < 0) return false;
    this.hasStray ||= this.header.length > 0;
    this.#skipJunk(this.#text.slice(0, next));
    this.#drop(next);
    return true;
  }

  #past(end: string): boolean {
    const at = this.#text.indexOf(end);
    if (at >= 0) this.#drop(at + end.length);
    return at >= 0;
  }

  #comment(text: string): void {
    this.hasStray ||= this.header.length > 0;
    for (const [index, raw] of text.split('\n', mostHeaderLines).entries()) {
      this.hasStray ||= !isLabelLine(raw.trimEnd());
      if (this.header.length < mostHeaderLines) this.header.push({ text: raw, line: this.#line + index });
    }
  }

  #drop(chars: number): void {
    this.#line += breaksIn(this.#text.slice(0, chars));
    this.#text = this.#text.slice(chars);
  }
}
