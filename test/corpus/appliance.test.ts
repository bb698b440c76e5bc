// Exports of others, read through the whole pipeline: what they say, and the line it stands in.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import { analyzeCase } from '../../src/run/analyze-case.js';

const corpus = resolve(process.env.TRIAGE_CORPUS ?? '../shared/corpus');
const isThere = existsSync(`${corpus}/appliance`);
if (!isThere) process.stderr.write(`SKIPPED: no exports at ${corpus}; set TRIAGE_CORPUS\n`);

const pack = loadStoredPack();
const sink = { write: async () => undefined, isTerminal: false, columns: undefined };

async function factsOf(file: string): Promise<Record<string, string>> {
  const io = { stdin: (async function* () {})(), stdout: sink, stderr: sink, env: {}, cwd: `${corpus}/appliance` };
  const options = { name: 'case', paths: [file], pack, lang: 'en', toolVersion: '0.0.0', statements: [] };
  const { facts } = await analyzeCase(options, io);
  const told = facts.all().map(({ key, subject, state, evidence }) => {
    const name = subject.includes('/') ? `${key} ${subject.slice(subject.lastIndexOf(':') + 1)}` : key;
    const value = state.state === 'known' ? String(state.value) : `?${state.state === 'unknown' ? state.reason : ''}`;
    return [name, `${value} @${evidence[0]?.line ?? '-'}`];
  });
  return Object.fromEntries(told);
}

describe.skipIf(!isThere)('exports of the corpus', () => {
  test.each(['netshot_sma_m600v_showconfig_masked.xml', 'netshot_sma_m600v_showconfig_encrypted_option.xml'])(
    '%s',
    async (file) => {
      expect(await factsOf(file)).toMatchObject({
        'appliance.identity.product': 'Cisco M600V Secure Email and Web Manager @5',
        'appliance.identity.version': '15.0.1-416 @7',
        'appliance.identity.serial': 'BE59F09812A56BFCA12A-1478FC8D8A90 @8',
        'appliance.identity.kind': 'sma @5',
        'appliance.identity.hostname': 'esa.netshot.lab @23',
        'appliance.interface.list': 'Management,Production @41',
        'appliance.management.api-http': 'on @62',
        'appliance.management.api-https': 'on @63',
        'interface.api.http Production': 'on @50',
        'appliance.clock.zone': '?notInThisExport @16',
        'appliance.management.hostname': 'ciscom600v.lab.netshot.net @58',
        'appliance.network.dns-server': '172.16.254.98,172.16.254.99 @90',
        'appliance.network.gateway': '172.16.1.30 @101',
        'appliance.clock.ntp-server': '172.18.114.78,172.18.115.56 @121',
        'appliance.fips.mode': 'false @117',
      });
    },
  );

  test('a fragment without its root', async () => {
    expect(await factsOf('esa_fragment_2025_interfaces_anonymised.xml')).toMatchObject({
      'appliance.identity.hostname': 'esa301.example.local @1',
      'appliance.identity.serial': '?truncated @1',
      'appliance.management.api-http': 'on @39',
      'appliance.management.api-https': 'on @40',
      'interface.api.http external_smtp': 'off @43',
      'interface.api.https internal_smtp': 'off @52',
    });
  });
});
