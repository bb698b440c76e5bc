// gzip (RFC 1952): all members one after the other are one file. The name in its header is not used.
import type { Note } from '../../model/parser.js';
import { limitReached, Meter } from '../budget.js';
import { ByteReader } from '../byte-reader.js';
import { type Ending, inflate, Tally } from '../inflate.js';
import { file, type Source, trouble } from '../source.js';
import { defineContainer, nameWithin } from './container.js';

export const gzip = defineContainer({
  opens: ([first, second, method]) => first === 0x1f && second === 0x8b && (method === 8 || method === undefined),
  async *entries(source, budget) {
    const meter = new Meter(budget, () => source.density?.() ?? 1);
    const told: Told = { within: [], behind: [] };
    yield file({
      id: `${source.id}!/${nameWithin(source.id)}`,
      sizeBytes: source.sizeBytes,
      ...(source.isOnce && { isOnce: true }),
      trouble: () => told.within,
      density: () => meter.outDensity(),
      open: () => members(source, meter, told),
    });
    for (const note of told.behind) yield trouble(note);
  },
});

/** Trouble with the file inside, and with what follows it. */
interface Told {
  within: Note[];
  behind: Note[];
}

async function* members(source: Source, meter: Meter, told: Told): AsyncGenerator<Uint8Array> {
  told.within = [];
  told.behind = [];
  meter.restart();
  const reader = new ByteReader(source.open());
  try {
    yield* readMembers(reader, meter, told);
  } finally {
    await reader.close();
  }
}

async function* readMembers(reader: ByteReader, meter: Meter, told: Told): AsyncGenerator<Uint8Array> {
  for (let isFirst = true; ; isFirst = false) {
    const start = reader.position;
    if (!(await skipHeader(reader))) {
      if (isFirst) told.within.push(brokenAt(start));
      else if (await holdsMore(reader)) told.behind.push({ code: 'archive-junk', level: 'warning' });
      return;
    }
    const tally = new Tally();
    const ending: Ending = yield* inflate(reader, 'raw', meter, tally);
    if (ending === 'cut' || ending === 'broken') told.within.push(brokenAt(reader.position));
    else if (ending !== 'whole') told.within.push(limitReached(ending));
    if (ending !== 'whole') return;
    const trailer = await reader.peek(8);
    if (trailer.length < 8) return void told.within.push(brokenAt(reader.position));
    if (trailer.readUInt32LE(0) !== tally.crc32 || trailer.readUInt32LE(4) !== tally.sizeBytes % 2 ** 32) {
      told.within.push({ code: 'checksum-differs', level: 'warning' });
    }
    await reader.skip(8);
  }
}

function brokenAt(byteOffset: number): Note {
  return { code: 'compression-broken', level: 'warning', byteOffset };
}

const hasHeaderCrc = 2;
const hasExtra = 4;
const hasName = 8;
const hasComment = 16;

/** False, with nothing taken, where no member begins. */
async function skipHeader(reader: ByteReader): Promise<boolean> {
  const head = await reader.peek(10);
  if (head.length < 10 || head[0] !== 0x1f || head[1] !== 0x8b || head[2] !== 8) return false;
  await reader.skip(10);
  const flags = head[3] ?? 0;
  if (flags & hasExtra) {
    const length = await reader.peek(2);
    await reader.skip(2 + (length.length === 2 ? length.readUInt16LE(0) : 0));
  }
  if (flags & hasName) await skipText(reader);
  if (flags & hasComment) await skipText(reader);
  if (flags & hasHeaderCrc) await reader.skip(2);
  return true;
}

async function skipText(reader: ByteReader): Promise<void> {
  for (;;) {
    const taken = await reader.take(4096);
    const end = taken.indexOf(0);
    if (end >= 0) return reader.untake(taken.length - end - 1);
    if (taken.length === 0) return;
  }
}

/** Tapes pad with zeros: they hold nothing. */
export async function holdsMore(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const taken = await reader.take(64 << 10);
    if (taken.length === 0) return false;
    if (taken.some((byte) => byte !== 0)) return true;
  }
}
