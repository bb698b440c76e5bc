// What an engineer reads first: that the fault is seen even where nobody knows whose it is, who can mend it, and what to
// ask for. Each a small whole upload.
import { describe, expect, it } from 'vitest';
import { captureOf, emailModule, empty, moduleList, tileData, tileList } from '../specimens/capture-specimens.js';
import { clusterExport, machine, standaloneExport } from '../specimens/export-specimens.js';
import { type Files, factsOf, pack, reportOf } from './whole-case.js';

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const symptomsIn = async (files: Files) => (await reportOf(files)).symptoms.map(({ symptom }) => symptom);
const asksIn = async (files: Files) => (await reportOf(files)).asks.map(({ collect }) => collect);

const rejectedAt = (prompt: string, command = 'cloudserviceconfig') =>
  text(
    `${prompt}> ${command}`,
    '',
    'Choose the operation you want to perform:',
    '- REGISTER - To register the appliance with the Cisco Cloud Service portal.',
    '[]> register',
    '',
    'Enter a registration token key to register your appliance with the Cisco Cloud Service portal.',
    '[]> ',
    '',
    'The registration failed because of an invalid or expired token key',
    '',
    `${prompt}> `,
  );
const tile = (message: string, name = 'Secure Email') =>
  text(
    'Title: Incoming Mail',
    `Module: ${name}`,
    'Time range: Last 24 Hours',
    message,
    'Captured: 2026-11-20 09:14 UTC',
  );

describe('a registration that failed on the command line', () => {
  const members = [machine, { ...machine, hostname: 'esa2.example.com' }];

  it('is seen, though nobody knows which member of the cluster it was', async () => {
    const files = { 'cluster.xml': clusterExport(members), 'ssh.log': rejectedAt('(Cluster Mail)') };
    expect(await symptomsIn(files)).toEqual(['registration-fails']);
  });

  it('is none where the session is about licences', async () => {
    expect(await symptomsIn({ 'ssh.log': rejectedAt('esa1.example.com', 'license_smart') })).toEqual([]);
  });

  it('asks first for what lies behind the rejection: server, regions, times of the token', async () => {
    const asks = await asksIn({ 'ssh.log': rejectedAt('(Machine esa1.example.com)') });
    expect(asks.slice(0, 3)).toEqual(['page.cloud-service-settings', 'text.three-regions', 'text.registration-token']);
  });
});

describe('an unexpected error of a tile', () => {
  const error = tile('Message: There was an unexpected error in the Secure Email module');
  const session = (host: string) => text(`${host}> version`, '', 'Version: 15.5.1-055', '', `${host}> `);
  const menders = async (...hosts: string[]) => {
    const sessions = hosts.map((host, n) => [`${n}.txt`, session(host)] as const);
    const { findings } = await reportOf({ 'tile.txt': error, ...Object.fromEntries(sessions) });
    const found = findings.filter(
      ({ ruleId, verdict }) => ruleId === 'xdr/tile-unexpected-error' && verdict === 'fail',
    );
    return found.map(({ remedyBy }) => remedyBy);
  };

  it.each<[string, string[], string]>([
    ['of a hosted appliance is mended by TAC', ['esa1.rs1234-01.iphmx.com'], 'tac'],
    ['of an own appliance by the customer', ['esa1.example.com'], 'customer'],
    ['of nobody known by the customer, who is told of both ways', [], 'customer'],
    ['of one of each kind likewise', ['esa1.rs1234-01.iphmx.com', 'esa1.example.com'], 'customer'],
  ])('%s', async (_, hosts, by) => {
    expect(await menders(...hosts)).toEqual([by]);
  });
});

