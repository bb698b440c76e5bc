// The table of limits in the documentation is the one in the program.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limitNames, limitTable, limitText, limitValue } from '../../src/model/limits.js';
import { root } from '../meta/source-files.js';

test('docs/uploads.md lists every limit with its default and meaning', () => {
  const rows = readFileSync(`${root}docs/uploads.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const wanted = limitNames.map((name) => {
    const { standard, unit, means } = limitTable[name];
    return `| \`${name}\` | ${limitText(standard, unit)} | ${means} |`;
  });
  expect(rows).toEqual(wanted);
});

test.each([
  ['50000', 'count', 50_000],
  ['64MiB', 'bytes', 64 * 2 ** 20],
  ['1.5GiB', 'bytes', 1.5 * 2 ** 30],
  ['7', 'bytes', 7],
  ['64MiB', 'count', undefined],
  ['0', 'count', undefined],
  ['-1', 'bytes', undefined],
  ['64MB', 'bytes', undefined],
  ['1e3', 'count', undefined],
  ['9999TiB', 'bytes', undefined],
] as const)('%s as %s is %s', (text, unit, value) => {
  expect(limitValue(text, unit)).toBe(value);
});
