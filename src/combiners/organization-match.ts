// Whether XDR and SSE were used in one organization. Ids count where XDR's own issuer claims both, names where the portals
// show both; who works for several organizations, and what lies in two regions, cannot be told apart.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, isShown, known, type Reason, trustRank, unknown } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { caseId } from '../model/subject.js';
import { copyTagsIn, foldedName, isBlackenedName, mayBeOneName } from '../text/organization-name.js';
import { areCapturesWhole } from './region-match.js';

const ofXdr = [
  'xdr.account.region',
  'xdr.account.organization',
  'xdr.organization.name',
  'xdr.module.list',
  'xdr.device.list',
  'xdr.integration.access',
  'xdr.device.access',
] as const;
const ofSse = [
  'sse.account.region',
  'sse.account.organization',
  'sse.organization.id',
  'sse.service.threat-response',
  'sse.service.eventing',
  'sse.device.list',
] as const;

const ofFiles = ['case.capture.list', 'capture.damage.state'] as const;

export default defineCombiner({
  derives: ['case.organization.match', 'case.xdr.organization', 'case.sse.organization'],
  from: [...ofXdr, ...ofSse, 'xdr.module.name', 'sse.device.name', 'case.xdr.region', 'case.sse.region', ...ofFiles],
  combine: (facts) => {
    const { xdr, sse, ...match } = matchIn(facts);
    const told = (fact: 'case.xdr.organization' | 'case.sse.organization', side: Side): Derived => ({
      ...{ fact, subject: caseId, basis: side.facts },
      state: side.values.length > 0 ? known(side.values) : unknown('notCollected'),
      incomplete: true,
    });
    return [
      { fact: 'case.organization.match', subject: caseId, ...match },
      told('case.xdr.organization', xdr),
      told('case.sse.organization', sse),
    ];
  },
});

interface Side {
  readonly values: readonly string[];
  readonly facts: readonly Fact[];
}

type Match = Pick<Derived, 'state' | 'basis'> & { readonly xdr: Side; readonly sse: Side };

function matchIn(facts: FactView): Match {
  const ids = pairOf(facts, 'xdr.account.organization', 'sse.organization.id');
  const names = pairOf(facts, 'xdr.organization.name', 'sse.account.organization');
  const isById = ids.every(({ values }) => values.length > 0);
  const [xdr, sse] = isById ? ids : names;
  const basis = [...xdr.facts, ...sse.facts];
  const is = (state: FactState, on: readonly Fact[] = basis): Match => ({ state, basis: on, xdr, sse });
  const left = (reason: Reason, on?: readonly Fact[]) => is(unknown(reason), on);
  const [atXdr, atSse] = [tracesOf(facts, 'xdr'), tracesOf(facts, 'sse')];
  if (atXdr.length > 0 !== atSse.length > 0) {
    const [trace] = [...atXdr, ...atSse];
    return isAllRead(facts) ? is(known('single'), trace && [trace]) : left('truncated');
  }
  // Whoever was signed in to several may have used either for what is seen.
  if ([...ids, ...names].some(({ values }) => values.length > 1)) return left('conflict');
  const [own] = xdr.values;
  const [other] = sse.values;
  if (own === undefined || other === undefined) return left('notCollected');
  // Stand-ins of a sanitized copy say nothing beside a name, nor beside those of another copy.
  if (copyTagsIn(own).join() !== copyTagsIn(other).join()) return left('masked');
  if (isById ? own === other : foldedName(own) === foldedName(other)) return is(known('same'));
  if (!isById && mayBeOneName(foldedName(own), foldedName(other))) return left('unconfirmed');
  // Ids and names are a region's own: apart in two regions they need not be two organizations.
  const shared = facts.subjects('cloudAccount').find(({ id }) => [xdr, sse].every((side) => speaksOf(side, id)));
  if (shared === undefined) return left('otherRegion');
  const devices = facts.fact('sse.device.list', shared.id);
  const isListed = devices.state.state === 'known' && [devices.state.value].flat().length > 0;
  return isListed ? is(known('different'), [...basis, devices]) : left('notCollected', [...basis, devices]);
}

/** What was not read may be of the other service. */
function isAllRead(facts: FactView): boolean {
  const captures = facts.fact('case.capture.list', caseId);
  return captures.state.state === 'known' && !captures.incomplete && areCapturesWhole(facts);
}

function pairOf(facts: FactView, xdr: FactKey, sse: FactKey): readonly [Side, Side] {
  return [sideOf(facts, xdr), sideOf(facts, sse)];
}

function sideOf(facts: FactView, key: FactKey): Side {
  const all = facts.subjects('cloudAccount').map(({ id }) => facts.fact(key, id));
  const told = all.filter((one) => one.state.state === 'known' && isShown(one));
  const values = told.flatMap(({ state }) => (state.state === 'known' ? [state.value].flat().map(String) : []));
  return { values: [...new Set(values.filter((value) => !isBlackenedName(value)))].sort(), facts: told };
}

/** What shows that the service is in the case at all, the surest first. */
function tracesOf(facts: FactView, service: 'xdr' | 'sse'): readonly Fact[] {
  const keys = service === 'xdr' ? ofXdr : ofSse;
  const accounts = facts.subjects('cloudAccount').map(({ id }) => id);
  const below = accounts.flatMap((id) =>
    service === 'xdr'
      ? facts.children(id, 'module').map((module) => facts.fact('xdr.module.name', module.id))
      : facts.children(id, 'device').map((device) => facts.fact('sse.device.name', device.id)),
  );
  const used = facts.fact(service === 'xdr' ? 'case.xdr.region' : 'case.sse.region', caseId);
  const all = [...accounts.flatMap((id) => keys.map((key) => facts.fact(key, id))), ...below, used];
  return all.filter(({ evidence }) => evidence.length > 0).sort((a, b) => trustRank(b.trust) - trustRank(a.trust));
}

function speaksOf({ facts }: Side, account: string): boolean {
  return facts.some(({ subject }) => subject === account);
}
