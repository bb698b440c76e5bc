// A zip read from front to back by the headers before its entries: where the directory is cut off or damaged, and where
// the archive is a stream too large to keep. Each entry passes once.
import type { Note } from '../../model/parser.js';
import { type Budget, limitReached, Meter } from '../budget.js';
import type { ByteReader } from '../byte-reader.js';
import { type Ending, inflate, Tally } from '../inflate.js';
import { type Found, file, type Source, trouble } from '../source.js';
import { deflated, hasDescriptor, isFolder, refusal, type ZipEntry } from './entry.js';
import { verdict } from './listed.js';
import { type LocalHeader, localHeader } from './local-header.js';
import { headerBytes, localHeadBytes, localSignature } from './local-signature.js';

const searchBytes = 64 << 10;

export interface Forward {
  readonly reader: ByteReader;
  readonly budget: Budget;
  readonly density: () => number;
  idOf(name: string): string;
  /** Places of entries that were read already, with their data's size. */
  readonly known: ReadonlyMap<number, number>;
}

export async function* forwardEntries(forward: Forward): AsyncGenerator<Found, void> {
  const { reader, budget, known, idOf } = forward;
  for (let header = await nextHeader(reader); header !== undefined; header = await nextHeader(reader)) {
    const knownBytes = known.get(header.at);
    if (knownBytes !== undefined) {
      await reader.skip(knownBytes);
      continue;
    }
    if (isFolder(header)) continue;
    if (!budget.takeEntry()) {
      yield trouble(limitReached('entries'));
      return;
    }
    const id = idOf(header.label);
    const refused = refusal(id, header);
    if (refused !== undefined) {
      yield refused;
      await reader.skip(header.packedBytes);
      continue;
    }
    const passing = passingSource(id, header, forward);
    yield file(passing.source);
    await passing.finish();
  }
}

/** Takes everything up to the next entry's data. */
async function nextHeader(reader: ByteReader): Promise<LocalHeader | undefined> {
  for (;;) {
    const bytes = await reader.peek(searchBytes);
    const at = bytes.indexOf(localSignature);
    if (at < 0) {
      if (bytes.length < searchBytes) return undefined;
      await reader.skip(bytes.length - localSignature.length + 1);
      continue;
    }
    await reader.skip(at);
    const headBytes = localHeadBytes(await reader.peek(headerBytes));
    const head = headBytes === undefined ? undefined : await reader.peek(headBytes);
    if (headBytes === undefined || head === undefined || head.length < headBytes) {
      await reader.skip(localSignature.length);
      continue;
    }
    const header = localHeader(Buffer.from(head), reader.position);
    await reader.skip(headBytes);
    return header;
  }
}

/** The entry's bytes as they pass, and `finish`, which leads to where its data ends whether they were read or not. */
function passingSource(id: string, header: LocalHeader, { reader, budget, density }: Forward) {
  const meter = new Meter(budget, density);
  const dataAt = reader.position;
  const notes: Note[] = [];
  let isStarted = false;
  async function* open(): AsyncGenerator<Uint8Array> {
    isStarted = true;
    const tally = new Tally();
    const ending = yield* unpackPassing(reader, header, meter, tally);
    const sizes = ending === 'whole' && header.flags & hasDescriptor ? await descriptor(reader, tally) : header;
    notes.push(...(sizes === undefined ? [] : verdict(ending, sizes, tally)));
  }
  const source: Source = {
    id,
    sizeBytes: header.sizeBytes,
    isOnce: true,
    trouble: () => notes,
    density: () => meter.outDensity(),
    open,
  };
  return {
    source,
    async finish(): Promise<void> {
      if (!isStarted) for await (const _ of open());
      const end = dataAt + header.packedBytes;
      // Of damaged or refused data the stated size is all that leads on; data that ended by itself knows better.
      if (notes.some(({ level }) => level !== 'note')) await reader.skip(Math.max(0, end - reader.position));
    },
  };
}

async function* unpackPassing(
  reader: ByteReader,
  header: LocalHeader,
  meter: Meter,
  tally: Tally,
): AsyncGenerator<Uint8Array, Ending> {
  if (header.method === deflated) return yield* inflate(reader, 'raw', meter, tally);
  const isEndless = header.packedBytes === 0 && (header.flags & hasDescriptor) !== 0;
  let size = 0;
  for await (const chunk of isEndless ? toSignature(reader) : reader.upTo(header.packedBytes)) {
    meter.goneIn(chunk.length);
    const { part, limit } = meter.comeOut(chunk);
    tally.add(part);
    size += part.length;
    yield Buffer.from(part);
    if (limit !== undefined) return limit;
  }
  return isEndless || size === header.packedBytes ? 'whole' : 'cut';
}

const descriptorSignature = Buffer.from('PK\x07\x08', 'latin1');

/** Stored data of unknown size: it goes to the descriptor behind it. */
async function* toSignature(reader: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const bytes = await reader.peek(searchBytes);
    const at = bytes.indexOf(descriptorSignature);
    const length = at >= 0 ? at : bytes.length < searchBytes ? bytes.length : bytes.length - 3;
    if (length > 0) yield Buffer.from(bytes.subarray(0, length));
    await reader.skip(length);
    if (at >= 0 || length === 0) return;
  }
}

/** CRC and sizes behind the data, with or without a signature, of 32 or 64 bits: whichever agrees with what came out. */
async function descriptor(
  reader: ByteReader,
  { sizeBytes, crc32 }: Tally,
): Promise<Pick<ZipEntry, 'crc32' | 'sizeBytes'> | undefined> {
  const bytes = await reader.peek(24);
  const start = bytes.subarray(0, 4).equals(descriptorSignature) ? 4 : 0;
  if (bytes.length < start + 12) return undefined;
  const stated = bytes.readUInt32LE(start);
  const isLong = bytes.length >= start + 20 && bytes.readBigUInt64LE(start + 12) === BigInt(sizeBytes);
  if (stated !== crc32 && start === 0) return undefined;
  await reader.skip(start + (isLong ? 20 : 12));
  return { crc32: stated, sizeBytes: isLong ? sizeBytes : bytes.readUInt32LE(start + 8) };
}
