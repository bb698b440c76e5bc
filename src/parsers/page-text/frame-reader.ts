// Cells of a page → its frame. Keeps the label that still waits for its value, and tells how many lines were read: values
// and messages may go on over the next ones.
import type { HostRow } from '../../model/catalogue.js';
import type { Cell } from './cells.js';
import { choiceIn } from './choices.js';
import { folded, ownLetters, wordCount } from './folded.js';
import type { Frame, FrameMessage, Occurrence } from './frame.js';
import { ItemReader } from './item-reader.js';
import { addressRow, captionedAddress, headedBox, type LabelMatch, labelOf } from './labels.js';
import { readMessage, saysNothing } from './messages.js';
import type { Prose } from './prose.js';
import { rememberedBy } from './remembered.js';
import { type CellContext, placeOf, type SourceLine } from './source-line.js';
import { mayGrow, switchState } from './switch-state.js';
import type { Label, PageWords, Vocabulary } from './vocabulary.js';

// `Deregister Your Appliance:` is the label of some row, not a sentence that may be a message.
const otherLabel = /^[^.。:]{1,60}:$/;
// ... | … | [...] | (…): something was left out here, whatever it was.
const elision = /^[[(<]?[ ]?(?:\.{2,9}|…{1,3})[ ]?[\])>]?$/;

/** A label whose value may follow; other products' labels take their values too. */
interface Pending {
  readonly occurrence: Occurrence | undefined;
  readonly holds: Label['holds'];
  readonly other: string | undefined;
  readonly line: number;
  readonly row?: string;
}

/** What lies around a page. */
export interface Surroundings {
  readonly words: Vocabulary;
  readonly hosts: readonly HostRow[];
  readonly prose: Prose;
  /** A row that may stand before its page's heading; true when it belongs to the next page. */
  isAhead(row: string, occurrence: Occurrence): boolean;
  /** A host on a line of its own that is no row of this page; true when it was taken. */
  hostLine(cell: Cell, at: CellContext): boolean;
  /** A message that this page does not show. */
  message(message: FrameMessage): void;
}

export class FrameReader {
  #pending: Pending | undefined;
  readonly #items: ItemReader | undefined;

  constructor(
    frame: Frame,
    readonly around: Surroundings,
  ) {
    this.#first = frame;
    this.#items = frame.words.items.size > 0 ? new ItemReader(frame, around) : undefined;
  }

  readonly #first: Frame;

  /** The page, or the item of it that is being read. */
  get frame(): Frame {
    return this.#items?.frame ?? this.#first;
  }

  /** A label waits for its value. */
  get awaits(): boolean {
    return this.#pending !== undefined;
  }

  /** A line without any word of a page. */
  pass(source: SourceLine): void {
    for (const { text } of source.parts.cells) {
      this.frame.notUnderstood(isSentence(text), source.afterBlank);
      this.around.prose.leftOver(text, source);
    }
  }

  /** What was read, each item for itself. */
  close(): readonly Frame[] {
    return this.#items?.close() ?? [this.#first];
  }

