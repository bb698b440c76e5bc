// Who looks after several organizations: what the portal shows of one says nothing of another in the same region.
import { expect, it } from 'vitest';
import { captureOf, emailModule, moduleList, type SpecimenCall, xdrToken } from '../specimens/capture-specimens.js';
import { reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const page = (name: string, eventing: string | undefined, more: string[] = []) =>
  [
    'Captured: 2026-11-20 09:00 UTC',
    'https://admin.eu.sse.itd.cisco.com/',
    `Cloud Services for ${name}`,
    'XDR Threat Response [x]',
    ...(eventing === undefined ? [] : [`Eventing ${eventing}`]),
    ...more,
  ].join('\n');
const later = (text: string) => text.replace('09:00', '11:00');
const rule = 'sse/eventing-off';

it.each<[string, Record<string, string>, string]>([
  [
    'off, and later on for another',
    { 'a.txt': page('Example Mail', '[ ]'), 'b.txt': later(page('Sample Logistics', '[x]')) },
    'open',
  ],
  [
    'on, and later off for another',
    { 'a.txt': page('Example Mail', '[x]'), 'b.txt': later(page('Sample Logistics', '[ ]')) },
    'open',
  ],
  [
    'on for the one, not shown for the other',
    { 'a.txt': page('Example Mail', '[x]'), 'b.txt': page('Sample Logistics', undefined) },
    'open',
  ],
  ['on for both', { 'a.txt': page('Example Mail', '[x]'), 'b.txt': page('Sample Logistics', '[x]') }, 'pass'],
  ['off for both', { 'a.txt': page('Example Mail', '[ ]'), 'b.txt': page('Sample Logistics', '[ ]') }, 'fail'],
  [
    'off, and later on for the same',
    { 'a.txt': page('Example Mail', '[ ]'), 'b.txt': later(page('EXAMPLE MAIL', '[x]')) },
    'pass',
  ],
  [
    'both in one text',
    { 'a.txt': `${page('Example Mail', '[ ]')}\n\n${later(page('Sample Logistics', '[x]'))}\n` },
    'open',
  ],
  [
    'on for both, off on a page without a name',
    {
      'a.txt': page('Example Mail', '[x]'),
      'b.txt': page('Sample Logistics', '[x]'),
      'c.txt': later(page('[redacted]', '[ ]')),
    },
    'open',
  ],
])('%s', async (_name, files, verdict) => {
  expect(verdictsIn(await reportOf(files), rule)).toEqual([verdict]);
});

it('both organizations are told apart where it is open, and neither is named', async () => {
  const report = await reportOf({ 'a.txt': page('Example Mail', '[ ]'), 'b.txt': page('Sample Logistics', '[x]') });
  expect(reasonsIn(report, rule)).toEqual(['sse.service.eventing: severalOrganizations']);
  const [finding] = report.findings.filter(({ ruleId }) => ruleId === rule);
  const excerpts = finding?.evidence.map(({ excerpt }) => excerpt) ?? [];
  expect(excerpts.filter((one) => /\[organization#\d\]/.test(one))).toHaveLength(2);
  expect(JSON.stringify(report)).not.toMatch(/Example Mail|Sample Logistics/);
});

const talos = {
  id: '0a000000-0000-4000-8000-000000000003',
  name: 'Talos',
  module_type_id: '1898d0e8-45f7-550d-8ab5-915f064426dd',
};
const signed = (id: string, call: SpecimenCall): SpecimenCall => ({
  ...call,
  authorization: xdrToken({ 'org/id': id }),
});
const [a, b] = ['0c000000-0000-4000-8000-00000000000a', '0c000000-0000-4000-8000-00000000000b'];
const [has, lacks] = [moduleList('EU', [talos, emailModule]), moduleList('EU', [talos])];
const none = moduleList('NAM', []);

it.each<[string, SpecimenCall[], string[]]>([
  ['missing in one organization, and in another there', [signed(a, lacks), signed(b, has)], ['open']],
  ['there in one organization, and in another missing', [signed(a, has), signed(b, lacks)], ['open']],
  ['missing in one of two', [signed(a, lacks), signed(b, { ...lacks, url: `${lacks.url}/x` })], ['open']],
  ['there in both', [signed(a, has), signed(b, has)], ['pass']],
  ['missing at first, in one organization', [signed(a, lacks), signed(a, has)], ['pass']],
  ['missing in one region, and in another there', [none, has], ['open', 'pass']],
  ['missing in both regions', [none, lacks], ['fail', 'fail']],
])('a module %s', async (_name, calls, verdicts) => {
  expect(await verdictsOf('xdr/module-missing', { 'a.har': captureOf(calls) })).toEqual(verdicts);
});

it('a module that is listed in another region, in another capture', async () => {
  const report = await reportOf({ 'a.har': captureOf([none]), 'b.har': captureOf([has]) });
  expect(verdictsIn(report, 'xdr/module-missing')).toEqual(['open', 'pass']);
  expect(reasonsIn(report, 'xdr/module-missing')).toEqual(['xdr.account.email-module: mismatch']);
});
