// In which zone a clock runs whose times tell none: `--zone SUBJECT=Area/City`, from the engineer who asked for it.
import { type Clock, clockOf } from '../model/clock.js';
import type { FactView } from '../model/combiner.js';
import { type Problem, UsageError } from '../model/usage-error.js';
import type { Masker } from '../text/secrets/mask.js';
import { subjectsCalled } from './stated-subject.js';

/** One `--zone`: a subject of the case by id or name, and a name of the IANA time zone database. */
export interface ZoneOf {
  readonly subject: string;
  readonly zone: string;
}

/** How many known subjects a message names. */
const namedMax = 8;

/**
 * By subject id.
 * @throws UsageError naming the known subjects for every zone that is of none of them, or of several
 */
export function statedClocks(zones: readonly ZoneOf[], known: FactView, masker: Masker): Map<string, Clock> {
  const problems: Problem[] = [];
  const clocks = zones.flatMap(({ subject, zone }): [string, Clock][] => {
    const meant = subjectsCalled(subject, known);
    const [only] = meant;
    if (only !== undefined && meant.length === 1) return [[only.id, clockOf(zone)]];
    const ids = (meant.length > 0 ? meant : known.subjects('appliance')).map(({ id }) => id);
    const problem = `the case has ${meant.length === 0 ? 'no' : 'more than one'} subject "${subject}"`;
    problems.push({
      place: '--zone',
      problem: masker.name(problem),
      expected: masker.name(['case', ...ids].slice(0, namedMax).join(', ')),
      example: masker.name(`--zone ${ids[0] ?? 'case'}=${zone}`),
    });
    return [];
  });
  if (problems.length > 0) throw new UsageError(problems);
  return new Map(clocks);
}
