// Of a long secret a masker keeps a beginning and a digest: it is as well known by them as if it had been kept whole.
import { expect, it } from 'vitest';
import { createMasker } from '../../../src/text/secrets/mask.js';

const long = Array.from({ length: 40 }, (_, at) => `q${(at * 7919).toString(36)}Z${at}k`).join('');
/** Same beginning as the other, so that only all of it tells them apart. */
const twin = `${long.slice(0, -6)}other9`;
const spaced = `${long.slice(0, 100)} and then ${long.slice(100)}`;

it.each([
  ['whole', long],
  ['cut', `${long.slice(0, 90)} …`],
  ['cut within what is kept', `${long.slice(0, 30)}…`],
  ['as base64', Buffer.from(`x${long}`).toString('base64')],
])('is filtered out %s, with its own label', (_, text) => {
  const masker = createMasker();
  expect(masker.value(long, 'client_secret')).toBe('[secret#1]');
  const filtered = masker.egress(`see ${text}.`);
  expect(filtered).toContain('[secret#1]');
  expect(filtered).not.toMatch(/q[0-9a-z]{1,6}Z\d+k/);
});

it('goes on behind blanks where it is written whole', () => {
  const masker = createMasker();
  masker.value(spaced, 'client_secret');
  expect(masker.egress(`see ${spaced}!`)).toBe('see [secret#1]!');
});

it('has a label of its own beside one that begins alike, and the same however it is written', () => {
  const masker = createMasker();
  const escaped = `${long}%2B`;
  expect(masker.text(`token=${long}&token=${twin}&token=${long}`)).toBe(
    'token=[token#1]&token=[token#2]&token=[token#1]',
  );
  expect(masker.text(`https://x.example.com/?token=${escaped}`)).toContain('[token#3]');
  expect(masker.value(`${long}+`, 'token')).toBe('[token#3]');
});

it('is known to a masker that learnt it of another, which goes on numbering', () => {
  const first = createMasker();
  first.text(`token=${long}&token=abcdef0123456789`);
  const second = createMasker(first.memory().options);
  second.learn(first.memory());
  expect(second.egress(`${long} abcdef0123456789`)).toBe('[token#1] [token#2]');
  expect(second.text(`token=${twin}`)).toBe('token=[token#3]');
  first.learn(second.memory());
  expect(first.egress(twin)).toBe('[token#3]');
  expect(first.text('token=fedcba9876543210')).toBe('token=[token#4]');
});

it('is one of those that were counted', () => {
  const masker = createMasker();
  masker.text(`token=${long}&token=${long}&password=abcdef0123456789&pin=1`);
  expect(Object.fromEntries(masker.counts())).toEqual({ token: 1, password: 1 });
});
