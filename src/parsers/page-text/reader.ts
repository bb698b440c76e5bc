// Lines → frames, bare messages and what is left over. Looks some lines ahead, because browsers and text recognition wrap
// sentences and put values below their labels. Keeps no text but what frames hold.
import type { HostRow } from '../../model/catalogue.js';
import { type Moment, momentOf } from '../../model/moment.js';
import type { ToldSymptoms } from '../../text/told/told-symptoms.js';
import type { Cell } from './cells.js';
import { folded, indexOfWord } from './folded.js';
import { Frame, type FrameMessage, type Occurrence } from './frame.js';
import { FrameReader, type Surroundings } from './frame-reader.js';
import { HostLines } from './host-lines.js';
import { loneHost, ownWebHost } from './hosts.js';
import { isoOf } from './iso-of.js';
import { columnsIn, itemIn } from './items.js';
import { addressRow, captionedAddress, headedPage, labelledPages, labelOf } from './labels.js';
import { messageIn, readMessage, saysNothing } from './messages.js';
import { isOfOnePortal, mayStandAhead, ownRow, sharesService, webRow } from './own-row.js';
import { type PlainLines, plainLinesOf } from './plain-line.js';
import { Prose } from './prose.js';
import { type CellContext, placeOf, type SourceLine, wrappedAfter } from './source-line.js';
import { cardPages, fieldsAboveMax, isAnchor, isBareAnchor, isCard, reachAbove, standsAbove } from './stands-above.js';
import type { PageWords, Vocabulary } from './vocabulary.js';

