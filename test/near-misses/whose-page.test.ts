// Pages and messages whose subject the text names badly, or not at all.
import { describe, expect, it } from 'vitest';
import { captureOf, emailModule, tileList } from '../specimens/capture-specimens.js';
import { machine, standaloneExport } from '../specimens/export-specimens.js';
import { pack, reasonsIn, reportOf, verdictsIn } from './whole-case.js';

const portal = (address: string, eventing = '[x]') =>
  [
    address,
    '',
    'Cloud Services for Example Organization',
    '',
    'Cisco SecureX threat response [x]',
    `Eventing ${eventing}`,
    '',
  ].join('\n');
const rule = 'sse/eventing-off';

describe('a page of the SSE portal', () => {
  it.each(['URL: https://admin.eu.sse.itd.cisc.com/', 'https://stage-admin.sse.itd.cisco.com/'])(
    'at an address that tells no region (%s) was ruled out for an account of its own',
    async (address) => {
      const report = await reportOf({ 'page.txt': portal(address) });
      expect(verdictsIn(report, rule)).toEqual(['open']);
      expect(reasonsIn(report, rule)).toContain('sse.service.eventing: unrecognized');
      // What it shows is a fault wherever it is.
      expect(verdictsIn(await reportOf({ 'page.txt': portal(address, '[ ]') }), rule)).toEqual(['fail']);
    },
  );

  it('without any address is ruled out for itself only, as before', async () => {
    expect(verdictsIn(await reportOf({ 'page.txt': portal('Security Services Exchange') }), rule)).toEqual(['pass']);
  });

  it('has one label for its organization, in the value and in every line of evidence', async () => {
    const report = await reportOf({ 'page.txt': portal('https://admin.eu.sse.itd.cisco.com/') });
    expect(JSON.stringify(report)).not.toContain('Example Organization');
  });
});

describe('a portal below a captioned address', () => {
  const service = `Cloud Service Settings\nCloud Services\nThreat Response: Enabled\nThreat Response Server: EUROPE (api.eu.sse.itd.cisco.com)\nEdit Settings\nCloud Services Settings\nDeregister\n`;
  it.each(['Screenshot, address bar: admin.sse.itd.cisco.com', 'Screenshot of https://admin.sse.itd.cisco.com/'])(
    'is of its own region, not of the only account: %s',
    async (caption) => {
      const report = await reportOf({ 'esa.txt': service, 'page.txt': portal(caption) });
      expect(verdictsIn(report, 'case/region-mismatch')).toEqual(['fail']);
      expect(verdictsIn(report, rule)).not.toEqual(['pass']);
      const same = await reportOf({ 'esa.txt': service, 'page.txt': portal(caption.replace('admin', 'admin.eu')) });
      expect(verdictsIn(same, 'case/region-mismatch')).toEqual(['open']);
      expect(verdictsIn(same, rule)).toEqual(['pass']);
    },
  );
});

describe('pages of two machines of a cluster', () => {
  const boxes = 'Cloud Services\nThreat Response: Enabled\nEdit Settings\nCloud Services Settings\n';
  const rejected = 'Error - The registration failed because of an invalid or expired token.\n';
  it.each([
    ['Mode — Machine: esa1.example.com', 'Mode — Machine: esa2.example.com'],
    ['Host name: esa1.example.com', 'Host name: esa2.example.com'],
    ['Modus — Maschine: esa1.example.com', 'Modus — Maschine: esa2.example.com'],
    ['https://esa1.example.com/network/cloud', 'https://esa2.example.com/network/cloud'],
  ])('are not taken for one: %s', async (first, second) => {
    const page = (name: string, message: string, below: string) =>
      `${name}\nCloud Service Settings\n${message}${boxes}${below}\n`;
    const report = await reportOf({
      'a.txt': `Captured: 2026-11-18 10:05 UTC\n${page(first, rejected, 'Registration Token:\nRegister')}`,
      'b.txt': `Captured: 2026-11-18 10:15 UTC\n${page(second, '', 'Deregister')}`,
    });
    expect(verdictsIn(report, 'appliance/registration-token-rejected')).toEqual(['fail', 'pass']);
    expect(report.symptoms[0]).toMatchObject({ explainedBy: [], over: null });
  });
});

it('the address of the web interface alone names no appliance: its name may be another than the host name', async () => {
  const page = `https://mail-gui.example.com/network/cloud\nCloud Service Settings\nCloud Services\nThreat Response: Disabled\n`;
  const files = { 'config.xml': standaloneExport({ ...machine, interfaces: [] }), 'a.txt': page };
  expect(verdictsIn(await reportOf(files), 'appliance/cloud-service-off')).toEqual(['fail']);
});

