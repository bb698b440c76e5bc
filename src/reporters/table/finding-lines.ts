// The findings as blocks of lines: what was found in full, what is open in one line each, the rest folded.
import { type Ask, type Finding, type Report, roles } from '../../model/report.js';
import { levels } from '../../model/rule.js';
import type { Desk } from '../../terminal/desk.js';
import { evidenceLines, timeText } from '../../terminal/evidence-lines.js';
import { wrapped } from '../../terminal/wrapped.js';
import { headlines } from './headline.js';

const evidencePerFinding = 3;
/** More than three questions at once are not answered. */
export const asksOnFirstScreen = 3;

/** Found rules: what the evidence proves first, then in the order of the chain. */
export function foundLines(report: Report, desk: Desk): string[] {
  const found = report.findings.filter(({ verdict }) => verdict === 'fail');
  if (found.length === 0) return [];
  const causes = inOrder(
    found.filter(({ hiddenBy }) => hiddenBy === null),
    report,
    desk,
  );
  const hidden = inOrder(
    found.filter(({ hiddenBy }) => hiddenBy !== null),
    report,
    desk,
  );
  return [
    desk.heading('fixes'),
    ...causes.flatMap((finding, i) => foundBlock(finding, `  ${desk.mark('fail')} ${i + 1}. `, desk)),
    ...hidden.flatMap((finding) =>
      desk.all
        ? foundBlock(finding, `  ${desk.mark('fail')} `, desk)
        : wrapped(`${titleOf(finding, desk)} ${followsFrom(finding, desk)}`, desk.width, `  ${desk.mark('fail')} `),
    ),
  ];
}

/** Mark and title of every found rule, for `--quiet`. */
export function foundTitles(report: Report, desk: Desk): string[] {
  const found = inOrder(
    report.findings.filter(({ verdict }) => verdict === 'fail'),
    report,
    desk,
  );
  return found.flatMap((finding) => {
    const note = finding.hiddenBy === null ? '' : ` ${followsFrom(finding, desk)}`;
    return wrapped(`${titleOf(finding, desk)}${note}`, desk.width, `${desk.mark('fail')} `);
  });
}

function foundBlock(finding: Finding, lead: string, desk: Desk): string[] {
  const [first = '', ...rest] = wrapped(
    `${titleOf(finding, desk)} [${[desk.word(`level.${finding.level}`), ...roleMark(finding, desk)].join('; ')}]`,
    desk.width,
    lead,
  );
  const body = (text: string) => wrapped(text, desk.width, '     ', 5);
  const inference = finding.confidence === 'guess' ? body(`(${desk.word('table.guessMark')})`) : [];
  const follows = finding.hiddenBy === null ? [] : body(followsFrom(finding, desk));
  const who = desk.word(`actor.${finding.remedyBy}`);
  return [
    first,
    ...rest,
    ...body(finding.message),
    ...inference,
    ...follows,
    ...wrapped(finding.remedy, desk.width, `     ${desk.paint.bold(desk.word('table.fix'))} (${who}): `, 7),
    `     ${desk.paint.bold(desk.word('table.evidence'))}:`,
    ...evidenceLines(finding.evidence, evidencePerFinding, desk, 7),
    ...(desk.all
      ? finding.references.flatMap(({ title, source, checked }) => body(`${title} (${source}, ${checked})`))
      : []),
    ...(desk.all ? body(finding.ruleId) : []),
    '',
  ];
}

function roleMark({ role }: Finding, desk: Desk): string[] {
  if (role === 'cause') return [];
  return [desk.word(role === 'symptom' ? 'table.symptomMark' : 'table.flawMark')];
}

function titleOf(finding: Finding, desk: Desk): string {
  const subject = finding.subject === null ? '' : ` — ${finding.subject.name}`;
  return `${desk.paint.bold(finding.title)}${subject}${coverage([finding], desk)}`;
}

function followsFrom({ hiddenBy }: Finding, desk: Desk): string {
  return `(${desk.word('table.hiddenBy')}: ${desk.rule(hiddenBy ?? '')})`;
}

/** " (1 of 3)" where not every known subject was seen. */
function coverage(findings: readonly Finding[], desk: Desk): string {
  const covers = findings.find((finding) => finding.covers.seen < finding.covers.known)?.covers;
  return covers === undefined ? '' : ` (${desk.word('table.covers', covers)})`;
}

/**
 * What is no inference, what explains something that is seen, causes before symptoms and flaws of the upload, by level; among
 * equals upstream first: fixing them in this order needs no step twice.
 */
