// Whose fact it is: local subjects of artifacts → subjects of the case. What an artifact does not name belongs to the
// case's only candidate (and says so), or stays with none of several.
import type { FactDefinition } from '../model/catalogue.js';
import type { Observation } from '../model/fact.js';
import { isShown, type Reason } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { caseId, isOrdinal, type LocalSubject, type Subject, type SubjectType } from '../model/subject.js';
import { isBlackened } from '../text/blackened.js';
import { joined, joinsOf } from './join-names.js';
import { listedChildren, namedElsewhere, vouches } from './named-elsewhere.js';

/** An observation with the subject of the case that it speaks of. */
export interface BoundObservation extends Observation {
  readonly boundTo: string;
  /** The artifact did not name the subject; it is the only one of the case. */
  readonly byElimination: boolean;
  /** The artifact did not name the subject and several could be meant: it may speak of this one. */
  readonly ambiguous: boolean;
}

export interface Binding {
  /** In id order, the case first. */
  readonly subjects: readonly Subject[];
  readonly observations: readonly BoundObservation[];
  readonly notices: readonly Notice[];
}

/** What the reader must know of a binding that rests on no name. */
export interface Notice {
  readonly code: 'subject-by-elimination' | 'subject-ambiguous';
  readonly type: SubjectType;
  readonly artifact: string;
}

/** Names that one artifact gives to one of its subjects, best first. */
interface Identity {
  readonly local: LocalSubject;
  readonly artifact: string;
  readonly names: readonly [best: string | undefined, second: string | undefined];
  /** Names of one rank that exclude each other: the artifact speaks of several, and does not tell which says what. */
  readonly rivals: readonly string[];
  /** A name that rests on a guess: it names nobody, but one that differs from another's is of another subject. */
  readonly guessed: string | undefined;
  /** It names its subject in a way that could not be read (a mistyped host): it may be any of them, or none. */
  readonly unread: boolean;
}

export type Definitions = ReadonlyMap<FactKey, FactDefinition>;

export function bind(observations: readonly Observation[], definitions: Definitions): Binding {
  const registry = new Registry();
  const identities = [...rootsOf(observations).values()].map((root) => identify(root, definitions));
  // Those that know that they are different ones come first: a name that two of them bear is then no name for others.
  identities.sort((a, b) => Number(a.local.among === undefined) - Number(b.local.among === undefined));
  for (const identity of identities) registry.admit(identity);
  for (const [type, name] of namedElsewhere(observations, definitions)) registry.expect(type, name);
  registry.adoptOrphans(identities);
  let bound: readonly BoundObservation[] = observations.flatMap((observation) => registry.place(observation));
  // A tile hangs under the module that it is found to be of.
  for (const type of ['module', 'tile'] as const) {
    const joins = joinsOf(type, bound, definitions);
    bound = joined(bound, joins, definitions);
    for (const [from, to] of joins) registry.join(from, to);
  }
  for (const member of listedChildren(bound, definitions)) registry.member(member.parent, member.type, member.name);
  return { subjects: registry.all(), observations: bound, notices: registry.notices(identities) };
}

/** A local subject directly under the case, with what its artifact says of that very subject. */
interface Root {
  readonly local: LocalSubject;
  readonly artifact: string;
  readonly own: Observation[];
}

/** In the order of the artifacts. */
function rootsOf(observations: readonly Observation[]): Map<string, Root> {
  const roots = new Map<string, Root>();
  for (const observation of observations) {
    const { artifact } = observation.evidence;
    const local = rootOf(observation.subject);
    if (local.type === 'case') continue;
    const root = roots.get(localId(local, artifact)) ?? { local, artifact, own: [] };
    roots.set(localId(local, artifact), root);
    if (observation.subject.type === local.type) root.own.push(observation);
  }
  return roots;
}

function rootOf(local: LocalSubject): LocalSubject {
  return local.parent === undefined || local.parent.type === 'case' ? local : rootOf(local.parent);
}

function localId(local: LocalSubject, artifact: string): string {
  return `${artifact}\n${local.type}\n${local.key}`;
}

