// Outlines are a shortcut past JSON.parse: what they hold is what it says, and where they give up it decides.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membersRead } from '../../../src/parsers/har/entry-facts.js';
import { scalarKernel, simdKernel, type Wanted } from '../../../src/parsers/har/kernel.js';
import type { HarSink } from '../../../src/parsers/har/scan.js';
import { entry, har, read } from './fixtures.js';
import { captureOf, lineOf, read as readCapture } from './reading.js';

const kernel = simdKernel(1 << 16);
kernel.want(membersRead);

function outlineOf(text: string): string | undefined {
  const length = kernel.bytes.write(text, 'utf8');
  kernel.bytes.fill(0x20, length, length + 128);
  return kernel.outline(0, length);
}

/** The wanted members of what JSON.parse makes. */
function picked(json: unknown, wanted: Wanted): unknown {
  if (typeof json !== 'object' || json === null) return json;
  const members = Object.entries(json).filter(([key]) => Object.hasOwn(wanted, key));
  return Object.fromEntries(
    members.map(([key, value]) => {
      const inner = wanted[key] as Wanted | true;
      return [key, inner === true ? value : picked(value, inner)];
    }),
  );
}

const ascii = fc.string({
  unit: fc.constantFrom('a', '"', '\\', '\n', '/', '{', ']', ',', ':', '\u0001'),
  maxLength: 40,
});
const scalar = fc.oneof(
  ascii,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(null, true, false, -0, 1e-7, 1e21),
);
const { value, object } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value'), { maxLength: 4 }), tie('object')),
  object: fc.dictionary(fc.constantFrom('url', 'status', 'text', 'size', 'request', 'a b', ''), tie('value'), {
    maxKeys: 6,
    noNullPrototype: true,
  }),
}));
const message = fc.record(
  {
    url: scalar,
    method: scalar,
    status: scalar,
    statusText: scalar,
    content: fc.oneof(object, fc.record({ size: scalar, text: scalar })),
    headers: value,
    x: object,
  },
  { requiredKeys: [], noNullPrototype: true },
);
const whole = fc.record(
  { startedDateTime: scalar, time: scalar, request: message, response: message, cache: object, _initiator: value },
  { requiredKeys: [], noNullPrototype: true },
);

