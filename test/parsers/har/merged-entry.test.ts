// Two entries of which a cut made one valid JSON object.
import { describe, expect, it } from 'vitest';
import { isMerged } from '../../../src/parsers/har/merged-entry.js';
import { entryOf, read } from './reading.js';

const [first, second] = ['https://a.example/1', 'https://b.example/2'].map((url) =>
  JSON.stringify(entryOf({ url, body: {} })),
);
const [a, b] = [first ?? '', second ?? ''];
/** `a` up to the last such member, `b` from its own on. */
const cut = (from: string, to: string) => `${a.slice(0, a.lastIndexOf(from))}${b.slice(b.indexOf(to))}`;

describe('a merged entry', () => {
  it.each([
    ['between two members of the entries', cut('"response"', '"startedDateTime"')],
    ['before the timings', cut('"timings"', '"response"')],
    ['inside the requests', cut('"headersSize":-1,"bodySize":0},"response"', '"method"')],
    ['inside the answers', cut('"headersSize"', '"status"')],
  ])('cut %s', (_name, text) => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(isMerged(text)).toBe(true);
  });

  it.each([
    ['a whole entry', a],
    ['what a producer adds', a.replace('{', '{"_initiator":{"request":1,"request":2,"status":3,"status":4},')],
    ['a member of a list', a.replace('{', '{"_x":[{"request":1},{"request":1}],')],
    ['a text that holds a capture', JSON.stringify({ ...JSON.parse(a), comment: `${a}${a}` })],
  ])('%s is none', (_name, text) => {
    expect(isMerged(text)).toBe(false);
  });

  it('is damage: not handed on, counted, and what follows is read', async () => {
    const last = JSON.stringify(
      entryOf({ url: 'https://visibility.amp.cisco.com/iroh/iroh-int/module-instance', body: [] }),
    );
    const text = `{"log":{"version":"1.2","entries":[${cut('"response"', '"startedDateTime"')},${last}]}}`;
    const { status, counts, notes, lines, capture } = await read(text);
    expect([status, counts]).toEqual(['partial', { entries: 2, skipped: 1 }]);
    expect(notes.map(({ code }) => code)).toContain('har-damaged');
    expect(capture['damage.state']).toBe('damaged');
    expect(lines).toContain('NAM account.region = NAM');
  });
});
