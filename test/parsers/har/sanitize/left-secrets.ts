// What somebody else would call a secret in a text that left: patterns of its own, none of the masker's. A JWT counts
// unless it is one that says only what it may.

const shapes: Readonly<Record<string, RegExp>> = {
  jwt: /eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  bearer: /Bearer\s+(?!\[|eyJ)[A-Za-z0-9._~+/-]{12,}/g,
  basic: /Basic\s+(?=[A-Za-z0-9+/]*[A-Z0-9])[A-Za-z0-9+/]{12,}={0,2}/g,
  email: /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z]{2,10}/g,
  aws: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  google: /\bAIza[0-9A-Za-z_-]{35}\b/g,
  github: /\bgh[pousr]_[0-9A-Za-z]{36}\b/g,
  slack: /\bxox[abprs]-[0-9A-Za-z-]{10,}/g,
  stripe: /\b[rs]k_live_[0-9A-Za-z]{16,}/g,
  pem: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
  parameter:
    /[?&](?:access_token|id_token|refresh_token|client_secret|code_verifier|password|passwd|SAMLResponse|sessionToken|api_key|apikey)=(?!removed|%5B|\[|&|#|"|\\|$)[^&"#\\\s]{4,}/gi,
  field:
    /\\?"(?:access_token|id_token|refresh_token|client_secret|client_password|password|passwd|sessionToken|stateToken|apikey|api_key|secretKey)\\?"\s*:\s*\\?"(?!\[|eyJ|\\?"|removed)[^"\\]{6,}/gi,
  cookie: /"name":"(?:cookie|set-cookie)","value":"(?:(?!\[|")[^"=;]{1,80}=(?!\[)[^";\s]{8,})/gi,
  url: /\/\/[^/\s:@"[\]%]{1,60}:[^/\s@"[\]%]{1,60}@/g,
  private:
    /(?<![\w.-])(?:10\.(?!255\.)\d{1,3}\.\d{1,3}|192\.168\.(?!255\.)\d{1,3}|172\.(?:1[6-9]|2\d|30)\.\d{1,3})\.\d{1,3}(?![\w.-])/g,
};

const claims = new Set([
  'jti',
  'exp',
  'iat',
  'nbf',
  'iss',
  'scopes',
  'org/id',
  'org/name',
  'org_id',
  'oauth/kind',
  'user/roles',
]);

export function leftIn(text: string): string[] {
  return Object.entries(shapes).flatMap(([kind, pattern]) =>
    (text.match(pattern) ?? []).filter((hit) => !isStandIn(kind, hit)).map((hit) => `${kind}: ${hit.slice(0, 60)}`),
  );
}

function isStandIn(kind: string, hit: string): boolean {
  if (kind === 'email') return /^%5Buser(?:%23\d+)?%5D@/.test(hit);
  if (kind !== 'jwt' && kind !== 'field') return false;
  const [, body = '', signature] = hit.slice(hit.indexOf('eyJ')).split('.');
  if (signature !== '' || body === '') return false;
  const keys = Object.keys(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  return keys.every((key) => claims.has(key.replace(/^.*\/claims\//, '')));
}
