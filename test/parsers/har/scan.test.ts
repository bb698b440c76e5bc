import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scalarKernel } from '../../../src/parsers/har/kernel.js';
import { codes, entry, har, read, urls } from './fixtures.js';

const two = [entry('https://a.example/1'), entry('https://a.example/2', { comment: 'Gerät 機器 "}]' })];
const text = JSON.stringify(har(two), null, 2);
const none = { damage: [], damageCount: 0, isStopped: false };

describe('scanHar finds the entries', () => {
  it('with place, line and nothing else to say', async () => {
    const { entries, result } = await read(text);
    expect(entries.map(({ whole }) => whole)).toEqual(two);
    expect(result).toEqual({ counts: { entries: 2, skipped: 0 }, notes: [], ...none });
    for (const [index, found] of entries.entries()) {
      expect(found).toMatchObject({ index, document: 0 });
      expect(Buffer.from(text).toString('latin1', found.byteOffset, found.byteOffset + 1)).toBe('{');
      expect(found.line).toBe(Buffer.from(text).toString('latin1', 0, found.byteOffset).split('\n').length);
    }
  });

  it('in chunks of 1 to 200 bytes, with either kernel', async () => {
    const expected = await read(text, { elideOverBytes: 63 });
    for (let chunkSize = 1; chunkSize <= 200; chunkSize++) {
      expect(await read(text, { chunkSize, elideOverBytes: 63 })).toEqual(expected);
    }
    expect(await read(text, { kernel: scalarKernel, elideOverBytes: 63 })).toEqual(expected);
  });

  it.each([
    ['a byte order mark', `\ufeff${text}`, ['byte-order-mark']],
    ['a JSONP callback', `callback_1(${text});\n`, ['jsonp']],
    ['junk before', `HTTP/1.1 200 OK\r\n[2026-01-02] saved\r\n\r\n${text}`, ['leading-junk']],
    ['junk behind', `${text}\n</pre>`, ['trailing-junk']],
    ['entries at top', JSON.stringify({ entries: two }), ['entries-without-log']],
    ['a bare array', JSON.stringify(two), ['bare-array']],
    ['a wrapper', JSON.stringify({ result: { har: har(two) } }), ['entries-elsewhere']],
    ['an array around', JSON.stringify([har(two)]), ['bare-array', 'entries-elsewhere']],
    ['a misspelt name', text.replace('"entries"', '"entriez"'), ['entries-elsewhere']],
    ['an escaped name', text.replace('"log"', '"l\\u006fg"'), []],
    ['a missing comma', text.replace(/\},\n {6}\{/, '}\n {'), ['missing-comma']],
    ['a comma too many', text.replace(/\},\n {6}\{/, '},,\n {').replace(/\]\s*\}\s*\}$/, ',]}}'), ['extra-comma']],
    ['pages null', JSON.stringify(har(two, { pages: null })), []],
    ['no version, creator or pages', JSON.stringify({ log: { entries: two } }), []],
    ['a decoy in a string', JSON.stringify(har(two, { comment: '"log":{"entries":[{"request":{"url":"x"}}]' })), []],
    ['a decoy beside log', `{"x":{"entries":[{"a":1}]},${JSON.stringify(har(two)).slice(1)}`, []],
  ])('despite %s', async (_, input, notes) => {
    for (const chunkSize of [1, 7, 1 << 20]) {
      const { entries, result } = await read(input, { chunkSize });
      expect(entries.map(({ whole }) => whole)).toEqual(two);
      expect(codes(result)).toEqual(notes);
      expect(result).toMatchObject(none);
    }
  });

  it.each(['utf-16le', 'utf-16be'])('in %s, with and without byte order mark', async (encoding) => {
    for (const mark of ['\ufeff', '']) {
      const bytes = Buffer.from(mark + text, 'utf16le');
      if (encoding === 'utf-16be') bytes.swap16();
      for (const chunkSize of [1, 3, 1000]) {
        const { entries, result } = await read(bytes, { chunkSize });
        expect(entries.map(({ whole }) => whole)).toEqual(two);
        expect(codes(result)).toEqual(['not-utf-8']);
      }
    }
  });

  it('of glued documents, each with its own count', async () => {
    const { entries, result } = await read(`${text}\n\n${text}${JSON.stringify(har([]))}`, { chunkSize: 11 });
    expect(entries.map(({ document, index }) => [document, index])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(codes(result)).toEqual(['glued-documents']);
  });

  it('and skips what is no entry, keeping the places of the others', async () => {
    const odd = [null, 7, 'text', [], [{ a: 1 }], {}, { request: {} }, { request: { url: 1 } }];
    const { entries, result } = await read(JSON.stringify(har([...odd, ...two])));
    expect(entries.map(({ index }) => index)).toEqual([8, 9]);
    expect(result.counts).toEqual({ entries: 10, skipped: 8 });
    expect(result.notes.map(({ code, count }) => [code, count])).toEqual([
      ['entry-not-object', 5],
      ['entry-without-url', 3],
    ]);
  });

  it('and says so when there are none', async () => {
    for (const input of ['', 'x', '{}', '[]x', '{"log":{}}', '[1,2]', 'a'.repeat(3000), '\0\0\0\0']) {
      const { entries, result } = await read(input, { chunkSize: 5 });
      expect(entries).toEqual([]);
      if (input !== '[]x') expect(codes(result)).toContain('no-entries');
    }
  });

  it('until the sink has enough', async () => {
    const { result } = await read(text, { sink: { entry: () => false } });
    expect(result).toMatchObject({ counts: { entries: 1, skipped: 0 }, isStopped: true });
  });
});

