import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { grid } from '../../src/terminal/grid.js';
import { wrapText } from '../../src/terminal/wrap-text.js';
import { wrapped } from '../../src/terminal/wrapped.js';

test('Japanese breaks between characters, and never before a closing mark', () => {
  expect(wrapText('登録に失敗しました。トークン', 18)).toEqual(['登録に失敗しまし', 'た。トークン']);
});

test('a word that is wider than the line is broken, not lost', () => {
  expect(wrapText('see api.eu.sse.itd.cisco.com now', 10)).toEqual(['see', 'api.eu.sse', '.itd.cisco', '.com now']);
});

test('colour takes no room', () => {
  expect(wrapText('\u001b[1mone two\u001b[22m', 7)).toEqual(['\u001b[1mone two\u001b[22m']);
});

test('nothing but blanks is lost, and no line is too wide', () => {
  const letters = fc.constantFrom('a', 'B', ' ', '。', '録', 'é', '-', '(', 'ー', '👍🏽', '\u0301');
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 60 }), fc.integer({ min: 4, max: 20 }), (parts, columns) => {
      const text = parts.join('');
      const lines = wrapText(text, columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('text after a lead that is wider than the indent uses the whole width from the second line on', () => {
  expect(wrapped('one two three four five six', 24, '  fix (customer): ', 4)).toEqual([
    '  fix (customer): one',
    '    two three four five',
    '    six',
  ]);
});

test('a table of Japanese cells keeps every character and its columns', () => {
  const lines = grid(
    [
      ['画面の文字.txt', '設定のエクスポートの一部のみ読み取り'],
      ['a', 'b'],
    ],
    30,
  );
  for (const char of '画面の文字設定のエクスポートの一部のみ読み取り') expect(lines.join('')).toContain(char);
  expect(lines.filter((line) => stringWidth(line) > 30)).toEqual([]);
  expect(lines.at(-1)).toMatch(/^ {2}a +b$/);
});
