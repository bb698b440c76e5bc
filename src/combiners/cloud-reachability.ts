// Whether the appliance reaches the cloud service, by what its logs and the tests on its command line say of the way there,
// by its registration, and by its tile. One line is no outage: it must come back, and nothing later may show success.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, isShown, known, type Occurrence, unknown } from '../model/fact.js';
import { type Moment, surelyBefore } from '../model/moment.js';
import { caseId } from '../model/subject.js';
import { ownTiles } from './cloud-calls.js';

/** So many lines within so long are no passing trouble [guess: no source gives a number]. */
const repeatedLines = 3;
const repeatedWithinMs = 10 * 60_000;
/** Busy is expected after a commit; for so long it no longer is [guess: the page says "after some time"]. */
const busyMs = 30 * 60_000;

interface Ways {
  readonly registration: Fact;
  readonly trouble: Fact;
  /** Lines that sound like success: they prove none, and trouble before them is not the last word. */
  readonly hints: Fact;
  readonly test: Fact;
  readonly troubles: readonly Occurrence[];
  /** Each shows that the way was free at its time. */
  readonly successes: readonly Fact[];
  /** A connect test to the appliance's own region: it counts only where nothing else tells of trouble. */
  readonly connected: readonly Occurrence[];
  readonly tested: readonly Fact[];
}

interface Found {
  readonly state: FactState;
  readonly basis: readonly Fact[];
}

export default defineCombiner({
  derives: ['appliance.cloud.reachability', 'appliance.registration.busy'],
  from: [
    'appliance.cloud.trouble',
    'appliance.cloud.success',
    'appliance.registration.state',
    'appliance.cloud-service.connect-test',
    'appliance.cloud.connected-region',
    'appliance.cloud-service.region',
    'xdr.tile.answer',
    'xdr.module.kind',
    'xdr.module.name',
    'appliance.identity.kind',
    'case.log.list',
  ],
  combine: (facts) =>
    facts.subjects('appliance').flatMap(({ id }) => {
      const ways = waysOf(id, facts);
      return [
        { ...lookedThrough(reachability(ways), facts), fact: 'appliance.cloud.reachability' as const, subject: id },
        { ...busy(ways.registration), fact: 'appliance.registration.busy' as const, subject: id },
      ];
    }),
});

function waysOf(id: string, facts: FactView): Ways {
  const trouble = facts.fact('appliance.cloud.trouble', id);
  const test = facts.fact('appliance.cloud-service.connect-test', id);
  const registration = facts.fact('appliance.registration.state', id);
  const [connected, region] = [
    facts.fact('appliance.cloud.connected-region', id),
    facts.fact('appliance.cloud-service.region', id),
  ];
  const tiles = ownTiles(facts).map((tile) => facts.fact('xdr.tile.answer', tile.id));
  const isOwn = ({ value }: Occurrence) => is(region, String(value)) && connected.state.state === 'known';
  return {
    registration,
    trouble,
    hints: facts.fact('appliance.cloud.success', id),
    test,
    troubles: [...trouble.occurrences, ...test.occurrences.filter(({ value }) => value !== 'connected')],
    successes: [registration, ...tiles].filter((one) => is(one, 'registered') || is(one, 'data')),
    connected: connected.occurrences.filter((one) => isShown(one.evidence) && isOwn(one)),
    tested: [connected, region],
  };
}

function reachability(ways: Ways): Found {
  const { registration, trouble, hints, test, troubles, successes, connected, tested } = ways;
  const bad = [trouble, test].filter(({ occurrences }) => occurrences.length > 0);
  if (troubles.length === 0) {
    const [success] = [...successes].sort(byTime);
    if (success) return { state: known('reachable'), basis: [success] };
    if (connected.length > 0) return { state: known('reachable'), basis: tested };
    if (staysBusy(registration)) return { state: unknown('unconfirmed'), basis: [registration] };
    return {
      state: unknown(trouble.state.state === 'unknown' ? trouble.state.reason : 'notCollected'),
      basis: [trouble],
    };
  }
  // What may be another appliance's trouble decides for none.
  if (bad.some(({ state }) => state.state !== 'known')) return { state: unknown('ambiguousSubject'), basis: bad };
  const later = successes.find(({ time }) => troubles.every((one) => isBefore(one.time, time)));
  if (later) return { state: known('reachable'), basis: [later] };
  const since = troubles.filter((one) => successes.every(({ time }) => isBefore(time, one.time)));
  const isContradicted = connected.some((one) => !since.some((other) => isBefore(one.time, other.time)));
  if (since.length === 0 || isContradicted)
    return { state: unknown('conflict'), basis: [...successes, ...tested, ...bad] };
  const last = since.filter((one) => hints.evidence.every(({ time }) => isBefore(time, one.time)));
  return isRepeated(last.filter(({ evidence }) => isShown(evidence)))
    ? { state: known('unreachable'), basis: bad }
    : { state: unknown('unconfirmed'), basis: [...successes, ...bad] };
}

/** That no trouble came later is not known while a log, or what may hold one, was not read to its end. */
function lookedThrough(found: Found, facts: FactView): Found {
  const logs = facts.fact('case.log.list', caseId);
  const isReached = hasValue(found, 'reachable');
  return isReached && logs.incomplete ? { state: unknown('truncated'), basis: [...found.basis, logs] } : found;
}

function is(fact: Fact, value: string): boolean {
  return isShown(fact) && hasValue(fact, value);
}

function isBefore(earlier: Moment | undefined, later: Moment | undefined): boolean {
  return earlier !== undefined && later !== undefined && surelyBefore(earlier, later);
}

/** Only while it is the latest state: what came after it ended it. */
function busy(registration: Fact): Found {
  const { state } = registration;
  const basis = [registration];
  if (!is(registration, 'busy')) return { state: state.state === 'unknown' ? state : unknown('notCollected'), basis };
  return { state: known(staysBusy(registration) ? 'lasting' : 'once'), basis };
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

/** The latest first, those without a time last. */
function byTime({ time: one }: Fact, { time: other }: Fact): number {
  return (other?.earliestMs ?? 0) - (one?.earliestMs ?? 0);
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
