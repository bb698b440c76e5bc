// The HAR scanner's inner loop in AssemblyScript: compiled by scripts/build-kernel.mjs to WASM SIMD (kernel-wasm.ts).
// The contract (state slots, what scan and newlines promise) stands in kernel.ts, beside the same loop in plain
// TypeScript. 64 bytes a step become one u64 per question ("which of them are quotes?"); the rest is bit arithmetic.

const WINDOW: usize = 131072; // page 0 holds the state (i32 slots from 0) and the list of long strings (from 1024)
const STRINGS: usize = 1024;
const MAX_STRINGS: i32 = 8000;

// State slots, the order of `Slot` in kernel.ts, times four bytes.
const DEPTH: usize = 0;
const IN_STRING: usize = 4;
const ESCAPED: usize = 8;
const OPENED: usize = 12;
const NON_ASCII: usize = 16;
const NON_ASCII_TAIL: usize = 20;
const TOO_DEEP: usize = 24;
const STRING_COUNT: usize = 28;
const ELIDE_OVER: usize = 32;
const DEPTH_LIMIT: usize = 36;

// Page 1 is for outlines: their text, the members wanted (as kernel.ts writes them), the members seen.
const OUT: usize = 65536;
const OUT_BYTES: usize = 32768;
const WANTED: usize = 98304;
const SEEN: usize = 102400;
const SEEN_SLOTS: usize = 256;
/** Objects up to this depth must not repeat a member: there are the fields of HAR. */
const SEEN_DEPTHS: i32 = 4;
const OUTLINE_DEPTH: i32 = 100;

const ODD_BITS: u64 = 0xaaaaaaaaaaaaaaaa;

// @ts-ignore: decorator
@inline
function same(v: v128, byte: i8): v128 {
  return i8x16.eq(v, i8x16.splat(byte));
}

// @ts-ignore: decorator
@inline
function bits(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    (<u64>i8x16.bitmask(a)) |
    ((<u64>i8x16.bitmask(b)) << 16) |
    ((<u64>i8x16.bitmask(c)) << 32) |
    ((<u64>i8x16.bitmask(d)) << 48)
  );
}

// @ts-ignore: decorator
@inline
function either(a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.or(v128.or(a, b), v128.or(c, d));
}

/** Bit i = xor of bits 0..i: with quotes as input, ones from each opening quote up to before its closing one. */
// @ts-ignore: decorator
@inline
function prefixXor(x: u64): u64 {
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  x ^= x << 16;
  return x ^ (x << 32);
}

