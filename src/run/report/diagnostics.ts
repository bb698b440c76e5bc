// Trouble with the upload and the run, in words: from parsers, intake, binding, rules and their review dates.
import type { Note } from '../../model/parser.js';
import type { Diagnostic } from '../../model/report.js';
import type { Pack } from '../../model/rule.js';
import type { Safe } from '../../model/safe.js';
import { trusted } from '../../text/safe.js';
import type { Words } from '../words.js';
import type { ReportInput } from './context.js';
import { statementDiagnostics } from './statements.js';

/** The note's words with its place in front, as `line:column` where it has one. Pages go by their title. */
export function noteWord(
  { code, line, column, byteOffset, arguments: args = {} }: Note,
  words: Words,
  pack: Pack,
): Safe {
  const nameOf = (name: string, value: string) => {
    const page = name === 'page' ? pack.pages.find(({ id }) => id === value) : undefined;
    return page ? words.text(page.title) : words.name(value);
  };
  const safe = Object.entries(args).map(([name, value]): [string, Safe | number] => [
    name,
    typeof value === 'number' ? value : nameOf(name, value),
  ]);
  const numbers = Object.entries({ line, column, byteOffset }).filter(([, value]) => value !== undefined);
  return words.word(`diagnostic.${code}`, {
    ...(Object.fromEntries(numbers) as Record<string, number>),
    ...Object.fromEntries(safe),
  });
}

export function diagnosticsOf(input: ReportInput, asOf: string | null): Diagnostic[] {
  const { artifacts, skipped, facts, triage, words, options } = input;
  const fromArtifacts = artifacts.flatMap(({ id, notes }) =>
    notes.map(
      (note): Diagnostic => ({
        code: note.code,
        level: note.level,
        artifact: words.name(id),
        message: noteWord(note, words, options.pack),
      }),
    ),
  );
  const fromIntake = skipped.map(
    ({ id, note }): Diagnostic => ({
      code: note.code,
      level: note.level,
      artifact: words.name(id),
      message: noteWord(note, words, options.pack),
    }),
  );
  const fromBinding = facts.notices.map(({ code, type, artifact }): Diagnostic => {
    const message = words.word(`diagnostic.${code}`, { type: words.word(`subject.${type}`) });
    return { code, level: code === 'subject-ambiguous' ? 'warning' : 'note', artifact: words.name(artifact), message };
  });
  const fromZones = (options.zones ?? []).map(({ subject, zone }): Diagnostic => {
    const told = { subject: words.name(subject), zone: words.name(zone) };
    return { code: 'zone-given', level: 'note', artifact: null, message: words.word('diagnostic.zone-given', told) };
  });
  const failed = new Set(triage.judgements.filter((one) => one.failed).map(({ rule }) => rule.id));
  const fromRules = [...failed].map((rule) => ruleDiagnostic('rule-failed', 'error', rule, words));
  const day = asOf?.slice(0, 10);
  const overdue = day === undefined ? [] : options.pack.rules.filter(({ reviewBy }) => reviewBy < day);
  const fromReview = overdue.map(({ id }) => ruleDiagnostic('rule-review-overdue', 'warning', id, words));
  return [
    ...fromArtifacts,
    ...fromIntake,
    ...fromBinding,
    ...fromZones,
    ...statementDiagnostics(input),
    ...fromRules,
    ...fromReview,
  ];
}

function ruleDiagnostic(code: string, level: Diagnostic['level'], rule: string, words: Words): Diagnostic {
  return { code, level, artifact: null, message: words.word(`diagnostic.${code}`, { rule: trusted(rule) }) };
}
