// A file on disk as it is when it is opened: what took its place meanwhile does not block and leads nowhere else, and what
// changes while it is read is told.
import { constants, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Note } from '../model/parser.js';
import type { Seekable, Source } from './source.js';

/** Small enough to stay in the processor's cache while it is hashed, copied and scanned. */
const chunkBytes = 256 << 10;
const smallestChunkBytes = 4096;
/** Small reads at places near each other share one. */
const windowBytes = 256 << 10;

export function fileSource(path: Buffer, id: string, sizeBytes: number, followsLink: boolean): Source {
  // A pipe or device that took the file's place must not block, hence O_NONBLOCK; a link must not lead away.
  const linkFlag = followsLink ? 0 : (constants.O_NOFOLLOW ?? 0);
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | linkFlag;
  let changed = false;
  async function openFile(): Promise<{ handle: FileHandle; size: number; modified: number }> {
    const handle = await open(path, flags);
    const stats = await handle.stat();
    if (stats.isFile()) return { handle, size: stats.size, modified: stats.mtimeMs };
    await handle.close();
    throw new Error('no plain file any more');
  }
  return {
    id,
    sizeBytes,
    trouble: (): readonly Note[] => (changed ? [{ code: 'file-cut', level: 'warning' }] : []),
    async *open() {
      changed = false;
      const { handle, size, modified } = await openFile();
      try {
        // One that grows without end is read as far as it went at the start.
        yield* readInPlace(handle, size);
        const after = await handle.stat();
        changed = after.size !== size || after.mtimeMs !== modified;
      } finally {
        await handle.close();
      }
    },
    seek: sharedSeek(openFile),
  };
}

/** Whoever seeks while the file is open shares its handle: one per archive, not one per entry. */
function sharedSeek(openFile: () => Promise<{ handle: FileHandle; size: number }>): () => Promise<Seekable> {
  let users = 0;
  let opened: Promise<Seekable & { end(): Promise<void> }> | undefined;
  return async () => {
    users += 1;
    opened ??= openFile().then(({ handle, size }) => windowed(handle, size));
    const { sizeBytes, read, end } = await opened.catch((error: unknown) => {
      users -= 1;
      opened = undefined;
      throw error;
    });
    return {
      sizeBytes,
      read,
      async close() {
        users -= 1;
        if (users > 0) return;
        opened = undefined;
        await end();
      },
    };
  };
}

function windowed(handle: FileHandle, sizeBytes: number) {
  let window: { at: number; bytes: Buffer } = { at: 0, bytes: Buffer.alloc(0) };
  async function readAt(at: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, sizeBytes - at)));
    let have = 0;
    while (have < buffer.length) {
      const { bytesRead } = await handle.read(buffer, have, buffer.length - have, at + have);
      if (bytesRead === 0) break;
      have += bytesRead;
    }
    return buffer.subarray(0, have);
  }
  return {
    sizeBytes,
    async read(at: number, length: number): Promise<Buffer> {
      if (length >= windowBytes) return readAt(at, length);
      const isWithin = at >= window.at && at + length <= window.at + window.bytes.length;
      // Others may read meanwhile.
      const mine = isWithin ? window : { at, bytes: await readAt(at, windowBytes) };
      window = mine;
      return mine.bytes.subarray(at - mine.at, at - mine.at + length);
    },
    close: async () => undefined,
    end: () => handle.close(),
  };
}

/**
 * What the system has read ahead is there in less time than asking another thread for it takes, and a chunk that has
 * just been copied is still near the processor for whoever looks at it next.
 */
function* readInPlace({ fd }: FileHandle, sizeBytes: number): Generator<Uint8Array> {
  // Thousands of small files would each cost large buffers; one more byte than the size shows the end at once.
  const bytes = Math.min(chunkBytes, Math.max(smallestChunkBytes, sizeBytes + 1));
  // Some systems state 0 for files that they make up while they are read.
  let left = sizeBytes === 0 ? Number.POSITIVE_INFINITY : sizeBytes;
  const ring: Buffer[] = [];
  for (let turn = 0; left > 0; turn++) {
    const buffer = ring[turn % 4] ?? Buffer.allocUnsafe(bytes);
    ring[turn % 4] = buffer;
    const length = readSync(fd, buffer, 0, Math.min(bytes, left), null);
    left -= length;
    if (length === 0) return;
    yield buffer.subarray(0, length);
  }
}