/** Who the artifact says that it is; a person's prose names nobody. */
function identify({ local, artifact, own }: Root, definitions: Definitions): Identity {
  const named = (rank: 1 | 2, counts = vouches) => {
    const values = own.flatMap(({ fact, state, evidence }) => {
      const names = definitions.get(fact)?.identifies === rank && state.state === 'known' && counts(evidence);
      return names && !isBlackened(String(state.value)) ? [String(state.value)] : [];
    });
    // Two spellings of one host name are no rivals.
    return [...new Map(values.sort().map((value) => [rank === 2 ? value.toLowerCase() : value, value])).values()];
  };
  const [best, second] = [named(1), named(2)];
  const only = (values: readonly string[]) => (values.length === 1 ? values[0] : undefined);
  const rivals = [best, best.length === 0 ? second : []].find((values) => values.length > 1) ?? [];
  const guessed = only(named(2, isShown));
  return { local, artifact, names: [only(best), only(second)], rivals, guessed, unread: own.some(isUnreadName) };

  function isUnreadName({ fact, state, evidence }: Observation): boolean {
    if (definitions.get(fact)?.identifies !== 1 || !isShown(evidence)) return false;
    return state.state === 'unknown' && unreadReasons.includes(state.reason);
  }
}

const unreadReasons: readonly Reason[] = ['unrecognized', 'unconfirmed', 'conflict'];

