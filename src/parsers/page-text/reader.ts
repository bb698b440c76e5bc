// Lines → frames, bare messages and what is left over. Works on blocks of lines without blanks between them, because
// browsers and text recognition wrap sentences and put values below their labels. Keeps no text but what frames hold.
import type { HostRow } from '../../model/catalogue.js';
import { type Cell, cellsOf } from './cells.js';
import { folded, indexOfWord } from './folded.js';
import { Frame, type FrameMessage, type Occurrence } from './frame.js';
import { FrameReader, type Surroundings } from './frame-reader.js';
import { addressRow, headingIn, labelOf } from './labels.js';
import { messageIn, readMessage, saysNothing } from './messages.js';
import { Prose } from './prose.js';
import { type CellContext, placeOf, type SourceLine } from './source-line.js';
import type { PageWords, Vocabulary } from './vocabulary.js';

/** A page has some 30 lines; what comes later belongs to something else. */
const frameLinesMax = 300;
/** A sentence of a page is wrapped over at most so many further lines. */
const wrappedLinesMax = 4;
/** What stands further above a heading belongs to something else. */
const aheadLinesMax = 8;

/** A row that stands before its page's heading: the address line of the browser, the time of the picture. */
interface Ahead {
  readonly page: PageWords;
  readonly row: string;
  readonly occurrence: Occurrence;
}

export interface ReaderEvents {
  frame(frame: Frame): void;
  message(message: FrameMessage): void;
}

export class Reader implements Surroundings {
  readonly prose: Prose;
  /** Pages whose rows stand in the text without the page's heading, with the first such line. */
  readonly headless = new Map<string, number>();
  /** Pages of which rows of a look-alike product stand outside of a frame. */
  readonly lookAlikes = new Set<string>();
  #page: FrameReader | undefined;
  #frames = 0;
  #ahead: Ahead[] = [];
  #messagesAhead: FrameMessage[] = [];
  /** Rows that stand before their page's heading in this text. */
  readonly #leading = new Set<string>();

  constructor(
    readonly words: Vocabulary,
    readonly hosts: readonly HostRow[],
    readonly events: ReaderEvents,
  ) {
    this.prose = new Prose(words, hosts);
  }

  /** @param lines consecutive lines without a blank one among them */
  block(lines: readonly SourceLine[]): void {
    for (let at = 0; at < lines.length; ) at += this.#line(lines, at);
  }