describe('an appliance that Cisco hosts', () => {
  const log = (host: string, ...lines: string[]) => ({
    'ssh.txt': text(
      `${host}> version`,
      '',
      'Product: Cisco C100V Email Security Virtual Appliance',
      'Version: 13.5.1-277',
      'Serial #: 420D4B6FA42E00000000-CE7D00000000',
      '',
      `${host}> `,
    ),
    'ctr_logs/ctr_logs.current': text(
      'Mon Nov 16 09:00:00 2026 Info: Version: 13.5.1-277 SN: 420D4B6FA42E00000000-CE7D00000000',
      'Mon Nov 16 09:00:00 2026 Info: Time offset from UTC: 0 seconds',
      ...lines,
    ),
  });
  const down = (minute: string) =>
    `Mon Nov 16 09:${minute}:00 2026 Warning: connect to api.eu.sse.itd.cisco.com:443: [Errno 60] Operation timed out`;
  const outage = [down('10'), down('13'), down('16')];
  const fixes = async (files: Files) => {
    const { findings } = await reportOf(files);
    return findings.filter(({ verdict }) => verdict === 'fail').map(({ ruleId, remedyBy }) => `${ruleId}: ${remedyBy}`);
  };

  it.each<[string, string]>([
    ['esa1.rs1234-01.iphmx.com', 'tac'],
    ['esa1.example.com', 'customer'],
  ])('is mended by who runs it, the way to the cloud as the release: %s', async (host, by) => {
    expect(await fixes(log(host, ...outage))).toEqual([
      `appliance/cloud-certificates-untrusted: ${by}`,
      `appliance/cloud-unreachable: ${by}`,
    ]);
  });

  it('has its logs read by TAC, not sent by the customer', async () => {
    const asked = async (host: string) => {
      const asks = await asksIn(log(host, down('10')));
      return asks.filter((id) => ['log.cloud-service', 'log.api', 'tac.ces-logs'].includes(id)).sort();
    };
    expect(await asked('esa1.rs1234-01.iphmx.com')).toEqual(['tac.ces-logs']);
    expect(await asked('esa1.example.com')).toEqual(['log.api', 'log.cloud-service']);
  });

  it.each<[string, boolean]>([
    ['(Machine esa1.rs1234-01.iphmx.com)', true],
    ['(Machine esa1.example.com)', false],
  ])('tells that a page may be out of reach of the customer: %s', async (prompt, isTold) => {
    const { findings } = await reportOf({ 'ssh.log': rejectedAt(prompt) });
    const rejected = findings.find(({ ruleId }) => ruleId === 'appliance/registration-token-rejected');
    expect(rejected?.remedyBy).toBe('customer');
    expect(rejected?.remedy.includes('hosted by Cisco (CES)')).toBe(isTold);
  });
});

it('asks for a crop that may explain the fault before a further capture that may', async () => {
  const day = (period: string) => tileData('EU', emailModule, period, empty);
  const calls = [
    moduleList('EU', [emailModule]),
    tileList('EU', emailModule),
    day('last_24_hours'),
    day('last_90_days'),
  ];
  const asks = await asksIn({ 'a.har': captureOf(calls) });
  const [first] = asks.filter((id) => ['page.xdr-module', 'har.tiles'].includes(id));
  expect(asks).toContain('har.tiles');
  expect(first).toBe('page.xdr-module');
});

it('calls no link of the integration broken for want of a host name', async () => {
  const unnamed = { ...machine, interfaces: [{ name: 'Management', port: 'Management', http: '6080', https: '6443' }] };
  const { findings } = await reportOf({ 'a.xml': standaloneExport(unnamed) });
  const found = findings.filter(({ verdict }) => verdict === 'fail').map(({ ruleId }) => ruleId);
  expect(found).toEqual(['appliance/management-hostname-missing']);
  expect(pack.chain.flatMap(({ rules }) => rules).filter((rule) => found.includes(rule))).toEqual([]);
});

it.each([
  ['20/11/2026 09:14 -03:00', '2026-11-20T12:14:00Z'],
  // Day or month: nobody knows.
  ['05/11/2026 09:14 -03:00', undefined],
])('reads a date with slashes only where the day is beyond twelve: %s', async (written, time) => {
  const report = await reportOf({
    'a.txt': tile('Message: There was a problem. Try again later.').replace(/(?<=Captured: ).*/, written),
  });
  const [found] = report.findings.filter(
    ({ ruleId, verdict }) => ruleId === 'xdr/tile-try-later' && verdict === 'fail',
  );
  expect(found?.evidence.at(0)?.time ?? undefined).toEqual(time);
});

it.each(['Threat Responseサーバ', 'Threat Response サーバ'])(
  'reads a Japanese label with and without its blank: %s',
  async (label) => {
    const lines = [
      'Cloud Service Settings',
      'Cloud Services',
      `Cisco XDR / ${label}：APJC (api.apj.sse.itd.cisco.com)`,
    ];
    expect(await factsOf('appliance.cloud-service.server', { '画面.txt': text(...lines) })).toEqual([
      'appliance:1 = api.apj.sse.itd.cisco.com',
    ]);
  },
);

it('shows the call that the SecureX portal answered, at its own place and time', async () => {
  const portal = { url: 'https://securex.us.security.cisco.com/', body: '<html></html>', mimeType: 'text/html' };
  const har = captureOf([moduleList('NAM', [emailModule]), portal, tileList('NAM', emailModule)]);
  const { findings } = await reportOf({ 'a.har': har });
  const retired = findings.find(({ ruleId }) => ruleId === 'xdr/securex-retired');
  const line = har.split('\n').findIndex((one) => one.includes(portal.url)) + 1;
  const shown = retired?.evidence.find(({ pointer }) => pointer === '/log/entries/1');
  expect(retired?.verdict).toBe('fail');
  expect(shown?.time).toBe('2026-11-20T09:00:01Z');
  expect(Math.abs((shown?.line ?? 0) - line)).toBeLessThan(10);
});
