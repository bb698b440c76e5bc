// The inner loop of the HAR scanner: where does a JSON value end, and which of its strings are long? Two kernels keep
// one contract: WASM SIMD (kernel.as.ts, 4 GB/s and more) and plain TypeScript, its fallback and its oracle in tests.
//
// How the SIMD kernel works, each trick once. The technique is simdjson's stage 1 (Langdale and Lemire, "Parsing
// gigabytes of JSON per second", VLDB Journal 28, 2019, https://arxiv.org/abs/1902.08318).
// - 64 bytes at a time are compared with a character; the answers are gathered into one u64, bit i for byte i.
// - Escapes: a run of backslashes escapes what follows it when its length is odd. Subtracting the run starts from a
//   pattern of odd bits lets the borrow run through each run at once, so its end tells the parity without a loop
//   (simdjson, src/generic/stage1/json_escape_scanner.h). An escaped quote is no quote.
// - In string or not: bit i of the prefix xor of the quotes says whether an odd number of quotes came before. simdjson
//   uses a carry-less multiplication; WASM has none, so six shifts and xors do it.
// - Depth: brackets outside strings are counted by popcount. Only a block in which the depth could reach 0 or the
//   limit is walked bracket by bracket. "[" and "{" differ by 0x20 only, as do "]" and "}": one comparison for both.
// - A block inside a string with neither quote nor backslash (most of a base64 body) is left after one test.
//
// The outline is a strict JSON reader that keeps a few members and builds nothing: most entries of a capture go to hosts
// that nobody asks about, and JSON.parse would make a hundred objects of each. It gives up rather than judge: on bytes
// that are no ASCII, a repeated member, a wanted member that is a list, anything that is no JSON. JSON.parse decides then.

import { instantiateWasm, isWasmUsable } from '../../text/instantiate-wasm.js';
import { kernelWasm } from './kernel-wasm.js';

/** Slots of `Kernel.state`. All survive from one scan to the next; positions are offsets into `Kernel.bytes`. */
export const Slot = {
  /** Brackets open at the end of the scanned part; 0 after a scan: the value is complete. */
  depth: 0,
  /** 1 inside a string. */
  inString: 1,
  /** 1 when the next byte is escaped. */
  escaped: 2,
  /** Offset of the quote that opened the string scanning is in; stale outside strings. */
  opened: 3,
  /** 1 when a byte >= 0x80 was seen outside long strings (it may also tell of one just behind the value's end)… */
  nonAscii: 4,
  /** …or, for what came since the last quote and may yet turn out to be in a long string, here. */
  nonAsciiTail: 5,
  /** 1 when the depth went over `depthLimit`. */
  tooDeep: 6,
  /** Pairs written to `Kernel.strings`; the caller takes them and sets this to 0. */
  stringCount: 7,
  /** Set by the caller: strings with more bytes between their quotes than this are listed. At least 63. */
  elideOver: 8,
  /** Set by the caller. */
  depthLimit: 9,
} as const;

/** Bytes a scan advances in one step. */
export const blockBytes = 64;
/** A scan stops early when this many long strings wait to be taken. */
export const maxStrings = 8000;

export interface Kernel {
  readonly state: Int32Array;
  /** Offsets of opening and closing quote of each long string, in order: open, close, open, close, … */
  readonly strings: Int32Array;
  /** The bytes to scan; another object after `grow`. */
  readonly bytes: Buffer;
  /** Enlarges `bytes`, keeping the content. */
  grow(capacity: number): void;
  /**
   * Scans whole blocks from `from` on, up to `to` (`to - from` is a multiple of 64), and returns where it stopped:
   * behind the bracket that brought the depth to 0, at `to`, or at a block's start with the list of strings full.
   */
  scan(from: number, to: number): number;
  /** How many bytes 0x0A lie in `from..to`. */
  newlines(from: number, to: number): number;
  /**
   * Of the object in `from..to`, a JSON text of its wanted members alone; undefined where it gives up, as the plain
   * kernel always does. The long strings in it stand in `strings`; a wanted one comes out as slim-value.ts shows it.
   */
  outline(from: number, to: number): string | undefined;
  /** Says what outlines hold. */
  want(members: Wanted): void;
}

/** Members of an object to keep: whole, when they are no objects, or what is wanted of them. */
export interface Wanted {
  readonly [member: string]: true | Wanted;
}

/** The fastest kernel this machine runs, with room for `capacity` bytes. */
export function loadKernel(capacity: number): Kernel {
  return isWasmUsable(kernelWasm) ? simdKernel(capacity) : scalarKernel(capacity);
}

interface SimdExports {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  scan: Kernel['scan'];
  newlines: Kernel['newlines'];
  outline(from: number, to: number): number;
}

const pageBytes = 65_536;
const stringsOffset = 1024;
const outlineOffset = 65_536;
const wantedOffset = 98_304;
const wantedRowBytes = 32;
const wantedRowsMax = 127;
const bytesOffset = 131_072;

