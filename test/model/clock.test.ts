import { describe, expect, test } from 'vitest';
import { clockOf, isZone } from '../../src/model/clock.js';
import { momentOf } from '../../src/model/moment.js';

const read = (zone: string, text: string) => {
  const time = momentOf(text);
  if (time === undefined) throw new Error('no time');
  const { earliestMs, latestMs, text: told } = clockOf(zone)(time);
  return [new Date(earliestMs).toISOString(), new Date(latestMs).toISOString(), told];
};

describe('a clock in a zone', () => {
  test.each([
    ['Europe/Berlin', '2026-01-05T10:00:00', '2026-01-05T09:00:00Z'],
    ['Europe/Berlin', '2026-07-05T10:00:00', '2026-07-05T08:00:00Z'],
    ['America/Sao_Paulo', '2026-07-05T23:30:00', '2026-07-06T02:30:00Z'],
    ['Asia/Tokyo', '2026-07-05T03:00:00.250', '2026-07-04T18:00:00.250Z'],
    ['UTC', '2026-07-05T03:00', '2026-07-05T03:00:00Z'],
  ])('%s: %s is %s', (zone, text, utc) => {
    const at = new Date(utc).toISOString();
    expect(read(zone, text)).toEqual([at, at, utc]);
  });

  test('the hour that winter time repeats stays both', () => {
    expect(read('Europe/Berlin', '2026-10-25T02:30:00')).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T02:30:00',
    ]);
  });

  test('the hour that summer time skips stays both', () => {
    const [earliest, latest] = read('Europe/Berlin', '2026-03-29T02:30:00');
    expect([earliest, latest]).toEqual(['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z']);
  });

  test('a day lasts a day, and a time with its zone keeps it', () => {
    expect(read('Asia/Tokyo', '2026-07-05')[1]).toBe('2026-07-05T14:59:59.999Z');
    expect(read('Asia/Tokyo', '2026-07-05T03:00:00+02:00')[2]).toBe('2026-07-05T01:00:00Z');
  });

  test('only names of the IANA database are zones', () => {
    expect(['Europe/Berlin', 'UTC', 'Mars/Base', ''].map(isZone)).toEqual([true, true, false, false]);
  });
});
