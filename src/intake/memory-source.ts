// Bytes in memory as a file, in blocks, so that keeping a stream needs no second copy of it.
import type { Source } from './source.js';

const blockBytes = 1 << 20;

/** Bytes that were kept: every block but the last is full. */
export interface Memory {
  readonly blocks: readonly Buffer[];
  readonly sizeBytes: number;
}

/** Keeps a stream up to so many bytes; `rest` is what follows where there is more. */
export async function keep(
  stream: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<{ readonly memory: Memory; readonly rest?: AsyncIterable<Uint8Array> }> {
  const blocks: Buffer[] = [];
  let block: Buffer = Buffer.alloc(0);
  let filled = 0;
  let sizeBytes = 0;
  const iterator = stream[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await iterator.next();
    if (done) break;
    const fitting = value.subarray(0, mostBytes - sizeBytes);
    for (let from = 0; from < fitting.length; ) {
      if (filled === block.length) {
        block = Buffer.allocUnsafe(blockBytes);
        blocks.push(block);
        filled = 0;
      }
      const part = fitting.subarray(from, from + block.length - filled);
      block.set(part, filled);
      filled += part.length;
      from += part.length;
    }
    sizeBytes += fitting.length;
    if (fitting.length < value.length) {
      const first = Buffer.from(value.subarray(fitting.length));
      return { memory: { blocks: trimmed(blocks, filled), sizeBytes }, rest: following(first, iterator) };
    }
  }
  return { memory: { blocks: trimmed(blocks, filled), sizeBytes } };
}

/** Bytes that are there, without a copy. */
export function memoryOf(bytes: Uint8Array): Memory {
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += blockBytes) {
    const length = Math.min(blockBytes, bytes.length - at);
    blocks.push(Buffer.from(bytes.buffer, bytes.byteOffset + at, length));
  }
  return { blocks, sizeBytes: bytes.length };
}

/** The last block without what was not filled. */
function trimmed(blocks: readonly Buffer[], filled: number): Buffer[] {
  const last = blocks.at(-1);
  return last === undefined ? [] : [...blocks.slice(0, -1), Buffer.from(last.subarray(0, filled))];
}

async function* following(first: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => iterator };
}

export function memorySource(
  id: string,
  memory: Memory,
  more: Pick<Source, 'trouble' | 'isSpoken'> = {},
): Source & Required<Pick<Source, 'seek'>> {
  const { blocks, sizeBytes } = memory;
  return {
    id,
    sizeBytes,
    async *open() {
      yield* blocks;
    },
    seek: async () => ({
      sizeBytes,
      read: async (at, length) => slice(memory, at, length),
      close: async () => undefined,
    }),
    ...more,
  };
}

function slice({ blocks, sizeBytes }: Memory, at: number, length: number): Buffer {
  const end = Math.min(at + length, sizeBytes);
  const parts: Buffer[] = [];
  for (let from = at; from < end; ) {
    const block = blocks[Math.floor(from / blockBytes)] ?? Buffer.alloc(0);
    const within = from % blockBytes;
    const part = block.subarray(within, within + end - from);
    parts.push(part);
    from += part.length;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}
