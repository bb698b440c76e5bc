// Answers of the SSE portal and of XDR's device list, whose forms nobody documents: they open and ask, and decide nothing.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  moduleList,
  type SpecimenCall,
  tileList,
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { factsOf, reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const device = '0d000000-0000-4000-8000-000000000001';
const sse = (path: string, body: unknown, more: Partial<SpecimenCall> = {}): SpecimenCall => ({
  url: `https://admin.eu.sse.itd.cisco.com${path}`,
  body,
  ...more,
});
const capture = (...calls: SpecimenCall[]) => ({ 'portal.har': captureOf(calls) });
const scim = (...ids: string[]) =>
  sse('/providers/sse/services/scim/v2/Devices', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: ids.length,
    Resources: ids.map((id) => ({ id })),
  });
const page = (threatResponse: string, eventing: string) => ({
  'page.txt': [
    'Captured: 2026-11-20 09:30 UTC',
    'https://admin.eu.sse.itd.cisco.com/',
    'Cloud Services for Example',
    `Cisco SecureX threat response [${threatResponse}]`,
    `Eventing [${eventing}]`,
    '',
  ].join('\n'),
});

describe('switches of services', () => {
  it.each<[string, unknown]>([
    [
      'objects with a name',
      [
        { name: 'Eventing', enabled: false },
        { name: 'Cisco XDR', enabled: false },
      ],
    ],
    ['objects under a name', { eventing: { enabled: false }, threatResponse: { status: 'disabled' } }],
    ['members of that name', { settings2: { eventing: false, threat_response: 'off' } }],
  ])('%s: off opens the rule, and fails nothing', async (_name, body) => {
    const report = await reportOf(capture(sse('/api/v1/services', body)));
    for (const [rule, fact] of [
      ['sse/eventing-off', 'sse.service.eventing'],
      ['sse/threat-response-off', 'sse.service.threat-response'],
    ] as const) {
      expect(verdictsIn(report, rule)).toEqual(['open']);
      expect(reasonsIn(report, rule)).toContain(`${fact}: unconfirmed`);
      const [finding] = report.findings.filter(({ ruleId }) => ruleId === rule);
      expect(finding?.evidence.some(({ confidence }) => confidence === 'guess')).toBe(true);
    }
  });

  it('on passes nothing', async () => {
    const body = [
      { name: 'eventing', enabled: true },
      { name: 'threat response', enabled: true },
    ];
    expect(await verdictsOf('sse/eventing-off', capture(sse('/api/v1/services', body)))).toEqual(['open']);
  });

  it('do not contest what the page says', async () => {
    const off = sse('/api/v1/services', [{ name: 'eventing', enabled: false }]);
    const report = await reportOf({ ...page('x', 'x'), ...capture(off) });
    expect(verdictsIn(report, 'sse/eventing-off')).toEqual(['pass']);
    expect(report.contradictions).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['another service', [{ name: 'Eventing archive', enabled: false }]],
    ['no switch', [{ name: 'eventing', description: 'off' }]],
    ['a text that speaks of it', [{ name: 'notice', text: 'eventing is disabled', enabled: false }]],
  ])('%s says nothing', async (_name, body) => {
    expect(await factsOf('sse.service.eventing', capture(sse('/api/v1/services', body)))).toEqual([]);
  });
});

