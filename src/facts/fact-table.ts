// All facts of a case, looked up the way rules and combiners look: from a subject upwards.
import type { FactDefinition, HostRow } from '../model/catalogue.js';
import type { Clock } from '../model/clock.js';
import type { Combiner, Derived, FactView } from '../model/combiner.js';
import { type Contradiction, type Fact, neverRead, type Observation, type Trust, trustRank } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Moment } from '../model/moment.js';
import { caseId, type Subject, type SubjectType } from '../model/subject.js';
import { type BoundObservation, bind } from './bind.js';
import { resolve } from './resolve.js';
import type { Notice } from './subject-registry.js';
import { holdersIn, tornFact } from './torn-fact.js';

export interface FactTable extends FactView {
  /** Every fact that something was read or derived of, by subject id, then key, in byte order. */
  all(): readonly Fact[];
  subject(id: string): Subject | undefined;
  readonly contradictions: readonly Contradiction[];
  readonly notices: readonly Notice[];
}

/**
 * Binds, resolves and combines what the parsers read. Combiners run in the order of what they need.
 * @param clocks by subject id: the zone of the clock that its times, and those of all below it, were read from
 */
export function factTable(
  observations: readonly Observation[],
  definitions: ReadonlyMap<FactKey, FactDefinition>,
  combiners: readonly Combiner[],
  hosts: readonly HostRow[],
  clocks: ReadonlyMap<string, Clock> = new Map(),
): FactTable {
  const binding = bind(observations, definitions);
  const inZone = binding.observations.map((one) => zoned(one, clocks));
  const table = new Table(binding.subjects, definitions, hosts);
  const contradictions: Contradiction[] = [];
  const withins = new Set([...definitions.values()].flatMap(({ within }) => within ?? []));
  const allHolders = new Map([...withins].map((within) => [within, holdersIn(inZone, within)]));
  for (const readings of groupBySubjectAndFact(inZone).values()) {
    const [first] = readings;
    const definition = first && definitions.get(first.fact);
    if (first === undefined || definition === undefined) continue;
    const holders = definition.within && allHolders.get(definition.within)?.get(first.boundTo);
    const torn = tornFact(definition, first.boundTo, readings, holders);
    const { fact, contradiction } = resolve(definition, first.boundTo, readings);
    table.put(torn ?? fact);
    if (contradiction && !torn) contradictions.push(contradiction);
  }
  for (const combiner of inOrder(combiners)) {
    for (const derived of combiner.combine(table)) table.derive(factOf(derived));
  }
  return Object.assign(table, { contradictions, notices: binding.notices });
}

function zoned(observation: BoundObservation, clocks: ReadonlyMap<string, Clock>): BoundObservation {
  const { boundTo, evidence } = observation;
  if (evidence.time === undefined || clocks.size === 0) return observation;
  const owners = [...clocks.keys()].filter((id) => id === boundTo || boundTo.startsWith(`${id}/`) || id === caseId);
  const nearest = owners.sort((a, b) => (b === caseId ? 0 : b.length) - (a === caseId ? 0 : a.length))[0];
  const time = clocks.get(nearest ?? '')?.(evidence.time);
  return time === undefined ? observation : { ...observation, evidence: { ...evidence, time } };
}

function groupBySubjectAndFact(observations: readonly BoundObservation[]): Map<string, BoundObservation[]> {
  const groups = new Map<string, BoundObservation[]>();
  for (const observation of observations) {
    const key = `${observation.boundTo}\n${observation.fact}`;
    const group = groups.get(key);
    if (group) group.push(observation);
    else groups.set(key, [observation]);
  }
  return groups;
}

class Table implements FactView {
  readonly hosts: readonly HostRow[];
  readonly #subjects: Map<string, Subject>;
  readonly #definitions: ReadonlyMap<FactKey, FactDefinition>;
  readonly #facts = new Map<string, Map<FactKey, Fact>>();
  #lists: ReadonlyMap<string, readonly Subject[]> | undefined;

  constructor(
    subjects: readonly Subject[],
    definitions: ReadonlyMap<FactKey, FactDefinition>,
    hosts: readonly HostRow[],
  ) {
    this.#subjects = new Map(subjects.map((subject) => [subject.id, subject]));
    this.#definitions = definitions;
    this.hosts = hosts;
  }

