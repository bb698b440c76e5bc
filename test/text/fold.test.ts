import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, indexOfWord } from '../../src/text/fold.js';

const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        'é',
        'e\u0301',
        'ﬁ',
        'ß',
        'İ',
        'Σ',
        'ς',
        '\u00ad',
        '\u200b',
        '\ufeff',
        '\u00a0',
        '\u3000',
        '“',
        '´',
        '–',
        'ｶﾞ',
        '한',
        '\u1112\u1161',
        '…',
        'Å',
        '登録',
        ' ',
        '\t',
        'ー',
        '№',
        '½',
        '\ud800',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('fold', () => {
  it.each([
    ['Registrierungs\u00adToken', 'registrierungstoken'],
    ['Registrierungs‑Token – “neu”', 'registrierungs-token - "neu"'],
    ['don’t', "don't"],
    ['ＡＰＩ　登録トークン', 'api 登録トークン'],
    ['ﾄｰｸﾝ', 'トークン'],
    [' a\u00a0\r\n  b ', 'a b'],
    ['e\u0301', 'é'],
    ['api\u200b-sse.cisco.com', 'api-sse.cisco.com'],
    ['OFF\u2011LINE', 'off-line'],
  ])('%j', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('indexOfWord', () => {
  it.each([
    ['deregister', 'register', false],
    ['register', 'register', true],
    ['press register.', 'register', true],
    ['registered', 'register', false],
    ['register_now', 'register', false],
    ['registrierungs-token', 'token', true],
    ['再登録する', '登録', true],
    ['登録token', 'token', true],
    ['登録tokens', 'token', false],
    ['xdr threat response、eventサービス', 'event', true],
    ['não registrado', 'registrado', true],
    ['e4017: x', 'e4017', true],
    ['e40171', 'e4017', false],
    ['deregister or register', 'register', true],
    ['[409]', '[409]', true],
    ['e\u0301x', 'e', false],
    ['anything', '', false],
    ['', 'x', false],
  ])('%j has %j: %s', (text, phrase, expected) => {
    expect(indexOfWord(text, phrase) !== -1).toBe(expected);
  });

  it('tells where', () => {
    expect(indexOfWord('deregister register', 'register')).toBe(11);
    expect(indexOfWord('register', 'register', 1)).toBe(-1);
  });
});
