// What a call's tokens claim: of those in the Authorization header, and those that a JSON body hands out. Only the few
// claims come out, never a token.
import type { TokenClaim } from '../../model/catalogue.js';
import { type JwtClaims, jwtClaims } from '../../text/jwt-claims.js';
import type { HarEntry } from './normalise.js';
import type { Body } from './response-body.js';

const tokensMax = 20;
const claimCharsMax = 200;
const claimsMax = 500;

/** Several ask, and an entry has one body. */
const known = new WeakMap<HarEntry, JwtClaims[]>();

export function claimsIn(entry: HarEntry, body: Body | undefined): readonly JwtClaims[] {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const header = entry.request.header('Authorization');
  const tokens = [
    ...(header === undefined ? [] : [header]),
    ...(body?.state === 'json' ? tokensIn(body.root.value) : []),
  ];
  const claims = tokens.flatMap((token) => jwtClaims(token) ?? []);
  known.set(entry, claims);
  return claims;
}

/** The values of one claim, each once, in byte order. */
export function valuesOf(claim: TokenClaim | 'anyOrganization', tokens: readonly JwtClaims[]): string[] {
  const values = tokens.flatMap((one) => {
    if (claim === 'anyOrganization') return one.orgId ?? [];
    if (claim === 'organization') return one.xdrOrgId ?? [];
    if (claim === 'organizationName') return one.xdrOrgName ?? [];
    if (claim === 'tokenKind') return one.kind ?? [];
    return one[claim] ?? [];
  });
  const told = values.filter((value) => value !== '').map((value) => value.slice(0, claimCharsMax));
  return [...new Set(told)].sort().slice(0, claimsMax);
}

/** `{"access_token": "eyJ…"}`, also one level further down. */
function tokensIn(body: unknown): string[] {
  const nested = Object.values(body as object).slice(0, 100);
  const inner = nested.flatMap((value: unknown) =>
    typeof value === 'object' && value !== null ? Object.values(value).slice(0, 100) : [value],
  );
  return inner
    .filter((value): value is string => typeof value === 'string' && value.startsWith('eyJ'))
    .slice(0, tokensMax);
}
