import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scalarSearch, simdSearch } from '../../../src/parsers/asyncos-log/literals.js';
import { extractors } from './reading.js';

/** Starts of the lines that hold a literal, by the simplest way there is. */
function linesWith(literals: readonly string[], text: string): number[] {
  let at = 0;
  return text.split('\n').flatMap((line) => {
    const start = at;
    at += line.length + 1;
    return literals.some((literal) => line.includes(literal)) ? [start] : [];
  });
}

function linesAt(places: Iterable<number>, text: string): number[] {
  return [...new Set([...places].map((place) => text.lastIndexOf('\n', place - 1) + 1))];
}

const shipped = [...new Set(extractors.line.flatMap(({ anchors }) => anchors))];

describe('the search for literals', () => {
  it('has both its ways here', () => {
    expect(simdSearch(shipped)).toBeDefined();
  });

  it.each([
    ['SIMD', simdSearch],
    ['TypeScript', scalarSearch],
  ] as const)('by %s finds every line that holds one, no other, and counts the lines', (_, searchOf) => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '\n'), maxLength: 300 });
    const literal = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(literal, { minLength: 1, maxLength: 40 }), letters, (literals, text) => {
        const search = searchOf(literals);
        expect(linesAt(search?.places(Buffer.from(text)) ?? [], text)).toEqual(linesWith(literals, text));
        expect(search?.feeds).toBe(text.split('\n').length - 1);
      }),
      { numRuns: 500 },
    );
  });

  it.each([...Array(40).keys()])(
    'finds each shipped literal %i bytes before a border of what is searched at once',
    (before) => {
      const search = simdSearch(shipped);
      for (const literal of shipped) {
        const text = `${'x'.repeat((1 << 20) - before)}${literal}\n`;
        expect([...(search?.places(Buffer.from(text)) ?? [])], literal).not.toEqual([]);
      }
    },
  );

  it('tells every line where there are more than it can list', () => {
    const text = 'commit changes '.repeat(3) + 'commit changes\n'.repeat(20_000);
    const told = linesAt(simdSearch(shipped)?.places(Buffer.from(text)) ?? [], text);
    expect(told.filter((line) => line < text.length)).toEqual(linesWith(shipped, text));
  });
});
