// A sliding window over a stream of bytes, held in the kernel's memory. Offsets are absolute (bytes since the start of
// the stream), so nobody has to know when the window slides. It keeps what `keep` asks for, grows up to a limit, and
// knows lines: 1-based, counted only where asked and where bytes leave.

import { blockBytes, type Kernel } from './kernel.js';

/** A place in the input. `column` counts bytes, 1-based. */
export interface Position {
  byteOffset: number;
  line: number;
  column: number;
}

export class ByteWindow {
  /** The first byte still needed. Bytes before it may be gone after the next `more`. */
  keep = 0;
  /** Behind the last byte read so far. */
  end = 0;
  /** No more bytes will come; blanks follow `end` up to the next whole block. */
  isEnded = false;
  readonly limitBytes: number;
  readonly #source: AsyncIterator<Uint8Array>;
  #capacity: number;
  #base = 0;
  #chunk: Uint8Array = new Uint8Array();
  #countedTo = 0;
  #line = 1;
  #lineStart = 0;

  constructor(
    readonly kernel: Kernel,
    source: AsyncIterator<Uint8Array>,
    limits: { windowBytes: number; windowLimitBytes: number },
  ) {
    this.#source = source;
    this.#capacity = limits.windowBytes;
    this.limitBytes = limits.windowLimitBytes;
  }

  /** Bytes of kernel memory needed for a window of `windowBytes`: blanks behind the end complete the last block. */
  static memoryBytes(windowBytes: number): number {
    return windowBytes + 2 * blockBytes;
  }

  /** Reads on. `ended`: there is nothing more. `full`: the limit is reached and all of it is kept. */
  async more(): Promise<'more' | 'ended' | 'full'> {
    while (this.#chunk.length === 0) {
      const next = this.isEnded ? { done: true as const } : await this.#source.next();
      if (next.done) {
        this.isEnded = true;
        this.kernel.bytes.fill(0x20, this.end - this.#base, this.end - this.#base + 2 * blockBytes);
        return 'ended';
      }
      this.#chunk = next.value;
    }
    if (this.#room() < this.#chunk.length) this.#slide();
    if (this.#room() === 0) {
      if (this.#capacity >= this.limitBytes) return 'full';
      this.#capacity = Math.min(2 * this.#capacity, this.limitBytes);
      this.kernel.grow(ByteWindow.memoryBytes(this.#capacity));
    }
    const part = this.#chunk.subarray(0, this.#room());
    this.kernel.bytes.set(part, this.end - this.#base);
    this.end += part.length;
    this.#chunk = this.#chunk.subarray(part.length);
    return 'more';
  }

  /** The byte at `offset`, or -1 where none is loaded. */
  byteAt(offset: number): number {
    return offset < this.end ? (this.kernel.bytes[offset - this.#base] ?? -1) : -1;
  }

  /** Where `offset` lies in `kernel.bytes`, until the next `more`. */
  indexOf(offset: number): number {
    return offset - this.#base;
  }

  text(encoding: 'latin1' | 'utf8', from: number, to: number): string {
    return this.kernel.bytes.toString(encoding, from - this.#base, to - this.#base);
  }

  /** Moves bytes within the window; `to` is where the copy of `from..end` begins. */
  move(from: number, end: number, to: number): void {
    this.kernel.bytes.copyWithin(to - this.#base, from - this.#base, end - this.#base);
  }

  /** The 1-based line of `offset`. Cheap when asked in rising order. */
  lineAt(offset: number): number {
    const [from, to] = [this.#countedTo, offset].map((at) => Math.max(at - this.#base, 0)) as [number, number];
    if (to < from) return this.#line - this.kernel.newlines(to, from);
    this.#line += this.kernel.newlines(from, to);
    this.#countedTo = Math.max(offset, this.#countedTo);
    return this.#line;
  }

  positionAt(offset: number): Position {
    const line = this.lineAt(offset);
    const before = offset > this.#base ? this.kernel.bytes.lastIndexOf(0x0a, offset - this.#base - 1) : -1;
    const lineStart = before === -1 ? this.#lineStart : before + this.#base + 1;
    return { byteOffset: offset, line, column: Math.max(offset - lineStart, 0) + 1 };
  }

  async close(): Promise<void> {
    if (!this.isEnded) await this.#source.return?.();
  }

  #room(): number {
    return this.#capacity - (this.end - this.#base);
  }

  /** Drops what is before `keep`. */
  #slide(): void {
    const dropped = Math.min(this.keep, this.end) - this.#base;
    if (dropped <= 0) return;
    this.lineAt(this.#base + dropped);
    const newline = this.kernel.bytes.lastIndexOf(0x0a, dropped - 1);
    if (newline !== -1) this.#lineStart = this.#base + newline + 1;
    this.kernel.bytes.copyWithin(0, dropped, this.end - this.#base);
    this.#base += dropped;
  }
}