/** The case's subjects while they are being found. */
class Registry {
  readonly #subjects = new Map<string, Subject>([
    [caseId, { type: 'case', id: caseId, name: '', parent: undefined, seen: true }],
  ]);
  /** Local id → the subjects it may be: one when named or the only candidate, several when ambiguous. */
  readonly #targets = new Map<string, readonly string[]>();
  readonly #eliminated = new Set<string>();
  /** Local ids that may be of another subject than the only candidate. */
  readonly #doubtful = new Set<string>();
  /** Local ids with a name that nobody could read: what they show may be of another subject, and rules nothing out. */
  readonly #unread = new Set<string>();
  readonly #second = new Map<string, Set<string>>();
  /** Artifact and mark → the subjects that its different ones are. */
  readonly #taken = new Map<string, Set<string>>();

  /** First pass: everybody who gives a name. Serial numbers come before host names, so that both meet in one subject. */
  admit(identity: Identity): void {
    const { local, names } = identity;
    const [best, second] = names;
    if (best === undefined) return;
    if (this.#isTaken(identity, `${local.type}:${idPart(best)}`)) {
      this.#standAlone(identity);
      return;
    }
    const id = this.#add(local.type, best, second ?? best);
    if (second !== undefined) this.#alias(local.type, second, id);
    this.#target(identity, [id]);
  }

  #target({ local, artifact }: Identity, ids: readonly string[]): void {
    this.#targets.set(localId(local, artifact), ids);
    const [only] = ids;
    if (local.among === undefined || only === undefined || ids.length > 1) return;
    const key = siblings(local, artifact);
    this.#taken.set(key, (this.#taken.get(key) ?? new Set()).add(only));
  }

  /** Another one of the same artifact, which knows that they are different, is that subject already. */
  #isTaken({ local, artifact }: Identity, id: string): boolean {
    return local.among !== undefined && this.#taken.get(siblings(local, artifact))?.has(id) === true;
  }

  /** A subject that only this artifact knows, by the place where it stands. */
  #standAlone(identity: Identity): void {
    const { local, artifact, names } = identity;
    const place = local.key.slice(local.key.lastIndexOf('/') + 1);
    const second = names[1];
    const id = this.#add(local.type, `${artifact}#${place}`, second ?? place);
    if (second !== undefined) this.#alias(local.type, second, id);
    this.#target(identity, [id]);
  }

  /** A subject that is named but may never be seen. */
  expect(type: SubjectType, name: string): void {
    if (!this.#second.has(secondKey(type, name))) this.member(caseId, type, name);
  }

  /** Second pass: those with only a host name, then those that the engineer names, then those that nobody names. */
  adoptOrphans(identities: readonly Identity[]): void {
    const unbound = identities.filter(({ local, artifact }) => !this.#targets.has(localId(local, artifact)));
    for (const { local, artifact, rivals } of unbound) {
      const ids = rivals.flatMap((name) => this.#byAnyName(local.type, name));
      if (ids.length > 0) this.#targets.set(localId(local, artifact), [...new Set(ids)]);
    }
    const orphans = unbound.filter(({ rivals }) => rivals.length === 0);
    // Whole names first, so that a short one finds its own.
    const [whole, short] = [true, false].map((is) => orphans.filter(({ names }) => names[1]?.includes('.') === is));
    for (const identity of [...(whole ?? []), ...(short ?? [])]) {
      const [, second] = identity.names;
      if (second !== undefined) this.#adoptByName(identity, second);
    }
    for (const { local, artifact } of orphans) {
      const { called } = local;
      if (called !== undefined) this.#targets.set(localId(local, artifact), [this.#called(local.type, called)]);
    }
    const unnamed = orphans.filter(({ local, names }) => names[1] === undefined && local.called === undefined);
    for (const identity of unnamed) if (identity.local.among !== undefined) this.#standAlone(identity);
    this.#keepApart(unnamed);
    const isBound = ({ local, artifact }: Identity) => this.#targets.has(localId(local, artifact));
    const nameless = unnamed.filter((one) => one.local.among === undefined && !isBound(one));
    for (const { local, artifact, unread } of nameless) {
      if (!unread) this.#eliminate(local.type, localId(local, artifact));
    }
    this.#doubt(nameless.filter(({ unread }) => unread));
  }

  /** Pages at different addresses are not of one appliance, whatever their names are. */
  #keepApart(unnamed: readonly Identity[]): void {
    const guessing = unnamed.filter(({ local, guessed, rivals }) => {
      return local.among === undefined && guessed !== undefined && rivals.length === 0;
    });
    for (const { local, artifact, guessed = '' } of guessing) {
      const differs = guessing.some((one) => one.local.type === local.type && one.guessed !== guessed);
      if (differs) this.#targets.set(localId(local, artifact), this.#bySecondName(local.type, guessed));
    }
  }

  #adoptByName(identity: Identity, name: string): void {
    const { type } = identity.local;
    const [id] = this.#second.get(secondKey(type, name)) ?? [`${type}:${idPart(name.toLowerCase())}`];
    if (id !== undefined && this.#isTaken(identity, id)) this.#standAlone(identity);
    else this.#target(identity, this.#bySecondName(type, name));
  }

  #byAnyName(type: SubjectType, name: string): string[] {
    return [...(this.#second.get(secondKey(type, name)) ?? [this.member(caseId, type, name)])];
  }

  #bySecondName(type: SubjectType, name: string): string[] {
    const known = this.#second.get(secondKey(type, name)) ?? this.#byShortName(type, name);
    if (known !== undefined) {
      for (const id of known) this.#nameWell(id, name);
      return [...known];
    }
    const id = this.#add(type, name.toLowerCase(), name);
    this.#alias(type, name, id);
    return [id];
  }

  /** `esa1` is the one known host of that name in whatever domain: people shorten names, and some prompts do. */
  #byShortName(type: SubjectType, name: string): ReadonlySet<string> | undefined {
    if (name.includes('.')) return undefined;
    const beginning = `${secondKey(type, name)}.`;
    const fitting = [...this.#second].filter(([key]) => key.startsWith(beginning));
    return fitting.length === 1 ? fitting[0]?.[1] : undefined;
  }

  #called(type: SubjectType, called: string): string {
    const known = this.#roots(type).find((id) => id === `${type}:${called}` || this.#subjects.get(id)?.name === called);
    return known ?? this.member(caseId, type, called);
  }

  #eliminate(type: SubjectType, id: string): void {
    const candidates = this.#roots(type);
    if (candidates.length === 1) this.#eliminated.add(id);
    this.#targets.set(id, candidates.length > 0 ? candidates : [this.#add(type, '1', '')]);
  }

  /** Those with a name that nobody could read: never the only candidate by elimination. */
  #doubt(identities: readonly Identity[]): void {
    const before = new Map(identities.map(({ local }) => [local.type, this.#roots(local.type)]));
    for (const { local, artifact } of identities) {
      const candidates = before.get(local.type) ?? [];
      const isAlone = identities.filter((one) => one.local.type === local.type).length === 1;
      const id = localId(local, artifact);
      this.#unread.add(id);
      if (candidates.length > 0 || !isAlone) this.#doubtful.add(id);
      this.#targets.set(id, candidates.length > 0 ? candidates : [this.#add(local.type, '1', '')]);
    }
  }

  /** One bound observation, or one per candidate where the artifact does not tell which. */
  place(observation: Observation): BoundObservation[] {
    const { subject, evidence } = observation;
    const root = rootOf(subject);
    if (root.type === 'case') return [{ ...observation, boundTo: caseId, byElimination: false, ambiguous: false }];
    const id = localId(root, evidence.artifact);
    const targets = this.#targets.get(id) ?? [];
    const ambiguous = targets.length > 1 || this.#doubtful.has(id);
    const doubt = this.#unread.has(id) && { evidence: { ...evidence, mayBeOvertaken: 'unrecognized' as const } };
    return targets.map((target) => ({
      ...observation,
      ...doubt,
      boundTo: this.#descend(subject, root, target, ambiguous, evidence.artifact),
      byElimination: this.#eliminated.has(id),
      ambiguous,
    }));
  }

  member(parent: string, type: SubjectType, name: string, artifact?: string): string {
    const id = parent === caseId ? `${type}:${idPart(name)}` : `${parent}/${type}:${idPart(name)}`;
    if (this.#subjects.has(id)) return id;
    const isNamed = artifact === undefined || !isOrdinal(name);
    const names = isNamed ? { name } : { name: '', shownIn: artifact };
    this.#subjects.set(id, { type, id, ...names, parent, seen: false });
    return id;
  }

  /** The first is the second, with all that hangs under it. */
  join(from: string, to: string): void {
    for (const [id, subject] of [...this.#subjects]) {
      if (id !== from && !id.startsWith(`${from}/`)) continue;
      this.#subjects.delete(id);
      const own = to + id.slice(from.length);
      const parent = subject.parent?.startsWith(from) ? to + subject.parent.slice(from.length) : subject.parent;
      const there = this.#subjects.get(own);
      if (there === undefined) this.#subjects.set(own, { ...subject, id: own, parent });
      else if (subject.seen && !there.seen) this.#subjects.set(own, { ...there, seen: true });
    }
  }

  all(): Subject[] {
    const [first, ...rest] = [...this.#subjects.values()];
    return first === undefined ? [] : [first, ...rest.sort((a, b) => (a.id < b.id ? -1 : 1))];
  }

  notices(identities: readonly Identity[]): Notice[] {
    const found = new Map<string, Notice>();
    for (const { local, artifact } of identities) {
      const id = localId(local, artifact);
      const several = (this.#targets.get(id)?.length ?? 0) > 1 || this.#doubtful.has(id);
      if (!several && !this.#eliminated.has(id)) continue;
      const code = several ? 'subject-ambiguous' : 'subject-by-elimination';
      found.set(`${code}\n${local.type}\n${artifact}`, { code, type: local.type, artifact });
    }
    return [...found.values()];
  }

  #add(type: SubjectType, key: string, name: string): string {
    const id = `${type}:${idPart(key)}`;
    const old = this.#subjects.get(id);
    this.#subjects.set(id, { type, id, name: old?.name ?? name, parent: caseId, seen: true });
    this.#nameWell(id, name);
    return id;
  }

  /** A host name tells people more than the serial; of two the first in order, whichever artifact came first. */
  #nameWell(id: string, name: string): void {
    const subject = this.#subjects.get(id);
    if (subject === undefined) return;
    const told = [subject.name, name].filter((one) => one !== '' && `${subject.type}:${idPart(one)}` !== id).sort();
    this.#subjects.set(id, { ...subject, name: told[0] ?? subject.name });
  }

  #alias(type: SubjectType, second: string, id: string): void {
    const key = secondKey(type, second);
    this.#second.set(key, (this.#second.get(key) ?? new Set()).add(id));
  }

  #roots(type: SubjectType): string[] {
    return [...this.#subjects.values()].filter((one) => one.type === type && one.parent === caseId).map(({ id }) => id);
  }

  /** The same way down from the bound root; an ambiguous reading shows nobody. */
  #descend(local: LocalSubject, root: LocalSubject, target: string, ambiguous: boolean, artifact: string): string {
    if (local === root || local.parent === undefined || local.type === root.type) return this.#see(target, ambiguous);
    const parent = this.#descend(local.parent, root, target, ambiguous, artifact);
    return this.#see(this.member(parent, local.type, local.key, artifact), ambiguous);
  }

  #see(id: string, ambiguous: boolean): string {
    const subject = this.#subjects.get(id);
    if (subject !== undefined && !subject.seen && !ambiguous) this.#subjects.set(id, { ...subject, seen: true });
    return id;
  }
}

function siblings({ type, among }: LocalSubject, artifact: string): string {
  return `${artifact}\n${type}\n${among}`;
}

/** Second names are host names: case does not count. */
function secondKey(type: SubjectType, name: string): string {
  return `${type}\n${name.toLowerCase()}`;
}

/** Ids are `/`-separated, so a name may not bring its own. */
function idPart(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('/', '%2F');
}
