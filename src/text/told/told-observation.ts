// A told symptom as parsers hand it on: the word of a person.
import { known, type Observation } from '../../model/fact.js';
import type { Emit } from '../../model/parser.js';
import { caseId } from '../../model/subject.js';
import type { ToldSymptom } from './told-symptoms.js';

export function toldObservation({ symptom, line, raw }: ToldSymptom, emit: Emit): Observation {
  return {
    fact: 'case.symptom.seen',
    subject: { type: 'case', key: caseId },
    state: known([symptom]),
    evidence: { artifact: emit.artifact, line, excerpt: emit.excerpt(raw), trust: 'stated', confidence: 'seen' },
  };
}
