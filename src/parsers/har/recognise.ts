// How surely the beginning of a file is a browser's capture, by the structure that HAR has and other JSON has not. An API
// answer that somebody saved, a log in JSON, and a text or program that quotes a capture are none.
import { outlineOf } from './outline.js';

// A byte order mark, then markup: what it quotes is not looked at.
const markup = /^\ufeff?\s{0,100}<(?:\?xml|!doctype|html|config)/i;
/** What a capture, or a piece of one, cannot do without. */
const mayBeCapture = /"log"\s{0,200}:\s{0,200}\{|"request"\s{0,200}:\s{0,200}\{/;
/** Prose before the first brace: the text quotes a capture, or a capture was pasted into it. */
const junkCharsMax = 2000;
const quoting = 0.5;

export function recognise(head: string): number {
  if (!mayBeCapture.test(head) || markup.test(head)) return 0;
  const { start, foreignChars, hasEntry, hasRequest, isDated, logMembers, hasEntries } = outlineOf(head);
  const claim = hasEntries
    ? ofEntries(hasEntry, hasRequest, logMembers)
    : // Thousands of pages may stand before the entries; a piece of a capture begins with an entry.
      Math.max(logMembers > 1 ? 0.9 : 0, hasRequest && isDated ? 0.8 : 0);
  const isMostlyOther = foreignChars > head.length / 2;
  if (isMostlyOther && !hasEntry) return 0;
  return isMostlyOther || start > junkCharsMax ? Math.min(claim, quoting) : claim;
}

function ofEntries(hasEntry: boolean, hasRequest: boolean, logMembers: number): number {
  if (hasEntry || logMembers > 1) return 1;
  if (logMembers === 1) return 0.9;
  return hasRequest ? 0.8 : 0;
}
