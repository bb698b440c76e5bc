// What stands around the findings: symptoms, next asks, what was read and what not, contradictions, trouble.
import type { Report, ReportArtifact, SeenSymptom } from '../../model/report.js';
import type { Level } from '../../model/rule.js';
import type { Desk } from '../../terminal/desk.js';
import { evidenceLines, placeOf, timeText } from '../../terminal/evidence-lines.js';
import { grid } from '../../terminal/grid.js';
import { wrapped } from '../../terminal/wrapped.js';
import { asksOnFirstScreen, recipeTitle } from './finding-lines.js';

const inputsOnFirstScreen = 12;
const alikeOnFirstScreen = 6;
const namesPerLine = 4;
const valuesOnFirstScreen = 6;
/** A case may be about hundreds. */
const subjectsOnFirstScreen = 20;

export function symptomLines(report: Report, desk: Desk): string[] {
  if (report.symptoms.length === 0) return [];
  const lines = report.symptoms.flatMap((symptom) => {
    const { title, time, over, evidence } = symptom;
    return [
      ...wrapped(`${title} — ${timeText(time, desk)} — ${standingOf(symptom, desk)}`, desk.width, '  ', 4),
      ...evidenceLines(evidence, 1, desk, 4),
      ...(over === null ? [] : evidenceLines(over.evidence, 1, desk, 4)),
    ];
  });
  return [desk.heading('whatCustomerSees'), ...lines];
}

function standingOf({ over, explainedBy, evidence }: SeenSymptom, desk: Desk): string {
  const causes = `${desk.word('table.explainedBy')}: ${explainedBy.map(desk.rule).join('; ')}`;
  if (over !== null) return [overText(over, desk), ...(explainedBy.length > 0 ? [causes] : [])].join(' — ');
  if (explainedBy.length > 0) return causes;
  return desk.paint.yellow(desk.word(isTold(evidence) ? 'table.toldNotExplained' : 'table.notExplained'));
}

function overText({ since }: NonNullable<SeenSymptom['over']>, desk: Desk): string {
  return since === null ? desk.word('table.overUndated') : desk.word('table.over', { time: timeText(since, desk) });
}

/** Nobody has seen it yet: a person says so, or an article is quoted. */
function isTold(evidence: SeenSymptom['evidence']): boolean {
  return evidence.length > 0 && evidence.every(({ trust }) => trust === 'stated');
}

export function askLines(report: Report, desk: Desk): string[] {
  const shown = desk.all ? report.asks : report.asks.slice(0, asksOnFirstScreen);
  if (shown.length === 0) return [];
  const lines = shown.flatMap((ask, i) => [
    ...wrapped(desk.paint.bold(recipeTitle(ask, desk)), desk.width, `  [${i + 1}] `),
    ...wrapped(ask.text, desk.width, '      '),
    ...(ask.reason === '' ? [] : labelled('table.reason', ask.reason, desk)),
    ...rulesLine('table.decides', ask.decides, desk),
    ...rulesLine('table.helps', ask.helps, desk),
  ]);
  const more = report.asks.length - shown.length;
  return [desk.heading('nextAsks'), ...lines, ...(more > 0 ? [`  ${desk.word('table.andMore', { n: more })}`] : [])];
}

function rulesLine(label: string, rules: readonly string[], desk: Desk): string[] {
  return rules.length === 0 ? [] : labelled(label, rules.map(desk.rule).join('; '), desk);
}

function labelled(label: string, text: string, desk: Desk): string[] {
  return wrapped(text, desk.width, `      ${desk.paint.dim(desk.word(label))}: `, 8);
}

/**
 * Whom the case is about, then the inputs with how each came out. Of many, those that were read are only counted, and of
 * those that came out alike the first are shown.
 */
export function readLines(report: Report, desk: Desk): string[] {
  const told = new Set<string>(report.case.subjects.map(({ id }) => id));
  const names = new Map(
    report.findings.flatMap(({ subject }) =>
      subject === null || told.has(subject.id) ? [] : [[subject.id, subject.name]],
    ),
  );
  const folds = !desk.all && report.artifacts.length > inputsOnFirstScreen;
  const alike = new Map<string, { readonly first: ReportArtifact; n: number }>();
  const listed = report.artifacts.filter((artifact) => {
    const key = `${artifact.status} ${artifact.status === 'ok' ? '' : artifact.kind}`;
    const group = alike.get(key) ?? { first: artifact, n: 0 };
    alike.set(key, group);
    group.n += 1;
    return !folds || (artifact.status !== 'ok' && group.n <= alikeOnFirstScreen);
  });
  const folded = [...alike.values()].flatMap(({ first: { kind, status }, n }) => {
    const more = folds ? n - (status === 'ok' ? 0 : alikeOnFirstScreen) : 0;
    if (more <= 0) return [];
    const words = { n: more, kind: desk.word(`kind.${kind}`), status: desk.word(`status.${status}`) };
    return status === 'ok'
      ? [`  ${words.status}: ${more}`]
      : wrapped(desk.word('table.moreInputs', words), desk.width, '  ');
  });
  return [
    desk.heading('read'),
    ...knownLines(report, desk),
    ...(names.size === 0
      ? []
      : wrapped(few([...names.values()], desk, subjectsOnFirstScreen, ' · '), desk.width, '  ')),
    ...grid(
      listed.map((artifact) => inputCells(artifact, desk)),
      desk.width,
    ),
    ...folded,
  ];
}

