// What the case knows of one fact about one subject, once all its readings are laid side by side: agreement, change,
// conflict, or nothing that decides. Also every contradiction, whatever became of it.
import type { FactDefinition } from '../model/catalogue.js';
import {
  absent,
  type Contradiction,
  type Evidence,
  type Fact,
  type FactState,
  isShown,
  known,
  type Occurrence,
  type Reason,
  type Trust,
  trustRank,
  unknown,
  type Value,
} from '../model/fact.js';
import { type Moment, surelyBefore } from '../model/moment.js';
import type { BoundObservation } from './bind.js';

export interface Resolved {
  readonly fact: Fact;
  readonly contradiction: Contradiction | undefined;
}

/** @param readings all observations of this fact that are bound, or may belong, to the subject */
export function resolve(definition: FactDefinition, subject: string, readings: readonly BoundObservation[]): Resolved {
  const confirmed = readings.map(unconfirm);
  const judged = definition.identifies === 2 ? inFull(confirmed) : confirmed;
  if (definition.cardinality === 'set') return { fact: unite(definition, subject, judged), contradiction: undefined };
  if (definition.cardinality === 'event') return { fact: order(definition, subject, judged), contradiction: undefined };
  return settle(definition, subject, judged);
}

/** What a guess reads is evidence, never a value. */
function unconfirm(reading: BoundObservation): BoundObservation {
  const guessed = reading.evidence.confidence === 'guess' && reading.state.state !== 'unknown';
  // A list that is guessed at completes no other.
  return guessed ? { ...reading, state: unknown('unconfirmed'), complete: false } : reading;
}

// esa1.example.com
const hostName = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,9}$/i;

/** `esa1` and `ESA1.example.com` are `esa1.example.com`, where that is the only whole name: prompts and people shorten it. */
function inFull(readings: readonly BoundObservation[]): readonly BoundObservation[] {
  const nameIn = ({ state }: BoundObservation) => (state.state === 'known' ? String(state.value) : '');
  const names = readings.map(nameIn).filter((name) => hostName.test(name));
  const whole = new Map(names.sort().map((name) => [name.toLowerCase(), name]));
  return readings.map((reading) => {
    const name = nameIn(reading).toLowerCase();
    const fitting = [...whole].filter(([full]) => name !== '' && (full === name || full.startsWith(`${name}.`)));
    const [only] = fitting;
    return only === undefined || fitting.length > 1 ? reading : { ...reading, state: known(only[1]) };
  });
}

/** Readings that agree, with what they say. `unknown(conflict)` is a value too: the artifact contradicts itself. */
interface Side {
  readonly state: FactState;
  readonly readings: readonly BoundObservation[];
}

function settle(definition: FactDefinition, subject: string, all: readonly BoundObservation[]): Resolved {
  const named = all.filter((one) => !one.ambiguous);
  // Order counts among equals: a sentence below a pasted page does not take the page back.
  const strong = latestInOrder(named.filter(isStrong));
  const own = [...strong, ...latestInOrder(named.filter((one) => !isStrong(one)))];
  const sides = sidesOf(strong);
  const winner = sides.length > 1 ? newest(sides) : sides[0];
  if (sides.length > 1 && winner === undefined) {
    return conflicting(definition, subject, all, sides);
  }
  const told = own.filter((one) => !strong.includes(one));
  const weak = sidesOf(told);
  const held = winner ?? strongest(weak);
  const denied = strong.filter((one) => denies(one, winner));
  if (denied.length > 0) return conflicting(definition, subject, all, [...sides, ...denied.map(sideOf)]);
  const contested = all.filter((one) => one.ambiguous && mayContradict(one, held));
  const fact = build(definition, subject, doubted(held, told), all, contested);
  const losers = [...sides, ...weak].filter((side) => held && side !== held && !sameState(side.state, held.state));
  if (losers.length === 0 || held === undefined) return { fact, contradiction: undefined };
  // Words of persons that cancel each other: none of them holds.
  if (held !== winner && !weak.includes(held)) {
    return { fact, contradiction: contradiction(definition, subject, 'conflict', undefined, losers) };
  }
  const resolution = losers.some((side) => sides.includes(side)) ? 'changed' : 'outranked';
  return { fact, contradiction: contradiction(definition, subject, resolution, held.state, [held, ...losers]) };
}

