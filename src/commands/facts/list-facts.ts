// All that a case knows, by subject, as plain data: also what was looked for and not read.
import type { FactDefinition } from '../../model/catalogue.js';
import type { Fact } from '../../model/fact.js';
import type { ReportEvidence } from '../../model/report.js';
import type { Pack } from '../../model/rule.js';
import type { Safe } from '../../model/safe.js';
import { type Subject, type SubjectType, subjectTypes } from '../../model/subject.js';
import type { CaseResult } from '../../run/analyze-case.js';
import { reportEvidence } from '../../run/report/evidence.js';

export interface SubjectFacts {
  readonly subject: { readonly type: SubjectType; readonly id: Safe; readonly name: Safe; readonly seen: boolean };
  readonly facts: readonly ListedFact[];
}

export interface ListedFact {
  readonly fact: string;
  readonly title: Safe;
  readonly state: Fact['state']['state'];
  /** As people read it; null unless known. */
  readonly value: Safe | null;
  /** Why it is unknown; null otherwise. */
  readonly reason: string | null;
  readonly trust: string | null;
  readonly time: string | null;
  readonly incomplete: boolean;
  /** Bound to the only subject of its kind, since the input names none. */
  readonly boundByElimination: boolean;
  readonly evidence: readonly ReportEvidence[];
}

type Case = Pick<CaseResult, 'facts' | 'words'>;

export function listFacts(judged: Case, pack: Pack): SubjectFacts[] {
  const subjects = subjectTypes.flatMap((type) => judged.facts.subjects(type));
  return subjects.map((subject) => ({
    subject: {
      type: subject.type,
      id: judged.words.name(subject.id),
      name: judged.words.subject(subject, subject.type),
      seen: subject.seen,
    },
    facts: pack.facts
      .filter((definition) => definition.subject === subject.type)
      .map((definition) => listed(judged, definition, subject)),
  }));
}

function listed({ facts, words }: Case, definition: FactDefinition, subject: Subject): ListedFact {
  const { state, trust, time, evidence, ...fact } = facts.fact(definition.key, subject.id);
  return {
    fact: definition.key,
    title: words.text(definition.title),
    state: state.state,
    value: state.state === 'known' ? words.value(state.value, definition) : null,
    reason: state.state === 'unknown' ? state.reason : null,
    trust: trust ?? null,
    time: time?.text ?? null,
    incomplete: fact.incomplete,
    boundByElimination: fact.boundByElimination,
    evidence: evidence.map((one) => reportEvidence(one, words)),
  };
}
