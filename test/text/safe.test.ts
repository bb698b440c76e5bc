import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Safe } from '../../src/model/safe.js';
import { joinSafe, trusted } from '../../src/text/safe.js';
import { excerpt } from '../../src/text/secrets/excerpt.js';
import { createMasker } from '../../src/text/secrets/mask.js';

const TOKEN = '5f3a9c1e77d24b0c8e6a1f2b3c4d5e6f';

describe('Safe', () => {
  it('is joined from safe parts only', () => {
    const word = trusted('host');
    expect(joinSafe([word, word], trusted(', '))).toBe('host, host');
    expectTypeOf<string>().not.toMatchTypeOf<Safe>();
    // @ts-expect-error raw text has no way in
    expect(joinSafe(['raw'], word)).toBe('raw');
  });
});

describe('excerpt', () => {
  it('masks before it cuts', () => {
    const raw = `${'x'.repeat(180)} access_token=${TOKEN}`;
    for (let maxChars = 150; maxChars < 240; maxChars += 1) {
      const line = excerpt(createMasker(), raw, maxChars);
      expect(line).not.toContain('5f3a');
      expect(line.length).toBeLessThanOrEqual(maxChars);
      expect(line).not.toMatch(/\[[a-z#\d]*…$/);
    }
  });

  it('is one line without controls, cut with an ellipsis', () => {
    const masker = createMasker();
    expect(excerpt(masker, ' a\r\n\tb \u0000\u001b[31mc\u001b[0m\u2028d ')).toBe('a b c d');
    expect(excerpt(masker, 'abcdef', 4)).toBe('abc…');
    expect(excerpt(masker, 'abcd', 4)).toBe('abcd');
    expect(excerpt(masker, 'ab😀def', 4)).toBe('ab…');
  });

  it('finds secrets that controls try to hide', () => {
    expect(
      excerpt(createMasker(), `Registration Tok\u200ben: \u001b[1m${TOKEN.slice(0, 9)}\u00ad${TOKEN.slice(9)}`),
    ).toBe('Registration Token: [token#1]');
  });

  it('sees the prompt above the answer', () => {
    expect(excerpt(createMasker(), `Enter the token:\n[]> ${TOKEN}\n`)).toBe('Enter the token: []> [token#1]');
  });

  it('reads a bounded part of a huge text', () => {
    const line = excerpt(createMasker(), `{"access_token":"${'a1'.repeat(5_000_000)}"}`);
    expect(line).toBe('{"access_token":"[token#1]…');
  });
});
