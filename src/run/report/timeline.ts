// One order over all artifacts: what happened and what was so, when. Only times that name an instant can be put in order;
// those of an unknown zone stand apart, in the order of their own clocks.
import type { FactTable } from '../../facts/fact-table.js';
import type { FactDefinition } from '../../model/catalogue.js';
import type { Evidence, Fact, Occurrence } from '../../model/fact.js';
import type { FactKey } from '../../model/fact-keys.js';
import type { Timeline, TimelineEntry } from '../../model/report.js';
import type { Words } from '../words.js';
import { order } from './context.js';
import { reportEvidence } from './evidence.js';

type Definitions = ReadonlyMap<FactKey, FactDefinition>;

export function timelineOf(facts: FactTable, definitions: Definitions, words: Words): Timeline {
  const dated = facts.all().flatMap((fact) => {
    const definition = definitions.get(fact.key);
    // What is derived happened where its readings did.
    if (definition === undefined || definition.extractors.length === 0) return [];
    return momentsOf(fact, definition).map((one) => ({ ...one, entry: entryOf(one, fact, definition, facts, words) }));
  });
  dated.sort((a, b) => a.at - b.at || order(a.entry.fact, b.entry.fact) || order(a.entry.subject, b.entry.subject));
  return {
    ordered: dated.filter(({ isInstant }) => isInstant).map(({ entry }) => entry),
    zoneUnknown: dated.filter(({ isInstant }) => !isInstant).map(({ entry }) => entry),
  };
}

interface Dated {
  readonly at: number;
  readonly isInstant: boolean;
  readonly value: Occurrence['value'];
  readonly evidence: Evidence;
}

/** Events when they happened; a state and a set when they were last seen so. */
function momentsOf(fact: Fact, { cardinality }: FactDefinition): Dated[] {
  if (cardinality === 'event') return fact.occurrences.flatMap(({ value, evidence }) => datedAt(value, evidence));
  if (fact.state.state !== 'known' || fact.time === undefined) return [];
  const seen = fact.evidence.find(({ time }) => time?.text === fact.time?.text);
  return seen === undefined ? [] : datedAt(fact.state.value, seen);
}

function datedAt(value: Occurrence['value'], evidence: Evidence): Dated[] {
  const { time } = evidence;
  if (time === undefined) return [];
  return [{ at: time.earliestMs, isInstant: time.text.endsWith('Z'), value, evidence }];
}

function entryOf(
  { value, evidence }: Dated,
  { key, subject }: Fact,
  definition: FactDefinition,
  facts: FactTable,
  words: Words,
): TimelineEntry {
  return {
    time: evidence.time?.text ?? '',
    subject: words.name(subject),
    subjectName: words.subject(facts.subject(subject), definition.subject),
    fact: key,
    title: words.text(definition.title),
    value: words.value(value, definition),
    evidence: reportEvidence(evidence, words),
  };
}
