// Which portal the browser worked in, by the day: SecureX ended on 2024-07-31, and its hosts answer nobody's integration
// since. A capture of the days around the end, or without any portal, tells nothing.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, hasValue, known, unknown } from '../model/fact.js';
import { type Moment, momentAt, momentOf, surelyBefore } from '../model/moment.js';

const dayMs = 24 * 3_600_000;
/** The day on which it ended, in UTC, with two days on either side. */
const endMs = Date.UTC(2024, 6, 31);
const marginMs = 2 * dayMs;
const earliest = momentAt(endMs - marginMs, 0);
const latest = momentAt(endMs + marginMs - 1, 0);

export default defineCombiner({
  derives: ['capture.portal.age'],
  from: ['capture.portal.securex', 'capture.portal.xdr', 'capture.span.start', 'capture.span.end'],
  combine: (facts) =>
    facts.subjects('capture').map(({ id }) => ({ fact: 'capture.portal.age', subject: id, ...age(id, facts) })),
});

function age(capture: string, facts: FactView): Pick<Derived, 'state' | 'basis'> {
  const securex = facts.fact('capture.portal.securex', capture);
  const xdr = facts.fact('capture.portal.xdr', capture);
  const start = facts.fact('capture.span.start', capture);
  const end = facts.fact('capture.span.end', capture);
  const [from, to] = [start, end].map(timeOf);
  if (to && surelyBefore(to, earliest)) return { state: known('earlier'), basis: [end] };
  if (hasValue(securex, 'seen')) {
    const isLater = from !== undefined && surelyBefore(latest, from);
    return { state: isLater ? known('retired') : unknown('outsideWindow'), basis: [securex, start] };
  }
  const basis = [securex, xdr];
  if (hasValue(securex, 'none') && hasValue(xdr, 'seen')) return { state: known('current'), basis };
  const unread = basis.find(({ state }) => state.state === 'unknown')?.state;
  return { state: unread ?? unknown('notCollected'), basis };
}

function timeOf({ state }: Fact): Moment | undefined {
  return state.state === 'known' ? momentOf(String(state.value)) : undefined;
}
