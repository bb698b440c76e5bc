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
  const most = nearMost + nearMargin;
  const letters = lettersOf(word);
  for (const { name, letters: own } of preparedOf(known)) {
    if (Math.abs(word.length - name.length) > most || !mayBeNear(letters, own, most)) continue;
    const distance = editDistance(word, name, most);
    if (distance < least) [best, least, second] = [name, distance, least];
    else if (distance < second) second = distance;
  }
  return least <= nearMost && second - least >= nearMargin ? best : undefined;
}

interface Prepared {
  readonly name: string;
  readonly letters: Uint16Array;
}

const prepared = new WeakMap<readonly string[], readonly Prepared[]>();

function preparedOf(known: readonly string[]): readonly Prepared[] {
  const all = prepared.get(known) ?? [...new Set(known)].map((name) => ({ name, letters: lettersOf(name) }));
  prepared.set(known, all);
  return all;
}

const letterKinds = 32;

/** How often a word has each letter; letters beyond the Latin ones share their places. */
function lettersOf(word: string): Uint16Array {
  const letters = new Uint16Array(letterKinds);
  for (let index = 0; index < word.length; index++) {
    const kind = word.charCodeAt(index) % letterKinds;
    letters[kind] = (letters[kind] ?? 0) + 1;
  }
  return letters;
}

/** Each letter that one word has more of costs an edit. */
function mayBeNear(a: Uint16Array, b: Uint16Array, most: number): boolean {
  let [more, fewer] = [0, 0];
  for (let kind = 0; kind < letterKinds; kind++) {
    const difference = (a[kind] ?? 0) - (b[kind] ?? 0);
    if (difference > 0) more += difference;
    else fewer -= difference;
  }
  return more <= most && fewer <= most;
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
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    // Farther from the diagonal more was inserted or deleted than counts.
    const [from, to] = [Math.max(1, i - most), Math.min(b.length, i + most)];
    const row = new Array<number>(b.length + 1).fill(most + 1);
    if (from === 1) row[0] = i;
    let least = from === 1 ? i : most + 1;
    for (let j = from; j <= to; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let edits = at(last, j - 1) + (isSame ? 0 : 1);
      const isSwap =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (isSwap) edits = Math.min(edits, at(beforeLast, j - 2) + 1);
      edits = Math.min(edits, at(last, j) + 1, at(row, j - 1) + 1);
      row[j] = edits;
      if (edits < least) least = edits;
    }
    // A swap reaches over one row.
    if (least > most && leastBefore > most) return most + 1;
    leastBefore = least;
    beforeLast = last;
    last = row;
  }
  return Math.min(at(last, b.length), most + 1);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
