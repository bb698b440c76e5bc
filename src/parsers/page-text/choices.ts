// Values that a row chooses from its closed list. All parts of the value must choose the same (`Connected (green)`); a word
// that the list does not have leaves it open.
import { trimMarks } from './folded.js';
import { rememberedOf } from './remembered.js';
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
  const whole = list.get(value);
  if (whole !== undefined) return whole;
  const { bare, parts } = partsOf(value);
  const own = list.get(bare);
  if (own !== undefined) return own;
  const choice = list.get(parts[0] ?? '');
  return choice !== undefined && parts.every((part) => list.get(part) === choice) ? choice : undefined;
}

const partsOf = rememberedOf((value: string) => {
  const bare = trimMarks(value.replace(marks, ' ').trim());
  const parts = bare.split(/[(),;/]| - /).map(trimMarks);
  return { bare, parts: parts.filter((part) => part !== '') };
});
