// A case whose facts are set by hand, for rule tests and for the lint's enumerations: subjects and facts are what is
// written down, and everything else was never read.
import type { FactDefinition, HostRow } from '../model/catalogue.js';
import type { FactView } from '../model/combiner.js';
import { type Fact, type FactState, neverRead, type Trust, unknown } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { type Moment, momentOf } from '../model/moment.js';
import type { TestFact, TestFacts } from '../model/rule.js';
import { caseId, type Subject, type SubjectType, subjectParents } from '../model/subject.js';
import { trusted } from '../text/safe.js';

/** A subject with its facts. */
export interface HandSet {
  readonly subject: Subject;
  readonly facts: ReadonlyMap<FactKey, Fact>;
}

type Definitions = ReadonlyMap<FactKey, FactDefinition>;

export function handSetView(parts: readonly HandSet[], definitions: Definitions, hosts: readonly HostRow[]): FactView {
  const byId = new Map(parts.map((part) => [part.subject.id, part]));
  const subjects = (type: SubjectType) => parts.map(({ subject }) => subject).filter((one) => one.type === type);
  const ownerOf = (type: SubjectType | undefined, subject: string): string => {
    for (let id: string | undefined = subject; id !== undefined; id = byId.get(id)?.subject.parent) {
      if (byId.get(id)?.subject.type === type) return id;
    }
    return subject;
  };
  return {
    hosts,
    subjects,
    children: (parent, type) => subjects(type).filter((one) => one.parent === parent),
    fact: (key, subject) => {
      const owner = ownerOf(definitions.get(key)?.subject, subject);
      return byId.get(owner)?.facts.get(key) ?? neverRead(key, owner);
    },
  };
}

/** The subject's ancestors, the case first, by the longest way up: all whose facts the subject may speak of. */
export function ancestorsOf(type: SubjectType): SubjectType[] {
  const parents: readonly SubjectType[] = subjectParents[type];
  const ways = parents.map((parent) => [...ancestorsOf(parent), parent]);
  return ways.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** The subject of a rule with all that stands above it, each with those of the facts that are about it. */
export function lineOf(type: SubjectType, facts: TestFacts, definitions: Definitions): HandSet[] {
  const line = [...ancestorsOf(type), type];
  return line.map((one, index) => {
    const parent = line[index - 1];
    const subject = { type: one, id: idOf(one), name: one, parent: parent && idOf(parent), seen: true };
    const own = Object.entries(facts).filter(([key]) => definitions.get(key)?.subject === one);
    return { subject, facts: readFacts(Object.fromEntries(own), subject.id, definitions) };
  });
}

/** Id of the only subject of that type on the line. */
export function idOf(type: SubjectType): string {
  return type === 'case' ? caseId : `${type}:1`;
}

/** Facts as they stand in a rule's tests. A bare value is one that every rule may rely on. */
export function readFacts(facts: TestFacts, subject: string, definitions: Definitions): Map<FactKey, Fact> {
  const entries = Object.entries(facts).flatMap(([key, fact]) =>
    fact === undefined ? [] : [[key, readFact(fact, definitions.get(key), key, subject)] as const],
  );
  return new Map(entries);
}

function readFact(fact: TestFact, definition: FactDefinition | undefined, key: FactKey, subject: string): Fact {
  const { state, trust, time } = partsOf(fact, definition);
  const moment = time === undefined ? undefined : momentOf(time);
  const isEvent = definition?.cardinality === 'event';
  return {
    ...neverRead(key, subject),
    state,
    trust: state.state === 'unknown' ? undefined : trust,
    time: moment,
    evidence: [evidenceOf(trust, moment)],
    incomplete: isEvent && state.state === 'known',
    occurrences:
      isEvent && state.state === 'known'
        ? listOf(state.value).map((value) => ({ value, time: moment, evidence: evidenceOf(trust, moment) }))
        : [],
  };
}

function partsOf(
  fact: TestFact,
  definition: FactDefinition | undefined,
): { state: FactState; trust: Trust; time?: string } {
  const trust = 'observed';
  if (typeof fact !== 'object' || Array.isArray(fact)) return { state: knownAs(fact as string, definition), trust };
  if ('unknown' in fact) return { state: unknown(fact.unknown), trust };
  if ('absent' in fact) return { state: { state: 'absent' }, trust };
  const { value, trust: given, time } = fact as Extract<TestFact, { value: unknown }>;
  return { state: knownAs(value, definition), trust: given ?? trust, ...(time !== undefined && { time }) };
}

function knownAs(value: Extract<FactState, { state: 'known' }>['value'], definition?: FactDefinition): FactState {
  return { state: 'known', value: definition?.cardinality === 'event' ? listOf(value).map(String) : value };
}

function listOf(value: unknown): (string | number)[] {
  return Array.isArray(value) ? value : [value as string | number];
}

function evidenceOf(trust: Trust, time: Moment | undefined): Fact['evidence'][number] {
  return { artifact: 'test', excerpt: trusted('test'), trust, ...(time && { time }) };
}
