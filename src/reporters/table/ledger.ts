// The ledger: for each symptom that is seen and not over, every cause that may explain it, in the order to check them, with
// how it stands: found, ruled out (and how old that is), undecided (and what to ask for).
import type { Report, SeenSymptom } from '../../model/report.js';
import type { Desk } from '../../terminal/desk.js';
import { wrapped } from '../../terminal/wrapped.js';
import { askFor } from './finding-lines.js';
import { standing } from './standing.js';

export function ledgerLines(report: Report, desk: Desk): string[] {
  const lines = report.symptoms
    .filter(({ causes, over }) => causes.length > 0 && over === null)
    .flatMap((one) => entry(one, report, desk));
  return lines.length === 0 ? [] : [desk.heading('ledger'), ...lines];
}

function entry({ title, causes }: SeenSymptom, report: Report, desk: Desk): string[] {
  const known = causes.filter((cause) => report.findings.some(({ ruleId }) => ruleId === cause));
  const reasons = causes.filter((cause) => !isOnlySeen(cause, report));
  const isOut = reasons.length > 0 && reasons.every((cause) => isRuledOut(cause, report));
  return [
    ...wrapped(desk.paint.bold(title), desk.width, '  ', 4),
    ...known.flatMap((cause) => causeLine(cause, report, desk)),
    ...(isOut ? wrapped(desk.paint.yellow(desk.word('table.allExcluded')), desk.width, '    ') : []),
  ];
}

/** What the customer sees is found, and its reason is not. */
function isOnlySeen(rule: string, { findings }: Report): boolean {
  return findings.some(({ ruleId, role, verdict }) => ruleId === rule && role === 'symptom' && verdict === 'fail');
}

function isRuledOut(rule: string, { findings }: Report): boolean {
  return ['pass', 'notApplicable'].includes(standing([rule], findings).verdict);
}

function causeLine(rule: string, report: Report, desk: Desk): string[] {
  const { verdict, day } = standing([rule], report.findings);
  const age = day === undefined ? '' : ` (${day ?? desk.word('table.undated')})`;
  const ask = verdict === 'open' ? ` ${askFor(rule, report.asks, desk)}` : '';
  return wrapped(`${desk.rule(rule)}${age}${ask}`.trimEnd(), desk.width, `    ${desk.mark(verdict)} `, 6);
}
