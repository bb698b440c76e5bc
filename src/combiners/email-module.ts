// Whether an XDR organization has a Secure Email module. Seen in a list, at a tile or on a page it is there; missing it is
// only from a complete list in which every module is surely of another product, by its type: names are anybody's choice.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, hasValue, isShown, known, trustRank, unknown } from '../model/fact.js';
import type { Subject } from '../model/subject.js';
import { foldedName, isBlackenedName } from '../text/organization-name.js';

export default defineCombiner({
  derives: ['xdr.account.email-module'],
  from: [
    'xdr.module.list',
    'xdr.module.kind',
    'xdr.module.type',
    'xdr.module.presence',
    'xdr.account.organization',
    'xdr.organization.name',
  ],
  combine: (facts) =>
    facts.subjects('cloudAccount').map(({ id }) => ({
      fact: 'xdr.account.email-module',
      subject: id,
      ...presence(id, facts),
    })),
});

type Found = Pick<Derived, 'state' | 'basis'>;

function presence(account: string, facts: FactView): Found {
  const own = facts.children(account, 'module').filter(({ id }) => hasValue(kindOf(id, facts), 'secure-email'));
  const left = own.filter(({ id }) => hasValue(presenceOf(id, facts), 'there'));
  return left.length > 0 ? whereSeen(account, left, facts) : whereNoneIsLeft(account, own, facts);
}

function kindOf(module: string, facts: FactView): Fact {
  return facts.fact('xdr.module.kind', module);
}

function presenceOf(module: string, facts: FactView): Fact {
  return facts.fact('xdr.module.presence', module);
}

function isWhole({ state, incomplete }: Fact): boolean {
  return state.state === 'known' && !incomplete;
}

function whereSeen(account: string, seen: readonly Subject[], facts: FactView): Found {
  const list = facts.fact('xdr.module.list', account);
  const listed = seen.filter((module) => !isWhole(list) || isInLatest(module, list));
  const kinds = (listed.length > 0 ? listed : seen).map(({ id }) => kindOf(id, facts));
  const [best] = [...kinds].sort((a, b) => trustRank(b.trust) - trustRank(a.trust));
  // A tile or a page shows one that the whole list, or the latest one, does not have.
  if (best === undefined || listed.length === 0) return { state: unknown('conflict'), basis: [list, ...kinds] };
  // Whose list has it, and whose has not, nobody can tell.
  const torn = isInAll(listed, list) ? undefined : severalOrganizations(account, facts);
  if (torn !== undefined) return { state: unknown('severalOrganizations'), basis: [torn, list] };
  return { state: known('present'), basis: [best] };
}

/** Missing it is only by a whole list that was made after the last one was taken away. */
function whereNoneIsLeft(account: string, own: readonly Subject[], facts: FactView): Found {
  const presences = own.map(({ id }) => presenceOf(id, facts));
  const away = presences.filter((one) => !hasValue(one, 'gone'));
  const [first] = away;
  if (first?.state.state === 'unknown') return { state: first.state, basis: away };
  const list = facts.fact('xdr.module.list', account);
  const others = facts.children(account, 'module').filter(({ id }) => !own.some((one) => one.id === id));
  const types = others.map(({ id }) => facts.fact('xdr.module.type', id));
  const basis = [list, ...presences, ...types];
  if (!isWhole(list)) return { state: list.state.state === 'unknown' ? list.state : unknown('notCollected'), basis };
  const torn = severalOrganizations(account, facts);
  if (torn !== undefined) return { state: unknown('severalOrganizations'), basis: [torn, ...basis] };
  if (!types.every((type) => hasValue(type, 'other'))) return { state: unknown('unrecognized'), basis };
  // An empty portal beside the one where the module is: the wrong region was looked at, and nothing is missing.
  const elsewhere = seenElsewhere(account, facts);
  if (elsewhere !== undefined) return { state: unknown('mismatch'), basis: [list, elsewhere] };
  return { state: known('missing'), basis };
}

function seenElsewhere(account: string, facts: FactView): Fact | undefined {
  return facts
    .subjects('module')
    .filter(({ id, parent }) => parent !== account && hasValue(presenceOf(id, facts), 'there'))
    .map(({ id }) => kindOf(id, facts))
    .find((kind) => hasValue(kind, 'secure-email') && isShown(kind));
}

/** Ids where there are any, else names. */
function severalOrganizations(account: string, facts: FactView): Fact | undefined {
  const [ids, names] = [facts.fact('xdr.account.organization', account), facts.fact('xdr.organization.name', account)];
  const valuesOf = ({ state }: Fact) => (state.state === 'known' ? [state.value].flat().map(String) : []);
  const told = valuesOf(names).filter((name) => !isBlackenedName(name));
  if (valuesOf(ids).length > 0) return valuesOf(ids).length > 1 ? ids : undefined;
  return isShown(names) && new Set(told.map(foldedName)).size > 1 ? names : undefined;
}

/** Every list that was answered has one of them. */
function isInAll(modules: readonly Subject[], { occurrences, evidence }: Fact): boolean {
  return evidence.every((one) =>
    occurrences.some(
      (listed) => listed.evidence === one && modules.some(({ id }) => id.endsWith(`/module:${String(listed.value)}`)),
    ),
  );
}

/** Lists unite: of several the last one tells whether the module is still there. */
function isInLatest({ id }: Subject, { occurrences, evidence }: Fact): boolean {
  const isLater = (a: Fact['evidence'][number], b: Fact['evidence'][number]) =>
    a.time === undefined || b.time === undefined || a.time.earliestMs >= b.time.earliestMs;
  const latest = evidence.reduce<Fact['evidence'][number] | undefined>(
    (last, one) => (last === undefined || isLater(one, last) ? one : last),
    undefined,
  );
  return occurrences.some((one) => one.evidence === latest && id.endsWith(`/module:${String(one.value)}`));
}
