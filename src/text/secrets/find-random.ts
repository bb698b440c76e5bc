// Finds keys and tokens that no word announces, by their own disorder: no word, name, number, digest or id of a machine
// changes between large letters, small letters and digits as often.
import type { AddSpan } from './spans.js';

const RUN = /(?<![A-Za-z0-9+_-])[A-Za-z0-9][A-Za-z0-9_-]{19,511}(?![A-Za-z0-9+/_-]|=(?![A-Za-z0-9]))/g;
const ID_WORD =
  /md5|sha-?\d|hash|checksum|fingerprint|digest|serial|guid|uuid|etag|message-?id|boundary|version|nonce/i;
/** Of single-case text hexadecimal digits alone are digests and ids. */
const BEYOND_HEX = /[g-z].*[g-z].*[g-z]/i;

/** What belongs to an escape before a run: the `3D` of `%3D4fK9…`, the `n` of `\\n4fK9…`. */
const ESCAPES: Readonly<Record<string, RegExp>> = {
  '%': /^(?:25){0,8}[0-9a-f]{2}/i,
  '\\': /^(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[bfnrt])/i,
};

export function findRandom(text: string, add: AddSpan): void {
  for (const match of text.matchAll(RUN)) {
    const before = text[match.index - 1] ?? '';
    const start = match.index + (ESCAPES[before]?.exec(match[0])?.[0].length ?? 0);
    const end = match.index + match[0].length;
    // Part of a name of a host, file or field: esa1.example.com, bundle.4fK9….js
    if (before === '.' || /^\.[A-Za-z]/.test(text.slice(end, end + 2))) continue;
    if (!isRandom(text.slice(start, end)) || isOfBlock(text, start, end)) continue;
    if (before === '/' && !isInPath(text, start)) continue;
    if (ID_WORD.test(text.slice(Math.max(0, start - 32), start))) continue;
    add(start, end, 'token');
  }
}

/** A whole line of base64: of a certificate, or found as the middle of a key. */
function isOfBlock(text: string, start: number, end: number): boolean {
  return end - start >= 60 && /^\s?$/.test(text[end] ?? '') && /^\s?$/.test(text[start - 1] ?? '');
}

/** The slash before it parts a path, and is no sign of base64. */
function isInPath(text: string, start: number): boolean {
  return /(?:[a-z]:\/\/|(?:^|[\s"'=(])\/)[^\s"'<>]*$/i.test(text.slice(Math.max(0, start - 200), start));
}

/** The longest part without `-` and `_` tells: what words are joined by is no disorder. */
export function isRandom(text: string): boolean {
  return text.split(/[-_]/).some((part) => part.length >= 16 && isRandomPart(part));
}

/** So much of a part tells; what is glued to it may be words. */
const WINDOW = 20;

function isRandomPart(part: string): boolean {
  if (!/\d.*\d/.test(part)) return false;
  const kinds = Array.from(part, kindOf);
  const of = (kind: Kind, from: number, to: number) => kinds.slice(from, to).filter((one) => one === kind).length;
  const changes = (from: number, to: number) =>
    kinds.slice(from + 1, to).filter((kind, at) => kind !== kinds[from + at]).length;
  for (let from = 0; from + WINDOW <= part.length; from += 4) {
    const to = from + WINDOW;
    const isMixed = of('digit', from, to) >= 2 && of('small', from, to) >= 3 && of('large', from, to) >= 3;
    if (isMixed && changes(from, to) >= WINDOW * 0.42) return true;
  }
  const end = part.length;
  return (
    end >= 24 && of('digit', 0, end) >= 4 && changes(0, end) >= end * 0.27 && BEYOND_HEX.test(part) && !hasBoth(part)
  );
}

type Kind = 'digit' | 'large' | 'small';

function kindOf(char: string): Kind {
  return char <= '9' ? 'digit' : char <= 'Z' ? 'large' : 'small';
}

function hasBoth(part: string): boolean {
  return /[a-z]/.test(part) && /[A-Z]/.test(part);
}
