// Whether a symptom that was seen is over: every reading that shows it is followed by a later success of the very subject that
// it was read of. Silence ends nothing, nor does the success of another subject or one whose order is not known.
import { type Evidence, type Fact, isShown } from '../model/fact.js';
import type { Symptom } from '../model/rule.js';
import type { Bench } from './judge.js';

/** The successes that ended all of it; undefined while any reading of it stands. */
export function endOfSymptom(
  { endedBy = [] }: Symptom,
  grounds: readonly Fact[],
  { view, definition }: Bench,
): Fact[] | undefined {
  const successes = endedBy.flatMap(({ fact, in: values }) => {
    const type = definition(fact)?.subject;
    const facts = type === undefined ? [] : view.subjects(type).map(({ id }) => view.fact(fact, id));
    return facts.filter((one) => isShown(one) && one.state.state === 'known' && values.includes(one.state.value));
  });
  const readings = grounds.flatMap(({ evidence }) => evidence);
  const ends = readings.map((reading) => successes.find((success) => overcame(success, reading)));
  const found = ends.filter((one) => one !== undefined);
  return readings.length > 0 && found.length === readings.length ? [...new Set(found)] : undefined;
}

/** What holds of a subject came after all else that was shown of it, else nothing would hold. */
function overcame(success: Fact, reading: Evidence): boolean {
  const isOf = (one: Evidence) => placeOf(one) === placeOf(reading);
  return isShown(reading) && success.occurrences.some(({ evidence }) => isOf(evidence)) && !success.evidence.some(isOf);
}

function placeOf({ artifact, line, page, pointer }: Evidence): string {
  return JSON.stringify([artifact, line, page, pointer]);
}