function inOrder(findings: readonly Finding[], report: Report, desk: Desk): Finding[] {
  const explaining = new Set(report.symptoms.flatMap(({ explainedBy }) => explainedBy));
  const links = desk.presentation.chain;
  const rank = ({ ruleId, confidence, role, level }: Finding): number[] => {
    const link = links.findIndex(({ rules }) => rules.includes(ruleId));
    return [
      Number(confidence === 'guess'),
      Number(!explaining.has(ruleId)),
      roles.indexOf(role),
      levels.indexOf(level),
      link === -1 ? links.length : link,
    ];
  };
  const ranked = findings.map((finding) => ({ finding, rank: rank(finding) }));
  return ranked.sort((a, b) => firstDifference(a.rank, b.rank)).map(({ finding }) => finding);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.map((one, i) => one - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** What speaks for rules that are not decided: an engineer wants to see it without looking for it. */
export function signLines(report: Report, desk: Desk): string[] {
  const lines = report.findings.flatMap((finding) => {
    const text = `${titleOf(finding, desk)} — ${finding.signs.join(' ')} ${askFor(finding.ruleId, report.asks, desk)}`;
    return finding.signs.length === 0 ? [] : wrapped(text.trimEnd(), desk.width, `  ${desk.mark('open')} `);
  });
  return lines.length === 0 ? [] : [desk.heading('signs'), ...lines];
}

/** One line per rule: why it is not decided, on which subjects, and what to ask for. */
export function undecidedLines(report: Report, desk: Desk): string[] {
  const open = byRule(report.findings.filter(({ verdict }) => verdict === 'open'));
  if (open.size === 0) return [];
  const lines = [...open].flatMap(([ruleId, findings]) => {
    const [first] = findings;
    if (first === undefined) return [];
    const why = reasonsOf(findings, desk);
    const ask = askFor(ruleId, report.asks, desk);
    const text = `${first.title}${subjectsOf(findings, desk)} — ${why} ${ask}`.trimEnd();
    const full = desk.all ? findings.flatMap((finding) => details(finding, desk)) : [];
    return [...wrapped(text, desk.width, `  ${desk.mark('open')} `), ...full];
  });
  return [desk.heading('undecided'), ...lines];
}

function reasonsOf(findings: readonly Finding[], desk: Desk): string {
  const signs = findings.flatMap((finding) => finding.signs);
  if (signs.length > 0 && signs.length === findings.length) return desk.word('table.signsAbove');
  const reasons = new Set(findings.flatMap((finding) => finding.reasons.map(({ reason }) => reason)));
  if (reasons.size === 0) return findings[0]?.message ?? '';
  return [...reasons].map((reason) => desk.word(`reason.${reason}`)).join('; ');
}

/** `→ [1]` for an ask that stands above, else its title. */
export function askFor(ruleId: string, asks: readonly Ask[], desk: Desk): string {
  const index = asks.findIndex(({ decides, helps }) => decides.includes(ruleId) || helps.includes(ruleId));
  const ask = asks[index];
  if (ask === undefined) return '';
  const listed = desk.all || index < asksOnFirstScreen;
  return `→ ${listed ? `[${index + 1}]` : recipeTitle(ask, desk)}`;
}

export function recipeTitle(ask: Ask, desk: Desk): string {
  return Object.hasOwn(desk.presentation.recipes, ask.collect)
    ? (desk.presentation.recipes[ask.collect] ?? '')
    : ask.collect;
}

/** What is ruled out (or not applicable): a number and a time, or everything with `--all`. */
export function foldedLines(report: Report, verdict: 'pass' | 'notApplicable', desk: Desk): string[] {
  const worst = headlines(report.findings);
  const rules = byRule(
    report.findings.filter((finding) => finding.verdict === verdict && worst.get(finding.ruleId) === verdict),
  );
  if (rules.size === 0) return [];
  const section = desk.heading(verdict === 'pass' ? 'ruledOut' : 'notApplicable');
  const asOf = verdict === 'pass' ? ` (${asOfText([...rules.values()].flat(), desk)})` : '';
  const head = wrapped(`${section}: ${rules.size}${asOf}`, desk.width, '', 2);
  if (!desk.all) return head;
  const lines = [...rules.values()].flatMap((findings) =>
    findings.flatMap((finding) => [
      ...wrapped(titleOf(finding, desk), desk.width, `  ${desk.mark(verdict)} `),
      ...details(finding, desk),
    ]),
  );
  return [...head, ...lines];
}

function details(finding: Finding, desk: Desk): string[] {
  return [
    ...wrapped(finding.message, desk.width, '     '),
    ...evidenceLines(finding.evidence, evidencePerFinding, desk, 7),
    ...wrapped(desk.paint.dim(finding.ruleId), desk.width, '     '),
  ];
}

/** As old as the oldest evidence: what was ruled out then may have changed since. */
function asOfText(findings: readonly Finding[], desk: Desk): string {
  const times = findings.flatMap(({ evidence }) => evidence.map(({ time }) => time));
  const [oldest] = times.filter((time) => time !== null).sort();
  const parts = oldest === undefined ? [] : [desk.word('table.asOf', { time: timeText(oldest, desk) })];
  if (oldest === undefined || times.includes(null)) parts.push(desk.word('table.undated'));
  return parts.join(', ');
}

function subjectsOf(findings: readonly Finding[], desk: Desk): string {
  const names = findings.flatMap(({ subject }) => (subject === null ? [] : [subject.name]));
  return `${names.length === 0 ? '' : ` (${names.join(', ')})`}${coverage(findings, desk)}`;
}

function byRule(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.ruleId, [...(groups.get(finding.ruleId) ?? []), finding]);
  return groups;
}
