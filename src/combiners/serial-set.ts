// Whether the files of a case speak of appliances that belong together: every serial number of a log or page must be that of
// an export. A file that tells no serial number leaves it open, and so does a cluster whose members are not all known.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, hasValue, isShown, known, unknown } from '../model/fact.js';
import { caseId } from '../model/subject.js';

export default defineCombiner({
  derives: ['case.appliance.match'],
  from: [
    'case.appliance.artifact',
    'appliance.identity.serial',
    'appliance.cluster.membership',
    'appliance.interface.list',
  ],
  combine: (facts) => [{ fact: 'case.appliance.match', subject: caseId, ...match(facts) }],
});

function match(facts: FactView): Pick<Derived, 'state' | 'basis'> {
  const listing = facts.fact('case.appliance.artifact', caseId);
  const artifacts = listing.state.state === 'known' && Array.isArray(listing.state.value) ? listing.state.value : [];
  const isComplete = listing.state.state === 'known' && !listing.incomplete;
  if (isComplete && artifacts.length <= 1) return { state: known('single'), basis: [listing] };
  const ids = facts.subjects('appliance').map(({ id }) => id);
  const serials = ids.map((id) => facts.fact('appliance.identity.serial', id)).filter(isSure);
  const exported = serials.filter((one) => exportsOf(one).length > 0);
  const foreign = serials.filter((one) => exportsOf(one).length === 0);
  if (exported.length > 0 && foreign.length > 0) {
    const members = ids
      .map((id) => facts.fact('appliance.cluster.membership', id))
      .filter((one) => hasValue(one, 'member'));
    const lists = ids.map((id) => facts.fact('appliance.interface.list', id));
    const told = new Set(exported.flatMap(exportsOf));
    const isTold = [...lists, ...members].flatMap(exportsOf).every((artifact) => told.has(artifact));
    const basis = [...foreign, ...exported];
    const isWhole = !foreign.some((one) => exported.some((other) => mayBeCut(one, other)));
    return members.length === 0 && isTold && isWhole
      ? { state: known('foreign'), basis }
      : { state: unknown('unconfirmed'), basis: [...basis, ...members] };
  }
  const named = new Set(serials.flatMap(({ evidence }) => evidence.map(({ artifact }) => artifact)));
  const isAllNamed = isComplete && serials.length === ids.length && artifacts.every((one) => named.has(String(one)));
  const isOneSet = serials.length === 1 || exported.some((one) => exportsOf(one).some((file) => holds(file, serials)));
  if (isAllNamed && isOneSet) return { state: known('one-set'), basis: serials };
  return { state: unknown(isAllNamed ? 'unconfirmed' : 'notCollected'), basis: [listing, ...serials] };
}

/** One export tells all of them: the machines of a cluster. */
function holds(file: string, serials: readonly Fact[]): boolean {
  return serials.every((one) => exportsOf(one).includes(file));
}

/** One serial number begins with the other: a file may end within it. */
function mayBeCut(one: Fact, other: Fact): boolean {
  const [a = '', b = ''] = [one, other].map(({ state }) => (state.state === 'known' ? String(state.value) : ''));
  return a.startsWith(b) || b.startsWith(a);
}

function exportsOf({ evidence }: Fact): string[] {
  return evidence.filter(({ trust }) => trust === 'exported').map(({ artifact }) => artifact);
}

function isSure(fact: Fact): boolean {
  return fact.state.state === 'known' && isShown(fact);
}