describe('scanHar hands over the rest of log', () => {
  it('part by part, pages one by one, before and behind the entries', async () => {
    const pages = [{ id: 'page_1' }, { id: 'page_2' }];
    const log = { version: '1.2', browser: { name: 'b' }, pages, entries: two, comment: 'late', _n: 1.5 };
    const { parts, pages: found } = await read(JSON.stringify({ log }), { chunkSize: 9 });
    expect(found).toEqual(pages);
    expect(parts).toEqual({ version: '1.2', browser: { name: 'b' }, comment: 'late', _n: 1.5 });
  });

  it('but not parts of any size', async () => {
    const input = har(two, { pages: null, comment: 'c'.repeat(3_000_000), _big: Array(400_000).fill(12345) });
    const { parts, entries, result } = await read(JSON.stringify(input), { windowLimitBytes: 1 << 21 });
    expect(entries).toHaveLength(2);
    expect(Object.keys(parts)).toEqual(['version', 'creator', 'pages']);
    expect(result.notes.map(({ code, count }) => [code, count])).toEqual([['log-part-skipped', 2]]);
  });
});

describe('long strings', () => {
  const any = fc.string({ unit: 'binary', maxLength: 400 });
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      any,
      fc.double(),
      fc.constantFrom(null, true),
      fc.array(tie('value')),
      tie('object'),
    ),
    object: fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
  })).object;

  it('are elided and come back the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(json, { maxLength: 5 }),
        fc.integer({ min: 1, max: 200 }),
        async (values, chunkSize) => {
          const made = values.map((value, i) => entry(`https://a.example/${i}`, { value }));
          const { entries, result } = await read(JSON.stringify(har(made)), { chunkSize, elideOverBytes: 63 });
          expect(entries.map(({ whole }) => whole)).toEqual(JSON.parse(JSON.stringify(made)));
          expect(result).toMatchObject({ counts: { entries: made.length, skipped: 0 }, ...none });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leave a short placeholder, but never in request.url', async () => {
    const url = `data:text/plain,${'x'.repeat(5000)}`;
    const { entries } = await read(JSON.stringify(har([entry(url, { body: 'y'.repeat(5000) })])));
    expect(urls(entries)).toEqual([url]);
    expect(entries[0]?.json.body).toMatch(/^.{1,20}$/s);
  });

  it('are cut where the reader sets a limit, at a whole character', async () => {
    const body = `${'é'.repeat(2000)}"\\`;
    const url = `data:,${'"'.repeat(70_000)}`;
    const read1: unknown[] = [];
    const { entries, result } = await read(JSON.stringify(har([entry(url, { body })])), {
      sink: {
        entry(slim) {
          for (const limit of [4, 5, 4001, 4002, 5000]) read1.push(slim.text(slim.json.body as string, limit));
          read1.push(slim.text('plain'), slim.isUrlCut, (slim.json.request as { url: string }).url.length);
        },
      },
    });
    expect(entries).toEqual([]);
    const cut = (text: string) => ({ text, state: 'cut' });
    expect(read1.slice(0, 4)).toEqual([cut('éé'), cut('éé'), cut('é'.repeat(2000)), cut(`${'é'.repeat(2000)}"`)]);
    expect(read1.slice(4)).toEqual([
      { text: body, state: 'whole' },
      { text: 'plain', state: 'whole' },
      true,
      6 + (65_536 - 6) / 2,
    ]);
    expect(codes(result)).toEqual(['url-cut']);
  });

  it('are not read once their entry is over', async () => {
    const kept: (() => string)[] = [];
    const made = [entry('u', { body: 'a'.repeat(3000) }), entry('u', { body: 'b'.repeat(3000) })];
    await read(JSON.stringify(har(made)), {
      sink: { entry: (slim) => kept.push(() => slim.text(slim.json.body as string).text) },
    });
    expect(kept.map((late) => late().length < 20)).toEqual([true, false]);
  });

  it('lose their middle when they exceed the window, and their neighbours stay whole', async () => {
    const sizes = [200_000, 3000, 900_000, 100, 400_000];
    const bodies = sizes.map((size, i) => `${i}${'ab"\\'.repeat(size / 4)}`);
    const made = [entry('https://a.example/1', { bodies, last: 'x'.repeat(3000) }), ...two];
    const { entries, result } = await read(JSON.stringify(har(made), null, 1), {
      windowBytes: 1 << 17,
      windowLimitBytes: 1 << 18,
      chunkSize: 10_000,
    });
    expect(entries).toHaveLength(3);
    expect(entries[0]?.cutCount).toBeGreaterThan(1);
    const whole = entries[0]?.whole as { bodies: string[]; last: string };
    expect(whole.bodies.every((body, i) => bodies[i]?.startsWith(body) && body.length > 100)).toBe(true);
    expect([whole.bodies[1], whole.bodies[3], whole.last]).toEqual([bodies[1], bodies[3], 'x'.repeat(3000)]);
    expect(entries.slice(1).map(({ whole: json1 }) => json1)).toEqual(two);
    expect(entries.map(({ byteOffset, line }) => [byteOffset, line])).toEqual(
      (await read(JSON.stringify(har(made), null, 1))).entries.map(({ byteOffset, line }) => [byteOffset, line]),
    );
    expect(codes(result)).toEqual(['string-cut']);
  });
});

describe('limits', () => {
  it('an entry too large or too deep is skipped, its neighbours are read', async () => {
    const deep = JSON.parse(`${'['.repeat(600)}${']'.repeat(600)}`);
    const made = [entry('d', { deep }), entry('l', { large: Array(60_000).fill('small') }), entry('ok')];
    const { entries, result } = await read(JSON.stringify(har(made)), {
      windowBytes: 1 << 17,
      windowLimitBytes: 1 << 17,
    });
    expect(urls(entries)).toEqual(['ok']);
    expect(entries[0]?.index).toBe(2);
    expect(codes(result)).toEqual(['entry-too-deep', 'entry-too-large']);
  });

  it('a replacement character is told', async () => {
    const bytes = Buffer.from(JSON.stringify(har([entry('u', { note: 'caf~' })])));
    bytes[bytes.indexOf('~')] = 0xe9;
    const { entries, result } = await read(bytes);
    expect(entries[0]?.json.note).toBe('caf\ufffd');
    expect(codes(result)).toEqual(['replacement-characters']);
  });
});
