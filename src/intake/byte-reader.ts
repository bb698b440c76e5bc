// A stream read in the pieces that a format needs: look ahead, take, and give back what was too much.

export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Nothing follows what is held: near its end, looking ahead must not copy the rest each time. */
  #isOver = false;
  /** Offset of the next byte. */
  position = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next bytes without taking them; fewer at the end only. */
  async peek(count: number): Promise<Buffer> {
    let rest = this.#buffer.subarray(this.#at);
    if (rest.length < count && !this.#isOver) {
      // Copied, since a chunk does not outlive the next ones.
      const parts: Buffer[] = [Buffer.from(rest)];
      for (let length = rest.length; length < count; ) {
        const chunk = await this.#next();
        if (chunk === undefined) break;
        parts.push(Buffer.from(chunk));
        length += chunk.length;
      }
      rest = Buffer.concat(parts);
      this.#buffer = rest;
      this.#at = 0;
    }
    return rest.subarray(0, count);
  }

  /** Some of the next bytes, as they come; empty at the end. */
  async take(most: number): Promise<Buffer> {
    if (this.#at === this.#buffer.length) {
      const next = await this.#next();
      if (next === undefined) return Buffer.alloc(0);
      this.#buffer = next;
      this.#at = 0;
    }
    const taken = this.#buffer.subarray(this.#at, this.#at + most);
    this.#at += taken.length;
    this.position += taken.length;
    return taken;
  }

  /** Gives back the last bytes of what was taken last. */
  untake(count: number): void {
    this.#at -= count;
    this.position -= count;
  }

  /** @returns how many there were */
  async skip(count: number): Promise<number> {
    let left = count;
    while (left > 0) {
      const taken = await this.take(left);
      if (taken.length === 0) break;
      left -= taken.length;
    }
    return count - left;
  }

  async *upTo(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      const taken = await this.take(left);
      if (taken.length === 0) return;
      left -= taken.length;
      yield taken;
    }
  }

  /** Whoever stops before the end says so. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #next(): Promise<Buffer | undefined> {
    for (;;) {
      const { value, done } = await this.#chunks.next();
      if (done) {
        this.#isOver = true;
        return undefined;
      }
      if (value.length > 0) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  }
}
