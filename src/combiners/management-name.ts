// What is wrong with the name of the Management interface: none given in a complete element, or a name of the integration
// that the appliance's own lines say it cannot resolve, with no success of the cloud service after them.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, known } from '../model/fact.js';

export default defineCombiner({
  derives: ['appliance.management.name'],
  from: ['appliance.management.hostname', 'appliance.cloud.trouble', 'appliance.cloud.reachability'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => ({
      fact: 'appliance.management.name',
      subject: id,
      ...nameOf(id, facts),
    })),
});

function nameOf(id: string, facts: FactView): { state: FactState; basis: readonly Fact[] } {
  const hostname = facts.fact('appliance.management.hostname', id);
  const trouble = facts.fact('appliance.cloud.trouble', id);
  const reachability = facts.fact('appliance.cloud.reachability', id);
  const isReached = hasValue(reachability, 'reachable');
  if (hostname.state.state === 'absent') return { state: known('missing'), basis: [hostname] };
  if (!isReached && trouble.occurrences.some(({ value }) => value === 'dns'))
    return { state: known('unresolved'), basis: [trouble] };
  return { state: hostname.state.state === 'known' ? known('given') : hostname.state, basis: [hostname] };
}
