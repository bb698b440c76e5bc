// Exports through parser, binding and combiners, with the catalogue as it is shipped: whose each reading is, and what
// only points to the cloud service.
import { expect, test } from 'vitest';
import { combiners } from '../../../src/combiners/registry.js';
import { compileExtractors } from '../../../src/facts/compile-extractors.js';
import { type FactTable, factTable } from '../../../src/facts/fact-table.js';
import type { Observation } from '../../../src/model/fact.js';
import { loadStoredPack } from '../../../src/pack/stored-pack.js';
import parser from '../../../src/parsers/esa-config.js';
import { trusted } from '../../../src/text/safe.js';
import {
  clusterExport,
  header,
  interfaceXml,
  machine,
  machineXml,
  management,
  standaloneExport,
} from '../../specimens/export-specimens.js';

const pack = loadStoredPack();
const extractors = compileExtractors(pack);
const definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));

async function read(...texts: string[]): Promise<FactTable> {
  const observations: Observation[] = [];
  for (const [index, text] of texts.entries()) {
    const bytes = (async function* () {
      yield Buffer.from(text, 'latin1');
    })();
    await parser.parse(bytes, extractors, {
      artifact: `${index}.xml`,
      observe: (observation) => observations.push(observation),
      note: () => undefined,
      excerpt: trusted,
    });
  }
  return factTable(observations, definitions, combiners, pack.hosts);
}

const http = 'appliance.management.api-http';
const off = { ...management, http: '0', https: '0' };

/** Every appliance with one of its facts: `id state`; those that were only named in brackets. */
function each(
  facts: FactTable,
  key: typeof http | 'appliance.identity.serial' | 'appliance.cloud-service.server',
): string[] {
  return facts.subjects('appliance').map(({ id, seen }) => {
    const { state } = facts.fact(key, id);
    const told = state.state === 'known' ? state.value : state.state === 'unknown' ? `?${state.reason}` : state.state;
    return `${seen ? id : `(${id})`} ${told}`;
  });
}

test('machines of a cluster without names stay apart, and the header makes no further appliance', async () => {
  const nameless = (of: typeof management) => `<machine>\n<interfaces>\n${interfaceXml(of)}</interfaces>\n</machine>\n`;
  const text = clusterExport([machine]).replace('</cluster>', `${nameless(off)}${nameless(management)}</cluster>`);
  expect(each(await read(text), http)).toEqual([
    'appliance:0.xml#machine[2] off',
    'appliance:0.xml#machine[3] on',
    'appliance:esa1.example.com on',
  ]);
  expect(each(await read(text), 'appliance.identity.serial')[2]).toBe('appliance:esa1.example.com ?ambiguousSubject');
});

test('two machines of one name stay apart', async () => {
  const text = clusterExport([machine, { ...machine, interfaces: [off] }]);
  expect(each(await read(text), http)).toEqual(['appliance:0.xml#machine[2] off', 'appliance:esa1.example.com on']);
});

test('what another export says of a name that two machines bear holds for neither', async () => {
  const twins = clusterExport([machine, { ...machine, interfaces: [off] }]);
  const alone = standaloneExport(machine, null);
  expect(each(await read(alone, twins), http)).toEqual([
    'appliance:1.xml#machine[2] ?truncated',
    'appliance:esa1.example.com ?truncated',
  ]);
});

test('a member without interfaces, and one that is only named, are open', async () => {
  const rest =
    '<machine>\n<hostname>esa2.example.com</hostname>\n</machine>\n<machine_name>ESA3.example.com</machine_name>\n';
  const facts = await read(clusterExport([machine]).replace('</cluster>', `${rest}</cluster>`));
  expect(each(facts, http)).toEqual([
    'appliance:esa1.example.com on',
    'appliance:esa2.example.com ?notInThisExport',
    '(appliance:esa3.example.com) ?notCollected',
  ]);
  expect(facts.fact('appliance.cluster.membership', 'appliance:esa1.example.com').state).toMatchObject({
    value: 'member',
  });
});

test('a backup, a template and a switched off part are not the appliance', async () => {
  const part = (tag: string, end: string, inside = '') =>
    `<${tag}>\n${inside}<interfaces>\n${interfaceXml(off)}</interfaces>\n</${end}>\n`;
  const parts = [
    part('backup', 'backup'),
    part('machine_template', 'machine_template'),
    part('section enabled="0"', 'section'),
    part('section', 'section', '<state>disabled</state>\n'),
  ];
  for (const one of parts) {
    const before = standaloneExport().replace('<config>\n', `<config>\n${one}`);
    expect(each(await read(before), http)).toEqual([`appliance:${header.serial} on`]);
  }
  const only = `<config>\n<hostname>esa1.example.com</hostname>\n${parts.join('')}</config>\n`;
  expect(each(await read(only), http)).toEqual(['appliance:esa1.example.com ?notInThisExport']);
});

