// Where a page opens without a heading: by the time range that names stand above, or by a name and what is said below it.
import type { CellLine } from './cells.js';
import { choiceIn } from './choices.js';
import { wordCount } from './folded.js';
import { anchoredParts, fieldAt } from './items.js';
import { headedPage, labelOf } from './labels.js';
import { messageIn, saysNothing } from './messages.js';
import { rememberedBy } from './remembered.js';
import type { SourceLine } from './source-line.js';
import type { PageWords, Vocabulary } from './vocabulary.js';

/** Names stand above an anchor at most so far. */
const namesAboveMax = 3;
/** A label of an item stands at most so far above the row that makes it one. */
export const fieldsAboveMax = 5;
/** So many lines such labels and the row take, with their values below them. */
export const reachAbove = 2 * (fieldsAboveMax + 1);
/** What a card says stands right below its name. */
const cardFieldsMax = 4;

/** A line that is nothing but an anchor's value (`Last 24 Hours`); only where names stand above it, a value is an anchor. */
export function isBareAnchor(source: Pick<SourceLine, 'parts'> | undefined, words: PageWords): boolean {
  const { row = '', above = [] } = words.page.anchor ?? {};
  const [cell, second] = source?.parts.cells ?? [];
  if (above.length === 0 || cell === undefined || second !== undefined) return false;
  return choiceIn(cell.text, words, row) !== undefined;
}

/** A line that shows what stands above it, on any of the pages. */
export const isAnchor = rememberedBy((_text: string, all: Vocabulary, parts: CellLine): boolean => {
  const [cell] = parts.cells;
  if (cell === undefined) return false;
  return all.pages.some((words) => {
    const { anchor, keyless } = words.page;
    if (anchor === undefined) return false;
    if (isBareAnchor({ parts }, words) || anchoredParts(cell.raw, words) !== undefined) return true;
    return keyless && labelOf(cell, words, undefined, all)?.label.row === anchor.row;
  });
});

/** Pages of whose items a line may be the name, with its value on the next line at the latest. */
export const cardPages = rememberedBy((_text: string, all: Vocabulary, parts: CellLine): ReadonlySet<PageWords> => {
  const line = [{ parts }];
  return new Set(
    all.pages.filter((words) => {
      const { keyRow = '' } = words.page;
      const form = words.patterns.get(keyRow);
      const name = form && fieldAt(line, 0, words, all);
      return name?.row === keyRow && (name.value === undefined || form?.test(name.value));
    }),
  );
});

/** Names or labelled rows of the page from here on, down to the row that shows that it is one. */
export function standsAbove(lines: readonly SourceLine[], at: number, words: PageWords, all: Vocabulary): boolean {
  const { row: anchor, above = [] } = words.page.anchor ?? {};
  // Without names above it the anchor itself is where the page begins.
  const namesMax = above.length === 0 ? 0 : namesAboveMax;
  let named = 0;
  for (let next = at, fields = 0; fields <= fieldsAboveMax; fields++) {
    const source = lines[next];
    const field = fieldAt(lines, next, words, all);
    if (source === undefined || field === undefined) return false;
    if (next > at && source.line - (lines[next - 1]?.line ?? 0) > 3) return false;
    const { cell, row, value, isLabelled } = field;
    if (isBareAnchor(source, words) || anchoredParts(cell.raw, words) !== undefined) return true;
    if (isLabelled && row === anchor) return value !== undefined;
    if (!isLabelled && row === undefined && (++named > namesMax || !mayName(cell.text, all))) return false;
    next += field.lines;
  }
  return false;
}

/** A name of the form that the page's items have, and right below it what only such items say: two things, or the anchor. */
export function isCard(lines: readonly SourceLine[], at: number, words: PageWords, all: Vocabulary): boolean {
  const { keyRow = '' } = words.page;
  const form = words.patterns.get(keyRow);
  const name = form && fieldAt(lines, at, words, all);
  if (name === undefined || name.row !== keyRow || !form?.test(name.value ?? '')) return false;
  const told = new Set<string>();
  for (let next = at + name.lines, fields = 0; fields < cardFieldsMax; fields++) {
    const field = fieldAt(lines, next, words, all);
    if (field?.row === undefined || !words.items.has(field.row) || field.row === keyRow) break;
    if (field.value !== undefined) told.add(field.row);
    next += field.lines;
  }
  return told.size >= 2 || told.has(words.page.anchor?.row ?? '');
}

const mayName = rememberedBy((text: string, all: Vocabulary): boolean => {
  if (/[.。!?:]$/u.test(text) || wordCount(text) > 10) return false;
  if (headedPage(text, all) !== undefined) return false;
  return !saysNothing(text, all) && messageIn(text, all) === undefined;
});
