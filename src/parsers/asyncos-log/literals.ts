// Which lines of a block may hold one of many literals: the inner loop of log reading. Two ways keep one contract: WASM
// SIMD (literals.as.ts) and plain TypeScript, its fallback and its oracle in tests.
//
// How the SIMD way works: it is Teddy, the literal searcher of Hyperscan and ripgrep (Geoffrey Langdale; described in
// https://github.com/BurntSushi/aho-corasick/blob/master/src/packed/teddy/README.md). Of each literal four neighbouring
// bytes are its fingerprint, the rarest ones. Literals are spread over 8 buckets, one bit each. For each of the four bytes
// two tables of 16 entries tell, for its low and its high half, the buckets it may belong to; `swizzle` looks 16 bytes up
// at once. Where the eight answers share a bit, a fingerprint may stand: few lines, which are then read. Buckets are made
// by joining those that together let the least other text through.
import { instantiateWasm } from '../../text/instantiate-wasm.js';
import { exactly } from '../../text/pattern.js';
import { literalsWasm } from './literals-wasm.js';

export interface LiteralSearch {
  /** Line feeds of the block searched last. */
  readonly feeds: number;
  /** Ascending offsets, one at least in every line that holds a literal; others may be among them. */
  places(bytes: Buffer): Iterable<number>;
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly feeds: { readonly value: number };
  scan(
    ...place: [tables: number, first: number, from: number, length: number, ahead: number, out: number, max: number]
  ): number;
}

const pageBytes = 65_536;
/** Tables and literals, then places found, then the bytes to search. */
const tablesBytes = pageBytes;
const placesAt = tablesBytes;
const placesMax = pageBytes / 4;
const bytesAt = 2 * pageBytes;
const padding = 16;
/** Of a larger block piece after piece is searched. */
const pieceBytes = 1 << 20;
/** So much of the text before and behind a piece is there to compare with: no literal is longer. */
const aroundMax = 1024;

export function literalSearch(literals: readonly string[]): LiteralSearch {
  return simdSearch(literals) ?? scalarSearch(literals);
}

/** Undefined where this runtime has no WebAssembly SIMD. */
export function simdSearch(literals: readonly string[]): LiteralSearch | undefined {
  const exports = instantiateWasm<Exports>(literalsWasm);
  if (exports === undefined) return undefined;
  const { memory, scan } = exports;
  const missing = Math.ceil((bytesAt + pieceBytes + 2 * aroundMax + padding - memory.buffer.byteLength) / pageBytes);
  if (missing > 0) memory.grow(missing);
  const input = Buffer.from(memory.buffer, bytesAt);
  const found = new Int32Array(memory.buffer, placesAt, placesMax);
  writeTables(literals, Buffer.from(memory.buffer, 0, tablesBytes));
  const search = {
    feeds: 0,
    *places(bytes: Buffer) {
      search.feeds = 0;
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        const length = Math.min(pieceBytes, bytes.length - from);
        const before = Math.min(from, aroundMax);
        const ahead = Math.min(bytes.length - from - length, aroundMax);
        bytes.copy(input, 0, from - before, from + length + ahead);
        const count = scan(0, bytesAt, bytesAt + before, length, ahead, placesAt, placesMax);
        search.feeds += exports.feeds.value;
        // Far too many: every line of the piece may hold one.
        if (count > placesMax) yield* lineStarts(bytes, from, from + length);
        else for (let index = 0; index < count; index += 1) yield from + (found[index] ?? 0);
      }
    },
  };
  return search;
}

export function scalarSearch(literals: readonly string[]): LiteralSearch {
  const pattern = new RegExp(anyOf(literals), 'g');
  const search = {
    feeds: 0,
    *places(bytes: Buffer) {
      search.feeds = [...lineStarts(bytes, 0, bytes.length)].length - 1;
      const text = bytes.toString('latin1');
      pattern.lastIndex = 0;
      for (let hit = pattern.exec(text); hit !== null; hit = pattern.exec(text)) {
        const { lastIndex } = pattern;
        yield hit.index;
        pattern.lastIndex = lastIndex;
      }
    },
  };
  return search;
}

function* lineStarts(bytes: Buffer, from: number, to: number): Generator<number> {
  if (from === 0) yield 0;
  for (let at = bytes.indexOf(10, from); at !== -1 && at < to; at = bytes.indexOf(10, at + 1)) yield at + 1;
}

