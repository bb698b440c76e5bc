// E4017 in answers that nobody has seen the form of: it decides where it bears the id of its module, and anywhere else it
// takes back that the modules answer, until one of them answers again.
import { describe, expect, it } from 'vitest';
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
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const rule = 'sse/device-offline';
const message = 'There was a client error in the Secure Email module: E4017: Device is offline [409]';
const tiles = tileList('EU', emailModule);
const works = tileData('EU', emailModule, 'last_24_hours', filled);
const tile = (answer: unknown) => tileData('EU', emailModule, 'last_24_hours', answer);
const enrich = (body: unknown, more: Partial<SpecimenCall> = {}): SpecimenCall => ({
  ...{ url: xdrUrl('EU', '/iroh-enrich/observe/observables'), method: 'POST', body },
  ...more,
});
const events = (body: unknown): SpecimenCall => ({ url: 'https://admin.eu.sse.itd.cisco.com/api/v1/events', body });
const twice = (body: unknown) => JSON.stringify(body);
const capture = (...calls: SpecimenCall[]) => ({ 'a.har': captureOf(calls) });

describe('fails where the module is clear', () => {
  it.each<[string, SpecimenCall]>([
    ['an answer inside a text', enrich({ result: twice(offline(emailModule)) })],
    ['a text inside a text', enrich({ result: twice({ body: twice(offline(emailModule)) }) })],
    ['a whole answer that is a text', enrich(twice(twice(offline(emailModule))))],
    ['an answer that its tile hands on', tile({ response: twice(offline(emailModule)) })],
    [
      'an answer that another service hands on',
      { url: xdrUrl('EU', '/iroh-proxy/last'), body: { a: twice(offline(emailModule)) } },
    ],
    ['an answer of a stream', enrich(`data: ${twice(offline(emailModule))}\n\n`, { mimeType: 'text/event-stream' })],
    ['an error outside of a list', enrich({ failure: { module_instance_id: emailModule.id, message } })],
    ['beside the data of its tile', tile({ ...filled, problem: { module_instance_id: emailModule.id, message } })],
  ])('%s', async (_name, call) => {
    expect(await verdictsOf(rule, capture(tiles, works, call))).toEqual(['fail']);
    expect(await verdictsOf(rule, capture(tiles, call, works))).toEqual(['pass']);
  });
});

describe('is open where nobody can tell whose it is', () => {
  it.each<[string, SpecimenCall]>([
    ['a message alone', enrich({ failure: { message } })],
    [
      'a text in the data of its tile',
      tile({ data: { data: [{ key: 'note', value: 3, text: 'E4017: Device is offline' }] } }),
    ],
    ['a warning beside the data of its tile', tile({ ...filled, note: 'cached; last: E4017 offline' })],
    ['events of the exchange', events({ events: [{ time: '2026-11-19T08:00:00Z', device: 'esa1', message }] })],
    ['events inside a text', events({ result: twice([{ message }]) })],
    [
      'events of a module',
      enrich({ events: [{ module_instance_id: emailModule.id, timestamp: '2026-11-19T08:00:00Z', message }] }),
    ],
    [
      'a stream longer than is looked at',
      enrich(`${'data: {}\n'.repeat(10_001)}data: ${twice(offline(emailModule))}\n`, { mimeType: 'text/event-stream' }),
    ],
    ['an answer larger than is looked through', events({ message, values: Array(2_000_001).fill(0) })],
    ['events with an answer as text', enrich({ events: [{ payload: twice(offline(emailModule)) }] })],
  ])('%s', async (_name, call) => {
    const report = await reportOf(capture(tiles, works, call));
    expect(verdictsIn(report, rule)).toEqual(['open']);
    expect(reasonsIn(report, rule).length).toBeGreaterThan(0);
    expect(await verdictsOf(rule, capture(tiles, call, works))).toEqual(['pass']);
  });
});

it('in a longer word is another one', async () => {
  expect(await verdictsOf(rule, capture(tiles, works, events({ id: 'e40171' })))).toEqual(['pass']);
});

it('of a firewall module, in whatever form, is none of Secure Email', async () => {
  const call = enrich({ result: twice(offline(firewallModule)) });
  const all = moduleList('EU', [emailModule, firewallModule]);
  expect(await verdictsOf(rule, capture(all, tiles, works, call))).toEqual(['notApplicable', 'pass']);
});

it('in what the owner of a module typed in is no answer of it', async () => {
  const named = moduleList('EU', [Object.assign({ settings: { note: twice(offline(emailModule)) } }, emailModule)]);
  expect(await verdictsOf(rule, capture(tiles, works, named))).toEqual(['pass']);
});
