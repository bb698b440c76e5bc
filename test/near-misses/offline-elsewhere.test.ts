// E4017 where no list of errors holds it: an answer inside an answer, a list of events, a message in words.
import { expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  filled,
  offline,
  type SpecimenCall,
  sseCall,
  tileData,
  tileList,
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { verdictsOf } from './whole-case.js';

const rule = 'sse/device-offline';
const list = tileList('EU', emailModule);
const tile = (body: unknown, status = 200) => tileData('EU', emailModule, 'last_hour', body, status);
const good = tile(filled);
const inText = (body: unknown) => ({ response: JSON.stringify(body) });
const events: SpecimenCall = {
  url: sseCall('EU').url.replace('scim/v2/Devices', 'events/v1/list'),
  body: { events: [{ when: 1, text: 'request rejected, E4017: Device is offline' }] },
};
const proxied: SpecimenCall = { url: xdrUrl('EU', '/iroh-proxy/last'), body: inText(offline(emailModule)) };

it.each<[string, SpecimenCall[], string]>([
  ['the tile answers', [list, good], 'pass'],
  ['an answer inside the answer names the module', [list, good, tile(inText(offline(emailModule)))], 'fail'],
  ['twice wrapped', [list, good, tile(inText(inText(offline(emailModule))))], 'fail'],
  ['another call passes the answer on', [list, good, proxied], 'fail'],
  [
    'the tile has data, and a warning in words',
    [list, tile({ ...filled, note: 'cached; last: E4017 offline' })],
    'open',
  ],
  ['a later list of events has it', [list, good, events], 'open'],
  ['a list of events has it, and the tile answers later', [list, events, good], 'pass'],
  ['a longer word', [list, good, { ...events, body: { id: 'e40171' } }], 'pass'],
])('%s', async (_name, calls, verdict) => {
  expect(await verdictsOf(rule, { 'a.har': captureOf(calls) })).toEqual([verdict]);
});
