// Whether the server that the appliance is set to is a staging one. Whole host names of the table decide; a look-alike, a
// guessed row or a name under a known suffix leaves it open.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, known, unknown } from '../model/fact.js';

export default defineCombiner({
  derives: ['appliance.cloud-service.stage'],
  from: ['appliance.cloud-service.server', 'appliance.cloud-service.state'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const service = facts.fact('appliance.cloud-service.state', id);
      const server = facts.fact('appliance.cloud-service.server', id);
      const isOff = hasValue(service, 'off');
      return {
        fact: 'appliance.cloud-service.stage',
        subject: id,
        state: isOff ? known('unused') : stageOf(server, facts),
        basis: [isOff ? service : server],
      };
    }),
});

function stageOf({ state }: Fact, { hosts }: FactView): FactState {
  if (state.state !== 'known') return state.state === 'unknown' ? state : unknown('unrecognized');
  const name = String(state.value).toLowerCase().replace(/\.$/, '');
  const row = hosts.find(({ host }) => host === name);
  if (row === undefined || (row.stage === 'production' && row.service !== 'sse-registration')) {
    return unknown('unrecognized');
  }
  return row.confidence === 'guess' ? unknown('unconfirmed') : known(row.stage);
}
