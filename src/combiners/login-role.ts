// What the signed-in user of an XDR portal may do: the role that the session's tokens claim, and whether integrations and
// devices were refused. Roles count only as the portal's own login claims them, and only names that are understood.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Evidence, type Fact, type FactState, hasValue, known, unknown } from '../model/fact.js';

// Administrator | admin | org-admin
const administrator = /^(?:(?:xdr|org|organization|account) )?admin(?:istrator)?$/;
/** By the documentation of XDR's roles; what the older portals called those who are no administrators. */
const others: readonly string[] = ['incident responder', 'security analyst', 'user'];
/** The claim of the portal's own login. */
const session = 'session-token';

export default defineCombiner({
  derives: ['xdr.login.role', 'xdr.login.access'],
  from: ['xdr.login.roles', 'xdr.login.kind', 'xdr.integration.access', 'xdr.device.access'],
  combine: (facts) => facts.subjects('cloudAccount').flatMap(({ id }) => [roleOf(id, facts), accessOf(id, facts)]),
});

function roleOf(subject: string, facts: FactView): Derived {
  const fact = 'xdr.login.role';
  const roles = facts.fact('xdr.login.roles', subject);
  const kinds = facts.fact('xdr.login.kind', subject);
  const told = readingsOf(roles).map(roleIn);
  const [role] = told;
  const left = (state: FactState): Derived => ({ fact, subject, state, basis: [roles, kinds] });
  if (role === undefined) return left(roles.state.state === 'unknown' ? roles.state : unknown('notCollected'));
  if (told.some((one) => one !== role)) return left(unknown('conflict'));
  if (role === 'unrecognized') return left(unknown('unrecognized'));
  // Another client's call may be the one that was refused.
  const isSessionOnly = kinds.state.state === 'known' && [kinds.state.value].flat().every((kind) => kind === session);
  if (role === 'other' && !isSessionOnly) return left(unknown('ambiguousSubject'));
  return { fact, subject, state: known(role), basis: [roles] };
}

/** The roles of each token by itself: two that differ are of two users, or of one whose role changed. */
function readingsOf({ occurrences }: Fact): string[][] {
  const byToken = new Map<Evidence, string[]>();
  for (const { value, evidence } of occurrences) {
    byToken.set(evidence, [...(byToken.get(evidence) ?? []), String(value)]);
  }
  return [...byToken.values()];
}

function roleIn(names: readonly string[]): 'administrator' | 'other' | 'unrecognized' {
  const folded = names.map((name) =>
    name
      .toLowerCase()
      .replace(/[\s_:/-]+/g, ' ')
      .trim(),
  );
  if (folded.some((name) => administrator.test(name))) return 'administrator';
  return folded.every((name) => others.includes(name)) ? 'other' : 'unrecognized';
}

function accessOf(subject: string, facts: FactView): Derived {
  const fact = 'xdr.login.access';
  const both = [facts.fact('xdr.integration.access', subject), facts.fact('xdr.device.access', subject)];
  const refused = both.filter((one) => hasValue(one, 'refused'));
  if (refused.length > 0) return { fact, subject, state: known('refused'), basis: refused };
  const asked = both.filter(({ evidence }) => evidence.length > 0);
  const isAllowed = asked.length > 0 && asked.every((one) => hasValue(one, 'allowed'));
  const open = asked.find(({ state }) => state.state === 'unknown')?.state ?? unknown('notCollected');
  return { fact, subject, state: isAllowed ? known('allowed') : open, basis: asked };
}
