// Readings of a subject that was seen in several hands: a partner signs in to one portal for several organizations, and a
// page of the one tells nothing of the other, however much later it was taken. Only what all of them say alike holds.
import type { FactDefinition } from '../model/catalogue.js';
import { type Evidence, type Fact, isShown, neverRead, unknown } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { foldedName, isBlackenedName } from '../text/organization-name.js';
import type { BoundObservation } from './bind.js';
import { resolve } from './resolve.js';

/** In whose hands a subject was seen: by the place that told it, and where each name stands. */
interface Holders {
  readonly places: Map<string, string>;
  readonly evidence: Map<string, Evidence>;
}

/** Per subject. */
export function holdersIn(observations: readonly BoundObservation[], within: FactKey): ReadonlyMap<string, Holders> {
  const holders = new Map<string, Holders>();
  for (const reading of observations) {
    const { fact, state, evidence, boundTo } = reading;
    if (fact !== within || state.state !== 'known' || !isShown(evidence) || isBlackenedName(String(state.value)))
      continue;
    const own = holders.get(boundTo) ?? { places: new Map(), evidence: new Map() };
    holders.set(boundTo, own);
    const name = foldedName(String(state.value));
    own.places.set(placeOf(reading), name);
    if (!own.evidence.has(name)) own.evidence.set(name, evidence);
  }
  return holders;
}

/** A page, or one account of a capture: what stands there is of one holder. */
function placeOf({ subject, evidence }: BoundObservation): string {
  return `${evidence.artifact}\n${subject.key}`;
}

/** What is not known because several hold the subject and do not all say the same; undefined where that is no question. */
export function tornFact(
  definition: FactDefinition,
  subject: string,
  readings: readonly BoundObservation[],
  holders: Holders | undefined,
): Fact | undefined {
  if (holders === undefined || holders.evidence.size < 2) return undefined;
  const shown = readings.filter(({ evidence }) => isShown(evidence));
  const nobodys = shown.filter((one) => !holders.places.has(placeOf(one)) && one.state.state === 'known');
  const told = [...holders.evidence.keys()].map((name) =>
    shown.filter((one) => holders.places.get(placeOf(one)) === name),
  );
  const states = [...told, ...(nobodys.length > 0 ? [nobodys] : [])].map(
    (own) => resolve(definition, subject, own).fact.state,
  );
  const isAlike = states.every((one) => one.state === 'known' && JSON.stringify(one) === JSON.stringify(states[0]));
  if (isAlike) return undefined;
  const evidence = [...holders.evidence.values(), ...shown.map((one) => one.evidence)];
  return { ...neverRead(definition.key, subject), state: unknown('severalOrganizations'), evidence };
}