export function scan(from: i32, to: i32): i32 {
  let depth = load<i32>(DEPTH);
  let inString = load<i32>(IN_STRING);
  let escapeNext = <u64>load<i32>(ESCAPED);
  let opened = load<i32>(OPENED);
  let nonAscii = load<i32>(NON_ASCII);
  let tail = load<i32>(NON_ASCII_TAIL);
  let count = load<i32>(STRING_COUNT);
  const elideOver = load<i32>(ELIDE_OVER);
  const depthLimit = load<i32>(DEPTH_LIMIT);
  let at = from;

  for (; at < to && count < MAX_STRINGS; at += 64) {
    const a = v128.load(at, WINDOW);
    const b = v128.load(at, WINDOW + 16);
    const c = v128.load(at, WINDOW + 32);
    const d = v128.load(at, WINDOW + 48);
    const qa = same(a, 0x22), qb = same(b, 0x22), qc = same(c, 0x22), qd = same(d, 0x22);
    const sa = same(a, 0x5c), sb = same(b, 0x5c), sc = same(c, 0x5c), sd = same(d, 0x5c);

    // Most bytes of a capture are the inside of a body: nothing to see in this block.
    if (inString && !v128.any_true(v128.or(either(qa, qb, qc, qd), either(sa, sb, sc, sd)))) {
      tail |= i8x16.bitmask(either(a, b, c, d));
      escapeNext = 0;
      continue;
    }

    let quotes = bits(qa, qb, qc, qd);
    const backslashes = bits(sa, sb, sc, sd);
    if (backslashes | escapeNext) {
      const starts = backslashes & ~escapeNext;
      const terminals = (((starts << 1) | ODD_BITS) - starts) ^ ODD_BITS;
      quotes &= ~(terminals ^ (backslashes | escapeNext));
      escapeNext = (terminals & backslashes) >> 63;
    }

    let high = bits(a, b, c, d);
    let inside: u64 = inString ? u64.MAX_VALUE : 0;
    if (quotes) {
      const first = <i32>ctz(quotes);
      const last = <i32>(63 - clz(quotes));
      // Only a string opened in an earlier block can be long, and only the first quote can close it.
      if (inString && at + first - opened - 1 > elideOver) {
        store<i32>(STRINGS + (<usize>count << 3), opened);
        store<i32>(STRINGS + (<usize>count << 3), at + first, 4);
        count++;
        tail = 0;
        high &= u64.MAX_VALUE << first;
      }
      nonAscii |= tail | i32((high & ((<u64>1 << last) - 1)) != 0);
      tail = i32(high >> last != 0);
      inside ^= prefixXor(quotes);
      inString = <i32>(inside >> 63);
      if (inString) opened = at + last;
    } else {
      tail |= i32(high != 0);
      if (inString) continue;
    }

    // "[" and "{" differ by 0x20 only, so do "]" and "}".
    const space = i8x16.splat(0x20);
    const la = v128.or(a, space), lb = v128.or(b, space), lc = v128.or(c, space), ld = v128.or(d, space);
    const opens = bits(same(la, 0x7b), same(lb, 0x7b), same(lc, 0x7b), same(ld, 0x7b)) & ~inside;
    const closes = bits(same(la, 0x7d), same(lb, 0x7d), same(lc, 0x7d), same(ld, 0x7d)) & ~inside;
    const up = <i32>popcnt(opens);
    const down = <i32>popcnt(closes);
    if (depth > down && depth + up <= depthLimit) {
      depth += up - down;
      continue;
    }
    // The value may end here, or be too deep: walk the brackets one by one.
    for (let rest = opens | closes; rest; rest &= rest - 1) {
      const bit = ctz(rest);
      if ((opens >> bit) & 1) {
        if (++depth > depthLimit) store<i32>(TOO_DEEP, 1);
      } else if (--depth <= 0) {
        at += <i32>bit + 1 - 64;
        to = 0;
        break;
      }
    }
  }

  store<i32>(DEPTH, depth);
  store<i32>(IN_STRING, inString);
  store<i32>(ESCAPED, <i32>escapeNext);
  store<i32>(OPENED, opened);
  store<i32>(NON_ASCII, nonAscii);
  store<i32>(NON_ASCII_TAIL, tail);
  store<i32>(STRING_COUNT, count);
  return at;
}

export function newlines(from: i32, to: i32): i32 {
  let count = 0;
  let at = from;
  while (at + 16 <= to) {
    // A lane counts up to 255 before it is emptied.
    const stop = min(to, at + 255 * 16);
    let lanes = i8x16.splat(0);
    for (; at + 16 <= stop; at += 16) lanes = i8x16.sub(lanes, same(v128.load(at, WINDOW), 0x0a));
    const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(lanes));
    count += i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1);
    count += i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  }
  for (; at < to; at++) count += i32(load<u8>(at, WINDOW) == 0x0a);
  return count;
}

// The outline. Every function takes the place where its part begins and returns the place behind it; 0 gives up.

let out: usize = 0;
let end: usize = 0;
/** The next long string of the list, and how many there are. */
let long: i32 = 0;
let longs: i32 = 0;
let hasEscape: bool = false;
/** Tells the slots of one object from what earlier ones left there. */
let stamp: u32 = 0;

export function outline(from: i32, to: i32): i32 {
  out = OUT;
  end = to;
  long = 0;
  longs = load<i32>(STRING_COUNT);
  if (load<u8>(from, WINDOW) != 0x7b) return -1;
  return object(from, 0, 1) == end ? <i32>(out - OUT) : -1;
}

// @ts-ignore: decorator
@inline
function blanks(at: usize): usize {
  while (load<u64>(at, WINDOW) == 0x2020202020202020) at += 8;
  while (true) {
    const byte = load<u8>(at, WINDOW);
    if (byte > 0x20 || (byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09)) return at;
    at++;
  }
}

