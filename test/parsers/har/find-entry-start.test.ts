// A broken file costs the entries it breaks, whatever breaks it, and says where.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFault } from '../../../src/parsers/har/find-entry-start.js';
import { entry, har, read, urls } from './fixtures.js';

const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `https://${name}.example/`);
const made = names.map((url, i) => entry(url, { connection: String(i), nested: { list: [{ name: 'x' }, []] } }));
const layouts = { compact: JSON.stringify(har(made)), indented: JSON.stringify(har(made), null, 2) };

/** The same entries as `from`, in order, without `lost` of them; nothing that was not there. */
function expectSubsequence(found: string[], from: string[], lost: number): void {
  expect(from.filter((url) => found.includes(url))).toEqual(found);
  expect(from.length - found.length).toBeLessThanOrEqual(lost);
}

/** Where the JSON value that begins at `start` ends. */
function endOf(text: string, start: number): number {
  for (let end = text.indexOf('}', start) + 1; ; end = text.indexOf('}', end) + 1) {
    try {
      JSON.parse(text.slice(start, end));
      return end;
    } catch {
      if (end === 0) throw new Error('no value here');
    }
  }
}

describe.each(Object.entries(layouts))('a damaged capture (%s)', (_, text) => {
  const bytes = Buffer.from(text);

  it('cut at any byte keeps every complete entry before, and tells where it ends', async () => {
    const { entries: all } = await read(text);
    const ends = all.map(({ byteOffset }) => endOf(text, byteOffset));
    for (let cut = 0; cut < bytes.length; cut++) {
      const { entries, result } = await read(bytes.subarray(0, cut));
      expect(urls(entries)).toEqual(names.slice(0, ends.filter((end) => end <= cut).length));
      expect(result.damage).toEqual([]);
      if (cut > 0) {
        const before = text.slice(0, cut).trimEnd() === '' ? '' : text.slice(0, cut);
        const line = before.split('\n').length;
        const column = cut - before.lastIndexOf('\n');
        expect(result.truncatedAt).toEqual({ byteOffset: cut, line, column });
      }
    }
  });

  it('loses at most two entries to one changed, deleted or inserted byte', async () => {
    const place = fc.nat(bytes.length - 1);
    const byte = fc.oneof(fc.constantFrom(...Buffer.from('"\\{}[],:0x \n')), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(place, byte, fc.constantFrom(0, 1, 2), fc.nat(3000), async (at, value, kind, chunk) => {
        const middle = kind === 0 ? [] : [value];
        const damaged = Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(middle),
          bytes.subarray(kind === 2 ? at : at + 1),
        ]);
        const { entries, result } = await read(damaged, { chunkSize: chunk + 1 });
        // A changed letter of a URL is no damage to the JSON: such an entry is there under another name.
        const isRenamed = entries.length === names.length;
        if (!isRenamed)
          expectSubsequence(
            urls(entries).filter((url) => names.includes(url)),
            names,
            2,
          );
        if (entries.length < names.length) {
          const told = result.damageCount + result.counts.skipped + result.notes.length + (result.truncatedAt ? 1 : 0);
          expect(told).toBeGreaterThan(0);
        }
        for (const { position } of result.damage) {
          expect(Math.abs(position.byteOffset - at)).toBeLessThan(bytes.length);
          const before = damaged.toString('latin1', 0, position.byteOffset);
          expect(position.line).toBe(before.split('\n').length);
          expect(position.column).toBe(before.length - before.lastIndexOf('\n'));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('loses one entry to smart quotes and finds the place', async () => {
    const damaged = text.replace('"https://c.example/"', '“https://c.example/”');
    const { entries, result } = await read(damaged);
    expect(urls(entries)).toEqual(names.filter((url) => url !== names[2]));
    expect(entries.map(({ index }) => index)).toEqual([0, 1, 3, 4, 5]);
    expect(result.damageCount).toBe(1);
    expect(result.damage[0]?.position.byteOffset).toBe(Buffer.from(damaged).indexOf('“'));
    expect(result.damage[0]?.resumedAt?.byteOffset).toBe(entries[2]?.byteOffset);
  });

  it('does not take half an entry, closed by a stray brace, for a whole one', async () => {
    const damaged = text.replace(/(c\.example[\s\S]*?"queryString":\s*\[\]\s*\})/, '$1}');
    const { entries, result } = await read(damaged);
    expect(urls(entries)).toEqual(names.filter((url) => url !== names[2]));
    expect(result.damageCount).toBe(1);
  });
});

describe('damage in a large capture', () => {
  const large = Array.from({ length: 400 }, (_, i) =>
    entry(`https://a.example/${i}`, { body: `${i}${'z"\\'.repeat(3000)}` }),
  );
  const text = JSON.stringify(har(large));

  it('costs one entry although it would swallow all that follow', async () => {
    const at = text.indexOf('"https://a.example/100"');
    for (const damaged of [
      text.slice(0, at) + text.slice(at + 1),
      `${text.slice(0, at)}{${text.slice(at)}`,
      `${text.slice(0, at + 3)}"${text.slice(at + 3)}`,
    ]) {
      const { entries, result } = await read(damaged, { windowBytes: 1 << 17, chunkSize: 60_000 });
      expect(entries).toHaveLength(399);
      expect(result.damageCount).toBe(1);
      expect(Math.abs((result.damage[0]?.position.byteOffset ?? 0) - at)).toBeLessThan(40);
    }
  });

  it('in many places costs that many entries, and lists no more than 100', async () => {
    const damaged = text.replaceAll(/"method":"GET","url":"https:..a.example.\d*[13579]"/g, '"method":GET"');
    const { entries, result } = await read(damaged);
    expect(entries).toHaveLength(200);
    expect(result.damageCount).toBe(200);
    expect(result.damage).toHaveLength(100);
  });

  it('ends in reasonable time when made to mislead', async () => {
    const nested = `{"log":{"entries":[${'{"time":'.repeat(200_000)}`;
    const toggled = `{"log":{"entries":[${'{"time":"'.repeat(100_000)}`;
    for (const input of [nested, toggled]) {
      const { entries } = await read(input);
      expect(entries).toEqual([]);
    }
  }, 20_000);
});

describe('findFault', () => {
  it('agrees with JSON.parse on what is whole, and takes every beginning for a beginning', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (json, indent) => {
        const text = JSON.stringify([JSON.parse(json)], null, indent);
        expect(findFault(text)).toBe(-1);
        for (let cut = 0; cut < text.length; cut++) expect(findFault(text.slice(0, cut))).toBe(cut);
      }),
    );
  });

  it('finds a fault wherever JSON.parse finds one', () => {
    const text = JSON.stringify([{ a: 'x\n', b: [1.5e3, true, null], c: {} }, []]);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'"\\{}[],:0x \n-e'), (at, char) => {
        const damaged = text.slice(0, at) + char + text.slice(at + 1);
        const fault = findFault(damaged);
        let isJson = true;
        try {
          JSON.parse(damaged);
        } catch {
          isJson = false;
        }
        // What follows the value is not its business.
        if (isJson) expect(fault).toBe(-1);
        else if (fault === -1) expect(damaged).toMatch(/\].*\S/);
        else expect(fault).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a":"b"c"}', 8],
    ['{"a" "b"}', 5],
    ['[1,,2]', 3],
    ['[1}', 2],
    ['{"a":“x”}', 5],
    ['["\\x"]', 2],
    ['["\t"]', 2],
    ['[01]', 2],
    ['[nul]', 1],
  ])('%s at %i', (text, at) => expect(findFault(text)).toBe(at));
});