/** What somebody says of a later time takes nothing back, but what it contradicts rules nothing out any more. */
function doubted(held: Side | undefined, told: readonly BoundObservation[]): Side | undefined {
  if (held === undefined || !held.readings.some(isStrong)) return held;
  const isOvertaken = told.some(
    ({ state, evidence: { time } }) =>
      state.state === 'known' &&
      time !== undefined &&
      !sameState(state, held.state) &&
      held.readings.every(({ evidence }) => evidence.time !== undefined && surelyBefore(evidence.time, time)),
  );
  if (!isOvertaken) return held;
  const readings = held.readings.map((one) => ({
    ...one,
    evidence: { mayBeOvertaken: 'lowTrust' as const, ...one.evidence },
  }));
  return { ...held, readings };
}

function isStrong({ evidence }: BoundObservation): boolean {
  return isShown(evidence);
}

/** Order inside one artifact is time: of readings that follow each other only the last one stands against others. */
function latestInOrder(readings: readonly BoundObservation[]): readonly BoundObservation[] {
  const last = new Map<string, number>();
  for (const { evidence, sequence, state } of readings) {
    if (sequence !== undefined && state.state !== 'unknown') {
      last.set(evidence.artifact, Math.max(last.get(evidence.artifact) ?? sequence, sequence));
    }
  }
  return readings.filter(
    ({ evidence, sequence }) => sequence === undefined || sequence >= (last.get(evidence.artifact) ?? sequence),
  );
}

function sidesOf(readings: readonly BoundObservation[]): Side[] {
  const sides = new Map<string, BoundObservation[]>();
  for (const reading of readings) {
    if (reading.state.state === 'unknown' && reading.state.reason !== 'conflict') continue;
    const key = JSON.stringify(reading.state);
    sides.set(key, [...(sides.get(key) ?? []), reading]);
  }
  return [...sides.values()].map((group) => ({ state: (group[0] as BoundObservation).state, readings: group }));
}

/** The side whose newest reading is surely later than every reading of the others, and not of lower trust. */
function newest(sides: readonly Side[]): Side | undefined {
  return sides.find((side) =>
    sides.every(
      (other) => other === side || other.readings.every((old) => side.readings.some((young) => follows(young, old))),
    ),
  );
}

function follows(young: BoundObservation, old: BoundObservation): boolean {
  if (young.state.state === 'unknown') return false;
  const [later, earlier] = [young.evidence.time, old.evidence.time];
  const dated = later !== undefined && earlier !== undefined && surelyBefore(earlier, later);
  return dated && trustRank(young.evidence.trust) >= trustRank(old.evidence.trust);
}

/** Of prose and of what the engineer was told the better one counts; two that differ cancel each other. */
function strongest(weak: readonly Side[]): Side | undefined {
  const rank = (side: Side) => Math.max(...side.readings.map(({ evidence }) => trustRank(evidence.trust)));
  const best = Math.max(-1, ...weak.map(rank));
  const top = weak.filter((side) => rank(side) === best);
  return top.length > 1 ? { state: unknown('lowTrust'), readings: top.flatMap(({ readings }) => readings) } : top[0];
}

/** A reading that may be of this subject speaks against what is held, unless it says the same or is surely older. */
function mayContradict(reading: BoundObservation, held: Side | undefined): boolean {
  if (reading.state.state === 'unknown') return isStrong(reading) && denies(reading, held);
  if (held === undefined) return true;
  if (sameState(reading.state, held.state)) return false;
  if (!isStrong(reading)) return false;
  return !held.readings.some((own) => follows(own, reading));
}

