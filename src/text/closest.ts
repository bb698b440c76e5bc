// What is near to a mistyped or misread word: suggestions of flags, rules and facts for people, and the one name of a closed
// list that a damaged one may be.

const nearMost = 3;
const nearMargin = 2;

/** Known names that are near to what was typed, nearest first, three at most. */
export function closest(typed: string, known: readonly string[]): string[] {
  const word = typed.toLowerCase().slice(0, 100);
  const most = Math.max(2, Math.floor(word.length / 4));
  const near = known.flatMap((name) => {
    const part = word.length >= 3 && name.toLowerCase().includes(word);
    const distance = part ? 1 : editDistance(word, name.toLowerCase(), most);
    return distance <= most && distance < name.length ? [{ name, distance }] : [];
  });
  return near
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** The one known name that the word may be: at most 3 edits away, and 2 nearer than every other; undefined when unsure. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let [least, second] = [nearMost + 1, nearMost + 1 + nearMargin];
  for (const name of new Set(known)) {
    const distance = editDistance(word, name, nearMost + nearMargin);
    if (distance < least) [best, least, second] = [name, distance, least];
    else if (distance < second) second = distance;
  }
  return least <= nearMost && second - least >= nearMargin ? best : undefined;
}

/** The end of a message about a mistyped name; empty when nothing is near. */
export function didYouMean(near: readonly string[]): string {
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); `most + 1` for anything farther. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(beforeLast, j - 2) + 1 : replaced;
      row.push(Math.min(replaced, swapped, at(last, j) + 1, at(row, j - 1) + 1));
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
