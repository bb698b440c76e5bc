// Times without a zone, once the engineer says in which zone their subject's clock runs (`--zone`). Civil time that a
// change to winter time repeats stays a span of both readings.
import { type Moment, momentOf } from './moment.js';

/** A reading of a wall clock → moments. The zone is an IANA name that `isZone` accepts. */
export type Clock = (time: Moment) => Moment;

const spanOfUnknownZoneMs = 26 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** True for the names of the IANA time zone database that this runtime knows. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export function clockOf(zone: string): Clock {
  const wall = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  return (time) => {
    if (time.text.endsWith('Z')) return time;
    const localMs = momentOf(`${time.text}Z`)?.earliestMs;
    if (localMs === undefined) return time;
    const offsets = [localMs - dayMs, localMs + dayMs].map((ms) => wallMs(ms, wall) - ms);
    const readings = [...new Set(offsets)].map((offset) => localMs - offset);
    // Civil time that is skipped in spring has no reading: either may be meant.
    const real = readings.filter((ms) => wallMs(ms, wall) === Math.floor(localMs / 1000) * 1000 + (ms % 1000));
    const all = (real.length > 0 ? real : readings).sort((a, b) => a - b);
    const [earliestMs = time.earliestMs, latestMs = earliestMs] = [all[0], all.at(-1)];
    const lasts = time.latestMs - time.earliestMs - spanOfUnknownZoneMs;
    const text = earliestMs === latestMs ? new Date(earliestMs).toISOString().replace('.000Z', 'Z') : time.text;
    return { earliestMs, latestMs: latestMs + lasts, text };
  };
}

/** What a wall clock in the zone shows at that moment, as if it were UTC. */
function wallMs(ms: number, wall: Intl.DateTimeFormat): number {
  const parts = Object.fromEntries(wall.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((ms % 1000) + 1000) % 1000);
}
