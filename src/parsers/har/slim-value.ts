// One JSON value of a HAR (an entry, a page, a part of the log): its bounds, and its slim form, in which every long
// string is a short placeholder that `text` resolves on demand. Bodies, postData, WebSocket messages and data: URLs
// thus cost nothing unless somebody reads them.

import { findFault } from './find-entry-start.js';
import { blockBytes, maxStrings, Slot } from './kernel.js';
import type { ByteWindow } from './window.js';

/** An elided string, read. `cut`: only its beginning is there. `damaged`: it is no JSON string inside. */
export interface ElidedText {
  text: string;
  state: 'whole' | 'cut' | 'damaged';
}

/**
 * How reading ended. `open`: the input ended first. `abandoned`: the caller's `isLost` said so. `oversized`: skipped,
 * since even without its long strings it exceeds the limit.
 */
export type Reading = 'whole' | 'open' | 'abandoned' | 'oversized';

export interface ParsedSlim {
  readonly json: unknown;
  /** What was parsed: members that JSON repeats are only there. */
  readonly text: string;
  readonly hasReplacements: boolean;
}

export interface ValueLimits {
  elideOverBytes: number;
  depth: number;
  slimBytes: number;
}

// A lone NUL does not occur in captures. If somebody writes it in, the placeholder resolves to a string of the same
// value, which its author could have written there directly.
const placeholder = /^\0elided (\d+)$/;

/** Whether a string of a slim value stands for a long one. */
export function isPlaceholder(value: string): boolean {
  return value.charCodeAt(0) === 0 && placeholder.test(value);
}

/** What is left of a string whose middle had to go. */
const headBytes = 16_384;
/** A value is scanned in steps of this size, so that `isLost` is asked now and then. */
const stepBytes = 262_144;
const overlapBytes = 8192;
/** A fault further in is told as one at the value's start. */
const faultSearchBytes = 4 * 1024 * 1024;

export class SlimValue {
  /** Offsets in the window. `start` moves up when the middles of long strings are dropped. */
  start = 0;
  end = 0;
  /** Opening and closing quote of each long string, relative to `start`. */
  #quotes: number[] = [];
  /** By string: bytes dropped from its middle. */
  readonly #dropped = new Map<number, number>();
  /** Where the string begins that scanning is in, relative to `start`. */
  #opened = 0;
  /** Changes with every value, so that a forgotten entry cannot read another's strings. */
  generation = 0;

  constructor(
    readonly window: ByteWindow,
    readonly limits: ValueLimits,
  ) {}

  get isTooDeep(): boolean {
    return this.window.kernel.state[Slot.tooDeep] === 1;
  }

  get elidedCount(): number {
    return this.#quotes.length / 2;
  }

  /** Strings whose middle was dropped because the value exceeded the window. */
  get cutCount(): number {
    return this.#dropped.size;
  }

  /** Finds the end of the object or array that begins at `start`. `isLost` may end it: it sees what was scanned last. */
  async read(start: number, isLost: (from: number, to: number) => boolean): Promise<Reading> {
    const { window } = this;
    const { kernel } = window;
    this.#begin(start);
    let isOversized = false;
    let checkedTo = start + 1;
    for (let at = start; ; ) {
      const blocks = Math.min(window.end - at, stepBytes) / blockBytes;
      const from = at;
      // The last, partial block waits for the rest of its bytes; at the very end blanks complete it.
      at = this.#scan(from, from + (window.isEnded ? Math.ceil(blocks) : Math.floor(blocks)) * blockBytes);
      this.end = Math.min(at, window.end);
      if (at > from && kernel.state[Slot.depth] === 0) return isOversized ? 'oversized' : 'whole';
      if (at - checkedTo >= stepBytes) {
        if (isLost(checkedTo, this.end)) return 'abandoned';
        checkedTo = at - overlapBytes;
      }
      if (isOversized) {
        window.keep = this.start = at;
        this.#quotes = [];
      }
      if (window.end - at >= blockBytes || (window.isEnded && at < window.end)) continue;
      if (window.isEnded) return 'open';
      if ((await window.more()) === 'full') isOversized = !this.#dropMiddles(at);
    }
  }

