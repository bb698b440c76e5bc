// Subjects that are named by what is said of others: the account of the appliance's region, the members of a cluster.
import type { Evidence, Observation } from '../model/fact.js';
import { isShown } from '../model/fact.js';
import type { SubjectType } from '../model/subject.js';
import type { BoundObservation, Definitions } from './bind.js';

export function vouches(evidence: Evidence): boolean {
  return evidence.confidence !== 'guess' && isShown(evidence);
}

/** Subjects that a fact of another subject names: the account of the appliance's region, the members of a cluster. */
export function* namedElsewhere(
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

export function* listedChildren(
  observations: readonly BoundObservation[],
  definitions: Definitions,
): Generator<{ parent: string; type: SubjectType; name: string }> {
  for (const { fact, state, boundTo, ambiguous } of observations) {
    const type = definitions.get(fact)?.enumerates;
    if (type === undefined || state.state !== 'known' || ambiguous || !Array.isArray(state.value)) continue;
    for (const name of state.value) yield { parent: boundTo, type, name: String(name) };
  }
}
