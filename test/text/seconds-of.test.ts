import { expect, it } from 'vitest';
import { fold } from '../../src/text/fold.js';
import { secondsOf } from '../../src/text/seconds-of.js';

it.each([
  ['1 hour', 3600],
  ['24 Hours', 86_400],
  ['1h', 3600],
  ['30 minutes', 1800],
  ['one day', 86_400],
  ['2 weeks', 1_209_600],
  ['1 hora', 3600],
  ['7 dias', 604_800],
  ['eine Stunde', 3600],
  ['24 Stunden', 86_400],
  ['einem Tag', undefined],
  ['2 Tage', 172_800],
  ['1時間', 3600],
  ['7 日間', 604_800],
  ['1 month', undefined],
  ['0 hours', undefined],
  ['hours', undefined],
  ['24', undefined],
  ['24 hours or so', undefined],
])('%s', (text, seconds) => {
  expect(secondsOf(fold(text))).toBe(seconds);
});