it.each(['esa1.example.com', 'https://esa1.customer.local/choose'])(
  'a page below the name of a host (%s) shows, whatever words are in the name',
  async (name) => {
    const page = `CISCO  Secure Email Gateway  ${name}\nCloud Service Settings\nCloud Services\nThreat Response: Disabled\n`;
    expect(verdictsIn(await reportOf({ 'a.txt': page }), 'appliance/cloud-service-off')).toEqual(['fail']);
    const told = page.replace(name, 'example');
    expect(verdictsIn(await reportOf({ 'a.txt': told }), 'appliance/cloud-service-off')).toEqual(['open']);
  },
);

it.each(['', 'Captured: 2026-11-18 10:05 UTC\n'])(
  'a crop with a token field (%j) takes Deregister back',
  async (time) => {
    const boxes = 'Cloud Services\nThreat Response:\tEnabled\nEdit Settings\nCloud Services Settings\n';
    const page = `Captured: 2026-11-16 10:05 UTC\nCloud Service Settings\n${boxes}Deregister\n`;
    const crop = `${time}Cloud Service Settings\n\nCloud Services Settings\nRegistration Token:\nRegister\n`;
    for (const id of [
      'appliance/not-registered',
      'appliance/registration-token-rejected',
      'appliance/cloud-unreachable',
    ]) {
      expect(verdictsIn(await reportOf({ 'a.txt': page, 'b.txt': crop }), id)).toEqual(['open']);
      expect(verdictsIn(await reportOf({ 'a.txt': page }), id)).toEqual(['pass']);
    }
  },
);

it.each([
  ['api.eu.sse.itd.cisc.com', 'host-unknown-near', 'It resembles api.eu.sse.itd.cisco.com'],
  ['proxy.example.net', 'host-unknown', 'proxy.example.net is not in the table'],
  ['stage-api-sse.cisco.com', 'host-staging', 'a staging host'],
])('a server row that tells no region says why: %s', async (host, code, words) => {
  const page = `Cloud Service Settings\nCloud Services\nThreat Response:\tEnabled\nThreat Response Server:\t${host}\nEdit Settings\n`;
  const { diagnostics } = await reportOf({ 'page.txt': page });
  expect(diagnostics.find((one) => one.code === code)?.message).toContain(words);
});

it.each(pack.languages)('a message that names no module is one of the file that shows it, in %s', async (lang) => {
  const text = 'There was a problem. Try again later.\n';
  const { findings } = await reportOf({ 'tile.txt': text }, { lang });
  const own = findings.filter(({ ruleId }) => ruleId === 'xdr/tile-try-later');
  expect(own[0]?.subject?.name).toContain('tile.txt');
  expect(JSON.stringify(own.map(({ message, subject }) => [message, subject?.name]))).not.toMatch(/message:\d/);
});

describe('a message outside of a page', () => {
  const e4017 = 'There was a client error in the Secure Email module: E4017: Device is offline [409]';
  const times = async (...lines: string[]) => {
    const { findings } = await reportOf({ 'tile.txt': `${lines.join('\n')}\n` });
    const own = findings.filter(({ ruleId }) => ruleId === 'sse/device-offline');
    return own.flatMap(({ evidence }) => evidence.map(({ time }) => time));
  };

  it('was undated under the time of its picture', async () => {
    expect(new Set(await times('Captured: 2026-11-20 09:14 UTC', '', e4017))).toEqual(
      new Set(['2026-11-20T09:14:00Z']),
    );
  });

  it('takes no time where it stands above the first of two, or far below', async () => {
    const two = ['Captured: 2026-11-20 09:14 UTC', '', 'Captured: 2026-11-20 10:00 UTC'];
    expect(new Set(await times(e4017, ...two))).toEqual(new Set([null]));
    const far = Array.from({ length: 12 }, () => '');
    expect(new Set(await times('Captured: 2026-11-20 09:14 UTC', ...far, e4017))).toEqual(new Set([null]));
  });
});

describe('switches that are on at the portal of the appliance', () => {
  const on = portal('https://admin.eu.sse.itd.cisco.com/');
  const server = (host: string) => `Cloud Service Settings\n\nCloud Services\nThreat Response: Enabled\n${host}\n`;
  const eu = server('Threat Response Server: EUROPE (api.eu.sse.itd.cisco.com)');
  const xdr = (region: 'NAM' | 'EU') => captureOf([tileList(region, emailModule)]);

  it('rule nothing out while XDR is used in another region', async () => {
    const report = await reportOf({ 'sse.txt': on, 'page.txt': eu, 'a.har': xdr('NAM') });
    expect(verdictsIn(report, 'case/region-mismatch')).toEqual(['fail']);
    expect(verdictsIn(report, rule)).toEqual(['open', 'open']);
    expect(reasonsIn(report, rule)).toContain('sse.service.eventing: mismatch');
  });

  it('rule it out where all are of one region', async () => {
    const report = await reportOf({ 'sse.txt': on, 'page.txt': eu, 'a.har': xdr('EU') });
    expect(verdictsIn(report, rule)).toEqual(['pass']);
  });
});
