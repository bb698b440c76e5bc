import { describe, expect, it } from 'vitest';
import { type HarTime, readHarTime } from '../../../src/parsers/har/har-time.js';
import { type HarEntry, normaliseEntry } from '../../../src/parsers/har/normalise.js';
import { entry, har, read } from './fixtures.js';

/** What `look` sees of the entry, and the notes that looking gave. */
async function see<T>(json: unknown, look: (entry: HarEntry) => T): Promise<{ seen: T; notes: string[] }> {
  const notes: string[] = [];
  let seen: { value: T } | undefined;
  const sink = {
    entry(slim: Parameters<typeof normaliseEntry>[0]) {
      seen = { value: look(normaliseEntry(slim, (code) => notes.push(code))) };
    },
  };
  await read(JSON.stringify(har([json])), { sink });
  if (seen === undefined) throw new Error('no entry was read');
  return { seen: seen.value, notes };
}

const withRequest = (more: object) => entry('u', { request: { url: 'u', ...more } });
const withResponse = (response: unknown) => entry('u', { response });

describe('a HAR entry', () => {
  it('in good order is read without a note', async () => {
    const { seen, notes } = await see(entry('https://a.example/', { pageref: 'p', connection: '7' }), (one) => ({
      url: one.request.url,
      method: one.request.method,
      accept: one.request.header('ACCEPT'),
      status: one.response?.status,
      body: one.response?.content?.read(),
      size: one.response?.content?.size,
      started: one.startedDateTime,
      time: one.time,
      timings: one.timings,
      pageref: one.pageref,
      connection: one.connection,
    }));
    expect(seen).toEqual({
      url: 'https://a.example/',
      method: 'GET',
      accept: '*/*',
      status: 200,
      body: { text: '{"a":[1,"\\\\"]}', state: 'whole' },
      size: 4,
      started: { kind: 'instant', epochMs: Date.parse('2026-01-02T03:04:05.678Z') },
      time: 12.5,
      timings: { send: 0, wait: 10, receive: 2.5 },
      pageref: 'p',
      connection: '7',
    });
    expect(notes).toEqual([]);
  });

  const pairs = [
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
  ];
  it.each([
    ['an array', pairs, []],
    [
      'pairs',
      [
        ['A', '1'],
        ['B', '2'],
      ],
      ['headers-as-pairs'],
    ],
    ['an object', { A: '1', B: '2' }, ['headers-as-object']],
    ['an object of lists', { A: ['1'], B: ['2'] }, ['headers-as-object', 'header-with-values', 'header-with-values']],
    ['lists of values', [{ name: 'A', value: ['1'] }, pairs[1]], ['header-with-values']],
    ['numbers', [{ name: 'A', value: 1 }, pairs[1]], []],
    ['some nonsense between', [null, pairs[0], 7, { value: 'x' }, pairs[1]], Array(3).fill('header-malformed')],
  ])('with headers as %s', async (_, headers, expected) => {
    expect(await see(withRequest({ headers }), (one) => one.request.headers)).toEqual({ seen: pairs, notes: expected });
  });

  it('with a long header resolves it', async () => {
    const value = 'c'.repeat(9000);
    const { seen } = await see(withRequest({ headers: [{ name: 'Cookie', value }] }), (one) => one.request.headers);
    expect(seen).toEqual([{ name: 'Cookie', value }]);
  });

  it('with cookies as an object', async () => {
    const { seen, notes } = await see(withRequest({ cookies: { a: '1' } }), (one) => one.request.cookies);
    expect([seen, notes]).toEqual([[{ name: 'a', value: '1' }], ['cookies-as-object']]);
  });

  it('tells null (absent) from missing (unknown)', async () => {
    const looks = (one: HarEntry) => [one.response, one.serverIPAddress, one.request.postData, one.request.headers];
    const nulls = {
      ...entry('u'),
      response: null,
      serverIPAddress: null,
      request: { url: 'u', postData: null, headers: null },
    };
    expect(await see(nulls, looks)).toEqual({ seen: [null, null, null, null], notes: Array(4).fill('null-field') });
    const missing = { request: { url: 'u' } };
    expect(await see(missing, looks)).toEqual({ seen: Array(4).fill(undefined), notes: [] });
  });

  it.each([
    ['', undefined, ['server-address-empty']],
    ['[2001:db8::1]', '2001:db8::1', ['server-address-bracketed']],
    ['192.0.2.7', '192.0.2.7', []],
  ])('with server address "%s"', async (serverIPAddress, seen, notes) => {
    expect(await see(entry('u', { serverIPAddress }), (one) => one.serverIPAddress)).toEqual({ seen, notes });
  });

  it.each([
    [
      { status: 0, _error: 'net::ERR_FAILED', content: {} },
      [0, 'net::ERR_FAILED', undefined],
      ['content-empty', 'status-zero'],
    ],
    [{ status: '404' }, [404, undefined, undefined], ['number-as-text']],
    [{ status: 99_999 }, [undefined, undefined, undefined], ['status-impossible']],
    [{ status: {} }, [undefined, undefined, undefined], ['field-mistyped']],
    [{ status: 200, content: { size: 5, text: null } }, [200, undefined, null], []],
    [{ status: 200, content: { text: 'aGk=', encoding: 'base64' } }, [200, undefined, 'hi'], []],
    [{ status: 200, content: { text: '<html>', encoding: 'base64' } }, [200, undefined, ''], ['base64-damaged']],
  ])('with response %j', async (response, seen, notes) => {
    const look = ({ response: said }: HarEntry) => {
      const body = said?.content?.read();
      return [said?.status, said?._error, body === undefined ? undefined : (body?.text ?? null)];
    };
    expect(await see(withResponse(response), look)).toEqual({ seen, notes });
  });

  it('reads a long body only when asked, up to a limit', async () => {
    const text = Buffer.from('ä'.repeat(5000)).toString('base64');
    const look = (one: HarEntry) => [one.response?.content?.read(), one.response?.content?.read(8)];
    const { seen } = await see(withResponse({ content: { text, encoding: 'base64' } }), look);
    expect(seen).toEqual([
      { text: 'ä'.repeat(5000), state: 'whole' },
      { text: 'äää', state: 'cut' },
    ]);
  });

  it.each([
    [{ timings: {} }, [{}, 12.5], ['timings-empty']],
    [{ timings: { dns: -1, wait: 3, ssl: null } }, [{ wait: 3 }, 12.5], ['null-field']],
    [{ time: -500 }, [{ send: 0, wait: 10, receive: 2.5 }, undefined], ['time-negative']],
  ])('with times %j', async (more, seen, notes) => {
    expect(await see(entry('u', more), (one) => [one.timings, one.time])).toEqual({ seen, notes });
  });
});

