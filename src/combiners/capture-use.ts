// What a capture is good for, in one word. Usable only where the portals answered with bodies, the file is whole and a
// fault is inside; a capture without any fault may have been taken too early, and nobody can tell from it.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, known, unknown } from '../model/fact.js';

export default defineCombiner({
  derives: ['capture.use.state'],
  from: [
    'capture.portal.answer',
    'capture.portal.body',
    'capture.portal.blocked',
    'capture.damage.state',
    'capture.fault.seen',
  ],
  combine: (facts) =>
    facts.subjects('capture').map(({ id }) => ({ fact: 'capture.use.state', subject: id, ...use(id, facts) })),
});

function use(capture: string, facts: FactView): { state: FactState; basis: readonly Fact[] } {
  const damage = facts.fact('capture.damage.state', capture);
  const answer = facts.fact('capture.portal.answer', capture);
  const body = facts.fact('capture.portal.body', capture);
  const blocked = facts.fact('capture.portal.blocked', capture);
  const fault = facts.fact('capture.fault.seen', capture);
  const says = (state: string, ...basis: Fact[]) => ({ state: known(state), basis });
  const isFaultInside = hasValue(fault, 'yes');
  if (hasValue(damage, 'damaged')) return says('cut', damage);
  // One host that stays away beside a fault that was answered is not what the customer sees.
  if (hasValue(blocked, 'yes') && !isFaultInside) return says('blocked', blocked);
  if (hasValue(answer, 'none')) return says('no-portal', answer);
  if (hasValue(body, 'missing')) return says('no-body', body);
  const basis = [answer, body, damage, fault];
  const missing = basis.find(({ state }) => state.state !== 'known');
  if (missing === undefined) return { state: known('usable'), basis };
  if (missing === fault) return { state: unknown('outsideWindow'), basis };
  return { state: missing.state.state === 'unknown' ? missing.state : unknown('unrecognized'), basis };
}