/** A reading that could not decide, but shows that it was something else; unless what is held is surely newer. */
function denies(reading: BoundObservation, held: Side | undefined): boolean {
  const { mayBe } = reading;
  if (mayBe === undefined || held?.state.state !== 'known') return false;
  const { value } = held.state;
  return !mayBe.some((one) => one === value) && !held.readings.some((own) => follows(own, reading));
}

function sideOf(reading: BoundObservation): Side {
  return { state: reading.state, readings: [reading] };
}

function build(
  definition: FactDefinition,
  subject: string,
  held: Side | undefined,
  all: readonly BoundObservation[],
  contested: readonly BoundObservation[],
): Fact {
  if (contested.length > 0) return bare(definition, subject, unknown('ambiguousSubject'), contested);
  if (held === undefined) return bare(definition, subject, unknown(clearest(all)), all);
  if (held.state.state === 'unknown') return bare(definition, subject, held.state, held.readings);
  const best = [...held.readings].sort((a, b) => trustRank(b.evidence.trust) - trustRank(a.evidence.trust));
  return {
    ...bare(definition, subject, held.state, best),
    trust: best[0]?.evidence.trust,
    time: latestOf(best.map(({ evidence }) => evidence.time)),
    boundByElimination: best.every((one) => one.byElimination),
    occurrences: all.filter((one) => !one.ambiguous && isStrong(one) && one.state.state === 'known').map(occurrenceOf),
  };
}

function conflicting(
  definition: FactDefinition,
  subject: string,
  all: readonly BoundObservation[],
  sides: readonly Side[],
): Resolved {
  const readings = sides.flatMap((side) => side.readings);
  return {
    fact: { ...bare(definition, subject, unknown('conflict'), readings), trust: highest(readings) },
    contradiction: contradiction(definition, subject, 'conflict', undefined, [
      ...sides,
      ...sidesOf(all.filter((one) => !isStrong(one))),
    ]),
  };
}

function contradiction(
  definition: FactDefinition,
  subject: string,
  resolution: Contradiction['resolution'],
  holds: FactState | undefined,
  sides: readonly Side[],
): Contradiction {
  const values = sides.flatMap(({ readings }) => readings.map(({ state, evidence }) => ({ state, evidence })));
  return {
    fact: definition.key,
    subject,
    resolution,
    holds: holds?.state === 'known' ? holds.value : undefined,
    values,
  };
}

/** Values unite; the set stays open until one reading is known to be the complete list. */
function unite(definition: FactDefinition, subject: string, all: readonly BoundObservation[]): Fact {
  const own = all.filter((one) => !one.ambiguous);
  const named = own.filter(({ state }) => state.state === 'known');
  if (named.length === 0) {
    const maybe = all.filter((one) => one.ambiguous && one.state.state === 'known');
    if (maybe.length > 0) return bare(definition, subject, unknown('ambiguousSubject'), maybe);
    const seenEmpty = own.filter(({ state }) => state.state === 'absent');
    if (seenEmpty.length > 0) return bare(definition, subject, absent, seenEmpty);
    return bare(definition, subject, unknown(all.length > own.length ? 'ambiguousSubject' : clearest(all)), all);
  }
  const values = new Set(named.flatMap(({ state }) => (state.state === 'known' ? listOf(state.value) : [])));
  const whole = named.filter(({ complete }) => complete);
  const latest = whole.find((one) => whole.every((other) => other === one || isLater(one, other)));
  return {
    ...bare(definition, subject, known([...values].sort()), named),
    ...(latest && { latestWhole: occurrenceOf(latest) }),
    trust: lowest(named),
    time: latestOf(named.map(({ evidence }) => evidence.time)),
    incomplete: !own.some((one) => one.complete) || all.length > own.length,
    boundByElimination: named.every((one) => one.byElimination),
    occurrences: named.flatMap(({ state, evidence }) =>
      (state.state === 'known' ? listOf(state.value) : []).map((value) => ({ value, time: evidence.time, evidence })),
    ),
  };
}

