// Whether Cisco runs the appliance (CES): a host name under iphmx.com says yes, any other whole host name says no.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, known, unknown } from '../model/fact.js';

export default defineCombiner({
  derives: ['appliance.cloudHosted'],
  from: ['appliance.identity.hostname'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const hostname = facts.fact('appliance.identity.hostname', id);
      return { fact: 'appliance.cloudHosted', subject: id, state: hostedBy(hostname, facts), basis: [hostname] };
    }),
});

function hostedBy({ state }: Fact, { hosts }: FactView): FactState {
  if (state.state !== 'known') return state;
  const name = String(state.value).toLowerCase().replace(/\.$/, '');
  // `esa1` is a name cut short: nobody can tell whose it is.
  if (!name.includes('.')) return unknown('unrecognized');
  const suffixes = hosts.filter(({ service }) => service === 'ces').map(({ host }) => host.replace('*', ''));
  return known(suffixes.some((suffix) => name.endsWith(suffix)));
}
