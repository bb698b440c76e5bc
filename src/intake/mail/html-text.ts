// HTML of a mail as the text that people see: paragraphs as lines, rows of tables with a tab between their cells, quoted
// mails behind `> `. Of links the text, of pictures nothing; nothing is ever fetched.
import { decodeEntities } from './html-entities.js';

const blocks = new Set(
  'address article aside center dd div dl dt fieldset figure footer form header hr li main nav ol p pre section ul caption h1 h2 h3 h4 h5 h6'.split(
    ' ',
  ),
);
/** Their content is no text of the page. */
const silent = new Set(['script', 'style', 'title', 'template', 'noscript', 'textarea', 'svg', 'object']);
/** A cell with more than this is a piece of layout, no cell of a table. */
const cellCharsMax = 300;
const depthMax = 100;
const attributeCharsMax = 5000;

export function htmlText(html: string): string {
  const writer = new Writer();
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const end = open < 0 ? html.length : open;
    if (end > at) writer.text(html.slice(at, end));
    if (open < 0) break;
    at = readMarkup(html, open, writer);
  }
  return writer.finish();
}

// <td class="a > b"> | </td> | <!-- … --> | <!doctype html> | a < b
const tag = /<(\/?)([A-Za-z][A-Za-z0-9:-]{0,40})((?:[^>"']|"[^"]{0,5000}"|'[^']{0,5000}'){0,2000})>/y;

/** @returns where the text goes on */
function readMarkup(html: string, at: number, writer: Writer): number {
  if (html.startsWith('<!--', at)) return behind(html, '-->', at);
  if (html.startsWith('<!', at) || html.startsWith('<?', at)) return behind(html, '>', at);
  tag.lastIndex = at;
  const [whole, slash, name = ''] = tag.exec(html) ?? [];
  if (whole === undefined) {
    const isTag = /^<\/?[A-Za-z]/.test(html.slice(at, at + 3));
    const end = isTag ? html.slice(at, at + attributeCharsMax).indexOf('>') : -1;
    if (end < 0) writer.text('<');
    return end < 0 ? at + 1 : at + end + 1;
  }
  const lower = name.toLowerCase();
  if (silent.has(lower) && slash === '' && !whole.endsWith('/>')) return behindElement(html, lower, at + whole.length);
  writer.tag(lower, slash !== '');
  return at + whole.length;
}

function behind(html: string, what: string, at: number): number {
  const end = html.indexOf(what, at);
  return end < 0 ? html.length : end + what.length;
}

function behindElement(html: string, name: string, at: number): number {
  const closing = new RegExp(`</${name}[\\s>]`, 'gi');
  closing.lastIndex = at;
  const found = closing.exec(html);
  return found === null ? html.length : behind(html, '>', found.index);
}

/** Lines of the mail, or of one cell of a table in it. */
interface Sheet {
  readonly lines: string[];
  line: string;
  /** Cells of the row that is being read. */
  row: (readonly string[])[];
  quotes: number;
  isPre: boolean;
}

const newSheet = (): Sheet => ({ lines: [], line: '', row: [], quotes: 0, isPre: false });

class Writer {
  readonly #stack: Sheet[] = [newSheet()];

  get #sheet(): Sheet {
    return this.#stack.at(-1) as Sheet;
  }

  text(raw: string): void {
    const sheet = this.#sheet;
    const text = decodeEntities(raw);
    if (sheet.isPre) {
      const [first = '', ...more] = text.split(/\r?\n/);
      sheet.line += first;
      for (const line of more) {
        this.#endLine();
        sheet.line += line;
      }
      return;
    }
    const plain = text.replace(/[ \t\r\n\f\u00a0]+/g, ' ');
    sheet.line += sheet.line === '' || sheet.line.endsWith(' ') ? plain.trimStart() : plain;
  }

  tag(name: string, isClosing: boolean): void {
    if (name === 'br') this.#endLine(true);
    else if (name === 'td' || name === 'th') this.#cell(isClosing);
    else if (name === 'tr' || name === 'table') {
      this.#closeCell();
      this.#endRow();
    } else if (name === 'blockquote') {
      this.#endLine();
      this.#sheet.quotes = Math.max(0, this.#sheet.quotes + (isClosing ? -1 : 1));
    } else if (blocks.has(name)) {
      this.#endLine();
      if (name === 'pre') this.#sheet.isPre = !isClosing;
      if (isClosing && /^(?:p|h\d)$/.test(name)) this.#blankLine();
    }
  }

  finish(): string {
    while (this.#stack.length > 1) this.#closeCell();
    this.#endRow();
    this.#endLine();
    return this.#sheet.lines.join('\n').trim();
  }

  #endLine(evenEmpty = false): void {
    const sheet = this.#sheet;
    const line = sheet.line.trimEnd();
    sheet.line = '';
    if (line === '' && !evenEmpty) return;
    sheet.lines.push('> '.repeat(Math.min(sheet.quotes, 9)) + line);
  }

  #blankLine(): void {
    if (this.#sheet.lines.at(-1) !== '') this.#sheet.lines.push('');
  }

  #cell(isClosing: boolean): void {
    if (isClosing) this.#closeCell();
    // A table inside of a cell has cells of its own: the stack tells which row is whose.
    else if (this.#stack.length < depthMax) this.#stack.push(newSheet());
  }

  #closeCell(): void {
    if (this.#stack.length === 1) return;
    this.#endRow();
    this.#endLine();
    const { lines } = this.#stack.pop() as Sheet;
    this.#sheet.row.push(lines.filter((line) => line !== ''));
  }

  /** Cells side by side; those that hold more than a table's, one below the other. */
  #endRow(): void {
    const sheet = this.#sheet;
    const cells = sheet.row;
    sheet.row = [];
    if (cells.length === 0) return;
    this.#endLine();
    const isRow = cells.every((lines) => lines.join(' ').length <= cellCharsMax) && cells.length > 1;
    const lines = isRow
      ? [
          cells
            .map((cell) => cell.join(' '))
            .join('\t')
            .trimEnd(),
        ]
      : cells.flat();
    for (const line of lines) if (line !== '') sheet.lines.push('> '.repeat(Math.min(sheet.quotes, 9)) + line);
  }
}
