// The items of one page, as its lines come: which item a row belongs to, and the lines above an anchor that name it. A
// value that stands bare belongs to the name above it and to nothing else; after a line that nobody knows it belongs to none.
import type { Cell } from './cells.js';
import { wordCount } from './folded.js';
import type { Frame, Occurrence } from './frame.js';
import type { Surroundings } from './frame-reader.js';
import { anchoredParts, bareRow, type Columns, cellsUnder, columnsIn, itemIn } from './items.js';
import { type CellContext, placeOf, type SourceLine } from './source-line.js';

/** A longer line is a sentence, not the name of something. */
const nameWordsMax = 10;
/** A tile at its next time range stands right below itself. */
const sameItemLinesMax = 12;

interface Line {
  readonly cell: Cell;
  readonly source: SourceLine;
}

export class ItemReader {
  frame: Frame;
  readonly #done: Frame[] = [];
  #columns: Columns | undefined;
  #leader: string | undefined;
  #above: Line[] = [];
  /** A line that is not known stands since the last name. */
  #lost = false;
  #strayed = false;
  /** Items whose name is not known although lines stand above them. */
  readonly #unnamed = new Set<Frame>();

  constructor(
    first: Frame,
    readonly around: Surroundings,
  ) {
    this.frame = first;
  }

  close(): readonly Frame[] {
    this.#letGo();
    const all = [...this.#done, this.frame];
    const { items } = this.frame.words;
    const shared = all.flatMap((frame) => [...frame.rows].filter(([row]) => !items.has(row)));
    for (const frame of all) {
      for (const [row] of shared) if (!items.has(row)) frame.rows.delete(row);
      for (const [row, found] of shared) frame.rows.set(row, [...(frame.rows.get(row) ?? []), ...found]);
    }
    this.#inherit(all);
    const full = all.filter((frame) => [...items].some((row) => frame.has(row)) || frame.messages.length > 0);
    const { keyRow = '', keyless } = this.frame.words.page;
    if (this.#strayed) for (const frame of full) leaveOpen(frame, keyRow);
    const isOwn = (frame: Frame) =>
      frame.words.patterns.get(keyRow)?.test(frame.rows.get(keyRow)?.[0]?.value ?? '') !== false;
    const says = (frame: Frame) => [...items].some((row) => row !== keyRow && frame.has(row));
    const named = full.filter((frame) => keyless === true || (frame.has(keyRow) && (says(frame) || isOwn(frame))));
    // What stands beside named items without a name is nobody's.
    if (named.length > 0) return named;
    return full.length > 0 ? full : all.slice(0, 1);
  }

  /** @returns true when the whole line is a header or an item of a table */
  line(source: SourceLine): boolean {
    const { words } = this.frame;
    const columns = columnsIn(source, words);
    if (columns !== undefined) {
      this.#columns = columns;
      return true;
    }
    if (source.parts.cells.length < 2) {
      const inOneLine = this.#columns === undefined ? itemIn(source, words, this.around.words) : undefined;
      this.#columns = undefined;
      return inOneLine !== undefined && this.#takeAll(inOneLine, source);
    }
    const cells = this.#columns ? cellsUnder(this.#columns, source) : itemIn(source, words, this.around.words);
    if (cells !== undefined) return this.#takeAll(cells, source);
    if (this.#columns === undefined) return false;
    // A row that does not fit its header: nobody's.
    this.around.prose.leftOver(source.folded, source);
    return true;
  }

  #takeAll(cells: ReadonlyMap<string, Cell>, source: SourceLine): boolean {
    this.#next(source);
    for (const [row, { text, raw }] of cells) {
      this.frame.addRow(row, { ...placeOf(source), value: text, own: raw, open: source.open });
      this.around.prose.explain(text, source.line);
    }
    this.#lost = false;
    this.#leader ??= this.frame.words.page.keyRow;
    return true;
  }

  /** Before a labelled row of an item is added: it may be the first one of the next item. */
  begin(row: string, { line, raw }: Occurrence): void {
    const { page } = this.frame.words;
    if (page.keyless) {
      this.#leader ??= row;
      const opens = row === this.#leader || row === page.keyRow || row === page.anchor?.row;
      if (opens && this.frame.has(row)) this.#nextAt({ line, raw });
    } else if (row === page.keyRow) {
      if (this.#hasItemRow()) this.#nextAt({ line, raw });
    } else if (!this.frame.has(page.keyRow ?? '')) {
      // Rows before any name: names may stand below what they are said of.
      this.#strayed = true;
    }
    if (row === page.anchor?.row) this.#nameFromAbove();
    if (row === page.keyRow) this.#lost = false;
  }

  /** `Last 90 Days: no data`: an anchor's value takes the place of a label. */
  parts({ raw }: Cell): readonly Cell[] | undefined {
    return anchoredParts(raw, this.frame.words);
  }

  isValue({ text }: Cell): boolean {
    return bareRow(text, this.frame.words, this.around.words) !== undefined;
  }

  /** A value without a label: the next item's name, or what it says of the last one. */
  bare(cell: Cell, { source, open }: CellContext): boolean {
    const { words } = this.frame;
    const { page } = words;
    const row = bareRow(cell.text, words, this.around.words);
    if (row === undefined) return false;
    const occurrence = { ...placeOf(source), value: cell.text, own: cell.raw, open };
    if (row === page.keyRow || row === page.anchor?.row) {
      if (this.frame.has(row)) this.#next(source);
      if (row === page.anchor?.row) this.#nameFromAbove(source.afterBlank);
      this.#lost = false;
    } else if (page.anchor?.above.includes(row)) {
      return this.above(cell, source);
    } else if (this.#lost || this.#above.length > 0 || !this.#isNamed()) {
      this.frame.sheet.orphans++;
      return true;
    }
    this.#leader ??= row;
    // Bare values are sure only where no other one is left without a name.
    const isName = row === page.keyRow || row === page.anchor?.row;
    this.frame.addRow(row, isName ? occurrence : { ...occurrence, below: true });
    return true;
  }

  /** A line that nobody knows: above an anchor it may be a name. */
  above(cell: Cell, source: SourceLine): boolean {
    const { anchor, keyRow } = this.frame.words.page;
    if (anchor?.above.length === 0 && keyRow !== undefined && isName(cell)) {
      // Another product's item, with a name that the page does not know.
      this.#next(source);
      this.frame.addRow(keyRow, { ...placeOf(source), value: cell.text, own: cell.raw });
      this.#lost = false;
      return true;
    }
    if (
      anchor === undefined ||
      anchor.above.length === 0 ||
      wordCount(cell.text) > nameWordsMax ||
      /[.。!?]$/u.test(cell.text)
    ) {
      this.#lost = true;
      return false;
    }
    this.#above.push({ cell, source });
    return true;
  }

  #isNamed(): boolean {
    const { keyRow, anchor } = this.frame.words.page;
    return this.frame.has(anchor?.row ?? '') || this.frame.has(keyRow ?? '');
  }

  #next(source: SourceLine): void {
    if (this.#hasItemRow()) this.#nextAt(placeOf(source));
  }

  #hasItemRow(): boolean {
    return [...this.frame.words.items].some((row) => this.frame.has(row));
  }

  #nextAt(place: { line: number; raw: string }): void {
    this.#done.push(this.frame);
    this.frame = this.frame.next(place);
  }

