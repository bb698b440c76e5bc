// What stands before the message of a log line: time, host, log name and level, in the forms that appliances write to
// files and send by syslog. What a form does not tell (year, zone, host) stays unknown.

/** `message` starts at `messageAt` of the line. */
export interface Frame {
  readonly messageAt: number;
  /** Wall-clock reading as if it were UTC; undefined without a date or a year. */
  readonly localMs: number | undefined;
  /** Offset from UTC that the line itself tells. */
  readonly zoneMs: number | undefined;
  readonly host: string | undefined;
  /** The sender where its name is an address, which names no appliance. */
  readonly address: string | undefined;
  /** The subscription's name, as syslog tags it. */
  readonly log: string | undefined;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const priority = '(?:<\\d{1,3}>(?:1 )?)?';
const clock = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';
// Mon May 13 07:25:10 2019 | Jul 16 10:46:46 2013 | Mar 17 18:31:14 (syslog: no year)
const civil = `(?:(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) )?(?<month>[A-Z][a-z]{2}) {1,2}(?<day>\\d{1,2}) ${clock}(?: (?<year>\\d{4}))?`;
// 2026-11-17T08:00:00.123+01:00 (RFC 5424)
const iso =
  '(?<date>\\d{4}-\\d\\d-\\d\\d)[T ](?<time>\\d\\d:\\d\\d:\\d\\d)(?:[.,]\\d{1,9})?(?<zone>Z|[+-]\\d\\d:?\\d\\d)?';
// " esa1.example.com gui_logs: " | " gui_logs: " | " esa1.example.com gui_logs - - - "
const sender =
  '(?: (?<host>[\\w.-]{1,253}))??(?: (?<log>[\\w.-]{1,64})(?:\\[\\d{1,10}\\])?(?::| - - -| \\d{1,10} - -))?';
const frame = new RegExp(
  `^\\ufeff?${priority}(?:(?:${civil}|${iso})${sender} )?(?:Critical|Alert|Emergency|Error|Warning|Notice|Info|Debug|Trace): ?`,
);

const dated = new RegExp(`^\\ufeff?(?:<\\d{1,3}>|${civil}|${iso})`);

/** A line with a time of its own goes on from none, whatever the rest of its form. */
export function isDated(line: string): boolean {
  return dated.test(line);
}

/** The frame of a line; undefined for a line that goes on from the one before, or is none of a log. */
export function frameOf(line: string): Frame | undefined {
  const match = frame.exec(line);
  const parts = match?.groups;
  if (match === null || parts === undefined) return undefined;
  const zoneMs = parts.zone === undefined ? undefined : offsetMs(parts.zone);
  const host = parts.host === undefined || placeholder.test(parts.host) ? undefined : parts.host;
  const isName = host !== undefined && /[a-z]/i.test(host);
  return {
    messageAt: match[0].length,
    localMs: localMs(parts),
    zoneMs,
    host: isName ? host : undefined,
    address: isName ? undefined : host,
    log: parts.log,
  };
}

function localMs(parts: Readonly<Record<string, string | undefined>>): number | undefined {
  if (parts.date !== undefined) {
    const ms = Date.parse(`${parts.date}T${parts.time}Z`);
    return Number.isNaN(ms) ? undefined : ms;
  }
  const month = months.indexOf(parts.month ?? '');
  if (month === -1 || parts.year === undefined) return undefined;
  const [year, day, hour, minute, second] = [parts.year, parts.day, parts.hour, parts.minute, parts.second].map(Number);
  return civilMs(year ?? 0, month, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0);
}

/** Undefined for a day or time that no calendar has. */
function civilMs(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  const ms = Date.UTC(year, month, day, hour, minute, second);
  return new Date(ms).getUTCDate() === day && hour < 24 && minute < 60 && second < 61 ? ms : undefined;
}

// Sun, 16 Jun 2024 21:00:52 | Mon Nov 16 08:00:00 2026 | 13/May/2019 07:25:22
const dayFirst = new RegExp(`(?<day>\\d{1,2})[ /](?<month>[A-Z][a-z]{2})[ /](?<year>\\d{4}) ${clock}`);
const monthFirst = new RegExp(`(?<month>[A-Z][a-z]{2}) {1,2}(?<day>\\d{1,2}) ${clock} (?<year>\\d{4})`);

/** Wall-clock reading of a time inside a message, as if it were UTC. */
export function localMsOf(text: string): number | undefined {
  const parts = (dayFirst.exec(text) ?? monthFirst.exec(text))?.groups;
  return parts && localMs(parts);
}

/** What people put in place of a name. */
const placeholder = /^(?:localhost|host|hostname|appliance|esa|sma)$/i;

// 198.51.100.7 - - 13/May/2019 07:25:22 -0700 GET …
const access = /^\S{1,64} \S{1,64} \S{1,128} (?<at>\d{2}\/[A-Z][a-z]{2}\/\d{4} \d\d:\d\d:\d\d) (?<zone>[+-]\d{4}) /;
/** A line is written right after its call. */
const writtenWithinMs = 5000;

/** The offset that a line about a call tells, where the call's clock is that of the line. */
export function accessZoneMs(message: string, lineMs: number | undefined): number | undefined {
  const { at = '', zone = '' } = access.exec(message)?.groups ?? {};
  const callMs = localMsOf(at);
  const isOfLine = callMs !== undefined && lineMs !== undefined && Math.abs(lineMs - callMs) <= writtenWithinMs;
  return isOfLine ? offsetMs(zone) : undefined;
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 3_600_000 + Number(zone.slice(-2)) * 60_000);
}
