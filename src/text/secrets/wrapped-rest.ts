// What a terminal or a mail wrapped: a secret that reaches the end of its line goes on in lines of nothing else.
import { isStateWord, type SecretKind } from './secret-names.js';
import type { Span } from './spans.js';

const WRAPS: ReadonlySet<SecretKind> = new Set<SecretKind>([
  'token',
  'key',
  'jwt',
  'secret',
  'credential',
  'code',
  'body',
]);
const LINE = /[ \t]{0,4}(?:\\{0,3}\r?\n|=\r?\n)[ \t]{0,8}([A-Za-z0-9+/_.~-]{4,512}={0,2})[ \t]{0,4}(?=\r?\n|$)/y;
const HOST = /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\.?$/i;
const LINES_MAX = 400;

/** The stretches, each with the lines that belong to it; `text` is what they stand in. */
export function withWrappedRests(text: string, spans: readonly Span[]): readonly Span[] {
  if (!text.includes('\n')) return spans;
  // What lies in the rest of one before is covered by that: each line is looked at once.
  let covered = 0;
  return [...spans]
    .sort((a, b) => a.start - b.start)
    .map((span) => {
      if (span.start < covered || !WRAPS.has(span.kind) || span.end - span.start < 8) return span;
      const end = restEnd(text, span.end);
      if (end === span.end) return span;
      covered = end;
      return { start: span.start, end, kind: span.kind };
    });
}

function restEnd(text: string, from: number): number {
  let end = from;
  for (let lines = 0; lines < LINES_MAX; lines += 1) {
    LINE.lastIndex = end;
    const match = LINE.exec(text);
    if (match === null || !isRest(match[1] ?? '')) break;
    end = LINE.lastIndex;
    while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1;
  }
  return end;
}

/** Letters mixed with digits or large with small ones: no word, button or host name. */
function isRest(line: string): boolean {
  if (HOST.test(line) || isStateWord(line)) return false;
  return (/\d/.test(line) && /[A-Za-z]/.test(line) && !/^\d{4}-\d/.test(line)) || /[a-z][A-Z].*[a-z][A-Z]/.test(line);
}
