// Which names announce a secret, and which values under such a name are none, for all finders. Sources:
// Cisco XDR and Okta APIs, AsyncOS exports, HTTP headers.

export const secretKinds = [
  'body',
  'code',
  'community',
  'cookie',
  'credential',
  'jwt',
  'key',
  'name',
  'organization',
  'password',
  'secret',
  'session',
  'token',
  'user',
] as const;
export type SecretKind = (typeof secretKinds)[number];

/** What tells labels of a kind apart: an ordinal, or a digest made with the key of a case. */
export const labelIdSource = '(?:[0-9a-f]{16}|\\d{1,9})';
const LABEL_SOURCE = `\\[(?:${secretKinds.join('|')})(?:#${labelIdSource})?\\]`;
const WHOLE_LABEL = new RegExp(`^${LABEL_SOURCE}$`);
const LABEL_AT = new RegExp(LABEL_SOURCE, 'y');

/** Whether the text is one label, e.g. `[token#1]`, as masking leaves behind. */
export function isLabel(text: string): boolean {
  return WHOLE_LABEL.test(text);
}

/** Length of the label that starts at this offset; 0 if none does. */
export function labelLengthAt(text: string, offset: number): number {
  if (text.charCodeAt(offset) !== 91) return 0;
  LABEL_AT.lastIndex = offset;
  return LABEL_AT.exec(text)?.[0].length ?? 0;
}

const EXACT_NAMES: ReadonlyMap<string, SecretKind> = new Map(
  Object.entries({
    accesskey: 'key',
    apikey: 'key',
    bindpw: 'password',
    assertion: 'token',
    authorization: 'credential',
    bearer: 'token',
    clientassertion: 'token',
    codeverifier: 'code',
    community: 'community',
    communitystring: 'community',
    cookie: 'cookie',
    cookies: 'cookie',
    csrf: 'token',
    encryptionkey: 'key',
    inviteid: 'token',
    jsessionid: 'session',
    jwt: 'jwt',
    oauthverifier: 'code',
    otp: 'password',
    pass: 'password',
    passcode: 'password',
    phpsessid: 'session',
    privatekey: 'key',
    presharedkey: 'key',
    proxyauthorization: 'credential',
    psk: 'key',
    pwd: 'password',
    relaystate: 'token',
    samlart: 'token',
    samlrequest: 'token',
    samlresponse: 'token',
    secretkey: 'key',
    sessid: 'session',
    sessionid: 'session',
    sessionstate: 'session',
    setcookie: 'cookie',
    sharedkey: 'key',
    signaturevalue: 'token',
    signingkey: 'key',
    xapikey: 'key',
    xsrf: 'token',
    xtabid: 'session',
  } as const),
);

/** Secret only as a parameter of a URL or form: elsewhere these words mean something else (`"code": "E4017"`). */
const URL_NAMES: ReadonlyMap<string, SecretKind> = new Map(
  Object.entries({
    code: 'code',
    key: 'key',
    sig: 'token',
    signature: 'token',
    state: 'code',
  } as const),
);

/** `token_type`, `password_min_length`, `session_timeout`: talk about a secret, do not hold it. */
const HARMLESS_ENDING =
  /^(?:age|alg|algorithm|at|changed|count|created|date|days|description|enabled|endpoint|error|expired|expires|expiration|expiry|field|format|hint|history|host|in|info|invalid|issued|issuer|kind|label|length|level|life|lifetime|limit|max|message|method|min|missing|mode|name|option|options|policy|port|portal|prompt|required|reset|rule|rules|scope|scopes|server|size|status|strength|time|timeout|ttl|type|updated|uri|url|valid|validity|version|visible)$/;

