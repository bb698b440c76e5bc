// The one sentence that everything else explains. It counts rules, not subjects: a rule's worst verdict is its headline.

import type { Finding, Report, Role } from '../../model/report.js';
import { type Verdict, verdicts } from '../../model/rule.js';
import type { Desk } from '../../terminal/desk.js';

/** Worst verdict of each rule, by rule id. */
export function headlines(findings: readonly Finding[]): Map<string, Verdict> {
  const worst = new Map<string, Verdict>();
  for (const { ruleId, verdict } of findings) {
    const known = worst.get(ruleId);
    if (known === undefined || verdicts.indexOf(verdict) < verdicts.indexOf(known)) worst.set(ruleId, verdict);
  }
  return worst;
}

/** @param only what the report was cut down to: the sentence says so and vouches for nothing else */
export function sentence(report: Report, only: readonly string[], desk: Desk): string {
  const worst = [...headlines(report.findings).values()];
  const causes = foundOf('cause', report);
  const flaws = foundOf('evidence', report);
  const undecided = { n: worst.filter((verdict) => verdict === 'open').length, total: worst.length };
  const unread = report.artifacts.filter(({ status }) => status !== 'ok' && status !== 'repaired').length;
  const parts = [
    ...opening(report, causes, undecided, only.length === 0, desk),
    ...symptoms(report, desk),
    ...(causes > 0 ? [desk.word('headline.undecided', undecided)] : []),
    ...(flaws > 0 ? [counted('headline.flaw', flaws, desk)] : []),
    ...(unread > 0 ? [counted('headline.unread', unread, desk)] : []),
  ];
  const text = parts.join('; ');
  return only.length === 0 ? text.charAt(0).toUpperCase() + text.slice(1) : `--only ${only.join(' --only ')}: ${text}`;
}

/** How many rules of that role are found. What follows from a rule that --only left out is found all the same. */
function foundOf(role: Role, { findings }: Report): number {
  const found = findings.filter((one) => one.verdict === 'fail' && one.role === role);
  const first = found.filter(({ hiddenBy }) => hiddenBy === null);
  return new Set((first.length > 0 ? first : found).map(({ ruleId }) => ruleId)).size;
}

function opening(
  report: Report,
  causes: number,
  undecided: { n: number; total: number },
  whole: boolean,
  desk: Desk,
): string[] {
  if (causes > 0) return [counted('headline.cause', causes, desk)];
  const read = report.artifacts.some(({ status }) => status !== 'unreadable' && status !== 'ignored');
  if (!read) return [desk.word('headline.nothing-read'), desk.word('headline.undecided', undecided)];
  if (report.symptoms.length > 0 || foundOf('symptom', report) > 0) return [desk.word('headline.no-cause', undecided)];
  return [
    undecided.n > 0 || !whole
      ? desk.word('headline.nothing', undecided)
      : desk.word('headline.all-ruled-out', undecided),
  ];
}

function symptoms(report: Report, desk: Desk): string[] {
  const standing = report.symptoms.filter(({ over }) => over === null);
  const ended = report.symptoms.length - standing.length;
  // A message of a tile whose module nobody knows is no symptom of Secure Email yet, but it was found.
  const seen = report.symptoms.length > 0 ? standing.length : foundOf('symptom', report);
  const unexplained = standing.filter(({ explainedBy }) => explainedBy.length === 0).length;
  const note = unexplained === 0 ? '' : ` (${desk.word('headline.unexplained', { n: unexplained })})`;
  return [
    ...(seen > 0 ? [`${counted('headline.symptom', seen, desk)}${note}`] : []),
    ...(ended > 0 ? [counted('headline.over', ended, desk)] : []),
  ];
}

function counted(id: string, n: number, desk: Desk): string {
  return desk.word(`${id}.${n === 1 ? 'one' : 'other'}`, { n });
}