  end(): void {
    this.#settleAhead();
    this.#close();
    for (const message of this.#messagesAhead) this.events.message(message);
    this.#messagesAhead = [];
  }

  /** Rows of no box may stand before or after their page; which one, the first page of the text shows. */
  isAhead(row: string, occurrence: Occurrence): boolean {
    const page = this.#page?.frame.words;
    if (page === undefined || !this.#leading.has(row)) {
      this.#settleAhead();
      return false;
    }
    this.#hold({ page, row, occurrence });
    return true;
  }

  message(message: FrameMessage): void {
    this.#messagesAhead.push(message);
    while (this.#messagesAhead.length > aheadLinesMax) {
      const [first] = this.#messagesAhead.splice(0, 1);
      if (first) this.events.message(first);
    }
  }

  /** @returns how many lines were read */
  #line(lines: readonly SourceLine[], at: number): number {
    const source = lines[at];
    if (source === undefined) return 1;
    const frame = this.#page?.frame;
    if (frame && source.line - frame.heading.line > frameLinesMax) this.#close();
    const { cells, quoted, titled } = cellsOf(source.text);
    if (quoted) this.prose.talk(source.line);
    if (cells.length === 0) return 1;
    const text = folded(source.text);
    if (this.prose.isDescribing(text)) return this.#describing(text, source);
    if (titled && messageIn(text, this.words)) this.prose.talk(source.line);
    let taken = 1;
    for (const [index, cell] of cells.entries()) {
      const isLast = index === cells.length - 1;
      const further = isLast ? lines.slice(at + 1, at + 1 + wrappedLinesMax) : [];
      const context = { source, open: source.open && isLast, afterBlank: at === 0, further };
      if (index === 0 && this.#heading(cell, context)) continue;
      taken = Math.max(taken, this.#page ? this.#page.read(cell, context) : this.#outside(cell, context));
    }
    return taken;
  }

  /** A described picture: what it quotes are headings and lead-ins, its switches follow as rows of their own. */
  #describing(text: string, source: SourceLine): number {
    this.prose.describe(text, source.line);
    const context = { source, open: false, afterBlank: false, further: [] };
    const colon = /^[^:]{1,60}:\s{0,3}(\S[^:]{1,120})$/.exec(source.text);
    // An apostrophe inside a word opens nothing (`the appliance's "Cloud Service Settings" page`).
    const quotes = [...source.text.matchAll(/(?<![\p{L}\p{N}])['"‘“]([^'"’”]{2,120})['"’”]/gu)];
    for (const quote of colon ? [colon, ...quotes] : quotes) {
      const raw = quote[1] ?? '';
      const cell = { raw, text: folded(raw) };
      if (this.#heading(cell, context)) continue;
      this.#page?.box(cell, source);
      this.#page?.leadIn(cell, context);
    }
    this.#page?.rest();
    return 1;
  }

  #heading(cell: Cell, context: CellContext): boolean {
    const words = this.words.pages.find(({ headings }) => headingIn(cell.text, headings));
    if (words === undefined) return false;
    let page = this.#page;
    if (page?.frame.words !== words || !page.frame.empty) page = this.#open(words, context.source);
    page.rest();
    page.box(cell, context.source);
    page.leadIn(cell, context);
    return true;
  }

  #open(words: PageWords, source: SourceLine): FrameReader {
    this.#close();
    this.#frames++;
    const frame = new Frame(words, this.#frames, placeOf(source));
    const isNear = (line: number) => source.line - line <= aheadLinesMax;
    for (const { page, row, occurrence } of this.#ahead) {
      if (!isNear(occurrence.line) || !(page === words || isSharedTime(page, words, row))) continue;
      this.#leading.add(row);
      frame.addRow(row, occurrence);
    }
    this.#ahead = [];
    for (const message of this.#messagesAhead) {
      // A banner above the heading belongs to the page.
      if (isNear(message.line) && words.page.messages.includes(message.message)) frame.addMessage(message);
      else this.events.message(message);
    }
    this.#messagesAhead = [];
    this.#page = new FrameReader(frame, this);
    return this.#page;
  }

  #outside(cell: Cell, at: CellContext): number {
    for (const page of this.words.pages) if (this.#aheadRow(cell, page, at)) return 1;
    const further = at.further.map(({ text }) => text);
    const read = readMessage(cell.text, further, this.words);
    if (read !== undefined) {
      const { message, quoted, lines } = read;
      if (quoted) this.prose.talk(at.source.line);
      this.message({ ...placeOf(at.source), message, quoted });
      return lines;
    }
    if (saysNothing(cell.text, this.words)) return 1;
    this.prose.leftOver(cell.text, at.source.line);
    for (const { page, labels } of this.words.pages) {
      // A single word (`Services`) is no product.
      const others = labels.filter(({ row, text }) => row === undefined && text.includes(' '));
      if (others.some(({ text }) => indexOfWord(cell.text, text) >= 0)) this.lookAlikes.add(page.id);
    }
    return 1;
  }

  /** True when the cell is a row that may stand before its page; other rows of pages without a heading are only noted. */
  #aheadRow(cell: Cell, page: PageWords, { source, open }: CellContext): boolean {
    const address = addressRow(cell, page, this.hosts);
    if (address !== undefined) {
      this.#hold({ page, row: address, occurrence: { ...placeOf(source), value: cell.text, own: cell.raw, open } });
      return true;
    }
    const match = labelOf(cell, page, undefined, this.words);
    if (match === undefined) return false;
    const { label, value, own = '' } = match;
    if (label.row === undefined) this.lookAlikes.add(page.page.id);
    else if (label.box !== undefined) {
      if (!this.headless.has(page.page.id)) this.headless.set(page.page.id, source.line);
    } else if (value !== undefined && (label.holds === 'time' || page.page.rows[label.row]?.service !== undefined)) {
      this.#hold({ page, row: label.row, occurrence: { ...placeOf(source), value, own, open } });
      this.prose.explain(value, source.line);
      return true;
    }
    return false;
  }

  #hold(ahead: Ahead): void {
    this.#ahead = [...this.#ahead.slice(1 - aheadLinesMax), ahead];
  }

  /** No heading follows: what was held belongs to the page before. */
  #settleAhead(): void {
    for (const { row, occurrence } of this.#ahead) {
      if (this.#page?.frame.words.page.rows[row] !== undefined) this.#page.frame.addRow(row, occurrence);
    }
    this.#ahead = [];
  }

  #close(): void {
    if (this.#page) this.events.frame(this.#page.frame);
    this.#page = undefined;
  }
}

/** `Captured: …` before any heading belongs to the page that follows, whichever page's label it was read by. */
function isSharedTime(theirs: PageWords, ours: PageWords, row: string): boolean {
  return theirs.page.rows[row]?.holds === 'time' && ours.page.rows[row]?.holds === 'time';
}