  /** @returns true when the whole line is a header or an item of a table */
  line(source: SourceLine): boolean {
    if (this.#items?.line(source) !== true) return false;
    this.#pending = undefined;
    return true;
  }

  /** @returns how many lines were read */
  read(cell: Cell, at: CellContext): number {
    if (this.box(cell, at.source)) return 1;
    const { words } = this.around;
    const short = labelOf(cell, this.frame.words, this.frame.box, words);
    const wrapped = short && this.#wrappedLabel(cell, short, at);
    const match = wrapped ?? short;
    const isAlone = at.source.parts.cells.length === 1;
    // `Enabled` or `Data` on a line of its own, without a colon, is what an item says, not the label of what follows.
    const isLabel = match !== undefined && (match.separated || !isAlone || this.#items?.isValue(cell) !== true);
    if (match && isLabel) return Math.max(wrapped ? 2 : 1, this.row(match, at));
    const parts = this.#items?.parts(cell);
    if (parts !== undefined) {
      for (const part of parts) this.read(part, { ...at, further: [] });
      return 1;
    }
    const isAwaited = this.#pending?.occurrence !== undefined && this.#pending.occurrence.value === undefined;
    if (!isAwaited && this.#items?.bare(cell, at)) return 1;
    const { frame } = this;
    const address = addressRow(cell, frame.words, this.around.hosts);
    if (address !== undefined) {
      this.#add(address, { ...placeOf(at.source), value: cell.text, own: cell.raw, open: at.open });
      return 1;
    }
    const sure = !(at.open && mayGrow(cell.text, words));
    const button = sure ? this.#button(cell.text, at.open) : undefined;
    const taken = this.#takesFirst(cell, at, button) ? this.#takeValue(cell, at) : 0;
    if (taken > 0) return taken;
    if (button !== undefined) {
      if (!frame.foreign) frame.addButton(button, placeOf(at.source));
      return 1;
    }
    return this.#sentence(cell, at, sure);
  }

  /** True when the cell is the heading of a box. */
  box(cell: Cell, source: SourceLine): boolean {
    const box = headedBox(cell.text, this.frame.words);
    if (box === undefined) return false;
    this.frame.enter(box, placeOf(source));
    this.#pending = undefined;
    return true;
  }

  /** No label waits any more: what follows stands apart. */
  rest(): void {
    this.#pending = undefined;
  }

  /** A lead-in (`Cloud Services for …`) is heading and row at once. */
  leadIn(cell: Cell, at: CellContext): void {
    const match = labelOf(cell, this.frame.words, this.frame.box, this.around.words);
    if (match?.label.leadIn) this.row(match, at);
  }

  /** @returns how many lines the row goes over */
  row(match: LabelMatch, at: CellContext): number {
    const next = match.label.holds === 'switch' && match.value !== undefined ? goesOn(at) : undefined;
    if (next !== undefined) {
      const whole = { ...match, value: joined(match.value ?? '', next.text) };
      return this.#row(whole, { ...at, further: at.further.slice(1), open: next.open }) + 1;
    }
    return this.#row(match, at);
  }

  #row(match: LabelMatch, at: CellContext): number {
    const { label, value, own } = match;
    const { source } = at;
    if (label.row === undefined) return this.#otherRow(match, source);
    if (label.holds === 'marker') return this.#marker(label.row, value, at);
    const occurrence: Occurrence = { line: source.line, raw: source.shown, open: at.open };
    if (value !== undefined) {
      occurrence.value = value;
      if (own !== undefined) occurrence.own = own;
    }
    this.#add(label.row, occurrence);
    this.#pending = { occurrence, holds: label.holds, other: undefined, line: source.line, row: label.row };
    if (value === undefined) return 1;
    this.around.prose.explain(value, source.line);
    return this.#valueMessage(value, occurrence, at);
  }

  #otherRow({ label, value, separated }: LabelMatch, { line }: SourceLine): number {
    const { frame } = this;
    if (value === undefined && !separated) frame.foreign = true;
    frame.others.set(label.text, (frame.others.get(label.text) ?? false) || value !== undefined);
    this.#pending =
      value === undefined ? { occurrence: undefined, holds: 'other', other: label.text, line } : undefined;
    frame.understood();
    return 1;
  }

  #marker(row: string, value: string | undefined, { source, open }: CellContext): number {
    this.#pending = undefined;
    if (this.frame.foreign) return 1;
    this.frame.addRow(row, placeOf(source));
    const button = value === undefined ? undefined : this.#button(value, open);
    if (button !== undefined) this.frame.addButton(button, placeOf(source));
    return 1;
  }

