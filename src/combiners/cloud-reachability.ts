// Whether the appliance reaches the cloud service, by what its logs say of the way there and by whether it registered.
// One line is no outage: it must come back, and nothing later may show that the way was free again.
import { defineCombiner } from '../model/combiner.js';
import { type Fact, type FactState, known, type Occurrence, trustRank, unknown } from '../model/fact.js';
import { type Moment, surelyBefore } from '../model/moment.js';

/** So many lines within so long are no passing trouble [guess: no source gives a number]. */
const repeatedLines = 3;
const repeatedWithinMs = 10 * 60_000;
/** Busy is expected after a commit; for so long it no longer is [guess: the page says "after some time"]. */
const busyMs = 30 * 60_000;

export default defineCombiner({
  derives: ['appliance.cloud.reachability'],
  from: ['appliance.cloud.trouble', 'appliance.registration.state'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const trouble = facts.fact('appliance.cloud.trouble', id);
      const registration = facts.fact('appliance.registration.state', id);
      const state = reachability(trouble, registration);
      const basis = state.state === 'known' && state.value === 'unreachable' ? [trouble] : [registration, trouble];
      return { fact: 'appliance.cloud.reachability', subject: id, state, basis };
    }),
});

function reachability(trouble: Fact, registration: Fact): FactState {
  const isRegistered = registration.state.state === 'known' && registration.state.value === 'registered';
  const troubles = trouble.occurrences;
  if (troubles.length === 0) {
    if (isRegistered) return known('reachable');
    if (staysBusy(registration)) return unknown('unconfirmed');
    return unknown(trouble.state.state === 'unknown' ? trouble.state.reason : 'notCollected');
  }
  // What may be another appliance's trouble decides for none.
  if (trouble.state.state !== 'known') return unknown('ambiguousSubject');
  if (isRegistered && troubles.every((one) => isBefore(one.time, registration.time))) return known('reachable');
  if (isRegistered && !troubles.some((one) => isBefore(registration.time, one.time))) return unknown('conflict');
  const since = isRegistered ? troubles.filter((one) => isBefore(registration.time, one.time)) : troubles;
  return isRepeated(since.filter(isShown)) ? known('unreachable') : unknown('unconfirmed');
}

function isShown({ evidence }: Occurrence): boolean {
  return trustRank(evidence.trust) >= trustRank('shown');
}

function isBefore(earlier: Moment | undefined, later: Moment | undefined): boolean {
  return earlier !== undefined && later !== undefined && surelyBefore(earlier, later);
}

/** Shown as busy twice, surely half an hour apart, and as nothing else that may have been in between. */
function staysBusy({ occurrences }: Fact): boolean {
  const busy = occurrences.filter(({ value }) => value === 'busy');
  const others = occurrences.filter(({ value }) => value !== 'busy');
  return busy.some(({ time: from }) =>
    busy.some(({ time: to }) => {
      if (!from || !to || !surelyBefore(from, to, busyMs - 1)) return false;
      return others.every(({ time }) => isBefore(time, from) || isBefore(to, time));
    }),
  );
}

/** Times of one log share their zone, known or not. */
function isRepeated(troubles: readonly Occurrence[]): boolean {
  const times = troubles.flatMap(({ time }) => time?.earliestMs ?? []).sort((a, b) => a - b);
  return times.some(
    (at, index) => (times[index + repeatedLines - 1] ?? Number.POSITIVE_INFINITY) - at <= repeatedWithinMs,
  );
}
