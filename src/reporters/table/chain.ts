// The integration in one line, link by link, and the region of each side.

import type { Finding, Report } from '../../model/report.js';
import { verdicts } from '../../model/rule.js';
import type { Desk } from '../../terminal/desk.js';
import { wrapped } from '../../terminal/wrapped.js';
import { standing } from './standing.js';

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

/** `server ✗ 2026-01-05`. */
function linkText(title: string, rules: readonly string[], findings: readonly Finding[], desk: Desk): string {
  const { verdict, day } = standing(rules, findings);
  const age = day === undefined ? '' : ` ${desk.paint.dim(day ?? desk.word('table.undated'))}`;
  // Kept together: a mark alone at the start of a line could be read as the next link's.
  return `${title} ${desk.mark(verdict)}${age}`.replaceAll(' ', '\u00a0');
}

export function regionLines(report: Report, desk: Desk): string[] {
  const sides = desk.presentation.regions.map(({ id, title }) => {
    const values = report.case.regions.find(({ side }) => side === id)?.values ?? [];
    return `${title} ${values.length === 0 ? desk.word('table.unknownRegion') : values.join(' / ')}`;
  });
  return sides.length === 0 ? [] : [desk.heading('regions'), ...wrapped(sides.join(' · '), desk.width, '  ')];
}
