// Bodies of calls that are a secret as a whole, and calls in which people sign in, by their URL.

/** Paths whose bodies are tokens and little else: Cisco XDR's sign-in and device calls, OAuth and Okta token endpoints. */
const SECRET_BODY_PATH =
  /\/iroh\/iroh-auth\/code(?:\/|$)|\/session\/exchange(?:\/|$)|\/oauth2\/(?:[^/]{1,200}\/)?(?:v1\/)?token\/?$|\/iroh-sse\/(?:tenant|device\/[^/]{1,200})\/token\/?$/;
const LOGIN_HOST = /(?:^|\.)(?:sign-?on|sso|login|signin|auth|idp?|okta|oktapreview|duosecurity|accounts?)(?:[.-]|$)/i;
const LOGIN_PATH = /\/(?:login|sign-?in|authn|idp)(?:\/|$)/i;
/** An answer of nothing but these is an error message: evidence, not a token. */
const MESSAGE_FIELDS: ReadonlySet<string> = new Set(
  'code error error_code error_description error_uri errorCode errorSummary errors message messages reason status statusCode timestamp trace_id type'.split(
    ' ',
  ),
);

function partsOf(url: string): { host: string; path: string } {
  const match = /^(?:[a-z][a-z0-9+.-]{0,20}:)?(?:\/\/([^/?#]*))?([^?#]*)/i.exec(url);
  return { host: (match?.[1] ?? '').replace(/^.*@|:\d+$/g, ''), path: match?.[2] ?? '' };
}

/** Whether the body of this call is a secret as a whole. */
export function isSecretBody(url: string, body: string): boolean {
  return SECRET_BODY_PATH.test(partsOf(url).path) && !isMessage(body);
}

/** Whether this is where people sign in: user names sent there are secrets too. */
export function isLoginUrl(url: string): boolean {
  const { host, path } = partsOf(url);
  return LOGIN_HOST.test(host) || LOGIN_PATH.test(path);
}

function isMessage(body: string): boolean {
  if (body.length > 8192) return false;
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return Object.keys(value).every((key) => MESSAGE_FIELDS.has(key));
  } catch {
    return false;
  }
}
