// The time that people write beside a picture; a zone with two meanings is none.
import { expect, it } from 'vitest';
import { momentOf } from '../../../src/model/moment.js';
import { isoOf } from '../../../src/parsers/page-text/iso-of.js';

it.each([
  ['2026-11-20 09:14 UTC', '2026-11-20T09:14:00Z'],
  ['2026-11-20 09:14Z', '2026-11-20T09:14:00Z'],
  ['2026-11-20 18:14 JST', '2026-11-20T09:14:00Z'],
  ['2026年11月20日 18:14 JST', '2026-11-20T09:14:00Z'],
  ['2026/11/20 06:14 BRT', '2026-11-20T09:14:00Z'],
  ['2026-11-20 06:14 UTC-3', '2026-11-20T09:14:00Z'],
  ['2026-11-20 10:14 (UTC+01:00)', '2026-11-20T09:14:00Z'],
  ['2026-11-20 10:14 GMT+1', '2026-11-20T09:14:00Z'],
  ['20.11.2026, 10:14 Uhr MEZ', '2026-11-20T09:14:00Z'],
  ['20.11.2026 10:14 CET', '2026-11-20T09:14:00Z'],
  ['1.7.2026 um 9:14 MESZ', '2026-07-01T07:14:00Z'],
  // In summer people write CET and mean CEST.
  ['2026-07-20 10:14 CET', '2026-07-20T10:14:00'],
  ['2026-11-20 10:14 CST', '2026-11-20T10:14:00'],
  ['2026-11-20 10:14', '2026-11-20T10:14:00'],
  ['11/10/2026 10:14 UTC', undefined],
  ['yesterday', undefined],
])('%s', (text, expected) => {
  expect(momentOf(isoOf(text))?.text).toBe(expected);
});
