// Items of a page that lists several (devices, modules): tables with their columns by header, and lines whose cells tell by
// themselves what they are. A cell that could be two things, or a row that does not fit its header, is no row.
import type { Cell } from './cells.js';
import { choiceIn } from './choices.js';
import { folded } from './folded.js';
import { labelOf } from './labels.js';
import { rememberedBy, rememberedOf } from './remembered.js';
import type { SourceLine } from './source-line.js';
import { pureState } from './switch-state.js';
import type { PageWords, Vocabulary } from './vocabulary.js';

/** Row of each column; undefined for a column that says nothing. */
export type Columns = readonly (string | undefined)[];

// Name    Type    Version    Status
export function columnsIn(source: SourceLine, words: PageWords): Columns | undefined {
  return columnsOf(source.text, words);
}

const columnsOf = rememberedBy((raw: string, words: PageWords): Columns | undefined => {
  const texts = placesOf(raw).map(({ text }) => text.replace(/ ?:$/, ''));
  if (texts.length < 2) return undefined;
  const rows = texts.map((text) => words.labelsByText.get(text));
  if (rows.some((label, at) => label === undefined && texts[at] !== '')) return undefined;
  const columns = rows.map((label) => (label?.row !== undefined && words.items.has(label.row) ? label.row : undefined));
  const named = columns.filter((row) => row !== undefined);
  const { keyRow } = words.page;
  return named.length >= 2 && new Set(named).size === named.length && named.includes(keyRow ?? '')
    ? columns
    : undefined;
});

/** The cells of a table's line by row; undefined where the line has more or fewer cells than the header. */
export function cellsUnder(columns: Columns, source: SourceLine): ReadonlyMap<string, Cell> | undefined {
  const places = placesOf(source.text);
  if (places.length !== columns.length) return undefined;
  return new Map(
    places.flatMap((cell, at) => {
      const row = columns[at];
      return row === undefined || cell.text === '' ? [] : [[row, cell] as const];
    }),
  );
}

// esa1.example.com, Secure Email Appliance, 15.0.1-416, Registered
export function itemIn(source: SourceLine, page: PageWords, words: Vocabulary): ReadonlyMap<string, Cell> | undefined {
  return itemOf(source.text, page, words);
}

const itemOf = rememberedBy(
  (raw: string, page: PageWords, words: Vocabulary): ReadonlyMap<string, Cell> | undefined => {
    let places = placesOf(raw).filter(({ text }) => text !== '');
    if (places.length === 1) places = raw.split(/[,;]\s/).map(cellOf);
    if (places.length < 2) return undefined;
    const rows = new Map<string, Cell>();
    const rest: Cell[] = [];
    for (const cell of places) {
      // `| Status | OK |` is a label with its value.
      if (page.labelsByText.has(cell.text) && bareRow(cell.text, page, words) === undefined) return undefined;
      const match = labelOf(cell, page, undefined, words);
      if (match?.separated && match.value !== undefined) {
        const { label, value, own = value } = match;
        if (label.row === undefined || !page.items.has(label.row)) continue;
        if (rows.has(label.row)) return undefined;
        rows.set(label.row, { text: value, raw: own });
        continue;
      }
      const row = bareRow(cell.text, page, words);
      if (row === undefined) rest.push(cell);
      else if (rows.has(row)) return undefined;
      else rows.set(row, cell);
    }
    const { keyRow = '' } = page.page;
    const isNamed = rows.has(keyRow);
    const [first] = rest;
    if (!isNamed && first !== undefined) rows.set(keyRow, first);
    return rows.has(keyRow) && rows.size >= (isNamed ? 2 : 3) ? rows : undefined;
  },
);

/** The item row that a text is by its value alone. */
export const bareRow = rememberedBy((text: string, page: PageWords, words: Vocabulary): string | undefined => {
  const rows = [...page.items];
  const chosen = rows.filter((row) => choiceIn(text, page, row) !== undefined);
  if (chosen.length > 0) return chosen.length === 1 ? chosen[0] : undefined;
  const formed = rows.filter((row) => page.patterns.get(row)?.test(text));
  if (formed.length > 0) return formed.length === 1 ? formed[0] : undefined;
  const switches = rows.filter((row) => page.page.rows[row]?.holds === 'switch');
  return switches.length === 1 && pureState(text, words) !== undefined ? switches[0] : undefined;
});

/** A label with its value, or a value that stands alone, and how many lines both take. */
interface Field {
  readonly row: string | undefined;
  readonly value: string | undefined;
  readonly cell: Cell;
  readonly isLabelled: boolean;
  readonly lines: number;
}

/** What stands in a line: the value beside its label, in the next cell, or on the next line. */
export function fieldAt(
  lines: readonly Pick<SourceLine, 'parts'>[],
  at: number,
  page: PageWords,
  words: Vocabulary,
): Field | undefined {
  const [cell, second] = lines[at]?.parts.cells ?? [];
  if (cell === undefined) return undefined;
  const bare = second === undefined ? bareRow(cell.text, page, words) : undefined;
  const match = labelOf(cell, page, undefined, words);
  if (match === undefined || (bare !== undefined && !match.separated)) {
    return { row: bare, value: cell.text, cell, isLabelled: false, lines: 1 };
  }
  const { row } = match.label;
  const beside = match.value ?? second?.text;
  if (beside !== undefined || !match.separated) return { row, value: beside, cell, isLabelled: true, lines: 1 };
  const below = lines[at + 1]?.parts.cells[0];
  const isBelow = below !== undefined && labelOf(below, page, undefined, words) === undefined;
  return { row, value: isBelow ? below.text : undefined, cell, isLabelled: true, lines: isBelow ? 2 : 1 };
}

/** `Last 90 Days: no data` → both parts; undefined where the first one is no value of the anchor. */
export function anchoredParts(raw: string, words: PageWords): readonly Cell[] | undefined {
  return raw.includes(':') ? anchoredIn(raw, words) : undefined;
}

const anchoredIn = rememberedBy((raw: string, words: PageWords): readonly Cell[] | undefined => {
  const { row = '', above = [] } = words.page.anchor ?? {};
  const colon = raw.indexOf(':');
  if (above.length === 0 || colon < 0 || colon === raw.length - 1) return undefined;
  const [first, second] = [cellOf(raw.slice(0, colon)), cellOf(raw.slice(colon + 1))];
  return choiceIn(first.text, words, row) === undefined ? undefined : [first, second];
});

/** Columns stand apart by bars, tabs or wide gaps; empty ones count where bars or tabs show them. */
const placesOf = rememberedOf((raw: string): readonly Cell[] => {
  const line = raw.trim();
  if (line.includes('|')) return line.replace(/^\|/, '').replace(/\|$/, '').split('|').map(cellOf);
  if (line.includes('\t')) return line.split('\t').map(cellOf);
  return line.split(/\s{2,}/).map(cellOf);
});

function cellOf(raw: string): Cell {
  const bare = raw.replace(/\*\*|`/g, '').trim();
  return { raw: bare, text: folded(bare) };
}
