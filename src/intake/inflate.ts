// Deflated data → its bytes as they come, with the place where it ends: damage is told instead of thrown, what came out
// before it is kept, and what follows the data stays in the reader.

import type { TransformOptions } from 'node:stream';
import {
  constants,
  crc32,
  createInflate,
  createInflateRaw,
  type Inflate,
  type InflateRaw,
  inflateRawSync,
  inflateSync,
  type ZlibOptions,
} from 'node:zlib';
import type { LimitName } from '../model/limits.js';
import type { Meter } from './budget.js';
import type { ByteReader } from './byte-reader.js';

/** Came to its end, ran out of input, is damaged, or was stopped. */
export type Ending = 'whole' | 'cut' | 'broken' | LimitName;

/** What came out so far. */
export class Tally {
  sizeBytes = 0;
  crc32 = 0;

  restart(): void {
    this.sizeBytes = 0;
    this.crc32 = 0;
  }

  add(chunk: Uint8Array): void {
    this.sizeBytes += chunk.length;
    this.crc32 = crc32(chunk, this.crc32);
  }
}

export type Wrapping = 'raw' | 'zlib';

const decoders = {
  raw: { stream: createInflateRaw, sync: inflateRawSync },
  zlib: { stream: createInflate, sync: inflateSync },
} as const;

/** Large enough for speed: the default of 16 KiB halves it. */
const outputBytes = 256 << 10;
/** What comes out while the last piece is still being used: zlib has a thread of its own. */
const aheadBytes = 1 << 20;
/** Bytes that go in at once: so much is lost before the place where data of more than `keptBytesMax` is damaged. */
const stepBytes = 64 << 10;
/** Input up to this size is kept, to get every byte before the damage. */
const keptBytesMax = 1 << 20;
const salvagedBytesMax = 64 << 20;

export async function* inflate(
  reader: ByteReader,
  wrapping: Wrapping,
  meter: Meter,
  tally: Tally,
): AsyncGenerator<Uint8Array, Ending> {
  const options: ZlibOptions & TransformOptions = { chunkSize: outputBytes, readableHighWaterMark: aheadBytes };
  const feed = new Feed(reader, decoders[wrapping].stream(options), meter);
  const fed = feed.run();
  try {
    for await (const chunk of feed.stream as AsyncIterable<Uint8Array>) {
      const { part, limit } = meter.comeOut(chunk);
      tally.add(part);
      if (part.length > 0) yield part;
      if (limit !== undefined) return limit;
    }
    return 'whole';
  } catch (error) {
    const isCut = (error as { code?: unknown }).code === 'Z_BUF_ERROR';
    if (isCut) return 'cut';
    const saved = feed.kept === undefined ? undefined : salvage(Buffer.concat(feed.kept), wrapping, tally.sizeBytes);
    if (saved !== undefined && saved.length > 0) {
      const { part, limit } = meter.comeOut(saved);
      tally.add(part);
      yield part;
      if (limit !== undefined) return limit;
    }
    return 'broken';
  } finally {
    feed.stream.destroy();
    await fed;
    reader.untake(feed.leftBytes());
  }
}

/** One step at a time, so that what the decoder did not want is known. */
class Feed {
  /** Everything that went in, while that is little. */
  kept: Buffer[] | undefined = [];
  #fedBytes = 0;
  #stepBytes = 0;

  constructor(
    readonly reader: ByteReader,
    readonly stream: Inflate | InflateRaw,
    readonly meter: Meter,
  ) {}

  async run(): Promise<void> {
    try {
      while (!this.stream.destroyed) {
        // Copied: zlib may hold its input longer than a chunk lives.
        const step = Buffer.from(await this.reader.take(stepBytes));
        if (step.length === 0) {
          this.stream.end();
          return;
        }
        this.#fedBytes += step.length;
        this.#stepBytes = step.length;
        this.meter.goneIn(step.length);
        if (this.#fedBytes <= keptBytesMax) this.kept?.push(step);
        else this.kept = undefined;
        if (!(await this.#isWanted(step))) return;
      }
    } catch {
      this.stream.destroy(new Error('the compressed input could not be read'));
    }
  }

  /** Of the last step, what lies behind the end of the data. */
  leftBytes(): number {
    return Math.min(this.#stepBytes, Math.max(0, this.#fedBytes - this.stream.bytesWritten));
  }

  /** False when the data ended within the step: then zlib never asks for more. */
  #isWanted(step: Buffer): Promise<boolean> {
    return new Promise((resolve) => {
      const isOver = () => done(false);
      const done = (isWanted: boolean) => {
        this.stream.off('close', isOver).off('end', isOver).off('error', isOver);
        resolve(isWanted);
      };
      this.stream.on('close', isOver).on('end', isOver).on('error', isOver);
      this.stream.write(step, () => done(!this.stream.destroyed && this.stream.bytesWritten === this.#fedBytes));
    });
  }
}

/** zlib keeps what it has when it fails: the longest beginning that does not fail gives all that is before the damage. */
function salvage(input: Buffer, wrapping: Wrapping, fromByte: number): Buffer | undefined {
  const { sync } = decoders[wrapping];
  let best: Buffer | undefined;
  for (let good = 0, bad = input.length; bad - good > 1; ) {
    const middle = (good + bad) >> 1;
    try {
      best = sync(input.subarray(0, middle), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: salvagedBytesMax,
        chunkSize: outputBytes,
      });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return best?.subarray(fromByte);
}

/** All of a small piece at once; undefined where it is not whole or not small, and `inflate` has more to say. */
export function inflateSmall(input: Buffer, meter: Meter, tally: Tally, statedBytes: number): Uint8Array | undefined {
  try {
    const { buffer, engine } = inflateRawSync(input, {
      info: true,
      maxOutputLength: smallBytesMax,
      chunkSize: Math.min(outputBytes, Math.max(64, statedBytes + 1)),
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    if (engine.bytesWritten !== input.length) return undefined;
    meter.goneIn(input.length);
    const { part, limit } = meter.comeOut(buffer);
    tally.add(part);
    return limit === undefined ? part : undefined;
  } catch {
    return undefined;
  }
}

/** A small piece costs more to stream than to inflate. */
export const smallBytesMax = 1 << 20;
