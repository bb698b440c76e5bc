// Entries that the directory lists: each is read at its place, as often as one likes, and none twice over the same bytes.
import type { Note } from '../../model/parser.js';
import { type Budget, limitReached, Meter } from '../budget.js';
import { ByteReader } from '../byte-reader.js';
import { type Ending, inflate, inflateSmall, smallBytesMax, Tally } from '../inflate.js';
import { emptySource, type Found, file, type Seekable, type Source, skip } from '../source.js';
import { deflated, isEmpty, isFolder, refusal, stored, type ZipEntry } from './entry.js';
import { headerBytes, localHeadBytes } from './local-signature.js';

const rangeBytes = 256 << 10;

/** The archive as its entries see it. */
export interface Listing {
  seek(): Promise<Seekable>;
  density(): number;
}

/** @param entries in the order of their places */
export function* listedEntries(
  entries: readonly ZipEntry[],
  zip: Listing,
  budget: Budget,
  idOf: (name: string) => string,
): Generator<Found> {
  let free = 0;
  for (const entry of entries) {
    if (isFolder(entry)) continue;
    const id = idOf(entry.label);
    const refused = refusal(id, entry);
    if (refused !== undefined) yield refused;
    // The same bytes under many names: a few kilobytes would unpack to everything.
    else if (entry.at < free) yield skip(id, 'entry-overlaps');
    else yield file(isEmpty(entry) ? emptySource(id) : listedSource(id, entry, zip, budget));
    free = Math.max(free, entry.at + headerBytes + entry.packedBytes);
  }
}

function listedSource(id: string, entry: ZipEntry, zip: Listing, budget: Budget): Source {
  const meter = new Meter(budget, zip.density);
  let notes: Note[] = [];
  return {
    id,
    sizeBytes: entry.sizeBytes,
    trouble: () => notes,
    density: () => meter.outDensity(),
    async *open() {
      notes = [];
      meter.restart();
      const seekable = await zip.seek();
      const tally = new Tally();
      try {
        const start = await dataStart(seekable, entry);
        if (start === undefined) notes.push({ code: 'entry-broken', level: 'warning' });
        else notes.push(...verdict(yield* unpack(seekable, start, entry, meter, tally), entry, tally));
      } finally {
        await seekable.close();
      }
    },
    ...(entry.method === stored && { seek: () => seekWithin(zip, entry) }),
  };
}

async function dataStart(seekable: Seekable, { at }: ZipEntry): Promise<number | undefined> {
  const headBytes = localHeadBytes(await seekable.read(at, headerBytes));
  return headBytes === undefined ? undefined : at + headBytes;
}

async function* unpack(
  seekable: Seekable,
  start: number,
  { method, packedBytes, sizeBytes }: ZipEntry,
  meter: Meter,
  tally: Tally,
): AsyncGenerator<Uint8Array, Ending> {
  if (method === deflated && packedBytes <= rangeBytes && sizeBytes <= smallBytesMax) {
    const small = inflateSmall(await seekable.read(start, packedBytes), meter, tally, sizeBytes);
    if (small !== undefined) {
      if (small.length > 0) yield small;
      return 'whole';
    }
    meter.restart();
    tally.restart();
  }
  const range = rangeOf(seekable, start, packedBytes);
  if (method === deflated) return yield* inflate(new ByteReader(range), 'raw', meter, tally);
  let left = packedBytes;
  for await (const chunk of range) {
    meter.goneIn(chunk.length);
    const { part, limit } = meter.comeOut(chunk);
    tally.add(part);
    left -= part.length;
    yield part;
    if (limit !== undefined) return limit;
  }
  return left === 0 ? 'whole' : 'cut';
}

async function* rangeOf(seekable: Seekable, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; ) {
    const bytes = await seekable.read(start + done, Math.min(rangeBytes, length - done));
    if (bytes.length === 0) return;
    done += bytes.length;
    yield bytes;
  }
}

/** What is wrong with what came out. */
export function verdict(
  ending: Ending,
  { crc32, sizeBytes }: Pick<ZipEntry, 'crc32' | 'sizeBytes'>,
  tally: Tally,
): Note[] {
  if (ending === 'cut') return [{ code: 'entry-cut', level: 'warning' }];
  if (ending === 'broken') return [{ code: 'entry-broken', level: 'warning' }];
  if (ending !== 'whole') return [limitReached(ending)];
  if (tally.crc32 !== crc32) return [{ code: 'checksum-differs', level: 'warning' }];
  return tally.sizeBytes === sizeBytes ? [] : [{ code: 'size-differs', level: 'note' }];
}

/** A stored archive inside the archive is read where it lies. */
async function seekWithin(zip: Listing, entry: ZipEntry): Promise<Seekable> {
  const outer = await zip.seek();
  const start = (await dataStart(outer, entry)) ?? outer.sizeBytes;
  const sizeBytes = Math.max(0, Math.min(entry.packedBytes, outer.sizeBytes - start));
  return {
    sizeBytes,
    read: (at, length) => outer.read(start + at, Math.min(length, Math.max(0, sizeBytes - at))),
    close: () => outer.close(),
  };
}
