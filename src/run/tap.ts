// A file of the upload while it is read: looked at, handed on and hashed in one pass over its bytes.
import { isLoss, type Seekable, type Source } from '../intake/source.js';
import type { Limits } from '../model/limits.js';
import type { Note } from '../model/parser.js';
import { sha256 } from './hash/sha256.js';

/** How much of a file decides what it is. */
const headBytes = 64 * 1024;

export interface Tap extends Source {
  /** Its first bytes, up to 64 KiB; undefined where it cannot be opened. */
  head(): Promise<Buffer | undefined>;
  /** Its last bytes; none where that is not possible without reading it all. */
  tail(): Promise<Buffer>;
  /** Reads what nobody did; then everything is known of it. Without `all`, it stops where it is. */
  finish(all?: boolean): Promise<Finished>;
}

export interface Finished {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly notes: readonly Note[];
  /** Bytes are missing or wrong. */
  readonly isCut: boolean;
}

const tailBytes = 22 + 0xffff;

/** The first `open()` is the pass that is hashed; further ones are the source's own. */
export function tap(source: Source, limits: Limits): Tap {
  const hash = sha256(source);
  const notes: Note[] = [];
  let sizeBytes = 0;
  let isOpened = false;
  let isClosed = false;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      const part = chunk.subarray(0, limits['file-bytes'] - sizeBytes);
      if (part.length > 0) hash.update(part);
      sizeBytes += part.length;
      if (part.length > 0) yield part;
      if (part.length === chunk.length) continue;
      notes.push({ code: 'limit-reached', level: 'warning', arguments: { limit: 'file-bytes' } });
      return;
    }
  }
  const live = counted();
  let first: Uint8Array[] = [];
  async function next(): Promise<IteratorResult<Uint8Array, void>> {
    const value = first.shift();
    if (value !== undefined) return { value, done: false };
    try {
      return await live.next();
    } catch {
      notes.push({ code: 'file-cut', level: 'warning' });
      return { value: undefined, done: true };
    }
  }
  const seek = source.seek;
  return {
    id: source.id,
    sizeBytes: source.sizeBytes,
    ...(source.isOnce && { isOnce: true }),
    ...(source.isSpoken && { isSpoken: true }),
    ...(source.pages && { pages: source.pages }),
    ...(seek && { seek: () => seek() }),
    trouble: () => [...(source.trouble?.() ?? []), ...notes],
    density: () => source.density?.() ?? 1,
    async head() {
      try {
        const { chunks, head } = await headOf(live);
        first = chunks;
        return head;
      } catch {
        isClosed = true;
        return undefined;
      }
    },
    tail: () => (seek === undefined ? Promise.resolve(Buffer.alloc(0)) : tailOf(seek)),
    open() {
      if (isOpened) return source.open();
      isOpened = true;
      // Without `return`: a reader that stops early must not end the hash.
      return { [Symbol.asyncIterator]: () => ({ next }) };
    },
    async finish(all = true) {
      if (all) for (let { done } = await next(); !done; { done } = await next());
      else await live.return(undefined);
      const trouble = source.trouble?.() ?? [];
      const digest = await hash.digest();
      // A file that gives other bytes the second time has changed meanwhile.
      if (digest === undefined) notes.push({ code: 'file-cut', level: 'warning' });
      const told = [...trouble, ...notes];
      const known = isClosed ? '' : (digest ?? '');
      return { sizeBytes, sha256: known, notes: told, isCut: isClosed || told.some(isLoss) };
    },
  };
}

/** The chunks that hold the head, to be handed on: themselves where one is enough, else copies. */
export async function headOf(live: AsyncIterator<Uint8Array>): Promise<{ chunks: Uint8Array[]; head: Buffer }> {
  const { value, done } = await live.next();
  if (done) return { chunks: [], head: Buffer.alloc(0) };
  if (value.length >= headBytes) {
    return { chunks: [value], head: Buffer.from(value.buffer, value.byteOffset, headBytes) };
  }
  const parts: Buffer[] = [Buffer.from(value)];
  for (let length = value.length; length < headBytes; ) {
    const more = await live.next();
    if (more.done) break;
    parts.push(Buffer.from(more.value));
    length += more.value.length;
  }
  const all = Buffer.concat(parts);
  return { chunks: [all], head: all.subarray(0, headBytes) };
}

async function tailOf(seek: () => Promise<Seekable>): Promise<Buffer> {
  const seekable = await seek();
  try {
    return await seekable.read(Math.max(0, seekable.sizeBytes - tailBytes), tailBytes);
  } finally {
    await seekable.close();
  }
}