/** Release, end of the serial number and the like of each subject; of many, they are in the JSON report. */
function knownLines({ case: { subjects } }: Report, desk: Desk): string[] {
  const shown = desk.all ? subjects : subjects.slice(0, subjectsOnFirstScreen);
  return shown.flatMap(({ name, facts }) =>
    wrapped(`${name}: ${facts.map(({ title, value }) => `${title} ${value}`).join(', ')}`, desk.width, '  ', 4),
  );
}

function inputCells({ id, kind, status, counts, span }: ReportArtifact, desk: Desk): string[] {
  const word = desk.word(`status.${status}`);
  return [
    id,
    desk.word(`kind.${kind}`),
    status === 'ok' || status === 'repaired' ? word : desk.paint.yellow(word),
    Object.entries(counts)
      .map(([name, count]) => `${countWord(name, desk)} ${count}`)
      .join(', '),
    span === null ? '' : spanText(span, desk),
  ];
}

/** `2026-11-20 09:12:03 – 09:13:45 UTC`: a day once, no parts of seconds. */
function spanText({ from, to }: NonNullable<ReportArtifact['span']>, desk: Desk): string {
  const [first = '', last = ''] = [from, to].map((time) => timeText(time.replace(/\.\d{1,9}/, ''), desk));
  if (first === last) return first;
  const isOneDay = first.slice(0, 10) === last.slice(0, 10) && first.slice(19) === last.slice(19);
  return isOneDay ? `${first.slice(0, 19)} – ${last.slice(11)}` : `${first} – ${last}`;
}

/** Parsers count what they like; what has no word yet keeps its name. */
function countWord(name: string, desk: Desk): string {
  const id = `count.${name}`;
  const word = desk.word(id);
  return word === id ? name : word;
}

export function contradictionLines(report: Report, desk: Desk): string[] {
  if (report.contradictions.length === 0) return [];
  const lines = report.contradictions.flatMap(({ title, subjectName, resolution, holds, values }) => [
    ...wrapped(
      `${title} (${subjectName}): ${desk.word(`resolution.${resolution}`)}${holds === null ? '' : ` = ${holds}`}`,
      desk.width,
      '  ',
      4,
    ),
    ...valueLines(values, desk),
  ]);
  return [desk.heading('contradictions'), ...lines];
}

/** Of many readings the first of each value is told before others that say the same. */
function valueLines(values: Values, desk: Desk): string[] {
  const firsts = new Set([...new Map([...values].reverse().map((one) => [one.value, one])).values()]);
  const telling = [...values.filter((one) => firsts.has(one)), ...values.filter((one) => !firsts.has(one))];
  const shown = desk.all ? values : telling.slice(0, valuesOnFirstScreen);
  const lines = shown.flatMap(({ value, trust, time, evidence }) =>
    wrapped(
      `${value}  ${placeOf(evidence)}  (${desk.word(`trust.${trust}`)}, ${timeText(time, desk)})`,
      desk.width,
      '    ',
      6,
    ),
  );
  const more = values.length - shown.length;
  return more > 0 ? [...lines, `    ${desk.word('table.andMore', { n: more })}`] : lines;
}

type Values = Report['contradictions'][number]['values'];

/** The same trouble with several inputs is told once. */
export function diagnosticLines(report: Report, desk: Desk): string[] {
  if (report.diagnostics.length === 0) return [];
  const groups = new Map<string, { level: Level; message: string; artifacts: string[] }>();
  for (const { level, artifact, message } of report.diagnostics) {
    const key = `${level}\n${message}`;
    const group = groups.get(key) ?? { level, message, artifacts: [] };
    if (artifact !== null) group.artifacts.push(artifact);
    groups.set(key, group);
  }
  const lines = [...groups.values()].flatMap(({ level, message, artifacts }) => {
    const text = artifacts.length === 0 ? message : `${few(artifacts, desk, namesPerLine, ', ')}: ${message}`;
    return wrapped(text, desk.width, `  ${desk.word(`level.${level}`)}: `, 4);
  });
  return [desk.heading('diagnostics'), ...lines];
}

function few(names: readonly string[], desk: Desk, usually: number, separator: string): string {
  const most = desk.all ? names.length : usually;
  const more = names.length - most;
  return `${names.slice(0, most).join(separator)}${more > 0 ? ` (${desk.word('table.andMore', { n: more })})` : ''}`;
}
