// One subject that was met by its id in one artifact and by its name in another: a capture knows a module by its id, a
// picture of its tile by what stands there. They are one where nothing else could be meant and both show the same, and stay
// two everywhere else: a name is no proof against what a picture shows.
import type { FactDefinition } from '../model/catalogue.js';
import { isShown, type Value } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { isOrdinal, type SubjectType } from '../model/subject.js';
import { fold } from '../text/fold.js';
import type { BoundObservation } from './bind.js';

/** A subject below others, as all that was read of it says. */
interface Child {
  readonly id: string;
  readonly parent: string;
  readonly key: string;
  readonly names: Set<string>;
  readonly kinds: Set<Value | undefined>;
  /** What was shown of it at any time. */
  readonly states: Map<FactKey, Set<string>>;
  /** Only persons' prose speaks of it. */
  isTold: boolean;
}

/** Ids of subjects that are another one → that one's. Names that rest on a guess, or on nobody known, join nothing. */
export function joinsOf(
  type: SubjectType,
  bound: readonly BoundObservation[],
  definitions: ReadonlyMap<FactKey, FactDefinition>,
): ReadonlyMap<string, string> {
  const naming = [...definitions.values()].find(({ subject, identifies }) => subject === type && identifies === 2);
  const children = childrenIn(type, bound, naming, definitions);
  const joins = new Map<string, string>();
  const join = (child: Child, others: readonly Child[], otherOf: (siblings: readonly Child[]) => Child | undefined) => {
    const one = otherOf(others.filter(({ id, parent }) => id !== child.id && parent === child.parent));
    if (one !== undefined && agree(child, one)) joins.set(child.id, one.id);
  };
  const kind = naming?.joinsBy;
  const named = children.filter(({ names }) => names.size > 0);
  const byId = named.filter(isById);
  for (const child of named) if (!isById(child)) join(child, byId, (siblings) => namesake(child, siblings, kind));
  const nameless = children.filter(({ names, key, isTold }) => names.size === 0 && isTold && isOrdinal(key));
  const left = children.filter((one) => !joins.has(one.id) && !isOrdinal(one.key));
  for (const child of nameless) join(child, left, (siblings) => onlyOneMeant(siblings, kind));
  return joins;
}

type Kind = FactDefinition['joinsBy'];

function childrenIn(
  type: SubjectType,
  bound: readonly BoundObservation[],
  naming: FactDefinition | undefined,
  definitions: ReadonlyMap<FactKey, FactDefinition>,
): Child[] {
  const children = new Map<string, Child>();
  for (const one of bound) {
    const { fact, subject, state, evidence, boundTo, ambiguous } = one;
    const id = idOf(boundTo, type);
    if (id === undefined || ambiguous) continue;
    const child = children.get(id) ?? newChild(id);
    children.set(id, child);
    if (isShown(evidence)) child.isTold = false;
    if (subject.type !== type || evidence.confidence === 'guess') continue;
    addState(child, one, definitions.get(fact));
    if (fact === naming?.key && state.state === 'known') child.names.add(fold(String(state.value)));
    if (fact === naming?.joinsBy?.fact) child.kinds.add(state.state === 'known' ? state.value : undefined);
  }
  return [...children.values()];
}

function newChild(id: string): Child {
  const at = id.lastIndexOf('/');
  const key = id
    .slice(id.indexOf(':', at) + 1)
    .replaceAll('%2F', '/')
    .replaceAll('%25', '%');
  return { id, parent: id.slice(0, at), key, names: new Set(), kinds: new Set(), states: new Map(), isTold: true };
}

function addState({ states }: Child, { fact, state, evidence }: BoundObservation, definition?: FactDefinition): void {
  const isNothing = state.state === 'unknown' && state.reason === 'notCollected';
  const isState = definition?.cardinality === 'state' && definition.identifies === undefined;
  if (isNothing || !isState || !isShown(evidence)) return;
  states.set(fact, (states.get(fact) ?? new Set()).add(JSON.stringify(state)));
}

/** What differs may have changed, or be of another one: each of them is judged by itself. */
function agree(a: Child, b: Child): boolean {
  return [...a.states].every(([fact, states]) => {
    const others = b.states.get(fact);
    return others === undefined || new Set([...states, ...others]).size === Math.min(states.size, others.size);
  });
}

/** `cloudAccount:EU/module:x` of `cloudAccount:EU/module:x/tile:y`. */
function idOf(boundTo: string, type: SubjectType): string | undefined {
  const parts = boundTo.split('/');
  const at = parts.findIndex((part) => part.startsWith(`${type}:`));
  return at < 1 ? undefined : parts.slice(0, at + 1).join('/');
}

function isById({ key, names }: Child): boolean {
  return names.size > 0 && !names.has(fold(key)) && !isOrdinal(key);
}

/** One of the same name; else the only one that may be of the kind, if the one name holds the other. */
function namesake({ names, kinds }: Child, others: readonly Child[], kind: Kind): Child | undefined {
  const exact = others.filter((other) => [...names].some((name) => other.names.has(name)));
  if (exact.length > 0 || kind === undefined || !isSurely(kinds, kind)) return onlyOf(exact);
  const one = onlyOneMeant(others, kind);
  const isHeld = one !== undefined && [...names].every((name) => [...one.names].some((other) => isPartOf(name, other)));
  return isHeld ? one : undefined;
}

/** Who tells of one without a name means the only one there is. */
function onlyOneMeant(others: readonly Child[], kind: Kind): Child | undefined {
  if (kind === undefined) return onlyOf(others);
  const possible = others.filter(({ kinds }) => kinds.size === 0 || kinds.has(undefined) || kinds.has(kind.eq));
  const one = onlyOf(possible);
  return one !== undefined && isSurely(one.kinds, kind) ? one : undefined;
}

function isSurely(kinds: Child['kinds'], { eq }: NonNullable<Kind>): boolean {
  return kinds.size === 1 && kinds.has(eq);
}

function onlyOf(all: readonly Child[]): Child | undefined {
  return all.length === 1 ? all[0] : undefined;
}

/** Every word of the one stands in the other. */
function isPartOf(a: string, b: string): boolean {
  const [some, others] = [wordsOf(a), wordsOf(b)];
  return some.every((word) => others.includes(word)) || others.every((word) => some.includes(word));
}

function wordsOf(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]/u).filter((word) => word !== '');
}

/** What was read, with each subject as the one that it is; a second name of it says nothing. */
export function joined(
  bound: readonly BoundObservation[],
  joins: ReadonlyMap<string, string>,
  definitions: ReadonlyMap<FactKey, FactDefinition>,
): readonly BoundObservation[] {
  if (joins.size === 0) return bound;
  return bound.flatMap((one) => {
    const from = [...joins.keys()].find((id) => one.boundTo === id || one.boundTo.startsWith(`${id}/`));
    const to = from === undefined ? undefined : joins.get(from);
    if (from === undefined || to === undefined) return [one];
    if (one.boundTo === from && definitions.get(one.fact)?.identifies !== undefined) return [];
    return [{ ...one, boundTo: to + one.boundTo.slice(from.length) }];
  });
}
