// Columns without borders. cli-table3 colours by itself and loses words without spaces when it wraps: both are off,
// and every cell is wrapped before.
import Table from 'cli-table3';
import { displayWidth } from './display-width.js';
import { wrapText } from './wrap-text.js';

const none = '';
const borderless = {
  top: none,
  'top-mid': none,
  'top-left': none,
  'top-right': none,
  bottom: none,
  'bottom-mid': none,
  'bottom-left': none,
  'bottom-right': none,
  left: none,
  'left-mid': none,
  mid: none,
  'mid-mid': none,
  right: none,
  'right-mid': none,
  middle: '  ',
};

/** The library looks through the whole table for every cell: rows are drawn some at a time, in columns set before. */
const rowsAtOnce = 50;

/** Line ends inside a cell (a file's name can have them) are shown, not obeyed. */
function inOneLine(row: readonly string[]): string[] {
  return row.map((cell) => cell.replaceAll('\n', '\\u{a}'));
}

/** Rows of cells as lines of at most `width` columns. The widest column gives way first, those before `from` never. */
export function grid(table: readonly (readonly string[])[], width: number, indent = 2, from = 0): string[] {
  if (table.length === 0) return [];
  const rows = table.map(inOneLine);
  const widths = fitting(natural(rows), width - indent, from);
  const margin = ' '.repeat(indent);
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, i) => i * rowsAtOnce)
    .flatMap((from) => drawn(rows.slice(from, from + rowsAtOnce), widths))
    .map((line) => `${margin}${line}`.trimEnd());
}

function drawn(rows: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const table = new Table({
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: [...widths],
  });
  for (const row of rows) table.push(row.map((cell, i) => wrapText(cell, widths[i] ?? cell.length).join('\n')));
  return table.toString().split('\n');
}

function natural(rows: readonly (readonly string[])[]): number[] {
  const count = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, i) => Math.max(1, ...rows.map((row) => displayWidth(row[i] ?? ''))));
}

function fitting(widths: readonly number[], width: number, from: number): number[] {
  const fitted = [...widths];
  const room = width - 2 * (widths.length - 1);
  for (let over = sum(fitted) - room; over > 0; over -= 1) {
    const widest = fitted.indexOf(Math.max(...fitted.slice(from)), from);
    if ((fitted[widest] ?? 0) <= 8) break;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
