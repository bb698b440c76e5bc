// A caption or a name that puts a page aside does not make an older look a proof: the later page decides nothing, and what it
// contradicts rules nothing out any more.
import { expect, it } from 'vitest';
import { verdictsOf } from './whole-case.js';

const page = (time: string, second: string, banner = '') =>
  `Captured: 2026-11-20 ${time} UTC\nCloud Service Settings\n${banner}Cloud Services\nThreat Response:\tEnabled\nThreat Response Server:\tEUROPE (api.eu.sse.itd.cisco.com)\nEdit Settings...\nCloud Services Settings\n${second}`;
const registered = page('09:00', 'Deregister Appliance:\tDeregister\n');
const rejected = page(
  '10:00',
  'Registration Token:\t\nRegister\n',
  'Error: The registration failed because of an invalid or expired token key. Use a valid token key and try again.\n',
);
const rules = ['appliance/registration-token-rejected', 'appliance/not-registered'];

async function verdicts(files: Readonly<Record<string, string>>): Promise<string[]> {
  return (await Promise.all(rules.map((rule) => verdictsOf(rule, files)))).flat();
}

it('fails where nothing puts it aside', async () => {
  expect(await verdicts({ 'a.txt': registered, 'b.txt': rejected })).toEqual(['fail', 'notApplicable']);
});

it.each<[string, Readonly<Record<string, string>>]>([
  ['a caption', { 'a.txt': registered, 'b.txt': `Expected:\n\n${rejected}` }],
  ['a name', { 'a.txt': registered, 'expected.txt': rejected }],
  ['a folder', { 'a.txt': registered, 'lab/b.txt': rejected }],
])('%s keeps back what the older page ruled out', async (_name, files) => {
  expect(await verdicts(files)).toEqual(['open', 'open']);
});

it('an earlier page that is put aside leaves the later one as it is', async () => {
  const files = { 'expected.txt': rejected.replace('10:00', '08:00'), 'b.txt': registered };
  expect(await verdicts(files)).toEqual(['pass', 'pass']);
});