  /** The lines right above an anchor are its item's name, and what it belongs to by its form; more than these are nobody's. */
  #nameFromAbove(isApart = true): void {
    const { words } = this.frame;
    const [title, parent] = words.page.anchor?.above ?? [];
    // Lines that stand apart from those right above the anchor are a caption.
    const from = isApart ? 0 : this.#above.findLastIndex(({ source }) => source.afterBlank);
    const lines = this.#above.slice(Math.max(0, from));
    for (const { cell, source } of this.#above.slice(0, Math.max(0, from))) {
      this.around.prose.leftOver(cell.text, source);
    }
    this.#above = [];
    if (title === undefined || lines.length === 0) return;
    const isParent = ({ cell }: Line) => parent !== undefined && words.patterns.get(parent)?.test(cell.text) === true;
    const parents = lines.filter(isParent);
    const titles = lines.filter((line) => !isParent(line));
    if (titles.length > 1 || parents.length > 1) {
      this.#unnamed.add(this.frame);
      for (const { cell, source } of lines) this.around.prose.leftOver(cell.text, source);
      return;
    }
    const put = (row: string, { cell, source }: Line) => {
      if (!this.frame.has(row)) this.frame.addRow(row, { ...placeOf(source), value: cell.text, own: cell.raw });
    };
    for (const line of parents) if (parent !== undefined) put(parent, line);
    for (const line of titles.length > 0 ? titles : parents) put(title, line);
  }

  /** A tile that is looked at again, at another range, is not named again. */
  #inherit(all: readonly Frame[]): void {
    const { anchor } = this.frame.words.page;
    for (const [at, frame] of all.entries()) {
      const before = all[at - 1];
      if (anchor === undefined || before === undefined || this.#unnamed.has(frame)) continue;
      if (anchor.above.some((row) => frame.has(row)) || frame.heading.line - before.heading.line > sameItemLinesMax)
        continue;
      for (const row of anchor.above) {
        const found = before.rows.get(row);
        if (found !== undefined) frame.rows.set(row, found);
      }
    }
  }

  /** Lines that no anchor followed are words of somebody. */
  #letGo(): void {
    for (const { cell, source } of this.#above) this.around.prose.leftOver(cell.text, source);
    this.#above = [];
  }
}

/** What stands without a name of its own may be of the name below it. */
function leaveOpen(frame: Frame, keyRow: string): void {
  for (const [row, all] of frame.rows) {
    if (row === keyRow || !frame.words.items.has(row)) continue;
    frame.rows.set(
      row,
      all.map(({ line, raw }) => ({ line, raw })),
    );
  }
}

function isName({ text }: Cell): boolean {
  return wordCount(text) <= 6 && !/[.。!?:]$/u.test(text);
}