  /** The slim value; `oversized` when even that is longer than the limit. */
  parse(limitBytes = this.limits.slimBytes): ParsedSlim | 'broken' | 'oversized' {
    const { window, start } = this;
    const state = window.kernel.state;
    const isAscii = !state[Slot.nonAscii] && !state[Slot.nonAsciiTail];
    const encoding = isAscii ? 'latin1' : 'utf8';
    if (this.#slimSizeBytes() > limitBytes) return 'oversized';
    let text = '';
    let from = start;
    for (let i = 0; i < this.#quotes.length; i += 2) {
      text += `${window.text(encoding, from, start + this.#quote(i) + 1)}\\u0000elided ${i / 2}`;
      from = start + this.#quote(i + 1);
    }
    text += window.text(encoding, from, this.end);
    try {
      return { json: JSON.parse(text), text, hasReplacements: !isAscii && text.includes('\ufffd') };
    } catch {
      return 'broken';
    }
  }

  /** The text that follows the first of `names` in order, without a look at what they belong to: a hint. */
  firstText(...names: readonly string[]): string | undefined {
    const bytes = this.window.kernel.bytes.subarray(this.window.indexOf(this.start), this.window.indexOf(this.end));
    let at = 0;
    for (const name of names) {
      at = bytes.indexOf(name, at, 'latin1') + name.length;
      if (at < name.length) return undefined;
    }
    return /^\s*:\s*"([^"]{0,2048})"/.exec(bytes.toString('latin1', at, at + 2048))?.[1];
  }

  /** Of an object, only the members that the kernel was told to keep; undefined where `parse` has to look. */
  outline(): unknown {
    const { window, start, end } = this;
    const { state, strings } = window.kernel;
    const count = this.#quotes.length;
    const isPlain = !state[Slot.nonAscii] && !state[Slot.nonAsciiTail] && this.#dropped.size === 0;
    if (!isPlain || count > 2 * maxStrings || this.#slimSizeBytes() > this.limits.slimBytes) return undefined;
    const [from, to] = [window.indexOf(start), window.indexOf(end)];
    for (let i = 0; i < count; i++) strings[i] = this.#quote(i) + from;
    state[Slot.stringCount] = count / 2;
    const text = window.kernel.outline(from, to);
    state[Slot.stringCount] = 0;
    return text === undefined ? undefined : JSON.parse(text);
  }

  /**
   * After a failed reading: the offset of the byte that is no JSON. `end` when there is none, and only the rest is
   * missing.
   */
  findFault(): number {
    const to = Math.min(this.end, this.start + faultSearchBytes);
    const fault = findFault(this.window.text('latin1', this.start, to));
    return fault === -1 || (fault === to - this.start && to < this.end) ? this.start : this.start + fault;
  }

  /** The string behind a placeholder, up to `limitBytes` of its raw form; undefined for any other string. */
  text(value: string, limitBytes: number): ElidedText | undefined {
    const index = isPlaceholder(value) ? Number(placeholder.exec(value)?.[1]) : -1;
    if (index < 0 || index >= this.elidedCount) return undefined;
    const from = this.start + this.#quote(2 * index) + 1;
    const close = this.start + this.#quote(2 * index + 1);
    const limit = this.#dropped.has(index) ? Math.min(limitBytes, headBytes) : limitBytes;
    const isCut = this.#dropped.has(index) || close - from > limit;
    let to = isCut ? Math.min(from + limit, close) : close;
    // Not in the middle of a UTF-8 sequence.
    while (isCut && to > from && (this.window.byteAt(to) & 0xc0) === 0x80) to -= 1;
    const raw = this.window.text('utf8', from, to);
    try {
      const text: string = JSON.parse(`"${isCut ? withoutHalfEscape(raw) : raw}"`);
      return { text: isCut ? text.replace(/[\ud800-\udbff]$/, '') : text, state: isCut ? 'cut' : 'whole' };
    } catch {
      return { text: '', state: 'damaged' };
    }
  }

  #slimSizeBytes(): number {
    let size = this.end - this.start;
    for (let i = 0; i < this.#quotes.length; i += 2) size -= this.#quote(i + 1) - this.#quote(i);
    return size;
  }

  #quote(index: number): number {
    return this.#quotes[index] ?? 0;
  }

  #begin(start: number): void {
    const { state } = this.window.kernel;
    state.fill(0);
    state[Slot.elideOver] = this.limits.elideOverBytes;
    state[Slot.depthLimit] = this.limits.depth;
    this.window.keep = this.start = start;
    this.#quotes = [];
    this.#dropped.clear();
    this.generation += 1;
  }

  /** The kernel works with offsets in its memory; strings are noted relative to the value, which may move. */
  #scan(from: number, to: number): number {
    const { window, start } = this;
    const { state, strings } = window.kernel;
    const base = window.indexOf(0);
    state[Slot.opened] = this.#opened + start + base;
    const at = window.kernel.scan(from + base, to + base) - base;
    this.#opened = (state[Slot.opened] ?? 0) - start - base;
    const count = 2 * (state[Slot.stringCount] ?? 0);
    for (let i = 0; i < count; i++) this.#quotes.push((strings[i] ?? 0) - start - base);
    state[Slot.stringCount] = 0;
    return at;
  }

  /**
   * The window is full of this one value, scanned up to `at`: what long strings have beyond their heads is dropped, and
   * the rest moves up to `at`, so that offsets of later bytes stay true. False when that gains too little.
   */
  #dropMiddles(at: number): boolean {
    const { window, start } = this;
    window.lineAt(at);
    const isInString = window.kernel.state[Slot.inString] === 1;
    const quotes = isInString ? [...this.#quotes, this.#opened, at - start] : this.#quotes;
    const moved = [...quotes];
    let source = at - start;
    let shift = 0;
    for (let i = quotes.length - 2; i >= 0; i -= 2) {
      const close = quotes[i + 1] ?? 0;
      const cut = (quotes[i] ?? 0) + 1 + headBytes;
      if (cut >= close) continue;
      window.move(start + close, start + source, start + close + shift);
      for (let j = i + 1; j < moved.length && (quotes[j] ?? 0) <= source; j++) moved[j] = (quotes[j] ?? 0) + shift;
      shift += close - cut;
      source = cut;
      this.#dropped.set(i / 2, (this.#dropped.get(i / 2) ?? 0) + close - cut);
    }
    window.move(start, start + source, start + shift);
    for (let j = 0; j < moved.length && (quotes[j] ?? 0) <= source; j++) moved[j] = (quotes[j] ?? 0) + shift;
    this.start = window.keep = start + shift;
    const relative = moved.map((offset) => offset - shift);
    if (isInString) this.#opened = relative.splice(-2)[0] ?? 0;
    this.#quotes = relative;
    return at - this.start <= Math.min(this.limits.slimBytes, window.limitBytes / 2);
  }
}

/** Cuts the incomplete escape sequence a cut may have left at the end. */
function withoutHalfEscape(raw: string): string {
  const match = /(\\+)(?:u[0-9a-fA-F]{0,3})?$/.exec(raw);
  return match?.[1] !== undefined && match[1].length % 2 === 1 ? raw.slice(0, match.index + match[1].length - 1) : raw;
}
