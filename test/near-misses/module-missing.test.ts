// Lists of modules that seem to lack the one of Secure Email, and do or do not.
import { expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  filled,
  firewallModule,
  moduleList,
  offline,
  type SpecimenCall,
  tileData,
  tileList,
} from '../specimens/capture-specimens.js';
import { reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const rule = 'xdr/module-missing';
const talos = {
  id: '0a000000-0000-4000-8000-000000000003',
  name: 'Talos',
  module_type_id: '1898d0e8-45f7-550d-8ab5-915f064426dd',
};
const none = moduleList('EU', [talos]);
const both = moduleList('EU', [talos, emailModule]);
const capture = (...calls: SpecimenCall[]) => ({ 'a.har': captureOf(calls) });
const paged: SpecimenCall = { ...none, headers: { 'x-total-hits': '2' } };

it.each<[string, SpecimenCall[], string]>([
  ['all modules are of known other types', [none], 'fail'],
  ['there is no module at all', [moduleList('EU', [])], 'fail'],
  ['it was there, and the latest list is without it', [both, none], 'open'],
  ['it is listed', [both], 'pass'],
  ['it was added later', [none, both], 'pass'],
  ['its tile answers, and nobody asked for the list', [tileList('EU', emailModule)], 'pass'],
  ['a module is of an unknown type, whatever its name', [moduleList('EU', [talos, firewallModule])], 'open'],
  ['a module has a name that tells nothing', [moduleList('EU', [talos, { ...emailModule, name: 'Berlin' }])], 'open'],
  ['the capture has no list of modules', [tileList('EU', firewallModule)], 'open'],
  ['the list is a page of it', [paged], 'open'],
  ['the list is a search', [{ ...none, url: `${none.url}?module_type_id=x` }], 'open'],
  ['the list was refused', [{ ...none, status: 403, body: {} }], 'open'],
  ['the body of the list is missing', [{ ...none, body: undefined }], 'open'],
  [
    'a tile of one answers that the whole list does not have',
    [none, tileList('EU', emailModule), tileData('EU', emailModule, 'last_hour', filled)],
    'open',
  ],
  [
    'an error of one comes that the whole list does not have',
    [none, tileData('EU', emailModule, 'last_hour', offline(emailModule))],
    'open',
  ],
])('%s', async (_name, calls, verdict) => {
  expect(await verdictsOf(rule, capture(...calls))).toEqual([verdict]);
});

it('a cut list is not complete', async () => {
  expect(await verdictsOf(rule, { 'a.har': captureOf([none, none]).slice(0, -60) })).toEqual(['open']);
});

it('a card of it on the page is enough, a word in a mail is not', async () => {
  const card = 'Administration > Integrations\nModule: Secure Email Appliance\nEnabled: yes\nStatus: OK\n';
  expect(await verdictsOf(rule, { 'card.txt': card })).toEqual(['pass']);
  expect(await verdictsOf(rule, { ...capture(none), 'card.txt': card })).toEqual(['open']);
  const mail = 'Hello,\nthe Secure Email module is there, we think.\n';
  expect(await verdictsOf(rule, { ...capture(tileList('EU', firewallModule)), 'mail.txt': mail })).toEqual(['open']);
});

it('explains an empty dashboard, and asks for the card', async () => {
  const seen = await reportOf({ ...capture(none), 'case.txt': 'Dashboard is empty.\n' });
  expect(verdictsIn(seen, rule)).toEqual(['fail']);
  const unseen = await reportOf(capture(tileList('EU', firewallModule)));
  expect(reasonsIn(unseen, rule)).toEqual(['xdr.account.email-module: notCollected']);
  expect(unseen.asks.find(({ collect }) => collect === 'page.xdr-module')?.decides).toContain(rule);
});