function string(at: usize): usize {
  if (long < longs && load<i32>(STRINGS + (<usize>long << 3)) == <i32>at) {
    at = <usize>load<i32>(STRINGS + (<usize>long << 3), 4) + 1;
    long++;
    return at;
  }
  at++;
  const quote = i8x16.splat(0x22), backslash = i8x16.splat(0x5c), space = i8x16.splat(0x20);
  while (at < end) {
    const v = v128.load(at, WINDOW);
    const found = v128.or(v128.or(i8x16.eq(v, quote), i8x16.eq(v, backslash)), i8x16.lt_u(v, space));
    const mask = i8x16.bitmask(found) | i8x16.bitmask(v);
    if (!mask) {
      at += 16;
      continue;
    }
    at += <usize>ctz(mask);
    const byte = load<u8>(at, WINDOW);
    if (byte == 0x22) return at + 1;
    if (byte != 0x5c) return 0;
    hasEscape = true;
    const kind = load<u8>(at, WINDOW + 1);
    if (kind == 0x75) {
      for (let i: usize = 2; i < 6; i++) if (!isHex(load<u8>(at + i, WINDOW))) return 0;
      at += 6;
    } else if (
      kind == 0x22 || kind == 0x5c || kind == 0x2f || kind == 0x62 || kind == 0x66 || kind == 0x6e || kind == 0x72 ||
      kind == 0x74
    ) {
      at += 2;
    } else return 0;
  }
  return 0;
}

function isHex(byte: u8): bool {
  const letter = byte | 0x20;
  return isDigit(byte) || (letter >= 0x61 && letter <= 0x66);
}

// @ts-ignore: decorator
@inline
function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39;
}

/** One digit or more. */
function digits(at: usize): usize {
  if (!isDigit(load<u8>(at, WINDOW))) return 0;
  while (isDigit(load<u8>(at, WINDOW))) at++;
  return at;
}

function number(at: usize): usize {
  if (load<u8>(at, WINDOW) == 0x2d) at++;
  if (load<u8>(at, WINDOW) == 0x30) at++;
  else if (!(at = digits(at))) return 0;
  if (load<u8>(at, WINDOW) == 0x2e && !(at = digits(at + 1))) return 0;
  if ((load<u8>(at, WINDOW) | 0x20) == 0x65) {
    const sign = load<u8>(at, WINDOW + 1);
    at = digits(at + (sign == 0x2b || sign == 0x2d ? 2 : 1));
  }
  return at;
}

function value(at: usize, depth: i32): usize {
  const byte = load<u8>(at, WINDOW);
  if (byte == 0x22) return string(at);
  if (byte == 0x7b) return object(at, -1, depth + 1);
  if (byte == 0x5b) return array(at, depth + 1);
  if (byte == 0x74) return load<u32>(at, WINDOW) == 0x65757274 ? at + 4 : 0;
  if (byte == 0x66) return load<u32>(at, WINDOW + 1) == 0x65736c61 ? at + 5 : 0;
  if (byte == 0x6e) return load<u32>(at, WINDOW) == 0x6c6c756e ? at + 4 : 0;
  return number(at);
}

function array(at: usize, depth: i32): usize {
  if (depth > OUTLINE_DEPTH) return 0;
  at = blanks(at + 1);
  if (load<u8>(at, WINDOW) == 0x5d) return at + 1;
  while (true) {
    if (!(at = value(at, depth))) return 0;
    at = blanks(at);
    const byte = load<u8>(at, WINDOW);
    if (byte == 0x5d) return at + 1;
    if (byte != 0x2c) return 0;
    at = blanks(at + 1);
  }
}

