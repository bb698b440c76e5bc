// Typed, tolerant access to the fields of one object of a slim entry. Every repair is noted when a field is read.

import type { TimeNoteCode } from './har-time.js';
import type { SlimEntry } from './scan.js';

export type EntryNoteCode =
  | TimeNoteCode
  | 'headers-as-pairs'
  | 'headers-as-object'
  | 'header-with-values'
  | 'header-malformed'
  | 'cookies-as-object'
  | 'null-field'
  | 'field-mistyped'
  | 'number-as-text'
  | 'server-address-empty'
  | 'server-address-bracketed'
  | 'content-empty'
  | 'timings-empty'
  | 'time-negative'
  | 'status-zero'
  | 'status-impossible'
  | 'base64-damaged';

export interface HarPair {
  name: string;
  value: string;
}

export type Note = (code: EntryNoteCode) => void;
type Json = Record<string, unknown>;
/** `null`: there is none, says the capture; `undefined`: it does not say. */
export type Maybe<T> = T | null | undefined;

/** One object of the entry: typed access to its fields. */
export class FieldReader {
  readonly #read = new Map<string, unknown>();

  constructor(
    readonly json: Json,
    readonly slim: SlimEntry,
    readonly note: Note,
  ) {}

  /** Reads a field once, so that its repairs are noted once. */
  once<T>(key: string, read: () => T): T {
    if (!this.#read.has(key)) this.#read.set(key, read());
    return this.#read.get(key) as T;
  }

  child(key: string): Maybe<FieldReader> {
    return this.#typed(key, (value) => {
      const isObject = typeof value === 'object' && !Array.isArray(value);
      return isObject ? new FieldReader(value as Json, this.slim, this.note) : undefined;
    });
  }

  string(key: string): Maybe<string> {
    return this.once(key, () =>
      this.#typed(key, (value) => {
        if (typeof value === 'string') return this.#text(value);
        return typeof value === 'number' ? String(value) : undefined;
      }),
    );
  }

  number(key: string): Maybe<number> {
    return this.once(key, () =>
      this.#typed(key, (value) => {
        if (typeof value === 'number') return value;
        if (typeof value !== 'string' || !/^-?\d+(?:\.\d+)?$/.test(value)) return undefined;
        this.note('number-as-text');
        return Number(value);
      }),
    );
  }

  /** `[{name, value}]`, `[[name, value]]`, `{name: value}`, and each with a list of values. */
  pairs(key: string, objectNote: EntryNoteCode): Maybe<HarPair[]> {
    return this.#typed(key, (value) => {
      if (typeof value !== 'object') return undefined;
      const pairs: HarPair[] = [];
      if (!Array.isArray(value)) {
        this.note(objectNote);
        for (const [name, content] of Object.entries(value as Json)) this.#addPair(pairs, name, content);
        return pairs;
      }
      if (Array.isArray(value[0])) this.note('headers-as-pairs');
      for (const item of value as unknown[]) {
        if (Array.isArray(item)) this.#addPair(pairs, item[0], item[1]);
        else this.#addPair(pairs, (item as Json | null)?.name, (item as Json | null)?.value);
      }
      return pairs;
    });
  }

  #addPair(pairs: HarPair[], name: unknown, value: unknown): void {
    if (typeof name === 'string' && typeof value === 'string') {
      pairs.push({ name, value: this.#text(value) });
    } else if (typeof name === 'string' && Array.isArray(value)) {
      this.note('header-with-values');
      for (const one of value) if (!Array.isArray(one)) this.#addPair(pairs, name, one);
    } else if (typeof name === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
      pairs.push({ name, value: String(value) });
    } else {
      this.note('header-malformed');
    }
  }

  #typed<T>(key: string, read: (value: unknown) => T | undefined): Maybe<T> {
    const value = this.json[key];
    if (value === undefined) return undefined;
    if (value === null) {
      this.note('null-field');
      return null;
    }
    const typed = read(value);
    if (typed === undefined) this.note('field-mistyped');
    return typed;
  }

  /** A long cookie or policy header was elided like a body. */
  #text(value: string): string {
    return this.slim.isElided(value) ? this.slim.text(value, 65_536).text : value;
  }
}
