// The text of one part of a document: a paragraph is a line, a row of a table is a line with a tab between its cells. What was
// deleted, computed or drawn twice for old programs is no text.
import type { Note } from '../../model/parser.js';
import type { SharedStrings } from './shared-strings.js';
import { XmlStream } from './xml-stream.js';

/** Their text is the text of the document: runs of Word and PowerPoint, inline strings of Excel. */
const textElements = new Set(['t']);
const paragraphs = new Set(['p', 'h']);
const rows = new Set(['tr', 'row', 'table-row']);
const cells = new Set(['tc', 'c', 'table-cell']);
/** The reading of Japanese words; the same picture again; changes that were taken back. */
const silent = new Set(['rPh', 'Fallback', 'del', 'tracked-changes', 'instrText', 'annotation-reference']);
const breaks: Readonly<Record<string, string>> = {
  tab: '\t',
  br: '\n',
  cr: '\n',
  'line-break': '\n',
  s: ' ',
  noBreakHyphen: '-',
};
/** A place in the text for a value that was not read. */
const lost = '\ufffd';

export class PartText {
  readonly #xml: XmlStream;
  #out: string[] = [];
  #line = '';
  #cells: string[] = [];
  #cellDepth = 0;
  #rowDepth = 0;
  #silentDepth = 0;
  #textDepth = 0;
  /** In OpenDocument, all of a paragraph is text. */
  #isOpenDocument = false;
  #paragraphDepth = 0;
  /** What the value of a cell means: `s` points to a string. */
  #cellType = '';
  #isValue = false;
  #value = '';

  constructor(readonly strings: SharedStrings) {
    this.#xml = new XmlStream({
      open: (name, attributes) => this.#open(name, attributes),
      close: (name) => this.#close(name),
      text: (text) => this.#text(text),
    });
  }

  get isStopped(): boolean {
    return this.#xml.isStopped;
  }

  get notes(): readonly Note[] {
    return this.#xml.notes;
  }

  /** Lines that came to their end. */
  write(xml: string): readonly string[] {
    this.#xml.write(xml);
    return this.#taken();
  }

  end(): readonly string[] {
    this.#xml.end();
    this.#endRow();
    this.#endLine();
    return this.#taken();
  }

  #taken(): readonly string[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'document-content') this.#isOpenDocument = true;
    if (silent.has(name)) this.#silentDepth++;
    if (this.#silentDepth > 0) return;
    if (textElements.has(name)) this.#textDepth++;
    else if (name === 'v') {
      this.#isValue = true;
      this.#value = '';
    } else if (paragraphs.has(name)) {
      this.#paragraphDepth++;
      this.#endParagraph();
    } else if (rows.has(name)) {
      if (this.#rowDepth++ === 0) this.#endLine();
    } else if (cells.has(name)) {
      this.#cellDepth++;
      this.#cellType = attributes.t ?? '';
    } else if (this.#isOpenDocument ? this.#paragraphDepth > 0 : name !== 's') this.#add(breaks[name] ?? '');
  }

  #close(name: string): void {
    if (silent.has(name)) this.#silentDepth--;
    if (this.#silentDepth > 0) return;
    if (textElements.has(name)) this.#textDepth--;
    else if (name === 'v') this.#endValue();
    else if (paragraphs.has(name)) {
      this.#paragraphDepth--;
      this.#endParagraph();
    } else if (rows.has(name)) {
      if (--this.#rowDepth === 0) this.#endRow();
    } else if (cells.has(name) && --this.#cellDepth === 0) {
      this.#cells.push(this.#line.replace(/\s+/g, ' ').trim());
      this.#line = '';
    }
  }

  #text(text: string): void {
    if (this.#silentDepth > 0) return;
    if (this.#isValue) this.#value += text;
    else if (this.#textDepth > 0) this.#add(text);
    else if (this.#isOpenDocument && this.#paragraphDepth > 0) this.#add(text.replace(/\s+/g, ' '));
  }

  #add(text: string): void {
    if (text === '\n' && this.#cellDepth === 0) this.#endLine();
    else this.#line += text;
  }

  #endValue(): void {
    this.#isValue = false;
    if (this.#cellType === 's') this.#line += this.strings.at(this.#value) ?? lost;
    else if (this.#cellType === 'b') this.#line += this.#value === '1' ? 'TRUE' : 'FALSE';
    else this.#line += this.#value;
  }

  #endParagraph(): void {
    if (this.#cellDepth > 0) this.#line += ' ';
    else this.#endLine();
  }

  #endLine(): void {
    if (this.#line.trim() !== '') this.#out.push(`${this.#line.trimEnd()}\n`);
    this.#line = '';
  }

  #endRow(): void {
    if (this.#cells.some((cell) => cell !== '')) this.#out.push(`${this.#cells.join('\t').trimEnd()}\n`);
    this.#cells = [];
    this.#line = '';
  }
}