describe('devices', () => {
  const row = { id: device, name: 'esa1', type: 'ESA', ip: '192.0.2.7', status: 'Registered' };

  it('known by what they look like are children of the account, and unconfirmed', async () => {
    const files = capture(sse('/api/v1/devices', { items: [row, { ...row, id: 'd2', status: 'Not registered' }] }));
    expect(await factsOf('sse.device.list', files)).toEqual(['cloudAccount:EU = ?unconfirmed']);
    expect(await factsOf('sse.device.status', files)).toEqual([
      `cloudAccount:EU/device:${device} = ?unconfirmed`,
      'cloudAccount:EU/device:d2 = ?unconfirmed',
    ]);
  });

  it.each<[string, unknown]>([
    ['a user', { id: 'u1', name: 'Example', status: 'active' }],
    ['an object without a status', { id: 'x', name: 'y', type: 'ESA' }],
    ['a token', { id: 'x', name: 'token', type: 'registration', status: 'valid' }],
  ])('%s is none, or at most a guess', async (_name, one) => {
    const states = await factsOf('sse.device.status', capture(sse('/api/v1/things', [one])));
    expect(states.filter((line) => !line.endsWith('?unconfirmed'))).toEqual([]);
  });

  it('of a SCIM list are known, and complete only where all were answered', async () => {
    expect(await factsOf('sse.device.list', capture(scim(device)))).toEqual([`cloudAccount:EU = ${device}`]);
    const part = scim(device);
    const paged = { ...part, body: { ...(part.body as object), totalResults: 9 } };
    expect(await factsOf('sse.device.list', capture(paged))).toEqual([`cloudAccount:EU = ${device}+`]);
    // What is guessed at completes no list.
    const guess = sse('/api/v1/devices', [row]);
    expect(await factsOf('sse.device.list', capture(paged, guess))).toEqual([`cloudAccount:EU = ${device}+`]);
  });

  it('of a region without any other trace are of an account of their own', async () => {
    const appliance = {
      'page.txt':
        'Cloud Service Settings\nCloud Services\nCisco XDR / Threat Response:\tEnabled\nCisco XDR / Threat Response Server:\tAMERICAS (api-sse.cisco.com)\n',
    };
    expect(await factsOf('sse.device.list', { ...appliance, ...capture(scim(device)) })).toEqual([
      `cloudAccount:EU = ${device}`,
    ]);
  });

  it('registration tokens are read nowhere', async () => {
    const token = '0123456789abcdef0123456789abcdef';
    const body = { id: 'x', name: token, type: token, status: 'pending', token };
    const report = await reportOf(
      capture(sse('/providers/sse/services/token/api/v2/tokens', body), {
        url: xdrUrl('EU', `/iroh-sse/device/${device}/token`),
        method: 'POST',
        body: { token },
      }),
    );
    expect(JSON.stringify(report)).not.toContain(token);
  });
});

describe('the device of a module', () => {
  const modules = (settings: object) => moduleList('EU', [{ ...emailModule, settings } as typeof emailModule]);
  const module = `cloudAccount:EU/module:${emailModule.id}`;

  it('is the one whose id is among its settings, in either order of the calls, under any name', async () => {
    const mine = modules({ anything: { deep: [device] }, key: 'abc' });
    for (const calls of [
      [mine, scim(device)],
      [scim(device, 'other'), mine],
    ]) {
      expect(await factsOf('xdr.module.device', capture(...calls))).toEqual([`${module} = ${device}`]);
    }
  });

  it('is unconfirmed where only a guess lists it', async () => {
    const list = { url: xdrUrl('EU', '/iroh-sse/device'), body: [{ id: device, name: 'esa1' }] };
    const files = capture(modules({ device }), list);
    // The list alone makes no subjects: only what tells of a device itself does.
    expect(await factsOf('xdr.device.list', files)).toEqual(['cloudAccount:EU = ?unconfirmed']);
    expect((await factsOf('xdr.module.device', files))[0]).not.toContain(device);
  });

  it.each<[string, object, string[]]>([
    ['no setting is the id of a device', { url: 'https://192.0.2.10' }, [device]],
    ['the settings are masked', { device: '[redacted]' }, [device]],
    ['two are', { a: device, b: 'd2-of-example' }, [device, 'd2-of-example']],
  ])('%s: unknown, and no mismatch', async (_name, settings, ids) => {
    const [line] = await factsOf('xdr.module.device', capture(modules(settings), scim(...ids)));
    expect(line).toMatch(/ = \?(?:unrecognized|masked|ambiguousSubject)$/);
  });

  it('settings never show', async () => {
    const secret = 'hunter2-api-key';
    const files = capture(modules({ key: secret, device }), scim(device));
    expect(JSON.stringify(await reportOf(files))).not.toContain(secret);
    expect((await factsOf('xdr.module.setting', files)).join()).not.toContain(secret);
  });
});

it('paths that nobody reads are listed without ids, names and tokens', async () => {
  const files = capture(
    tileList('EU', emailModule),
    scim(device),
    sse('/api/v1/orgs/4711/users/jane.doe/devices', {}),
    sse(`/providers/sse/services/x/${'aBcDeFgHiJkLmNoP'}/v2`, {}),
  );
  expect(await factsOf('capture.sse.path', files)).toEqual([
    'capture:portal.har = GET /api/v1/orgs/{id}/users/{id}/devices,GET /providers/sse/services/x/{id}/v2+',
  ]);
});
