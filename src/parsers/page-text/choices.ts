// Values that a row chooses from its closed list. All parts of the value must choose the same (`Connected (green)`); a word
// that the list does not have leaves it open.
import { trimMarks } from './folded.js';
import { rememberedBy } from './remembered.js';
import type { PageWords } from './vocabulary.js';

const marks = /[\^˅∨▾▼▸►⌄✓✔●◯○•*]+/gu;

/** A longer value is a sentence. */
const valueCharsMax = 120;

/** @param value folded */
export function choiceIn(value: string, { choices }: PageWords, row: string): string | undefined {
  const list = choices.get(row);
  if (list === undefined || list.size === 0 || value.length > valueCharsMax) return undefined;
  // OK?
  if (value.includes('?')) return undefined;
  return chosenOf(value, list);
}

const chosenOf = rememberedBy((value: string, list: ReadonlyMap<string, string>): string | undefined => {
  const whole = list.get(value);
  if (whole !== undefined) return whole;
  const bare = trimMarks(value.replace(marks, ' ').trim());
  const parts = bare
    .split(/[(),;/]| - /)
    .map(trimMarks)
    .filter((part) => part !== '');
  const chosen = new Set(parts.map((part) => list.get(part)));
  const [choice] = chosen;
  return list.get(bare) ?? (chosen.size === 1 ? choice : undefined);
});
