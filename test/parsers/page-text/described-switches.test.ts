// A sentence that describes a switch counts only when it says nothing else of it, and a state with a question mark is a
// question.
import { expect, test } from 'vitest';
import { factsIn } from './reading.js';

async function eventing(value: string): Promise<string | undefined> {
  const facts = await factsIn(`Security Services Exchange\nCloud Services for Example\nEventing: ${value}\n`);
  return facts['sse.service.eventing'];
}

test.each([
  'Neither toggle is turned on.',
  'Hardly a toggle switch is turned on.',
  'The toggle switch is turned on only when hovering.',
  'The toggle switch is turned on in the other organization.',
  'Somebody says the toggle switch is turned on.',
  'Kaum ein Schalter ist eingeschaltet.',
  'Nenhum interruptor está ligado.',
  '誰かによるとトグルスイッチがオンになっています。',
  'Enabled?',
  'on ?',
  '有効？',
])('%s is unclear', async (value) => {
  expect(await eventing(value)).toBe('?unrecognized');
});

test.each([
  ['A blue toggle switch is turned on.', 'on'],
  ['The toggle switch is turned on, and blue.', 'on'],
  ['A grey toggle switch is not turned on.', 'off'],
  ['Ein blauer Schalter ist eingeschaltet.', 'on'],
  ['Um interruptor está desligado.', 'off'],
  ['青いトグルスイッチがオンになっています。', 'on'],
])('%s is %s', async (value, state) => {
  expect(await eventing(value)).toBe(state);
});

test.each([
  ['Ein\n grauer Schalter ist nicht eingeschaltet.', 'off'],
  ['有効\nではありません', 'off'],
  ['on\nhold', '?unrecognized'],
  ['\nEin\ngrauer Schalter ist nicht eingeschaltet.', 'off'],
  ['\nEnabled\nonly for some', '?unrecognized'],
  ['Enabled\nDevices', 'on'],
])('a sentence that goes on in the next line is read to its end: %j', async (value, state) => {
  expect(await eventing(value)).toBe(state);
});

test('a box that lost its mark is no empty box', async () => {
  expect(await eventing('[ ]')).toBe('off');
  expect(await eventing('[]')).toBe('?unrecognized');
});
