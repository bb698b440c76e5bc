// The few claims of a JSON Web Token that rules may use, for parsers. Signature, names, addresses and ids of people
// never come out; the token itself is not verified.

/** Times in epoch seconds. `kind` and `roles` are Cisco XDR's `oauth/kind` and `user/roles` claims. */
export interface JwtClaims {
  readonly exp?: number;
  readonly iat?: number;
  readonly nbf?: number;
  readonly iss?: string;
  readonly scopes?: readonly string[];
  readonly orgId?: string;
  /** Id and name of the organization as XDR's own issuer claims them: only these can be compared with each other. */
  readonly xdrOrgId?: string;
  readonly xdrOrgName?: string;
  readonly kind?: string;
  readonly roles?: readonly string[];
}

const IROH = 'https://schemas.cisco.com/iroh/identity/claims/';
const MAX_PAYLOAD_CHARS = 65_536;

/** Undefined for anything that is no readable JWT; a leading "Bearer " is tolerated. Claims of a wrong type are left out. */
export function jwtClaims(token: string): JwtClaims | undefined {
  const [header, payload] = token
    .trim()
    .replace(/^bearer\s{1,8}/i, '')
    .split('.', 3);
  if (!header?.startsWith('eyJ') || payload === undefined || payload.length > MAX_PAYLOAD_CHARS) return undefined;
  const claims = parseObject(Buffer.from(payload, 'base64url').toString('utf8'));
  if (claims === undefined) return undefined;
  const exp = claims.get('exp');
  const iat = claims.get('iat');
  const nbf = claims.get('nbf');
  const iss = claims.get('iss');
  const scopes = strings(claims.get(`${IROH}scopes`) ?? claims.get('scopes') ?? claims.get('scope'));
  const xdrOrgId = claims.get(`${IROH}org/id`);
  const xdrOrgName = claims.get(`${IROH}org/name`);
  const orgId = xdrOrgId ?? claims.get('org_id') ?? claims.get('orgId');
  const kind = claims.get(`${IROH}oauth/kind`);
  const roles = strings(claims.get(`${IROH}user/roles`));
  return {
    ...(typeof exp === 'number' && { exp }),
    ...(typeof iat === 'number' && { iat }),
    ...(typeof nbf === 'number' && { nbf }),
    ...(typeof iss === 'string' && { iss }),
    ...(scopes && { scopes }),
    ...(typeof orgId === 'string' && { orgId }),
    ...(typeof xdrOrgId === 'string' && { xdrOrgId }),
    ...(typeof xdrOrgName === 'string' && { xdrOrgName }),
    ...(typeof kind === 'string' && { kind }),
    ...(roles && { roles }),
  };
}

function parseObject(json: string): Map<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value));
  } catch {
    return undefined;
  }
}

/** A list of strings, or one string of words parted by blanks (OAuth's `scope`). */
function strings(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return value.split(' ').filter((word) => word !== '');
  if (Array.isArray(value)) return value.filter((item): item is string => typeof item === 'string');
  return undefined;
}
