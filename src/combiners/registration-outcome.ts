// How the last attempt to register ended. While it is busy, or nobody tried, there is no outcome yet: that is not known.
import { defineCombiner } from '../model/combiner.js';
import { type FactState, known, unknown } from '../model/fact.js';

export default defineCombiner({
  derives: ['appliance.registration.outcome'],
  from: ['appliance.registration.state'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const registration = facts.fact('appliance.registration.state', id);
      const state = outcomeOf(registration.state);
      return { fact: 'appliance.registration.outcome', subject: id, state, basis: [registration] };
    }),
});

function outcomeOf(registration: FactState): FactState {
  if (registration.state !== 'known') return registration;
  if (registration.value === 'registered') return known('accepted');
  return registration.value === 'rejected' ? known('rejected') : unknown('outsideWindow');
}
