// Marked stretches of a text and the small scanners that the secret finders share. All scanners are linear and bounded.
import type { SecretKind } from './secret-names.js';

/** Offsets in UTF-16 units, end exclusive. `secret` is what the label stands for, when it is more than the stretch. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
  readonly secret?: string;
}

export type AddSpan = (start: number, end: number, kind: SecretKind, secret?: string) => void;

/** Sorted, disjoint: an inner stretch goes with the outer one, overlapping ones become one. */
export function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  for (const span of spans) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end, kind: last.kind };
  }
  return merged;
}

export function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

const NAME_CHARS_MAX = 80;

/**
 * Start of the name that ends here (letters, digits, `_ - .`), past what belongs to an escape before it: the `26` of
 * `%26token`, the `u0026` of `\u0026token`, the `n` of `\ntoken`. -1 if there is none or it is longer than 80.
 */
export function nameStart(text: string, end: number): number {
  let start = end;
  const floor = Math.max(0, end - NAME_CHARS_MAX);
  while (start > floor && (isNameCode(text.charCodeAt(start - 1)) || text[start - 1] === '.')) start -= 1;
  if (start === end || (start === floor && floor > 0)) return -1;
  const before = text[start - 1];
  const name = text.slice(start, end);
  if (before === '%') start += /^(?:25){0,3}[0-9a-f]{2}/i.exec(name)?.[0].length ?? 0;
  else if (before === '\\') start += /^u[0-9a-f]{4}|^x[0-9a-f]{2}|^[bfnrt]/i.exec(name)?.[0].length ?? 0;
  return start < end ? start : -1;
}

export function lineEnd(text: string, from: number, maxChars = Number.POSITIVE_INFINITY): number {
  let end = from;
  const ceiling = Math.min(text.length, from + maxChars);
  while (end < ceiling) {
    const code = text.charCodeAt(end);
    if (code === 10 || code === 13) break;
    end += 1;
  }
  return end;
}

/** No question or lead-in before a value is longer. */
export const LINE_BACK_CHARS_MAX = 512;

/** Start of the line that holds this offset, looking back at most so far. */
export function lineStart(text: string, from: number, maxChars = LINE_BACK_CHARS_MAX): number {
  const floor = Math.max(0, from - maxChars);
  let start = from;
  while (start > floor) {
    const code = text.charCodeAt(start - 1);
    if (code === 10 || code === 13) break;
    start -= 1;
  }
  return start;
}

const WRAPPED_REST = /\r?\n[ ]{0,4}[A-Za-z0-9+/=._~-]{1,4096}(?=\\{0,15}["'])/y;

/**
 * Offset of the quote (or its backslashes) that closes a string whose opening quote was preceded by `depth` backslashes
 * (0 plain, 1 JSON in JSON, 3 deeper). A cut string ends at the line's or the text's end; one that a terminal wrapped
 * within a word goes on.
 */
export function quotedEnd(text: string, from: number, quote: string, depth: number): number {
  const quoteCode = quote.charCodeAt(0);
  let backslashes = 0;
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 92) {
      backslashes += 1;
      continue;
    }
    if (code === quoteCode) {
      if (backslashes <= depth) return index - backslashes;
      const inner = (backslashes - depth) / (depth + 1);
      if (inner % 2 === 0) return index - depth;
    } else if (code === 10 || code === 13) {
      WRAPPED_REST.lastIndex = index;
      const rest = WRAPPED_REST.exec(text);
      if (rest === null) return index;
      index += rest[0].length - 1;
    }
    backslashes = 0;
  }
  return text.length;
}