function isLater(young: BoundObservation, old: BoundObservation): boolean {
  const isSameArtifact = young.evidence.artifact === old.evidence.artifact;
  return isSameArtifact ? (young.sequence ?? 0) > (old.sequence ?? 0) : follows(young, old);
}

/**
 * What happened, dated first in time order, undated after; "did not happen" needs a reading of the whole scope. More may
 * always have happened than was read. What may have happened to this subject is among the occurrences, not in the state.
 */
function order(definition: FactDefinition, subject: string, all: readonly BoundObservation[]): Fact {
  const read = all.filter(({ state }) => state.state === 'known');
  const occurrences = read.map(occurrenceOf);
  occurrences.sort((a, b) => (a.time?.earliestMs ?? Infinity) - (b.time?.earliestMs ?? Infinity));
  const own = read.filter(({ ambiguous }) => !ambiguous);
  const happened = own.some(isStrong) ? own.filter(isStrong) : own;
  if (happened.length === 0) {
    const never = all.filter(({ state, ambiguous }) => state.state === 'absent' && !ambiguous);
    const reason = read.length > 0 ? 'ambiguousSubject' : clearest(all);
    const state = never.length > 0 && read.length === 0 ? absent : unknown(reason);
    return { ...bare(definition, subject, state, state === absent ? never : all), occurrences };
  }
  return {
    ...bare(
      definition,
      subject,
      known([...new Set(happened.map(occurrenceOf).map(({ value }) => String(value)))].sort()),
      happened,
    ),
    trust: lowest(happened),
    time: latestOf(happened.map(({ evidence }) => evidence.time)),
    incomplete: true,
    occurrences,
  };
}

function occurrenceOf({ state, evidence }: BoundObservation): Occurrence {
  return { value: state.state === 'known' ? state.value : '', time: evidence.time, evidence };
}

function bare(
  definition: FactDefinition,
  subject: string,
  state: FactState,
  readings: readonly BoundObservation[],
): Fact {
  return {
    key: definition.key,
    subject,
    state,
    trust: readings.length > 0 && state.state !== 'unknown' ? highest(readings) : undefined,
    evidence: readings.map(({ evidence }): Evidence => evidence),
    time: undefined,
    incomplete: false,
    boundByElimination: false,
    occurrences: [],
  };
}

/** The reason that tells most about what to ask for next, of all readings that gave no value. */
function clearest(readings: readonly BoundObservation[]): Reason {
  const order: readonly Reason[] = [
    'conflict',
    'uncommitted',
    'unconfirmed',
    'masked',
    'encrypted',
    'truncated',
    'limit',
    'unsupportedVersion',
    'ambiguousSubject',
    'otherRegion',
    'mismatch',
    'unrecognized',
    'notInThisExport',
    'outsideWindow',
    'lowTrust',
  ];
  const given = readings.flatMap(({ state }) => (state.state === 'unknown' ? [state.reason] : []));
  return order.find((reason) => given.includes(reason)) ?? 'notCollected';
}

function sameState(a: FactState, b: FactState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function listOf(value: Value): (string | number)[] {
  return Array.isArray(value) ? [...value] : [typeof value === 'boolean' ? String(value) : (value as string | number)];
}

function latestOf(times: readonly (Moment | undefined)[]): Moment | undefined {
  return times.reduce(
    (best, time) => (best && time && time.earliestMs > best.earliestMs ? time : (best ?? time)),
    undefined,
  );
}

function highest(readings: readonly BoundObservation[]): Trust | undefined {
  return [...readings].sort((a, b) => trustRank(b.evidence.trust) - trustRank(a.evidence.trust))[0]?.evidence.trust;
}

function lowest(readings: readonly BoundObservation[]): Trust | undefined {
  return [...readings].sort((a, b) => trustRank(a.evidence.trust) - trustRank(b.evidence.trust))[0]?.evidence.trust;
}
