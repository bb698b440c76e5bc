// The small pieces between the entries: blanks, keys, scalars. Each method takes the offset where its piece begins and
// returns the offset behind it, loading what is missing.

import { isSpace } from './find-entry-start.js';
import type { ByteWindow } from './window.js';

/** Keys and strings beside the entries are read up to this length. */
const tokenLimitBytes = 65_536;
const scalarLimitBytes = 1024;
const quote = 0x22;
const backslash = 0x5c;

export class Tokens {
  /** The string or scalar skipped last, raw; undefined when it was too long to keep. */
  last: string | undefined;
  readonly #window: ByteWindow;

  constructor(window: ByteWindow) {
    this.#window = window;
  }

  /** Skips blanks; bytes from `keep` on stay loaded. */
  async space(from: number, keep?: number): Promise<number> {
    for (let at = from; ; ) {
      while (isSpace(this.#window.byteAt(at))) at += 1;
      if (at < this.#window.end || !(await this.more(keep ?? at))) return at;
    }
  }

  /** Skips a string. */
  async string(start: number): Promise<number> {
    let keep = start;
    for (let at = start + 1; ; ) {
      const byte = this.#window.byteAt(at);
      if (byte === quote) {
        this.last =
          keep === start && at - start < tokenLimitBytes ? this.#window.text('utf8', start, at + 1) : undefined;
        return at + 1;
      }
      if (byte !== -1) {
        at += byte === backslash ? 2 : 1;
        continue;
      }
      if (at - start > tokenLimitBytes) keep = Math.min(at, this.#window.end);
      if (!(await this.more(keep))) return this.#window.end;
    }
  }

  /** Skips a number or literal; where none begins, nothing. */
  async scalar(start: number): Promise<number> {
    let at = start;
    await this.load(start + scalarLimitBytes, start);
    while (at < start + scalarLimitBytes && /[\w.+-]/.test(String.fromCharCode(this.#window.byteAt(at)))) at += 1;
    this.last = this.#window.text('latin1', start, at);
    return at;
  }

  /** Makes sure that bytes up to `to` are loaded, if there are so many. */
  async load(to: number, keep: number): Promise<void> {
    while (this.#window.end < to && (await this.more(keep)));
  }

  async more(keep: number): Promise<boolean> {
    this.#window.keep = keep;
    return (await this.#window.more()) === 'more';
  }
}

/** The value of a raw string or scalar; undefined when it is none. */
export function unescaped(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