test.each(['\u2026', '[snip]', '<!-- removed -->', '<?x?>'])(
  '%s between interfaces leaves the list open',
  async (mark) => {
    const text = standaloneExport(machine, null).replace('    </interface>\n', `    </interface>\n${mark}\n`);
    expect(each(await read(text), http)).toEqual(['appliance:esa1.example.com ?truncated']);
  },
);

test('interfaces that do not tell their port leave open whether there are two on it', async () => {
  const second = interfaceXml({ name: 'Second', port: 'x' }).replace('<phys_interface>x</phys_interface>', '');
  const text = `<config>\n<interfaces>\n${interfaceXml(management)}${second}</interfaces>\n</config>\n`;
  expect(each(await read(text), http)).toEqual(['appliance:1 ?truncated']);
});

test('elements that point to the cloud service are shown, and decide nothing', async () => {
  const element =
    '<x_settings><y>https://API.eu.sse.itd.cisco.com:443/</y><threat_resp_status>1</threat_resp_status></x_settings>';
  const facts = await read(standaloneExport().replace('  <listeners>', `  ${element}\n  <listeners>`));
  const id = `appliance:${header.serial}`;
  expect(each(facts, 'appliance.cloud-service.server')).toEqual([`${id} ?unconfirmed`]);
  const { evidence } = facts.fact('appliance.cloud-service.element', id);
  expect(evidence.map(({ line, pointer }) => `${line} ${pointer}`)).toEqual([
    '36 /config/x_settings/y',
    '36 /config/x_settings/threat_resp_status',
  ]);
  const look = element.replace('cisco.com', 'cisco.com.example.com').replace('threat_resp', 'x');
  const none = await read(standaloneExport().replace('  <listeners>', `  ${look}\n  <listeners>`));
  expect(none.fact('appliance.cloud-service.element', id).evidence).toEqual([]);
});

test('servers of DNS and time are complete lists, and none is known to be none', async () => {
  const both = '<dns><local_dns><dns_ip priority="0">192.0.2.53</dns_ip></local_dns></dns><ntp></ntp>';
  const id = `appliance:${header.serial}`;
  const facts = await read(standaloneExport().replace('  <listeners>', `${both}\n  <listeners>`));
  expect(facts.fact('appliance.network.dns-server', id)).toMatchObject({
    state: { value: ['192.0.2.53'] },
    incomplete: false,
  });
  expect(facts.fact('appliance.clock.ntp-server', id)).toMatchObject({ state: { value: [] }, incomplete: false });
  const snipped = await read(standaloneExport().replace('  <listeners>', `<ntp>[...]</ntp>\n  <listeners>`));
  expect(snipped.fact('appliance.clock.ntp-server', id).state.state).toBe('unknown');
});

test('a line that a terminal wrapped keeps the lines of what follows', async () => {
  const whole = standaloneExport();
  const wrapped = whole
    .split('\n')
    .flatMap((line) => line.match(/.{1,51}/g) ?? [''])
    .join('\n');
  const id = `appliance:${header.serial}`;
  expect((await read(wrapped)).fact(http, id).state).toEqual((await read(whole)).fact(http, id).state);
  const { evidence } = (await read(wrapped)).fact('interface.api.https', `${id}/interface:Management`);
  expect(wrapped.split('\n')[(evidence[0]?.line ?? 0) - 1]).toContain('api_httpsd_port');
});

test('an export of a web appliance is not taken', async () => {
  const web = { ...header, product: 'Cisco S300V Secure Web Virtual Appliance', model: 'S300V' };
  expect((await read(standaloneExport(machine, web))).subjects('appliance')).toEqual([]);
});

test('Management without a host name is known to have none', async () => {
  const { hostname: _, ...bare } = management;
  const facts = await read(standaloneExport({ ...machine, interfaces: [bare] }));
  expect(facts.fact('appliance.management.hostname', `appliance:${header.serial}`).state).toEqual({ state: 'absent' });
  const cut = machineXml({ ...machine, interfaces: [bare] });
  const open = await read(cut.slice(0, cut.indexOf('</interface>')));
  expect(open.fact('appliance.management.hostname', 'appliance:esa1.example.com').state.state).toBe('unknown');
});
