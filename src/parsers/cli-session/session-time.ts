// Times that sessions hold: of the appliance (`date`, `Changes committed`), of the logger that kept them, of whoever
// sent them. A zone counts only where the text names one that means the same everywhere.
import { type Moment, momentAt, momentOf } from '../../model/moment.js';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

// Tue Sep 22 09:05:00 2026 GMT | Tue Sep 22 09:05:00 GMT 2026 | Tue Sep 22 09:05:00 2026 +0200
const ctime =
  /(?:^|[^A-Za-z])(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat),? {1,2}([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?: ([A-Z]{2,5}|[+-]\d\d:?\d\d))? (\d{4})(?!\d)(?: ([A-Z]{2,5}|[+-]\d\d:?\d\d)(?![A-Za-z\d]))?/;
// 2026-11-20 09:14 UTC | 2026-11-20T09:14:33+01:00
const iso =
  /(?:^|[^\d-])(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d{1,9})? ?(Z(?![A-Za-z])|UTC|GMT|[+-]\d\d:?\d\d)?(?!\d)/;
// =~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.20 09:14:33 =~=~=~=~=~=~=~=~=~=~=~=
const loggerHead = /(\d{4})[./-](\d\d)[./-](\d\d) (\d\d:\d\d:\d\d)/;

export function sessionTime(text: string): Moment | undefined {
  const [, day, minutes, seconds = '', zone = ''] = iso.exec(text) ?? [];
  if (day !== undefined) return momentOf(`${day}T${minutes}${seconds}${/UTC|GMT/.test(zone) ? 'Z' : zone}`);
  return ctimeMoment(text);
}

export function loggerTime(text: string): Moment | undefined {
  const [, year, month, day, time] = loggerHead.exec(text) ?? [];
  return year === undefined ? undefined : momentOf(`${year}-${month}-${day}T${time}`);
}

function ctimeMoment(text: string): Moment | undefined {
  const parts = ctime.exec(text);
  if (parts === null) return undefined;
  const [, name = '', day, hour, minute, second, inner, year, outer] = parts;
  const month = months.indexOf(name.toLowerCase());
  const zone = inner ?? outer ?? '';
  if (month < 0) return undefined;
  const local = momentOf(
    `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}T${hour}:${minute}:${second}Z`,
  );
  if (local === undefined) return undefined;
  const digits = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (digits) {
    const [, sign, hours, minutes] = digits;
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return momentAt(local.earliestMs, sign === '-' ? -offset : offset);
  }
  return momentAt(local.earliestMs, zone === 'UTC' || zone === 'GMT' ? 0 : undefined);
}
