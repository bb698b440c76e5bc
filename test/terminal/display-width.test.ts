import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { displayWidth } from '../../src/terminal/display-width.js';

it('is what string-width says, for every character and for pairs of them', () => {
  const characters = Array.from({ length: 0x3100 }, (_, code) => String.fromCodePoint(code)).concat('\ue000');
  for (const [code, character] of characters.entries()) {
    const before = characters[(code * 7919) % characters.length] ?? '';
    for (const text of [character, `a${character}b`, `${before}${character}`]) {
      if (displayWidth(text) !== stringWidth(text))
        expect([code, displayWidth(text)]).toEqual([code, stringWidth(text)]);
    }
  }
  expect(displayWidth('設定 – 👩‍👩‍👧')).toBe(9);
});
