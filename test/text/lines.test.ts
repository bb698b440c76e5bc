import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, splitLines } from '../../src/text/lines.js';

async function* stream(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
}

async function linesOf(chunks: readonly string[], maxLineChars?: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of splitLines(stream(chunks), maxLineChars)) lines.push(line);
  return lines;
}

function cutAt(text: string, sizes: readonly number[]): string[] {
  const chunks: string[] = [];
  let at = 0;
  for (let index = 0; at < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks;
}

const texts = fc
  .array(fc.constantFrom('a', 'bc', ' ', '\r', '\n', '\r\n', '\r\r\n', '😀', 'long'.repeat(5)), { maxLength: 40 })
  .map((parts) => parts.join(''));
const sizes = fc
  .array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 6 })
  .filter((list) => list.some((size) => size > 0));

describe('splitLines', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\r\n\r\nb\r\n', ['a', '', 'b']],
    ['\n\n', ['', '']],
    ['a\rb', ['a', 'b']],
    ['a\r', ['a']],
    ['a\r\r\nb', ['a', 'b']],
    [
      '-Press Any Key For More-\r                        \r<ip>',
      ['-Press Any Key For More-', '                        ', '<ip>'],
    ],
    ['a\u2028b\u0085c', ['a\u2028b\u0085c']],
  ])('%j', async (text, expected) => {
    expect((await linesOf([text])).map((line) => line.text)).toEqual(expected);
  });

  it('counts lines from 1 and offsets from the start of the text', async () => {
    const text = 'ab\r\nc\r\rd\n\ne';
    const lines = await linesOf([text]);
    expect(lines.map(({ line, charOffset }) => [line, charOffset])).toEqual([
      [1, 0],
      [2, 4],
      [3, 6],
      [4, 7],
      [5, 9],
      [6, 10],
    ]);
    for (const line of lines) expect(text.startsWith(line.text, line.charOffset)).toBe(true);
  });

  it('does not depend on where the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(texts, sizes, fc.constantFrom(3, 10, 1000), async (text, chunkSizes, maxLineChars) => {
        expect(await linesOf(cutAt(text, chunkSizes), maxLineChars)).toEqual(await linesOf([text], maxLineChars));
      }),
      { numRuns: 500 },
    );
  });

  it('loses nothing but what it counts', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const lines = await linesOf([text], 10);
        const chars = lines.reduce((sum, line) => sum + line.text.length + line.droppedChars, 0);
        expect(chars).toBe(text.replace(/[\r\n]/g, '').length);
        for (const line of lines) expect(line.cut).toBe(line.droppedChars > 0);
      }),
    );
  });

  it('cuts a long line, not within a character, and goes on', async () => {
    expect(await linesOf(['abc😀', 'defgh\nij'], 4)).toEqual([
      { text: 'abc', line: 1, charOffset: 0, cut: true, droppedChars: 7 },
      { text: 'ij', line: 2, charOffset: 11, cut: false, droppedChars: 0 },
    ]);
  });

  it('takes a million short lines or one endless line in linear time', async () => {
    const started = performance.now();
    expect(await linesOf(['a\n'.repeat(1_000_000)])).toHaveLength(1_000_000);
    expect(await linesOf(Array.from({ length: 2000 }, () => 'x'.repeat(1000)))).toHaveLength(1);
    expect(await linesOf(['\r'.repeat(200_000), '\n'])).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
