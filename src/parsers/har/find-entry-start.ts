// After damage: where does the next entry begin, and which byte broke the JSON? Both look at loaded bytes only.

/** A HAR 1.2 entry's own fields (http://www.softwareishard.com/blog/har-12-spec/), any of which may come first. */
const entryFields = new Set([
  'pageref',
  'startedDateTime',
  'time',
  'request',
  'response',
  'cache',
  'timings',
  'serverIPAddress',
  'connection',
  'comment',
  'index',
]);

/** Bytes that decide whether a brace begins an entry: indentation, and the longest first key looked at. */
export const entryStartBytes = 256;

/**
 * The first place in `from..to` where an entry may begin: a brace, and a field of HAR 1.2, or with the underscore of
 * custom fields, or known from earlier entries of this file. -1 when there is none. In well-formed JSON the inside of
 * a string never looks like this, since its quotes are escaped.
 */
export function findEntryStart(bytes: Buffer, from: number, to: number, knownKeys: ReadonlySet<string>): number {
  for (let at = bytes.indexOf(0x7b, from); at !== -1 && at < to; at = bytes.indexOf(0x7b, at + 1)) {
    const key = firstKey(bytes, at + 1, Math.min(at + entryStartBytes, bytes.length));
    if (key !== undefined && (key.startsWith('_') || entryFields.has(key) || knownKeys.has(key))) return at;
  }
  return -1;
}

/**
 * Like `findEntryStart`, but sure enough to give up a value that seems to go on: an entry of this file's own kind
 * behind the comma of another, with its `request` near.
 */
export function findNextEntry(bytes: Buffer, from: number, to: number, knownKeys: ReadonlySet<string>): number {
  // Bodies are full of braces, but not of unescaped quotes: only braces before a `request` are looked at.
  const last = from + bytes.subarray(from, to).lastIndexOf('"request"');
  for (let at = bytes.indexOf(0x7b, from); at !== -1 && at < last; at = bytes.indexOf(0x7b, at + 1)) {
    const key = firstKey(bytes, at + 1, Math.min(at + entryStartBytes, to));
    if (key === undefined || !(key === 'startedDateTime' || knownKeys.has(key))) continue;
    const isNear = bytes.subarray(at, Math.min(at + 65_536, to)).includes('"request"');
    if (isNear && /[}\]]\s*,\s*$/.test(bytes.toString('latin1', Math.max(at - 64, 0), at))) return at;
  }
  return -1;
}

/** The key that follows `from`, with its colon; undefined when something else does. */
export function firstKey(bytes: Buffer, from: number, to: number): string | undefined {
  let at = from;
  while (at < to && isSpace(bytes[at])) at += 1;
  if (bytes[at] !== 0x22) return undefined;
  const close = bytes.subarray(at + 1, to).indexOf(0x22);
  if (close <= 0) return undefined;
  let after = at + 2 + close;
  while (after < to && isSpace(bytes[after])) after += 1;
  return bytes[after] === 0x3a ? bytes.toString('latin1', at + 1, at + 1 + close) : undefined;
}

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// The characters that may follow in a string up to its next quote, escape or fault.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in a string
const plain = /[^"\\\u0000-\u001f]*/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const unfinished = /(?:\\(?:u[0-9a-fA-F]{0,3})?|[\w+.-]*)$/y;
const blank = /[ \n\r\t]*/y;

/**
 * The offset within `text` (latin1, so characters are bytes) at which it stops being the beginning of a JSON value.
 * `text.length`: a value that only lacks its end. -1: nothing wrong.
 */
export function findFault(text: string): number {
  let at = 0;
  const closers: string[] = [];
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const isMatch = pattern.test(text);
    if (isMatch) at = pattern.lastIndex;
    return isMatch;
  };
  const takeString = (): boolean => {
    at += 1;
    for (;;) {
      take(plain);
      if (text[at] !== '"') {
        if (!take(escapeSequence)) return false;
        continue;
      }
      at += 1;
      return true;
    }
  };
  // What may come next: a value, a key, or what follows a value. `first`: right behind an opening bracket.
  let expected: 'value' | 'key' | 'next' = 'value';
  let isFirst = false;
  for (;;) {
    take(blank);
    const char = text[at];
    if (char === undefined) return text.length;
    if (char === closers.at(-1) && (expected === 'next' || isFirst)) {
      at += 1;
      closers.pop();
      expected = 'next';
    } else if (expected === 'next') {
      if (char !== ',') return at;
      at += 1;
      expected = closers.at(-1) === '}' ? 'key' : 'value';
    } else if (expected === 'key') {
      if (char !== '"') return at;
      if (!takeString()) return isCutShort(text, at) ? text.length : at;
      take(blank);
      if (at >= text.length) return text.length;
      if (text[at] !== ':') return at;
      at += 1;
      expected = 'value';
    } else if (char === '{' || char === '[') {
      at += 1;
      closers.push(char === '{' ? '}' : ']');
      expected = char === '{' ? 'key' : 'value';
      isFirst = true;
      continue;
    } else {
      if (char !== '"' && isCutShort(text, at)) return text.length;
      if (char === '"' ? !takeString() : !take(scalar)) return isCutShort(text, at) ? text.length : at;
      expected = 'next';
    }
    isFirst = false;
    if (closers.length === 0 && expected === 'next') return -1;
  }
}

/** Whether what begins at `at` reaches the end of the text, so that more bytes could make it an escape or a scalar. */
function isCutShort(text: string, at: number): boolean {
  unfinished.lastIndex = at;
  return unfinished.test(text);
}