  #add(row: string, occurrence: Occurrence): void {
    const isBoxed = this.frame.words.page.rows[row]?.box !== undefined;
    const isItem = this.frame.words.items.has(row);
    if (!isBoxed && !isItem && this.around.isAhead(row, occurrence)) return;
    if (isItem) this.#items?.begin(row, occurrence);
    if (isBoxed) this.frame.foreign = false;
    this.frame.addRow(row, occurrence);
  }

  /** `Cisco SecureX / Threat Response` and `Server: …` on the next line are one longer label. */
  #wrappedLabel(cell: Cell, short: LabelMatch, { source, further }: CellContext): LabelMatch | undefined {
    const next = further[0];
    if (next === undefined || source.open) return undefined;
    const { words, box } = this.frame;
    if (short.value !== undefined || short.separated) return undefined;
    const raw = `${cell.raw} ${next.parts.cells[0]?.raw ?? ''}`;
    const long = labelOf({ raw, text: folded(raw) }, words, box, this.around.words);
    const isLonger = long?.separated && long.value !== undefined && long.label.text.length > cell.text.length;
    return isLonger ? long : undefined;
  }

  /** Whether a waiting label has more right to the cell than buttons and messages have. */
  #takesFirst(cell: Cell, at: CellContext, button: string | undefined): boolean {
    const pending = this.#pending;
    if (pending === undefined) return false;
    if (pending.other !== undefined) return true;
    // `Enable` where a switch's value belongs is no button: it may be a cut `Enabled`.
    if (pending.line === at.source.line) return button === undefined || pending.holds === 'switch';
    // `Status:` with the message on the next line.
    // `Error` is what a module's status says, and a banner's word elsewhere.
    if (pending.row !== undefined && choiceIn(cell.text, this.frame.words, pending.row) !== undefined) return true;
    const isText = pending.holds === 'text' || pending.holds === 'choice';
    return isText && button === undefined && !saysNothing(cell.text, this.around.words);
  }

  /**
   * The value of the last label that has none, or one more state beside a state.
   * @returns how many lines were read; 0 when the cell is no value
   */
  #takeValue(cell: Cell, at: CellContext): number {
    const pending = this.#pending;
    if (pending === undefined) return 0;
    const { occurrence, holds, other } = pending;
    const below = pending.line !== at.source.line;
    if (occurrence === undefined) {
      if (other !== undefined) this.frame.others.set(other, true);
      this.#pending = undefined;
      return 1;
    }
    const isState = holds === 'switch' && switchState(cell.text, this.around.words) !== 'unclear';
    if (occurrence.value !== undefined) {
      if (holds !== 'switch' || !isState || below) return 0;
      occurrence.value += ` ${cell.text}`;
      return 1;
    }
    if (holds === 'switch' && below && !isState) return 0;
    // Evidence of a value below its label shows both.
    const raw = below ? `${occurrence.raw} … ${at.source.raw.trim()}` : occurrence.raw;
    const own = ownLetters(cell.raw, cell.text, 0);
    const next = holds === 'switch' ? goesOn(at) : undefined;
    const value = next === undefined ? cell.text : joined(cell.text, next.text);
    Object.assign(occurrence, { raw, value, own, below, open: next?.open ?? at.open });
    this.around.prose.explain(cell.text, at.source.line);
    if (below) this.#pending = undefined;
    this.frame.understood();
    return Math.max(next === undefined ? 1 : 2, this.#valueMessage(cell.text, occurrence, at));
  }

  /** A value may be one of the page's messages (`Status: … is busy.`), and go on over the next lines. */
  #valueMessage(value: string, occurrence: Occurrence, at: CellContext): number {
    const lines = this.#message(value, at);
    if (lines > 0) occurrence.explained = true;
    return Math.max(lines, 1);
  }

  /** A cell that carries no label: message, furniture, a value below its label, a state without one, or unknown. */
  #sentence(cell: Cell, at: CellContext, sure: boolean): number {
    const { frame } = this;
    const { words, prose } = this.around;
    const lines = this.#message(cell.text, at);
    if (lines > 0) return lines;
    if (!elision.test(cell.text) && saysNothing(cell.text, words)) {
      // The foot of the page, unless the text ends in the middle of something else (`Cancel` of `Cancelar registro`).
      if (frame.box === frame.lastBox && !at.open) frame.lastBoxEnded = true;
      frame.understood();
      return 1;
    }
    const below = this.#takeValue(cell, at);
    if (below > 0) return below;
    if (sure && switchState(cell.text, words) !== 'unclear') {
      frame.sheet.orphans++;
      return 1;
    }
    if (this.around.hostLine(cell, at)) {
      const host = captionedAddress(cell, frame.words, this.around.hosts);
      if (host !== undefined) this.#add('address', { ...placeOf(at.source), value: host, own: host, open: at.open });
      return 1;
    }
    if (this.#items?.above(cell, at.source)) return 1;
    frame.notUnderstood(isSentence(cell.text), at.afterBlank);
    prose.leftOver(cell.text, at.source);
    this.#pending = undefined;
    return 1;
  }

  /** @returns how many lines the message goes over; 0 when the text is none */
  #message(text: string, at: CellContext): number {
    const { frame } = this;
    const further = at.further.map((line) => line.text);
    const read = readMessage(text, further, this.around.words, frame.isTop);
    if (read === undefined) return 0;
    const { message, quoted, lines } = read;
    if (quoted) this.around.prose.talk(at.source.line);
    if (frame.foreign) return lines;
    const found = { ...placeOf(at.source), message, quoted };
    if (frame.words.page.messages.includes(message)) frame.addMessage(found);
    else this.around.message(found);
    return lines;
  }

  /** @param open the text ends here: what a longer button begins with is none yet (`登録` of `登録解除`) */
  #button(text: string, open: boolean): string | undefined {
    const { buttons } = this.frame.words;
    if (open && buttons.some((button) => button.text !== begun(text) && button.text.startsWith(begun(text)))) {
      return undefined;
    }
    return buttonIn(text, this.frame.words);
  }
}

function begun(text: string): string {
  return text.replace(/^[[(<"' ]{1,3}/, '');
}

const buttonIn = rememberedBy((text: string, { buttons }: PageWords): string | undefined => {
  const bare = begun(text)
    .replace(/(?: ?[\])>"'»]| ?\.\.\.){1,3}$/, '')
    .trim();
  return buttons.find((button) => bare === button.text || bare === `${button.text} button`)?.id;
});

/**
 * The next line, when it goes on with the sentence of this one: no line of a page begins in lower case, or in Japanese with
 * the ending of a word (`有効` / `ではありません`).
 */
function goesOn({ source, further: [next] }: CellContext): SourceLine | undefined {
  if (/[.。]["'」)]?\s{0,3}$/u.test(source.text)) return undefined;
  return next !== undefined && /^\s{0,20}(?:\p{Ll}|\p{Script=Hiragana})/u.test(next.text) ? next : undefined;
}

function joined(value: string, next: string): string {
  return /^\s{0,20}\p{Script=Hiragana}/u.test(next) ? value + folded(next) : `${value} ${folded(next)}`;
}

/** It may be one of the messages that stand at this place. */
function isSentence(text: string): boolean {
  return elision.test(text) || (wordCount(text) >= 3 && !otherLabel.test(text));
}
