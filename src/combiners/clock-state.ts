// Which clock of the case is wrong: a workstation's by the servers' dates, an appliance's by a change of its time beside a
// fault, somebody's by a token from the future. A clock that is right vouches for no other, least of all an appliance's.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, isShown, known, type Occurrence, unknown } from '../model/fact.js';
import type { Moment } from '../model/moment.js';
import { caseId } from '../model/subject.js';

const wrongSeconds = 300;
const rightSeconds = 60;
/** A change of the clock so close to a fault may be its cause [guess: no source gives a number]. */
const nearMs = 24 * 3_600_000;

type Verdict = { readonly state: FactState; readonly basis: readonly Fact[] };

export default defineCombiner({
  derives: ['case.clock.state'],
  from: [
    'case.capture.list',
    'capture.clock.skew',
    'capture.token.error',
    'case.log.list',
    'appliance.clock.step',
    'appliance.cloud.trouble',
    'appliance.registration.state',
    'xdr.module.answer',
    'xdr.tile.answer',
  ],
  combine: (facts) => [{ fact: 'case.clock.state', subject: caseId, ...clockOf(facts) }],
});

function clockOf(facts: FactView): Verdict {
  const all = (
    type: 'capture' | 'appliance',
    key: 'capture.clock.skew' | 'capture.token.error' | 'appliance.clock.step',
  ) => facts.subjects(type).map(({ id }) => facts.fact(key, id));
  const skews = all('capture', 'capture.clock.skew');
  const wrong = skews.filter((one) => secondsOf(one) > wrongSeconds);
  if (wrong.length > 0) return { state: known('workstation'), basis: wrong };
  const steps = all('appliance', 'appliance.clock.step').filter(({ state }) => state.state === 'known');
  const faults = faultsOf(facts);
  const changed = steps.find(({ occurrences }) => occurrences.some((step) => isLarge(step) && isNear(step, faults)));
  if (changed) return { state: known('appliance'), basis: [changed] };
  const future = all('capture', 'capture.token.error').filter(({ state }) => isFuture(state));
  if (future.length > 0) return { state: known('token'), basis: future };
  return unjudged(skews, steps, facts);
}

function unjudged(skews: readonly Fact[], steps: readonly Fact[], facts: FactView): Verdict {
  const appliances = facts.subjects('appliance');
  const lists = [facts.fact('case.capture.list', caseId), facts.fact('case.log.list', caseId)];
  if (skews.length === 0 && steps.length === 0 && lists.every(isEmptyList))
    return { state: known('none'), basis: lists };
  const basis = [...skews, ...steps];
  if (steps.some(({ occurrences }) => occurrences.some(isLarge))) return { state: unknown('unconfirmed'), basis };
  const vague = skews.find((one) => one.state.state !== 'known');
  if (vague) return { state: vague.state.state === 'unknown' ? vague.state : unknown('unrecognized'), basis };
  const isRight = skews.length > 0 && skews.every((one) => secondsOf(one) < rightSeconds);
  if (skews.length > 0 && !isRight) return { state: unknown('unconfirmed'), basis };
  // No clock of an appliance has anything beside it to compare it with.
  return isRight && appliances.length === 0
    ? { state: known('right'), basis }
    : { state: unknown('notCollected'), basis };
}

function secondsOf({ state }: Fact): number {
  return state.state === 'known' ? Math.abs(Number(state.value)) : Number.NaN;
}

function isFuture(state: FactState): boolean {
  return (
    state.state === 'known' && Array.isArray(state.value) && state.value.some((one) => one === 'jwt_valid_in_future')
  );
}

function isEmptyList({ state, incomplete }: Fact): boolean {
  return state.state === 'known' && Array.isArray(state.value) && state.value.length === 0 && !incomplete;
}

function isLarge({ value, evidence }: Occurrence): boolean {
  return Math.abs(Number(value)) > wrongSeconds && isShown(evidence);
}

function faultsOf(facts: FactView): Moment[] {
  const appliances = facts.subjects('appliance').map(({ id }) => id);
  const states = [
    ...appliances.map((id) => facts.fact('appliance.registration.state', id)),
    ...facts.subjects('module').map(({ id }) => facts.fact('xdr.module.answer', id)),
    ...facts.subjects('tile').map(({ id }) => facts.fact('xdr.tile.answer', id)),
  ].filter(({ state }) => state.state === 'known' && faultStates.includes(String(state.value)));
  const troubles = appliances.flatMap((id) => facts.fact('appliance.cloud.trouble', id).occurrences);
  return [...states, ...troubles].flatMap(({ time }) => time ?? []);
}

const faultStates: readonly string[] = ['rejected', 'offline', 'error', 'try-later', 'unexpected-error'];

/** Surely within the span, whatever the zones. */
function isNear({ time }: Occurrence, faults: readonly Moment[]): boolean {
  return (
    time !== undefined &&
    faults.some((fault) => time.latestMs - fault.earliestMs <= nearMs && fault.latestMs - time.earliestMs <= nearMs)
  );
}
