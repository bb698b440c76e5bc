// AssemblyScript, compiled by scripts/build-kernel.mjs. See literals.ts for what it does and where it is from.

/** Line feeds in the bytes of the last scan. */
export let feeds: i32 = 0;

/** Whether one of the literals of a bucket stands around its fingerprint. */
// @ts-ignore: decorator
@inline
function stands(list: usize, first: usize, at: usize, end: usize): bool {
  const entries = load<i32>(list);
  let entry = list + 4;
  for (let i: i32 = 0; i < entries; i += 1) {
    const before = <usize>load<i32>(entry);
    const size = <usize>load<i32>(entry, 4);
    const literal = <usize>load<i32>(entry, 8);
    entry += 12;
    if (at < first + before || at - before + size > end) continue;
    const start = at - before;
    let same: usize = 0;
    while (same < size && load<u8>(start + same) == load<u8>(literal + same)) same += 1;
    if (same == size) return true;
  }
  return false;
}

/**
 * Writes the offsets of the fingerprints of literals that stand there to `out` and returns their number, of which at most
 * `outMax` are written. At `tables` lie eight tables of 16 bytes, then for each bucket the place of its list of literals:
 * their number, and of each the bytes before its fingerprint, its length and its place. The text begins at `first`, before
 * what is searched, and goes on for `ahead` behind it; 16 bytes more are readable.
 */
export function scan(
  tables: usize,
  first: usize,
  from: usize,
  length: i32,
  ahead: i32,
  out: usize,
  outMax: i32,
): i32 {
  const end = from + <usize>length + <usize>ahead;
  const low0 = v128.load(tables);
  const high0 = v128.load(tables, 16);
  const low1 = v128.load(tables, 32);
  const high1 = v128.load(tables, 48);
  const low2 = v128.load(tables, 64);
  const high2 = v128.load(tables, 80);
  const low3 = v128.load(tables, 96);
  const high3 = v128.load(tables, 112);
  const nibble = i8x16.splat(15);
  const feed = i8x16.splat(10);
  const zero = i8x16.splat(0);
  let found: i32 = 0;
  let count: i32 = 0;
  for (let i: i32 = 0; i < length; i += 16) {
    const zeroth = v128.load(from + i);
    const second = v128.load(from + i, 1);
    const third = v128.load(from + i, 2);
    const fourth = v128.load(from + i, 3);
    count += popcnt(i8x16.bitmask(i8x16.eq(zeroth, feed)));
    const buckets = v128.and(
      v128.and(
        v128.and(i8x16.swizzle(low0, v128.and(zeroth, nibble)), i8x16.swizzle(high0, i8x16.shr_u(zeroth, 4))),
        v128.and(i8x16.swizzle(low1, v128.and(second, nibble)), i8x16.swizzle(high1, i8x16.shr_u(second, 4))),
      ),
      v128.and(
        v128.and(i8x16.swizzle(low2, v128.and(third, nibble)), i8x16.swizzle(high2, i8x16.shr_u(third, 4))),
        v128.and(i8x16.swizzle(low3, v128.and(fourth, nibble)), i8x16.swizzle(high3, i8x16.shr_u(fourth, 4))),
      ),
    );
    if (!v128.any_true(buckets)) continue;
    let places = i8x16.bitmask(i8x16.ne(buckets, zero));
    v128.store(tables, buckets, 160);
    while (places != 0) {
      const place = ctz(places);
      places &= places - 1;
      const at = from + i + place;
      let bits = <i32>load<u8>(tables + place, 160);
      while (bits != 0) {
        if (stands(<usize>load<i32>(tables + (ctz(bits) << 2), 128), first, at, end)) {
          if (found < outMax) store<i32>(out + (<usize>found << 2), i + place);
          found += 1;
          break;
        }
        bits &= bits - 1;
      }
    }
  }
  feeds = count;
  return found;
}
