// Named paths → files to read, in byte order of their ids. Names are labels only: nothing is opened by a name that an
// upload brings, links are not followed, and what is no regular file is told and left.
import { constants, type Dirent, readSync } from 'node:fs';
import { type FileHandle, open, opendir, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

/** One file of the upload. `id` is its path below the case, `/`-separated, unmasked. */
export interface Source {
  readonly id: string;
  readonly sizeBytes: number;
  /** Its bytes from the start; may be called more than once. A chunk is valid until two more were asked for. */
  open(): AsyncIterable<Uint8Array>;
}

/** A name of the upload that is not read, and why. */
export interface Skipped {
  readonly id: string;
  readonly code: 'skipped-not-a-file' | 'input-not-readable' | 'limit-reached';
}

export interface Upload {
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
  /** Named paths that do not exist. */
  readonly missing: readonly string[];
}

/** Files per upload [engineering limit]: what is beyond is told, never silently left. */
const filesMax = 50_000;
/** Small enough to stay in the processor's cache while it is hashed, copied and scanned. */
const chunkBytes = 256 << 10;
const smallestChunkBytes = 4096;
/** Above this, chunks stand in memory that a second thread can hash; below, the thread costs more than it saves. */
const sharedFromBytes = 64 << 20;
/** Large enough to be worth a word to the other thread. */
const sharedChunkBytes = 1 << 20;
/** Standard input is kept in memory, as it can be read only once. */
const stdinBytesMax = 256 << 20;

export async function listUpload(
  paths: readonly string[],
  cwd: string,
  stdin: AsyncIterable<Uint8Array>,
): Promise<Upload> {
  const found = { sources: [] as Source[], skipped: [] as Skipped[], missing: [] as string[] };
  for (const path of paths) {
    if (path === '-') await addStdin(stdin, found);
    else await addPath(path, cwd, found);
  }
  found.sources.sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
  return found;
}

type Found = { sources: Source[]; skipped: Skipped[]; missing: string[] };

async function addPath(path: string, cwd: string, found: Found): Promise<void> {
  const absolute = resolve(cwd, path);
  const stats = await stat(absolute).catch(() => undefined);
  if (stats === undefined) found.missing.push(path);
  else if (stats.isDirectory()) await walk(Buffer.from(absolute), '', found);
  else if (stats.isFile()) found.sources.push(fileSource(Buffer.from(absolute), basename(absolute), stats.size, 0));
  else found.skipped.push({ id: basename(absolute), code: 'skipped-not-a-file' });
}

async function walk(folder: Buffer, prefix: string, found: Found): Promise<void> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await list(folder);
  } catch {
    found.skipped.push({ id: prefix || '.', code: 'input-not-readable' });
    return;
  }
  for (const entry of entries) {
    const path = Buffer.concat([folder, Buffer.from('/'), entry.name]);
    const id = prefix + labelOf(entry.name);
    if (entry.isDirectory()) await walk(path, `${id}/`, found);
    else if (!entry.isFile()) found.skipped.push({ id, code: 'skipped-not-a-file' });
    else if (found.sources.length >= filesMax) found.skipped.push({ id, code: 'limit-reached' });
    else await addFile(path, id, found);
  }
}

/** Names as bytes: a name need not be UTF-8 to be opened. */
async function list(folder: Buffer): Promise<Dirent<Buffer>[]> {
  const directory = await opendir(folder as unknown as string, { encoding: 'buffer' as BufferEncoding });
  const entries: Dirent<Buffer>[] = [];
  for await (const entry of directory) entries.push(entry as unknown as Dirent<Buffer>);
  return entries.sort((a, b) => Buffer.compare(a.name, b.name));
}

async function addFile(path: Buffer, id: string, found: Found): Promise<void> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) found.skipped.push({ id, code: 'input-not-readable' });
  else found.sources.push(fileSource(path, id, stats.size, constants.O_NOFOLLOW ?? 0));
}

/** Bytes that are no UTF-8 stand as `\xNN`; a slash cannot be in a name. */
function labelOf(name: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return name
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  }
}

/** A pipe or device that took the file's place must not block, hence O_NONBLOCK; a link must not lead away. */
function fileSource(path: Buffer, id: string, sizeBytes: number, linkFlag: number): Source {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | linkFlag;
  return {
    id,
    sizeBytes,
    async *open() {
      const handle = await open(path, flags);
      try {
        if ((await handle.stat()).isFile()) yield* chunksOf(handle, sizeBytes);
      } finally {
        await handle.close();
      }
    },
  };
}

function chunksOf(handle: FileHandle, sizeBytes: number): AsyncGenerator<Uint8Array> | Generator<Uint8Array> {
  return sizeBytes > sharedFromBytes ? readAhead(handle) : readInPlace(handle, sizeBytes);
}

/**
 * What the system has read ahead is there in less time than asking another thread for it takes, and a chunk that has
 * just been copied is still near the processor for whoever looks at it next.
 */
function* readInPlace({ fd }: FileHandle, sizeBytes: number): Generator<Uint8Array> {
  // Thousands of small files would each cost large buffers; one more byte than the size shows the end at once.
  const bytes = Math.min(chunkBytes, Math.max(smallestChunkBytes, sizeBytes + 1));
  const ring: Buffer[] = [];
  for (let turn = 0; ; turn++) {
    const buffer = ring[turn % 4] ?? Buffer.allocUnsafe(bytes);
    ring[turn % 4] = buffer;
    const length = readSync(fd, buffer, 0, bytes, null);
    if (length === 0) return;
    yield buffer.subarray(0, length);
  }
}

/** Of a large file, another thread reads the next chunk while this one is used, and a third hashes. */
async function* readAhead(handle: FileHandle): AsyncGenerator<Uint8Array> {
  const ring = sharedRing();
  const read = async (turn: number) => {
    const buffer = ring[turn % 4] ?? Buffer.allocUnsafe(sharedChunkBytes);
    const { bytesRead } = await handle.read(buffer, 0, sharedChunkBytes);
    return buffer.subarray(0, bytesRead);
  };
  let next = read(0);
  for (let turn = 1; ; turn++) {
    const chunk = await next;
    if (chunk.length === 0) return;
    next = read(turn);
    // A reader that stops early must not leave a read without anyone to hear of its failure.
    next.catch(() => undefined);
    yield chunk;
  }
}

/** Four buffers in one piece of memory, which a second thread is handed once. */
function sharedRing(): Buffer[] {
  const memory = new SharedArrayBuffer(4 * sharedChunkBytes);
  return [0, 1, 2, 3].map((turn) => Buffer.from(memory, turn * sharedChunkBytes, sharedChunkBytes));
}

async function addStdin(stdin: AsyncIterable<Uint8Array>, found: Found): Promise<void> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of stdin) {
    if (sizeBytes + chunk.length > stdinBytesMax) {
      found.skipped.push({ id: 'stdin', code: 'limit-reached' });
      break;
    }
    chunks.push(chunk);
    sizeBytes += chunk.length;
  }
  found.sources.push({
    id: 'stdin',
    sizeBytes,
    async *open() {
      yield* chunks;
    },
  });
}