export function simdKernel(capacity: number): Kernel {
  const exports = instantiateWasm<SimdExports>(kernelWasm);
  if (exports === undefined) throw new Error('this runtime has no WebAssembly SIMD');
  const { memory, scan, newlines, outline } = exports;
  const kernel = { scan, newlines, grow, want } as { -readonly [key in keyof Kernel]: Kernel[key] };
  // Growing detaches every view of the old buffer.
  function grow(size: number): void {
    const missing = Math.ceil((bytesOffset + size - memory.buffer.byteLength) / pageBytes);
    if (missing > 0) memory.grow(missing);
    kernel.state = new Int32Array(memory.buffer, 0, Object.keys(Slot).length);
    kernel.strings = new Int32Array(memory.buffer, stringsOffset, 2 * maxStrings);
    kernel.bytes = Buffer.from(memory.buffer, bytesOffset, size);
  }
  function want(members: Wanted): void {
    const rows = Buffer.from(memory.buffer, wantedOffset, (wantedRowsMax + 1) * wantedRowBytes);
    for (const [i, row] of wantedRows(members).entries()) rows.set(row, i * wantedRowBytes);
  }
  kernel.outline = (from, to) => {
    const length = outline(from, to);
    return length < 0 ? undefined : Buffer.from(memory.buffer, outlineOffset, length).toString('latin1');
  };
  grow(capacity);
  want({});
  return kernel;
}

/** As kernel.as.ts reads them: list, list of its members (0: none), length, name. The list of the top is 0. */
function wantedRows(wanted: Wanted): number[][] {
  const rows: number[][] = [];
  let lists = 0;
  const add = (members: Wanted, list: number): void => {
    for (const [name, inner] of Object.entries(members)) {
      const child = inner === true ? 0 : ++lists;
      rows.push([list, child, name.length, ...Buffer.from(name, 'latin1')]);
      if (inner !== true) add(inner, child);
    }
  };
  add(wanted, 0);
  return [...rows, [255]];
}

export function scalarKernel(capacity: number): Kernel {
  const kernel = {
    state: new Int32Array(Object.keys(Slot).length),
    strings: new Int32Array(2 * maxStrings),
    bytes: Buffer.alloc(capacity),
    grow(size: number): void {
      const larger = Buffer.alloc(size);
      kernel.bytes.copy(larger);
      kernel.bytes = larger;
    },
    scan: (from: number, to: number) => scanScalar(kernel, from, to),
    outline: () => undefined,
    want: () => undefined,
    newlines(from: number, to: number): number {
      const range = kernel.bytes.subarray(from, to);
      let count = 0;
      for (let at = range.indexOf(0x0a); at !== -1; at = range.indexOf(0x0a, at + 1)) count += 1;
      return count;
    },
  };
  return kernel;
}

function scanScalar({ bytes, state, strings }: Kernel, from: number, to: number): number {
  const slot = (index: number): number => state[index] ?? 0;
  let depth = slot(Slot.depth);
  let inString = slot(Slot.inString);
  let escaped = slot(Slot.escaped);
  let opened = slot(Slot.opened);
  let nonAscii = slot(Slot.nonAscii);
  let tail = slot(Slot.nonAsciiTail);
  let count = slot(Slot.stringCount);
  const elideOver = slot(Slot.elideOver);
  const depthLimit = slot(Slot.depthLimit);
  let at = from;
  let isOver = false;
  while (at < to && !isOver) {
    // The list of strings is looked at where the SIMD kernel does: at the start of a block.
    if ((at - from) % blockBytes === 0 && count >= maxStrings) break;
    const byte = bytes[at] ?? 0;
    const isEscaped = escaped === 1;
    escaped = 0;
    if (byte === 0x5c && !isEscaped) {
      escaped = 1;
    } else if (byte === 0x22 && !isEscaped) {
      if (!inString) {
        opened = at;
      } else if (at - opened - 1 > elideOver) {
        strings[2 * count] = opened;
        strings[2 * count + 1] = at;
        count += 1;
        tail = 0;
      }
      nonAscii |= tail;
      tail = 0;
      inString ^= 1;
    } else if (byte >= 0x80) {
      tail = 1;
    } else if (!inString) {
      const folded = byte | 0x20;
      if (folded === 0x7b) {
        depth += 1;
        if (depth > depthLimit) state[Slot.tooDeep] = 1;
      } else if (folded === 0x7d) {
        depth -= 1;
        isOver = depth <= 0;
      }
    }
    at += 1;
  }
  state[Slot.depth] = depth;
  state[Slot.inString] = inString;
  state[Slot.escaped] = escaped;
  state[Slot.opened] = opened;
  state[Slot.nonAscii] = nonAscii;
  state[Slot.nonAsciiTail] = tail;
  state[Slot.stringCount] = count;
  return at;
}
