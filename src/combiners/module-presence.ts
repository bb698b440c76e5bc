// Whether a module that was seen is still there. Once XDR removed it, or did not find it, nothing that was read of it before
// speaks of what is there now; only a whole list that was made afterwards tells whether it is gone, or another took its place.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, known, unknown } from '../model/fact.js';
import { surelyBefore } from '../model/moment.js';
import { caseId, type Subject } from '../model/subject.js';

export default defineCombiner({
  derives: ['xdr.module.presence'],
  from: ['xdr.module.existence', 'xdr.module.kind', 'xdr.module.list', 'xdr.module.type'],
  combine: (facts) => facts.subjects('module').map((module) => presenceOf(module, facts)),
});

function presenceOf(module: Subject, facts: FactView): Derived {
  const existence = facts.fact('xdr.module.existence', module.id);
  const { state } = existence;
  const is = { fact: 'xdr.module.presence', subject: module.id } as const;
  if (hasValue(existence, 'gone')) return { ...is, state: since(module, existence, facts), basis: [existence] };
  if (state.state === 'unknown' && state.reason === 'conflict') return { ...is, state, basis: [existence] };
  const list = facts.fact('xdr.module.list', module.parent ?? caseId);
  if (isLeftOut(module, existence, list)) return { ...is, state: unknown('conflict'), basis: [existence, list] };
  const shown = state.state === 'known' ? existence : facts.fact('xdr.module.kind', module.id);
  return { ...is, state: known('there'), basis: [shown] };
}

/** A later list of all modules is without it: of another organization, or since it was taken away. */
function isLeftOut({ id }: Subject, existence: Fact, { latestWhole, incomplete }: Fact): boolean {
  if (latestWhole === undefined || incomplete || existence.state.state !== 'known') return false;
  const { time } = latestWhole;
  const isSeenSince = existence.evidence.some((one) => time && one.time && surelyBefore(time, one.time));
  return !isSeenSince && ![latestWhole.value].flat().some((value) => id.endsWith(`/module:${String(value)}`));
}

function since({ id, parent: account = caseId }: Subject, existence: Fact, facts: FactView): FactState {
  const { latestWhole } = facts.fact('xdr.module.list', account);
  const { time } = latestWhole ?? {};
  const isAfter = existence.evidence.every((one) => one.time && time && surelyBefore(one.time, time));
  const listed = facts
    .children(account, 'module')
    .filter((module) =>
      [latestWhole?.value].flat().some((value) => module.id === `${account}/module:${String(value)}`),
    );
  if (!isAfter || listed.some((one) => one.id === id)) return unknown('outsideWindow');
  if (listed.some((one) => hasValue(facts.fact('xdr.module.kind', one.id), 'secure-email'))) return known('replaced');
  // Names are anybody's choice: one of an unknown type may have taken its place.
  const isOther = (one: Subject) => hasValue(facts.fact('xdr.module.type', one.id), 'other');
  return listed.every(isOther) ? known('gone') : unknown('unrecognized');
}
