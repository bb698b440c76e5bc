// The time of an export. Its header gives wall-clock time without a zone; the zone is the one that the configuration
// names, or unknown. Time zone rules come from Intl, never from this machine's clock.
import { type Moment, momentAt, momentOf } from '../../model/moment.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// Wed Sep 17 15:04:21 2025
const ctime = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/;

/** Moment of an export's `Current Time`; a zone that is no IANA name leaves it open. */
export function exportMoment(text: string, zone: string | undefined): Moment | undefined {
  const local = localMs(text);
  if (local === undefined) return momentOf(text);
  const offsets = zone === undefined ? undefined : offsetsMs(local, zone);
  if (offsets === undefined) return momentAt(local, undefined);
  // When clocks go back an hour is lived twice: the reading is either.
  return momentAt(local, offsets.largest, offsets.largest - offsets.smallest);
}

function localMs(text: string): number | undefined {
  const parts = ctime.exec(text.trim());
  if (!parts) return undefined;
  const [, monthName = '', ...numbers] = parts;
  const [day = 0, hour = 0, minute = 0, second = 0, year = 0] = numbers.map(Number);
  const month = months.indexOf(monthName);
  const calendar = new Date(Date.UTC(year, month, day));
  if (month < 0 || calendar.getUTCMonth() !== month || hour > 23 || minute > 59 || second > 60) return undefined;
  return Date.UTC(year, month, day, hour, minute, second);
}

const dayMs = 86_400_000;

/** The offsets that make the reading possible: one, or two around a change of the clocks. */
function offsetsMs(local: number, zone: string): { readonly smallest: number; readonly largest: number } | undefined {
  // Europe/Berlin | America/Argentina/Salta | Etc/GMT+5 | UTC
  if (!/^(?:UTC|GMT|[A-Za-z_]{2,30}(?:\/[A-Za-z0-9_+-]{1,30}){1,2})$/.test(zone)) return undefined;
  const format = formatIn(zone);
  if (!format) return undefined;
  const around = [offsetAt(local - dayMs, format), offsetAt(local + dayMs, format)];
  const fitting = around.filter((offset) => offsetAt(local - offset, format) === offset);
  const offsets = fitting.length > 0 ? fitting : around;
  return { smallest: Math.min(...offsets), largest: Math.max(...offsets) };
}

function formatIn(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

function offsetAt(utcMs: number, format: Intl.DateTimeFormat): number {
  const at: Record<string, number> = {};
  for (const part of format.formatToParts(utcMs)) at[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = at;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utcMs / 1000) * 1000;
}