/** `node`: the wanted members' list; -1 for an object of which nothing is wanted. */
function object(at: usize, node: i32, depth: i32): usize {
  if (depth > OUTLINE_DEPTH) return 0;
  const own = ++stamp;
  let members: i32 = 0;
  let isFirst = true;
  if (node >= 0 && !put(0x7b)) return 0;
  at = blanks(at + 1);
  if (load<u8>(at, WINDOW) == 0x7d) {
    return node < 0 || put(0x7d) ? at + 1 : 0;
  }
  while (true) {
    if (load<u8>(at, WINDOW) != 0x22) return 0;
    const key = at + 1;
    const before = long;
    hasEscape = false;
    if (!(at = string(at)) || long != before) return 0;
    const length = at - 1 - key;
    if (depth <= SEEN_DEPTHS && (hasEscape || ++members > 128 || !isNew(key, length, own, depth))) return 0;
    at = blanks(at);
    if (load<u8>(at, WINDOW) != 0x3a) return 0;
    at = blanks(at + 1);
    const row: usize = node < 0 ? 0 : wanted(node, key, length);
    if (!row) at = value(at, depth);
    else {
      if (!isFirst && !put(0x2c)) return 0;
      isFirst = false;
      if (!copy(key - 1, length + 2) || !put(0x3a)) return 0;
      at = member(at, <i32>load<u8>(row, 1), depth);
    }
    if (!at) return 0;
    at = blanks(at);
    const byte = load<u8>(at, WINDOW);
    if (byte == 0x7d) return node < 0 || put(0x7d) ? at + 1 : 0;
    if (byte != 0x2c) return 0;
    at = blanks(at + 1);
  }
}

/** A wanted member's value: an object of wanted members, or a scalar, which is copied. */
function member(at: usize, child: i32, depth: i32): usize {
  const byte = load<u8>(at, WINDOW);
  if (byte == 0x7b && child) return object(at, child, depth + 1);
  if (byte == 0x7b || byte == 0x5b) return 0;
  const index = long;
  const close = value(at, depth);
  if (!close) return 0;
  if (long == index) return copy(at, close - at) ? close : 0;
  return placeholder(index) ? close : 0;
}

/** `"\u0000elided 7"`, as slim-value.ts has it. */
function placeholder(index: i32): bool {
  if (out + 32 > OUT + OUT_BYTES) return false;
  store<u64>(out, 0x6530303030755c22);
  store<u32>(out, 0x6564696c, 8);
  store<u16>(out, 0x2064, 12);
  out += 14;
  let power: i32 = 1;
  while (index / power >= 10) power *= 10;
  for (; power > 0; power /= 10) put(<u8>(0x30 + ((index / power) % 10)));
  return put(0x22);
}

/** The first free slot for a key, or its twin's: members of one object have the same stamp. */
function isNew(key: usize, length: usize, own: u32, depth: i32): bool {
  const table = SEEN + <usize>(depth - 1) * SEEN_SLOTS * 8;
  let hash = length * 7 + <usize>load<u8>(key, WINDOW) * 31 + <usize>load<u8>(key + (length >> 1), WINDOW) * 5;
  hash += <usize>load<u8>(key + length, WINDOW - 1) * 17;
  while (true) {
    const slot = table + ((hash & (SEEN_SLOTS - 1)) << 3);
    if (load<u32>(slot) != own) {
      store<u32>(slot, own);
      store<u32>(slot, <u32>key, 4);
      return true;
    }
    const other = <usize>load<u32>(slot, 4);
    if (load<u8>(other + length, WINDOW) == 0x22 && memory.compare(other + WINDOW, key + WINDOW, length) == 0) return false;
    hash++;
  }
}

/** The row of a wanted member: `[node, child, length, name…]`, 32 bytes each, the last with node 255; 0 for others. */
function wanted(node: i32, key: usize, length: usize): usize {
  for (let row = WANTED; load<u8>(row) != 255; row += 32) {
    if (<i32>load<u8>(row) != node || <usize>load<u8>(row, 2) != length) continue;
    if (memory.compare(row + 3, key + WINDOW, length) == 0) return row;
  }
  return 0;
}

function put(byte: u8): bool {
  if (out >= OUT + OUT_BYTES) return false;
  store<u8>(out++, byte);
  return true;
}

function copy(at: usize, length: usize): bool {
  if (out + length > OUT + OUT_BYTES) return false;
  memory.copy(out, at + WINDOW, length);
  out += length;
  return true;
}
