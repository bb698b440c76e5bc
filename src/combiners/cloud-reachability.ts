// Whether the appliance reaches the cloud service, by what its logs say of the way there and by whether it registered.
// One line is no outage: it must come back, and nothing later may show that the way was free again.
import { defineCombiner } from '../model/combiner.js';
import { type Fact, type FactState, known, type Occurrence, trustRank, unknown } from '../model/fact.js';
import { type Moment, surelyBefore } from '../model/moment.js';

/** So many lines within so long are no passing trouble [guess: no source gives a number]. */
const repeatedLines = 3;
const repeatedWithinMs = 10 * 60_000;

export default defineCombiner({
  derives: ['appliance.cloud.reachability'],
  from: ['appliance.cloud.trouble', 'appliance.cloud.success', 'appliance.registration.state'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const trouble = facts.fact('appliance.cloud.trouble', id);
      const registration = facts.fact('appliance.registration.state', id);
      const state = reachability(trouble, facts.fact('appliance.cloud.success', id), registration);
      const basis = state.state === 'known' && state.value === 'unreachable' ? [trouble] : [registration, trouble];
      return { fact: 'appliance.cloud.reachability', subject: id, state, basis };
    }),
});

function reachability(trouble: Fact, success: Fact, registration: Fact): FactState {
  const isRegistered = registration.state.state === 'known' && registration.state.value === 'registered';
  const troubles = trouble.occurrences;
  if (troubles.length === 0) {
    return isRegistered
      ? known('reachable')
      : unknown(trouble.state.state === 'unknown' ? trouble.state.reason : 'notCollected');
  }
  // What may be another appliance's trouble decides for none.
  if (trouble.state.state !== 'known') return unknown('ambiguousSubject');
  if (isRegistered && troubles.every((one) => isBefore(one.time, registration.time))) return known('reachable');
  if (isRegistered && !troubles.some((one) => isBefore(registration.time, one.time))) return unknown('conflict');
  const since = isRegistered ? troubles.filter((one) => isBefore(registration.time, one.time)) : troubles;
  // A line that sounds like success proves none, and trouble before it is not the last word.
  const last = since.filter((one) => success.evidence.every(({ time }) => isBefore(time, one.time)));
  return isRepeated(last.filter(isShown)) ? known('unreachable') : unknown('unconfirmed');
}

function isShown({ evidence }: Occurrence): boolean {
  return trustRank(evidence.trust) >= trustRank('shown');
}

function isBefore(earlier: Moment | undefined, later: Moment | undefined): boolean {
  return earlier !== undefined && later !== undefined && surelyBefore(earlier, later);
}

/**
 * Times of one log share their zone, known or not. Lines of one second are one trouble: it takes several lines, and logs
 * are collected twice.
 */
function isRepeated(troubles: readonly Occurrence[]): boolean {
  const times = [...new Set(troubles.flatMap(({ time }) => time?.earliestMs ?? []))].sort((a, b) => a - b);
  return times.some(
    (at, index) => (times[index + repeatedLines - 1] ?? Number.POSITIVE_INFINITY) - at <= repeatedWithinMs,
  );
}
