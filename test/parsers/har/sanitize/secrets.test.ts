// @ts-expect-error it brings no types
import validator from 'har-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Copied, copyOf } from './copy-of.js';
import { leftIn } from './left-secrets.js';
import { type Planted, richCapture } from './rich-capture.js';

interface Entry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly timings: unknown;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: { name: string; value: string }[];
    readonly headersSize: number;
    readonly bodySize: number;
  };
  readonly response: {
    readonly status: number;
    readonly bodySize: number;
    readonly content: { readonly size: number; readonly text: string; readonly encoding?: string };
  };
}

const entriesOf = (text: string): Entry[] => JSON.parse(text).log.entries;

let planted: Planted;
let copy: Copied;

beforeAll(async () => {
  planted = richCapture();
  copy = await copyOf(planted.capture);
});

describe('members whose value ought to be a number, a moment, an address or a word', () => {
  const secret = '4qUAoAhCaQyhyCQkMEnlGpspACFXca7Z';
  const told = `token=${secret}`;
  const url = 'https://visibility.amp.cisco.com/iroh/x';
  const entry = (more: object, request: object = {}, response: object = {}) => ({
    startedDateTime: '2026-11-20T09:00:00.000Z',
    time: 1,
    request: { method: 'GET', url, headers: [], ...request },
    response: { status: 200, headers: [], content: {}, ...response },
    ...more,
  });
  it.each<[string, object]>([
    ['serverIPAddress', entry({ serverIPAddress: told })],
    ['timings', entry({ timings: { send: 1, comment: told, wait: told } })],
    ['a method', entry({}, { method: `token ${secret}` })],
    ['a version', entry({}, {}, { httpVersion: secret })],
    ['a type of resource', entry({ _resourceType: secret })],
    ['a moment', entry({ startedDateTime: `token ${secret}` })],
    ['the name of a member', entry({ [told]: 1 })],
    ['the name of a header', entry({}, { headers: { [told]: 'x' } })],
    ['the name of a parameter', entry({}, { queryString: [[told, 'x']] })],
    ['a cookie', entry({}, { cookies: [{ name: 'a', value: { x: secret }, expires: `token ${secret}` }] })],
    [
      'a key of JSON',
      entry({}, {}, { content: { mimeType: 'application/json', text: JSON.stringify({ [told]: 1, [secret]: 2 }) } }),
    ],
  ])('hold no secret in the copy: %s', async (_, one) => {
    const { text, result } = await copyOf(JSON.stringify({ log: { entries: [one] } }));
    expect(result.status).toBe('ok');
    expect(entriesOf(text)).toHaveLength(1);
    expect(text).not.toContain(secret);
    expect((await copyOf(text)).text).toBe(text);
  });
});

