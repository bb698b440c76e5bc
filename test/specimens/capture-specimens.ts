// Synthetic captures (HAR 1.2) of a browser signed in to XDR and SSE: single calls, put together as a test needs them. Ids,
// names and times are made up; what the answers look like is what the extractors of rules/facts read.

/** A call as it becomes an entry; whatever is left out is a GET answered with 200. */
export interface SpecimenCall {
  readonly url: string;
  readonly method?: string;
  readonly status?: number;
  /** Becomes JSON; `undefined` is a body that the capture does not hold. */
  readonly body?: unknown;
  readonly mimeType?: string;
  /** `net::ERR_…` of a call that nobody answered. */
  readonly error?: string;
  /** Request header, where the browser did not leave it out. */
  readonly authorization?: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  /** Headers of the answer besides its date. */
  readonly headers?: Readonly<Record<string, string>>;
}

const xdrHosts = {
  NAM: 'visibility.amp.cisco.com',
  EU: 'visibility.eu.amp.cisco.com',
  APJC: 'visibility.apjc.amp.cisco.com',
} as const;
const sseHosts = {
  NAM: 'admin.sse.itd.cisco.com',
  EU: 'admin.eu.sse.itd.cisco.com',
  APJC: 'admin.apj.sse.itd.cisco.com',
} as const;
export type SpecimenRegion = keyof typeof xdrHosts;

export const emailModule = { id: '0a000000-0000-4000-8000-000000000001', name: 'Secure Email Appliance' } as const;
export const firewallModule = { id: '0a000000-0000-4000-8000-000000000002', name: 'Secure Firewall' } as const;
export interface SpecimenModule {
  readonly id: string;
  readonly name: string;
}

const typeId = '0b000000-0000-4000-8000-000000000009';
const tileId = 'esa-incoming-mail';

export function xdrUrl(region: SpecimenRegion, path: string): string {
  return `https://${xdrHosts[region]}/iroh${path}`;
}

/** The complete list of modules, each with what is said of it. */
export function moduleList(region: SpecimenRegion, modules: readonly (SpecimenModule & object)[]): SpecimenCall {
  const settings = { url: 'https://192.0.2.10' };
  const body = modules.map((one) => ({
    module_type_id: typeId,
    enabled: true,
    state: 'active',
    visibility: 'org',
    settings,
    ...one,
  }));
  return { url: xdrUrl(region, '/iroh-int/module-instance'), body };
}

export function tileList(region: SpecimenRegion, { id, name }: SpecimenModule, title = 'Incoming mail'): SpecimenCall {
  const tile = {
    id: tileId,
    module: name,
    module_instance_id: id,
    module_type_id: typeId,
    title,
    type: 'metric_group',
  };
  return { url: xdrUrl(region, '/iroh-dashboard/tiles'), body: { data: [tile], errors: [] } };
}

/** One call for the tile's data; `answer` is the whole body. */
export function tileData(
  region: SpecimenRegion,
  { id }: SpecimenModule,
  period: string,
  answer: unknown,
  status = 200,
): SpecimenCall {
  const url = xdrUrl(region, `/iroh-dashboard/tiles/${id}/${tileId}/data?period=${period}`);
  return { url, status, ...(answer !== undefined && { body: answer }) };
}

export const filled = { data: { data: [{ key: 'attempted', value: 42 }] } };
export const empty = { data: { data: [] } };

export function moduleError({ id, name }: SpecimenModule, message: string) {
  const error = { code: 'client-error', type: 'error', module: name, module_instance_id: id, module_type_id: typeId };
  return { errors: [{ ...error, message }], data: [] };
}

export function offline(module: SpecimenModule) {
  return moduleError(module, `There was a client error in the ${module.name} module: E4017: Device is offline [409]`);
}

export function health(region: SpecimenRegion, { id, name }: SpecimenModule, status: string): SpecimenCall {
  const data = [{ module: name, module_instance_id: id, module_type_id: typeId, data: { status } }];
  return { url: xdrUrl(region, '/iroh-enrich/health'), method: 'POST', body: { data, errors: [] } };
}

const claims = 'https://schemas.cisco.com/iroh/identity/claims/';

/** An access token of XDR with these claims: `org/id`, `user/roles`, … */
export function xdrToken(given: Readonly<Record<string, unknown>>): string {
  const payload = Object.fromEntries(Object.entries(given).map(([name, value]) => [`${claims}${name}`, value]));
  const parts = [{ alg: 'RS256' }, { iss: 'IROH Auth', ...payload }];
  return `${parts.map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')).join('.')}.c2lnbmF0dXJl`;
}

/** The portal's own sign-in hands out a token. */
export function signIn(region: SpecimenRegion, given: Readonly<Record<string, unknown>>): SpecimenCall {
  const token = xdrToken({ 'oauth/kind': 'session-token', ...given });
  return { url: xdrUrl(region, '/iroh-auth/session/exchange'), method: 'POST', body: { access_token: token } };
}

/** A call of the SSE portal's own API. */
export function sseCall(region: SpecimenRegion): SpecimenCall {
  const url = `https://${sseHosts[region]}/providers/sse/services/scim/v2/Devices`;
  return { url, body: { totalResults: 0, Resources: [] } };
}

const startMs = Date.UTC(2026, 10, 20, 9, 0, 0);
const agent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** The calls as a capture, one second apart in their order. */
export function captureOf(calls: readonly SpecimenCall[], fromMs = startMs): string {
  const entries = calls.map((call, index) => entryOf(call, new Date(fromMs + index * 1000)));
  const log = { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, pages: [], entries };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function entryOf(
  { url, method = 'GET', status = 200, body, mimeType = 'application/json', error, ...more }: SpecimenCall,
  at: Date,
) {
  const { authorization, headers = {}, requestHeaders = {} } = more;
  const told = Object.entries({ date: new Date(at.getTime() + 120).toUTCString(), ...headers });
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const query = [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
  const isAnswered = error === undefined;
  return {
    startedDateTime: at.toISOString(),
    time: 120,
    request: {
      method,
      url,
      httpVersion: 'http/2.0',
      headers: [
        { name: 'user-agent', value: agent },
        ...Object.entries(requestHeaders).map(([name, value]) => ({ name, value })),
        ...(authorization === undefined ? [] : [{ name: 'authorization', value: `Bearer ${authorization}` }]),
      ],
      queryString: query,
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: isAnswered ? status : 0,
      statusText: '',
      httpVersion: isAnswered ? 'http/2.0' : '',
      headers: isAnswered ? told.map(([name, value]) => ({ name, value })) : [],
      cookies: [],
      content: { size: text?.length ?? 512, mimeType, ...(text !== undefined && { text }) },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...(error !== undefined && { _error: error }),
    },
    cache: {},
    timings: { send: 0, wait: 100, receive: 20 },
  };
}
