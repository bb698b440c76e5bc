// A synthetic capture with a secret in every place where one can stand, each in every form that it can have there. Every
// secret is a canary of its own, so that one that leaks is told by its number.
const identity = 'https://schemas.cisco.com/iroh/identity/claims/';
const xdr = 'https://visibility.eu.amp.cisco.com';

export interface Planted {
  readonly capture: string;
  readonly canaries: readonly string[];
}

function jwt(claims: object, signature: string): string {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT', kid: 'key-of-somebody' })}.${part(claims)}.${signature}`;
}

export function richCapture(): Planted {
  const canaries: string[] = [];
  /** Letters and digits, as tokens are; never a word. */
  const plant = (): string => {
    const number = String(canaries.length + 100);
    const canary = `Zq${number}xK${Buffer.from(`canary${number}`).toString('hex').slice(0, 14)}7Vw${number}`;
    canaries.push(canary);
    return canary;
  };
  const token = (): string =>
    jwt(
      {
        email: `${plant()}@example.com`,
        exp: 1_795_000_000,
        [`${identity}user/name`]: plant(),
        [`${identity}org/name`]: plant(),
        [`${identity}org/id`]: '0e000000-0000-4000-8000-00000000000a',
        [`${identity}oauth/kind`]: 'session-token',
        [`${identity}user/roles`]: ['user'],
        [`${identity}scopes`]: ['integration'],
      },
      plant(),
    );
  const fields = () => ({
    password: plant(),
    client_secret: plant(),
    refresh_token: plant(),
    sessionToken: plant(),
    user_email: `${plant()}@example.com`,
    user: { name: `Person ${plant()}`, login: plant() },
    organization: { name: `Company ${plant()}` },
    devices: [{ id: 'd-1', hostname: `esa-${plant()}.corp.example.com`, ip: '10.1.2.3', serialNumber: plant() }],
    pairs: [{ name: 'api_key', value: plant() }],
    headers: { Authorization: `Bearer ${plant()}`, Cookie: `sid=${plant()}` },
    nested: JSON.stringify({ access_token: plant(), deeper: JSON.stringify({ passcode: plant() }) }),
    encoded: Buffer.from(JSON.stringify({ password: plant() })).toString('base64'),
    link: `https://x.example.com/cb?code=${plant()}&state=${plant()}&next=${encodeURIComponent(`https://y.example.com/?access_token=${plant()}`)}`,
    saml: `<saml:Assertion><ds:SignatureValue>${plant()}==</ds:SignatureValue></saml:Assertion>`,
    basic: `Basic ${Buffer.from(`admin:${plant()}`).toString('base64')}`,
    proxy: `http://admin:${plant()}@192.0.2.7:3128`,
  });
  const headers = () => [
    { name: 'Authorization', value: `Bearer ${token()}` },
    { name: 'Proxy-Authorization', value: `Basic ${Buffer.from(`proxy:${plant()}`).toString('base64')}` },
    { name: 'Cookie', value: `JSESSIONID=${plant()}; theme=${plant()}` },
    { name: 'X-Tab-Id', value: plant() },
    { name: 'X-Api-Key', value: plant() },
    { name: 'X-Auth-Token', value: plant() },
    { name: 'X-CSRF-Token', value: plant() },
    { name: 'X-Forwarded-User', value: plant() },
    { name: 'Referer', value: `https://portal.corp.example.com/?sessionToken=${plant()}` },
  ];
  const answerHeaders = () => [
    { name: 'Set-Cookie', value: `sid=${plant()}; Path=/; HttpOnly\nother=${plant()}` },
    {
      name: 'Location',
      value: `https://sign-on.security.cisco.com/cb?code=${plant()}&state=${plant()}#id_token=${plant()}`,
    },
  ];
  const entry = (
    url: string,
    more: { method?: string; text?: string; type?: string; base64?: boolean; postData?: object },
  ) => ({
    startedDateTime: '2026-11-20T09:00:00.000Z',
    time: 120.5,
    request: {
      method: more.method ?? 'GET',
      url: `${url}${url.includes('?') ? '&' : '?'}access_token=${plant()}&code=${plant()}&period=last_24_hours`,
      httpVersion: 'h2',
      headers: headers(),
      queryString: [
        { name: 'access_token', value: plant() },
        { name: 'SAMLResponse', value: plant() },
        { name: 'RelayState', value: plant() },
      ],
      cookies: [{ name: 'sid', value: plant(), domain: '.corp.example.com', path: '/' }],
      headersSize: 900,
      bodySize: 40,
      ...(more.postData && { postData: more.postData }),
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: 'h2',
      headers: answerHeaders(),
      cookies: [{ name: 'sid', value: plant() }],
      content: {
        size: 4321,
        mimeType: more.type ?? 'application/json',
        text: more.base64 ? Buffer.from(more.text ?? '').toString('base64') : (more.text ?? ''),
        ...(more.base64 && { encoding: 'base64' }),
      },
      redirectURL: `${xdr}/next?id_token=${plant()}`,
      headersSize: 200,
      bodySize: 4321,
    },
    cache: {},
    timings: { send: 1, wait: 100, receive: 19.5 },
    serverIPAddress: '10.9.8.7',
    comment: `call of ${plant()}`,
    _webSocketMessages: [{ type: 'send', time: 1, opcode: 1, data: JSON.stringify({ token: plant() }) }],
    _initiator: {
      type: 'script',
      stack: { callFrames: [{ functionName: 'f', url: `https://portal.corp.example.com/app.js?sig=${plant()}` }] },
    },
    _custom: { authToken: plant(), note: `password=${plant()}` },
  });
  const form = () => `username=${plant()}&password=${plant()}&client_secret=${plant()}&SAMLResponse=${plant()}`;
  const postForm = () => ({
    mimeType: 'application/x-www-form-urlencoded',
    text: form(),
    params: [
      { name: 'password', value: plant() },
      { name: 'username', value: plant() },
    ],
  });
  const postJson = () => ({ mimeType: 'application/json', text: JSON.stringify(fields()) });
  const graph = () => ({
    mimeType: 'application/json',
    text: JSON.stringify({
      query: `mutation { login(password: "${plant()}") { id } }`,
      variables: { password: plant() },
    }),
  });
  const multipart = () => ({
    mimeType: 'multipart/form-data; boundary=b',
    text: `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${plant()}\r\n--b--\r\n`,
  });
  const escaped = () => JSON.stringify(fields());
  const entries = [
    entry(`${xdr}/iroh/iroh-int/module-instance`, {
      text: JSON.stringify([
        { ...fields(), settings: { any: plant(), url: `https://sma.corp.example.com/?key=${plant()}` } },
      ]),
    }),
    entry(`${xdr}/iroh/oauth2/token`, {
      method: 'POST',
      postData: postForm(),
      text: JSON.stringify({ access_token: token(), odd: plant(), list: [plant()] }),
    }),
    entry('https://sign-on.security.cisco.com/api/v1/authn', { method: 'POST', postData: postJson(), text: escaped() }),
    entry('https://admin.eu.sse.itd.cisco.com/providers/sse/services/scim/v2/Devices', {
      text: JSON.stringify({ Resources: [fields()] }),
      base64: true,
    }),
    entry(`${xdr}/iroh/graphql`, {
      method: 'POST',
      postData: graph(),
      text: `{"cut": "${plant()}", "password": "${plant()}`,
    }),
    entry(`${xdr}/iroh/upload`, {
      method: 'POST',
      postData: multipart(),
      text: `<html><input type="password" name="pw" value="${plant()}"></html>`,
      type: 'text/html',
    }),
    entry('https://intranet.corp.example.com/secret', {
      method: 'POST',
      postData: postJson(),
      text: JSON.stringify({ anything: plant() }),
    }),
    entry('https://intranet.corp.example.com/logo.png', { text: plant(), type: 'image/png', base64: true }),
  ];
  const pages = [
    { startedDateTime: '2026-11-20T09:00:00.000Z', id: 'page_1', title: `Mail of ${plant()}`, pageTimings: {} },
  ];
  const log = { version: '1.2', creator: { name: 'WebInspector', version: '1' }, comment: plant(), pages, entries };
  // Half of the letters of every canary's first form as JSON may write them.
  const text = JSON.stringify({ log }).replace(/Zq1([0-4])/g, '\\u005aq1$1');
  return { capture: text, canaries };
}
