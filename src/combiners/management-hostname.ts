// The host name of the Management interface. Apart from its services, since other things yield it.
import { defineCombiner } from '../model/combiner.js';
import { findManagement } from './management-api.js';

export default defineCombiner({
  derives: ['appliance.management.hostname'],
  from: ['interface.identity.hostname', 'interface.identity.port', 'appliance.interface.list'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const listing = facts.fact('appliance.interface.list', id);
      const management = findManagement(facts.children(id, 'interface'), listing, facts);
      const subject = { fact: 'appliance.management.hostname', subject: id } as const;
      if ('reason' in management) return { ...subject, state: management.reason, basis: [listing] };
      const hostname = facts.fact('interface.identity.hostname', management.found.id);
      return { ...subject, state: hostname.state, basis: [hostname] };
    }),
});
