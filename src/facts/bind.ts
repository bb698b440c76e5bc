// Whose fact it is: local subjects of artifacts → subjects of the case. What an artifact does not name belongs to the
// case's only candidate (and says so), or stays with none of several.
import type { Observation } from '../model/fact.js';
import type { Subject, SubjectType } from '../model/subject.js';
import { type Definitions, identitiesIn, vouches } from './identities.js';
import { joined, joinsOf } from './join-names.js';
import { type Notice, SubjectRegistry } from './subject-registry.js';

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

export function bind(observations: readonly Observation[], definitions: Definitions): Binding {
  const registry = new SubjectRegistry();
  const identities = identitiesIn(observations, definitions);
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

/** Subjects that a fact of another subject names: the account of the appliance's region, the members of a cluster. */
function* namedElsewhere(
  observations: readonly Observation[],
  definitions: Definitions,
): Generator<[SubjectType, string]> {
  for (const { fact, state, evidence } of observations) {
    const type = definitions.get(fact)?.names;
    if (type === undefined || state.state !== 'known') continue;
    // A name too many in a list of members leaves one verdict open, a missing one would hide a member.
    if (Array.isArray(state.value)) for (const name of state.value) yield [type, String(name).toLowerCase()];
    else if (vouches(evidence)) yield [type, String(state.value)];
  }
}

function* listedChildren(
  observations: readonly BoundObservation[],
  definitions: Definitions,
): Generator<{ parent: string; type: SubjectType; name: string }> {
  for (const { fact, state, boundTo, ambiguous } of observations) {
    const type = definitions.get(fact)?.enumerates;
    if (type === undefined || state.state !== 'known' || ambiguous || !Array.isArray(state.value)) continue;
    for (const name of state.value) yield { parent: boundTo, type, name: String(name) };
  }
}
