// What every part of a report is made with, and the two things that all parts name: subjects and values.
import type { Triage } from '../../engine/triage.js';
import type { FactTable } from '../../facts/fact-table.js';
import type { Skipped } from '../../intake/source.js';
import type { FactDefinition } from '../../model/catalogue.js';
import type { Condition } from '../../model/condition.js';
import type { FactKey } from '../../model/fact-keys.js';
import type { ReportSubject } from '../../model/report.js';
import type { Rule } from '../../model/rule.js';
import type { CaseOptions } from '../analyze-case.js';
import type { ReadArtifact } from '../read-upload.js';
import type { ReadStatement } from '../state-facts.js';
import type { Words } from '../words.js';

export interface ReportInput {
  readonly options: CaseOptions;
  readonly artifacts: readonly ReadArtifact[];
  readonly skipped: readonly Skipped[];
  readonly statements: readonly ReadStatement[];
  readonly facts: FactTable;
  readonly triage: Triage;
  readonly words: Words;
}

export interface Context {
  readonly definitions: ReadonlyMap<FactKey, FactDefinition>;
  readonly facts: FactTable;
  readonly words: Words;
  /** For the words of a rule: it holds by what that rule may see. */
  readonly holds: (condition: Condition, subject: string, rule: Rule) => boolean;
  /** Whether a symptom speaks only of the upload. */
  readonly isOfEvidence: (symptom: string) => boolean;
}

export function subjectOf(id: string, { facts, words }: Context): ReportSubject {
  const subject = facts.subject(id);
  const type = subject?.type ?? 'case';
  return {
    type,
    id: words.name(id),
    name: words.subject(subject, type),
    parent: subject?.parent === undefined ? null : words.name(subject.parent),
  };
}

/** For sorting by code units, as everything in a report is. */
export function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
