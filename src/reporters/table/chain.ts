// The integration in one line, link by link, and the region of each side.

import type { Finding, Report } from '../../model/report.js';
import { type Verdict, verdicts } from '../../model/rule.js';
import type { Desk } from '../../terminal/desk.js';
import { wrapped } from '../../terminal/wrapped.js';

export function chainLines(report: Report, desk: Desk): string[] {
  const links = desk.presentation.chain.map(({ title, rules }) => linkText(title, rules, report.findings, desk));
  if (links.length === 0) return [];
  const legend = verdicts.map((verdict) => `${desk.mark(verdict)} ${desk.word(`verdict.${verdict}`)}`).join('   ');
  return [
    desk.heading('chain'),
    ...wrapped(links.join('\u00a0→ '), desk.width, '  '),
    ...wrapped(desk.paint.dim(legend), desk.width, '  '),
  ];
}

/** `server ✗ 2026-01-05`. A link some of whose rules this pack does not have yet is never better than undecided. */
function linkText(title: string, rules: readonly string[], findings: readonly Finding[], desk: Desk): string {
  const own = findings.filter(({ ruleId }) => rules.includes(ruleId));
  const missing = rules.some((rule) => !own.some(({ ruleId }) => ruleId === rule));
  const verdict = worstOf(own, missing || own.length === 0);
  const age = verdict === 'fail' || verdict === 'pass' ? ` ${desk.paint.dim(ageOf(own, verdict, desk))}` : '';
  // Kept together: a mark alone at the start of a line could be read as the next link's.
  return `${title} ${desk.mark(verdict)}${age}`.replaceAll(' ', '\u00a0');
}

function worstOf(findings: readonly Finding[], undecided: boolean): Verdict {
  const present = new Set<Verdict>(findings.map(({ verdict }) => verdict));
  if (undecided) present.add('open');
  return verdicts.find((verdict) => present.has(verdict)) ?? 'open';
}

/** Day of the oldest evidence behind the mark. */
function ageOf(findings: readonly Finding[], verdict: Verdict, desk: Desk): string {
  const evidence = findings.filter((finding) => finding.verdict === verdict).flatMap((finding) => finding.evidence);
  const times = evidence.map(({ time }) => time);
  const dated = times.filter((time) => time !== null).sort();
  return dated.length < times.length || dated[0] === undefined ? desk.word('table.undated') : dated[0].slice(0, 10);
}

export function regionLines(report: Report, desk: Desk): string[] {
  const sides = desk.presentation.regions.map(({ id, title }) => {
    const values = report.case.regions.find(({ side }) => side === id)?.values ?? [];
    return `${title} ${values.length === 0 ? desk.word('table.unknownRegion') : values.join(' / ')}`;
  });
  return sides.length === 0 ? [] : [desk.heading('regions'), ...wrapped(sides.join(' · '), desk.width, '  ')];
}
