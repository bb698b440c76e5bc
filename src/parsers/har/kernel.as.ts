// The HAR scanner's inner loop in AssemblyScript: compiled by scripts/build-kernel.mjs to WASM SIMD (kernel-wasm.ts).
// The contract (state slots, what scan and newlines promise) stands in kernel.ts, beside the same loop in plain
// TypeScript. 64 bytes a step become one u64 per question ("which of them are quotes?"); the rest is bit arithmetic.

const WINDOW: usize = 65536; // page 0 holds the state (i32 slots from 0) and the list of long strings (from 1024)
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