const fingerprintBytes = 4;
const bucketCount = 8;

/** A literal and where its fingerprint stands in it. */
interface Marked {
  readonly literal: Buffer;
  readonly before: number;
}

/** What literals.as.ts reads: tables of halves, the list of each bucket's literals, the literals themselves. */
function writeTables(literals: readonly string[], tables: Buffer): void {
  const buckets = bucketsOf(literals.map((literal) => marked(Buffer.from(literal, 'latin1'))));
  let end = 256;
  const append = (bytes: Buffer) => {
    tables.set(bytes, end);
    end += bytes.length;
    return end - bytes.length;
  };
  buckets.forEach(({ halves, members }, bit) => {
    halves.forEach(({ low, high }, place) => {
      for (let half = 0; half < 16; half += 1) {
        const [lowAt, highAt] = [place * 32 + half, place * 32 + 16 + half];
        tables[lowAt] = (tables[lowAt] ?? 0) | (((low >> half) & 1) << bit);
        tables[highAt] = (tables[highAt] ?? 0) | (((high >> half) & 1) << bit);
      }
    });
    const entries = members.map(({ literal, before }) => [before, literal.length, append(literal)]);
    tables.writeInt32LE(append(Buffer.from(Int32Array.of(members.length, ...entries.flat()).buffer)), 128 + bit * 4);
  });
}

/** Halves of bytes that a bucket lets through at one place, as bits. */
interface Halves {
  readonly low: number;
  readonly high: number;
}

interface Bucket {
  readonly halves: readonly Halves[];
  readonly members: readonly Marked[];
}

function bucketsOf(all: readonly Marked[]): Bucket[] {
  const buckets: Bucket[] = all.map((member) => ({ halves: halvesOf(member), members: [member] }));
  while (buckets.length > bucketCount) {
    let best = { cost: Number.POSITIVE_INFINITY, one: 0, other: 1, halves: [] as readonly Halves[] };
    for (let one = 0; one < buckets.length; one += 1) {
      for (let other = one + 1; other < buckets.length; other += 1) {
        const [a = [], b = []] = [buckets[one]?.halves, buckets[other]?.halves];
        const halves = a.map(({ low, high }, i) => ({ low: low | (b[i]?.low ?? 0), high: high | (b[i]?.high ?? 0) }));
        const cost = passing(halves) - passing(a) - passing(b);
        if (cost < best.cost) best = { cost, one, other, halves };
      }
    }
    const members = [best.one, best.other].flatMap((index) => buckets[index]?.members ?? []);
    buckets[best.one] = { halves: best.halves, members };
    buckets.splice(best.other, 1);
  }
  return buckets;
}

/** Of a shorter literal the last bytes may be any. */
function halvesOf({ literal, before }: Marked): Halves[] {
  return Array.from({ length: fingerprintBytes }, (_, place) => {
    const byte = literal[before + place];
    return byte === undefined ? { low: 0xffff, high: 0xffff } : { low: 1 << (byte & 15), high: 1 << (byte >> 4) };
  });
}

/** How much of a log's text a bucket lets through, as if its bytes were drawn at random. */
function passing(halves: readonly Halves[]): number {
  return halves.reduce((share, { low, high }) => {
    let sum = 0;
    for (let byte = 0; byte < 128; byte += 1) {
      if ((low >> (byte & 15)) & (high >> (byte >> 4)) & 1) sum += shares[byte] ?? 0;
    }
    return share * sum;
  }, 1);
}

function marked(literal: Buffer): Marked {
  const shareAt = (at: number) =>
    literal.subarray(at, at + fingerprintBytes).reduce((product, byte) => product * (shares[byte] ?? rare), 1);
  let before = 0;
  for (let at = 1; at + fingerprintBytes <= literal.length; at += 1) if (shareAt(at) < shareAt(before)) before = at;
  return { literal, before };
}

const rare = 0.0005;
/** Share of each character in the text of logs, roughly: blanks and digits fill them, capitals and signs are rare. */
const shares = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (char === ' ') return 0.14;
  if (/\d/.test(char)) return 0.025;
  if ('etaoinsr'.includes(char)) return 0.03;
  if (/[a-z]/.test(char)) return 0.012;
  return '.:-/@'.includes(char) ? 0.01 : /[A-Z]/.test(char) ? 0.001 : rare;
});

function anyOf(literals: readonly string[]): string {
  return literals.map(exactly).join('|');
}
