// The gate that every pass must take: what was fine before a later change, or before the fault itself, may not be fine now.
import type { Fact } from '../model/fact.js';
import { type Moment, surelyBefore } from '../model/moment.js';
import type { Blame, Scope } from './evaluate.js';

/** A symptom that was seen, with the facts that show it. */
export interface Sighting {
  readonly symptom: string;
  readonly grounds: readonly Fact[];
  /** The later successes that ended it; none while it stands. */
  readonly endedBy?: readonly Fact[];
}

/** How far apart two times must be before they are of different states of the case [guess: practice, no source]. */
export const marginMs = 24 * 3_600_000;

/**
 * The readings of a pass that are too old for it, or cannot be put in order with the symptom that the rule explains.
 * @param sightings of the symptoms that the rule explains
 */
export function staleReadings(grounds: readonly Fact[], sightings: readonly Sighting[], scope: Scope): Blame[] {
  const symptoms = sightings.flatMap((one) => one.grounds);
  return grounds.flatMap((fact): Blame[] => {
    const { key, subject, evidence } = fact;
    const [overtaken] = evidence.map((one) => one.mayBeOvertaken);
    if (overtaken && evidence.every((one) => one.mayBeOvertaken)) return [{ fact: key, subject, reason: overtaken }];
    const isStale = changedLater(fact, scope) || symptoms.some((symptom) => outlived(fact, symptom));
    return isStale ? [{ fact: key, subject, reason: 'outsideWindow' }] : [];
  });
}

function changedLater(fact: Fact, scope: Scope): boolean {
  const events = scope.definition(fact.key)?.staleAfter ?? [];
  return events
    .flatMap((event) => scope.view.fact(event, fact.subject).occurrences)
    .some(({ time }) => fact.time !== undefined && time !== undefined && later(time, fact.time));
}

/** Without times, a state and a symptom are of one time only if every sighting stands beside the state in its artifact. */
function outlived(fact: Fact, symptom: Fact): boolean {
  if (fact.time !== undefined && symptom.time !== undefined) return later(symptom.time, fact.time);
  const artifacts = new Set(fact.evidence.map(({ artifact }) => artifact));
  return !symptom.evidence.every(({ artifact }) => artifacts.has(artifact));
}

function later(event: Moment, reading: Moment): boolean {
  return surelyBefore(reading, event, marginMs);
}