/** A page has some 30 lines; what comes later belongs to something else. */
const frameLinesMax = 300;
/** What stands further above a heading belongs to something else. */
const aheadLinesMax = 8;
/** So many lines that are not blank are known before one is read. */
const lookAheadLines = 8;
const timesMax = 1000;

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
  /** Times on lines of their own, outside of pages. */
  readonly #times: { readonly line: number; readonly moment: Moment | undefined }[] = [];
  #page: FrameReader | undefined;
  #frames = 0;
  #queue: SourceLine[] = [];
  #ahead: Ahead[] = [];
  #messagesAhead: FrameMessage[] = [];
  readonly #plain: PlainLines;
  readonly #hostLines: HostLines;
  readonly #listing: readonly PageWords[];
  readonly #anchored: readonly PageWords[];
  /** Rows that stand before their page's heading in this text. */
  readonly #leading = new Set<string>();

  constructor(
    readonly words: Vocabulary,
    readonly hosts: readonly HostRow[],
    readonly events: ReaderEvents,
    told: ToldSymptoms,
  ) {
    this.prose = new Prose(words, hosts, told);
    this.#plain = plainLinesOf(words, hosts);
    this.#hostLines = new HostLines(words, hosts);
    this.#listing = words.pages.filter(({ items }) => items.size > 0);
    this.#anchored = words.pages.filter(({ page }) => page.anchor !== undefined);
  }

  /** @param line not a blank one */
  push(line: SourceLine): void {
    this.#queue.push(line);
    if (this.#queue.length >= 64) this.#read(lookAheadLines);
  }

  end(): void {
    this.#read(0);
    this.#settleAhead();
    this.#close();
    for (const message of this.#messagesAhead) this.events.message(message);
    this.#messagesAhead = [];
    for (const frame of this.#hostLines.frames(this.#frames)) this.events.frame(frame);
  }

  /**
   * When a bare message was so: by the time right above it, or by the only one below it. Where the first time stands below
   * the first message, one of several could be either's.
   * @param first line of the first bare message
   */
  momentOf(line: number, first: number): Moment | undefined {
    const [only, second] = this.#times;
    if (only === undefined) return undefined;
    const isNear = (time: { readonly line: number }) => Math.abs(line - time.line) <= aheadLinesMax;
    if (only.line > first) return second === undefined && isNear(only) ? only.moment : undefined;
    const above = this.#times.findLast((time) => time.line < line);
    return above !== undefined && isNear(above) ? above.moment : undefined;
  }

  /** @param keep lines that stay for looking ahead */
  #read(keep: number): void {
    let at = 0;
    while (at < this.#queue.length - keep) at += this.#line(this.#queue, at);
    this.#queue = this.#queue.slice(at);
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

  /** A host on a line of its own, inside or outside of pages. */
  hostLine(cell: Cell, at: CellContext): boolean {
    if (!this.#hostLines.take(cell, at)) return false;
    this.prose.explain(cell.text, at.source.line);
    const isAddress = this.words.pages.some(
      (page) => labelOf(cell, page, undefined, this.words)?.label.row === 'address',
    );
    if (!isAddress && loneHost(cell.text) === undefined) this.prose.regions(cell.text, at.source.line);
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
    if (this.#isProse(lines, at)) {
      if (this.#page === undefined) for (const { text } of source.parts.cells) this.prose.leftOver(text, source);
      else this.#page.pass(source);
      return 1;
    }
    const { cells, quoted, titled } = source.parts;
    if (quoted) this.prose.talk(source.line);
    if (cells.length === 0) return 1;
    const text = source.folded;
    if (this.prose.isDescribing(text)) return this.#describing(text, source);
    if (titled && messageIn(text, this.words)) this.prose.talk(source.line);
    const options = this.#options(lines, at);
    if (options > 1) return options;
    this.#openItems(lines, at);
    if (this.#page?.line(source)) return 1;
    let taken = 1;
    for (const [index, cell] of cells.entries()) {
      const isLast = index === cells.length - 1;
      const further = isLast ? wrappedAfter(lines, at) : [];
      const context = { source, open: source.open && isLast, afterBlank: source.afterBlank, further };
      if (index === 0 && this.#heading(cell, context)) continue;
      taken = Math.max(taken, this.#page ? this.#page.read(cell, context) : this.#outside(cell, context));
    }
    return taken;
  }

  /** Neither the line nor what follows soon, which it may be the name of, has a word of a page. */
  #isProse(lines: readonly SourceLine[], at: number): boolean {
    if (this.#page?.awaits || this.#page?.frame.words.items.size) return false;
    const source = lines[at];
    if (source === undefined) return false;
    source.plain ??= this.#plain.isPlain(source, lines[at + 1]);
    if (!source.plain) return false;
    for (let next = at + 1; next <= at + fieldsAboveMax; next++) {
      const line = lines[next];
      if (line !== undefined && this.#isAnchor(line)) return false;
    }
    return !this.#ahead.some(({ occurrence }) => (lines[at]?.line ?? 0) - occurrence.line <= aheadLinesMax);
  }

  /** Within reach of what may stand above it. */
  #isAnchorNear(lines: readonly SourceLine[], at: number): boolean {
    for (let next = at; next < at + reachAbove; next++) {
      const line = lines[next];
      if (line !== undefined && this.#isAnchor(line)) return true;
    }
    return false;
  }

  #isAnchor(line: SourceLine): boolean {
    line.anchor ??= isAnchor(line.text, this.words, line.parts);
    return line.anchor;
  }

  /** A described picture: what it quotes are headings and lead-ins, its switches follow as rows of their own. */
  #describing(text: string, source: SourceLine): number {
    this.prose.describe(text, source.line);
    const context = { source, open: false, afterBlank: false, further: [] };
    this.#holdCaptioned({ raw: source.text, text }, context);
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
    const words = headedPage(cell.text, this.words);
    if (words === undefined) return false;
    let page = this.#page;
    if (page?.frame.words !== words || !page.frame.empty) page = this.#open(words, context.source);
    page.rest();
    page.box(cell, context.source);
    page.leadIn(cell, context);
    return true;
  }

  #open(words: PageWords, source: SourceLine): FrameReader {
    // A heading of the portal with nothing below it (`Security Services Exchange`, then its list of devices) was no page.
    const before = this.#page?.frame;
    if (before?.empty && before.messages.length === 0 && isOfOnePortal(before.words, words)) this.#handOver(before);
    this.#close();
    this.#frames++;
    const frame = new Frame(words, this.#frames, placeOf(source));
    const isNear = (line: number) => source.line - line <= aheadLinesMax;
    for (const { page, row, occurrence } of this.#ahead) {
      const own = isNear(occurrence.line) ? ownRow(page, row, words) : undefined;
      if (own === undefined) continue;
      this.#leading.add(own);
      this.#hostLines.claim(occurrence.line);
      frame.addRow(own, occurrence);
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

  /** What an empty page held belongs to the one that follows at once. */
  #handOver(before: Frame): void {
    for (const [row, all] of before.rows) {
      for (const occurrence of all) this.#hold({ page: before.words, row, occurrence });
    }
    this.#page = undefined;
  }

  /** The list of all ranges, unfolded: how many lines it goes over. It says nothing of what is chosen. */
  #options(lines: readonly SourceLine[], at: number): number {
    if (lines[at] === undefined || !this.#isAnchor(lines[at])) return 0;
    for (const page of this.#anchored) {
      let count = 0;
      while (isBareAnchor(lines[at + count], page)) count++;
      if (count > 1) return count;
    }
    return 0;
  }

  /** Opens the page whose header, item or anchor stands here, where no heading did. */
  #openItems(lines: readonly SourceLine[], at: number): void {
    const source = lines[at];
    if (source === undefined) return;
    const current = this.#page?.frame.words;
    const cards = cardPages(source.text, this.words, source.parts);
    const mayStandAbove = this.#isAnchorNear(lines, at);
    for (const words of this.#listing) {
      if (words === current) continue;
      if (
        (mayStandAbove || words.page.anchor === undefined) &&
        words.page.keyless &&
        standsAbove(lines, at, words, this.words)
      ) {
        this.#open(words, source);
        return;
      }
      if (cards.has(words) && isCard(lines, at, words, this.words)) {
        this.#open(words, source);
        return;
      }
      if (words.page.anchor === undefined && this.#isOfPortal(words) && this.#isListed(source, words)) {
        this.#open(words, source);
        return;
      }
    }
  }

  #isListed(source: SourceLine, words: PageWords): boolean {
    return columnsIn(source, words) !== undefined || itemIn(source, words, this.words) !== undefined;
  }

  /** A table may be of any product: it is the portal's below the portal's heading or address. */
  #isOfPortal(words: PageWords): boolean {
    const current = this.#page?.frame.words;
    if (current && sharesService(current, words)) return true;
    return this.#ahead.some(({ row, page }) => words.services.has(page.page.rows[row]?.service ?? '-'));
  }

  #outside(cell: Cell, at: CellContext): number {
    const isHost = this.hostLine(cell, at);
    if (this.#webAddress(cell, at)) return 1;
    for (const page of labelledPages(cell.text, this.words, this.hosts)) {
      if (this.#aheadRow(cell, page, at, isHost)) return 1;
    }
    if (isHost) return this.#holdCaptioned(cell, at);
    const further = at.further.map(({ text }) => text);
    const read = readMessage(cell.text, further, this.words);
    if (read !== undefined) {
      const { message, quoted, lines } = read;
      if (quoted) this.prose.talk(at.source.line);
      this.message({ ...placeOf(at.source), message, quoted });
      return lines;
    }
    if (saysNothing(cell.text, this.words)) return 1;
    this.prose.leftOver(cell.text, at.source);
    if (!this.words.any.other.test(cell.text)) return 1;
    for (const { page, others } of this.words.pages) {
      if (others.some((text) => indexOfWord(cell.text, text) >= 0)) this.lookAlikes.add(page.id);
    }
    return 1;
  }

  /** True when the cell is a row that may stand before its page; other rows of pages without a heading are only noted. */
  #aheadRow(cell: Cell, page: PageWords, { source, open }: CellContext, isHost: boolean): boolean {
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
      if (!isHost && !this.headless.has(page.page.id)) this.headless.set(page.page.id, source.line);
    } else if (value !== undefined && mayStandAhead(label, page)) {
      this.#hold({ page, row: label.row, occurrence: { ...placeOf(source), value, own, open } });
      if (label.holds === 'time' && this.#times.length < timesMax) {
        this.#times.push({ line: source.line, moment: momentOf(isoOf(own)) });
      }
      this.prose.explain(value, source.line);
      return true;
    }
    return false;
  }

  #webAddress(cell: Cell, { source, open }: CellContext): boolean {
    const host = ownWebHost(cell.text, this.hosts);
    const page = this.words.pages.find((one) => one.page.rows[webRow] !== undefined);
    if (host === undefined || page === undefined) return false;
    this.#hold({ page, row: webRow, occurrence: { ...placeOf(source), value: host, own: host, open } });
    return true;
  }

  #holdCaptioned(cell: Cell, { source, open }: CellContext): number {
    const page = this.words.pages.find((one) => captionedAddress(cell, one, this.hosts) !== undefined);
    const host = page && captionedAddress(cell, page, this.hosts);
    if (host) this.#hold({ page, row: 'address', occurrence: { ...placeOf(source), value: host, own: host, open } });
    return 1;
  }

  #hold(ahead: Ahead): void {
    this.#ahead = [...this.#ahead.slice(1 - aheadLinesMax), ahead];
  }

  /** No heading follows: what was held belongs to the page before. */
  #settleAhead(): void {
    for (const { page, row, occurrence } of this.#ahead) {
      const words = this.#page?.frame.words;
      const own = words && ownRow(page, row, words);
      if (own !== undefined) this.#page?.frame.addRow(own, occurrence);
    }
    this.#ahead = [];
  }

  #close(): void {
    for (const frame of this.#page?.close() ?? []) this.events.frame(frame);
    this.#page = undefined;
  }
}