function wordsOf(name: string): string[] {
  return name
    .slice(-120)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** What a field, header, element, attribute or parameter of this name holds; undefined if nothing secret. */
export function secretKind(name: string): SecretKind | undefined {
  const words = wordsOf(name);
  const exact = EXACT_NAMES.get(words.join(''));
  if (exact !== undefined) return exact;
  const last = words.at(-1);
  for (const [index, word] of words.entries()) {
    if (/pass(?:word|wd|phrase|code|wort)|kennwort|senha/.test(word)) return 'password';
    if (word.includes('secret') && word !== 'secretary') return 'secret';
    if (/tokens?$/.test(word)) return 'token';
    if (/cookies?$/.test(word)) return 'cookie';
    if (/apikeys?$/.test(word)) return 'key';
    if (/(?:authorization|credentials?)$/.test(word)) return 'credential';
    if (/^keys?$/.test(word) && /^(?:access|api|auth|encryption|private|shared)$/.test(words[index - 1] ?? '')) {
      return 'key';
    }
    if (word.endsWith('session') && /^(?:id|key|hash|data)$|session$/.test(last ?? '')) return 'session';
    if (word.endsWith('community') && (word === last || last === 'string')) return 'community';
  }
  return last !== undefined && /^(?:pass|pwd?|bindpw|rootpw)$/.test(last) ? 'password' : undefined;
}

/** As `secretKind`, for parameters of URLs and forms. */
export function secretParameterKind(name: string): SecretKind | undefined {
  return URL_NAMES.get(name.toLowerCase()) ?? secretKind(name);
}

const FLAG = /^(?:0|1|true|false|yes|no|on|off|null|nil|none|undefined|enabled?|disabled?|n\/a|-)$/i;
const PLACEHOLDER = /^(?:[*•●]+|…|\.{3}|x{4,}|[[<({]?(?:redacted|masked|removed|hidden|filtered|sanitized)[\])}>]?)$/i;
const TAME =
  /^(?:-?\d{1,13}(?:\.\d{1,6})?[smhd]?|[\p{L} _.-]{1,40}|\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{4,18}(?:Z|[+-]\d{2}:?\d{2})?)?|https?:\/\/[^\s?#@]{1,300})$/u;

/** A value that tells states, times, counts or addresses of pages: no secret when the name's ending says so too. */
export function isTame(value: string): boolean {
  return TAME.test(value);
}

/** Whether this value under this secret name is to be masked: not when empty, a switch, masked already, or mere talk. */
export function isSecretValue(name: string, value: string): boolean {
  const trimmed = value.trim();
  if (trimmed === '' || FLAG.test(trimmed) || PLACEHOLDER.test(trimmed) || isLabel(trimmed)) return false;
  return !(isTame(trimmed) && HARMLESS_ENDING.test(wordsOf(name).at(-1) ?? ''));
}

/** Whether words about a secret only describe it: "token expires", "password policy". */
export function hasHarmlessEnding(name: string): boolean {
  return HARMLESS_ENDING.test(wordsOf(name).at(-1) ?? '');
}

// Specimens: "Token: invalid or expired", "Password: has been changed", "Registration Token: Register".
const STATE_WORD =
  /^(?:a|abgelaufen\p{L}*|accepted|an|and|are|at|authentication|be|but|by|can|cannot|change\p{L}*|confirm|could|denied|deregister|deregistrieren|deny|does|empty|enter|error|erforderlich|expir\p{L}*|fail\p{L}*|falsch|field|for|from|granted|has|have|in|incorrect|inv[aá]lid\p{L}*|is|ist|it|leer|masked|may|mismatch|missing|must|new|not|obrigat\p{L}*|of|ok|old|only|or|passed|please|registrar|registrieren|register\p{L}*|registrier\p{L}*|rejected|required|requires|reset|set|should|status|success\p{L}*|the|this|to|too|ung[uü]ltig\p{L}*|unknown|use|valid|wait|was|will|with|wrong|you|your)$/iu;

/** Whether prose goes on here instead of a typed secret. */
export function isStateWord(value: string): boolean {
  let end = value.length;
  while (end > 0 && '.,;:!?)'.includes(value.charAt(end - 1))) end -= 1;
  return STATE_WORD.test(value.slice(0, end));
}
