// How a rule, or several together, stand in a case: the worst of their verdicts, and how old what it rests on is.
import type { Finding } from '../../model/report.js';
import { type Verdict, verdicts } from '../../model/rule.js';

export interface Standing {
  readonly verdict: Verdict;
  /** Day of the oldest evidence of what is found or ruled out; null where any is undated, undefined for other verdicts. */
  readonly day: string | null | undefined;
}

/** Rules that the report does not have are never better than undecided. */
export function standing(rules: readonly string[], findings: readonly Finding[]): Standing {
  const own = findings.filter(({ ruleId }) => rules.includes(ruleId));
  const isMissing = own.length === 0 || rules.some((rule) => !own.some(({ ruleId }) => ruleId === rule));
  const present = new Set<Verdict>([...own.map(({ verdict }) => verdict), ...(isMissing ? (['open'] as const) : [])]);
  const verdict = verdicts.find((one) => present.has(one)) ?? 'open';
  return { verdict, day: verdict === 'fail' || verdict === 'pass' ? dayOf(own, verdict) : undefined };
}

function dayOf(findings: readonly Finding[], verdict: Verdict): string | null {
  const times = findings
    .filter((one) => one.verdict === verdict)
    .flatMap(({ evidence }) => evidence.map(({ time }) => time));
  const [oldest] = times.filter((time) => time !== null).sort();
  return oldest === undefined || times.includes(null) ? null : oldest.slice(0, 10);
}