describe('dates', () => {
  const instant = (iso: string): HarTime => ({ kind: 'instant', epochMs: Date.parse(iso) });
  const local = (iso: string): HarTime => ({ kind: 'local', localMs: Date.parse(`${iso}Z`) });
  it.each<[unknown, HarTime | undefined, string[]]>([
    ['2026-01-02T03:04:05.678Z', instant('2026-01-02T03:04:05.678Z'), []],
    ['2026-01-02T03:04:05+0530', instant('2026-01-02T03:04:05+05:30'), []],
    ['2026-01-02 03:04:05,5-08', instant('2026-01-02T03:04:05.5-08:00'), []],
    ['2026-01-02T03:04:05.1234567+02:00', instant('2026-01-02T03:04:05.123+02:00'), ['date-fraction-cut']],
    ['2026-01-02T03:04:05.678', local('2026-01-02T03:04:05.678'), ['date-zone-unknown']],
    ['Fri, 02 Jan 2026 03:04:05 GMT', instant('2026-01-02T03:04:05Z'), ['date-not-iso']],
    ['Fri Jan 02 2026 03:04:05 GMT+0100 (CET)', instant('2026-01-02T03:04:05+01:00'), ['date-not-iso']],
    ['Fri Jan 02 2026 03:04:05', local('2026-01-02T03:04:05'), ['date-not-iso', 'date-zone-unknown']],
    [1_767_322_800_000, { kind: 'instant', epochMs: 1_767_322_800_000 }, ['date-not-iso']],
    ['+058063-01-02T03:04:05.678Z', undefined, ['date-rejected']],
    ['2026-02-30T03:04:05Z', undefined, ['date-rejected']],
    ['2026-01-02T25:04:05Z', undefined, ['date-rejected']],
    ['2026-01-02T03:04:05+99:00', undefined, ['date-rejected']],
    ['1/2/2026 3:04:05 AM', undefined, ['date-rejected']],
    ['', undefined, ['date-rejected']],
    [17, undefined, ['date-rejected']],
    [{}, undefined, ['date-rejected']],
    [null, undefined, []],
    [undefined, undefined, []],
  ])('%j', (value, expected, codes) => {
    const notes: string[] = [];
    expect(readHarTime(value, (code) => notes.push(code))).toEqual(expected);
    expect(notes).toEqual(codes);
  });
});
