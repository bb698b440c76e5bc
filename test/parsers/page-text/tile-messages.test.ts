// A bare message of a tile: whose it is, as far as the message itself tells.
import { expect, it } from 'vitest';
import type { LocalSubject } from '../../../src/model/subject.js';
import { extractors, readText, toldBy } from './reading.js';

const chain = (subject: LocalSubject): string =>
  `${subject.parent ? `${chain(subject.parent)} > ` : ''}${subject.type} ${subject.key}`;

async function told(text: string) {
  const all = (await readText(text)).observations.filter(({ fact }) => fact.startsWith('xdr.'));
  return all.map((one) => `${chain(one.subject)}: ${one.fact} ${toldBy(one)}`).sort();
}

const phrases = (id: string) => Object.values(extractors.messages.find((one) => one.id === id)?.phrases ?? {}).flat();
const account = 'cloudAccount messages';

it.each(phrases('device-offline'))('E4017 is of the module that it names: %s', async (phrase) => {
  expect(await told(`${phrase} [409]\n`)).toEqual([
    `${account} > module Secure Email: xdr.module.answer offline`,
    `${account} > module Secure Email: xdr.module.kind secure-email`,
    `${account} > module Secure Email: xdr.module.name Secure Email`,
  ]);
});

it.each(phrases('tile-unexpected-error'))('the unexpected error is of a tile of that module: %s', async (phrase) => {
  expect(await told(`${phrase}\n`)).toContain(
    `${account} > module Secure Email > tile message:1: xdr.tile.answer unexpected-error`,
  );
});

it.each(phrases('tile-try-later'))('try again later names no module: %s', async (phrase) => {
  expect(await told(`${phrase}.\n`)).toEqual([
    `${account} > module message:1 > tile message:1: xdr.tile.answer try-later`,
  ]);
});

it('what somebody says about a message is only stated', async () => {
  const [phrase] = phrases('device-offline');
  const all = await told(`The customer wrote that the tile says "${phrase} [409]" since Monday.\n`);
  expect(all).toHaveLength(3);
  for (const one of all) expect(one).toMatch(/ ~/);
});

it.each([
  ['above', ['Captured: 2026-11-20 09:14 UTC', 'MESSAGE'], ['2026-11-20T09:14:00Z']],
  ['below', ['MESSAGE', 'Captured: 2026-11-20 09:14 UTC'], ['2026-11-20T09:14:00Z']],
  [
    'above each',
    ['Captured: 2026-11-20 09:14 UTC', 'MESSAGE', 'Captured: 2026-11-20 10:14 UTC', 'MESSAGE'],
    ['2026-11-20T09:14:00Z', '2026-11-20T10:14:00Z'],
  ],
  [
    'between two messages that it may both be of',
    ['MESSAGE', 'Captured: 2026-11-20 09:14 UTC', 'MESSAGE', 'Captured: 2026-11-20 10:14 UTC'],
    [undefined, undefined],
  ],
])('a bare message is dated by the time %s', async (_, lines, times) => {
  const text = lines.join('\n').replaceAll('MESSAGE', 'There was an unexpected error in the Secure Email module');
  const { observations } = await readText(`${text}\n`);
  const answers = observations.filter(({ fact }) => fact === 'xdr.tile.answer');
  expect(answers.map(({ evidence }) => evidence.time?.text)).toEqual(times);
});
