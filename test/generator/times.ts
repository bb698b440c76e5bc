// Times as files write them.

/** `2026-11-20 09:10 UTC`, or with the offset of a zone. */
export function stamp(ms: number, zoneMinutes = 0): string {
  const text = new Date(ms + zoneMinutes * 60_000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)} ${zoneMinutes === 0 ? 'UTC' : offset(zoneMinutes, ':')}`;
}

/** `+0100` */
export function offset(minutes: number, between = ''): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const all = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(all / 60))}${between}${two(all % 60)}`;
}

/** `Fri Nov 20 09:00:00 2026`, by a clock of the zone. */
export function clock(ms: number, zoneMinutes: number): string {
  const [week = '', day = '', month = '', year = '', time = ''] = parts(ms, zoneMinutes);
  return `${week} ${month} ${day.padStart(2, ' ')} ${time} ${year}`;
}

/** `Nov 20 09:00:00`, as syslog begins a line. */
export function syslogClock(ms: number, zoneMinutes: number): string {
  return clock(ms, zoneMinutes).slice(4, 19);
}

/** `20/Nov/2026 09:00:00 +0100`, as a web server writes it. */
export function webClock(ms: number, zoneMinutes: number): string {
  const [, day = '', month = '', year = '', time = ''] = parts(ms, zoneMinutes);
  return `${day}/${month}/${year} ${time} ${offset(zoneMinutes)}`;
}

function parts(ms: number, zoneMinutes: number): string[] {
  return new Date(ms + zoneMinutes * 60_000).toUTCString().split(/,? /);
}
