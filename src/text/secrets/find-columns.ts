// Finds secrets in tables of plain text: below a column that is named like a secret, and beside such a name where a line
// holds nothing but the two. Delimiters are commas, semicolons, bars, tabs, or two blanks.
import { hasHarmlessEnding, isLabel, isSecretValue, isStateWord, type SecretKind, secretKind } from './secret-names.js';
import type { AddSpan } from './spans.js';

interface Cell {
  readonly from: number;
  readonly text: string;
}
interface Column {
  readonly at: number;
  readonly name: string;
  readonly kind: SecretKind;
}

const NAMES = /pass|pwd|kennwort|senha|secret|token|cred|cookie|key|community|パス|トークン/i;
const LINE_CHARS_MAX = 4096;
const CELLS_MAX = 64;
/** A line of a table's frame: |---|:--:| */
const RULE = /^[\s|+:=_-]*$/;
const DELIMITERS: readonly (readonly [RegExp, RegExp])[] = [
  [/,/, /"[^"\n]{0,1000}"|[^,"]{1,1000}|(?<=^|,)(?=,|$)/g],
  [/;/, /"[^"\n]{0,1000}"|[^;"]{1,1000}|(?<=^|;)(?=;|$)/g],
  [/[|│]/, /[^|│]{1,1000}|(?<=[|│])(?=[|│])/g],
  [/\t/, /[^\t]{1,1000}|(?<=^|\t)(?=\t|$)/g],
  [/\S {2}/, /\S{1,200}(?: \S{1,200}){0,20}/g],
];

export function findColumns(text: string, add: AddSpan): void {
  if (!NAMES.test(text)) return;
  let table: { readonly columns: readonly Column[]; readonly cells: RegExp; readonly count: number } | undefined;
  for (let from = 0; from <= text.length; ) {
    const newline = text.indexOf('\n', from);
    const to = newline === -1 ? text.length : newline;
    const line = text.slice(from, Math.min(to, from + LINE_CHARS_MAX)).replace(/\r$/, '');
    if (table !== undefined && !RULE.test(line)) {
      const cells = cellsOf(line, table.cells);
      if (cells.length === table.count) {
        for (const column of table.columns) markCell(cells[column.at], column, from, add);
        from = to + 1;
        continue;
      }
      table = undefined;
    }
    if (table === undefined && NAMES.test(line)) {
      table = headOf(line);
      if (table === undefined || table.count === 2) markPair(line, from, add);
    }
    from = to + 1;
  }
}

function headOf(line: string) {
  for (const [sign, cells] of DELIMITERS) {
    if (!sign.test(line)) continue;
    const found = cellsOf(line, cells);
    if (found.length < 2 || found.length > CELLS_MAX || !found.every(({ text }) => isName(text))) continue;
    const columns = found.flatMap(({ text }, at) => columnOf(text, at));
    if (columns.length > 0) return { columns, cells, count: found.length };
  }
  return undefined;
}

/** "Password,summer": a name and its value, and no more in the line. */
function markPair(line: string, from: number, add: AddSpan): void {
  for (const [sign, cells] of DELIMITERS) {
    if (!sign.test(line) || /, /.test(line)) continue;
    const [name, value, ...more] = cellsOf(line, cells);
    if (name === undefined || value === undefined || more.length > 0) continue;
    for (const column of columnOf(name.text, 0)) {
      // The name of another column, or a word for how to change it.
      const isHead = secretKind(value.text) !== undefined || OTHER_COLUMN.test(value.text);
      if (!isHead && !/\s/.test(value.text)) markCell(value, column, from, add);
    }
  }
}

const OTHER_COLUMN =
  /^(?:user(?:name)?|login|name|host(?:name)?|server|ip(?: address)?|address|port|role|roles|group|e-?mail|url|type|value|values|status|state|description|comment|notes?|date|time|size|domain|path|expires.*|edit.*|show|hide|reset.*|change.*|enter.*|confirm.*|new|old|policy|fields?|benutzer(?:name)?|usuário|nome|wert|valor)$/i;

function cellsOf(line: string, pattern: RegExp): Cell[] {
  const cells: Cell[] = [];
  for (const match of line.matchAll(pattern)) {
    const quoted = /^\s{0,40}"([^"]{0,1000})"\s{0,40}$/.exec(match[0])?.[1];
    const text = quoted ?? match[0].trim();
    if (text === '' && cells.length === 0 && /^\s{0,8}[|│]/.test(line)) continue;
    cells.push({ from: match.index + match[0].indexOf(text), text });
    if (cells.length > CELLS_MAX) break;
  }
  if (cells.at(-1)?.text === '' && /[|│]\s*$/.test(line)) cells.pop();
  return cells;
}

function isName(text: string): boolean {
  return text.length <= 40 && /^[\p{L}#][\p{L}\p{N} _./()#-]{0,39}$/u.test(text) && !/\d{3}/.test(text);
}

function columnOf(name: string, at: number): Column[] {
  const kind = /パスワード|パスフレーズ/.test(name) ? 'password' : /トークン/.test(name) ? 'token' : secretKind(name);
  if (kind === undefined || !isName(name) || hasHarmlessEnding(name) || name.split(/\s+/).length > 4) return [];
  return [{ at, name, kind }];
}

function markCell(cell: Cell | undefined, { name, kind }: Column, from: number, add: AddSpan): void {
  if (cell === undefined || cell.text.length < 3 || isLabel(cell.text)) return;
  if (isStateWord(cell.text.split(/\s/, 1)[0] ?? '') || !isSecretValue(name, cell.text)) return;
  const isPassword = kind === 'password' || kind === 'community';
  // Of what is generated, words are none: "Token | Register".
  if (!isPassword && !(/\d/.test(cell.text) && /[A-Za-z]/.test(cell.text) && cell.text.length >= 8)) return;
  if (isPassword && (/^(?:\d{1,4}(?: \p{L}+)?|https?:.*)$/iu.test(cell.text) || /^\S+ \S+ \S+ /.test(cell.text)))
    return;
  add(from + cell.from, from + cell.from + cell.text.length, kind);
}
