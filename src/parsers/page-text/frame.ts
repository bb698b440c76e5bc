// One page as it stands in a text: its rows with their values, buttons, messages and boxes, each with its line. Rows are
// bound to their own label; where the layout leaves open which value belongs to which label, the row says so.
import type { PageWords } from './vocabulary.js';

/** Where something stands: the line, and the raw text that is shown as evidence. */
export interface Place {
  readonly line: number;
  readonly raw: string;
}

/** One time that a row's label stands on the page. */
export interface Occurrence extends Place {
  /** Folded value, and the same in its own letters; undefined for a label without one. */
  value?: string;
  own?: string;
  /** The value stands on a later line than the label. */
  below?: boolean;
  /** The text ends within or right after the value: it may go on. */
  open?: boolean;
  /** The value is a known message of the page. */
  explained?: boolean;
}

export interface FrameMessage extends Place {
  readonly message: string;
  readonly quoted: boolean;
}

/** @property orphans state words without a label: values may stand above their labels, or columns were read one after the other */
interface Sheet {
  orphans: number;
}

export class Frame {
  readonly rows = new Map<string, Occurrence[]>();
  /** Labels of other products' rows that stand without a value, by label. */
  readonly others = new Map<string, boolean>();
  readonly buttons = new Map<string, Place>();
  readonly messages: FrameMessage[] = [];
  readonly boxes = new Map<string, Place>();
  box: string | undefined;
  /** What all items of one page share. */
  readonly sheet: Sheet;
  /** Sentences where messages stand, before the last thing that was understood: a message may be among them. */
  unread = 0;
  /** The last box holds something that was not understood, or its text may be cut. */
  lastBoxDoubtful = false;
  /** Something of the last box, or the foot of the page after it, was understood. */
  lastBoxEnded = false;
  /** Below the heading of another product's section. */
  foreign = false;
  #unreadSince = 0;

  constructor(
    readonly words: PageWords,
    readonly number: number,
    readonly heading: Place,
    readonly item = 1,
    sheet?: Sheet,
  ) {
    this.sheet = sheet ?? { orphans: 0 };
  }

  /** The next item of the same page. */
  next(heading: Place): Frame {
    return new Frame(this.words, this.number, heading, this.item + 1, this.sheet);
  }

  has(row: string): boolean {
    return this.rows.has(row);
  }

  get lastBox(): string | undefined {
    return this.words.boxes.at(-1)?.id;
  }

  /** Nothing but headings so far: another heading still belongs to the same page. */
  get empty(): boolean {
    return (
      this.buttons.size === 0 &&
      ![...this.rows.keys()].some((row) => this.words.page.rows[row]?.box !== undefined || this.words.items.has(row))
    );
  }

  /** Above the first box, where the product puts its messages. */
  get isTop(): boolean {
    return this.boxes.size === 0 && this.empty;
  }

  enter(box: string, place: Place): void {
    this.understood();
    this.box = box;
    this.foreign = false;
    if (!this.boxes.has(box)) this.boxes.set(box, place);
    this.lastBoxEnded = false;
  }

  addRow(row: string, occurrence: Occurrence): void {
    this.understood();
    const all = this.rows.get(row) ?? [];
    all.push(occurrence);
    this.rows.set(row, all);
  }

  addButton(button: string, place: Place): void {
    this.understood();
    if (!this.buttons.has(button)) this.buttons.set(button, place);
    if (this.box === this.lastBox) this.lastBoxEnded = true;
  }

  addMessage(message: FrameMessage): void {
    this.understood();
    this.messages.push(message);
  }

  /** @param wordy a sentence rather than a scrap */
  notUnderstood(wordy: boolean, afterBlank: boolean): void {
    if (wordy && !this.foreign && (this.isTop || this.box === this.lastBox)) this.#unreadSince++;
    if (this.box !== undefined && this.box === this.lastBox && !(afterBlank && this.lastBoxEnded)) {
      this.lastBoxDoubtful = true;
    }
  }

  /** The page goes on: what was not understood before stands inside it. */
  understood(): void {
    this.unread += this.#unreadSince;
    this.#unreadSince = 0;
  }

  /** All boxes from heading to end, every switch, and nothing in the last box that was not understood. */
  get seenWhole(): boolean {
    const { boxes, page } = this.words;
    const switches = Object.entries(page.rows).filter(([, row]) => row.holds === 'switch');
    return (
      boxes.length > 0 &&
      boxes.every(({ id }) => this.boxes.has(id)) &&
      switches.every(([row]) => this.rows.has(row)) &&
      !this.lastBoxDoubtful &&
      (this.lastBoxEnded || this.#lastBoxRowSeen())
    );
  }

  #lastBoxRowSeen(): boolean {
    const rows = Object.entries(this.words.page.rows).filter(([, { box }]) => box === this.lastBox);
    const seen = rows.flatMap(([row, { holds }]) =>
      (this.rows.get(row) ?? []).map((occurrence) => holds !== 'text' || occurrence.explained === true),
    );
    return seen.length > 0 && seen.every(Boolean);
  }

  /**
   * Values on a later line than their label are trusted only when they can belong to nothing else: no state word without
   * a label, no label without a value.
   */
  get valuesBelowAreSure(): boolean {
    const bare = [...this.rows].some(
      ([row, all]) => this.words.page.rows[row]?.holds !== 'marker' && all.every(({ value }) => value === undefined),
    );
    return this.sheet.orphans === 0 && !bare && ![...this.others.values()].includes(false);
  }
}
