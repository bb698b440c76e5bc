// Whether an appliance keeps its own reports: told in words, or shown by data in the tile of the module whose device bears
// its name. Data in another module's tile may be a manager's, and says nothing.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, isShown, known, unknown } from '../model/fact.js';
import type { Subject } from '../model/subject.js';

export default defineCombiner({
  derives: ['appliance.reporting.place'],
  from: [
    'appliance.centralized-reporting.state',
    'appliance.identity.hostname',
    'xdr.module.device',
    'sse.device.name',
    'xdr.tile.answer',
  ],
  combine: (facts) =>
    facts.subjects('appliance').map((appliance) => ({
      fact: 'appliance.reporting.place',
      subject: appliance.id,
      ...place(appliance, facts),
    })),
});

function place({ id }: Subject, facts: FactView): Pick<Derived, 'state' | 'basis'> {
  const told = facts.fact('appliance.centralized-reporting.state', id);
  const filled = facts
    .subjects('module')
    .filter((module) => pointsTo(module, facts.fact('appliance.identity.hostname', id), facts))
    .flatMap((module) => facts.children(module.id, 'tile'))
    .map((tile) => facts.fact('xdr.tile.answer', tile.id))
    .filter((answer) => shownValue(answer) === 'data');
  const [state, shown] = [shownValue(told), filled[0]];
  if (state === 'on') {
    return shown ? { state: unknown('conflict'), basis: [told, shown] } : { state: known('manager'), basis: [told] };
  }
  if (state === 'off') return { state: known('appliance'), basis: [told] };
  if (shown) return { state: known('appliance'), basis: [shown] };
  return { state: unknown(told.state.state === 'unknown' ? told.state.reason : 'notCollected'), basis: [told] };
}

function pointsTo({ id, parent }: Subject, hostname: Fact, facts: FactView): boolean {
  const device = shownValue(facts.fact('xdr.module.device', id));
  const own = shownValue(hostname)?.toLowerCase();
  if (device === undefined || own === undefined || parent === undefined) return false;
  const found = facts
    .children(parent, 'device')
    .find((one) => one.id === `${parent}/device:${device}` || one.name === device);
  return found !== undefined && shownValue(facts.fact('sse.device.name', found.id))?.toLowerCase() === own;
}

function shownValue(fact: Fact): string | undefined {
  return fact.state.state === 'known' && isShown(fact) ? String(fact.state.value) : undefined;
}
