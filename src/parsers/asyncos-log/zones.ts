// Offsets from UTC over a log: each holds from the line that tells it. A file does not say when summer time begins or ends
// in it: behind a night in which clocks change somewhere, an hour on either side is possible.
import { type Moment, momentAt } from '../../model/moment.js';

interface Zone {
  /** Place of the line that tells it. */
  readonly from: number;
  ms: number | undefined;
  /** Reading of the clock there. */
  localMs: number | undefined;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Month and days of the Sundays in which summer time begins or ends somewhere (IANA time zone database). */
const changes: readonly (readonly [month: number, first: number, last: number])[] = [
  [2, 8, 14],
  [2, 25, 31],
  [3, 1, 8],
  [8, 2, 8],
  [8, 24, 30],
  [9, 1, 7],
  [9, 25, 31],
  [10, 1, 7],
];

export class Zones {
  readonly #zones: Zone[] = [];

  /** A new file begins; its own header tells its zone. */
  begin(from: number): void {
    this.#zones.push({ from, ms: undefined, localMs: undefined });
  }

  tell(from: number, ms: number, localMs: number | undefined): void {
    const current = this.#zones.at(-1);
    if (current !== undefined && current.ms === undefined) Object.assign(current, { ms, localMs });
    else if (current === undefined || current.ms !== ms || mayHaveChanged(current.localMs, localMs)) {
      this.#zones.push({ from, ms, localMs });
    }
  }

  /** @param place of the line; the last zone told without it */
  moment(localMs: number, place = Number.POSITIVE_INFINITY): Moment {
    const zone = this.#zones.findLast(({ from }) => from <= place);
    const exact = momentAt(localMs, zone?.ms);
    if (zone?.ms === undefined || !mayHaveChanged(zone.localMs, localMs)) return exact;
    const { text } = momentAt(localMs, undefined);
    return { earliestMs: exact.earliestMs - hourMs, latestMs: exact.latestMs + hourMs, text };
  }
}

function mayHaveChanged(fromMs: number | undefined, toMs: number | undefined): boolean {
  if (fromMs === undefined || toMs === undefined || toMs <= fromMs) return false;
  // Half a year holds both changes.
  if (toMs - fromMs > 183 * dayMs) return true;
  const firstDay = Math.floor(fromMs / dayMs);
  for (let day = firstDay; day * dayMs <= toMs; day += 1) if (isChange(day, fromMs, toMs)) return true;
  return false;
}

/** Clocks change between midnight and three. */
function isChange(day: number, fromMs: number, toMs: number): boolean {
  const date = new Date(day * dayMs);
  const isListed = changes.some(
    ([month, first, last]) =>
      date.getUTCDay() === 0 && date.getUTCMonth() === month && date.getUTCDate() >= first && date.getUTCDate() <= last,
  );
  return isListed && fromMs < day * dayMs + 3 * hourMs && toMs >= day * dayMs;
}
