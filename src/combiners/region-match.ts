// Whether the appliance's server and SSE and XDR, as a signed-in user really worked with them, are of one region. Two that
// are equal prove nothing; several regions with the right one among them prove nothing either.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, isShown, known, unknown } from '../model/fact.js';
import { caseId, unnamed } from '../model/subject.js';

/** XDR has no such regions: whose XDR goes with these SSE regions is not documented. */
const notOfXdr: readonly string[] = ['IN', 'AU'];

export default defineCombiner({
  derives: ['appliance.region.match', 'appliance.region.apart'],
  from: ['case.xdr.region', 'case.sse.region', 'appliance.cloud-service.region', 'capture.damage.state'],
  combine: (facts) => {
    const sse = facts.fact('case.sse.region', caseId);
    const xdr = facts.fact('case.xdr.region', caseId);
    const all = facts.subjects('appliance').map(({ id }) => id);
    return (all.length > 0 ? all : [nobody]).flatMap((id) => {
      const own = facts.fact('appliance.cloud-service.region', id);
      const found = match(own, sse, xdr, areCapturesWhole(facts));
      if (id === nobody && found.state.state !== 'known') return [];
      const apart = hasValue(found, 'different') ? oddOne(own, sse, xdr) : unknown('notCollected');
      return [
        { ...found, fact: 'appliance.region.match' as const, subject: id },
        { state: apart, basis: [own, sse, xdr], fact: 'appliance.region.apart' as const, subject: id },
      ];
    });
  },
});

/** SSE and XDR apart are so for any appliance, also where the case has none. */
const nobody = `appliance:${unnamed}`;

/** Entries that were lost may have gone to another region, or been of another service. */
export function areCapturesWhole(facts: FactView): boolean {
  return facts.subjects('capture').every(({ id }) => hasValue(facts.fact('capture.damage.state', id), 'whole'));
}

function match(own: Fact, sse: Fact, xdr: Fact, isRead: boolean): { state: FactState; basis: readonly Fact[] } {
  const pairs = [
    [own, sse, regions(own)],
    [own, xdr, ofXdr(own)],
    [sse, xdr, ofXdr(sse)],
  ] as const;
  const apart = pairs.filter(([, other, mine]) => mine.length > 0 && disjoint(mine, regions(other)));
  const shown = apart.find(([a, b]) => isShown(a) && isShown(b)) ?? apart[0];
  if (isRead && shown !== undefined) return { state: known('different'), basis: [shown[0], shown[1]] };
  const basis = [own, sse, xdr];
  const missing = basis.find(({ state }) => state.state !== 'known');
  if (missing !== undefined) {
    return { state: missing.state.state === 'unknown' ? missing.state : unknown('unrecognized'), basis };
  }
  if (!isRead) return { state: unknown('truncated'), basis };
  const used = new Set(basis.flatMap(regions));
  if (used.size === 1) return { state: known('same'), basis };
  return {
    state: unknown(basis.flatMap(regions).some((one) => notOfXdr.includes(one)) ? 'unconfirmed' : 'conflict'),
    basis,
  };
}

/** Which of the three is to be changed: the one that the other two do not share. */
function oddOne(own: Fact, sse: Fact, xdr: Fact): FactState {
  const isMet = (some: readonly string[], others: Fact) => some.some((one) => regions(others).includes(one));
  if (!isShown(sse) || !isShown(xdr) || regions(sse).length === 0 || regions(xdr).length === 0) {
    return unknown('notCollected');
  }
  if (!isShown(own) || regions(own).length === 0) return known('portals');
  if (isMet(regions(own), sse)) return known('xdr');
  if (isMet(ofXdr(own), xdr)) return known('sse');
  return isMet(ofXdr(sse), xdr) ? known('appliance') : unknown('conflict');
}

function regions({ state }: Fact): readonly string[] {
  if (state.state !== 'known') return [];
  return Array.isArray(state.value) ? state.value.map(String) : [String(state.value)];
}

/** The regions where all of them can be compared with XDR's; none where one cannot. */
function ofXdr(fact: Fact): readonly string[] {
  const all = regions(fact);
  return all.some((one) => notOfXdr.includes(one)) ? [] : all;
}

function disjoint(some: readonly string[], others: readonly string[]): boolean {
  return others.length > 0 && !some.some((one) => others.includes(one));
}
