// `--limit NAME=VALUE`: the limits of the intake as the call moves them. Of a name given twice, the last holds.
import { type LimitName, type Limits, limitNames, limitTable, limitValue, standardLimits } from '../../model/limits.js';
import type { Problem } from '../../model/usage-error.js';
import { closest } from '../../text/closest.js';

export function readLimits(given: readonly string[]): {
  readonly limits: Limits;
  readonly problems: readonly Problem[];
} {
  const limits: Record<LimitName, number> = { ...standardLimits };
  const problems: Problem[] = [];
  for (const text of given) {
    const [name = '', value = ''] = text.split(/=(.*)/s);
    if (!isLimit(name)) {
      const near = closest(name, limitNames).join(', ') || limitNames.join(', ');
      problems.push({
        place: '--limit',
        problem: `"${text}" names no limit`,
        expected: near,
        example: 'esa-triage --help limits',
      });
      continue;
    }
    const { unit } = limitTable[name];
    const number = limitValue(value, unit);
    if (number === undefined) {
      problems.push({
        place: `--limit ${name}`,
        problem: `"${value}" is no value for it`,
        expected: unit === 'bytes' ? 'a number of bytes above 0, or with KiB, MiB, GiB, TiB' : 'a whole number above 0',
        example: `--limit ${name}=${unit === 'bytes' ? '64MiB' : '100'}`,
      });
    } else limits[name] = number;
  }
  return { limits, problems };
}

function isLimit(name: string): name is LimitName {
  return Object.hasOwn(limitTable, name);
}
