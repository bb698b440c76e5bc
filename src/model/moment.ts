// When something was so, as exactly as the evidence tells it. A time without a zone is a span of 26 hours, not a guess.

/** A time of the evidence. Both ends are milliseconds since the epoch (UTC) and equal when the zone is known. */
export interface Moment {
  readonly earliestMs: number;
  readonly latestMs: number;
  /** ISO 8601; with `Z` when the zone is known, without any offset when it is not. */
  readonly text: string;
}

const hourMs = 3_600_000;
/** Civil time runs from UTC-12 to UTC+14 (IANA time zone database). */
const mostEastMs = 14 * hourMs;
const mostWestMs = 12 * hourMs;

// 2025-09-17T15:04:21Z | 2025-09-17 15:04:21.5 +02:00 | 2025-09-17T15:04
const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)? ?(Z|[+-]\d\d:?\d\d)?$/;

/** Reads an ISO 8601 time. A date alone is the whole day, a missing zone stays open. Undefined for anything else. */
export function momentOf(text: string): Moment | undefined {
  const parts = isoTime.exec(text.trim());
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  const fields = [year, month, day, hour ?? '0', minute ?? '0', second ?? '0'].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [y, mo, d, h, mi, s] = fields;
  const localMs = Date.UTC(y, mo - 1, d, h, mi, s) + Math.floor(Number(`0.${fraction ?? '0'}`) * 1000);
  const calendar = new Date(Date.UTC(y, mo - 1, d));
  if (mo < 1 || calendar.getUTCMonth() !== mo - 1 || h > 23 || mi > 59 || s > 60) return undefined;
  return momentAt(localMs, zone === undefined ? undefined : offsetMs(zone), hour === undefined ? 24 * hourMs - 1 : 0);
}

/**
 * A moment from local civil time.
 * @param localMs the wall-clock reading, as if it were UTC
 * @param zoneOffsetMs offset of the wall clock from UTC (east positive); undefined when the zone is unknown
 * @param spanMs how long the reading may last, for a date without a time of day
 */
export function momentAt(localMs: number, zoneOffsetMs: number | undefined, spanMs = 0): Moment {
  if (zoneOffsetMs !== undefined) {
    const utcMs = localMs - zoneOffsetMs;
    const text = new Date(utcMs).toISOString().replace('.000Z', 'Z');
    return { earliestMs: utcMs, latestMs: utcMs + spanMs, text };
  }
  const text = new Date(localMs).toISOString().replace(/(\.000)?Z$/, '');
  return { earliestMs: localMs - mostEastMs, latestMs: localMs + mostWestMs + spanMs, text };
}

/** True only when `a` is surely before `b` by more than `marginMs`. */
export function surelyBefore(a: Moment, b: Moment, marginMs = 0): boolean {
  return a.latestMs + marginMs < b.earliestMs;
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * hourMs + Number(zone.slice(-2)) * 60_000);
}
