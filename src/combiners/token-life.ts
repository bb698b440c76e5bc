// Whether the registration token was still alive when it was used: made, alive for so long, used. All three of one text, the
// times with their zones; a token that was never asked about again since the appliance is registered matters no more.
import { defineCombiner } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, known, unknown } from '../model/fact.js';
import { type Moment, momentOf, surelyBefore } from '../model/moment.js';

/** People write down minutes: what is nearer than this cannot be told apart. */
const marginMs = 60_000;

const parts = [
  'appliance.registration-token.created',
  'appliance.registration-token.life',
  'appliance.registration-token.used',
] as const;

export default defineCombiner({
  derives: ['appliance.registration-token.validity'],
  from: [...parts, 'appliance.registration.state'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const [created, life, used] = parts.map((key) => facts.fact(key, id)) as [Fact, Fact, Fact];
      const registration = facts.fact('appliance.registration.state', id);
      const isDone = hasValue(registration, 'registered') && !isBefore(registration.time, momentIn(used));
      return {
        fact: 'appliance.registration-token.validity',
        subject: id,
        state: isDone ? known('done') : validity(created, life, used),
        basis: isDone ? [registration] : [created, life, used],
      };
    }),
});

function validity(created: Fact, life: Fact, used: Fact): FactState {
  const unread = [created, life, used].find(({ state }) => state.state !== 'known');
  if (unread !== undefined) return unread.state.state === 'unknown' ? unread.state : unknown('unrecognized');
  // Three times of three texts may be those of three tokens.
  if (!isOfOneText(created, life, used)) return unknown('unconfirmed');
  const made = momentIn(created);
  const use = momentIn(used);
  const lifeMs = life.state.state === 'known' ? Number(life.state.value) * 1000 : Number.NaN;
  if (!made || !use || !Number.isFinite(lifeMs)) return unknown('unrecognized');
  if (surelyBefore(use, made, marginMs)) return unknown('conflict');
  const end: Moment = { ...made, earliestMs: made.earliestMs + lifeMs, latestMs: made.latestMs + lifeMs };
  if (surelyBefore(end, use, marginMs)) return known('expired');
  return use.latestMs + marginMs <= end.earliestMs ? known('alive') : unknown('unrecognized');
}

/** A time that tells its zone. */
function momentIn({ state }: Fact): Moment | undefined {
  const moment = state.state === 'known' ? momentOf(String(state.value)) : undefined;
  return moment?.text.endsWith('Z') ? moment : undefined;
}

function isBefore(earlier: Moment | undefined, later: Moment | undefined): boolean {
  return earlier !== undefined && later !== undefined && surelyBefore(earlier, later);
}

function isOfOneText(...facts: readonly Fact[]): boolean {
  const [first = new Set<string>(), ...others] = facts.map(
    ({ evidence }) => new Set(evidence.map(({ artifact }) => artifact)),
  );
  return [...first].some((artifact) => others.every((one) => one.has(artifact)));
}
