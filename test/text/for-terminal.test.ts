import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forJson, forTerminal } from '../../src/text/for-terminal.js';
import { trusted } from '../../src/text/safe.js';

const HOSTILE =
  '\u001b[31m\u001b]0;t\u0007\u009b1m\u202e\u2066\u200b\u200d\ufeff\u2028\u2029\u00ad\u061c\ud800\udfff\u0000\u007f\u{e0041}';

describe('forTerminal', () => {
  it('shows what would act instead of letting it act', () => {
    expect(forTerminal(trusted('a\u001b[31mb\u202ec\ud800d\ufeff'))).toBe('a\\u{1b}[31mb\\u{202e}c\\u{d800}d\\u{feff}');
  });

  it('leaves languages and emoji alone', () => {
    const text = 'Größe “é” 登録トークン 😀 ção';
    expect(forTerminal(trusted(text))).toBe(text);
  });

  it('keeps line ends only when asked', () => {
    expect(forTerminal(trusted('a\r\nb\nc\td\re'))).toBe('a b c d\\u{d}e');
    expect(forTerminal(trusted('a\r\nb\nc'), { newlines: true })).toBe('a\nb\nc');
  });

  it('lets nothing through, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', HOSTILE), (text, more) => {
        const shown = forTerminal(trusted(text + more));
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(forTerminal(trusted(shown))).toBe(shown);
      }),
    );
  });
});

describe('forJson', () => {
  it('is the same value and plain to see', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = forJson({ value, hostile: HOSTILE });
        expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(json)).toEqual(
          JSON.parse(JSON.stringify({ value, hostile: HOSTILE.replace('\ud800\udfff', '\u{103ff}') })),
        );
      }),
    );
  });

  it('replaces lone surrogates, but not text that only looks like their escape', () => {
    expect(forJson(['\ud800', '\\ud800', '\\\ud800', '😀'])).toBe('["\\ufffd","\\\\ud800","\\\\\\ufffd","😀"]');
  });

  it('is null for what JSON cannot say', () => {
    expect(forJson(undefined)).toBe('null');
  });
});
