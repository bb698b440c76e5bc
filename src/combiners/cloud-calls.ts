// How the appliance's API answered XDR. No line of its log tells the caller: a call is XDR's only beside the call of a tile
// in a capture, and only where one appliance and one Secure Email module leave no doubt whose tile that is.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, isShown, known, type Occurrence, unknown } from '../model/fact.js';
import type { Subject } from '../model/subject.js';

const besideMs = 60_000;
const minuteMs = 60_000;
/** Of a busy log the last answers are enough to look at. */
const shownMax = 20;

export default defineCombiner({
  derives: ['appliance.api.cloud-calls'],
  from: ['appliance.api.answer', 'xdr.tile.call', 'xdr.module.kind', 'capture.clock.skew', 'capture.identity.name'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const answers = facts.fact('appliance.api.answer', id);
      const calls = ownTiles(facts).map((tile) => facts.fact('xdr.tile.call', tile.id));
      const { state, basis } = outcome(answers, calls, facts);
      return { fact: 'appliance.api.cloud-calls', subject: id, state, basis };
    }),
});

// Secure Email and Web Manager | SMA-Reports
const managers = /\b(?:web manager|(?:content )?security management|sma)\b/i;

/** The tiles that can only be this case's appliance's: of the one Secure Email module, and not of one that says SMA. */
export function ownTiles(facts: FactView): readonly Subject[] {
  // A module that somebody only tells of, in a letter or a copy of an article, is no second one.
  const isEmail = ({ id }: Subject) => {
    const kind = facts.fact('xdr.module.kind', id);
    return isShown(kind) && hasValue(kind, 'secure-email');
  };
  const [appliance, ...more] = facts.subjects('appliance');
  const [own, ...others] = facts.subjects('module').filter(isEmail);
  if (own === undefined || others.length > 0 || appliance === undefined || more.length > 0) return [];
  const name = facts.fact('xdr.module.name', own.id).state;
  const kind = facts.fact('appliance.identity.kind', appliance.id);
  const isManagers = name.state === 'known' && managers.test(String(name.value));
  return isManagers && !hasValue(kind, 'sma') ? [] : facts.children(own.id, 'tile');
}

function outcome(answers: Fact, calls: readonly Fact[], facts: FactView): { state: FactState; basis: readonly Fact[] } {
  const basis = [answers, ...calls];
  if (answers.state.state !== 'known') {
    return { state: answers.state.state === 'unknown' ? answers.state : unknown('notCollected'), basis };
  }
  const times = calls.flatMap(({ occurrences }) => occurrences).flatMap((call) => serverMs(call, facts) ?? []);
  const beside = answers.occurrences.filter((answer) => {
    const at = exactMs(answer);
    return isShown(answer.evidence) && at !== undefined && times.some((time) => Math.abs(time - at) <= besideMs);
  });
  const last = Math.max(...beside.map((answer) => exactMs(answer) ?? 0));
  const latest = beside.filter((answer) => last - (exactMs(answer) ?? 0) < minuteMs);
  const [answer] = latest;
  // Without a call beside it, nobody knows who called; that there was none proves nothing.
  if (answer === undefined) {
    const some = { ...answers, evidence: answers.evidence.slice(-shownMax) };
    return { state: unknown('outsideWindow'), basis: [some, ...calls] };
  }
  const own = { ...answers, evidence: latest.map(({ evidence }) => evidence), time: answer.time };
  if (latest.every(({ value }) => isRejected(Number(value))))
    return { state: known('rejected'), basis: [own, ...calls] };
  if (latest.every(({ value }) => isAnswered(Number(value)))) return { state: known('answered'), basis: [own] };
  return { state: unknown('unconfirmed'), basis: [own, ...calls] };
}

function isRejected(status: number): boolean {
  return status === 401 || status === 403 || status >= 500;
}

function isAnswered(status: number): boolean {
  return status >= 200 && status < 300;
}

/** When the servers' clocks stood at the call: the workstation's own may be wrong. */
function serverMs(call: Occurrence, facts: FactView): number | undefined {
  const at = exactMs(call);
  const capture = facts
    .subjects('capture')
    .find(({ id }) => hasValue(facts.fact('capture.identity.name', id), call.evidence.artifact));
  const skew = capture && facts.fact('capture.clock.skew', capture.id).state;
  const seconds = skew?.state === 'known' ? Number(skew.value) : 0;
  return at === undefined ? undefined : at + seconds * 1000;
}

/** Only a time with its zone can be compared. */
function exactMs({ time }: Occurrence): number | undefined {
  return time !== undefined && time.earliestMs === time.latestMs ? time.earliestMs : undefined;
}
