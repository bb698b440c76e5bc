// One budget for all levels of an upload, charged in the order in which its files are read, while they stream.
import { type LimitName, type Limits, standardLimits } from '../model/limits.js';
import type { Note } from '../model/parser.js';

export interface Budget {
  readonly limits: Limits;
  /** Takes one file of the upload; false when that was the last. */
  takeEntry(): boolean;
  /** Takes bytes that came out of an archive; gives how many of them may still be used. */
  takeBytes(count: number): number;
}

export function createBudget(limits: Limits = standardLimits): Budget {
  let entries = limits.entries;
  let bytes = limits['upload-bytes'];
  return {
    limits,
    takeEntry: () => entries-- > 0,
    takeBytes(count) {
      const taken = Math.min(count, bytes);
      bytes -= taken;
      return taken;
    },
  };
}

export function limitReached(limit: LimitName): Note {
  return { code: 'limit-reached', level: 'warning', arguments: { limit } };
}

/** Counts what goes into one decompression and what comes out; the same bytes read again cost nothing. */
export class Meter {
  #in = 0;
  #out = 0;
  #charged = 0;

  constructor(
    readonly budget: Budget,
    /** Bytes of the upload behind each byte that goes in. */
    readonly density: () => number,
  ) {}

  /** The bytes from their start again. */
  restart(): void {
    this.#in = 0;
    this.#out = 0;
  }

  goneIn(bytes: number): void {
    this.#in += bytes;
  }

  /** The part of what came out that may be used, and the limit that cuts it. */
  comeOut(chunk: Uint8Array): { readonly part: Uint8Array; readonly limit?: LimitName } {
    const { limits } = this.budget;
    const most = Math.max(limits['ratio-from'], Math.floor(limits.ratio * this.#in * this.density()));
    const byRatio = Math.min(chunk.length, Math.max(0, most - this.#out));
    const fresh = Math.max(0, this.#out + byRatio - this.#charged);
    const paid = this.budget.takeBytes(fresh);
    this.#charged += paid;
    const length = byRatio - fresh + paid;
    this.#out += length;
    if (length === chunk.length) return { part: chunk };
    return { part: chunk.subarray(0, length), limit: paid < fresh ? 'upload-bytes' : 'ratio' };
  }

  /** Bytes of the upload behind each byte that came out. */
  outDensity(): number {
    return this.#out === 0 ? this.density() : Math.min(1, (this.#in * this.density()) / this.#out);
  }
}