  put(fact: Fact): void {
    const facts = this.#facts.get(fact.subject) ?? new Map<FactKey, Fact>();
    this.#facts.set(fact.subject, facts.set(fact.key, fact));
    this.#callBy(fact);
  }

  /** Subjects below others have an id of their artifact; people call them by what names them. */
  #callBy({ key, subject: id, state }: Fact): void {
    const subject = this.#subjects.get(id);
    const names = this.#definitions.get(key)?.identifies !== undefined && state.state === 'known';
    if (!names || subject?.parent === undefined || subject.parent === caseId) return;
    this.#subjects.set(id, { ...subject, name: String(state.value) });
    this.#lists = undefined;
  }

  /** A derivation that gives no value leaves what the engineer stated; one that does outranks it. */
  derive(fact: Fact): void {
    const stated = this.#facts.get(fact.subject)?.get(fact.key);
    if (stated?.state.state !== 'known' || fact.state.state !== 'unknown') this.put(fact);
  }

  subjects(type: SubjectType): readonly Subject[] {
    return this.#listed().get(type) ?? [];
  }

  children(parent: string, type: SubjectType): readonly Subject[] {
    return this.#listed().get(`${parent}\n${type}`) ?? [];
  }

  /** By type, and by parent and type; every rule asks for them. */
  #listed(): ReadonlyMap<string, readonly Subject[]> {
    if (this.#lists !== undefined) return this.#lists;
    const lists = new Map<string, Subject[]>();
    for (const subject of this.#subjects.values()) {
      for (const list of [subject.type, `${subject.parent}\n${subject.type}`]) {
        const known = lists.get(list);
        if (known) known.push(subject);
        else lists.set(list, [subject]);
      }
    }
    this.#lists = lists;
    return lists;
  }

  subject(id: string): Subject | undefined {
    return this.#subjects.get(id);
  }

  fact(key: FactKey, subject: string): Fact {
    const owner = this.#owner(this.#definitions.get(key)?.subject, subject);
    return this.#facts.get(owner)?.get(key) ?? neverRead(key, owner);
  }

  all(): Fact[] {
    const facts = [...this.#facts.values()].flatMap((one) => [...one.values()]);
    return facts.sort((a, b) => order(a.subject, b.subject) || order(a.key, b.key));
  }

  /** The subject itself or the ancestor of the type that the fact is about. */
  #owner(type: SubjectType | undefined, subject: string): string {
    for (let id: string | undefined = subject; id !== undefined; id = this.#subjects.get(id)?.parent) {
      if (this.#subjects.get(id)?.type === type) return id;
    }
    return type === 'case' ? caseId : subject;
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A derived fact is as trustworthy as its weakest and as old as its oldest basis; undated if any basis is undated. */
function factOf({ fact: key, subject, state, basis, incomplete = false }: Derived): Fact {
  const trusts = basis.flatMap(({ trust }) => (trust === undefined ? [] : [trust]));
  const weakest = trusts.reduce<Trust | undefined>(
    (low, trust) => (low === undefined || trustRank(trust) < trustRank(low) ? trust : low),
    undefined,
  );
  return {
    ...neverRead(key, subject),
    state,
    trust: state.state === 'unknown' ? undefined : weakest,
    evidence: basis.flatMap(({ evidence }) => evidence),
    time: oldest(basis),
    incomplete,
    boundByElimination: basis.some(({ boundByElimination }) => boundByElimination),
  };
}

function oldest(basis: readonly Fact[]): Moment | undefined {
  const times = basis.map(({ time }) => time);
  if (times.includes(undefined)) return undefined;
  return times.reduce(
    (old, time) => (old && time && time.earliestMs < old.earliestMs ? time : (old ?? time)),
    undefined,
  );
}

/** Combiners sorted so that each runs after those that derive what it needs. A cycle is a programming error. */
function inOrder(combiners: readonly Combiner[]): Combiner[] {
  const sorted: Combiner[] = [];
  const pending = new Set<Combiner>();
  const visit = (combiner: Combiner) => {
    if (sorted.includes(combiner)) return;
    if (pending.has(combiner)) throw new Error(`combiners of ${combiner.derives.join(', ')} need each other`);
    pending.add(combiner);
    for (const other of combiners) if (other.derives.some((key) => combiner.from.includes(key))) visit(other);
    sorted.push(combiner);
  };
  for (const combiner of combiners) visit(combiner);
  return sorted;
}
