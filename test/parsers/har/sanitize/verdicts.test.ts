import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from '../../../meta/source-files.js';
import { caseOf } from '../../../near-misses/whole-case.js';
import {
  captureOf,
  emailModule,
  empty,
  filled,
  firewallModule,
  health,
  moduleList,
  offline,
  type SpecimenCall,
  type SpecimenRegion,
  sseCall,
  tileData,
  tileList,
  xdrUrl,
} from '../../../specimens/capture-specimens.js';
import { copyOf, judged, verdicts } from './copy-of.js';

const identity = 'https://schemas.cisco.com/iroh/identity/claims/';
const regions: readonly SpecimenRegion[] = ['NAM', 'EU'];
const answers: readonly (readonly [string, unknown, number])[] = [
  ['data', filled, 200],
  ['no data', empty, 200],
  ['device offline', offline(emailModule), 200],
  ['a refusal', { error: 'forbidden' }, 403],
  ['throttling', { error: 'too many requests' }, 429],
  ['a gateway page', '<html>Bad gateway</html>', 502],
  ['an answer that was cut', '{"data": {"data": [{"key": "attempted", "val', 200],
  ['an answer broken by hand', '{"data": {"data": [}}', 200],
  ['an answer that the capture lacks', undefined, 200],
];

describe.each(regions)('specimens of %s', (region) => {
  it.each(answers)('with %s say the same as their copies', async (_, answer, status) => {
    const calls: SpecimenCall[] = [
      moduleList(region, [emailModule, firewallModule]),
      tileList(region, emailModule),
      tileData(region, emailModule, 'last_24_hours', answer, status),
      health(region, emailModule, 'ok'),
      sseCall(region),
    ];
    const capture = captureOf(calls);
    const { text } = await copyOf(capture);
    expect(await judged(text)).toEqual(await judged(capture));
    expect((await copyOf(text)).text).toBe(text);
  });
});

it.each(samplesWithCaptures())('the sample %s says the same with its captures sanitized', async (name) => {
  const folder = `${root}samples/${name}/upload/`;
  const files = Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(folder + file)]));
  const copies: Record<string, string | Uint8Array> = { ...files };
  for (const [file, bytes] of Object.entries(files)) {
    if (file.endsWith('.har')) copies[file] = (await copyOf(bytes)).text;
  }
  expect(verdicts((await caseOf(copies)).report)).toEqual(verdicts((await caseOf(files)).report));
});

it('roles, scopes, kind and life of a token are read of the copy as of the original', async () => {
  const claims = {
    exp: 1_795_000_000,
    iat: 1_794_999_000,
    [`${identity}user/roles`]: ['user'],
    [`${identity}oauth/kind`]: 'session-token',
    [`${identity}scopes`]: ['enrich:read'],
    [`${identity}org/id`]: '0e000000-0000-4000-8000-00000000000b',
  };
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const token = `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
  const capture = captureOf([
    { url: xdrUrl('EU', '/iroh-auth/refresh'), body: { access_token: token } },
    moduleList('EU', [emailModule]),
  ]);
  const { text } = await copyOf(capture);
  expect(text).not.toContain(token.slice(0, 60));
  const keys = ['xdr.login.roles', 'xdr.login.scopes', 'xdr.login.kind'];
  const facts = async (har: string) =>
    (await caseOf({ 'capture.har': har })).facts
      .all()
      .filter(({ key }) => keys.includes(key))
      .map(({ key, state }) => [key, state]);
  const original = await facts(capture);
  expect(original.some(([key, state]) => key === 'xdr.login.roles' && JSON.stringify(state).includes('"user"'))).toBe(
    true,
  );
  expect(await facts(text)).toEqual(original);
});

it('the device that a setting of the module names stays its device', async () => {
  const id = '0d000000-0000-4000-8000-00000000000d';
  const device = { id, name: 'esa1.corp.example.com', type: 'ESA', ip: '10.0.0.9', status: 'Registered' };
  const modules = moduleList('EU', [
    { ...emailModule, settings: { remote: id, other: '0d000000-0000-4000-8000-0000000000ff' } } as never,
  ]);
  const { text } = await copyOf(captureOf([modules, { url: xdrUrl('EU', '/iroh-sse/device'), body: [device] }]));
  expect(text).toContain(`\\"remote\\":\\"${id}\\"`);
  expect(text).not.toContain('0000000000ff');
  expect(text).not.toContain('corp.example.com');
});

it('an id that a path or a list shows, of whatever form, is no secret of the settings before it; all else is', async () => {
  const settings = { one: 'esa-7f', two: ['d3', 'd4-of-nobody'], three: 'note-55', password: 'd3', token: 'esa-7f' };
  const modules = moduleList('EU', [{ ...emailModule, settings } as never]);
  const { text } = await copyOf(
    captureOf([
      modules,
      { url: xdrUrl('EU', '/iroh-sse/device/esa-7f'), body: {} },
      { ...sseCall('EU'), body: { Resources: [{ id: 'd3', remark: 'note-55' }] } },
    ]),
  );
  const [entry] = JSON.parse(text).log.entries;
  const [shown] = JSON.parse(entry.response.content.text);
  const label = expect.stringMatching(/^\[[a-z]+(?:#\d+)?\]$/);
  const masked = { three: label, password: label, token: label };
  expect(shown.settings).toEqual({ one: 'esa-7f', two: ['d3', label], ...masked });
  expect((await copyOf(text)).text).toBe(text);
});

describe('a damaged capture', () => {
  const whole = captureOf([
    moduleList('EU', [emailModule]),
    tileList('EU', emailModule),
    tileData('EU', emailModule, 'last_24_hours', filled),
  ]);

  it('that was cut gives a copy that does not look whole, nor does the copy of that', async () => {
    expect(await judged(whole)).toContain('sse/device-offline module pass');
    for (const share of [0.7, 0.9, 0.99]) {
      const { text, result } = await copyOf(whole.slice(0, Math.floor(whole.length * share)));
      expect(result.status).toBe('partial');
      expect(JSON.parse(text).log._sanitized.partial).toBe(true);
      const again = await copyOf(text);
      expect(again.text).toBe(text);
      const { report } = await caseOf({ 'capture.har': text });
      expect(report.artifacts[0]?.status).toBe('partial');
      expect(report.diagnostics.map(({ code }) => code)).toContain('har-partial-copy');
      expect(verdicts(report).filter((one) => one.endsWith(' pass'))).toEqual([]);
    }
  });

  it('with nothing left of it, or no capture at all, gives none', async () => {
    for (const text of ['{"log": {"version": "1.2", "entries": [', '{"other": []}', 'log', '']) {
      expect((await copyOf(text)).result.status).toBe('unreadable');
    }
  });

  it('a body beyond what is read is left out, and as unknown as before', async () => {
    const long = { data: { data: [{ key: 'attempted', value: 42, note: 'x'.repeat(9 * 1024 * 1024) }] } };
    const capture = captureOf([
      moduleList('EU', [emailModule]),
      tileList('EU', emailModule),
      tileData('EU', emailModule, 'last_24_hours', long),
    ]);
    const { text, result } = await copyOf(capture);
    expect(JSON.parse(text).log.entries[2].response.content).toMatchObject({ text: '[removed]', _removed: 'limit' });
    expect(result.counts).toMatchObject({ lostBodies: 1 });
    expect(await judged(text)).toEqual(await judged(capture));
  });
});

function samplesWithCaptures(): string[] {
  const names = readdirSync(`${root}samples`);
  return names.filter((name) => readdirSync(`${root}samples/${name}/upload`).some((file) => file.endsWith('.har')));
}