describe('a capture with a secret in every place', () => {
  it('leaves none of them, in no form', () => {
    const { canaries } = planted;
    expect(canaries.length).toBeGreaterThan(200);
    const texts = spelledOut(copy.text);
    const left = canaries.filter((canary) => texts.some((text) => text.includes(canary)));
    expect(left.map((canary) => contextOf(canary, texts))).toEqual([]);
  });

  it('leaves nothing that other patterns call a secret, and no host or address of the customer', () => {
    expect(leftIn(copy.text)).toEqual([]);
    expect(copy.text).not.toContain('corp.example.com');
    expect(copy.text).not.toMatch(/10\.1\.2\.3|10\.9\.8\.7|192\.0\.2\.7/);
    expect(copy.text).toContain('visibility.eu.amp.cisco.com');
  });

  it('stays valid HAR 1.2', async () => {
    await expect(validator.har(JSON.parse(planted.capture))).resolves.toBeTruthy();
    await expect(validator.har(JSON.parse(copy.text))).resolves.toBeTruthy();
  });

  it('keeps entries, order, times and sizes', () => {
    const shape = ({ startedDateTime, time, timings, request, response }: Entry) => ({
      ...{ startedDateTime, time, timings, method: request.method, path: new URL(request.url).pathname },
      sizes: [request.headersSize, request.bodySize, response.bodySize, response.content.size],
      status: response.status,
    });
    expect(entriesOf(copy.text).map(shape)).toEqual(entriesOf(planted.capture).map(shape));
  });

  it('keeps what is no secret of a URL, behind masked parameters too', () => {
    const url = new URL(entriesOf(copy.text)[0]?.request.url ?? '');
    expect(url.searchParams.get('period')).toBe('last_24_hours');
    expect(url.searchParams.get('code')).toMatch(/^\[code#\d+\]$/);
  });

  it('keeps of a token what rules may use', () => {
    const header = entriesOf(copy.text)[0]?.request.headers.find(({ name }) => name === 'Authorization')?.value ?? '';
    const [, body = '', signature] = header.replace('Bearer ', '').split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const of = (name: string) => claims[`https://schemas.cisco.com/iroh/identity/claims/${name}`];
    expect([of('user/roles'), of('scopes'), of('org/id'), claims.exp]).toEqual([
      ['user'],
      ['integration'],
      expect.stringMatching(/^org-1-[a-z]{6}$/),
      1_795_000_000,
    ]);
    expect([signature, claims.email, of('user/name')]).toEqual(['', undefined, undefined]);
  });

  it('is copied again without a change, whatever the chunks', async () => {
    expect((await copyOf(copy.text)).text).toBe(copy.text);
    expect((await copyOf(planted.capture, 777)).text).toBe(copy.text);
  });
});

it('one name has one stand-in, in addresses, headers and answers', async () => {
  const { text } = await copyOf(
    captureWith([
      ['https://sma.corp.example.com/x', {}],
      [
        'https://visibility.amp.cisco.com/iroh/a',
        { message: 'sma.corp.example.com (10.1.2.3) refused, 10.1.2.3 again' },
      ],
    ]),
  );
  const [first, second] = entriesOf(text);
  const host = new URL(first?.request.url ?? '').hostname;
  expect(host).toBe('host-1.example');
  expect(JSON.parse(second?.response.content.text ?? '')).toEqual({
    message: 'host-1.example (10.255.0.1) refused, 10.255.0.1 again',
  });
});

it('a name that is only told late is replaced early as well', async () => {
  const said = { message: 'Ticket of Erika Musterfrau-Beispiel' };
  const { text } = await copyOf(
    captureWith([
      ['https://visibility.amp.cisco.com/iroh/a', said],
      ['https://visibility.amp.cisco.com/iroh/profile/whoami', { user: { name: 'Erika Musterfrau-Beispiel' } }],
    ]),
  );
  expect(text).not.toContain('Musterfrau');
  expect(text).toContain('Ticket of user-1');
});

function captureWith(calls: readonly (readonly [string, object])[]): string {
  const entries = calls.map(([url, body]) => ({
    startedDateTime: '2026-11-20T09:00:00.000Z',
    time: 1,
    request: { method: 'GET', url, headers: [] },
    response: {
      status: 200,
      headers: [],
      content: { size: 9, mimeType: 'application/json', text: JSON.stringify(body) },
    },
  }));
  return JSON.stringify({ log: { version: '1.2', entries } });
}

/** The text, and all that its encodings say: base64 (of JWTs too), percent signs, JSON escapes. */
function spelledOut(text: string): string[] {
  const layers = [text];
  for (let depth = 0; depth < 3; depth++) {
    const last = layers.at(-1) ?? '';
    const base64 = [...last.matchAll(/[A-Za-z0-9+/_-]{16,}/g)].map(([part]) =>
      Buffer.from(part, 'base64').toString('latin1'),
    );
    const unquoted = last.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    const unescaped = unquoted.replace(/\\{1,8}u00([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    layers.push(`${unescaped}\n${base64.join('\n')}`);
  }
  return layers;
}

function contextOf(canary: string, texts: readonly string[]): string {
  const text = texts.find((one) => one.includes(canary)) ?? '';
  const at = text.indexOf(canary);
  return text.slice(Math.max(0, at - 60), at + 30);
}
