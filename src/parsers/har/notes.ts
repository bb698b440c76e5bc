// What the HAR reader says about an input besides its entries: coded notes, counted, and places of damage. No words
// for people here, no quoted content, bounded whatever the input.

import type { Position } from './window.js';

/** What was tolerated or left out while reading the bytes. */
export type ScanNoteCode =
  | 'byte-order-mark'
  | 'not-utf-8'
  | 'leading-junk'
  | 'trailing-junk'
  | 'jsonp'
  /** Several documents in one input. */
  | 'glued-documents'
  /** `{"entries":[…]}` without `log`. */
  | 'entries-without-log'
  /** A bare `[…]` of entries. */
  | 'bare-array'
  /** Entries under another name or deeper than HAR says. */
  | 'entries-elsewhere'
  | 'no-entries'
  | 'missing-comma'
  | 'extra-comma'
  | 'entry-not-object'
  | 'entry-without-url'
  | 'entry-too-deep'
  | 'entry-too-large'
  /** Bytes that are no UTF-8, or U+FFFD where an earlier tool met such bytes. */
  | 'replacement-characters'
  /** The middle of a string was dropped for want of memory. */
  | 'string-cut'
  /** A request.url longer than is read. */
  | 'url-cut'
  | 'log-part-skipped'
  /** Damage so frequent that reading on was given up in part. */
  | 'salvage-limit';

export interface ScanNote {
  code: ScanNoteCode;
  count: number;
  /** Where it was first met. */
  first: Position;
}

/** Where the JSON broke, and where reading went on; no `resumedAt`: nothing usable came after it. */
export interface Damage {
  position: Position;
  resumedAt?: Position;
}

/** Places of damage that are listed; `damageCount` counts them all. */
const damageListed = 100;

export class ScanNotes {
  readonly damage: Damage[] = [];
  damageCount = 0;
  readonly #notes = new Map<ScanNoteCode, ScanNote>();

  add(code: ScanNoteCode, position: () => Position): void {
    const note = this.#notes.get(code);
    if (note === undefined) this.#notes.set(code, { code, count: 1, first: position() });
    else note.count += 1;
  }

  addDamage(position: () => Position): Damage | undefined {
    this.damageCount += 1;
    if (this.damage.length === damageListed) return undefined;
    const damage: Damage = { position: position() };
    this.damage.push(damage);
    return damage;
  }

  list(): ScanNote[] {
    return [...this.#notes.values()];
  }
}
