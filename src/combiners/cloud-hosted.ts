// Whether Cisco runs the appliance (CES): a host name under iphmx.com says yes, any other whole host name says no. For what
// hangs on no appliance (a tile), whether all appliances of the case are of one kind.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, known, unknown } from '../model/fact.js';
import { caseId } from '../model/subject.js';

export default defineCombiner({
  derives: ['appliance.cloudHosted', 'case.cloudHosted'],
  from: ['appliance.identity.hostname'],
  combine: (facts) => {
    const each = facts.subjects('appliance').map(({ id }) => {
      const hostname = facts.fact('appliance.identity.hostname', id);
      const state = hostedBy(hostname, facts);
      return { fact: 'appliance.cloudHosted' as const, subject: id, state, basis: [hostname] };
    });
    const states = each.map(({ state }) => state);
    const basis = each.flatMap((one) => one.basis);
    return [...each, { fact: 'case.cloudHosted', subject: caseId, state: ofAll(states), basis }];
  },
});

function ofAll(states: readonly FactState[]): FactState {
  const [first = unknown('notCollected'), ...others] = states;
  const unsure = states.find(({ state }) => state !== 'known');
  if (unsure !== undefined || first.state !== 'known') return unsure ?? first;
  return others.every((one) => one.state === 'known' && one.value === first.value) ? first : unknown('conflict');
}

function hostedBy({ state }: Fact, { hosts }: FactView): FactState {
  if (state.state !== 'known') return state;
  const name = String(state.value).toLowerCase().replace(/\.$/, '');
  // `esa1` is a name cut short: nobody can tell whose it is.
  if (!name.includes('.')) return unknown('unrecognized');
  const suffixes = hosts.filter(({ service }) => service === 'ces').map(({ host }) => host.replace('*', ''));
  return known(suffixes.some((suffix) => name.endsWith(suffix)));
}
