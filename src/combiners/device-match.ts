// Whether the device that a Secure Email module points to is still there. Its id must be known as a device's, by a list or by
// a call that asked for it; gone it is only where a later and complete list of the same account and organization lacks it.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, hasValue, known, type Occurrence, type Reason, unknown } from '../model/fact.js';
import { type Moment, surelyBefore } from '../model/moment.js';
import { caseId, type Subject } from '../model/subject.js';
import { digestOf } from '../text/digest.js';

export default defineCombiner({
  derives: ['xdr.module.device-match'],
  from: [
    'xdr.module.setting',
    'sse.device.list',
    'xdr.device.answer',
    'xdr.module.kind',
    'xdr.account.organization',
    'case.organization.match',
  ],
  combine: (facts) =>
    facts.subjects('module').map((module) => ({
      fact: 'xdr.module.device-match',
      subject: module.id,
      ...matchOf(module, facts),
    })),
});

function matchOf({ id, parent: account = caseId }: Subject, facts: FactView): Pick<Derived, 'state' | 'basis'> {
  const settings = facts.fact('xdr.module.setting', id);
  const list = facts.fact('sse.device.list', account);
  const left = (reason: Reason, ...more: Fact[]) => ({ state: unknown(reason), basis: [settings, list, ...more] });
  if (settings.state.state !== 'known') return left(reasonOf(settings));
  // An old module beside the one that took its place is no fault.
  if (facts.children(account, 'module').filter((one) => isEmail(one, facts)).length > 1)
    return left('ambiguousSubject');
  const digests = [settings.state.value].flat();
  const asked = facts.children(account, 'device').map((device) => facts.fact('xdr.device.answer', device.id));
  const named = facts.children(account, 'device').filter((_, at) => (asked[at]?.evidence.length ?? 0) > 0);
  const ids = new Set([...list.occurrences.map(({ value }) => String(value)), ...named.map(({ name }) => name)]);
  const own = [...ids].filter((one) => digests.includes(digestOf(one)));
  const [device] = own;
  if (own.length > 1) return left('ambiguousSubject');
  if (device === undefined || !isTelling(device)) return left('unrecognized');
  const { latestWhole } = list;
  if (latestWhole === undefined) return left(list.state.state === 'unknown' ? list.state.reason : 'notCollected');
  const basis = [settings, { ...list, evidence: [latestWhole.evidence], time: latestWhole.time }];
  const isSame = (value: unknown) => String(value).toLowerCase() === device.toLowerCase();
  if ([latestWhole.value].flat().some(isSame)) return { state: known('listed'), basis };
  const seen = list.occurrences.filter(({ value }) => isSame(value));
  const before = [...seen, ...settings.evidence.map((evidence): Timed => ({ time: evidence.time }))];
  if (!before.every(({ time }) => isBefore(time, latestWhole))) return left('outsideWindow');
  // XDR may know devices by other ids than the list does: one that no list ever had is gone where XDR does not find it
  // either, or where no device is left at all.
  const isEmpty = [latestWhole.value].flat().length === 0;
  const isNotFound = asked.some((one) => hasValue(one, 'not-found') && one.subject.endsWith(`/device:${device}`));
  if (seen.length === 0 && !isEmpty && !isNotFound) return left('unrecognized');
  // XDR still finds what the list does not have.
  const answer = asked.find(({ subject }) =>
    facts.children(account, 'device').some(({ id: own, name }) => own === subject && isSame(name)),
  );
  const isFound = answer?.state.state === 'known' && answer.state.value === 'answered';
  if (isFound && !answer.evidence.every(({ time }) => isBefore(time, latestWhole))) return left('conflict', answer);
  const doubt = otherOrganization(account, facts);
  return doubt === undefined ? { state: known('gone'), basis } : left('mismatch', doubt);
}

const tellingCharsMin = 12;

/** Short ids and numbers are values of other settings as well: a port, a count, a region. */
function isTelling(id: string): boolean {
  return id.length >= tellingCharsMin;
}

type Timed = Pick<Occurrence, 'time'>;

function isBefore(time: Moment | undefined, { time: later }: Timed): boolean {
  return time !== undefined && later !== undefined && surelyBefore(time, later);
}

/** Who changed the organization, or looked at another one's list, saw other devices. */
function otherOrganization(account: string, facts: FactView): Fact | undefined {
  const match = facts.fact('case.organization.match', caseId);
  const used = ['xdr.account.organization', 'sse.organization.id'] as const;
  const several = used
    .map((key) => facts.fact(key, account))
    .find(({ state }) => state.state === 'known' && [state.value].flat().length > 1);
  const isDifferent = hasValue(match, 'different');
  return isDifferent ? match : several;
}

function isEmail({ id }: Subject, facts: FactView): boolean {
  return hasValue(facts.fact('xdr.module.kind', id), 'secure-email');
}

function reasonOf({ state }: Fact): Reason {
  return state.state === 'unknown' ? state.reason : 'unrecognized';
}
