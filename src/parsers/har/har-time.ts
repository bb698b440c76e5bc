// The dates of captures, read without guessing: an instant only when the text says its zone.

/** `local`: the wall clock of an unknown zone; `localMs` is that clock read as if it were UTC. */
export type HarTime = { kind: 'instant'; epochMs: number } | { kind: 'local'; localMs: number };

export type TimeNoteCode = 'date-not-iso' | 'date-zone-unknown' | 'date-fraction-cut' | 'date-rejected';

// "2026-01-02T03:04:05.6780000+01:00", also with a blank for the T, a decimal comma, without seconds or zone
const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$/i;
// "Fri, 02 Jan 2026 03:04:05 GMT" (RFC 9110) and "Fri Jan 02 2026 03:04:05 GMT+0100 (CET)" (JavaScript)
const named =
  /^(?:[a-z]{3},? )?(?:(\d{1,2})[ -]([a-z]{3})|([a-z]{3}) (\d{1,2}))[ -](\d{4}) (\d\d):(\d\d):(\d\d)(?: (?:GMT|UTC)?(Z|[+-]\d{4})?(GMT|UTC)?)?(?: \(.*\))?$/i;
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Capture dates outside these years are typing errors or broken clocks beyond use (like +058063). */
const years = { from: 1990, to: 2100 };

/** For comparing dates of one kind. */
export function msOf(time: HarTime): number {
  return time.kind === 'instant' ? time.epochMs : time.localMs;
}

/** undefined: missing, or rejected with a note. Slash dates are rejected: day and month cannot be told apart. */
export function readHarTime(value: unknown, note: (code: TimeNoteCode) => void): HarTime | undefined {
  if (value === undefined || value === null) return undefined;
  const time = typeof value === 'number' ? fromEpoch(value, note) : fromText(String(value).trim(), note);
  if (time === undefined) note('date-rejected');
  else if (time.kind === 'local') note('date-zone-unknown');
  return time;
}

/** Milliseconds, as scripts write them. */
function fromEpoch(epochMs: number, note: (code: TimeNoteCode) => void): HarTime | undefined {
  const year = new Date(epochMs).getUTCFullYear();
  if (!(year >= years.from && year < years.to)) return undefined;
  note('date-not-iso');
  return { kind: 'instant', epochMs };
}

function fromText(text: string, note: (code: TimeNoteCode) => void): HarTime | undefined {
  const match = iso.exec(text);
  if (match !== null) {
    const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match;
    if (fraction.length > 3) note('date-fraction-cut');
    const millis = fraction.slice(0, 3).padEnd(3, '0');
    return build([year, month, day, hour, minute, second, millis].map(Number), zone);
  }
  const other = named.exec(text);
  if (other === null) return undefined;
  note('date-not-iso');
  const [, day1, month1, month2, day2, year, hour, minute, second] = other;
  const month = months.indexOf((month1 ?? month2 ?? '').toLowerCase()) + 1;
  const zone = other[9] ?? (/ (?:GMT|UTC)\b/i.test(text) ? 'Z' : undefined);
  return build([Number(year), month, ...[day1 ?? day2, hour, minute, second, 0].map(Number)], zone);
}

function build(parts: number[], zone: string | undefined): HarTime | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millis = 0] = parts;
  const localMs = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), millis);
  const read = new Date(localMs);
  // Date.UTC rolls 31 April over into May; a leap second is the 59th here.
  const isReal =
    read.getUTCMonth() === month - 1 && read.getUTCDate() === day && hour < 24 && minute < 60 && second <= 60;
  if (!isReal || year < years.from || year >= years.to) return undefined;
  if (zone === undefined) return { kind: 'local', localMs };
  if (/^z$/i.test(zone)) return { kind: 'instant', epochMs: localMs };
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  if (offset > 14 * 60) return undefined;
  return { kind: 'instant', epochMs: localMs - (sign === '-' ? -offset : offset) * 60_000 };
}
