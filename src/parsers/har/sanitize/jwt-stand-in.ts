// A JSON Web Token → one that says only what rules may use: no signature, nobody's name. Whoever reads the copy judges
// roles, scopes, life and organization as of the original.
import { jwtClaims } from '../../../text/jwt-claims.js';
import { isLabel } from '../../../text/secrets/secret-names.js';

const identity = 'https://schemas.cisco.com/iroh/identity/claims/';

export interface StandInWords {
  /** Stand-ins for the id of an organization and for its name. */
  organization(id: string): string;
  organizationName(name: string): string;
  text(raw: string): string;
  /** What the token is called from now on. Not asked for what is a stand-in already. */
  label(token: string): string;
}

/** Undefined for anything that is no readable JWT. @param token without a scheme before it */
export function jwtStandIn(token: string, words: StandInWords): string | undefined {
  const claims = jwtClaims(token);
  if (claims === undefined) return undefined;
  const [head = '', body = '', signature] = token.trim().split('.');
  const { exp, iat, nbf, iss, scopes, orgId, xdrOrgId, xdrOrgName, kind, roles } = claims;
  const payload = (jti: string) => ({
    jti,
    exp,
    iat,
    nbf,
    iss: iss && words.text(iss),
    [`${identity}scopes`]: scopes?.map(words.text),
    [`${identity}org/id`]: xdrOrgId === undefined ? undefined : words.organization(xdrOrgId),
    [`${identity}org/name`]: xdrOrgName === undefined ? undefined : words.organizationName(xdrOrgName),
    // Of another issuer: not to be compared with XDR's.
    org_id: orgId === xdrOrgId || orgId === undefined ? undefined : words.organization(orgId),
    [`${identity}oauth/kind`]: kind === undefined ? undefined : words.text(kind),
    [`${identity}user/roles`]: roles?.map(words.text),
  });
  const header = encoded(headerOf(head));
  const own = ownLabel(body);
  if (own !== undefined && signature === '') {
    const again = `${header}.${encoded(payload(own))}.`;
    if (again === token) return again;
  }
  return `${header}.${encoded(payload(words.label(token)))}.`;
}

function headerOf(head: string): Record<string, string> {
  const { alg, typ } = objectIn(head);
  return { alg: short(alg) ?? 'none', typ: short(typ) ?? 'JWT' };
}

// RS256 | at+jwt
function short(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w+-]{1,12}$/.test(value) ? value : undefined;
}

/** The label that a stand-in bears. */
function ownLabel(body: string): string | undefined {
  const { jti } = objectIn(body);
  return typeof jti === 'string' && isLabel(jti) ? jti : undefined;
}

function objectIn(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function encoded(json: object): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}
