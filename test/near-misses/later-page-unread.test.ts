// A later page of the same appliance that cannot be read in full, but on which Deregister is not offered any more: what an
// earlier one shows no longer rules anything out.
import { expect, it } from 'vitest';
import { factsOf, verdictsOf } from './whole-case.js';

const page = (time: string, more: string) =>
  `Captured: 2026-11-20 ${time} UTC\nCloud Service Settings\nCloud Services\nThreat Response:\tEnabled\nThreat Response Server:\tEUROPE (api.eu.sse.itd.cisco.com)\nEdit Settings...\nCloud Services Settings\n${more}`;
const registered = page('09:00', 'Deregister Appliance:\tDeregister\n');
const field = 'Registration Token:\t\nRegister\n';

it.each<[string, string, string]>([
  ['an error in other words above a token field', `Error: Something new happened\n${field}`, 'open'],
  ['a rejection in other words', `The registration failed, the token is not good\n${field}`, 'open'],
  ['a status in other words', 'Status:\tSuspended\n', 'open'],
  ['a crop without the second box’s content', '', 'pass'],
  ['Deregister', 'Deregister Appliance:\tDeregister\n', 'pass'],
  ['a token field and no error', field, 'fail'],
])('%s, an hour later', async (_name, more, verdict) => {
  const files = { 'a.txt': registered, 'b.txt': page('10:00', more) };
  expect(await verdictsOf('appliance/not-registered', files)).toEqual([verdict]);
});

it('is no doubt where the page with Deregister is the later one', async () => {
  const files = { 'a.txt': registered, 'b.txt': page('08:00', `Error: Something new happened\n${field}`) };
  expect(await factsOf('appliance.registration.state', files)).toEqual(['appliance:1 = registered']);
});
