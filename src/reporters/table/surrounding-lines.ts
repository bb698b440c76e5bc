// What stands around the findings: symptoms, next asks, what was read and what not, contradictions, trouble.
import type { Report, ReportArtifact, SeenSymptom } from '../../model/report.js';
import type { Level } from '../../model/rule.js';
import type { Desk } from '../../terminal/desk.js';
import { evidenceLines, placeOf, timeText } from '../../terminal/evidence-lines.js';
import { grid } from '../../terminal/grid.js';
import { wrapped } from '../../terminal/wrapped.js';
import { asksOnFirstScreen, recipeTitle } from './finding-lines.js';

const inputsOnFirstScreen = 12;
/** Of many inputs that did not come out well, so many are named. */
const rowsOnFirstScreen = 100;
const namesPerLine = 4;

export function symptomLines(report: Report, desk: Desk): string[] {
  if (report.symptoms.length === 0) return [];
  const lines = report.symptoms.flatMap(({ title, time, explainedBy, evidence }) => {
    const cause =
      explainedBy.length === 0
        ? desk.paint.yellow(desk.word(isTold(evidence) ? 'table.toldNotExplained' : 'table.notExplained'))
        : `${desk.word('table.explainedBy')}: ${explainedBy.map(desk.rule).join('; ')}`;
    return [
      ...wrapped(`${title} — ${timeText(time, desk)} — ${cause}`, desk.width, '  ', 4),
      ...evidenceLines(evidence, 1, desk, 4),
    ];
  });
  return [desk.heading('whatCustomerSees'), ...lines];
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

/** Whom the case is about, then the inputs with how each came out. Of many, those that were read are only counted, and of a
 * multitude all but the first. */
export function readLines(report: Report, desk: Desk): string[] {
  const names = new Map(
    report.findings.flatMap(({ subject }) => (subject === null ? [] : [[subject.id, subject.name]])),
  );
  const folds = !desk.all && report.artifacts.length > inputsOnFirstScreen;
  const telling = report.artifacts.filter(({ status }) => !folds || status !== 'ok');
  const listed = folds ? telling.slice(0, rowsOnFirstScreen) : telling;
  const shown = new Set(listed);
  const folded = new Map<string, number>();
  for (const artifact of report.artifacts) {
    if (!shown.has(artifact)) folded.set(artifact.status, (folded.get(artifact.status) ?? 0) + 1);
  }
  return [
    desk.heading('read'),
    ...(names.size === 0 ? [] : wrapped([...names.values()].join(' · '), desk.width, '  ')),
    ...grid(
      listed.map((artifact) => inputCells(artifact, desk)),
      desk.width,
    ),
    ...[...folded].map(([status, count]) => `  ${desk.word(`status.${status}`)}: ${count}`),
  ];
}

function inputCells({ id, kind, status, counts }: ReportArtifact, desk: Desk): string[] {
  const word = desk.word(`status.${status}`);
  return [
    id,
    desk.word(`kind.${kind}`),
    status === 'ok' || status === 'repaired' ? word : desk.paint.yellow(word),
    Object.entries(counts)
      .map(([name, count]) => `${countWord(name, desk)} ${count}`)
      .join(', '),
  ];
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
    ...values.flatMap(({ value, trust, time, evidence }) =>
      wrapped(
        `${value}  ${placeOf(evidence)}  (${desk.word(`trust.${trust}`)}, ${timeText(time, desk)})`,
        desk.width,
        '    ',
        6,
      ),
    ),
  ]);
  return [desk.heading('contradictions'), ...lines];
}

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
    const text = artifacts.length === 0 ? message : `${few(artifacts, desk)}: ${message}`;
    return wrapped(text, desk.width, `  ${desk.word(`level.${level}`)}: `, 4);
  });
  return [desk.heading('diagnostics'), ...lines];
}

function few(names: readonly string[], desk: Desk): string {
  const most = desk.all ? names.length : namesPerLine;
  const more = names.length - most;
  return `${names.slice(0, most).join(', ')}${more > 0 ? ` (${desk.word('table.andMore', { n: more })})` : ''}`;
}
