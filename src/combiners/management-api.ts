// The AsyncOS API services on the Management interface: the one named Management, else the only one on that port.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, isShown, known, unknown } from '../model/fact.js';
import type { Subject } from '../model/subject.js';

const managementName = 'Management';

/** Appliances tell names apart by case; people who rename an interface may not: two spellings leave open which is meant. */
const isManagement = (name: string | undefined) => name?.toLowerCase() === managementName.toLowerCase();

export default defineCombiner({
  derives: ['appliance.management.api-http', 'appliance.management.api-https', 'appliance.management.api-elsewhere'],
  from: ['interface.api.http', 'interface.api.https', 'interface.identity.port', 'appliance.interface.list'],
  combine: (facts) => facts.subjects('appliance').flatMap((appliance) => deriveFor(appliance, facts)),
});

function deriveFor(appliance: Subject, facts: FactView): Derived[] {
  const interfaces = facts.children(appliance.id, 'interface');
  const listing = facts.fact('appliance.interface.list', appliance.id);
  const management = findManagement(interfaces, listing, facts);
  const service = (fact: Derived['fact'], source: 'interface.api.http' | 'interface.api.https'): Derived => {
    if ('reason' in management) return { fact, subject: appliance.id, state: management.reason, basis: [listing] };
    const read = facts.fact(source, management.found.id);
    return { fact, subject: appliance.id, state: read.state, basis: [read] };
  };
  return [
    service('appliance.management.api-http', 'interface.api.http'),
    service('appliance.management.api-https', 'interface.api.https'),
    elsewhere(appliance, interfaces, 'found' in management ? management.found : undefined, listing, facts),
  ];
}

/**
 * By name (`Management#2` is a second one of the same name), else the only one on that port where every interface of a
 * complete list tells its port. Nobody can tell where "Management" was renamed, two interfaces stand on its port, or
 * the list is cut and may hide the second one.
 */
export function findManagement(
  interfaces: readonly Subject[],
  listing: Fact,
  facts: FactView,
): { found: Subject } | { reason: FactState } {
  const portOf = ({ id }: Subject) => shownPort(facts.fact('interface.identity.port', id));
  const [named, twin] = interfaces.filter(({ name }) => isManagement(name.replace(/#\d+$/, '')));
  const onPort = interfaces.filter((one) => isManagement(portOf(one)));
  // The name on another port, and something else on this one: either may be meant.
  const swapped = named !== undefined && onPort.some((one) => one !== named);
  if (twin !== undefined || onPort.length > 1 || swapped) return { reason: unknown('ambiguousSubject') };
  if (isCut(listing)) return { reason: unknown('truncated') };
  const allPortsRead = interfaces.every((one) => portOf(one) !== undefined);
  // Where ports are told, one that is not may be the second on this port.
  if (named !== undefined && portOf(named) !== undefined && !allPortsRead) return { reason: unknown('truncated') };
  if (named !== undefined) return { found: named };
  const [only] = onPort;
  if (only === undefined) {
    return { reason: listing.state.state === 'unknown' ? listing.state : unknown('notInThisExport') };
  }
  const seenWhole = listing.state.state === 'known' && isShown(listing);
  return seenWhole && allPortsRead ? { found: only } : { reason: unknown('truncated') };
}

/** A list that breaks off. A page that shows one interface and lists none is not cut. */
function isCut({ state, incomplete }: Fact): boolean {
  return incomplete || (state.state === 'unknown' && (state.reason === 'truncated' || state.reason === 'limit'));
}

function shownPort(port: Fact): string | undefined {
  return port.state.state === 'known' && isShown(port) ? String(port.state.value) : undefined;
}

/** Names of other interfaces where an API service is on: the near miss that people see working in a browser. */
function elsewhere(
  appliance: Subject,
  interfaces: readonly Subject[],
  management: Subject | undefined,
  listing: Fact,
  facts: FactView,
): Derived {
  const others = interfaces.filter((one) => one !== management);
  const services = others.flatMap(({ id }) => [
    facts.fact('interface.api.http', id),
    facts.fact('interface.api.https', id),
  ]);
  const on = services.filter((one) => hasValue(one, 'on'));
  const subjects = new Set(on.map(({ subject }) => subject));
  const names = others.filter(({ id }) => subjects.has(id)).map(({ name }) => name);
  const decided = management !== undefined && listing.state.state === 'known';
  return {
    fact: 'appliance.management.api-elsewhere',
    subject: appliance.id,
    state: decided || names.length > 0 ? known(names.sort()) : unknown('notCollected'),
    basis: on.length > 0 ? on : [listing],
    incomplete: listing.incomplete || services.some(({ state }) => state.state === 'unknown'),
  };
}
