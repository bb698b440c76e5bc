// Values that a row chooses from its closed list. All parts of the value must choose the same (`Connected (green)`); a word
// that the list does not have leaves it open.
import { trimMarks } from './folded.js';
import type { PageWords } from './vocabulary.js';

const marks = /[\^˅∨▾▼▸►⌄✓✔●◯○•*]+/gu;

/** @param value folded */
export function choiceIn(value: string, { choices }: PageWords, row: string): string | undefined {
  const list = choices.get(row) ?? [];
  const bare = trimMarks(value.replace(marks, ' ').trim());
  const whole = list.find(({ text }) => text === bare);
  if (whole) return whole.choice;
  const parts = bare
    .split(/[(),;/]| - /)
    .map(trimMarks)
    .filter((part) => part !== '');
  const chosen = new Set(parts.map((part) => list.find(({ text }) => text === part)?.choice));
  const [choice] = chosen;
  return chosen.size === 1 ? choice : undefined;
}