describe('an outline', () => {
  it('of a usual entry is its wanted members, in either layout', () => {
    for (const indent of [0, 2, 11]) {
      const one = entry('https://a.example/1', { _more: [{ a: [1, 2.5e-7, { b: '\\u00e9"' }] }, [], {}, ''] });
      const text = outlineOf(JSON.stringify(one, null, indent));
      expect(JSON.parse(text ?? 'null')).toEqual(picked(one, membersRead));
    }
  });

  it('holds what JSON.parse says, or gives up', () => {
    let taken = 0;
    fc.assert(
      fc.property(whole, fc.constantFrom(0, 1, 9), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        const outline = outlineOf(text);
        if (outline === undefined) return;
        taken += 1;
        expect(JSON.parse(outline)).toEqual(picked(JSON.parse(text), membersRead));
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  it('never comes of what JSON.parse refuses, whatever was done to the text', () => {
    let taken = 0;
    const junk = fc.constantFrom(
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '0',
      '1',
      '-',
      '.',
      'e',
      'u',
      't',
      '\n',
      '\u0001',
      'é',
      '',
    );
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 2 }), junk), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(whole, damage, (json, changes) => {
        let text = JSON.stringify(json);
        for (const [place, length, by] of changes) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + by + text.slice(at + length);
        }
        const outline = outlineOf(text);
        if (outline === undefined) return;
        taken += 1;
        expect(JSON.parse(outline)).toEqual(picked(JSON.parse(text), membersRead));
      }),
      { numRuns: 5000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it.each([
    ['a repeated member', '{"time":1,"x":{"time":2},"time":3}'],
    ['a repeated member that nobody wants', '{"request":{"a":1,"b":{"a":1},"a":2}}'],
    ['an escaped name', '{"t\\u0069me":1}'],
    ['bytes beyond ASCII', '{"x":"é"}'],
    ['a list in a wanted place', '{"response":{"status":[200]}}'],
    ['an object in the place of a text', '{"response":{"content":{"text":{}}}}'],
    ['a number that JSON has not', '{"time":01}'],
    ['a half number', '{"x":1.}'],
    ['a bare exponent', '{"x":1e}'],
    ['a lone minus', '{"x":-}'],
    ['a control character', '{"x":"\u0001"}'],
    ['an unknown escape', '{"x":"\\x41"}'],
    ['a short escape', '{"x":"\\u00g0"}'],
    ['a word cut short', '{"x":nul}'],
    ['a comma too many', '{"x":1,}'],
    ['what follows', '{"x":1}}'],
    ['depth', `{"x":${'['.repeat(200)}${']'.repeat(200)}}`],
    ['size', `{${Array.from({ length: 40 }, (_, i) => `"k${i}":1,`).join('')}"time":"${'9'.repeat(40_000)}"}`],
  ])('gives up on %s', (_, text) => {
    expect(outlineOf(text)).toBeUndefined();
  });

  it('is nothing that the plain kernel has', () => {
    const plain = scalarKernel(1000);
    plain.bytes.write('{"time":1}');
    expect(plain.outline(0, 10)).toBeUndefined();
  });
});

const all: HarSink['outline'] = { members: membersRead, isWelcome: () => true, isEnough: () => true };

describe('scanHar with outlines', () => {
  const long = 'l'.repeat(150);
  const entries = Array.from({ length: 6 }, (_, i) =>
    entry(`https://a.example/${i}`, {
      response: {
        status: 200 + i,
        content: { size: 7, text: i % 2 ? long : 'short' },
        headers: [{ name: long, value: long }],
      },
      comment: i === 3 ? 'Gerät' : 'x',
    }),
  );
  const text = JSON.stringify(har(entries), null, 1);

  it('hands over the wanted members, long strings and all, in chunks of 1 to 200 bytes', async () => {
    for (let chunkSize = 1; chunkSize <= 200; chunkSize += 3) {
      const found = await read(text, { chunkSize, elideOverBytes: 63, sink: { outline: all } });
      expect(found.entries.map(({ whole }) => whole)).toEqual(
        entries.map((one, i) => (i === 3 ? one : picked(one, membersRead))),
      );
      expect(found.result).toMatchObject({ counts: { entries: 6, skipped: 0 }, notes: [], damageCount: 0 });
    }
  });

  it('skips an entry that is too large or too deep all the same', async () => {
    const large = entry('https://a.example/l', { _x: Array.from({ length: 1_100_000 }, (_, i) => `${i}`) });
    const deep = entry('https://a.example/d', { _x: JSON.parse(`${'['.repeat(600)}${']'.repeat(600)}`) });
    const { entries: found, result } = await read(JSON.stringify(har([large, deep, ...entries])), {
      sink: { outline: all },
    });
    expect(found).toHaveLength(6);
    expect(result.notes.map(({ code }) => code)).toEqual(['entry-too-large', 'entry-too-deep']);
  });

  it('tells the same of damage as without', async () => {
    const change = fc.tuple(
      fc.nat({ max: text.length }),
      fc.nat({ max: 30 }),
      fc.constantFrom('', '"', '}', '{', '\u0000', '\\', ','),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 1, max: 200 }),
        async (changes, chunkSize) => {
          let broken = text;
          for (const [at, length, by] of changes) broken = broken.slice(0, at) + by + broken.slice(at + length);
          const options = { chunkSize, elideOverBytes: 63 };
          const expected = await read(broken, options);
          const found = await read(broken, { ...options, sink: { outline: all } });
          expect(found.result).toEqual(expected.result);
          const seen = ({ entries: list }: typeof found) =>
            list.map(({ whole, ...place }) => ({ ...place, json: undefined, whole: picked(whole, membersRead) }));
          expect(seen(found)).toEqual(seen(expected));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the parser', () => {
  it('makes the same of a large capture whether its entries can be outlined or not', async () => {
    const odd = [
      {},
      { status: 0 },
      { status: 0, response: { _error: 'net::ERR_ABORTED' } },
      { status: 0, response: { statusText: 'NS_BINDING_ABORTED' } },
      { status: 404, body: undefined },
      { more: { time: 200_000 } },
      { more: { time: -1 } },
      { at: 'Fri, 02 Jan 2026 03:00:05 GMT' },
      { method: 'HEAD', body: undefined },
      { method: 'OPTIONS', body: undefined },
      { response: { content: { size: 0, mimeType: 'text/plain' } } },
    ];
    const calls = Array.from({ length: 120 }, (_, i) => ({
      url: `https://${i % 10 ? 'other.example' : 'visibility.amp.cisco.com'}/iroh/x/${i}`,
      body: i % 3 ? { a: i } : undefined,
      ...odd[i % odd.length],
    }));
    const filler = { url: 'https://cdn.example/', body: 'f'.repeat(17 * 1024 * 1024) };
    const text = captureOf([filler, ...calls]);
    const plain = await readCapture(text);
    // Bytes beyond ASCII in an entry keep it from being outlined; a member of its own changes nothing else.
    const whole = await readCapture(text.replaceAll('"startedDateTime"', '"_x":"é","startedDateTime"'));
    const lines = (result: typeof plain) => result.observations.map(lineOf);
    expect(lines(plain).length).toBeGreaterThan(15);
    expect(lines(plain)).toEqual(lines(whole));
    expect([plain.status, plain.counts]).toEqual([whole.status, whole.counts]);
  });
});
