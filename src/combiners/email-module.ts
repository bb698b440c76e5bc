// Whether an XDR organization has a Secure Email module. Seen in a list, at a tile or on a page it is there; missing it is
// only from a complete list in which every module is surely of another product, by its type: names are anybody's choice.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, hasValue, known, trustRank, unknown } from '../model/fact.js';
import type { Subject } from '../model/subject.js';

export default defineCombiner({
  derives: ['xdr.account.email-module'],
  from: ['xdr.module.list', 'xdr.module.kind', 'xdr.module.type'],
  combine: (facts) =>
    facts.subjects('cloudAccount').map(({ id }) => ({
      fact: 'xdr.account.email-module',
      subject: id,
      ...presence(id, facts),
    })),
});

function presence(account: string, facts: FactView): Pick<Derived, 'state' | 'basis'> {
  const list = facts.fact('xdr.module.list', account);
  const modules = facts.children(account, 'module');
  const kinds = modules.map((module) => ({ module, kind: facts.fact('xdr.module.kind', module.id) }));
  const own = kinds.filter(({ kind }) => hasValue(kind, 'secure-email'));
  const isComplete = list.state.state === 'known' && !list.incomplete;
  if (own.length > 0) {
    const there = own.filter(({ module }) => !isComplete || isInLatest(module, list));
    const [best] = [...there].sort((a, b) => trustRank(b.kind.trust) - trustRank(a.kind.trust));
    // A tile or a page shows one that the whole list, or the latest one, does not have.
    if (best === undefined) return { state: unknown('conflict'), basis: [list, ...own.map(({ kind }) => kind)] };
    return { state: known('present'), basis: [best.kind] };
  }
  const types = modules.map(({ id }) => facts.fact('xdr.module.type', id));
  const basis = [list, ...types];
  if (!isComplete) return { state: list.state.state === 'unknown' ? list.state : unknown('notCollected'), basis };
  if (types.every((type) => hasValue(type, 'other'))) return { state: known('missing'), basis };
  return { state: unknown('unrecognized'), basis };
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
