// Modules that seem to point nowhere: only an id that is known as a device's, and is missing from a later complete list, does.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  firewallModule,
  moduleList,
  offline,
  type SpecimenCall,
  type SpecimenModule,
  signIn,
  sseCall,
  tileData,
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const rule = 'case/module-device-mismatch';
const device = '0d000000-0000-4000-8000-000000000001';
const capture = (...calls: SpecimenCall[]) => ({ 'a.har': captureOf(calls) });
const withSettings = (one: SpecimenModule, settings: unknown): SpecimenModule & object =>
  Object.assign({ settings }, one);
const pointing = (settings: unknown, one: SpecimenModule = emailModule) =>
  moduleList('EU', [withSettings(one, settings)]);
const mine = pointing({ anything: device });
const listOf = (...ids: string[]): SpecimenCall => ({
  ...sseCall('EU'),
  body: { totalResults: ids.length, Resources: ids.map((id) => ({ id })) },
});
const paged: SpecimenCall = { ...sseCall('EU'), body: { totalResults: 9, Resources: [{ id: 'd2' }] } };
const more: SpecimenCall = { ...sseCall('EU'), body: { Resources: [{ id: 'd2' }], paging: { nextPage: 'p2' } } };
const asked: SpecimenCall = { url: xdrUrl('EU', `/iroh-sse/device/${device}`), body: { any: 'thing' } };
const elsewhere = { ...listOf('d2'), url: 'https://admin.sse.itd.cisco.com/providers/sse/services/scim/v2/Devices' };

describe(rule, () => {
  it.each<[string, SpecimenCall[], string]>([
    ['it was listed, and is not in a later whole list', [mine, listOf(device), listOf('d2')], 'fail'],
    ['it was listed, and a later whole list is empty', [listOf(device), mine, listOf()], 'fail'],
    [
      'XDR was asked for it, and the whole list has other ids: they may be of another kind',
      [mine, asked, listOf('d2')],
      'open',
    ],
    ['XDR was asked for it, and no device is left', [mine, asked, listOf()], 'fail'],
    ['a setting is a number, and so is the id', [pointing({ port: 443 }), listOf('443'), listOf('7')], 'open'],
    ['XDR did not find it, and the whole list lacks it', [mine, { ...asked, status: 404 }, listOf('d2')], 'fail'],
    ['it is listed, whoever it is', [mine, listOf(device)], 'open'],
    ['it was missing, and is listed later', [mine, listOf(device), listOf('d2'), listOf(device)], 'open'],
    ['the list was taken before the settings', [listOf(device), listOf('d2'), mine], 'open'],
    ['no setting is the id of any device', [pointing({ url: 'https://192.0.2.10' }), listOf('d2')], 'open'],
    ['a setting looks like an id, and nothing says of what', [mine, listOf('d2')], 'open'],
    ['the settings are masked', [pointing({ device: '[redacted]' }), listOf(device), listOf('d2')], 'open'],
    ['the settings were left out', [pointing(undefined), listOf(device), listOf('d2')], 'open'],
    ['the later list is a page of it', [mine, listOf(device), paged], 'open'],
    ['the later list says that there is more', [mine, listOf(device), more], 'open'],
    ['the later list has it in capitals', [mine, listOf(device), listOf(device.toUpperCase())], 'open'],
    ['XDR still finds it after the list that lacks it', [mine, listOf(device), listOf('d2'), asked], 'open'],
    ['the later list is of another region', [mine, listOf(device), elsewhere], 'open'],
    ['there is no list', [mine, asked], 'open'],
    [
      'the organization was changed between',
      [mine, listOf(device), signIn('EU', { 'org/id': 'org-1' }), signIn('EU', { 'org/id': 'org-2' }), listOf('d2')],
      'open',
    ],
    ['two settings are ids of devices', [pointing([device, 'd3']), listOf(device, 'd3'), listOf('d2')], 'open'],
    ['another product points to it', [pointing({ device }, firewallModule), listOf(device), listOf()], 'notApplicable'],
  ])('%s', async (_name, calls, verdict) => {
    expect(await verdictsOf(rule, capture(...calls))).toEqual([verdict]);
  });

  it('two modules: an old one beside the one that took its place is a question', async () => {
    const both = moduleList('EU', [
      withSettings(emailModule, { device }),
      withSettings({ ...emailModule, id: '0a000000-0000-4000-8000-000000000004' }, { device: 'd2' }),
    ]);
    const report = await reportOf(capture(both, listOf(device, 'd2'), listOf('d2')));
    expect(verdictsIn(report, rule)).toEqual(['open', 'open']);
  });

  it('explains E4017 of the same module', async () => {
    const call = tileData('EU', emailModule, 'last_hour', offline(emailModule));
    const report = await reportOf(capture(mine, listOf(device), listOf(), call));
    expect(verdictsIn(report, rule)).toEqual(['fail']);
    expect(verdictsIn(report, 'sse/device-offline')).toEqual(['(fail)']);
  });

  it('says why it is never ruled out, and shows no setting', async () => {
    const report = await reportOf(capture(mine, listOf(device)));
    const [finding] = report.findings.filter(({ ruleId }) => ruleId === rule);
    expect(finding?.message).toMatch(/guess/);
    expect(reasonsIn(report, rule)).toEqual([]);
  });

  it('of several captures without a zone, nobody can tell which list is the last', async () => {
    const local = (...calls: SpecimenCall[]) => captureOf(calls).replaceAll(/(\d)Z"/g, '$1"');
    const files = { 'a.har': local(mine, listOf(device)), 'b.har': local(listOf('d2')) };
    expect(await verdictsOf(rule, files)).toEqual(['open']);
  });

  it('does not hold for a cut list of devices', async () => {
    const cut = captureOf([mine, listOf(device), listOf('d2'), mine]).slice(0, -60);
    expect(await verdictsOf(rule, { 'a.har': cut })).toEqual(['open']);
  });
});
