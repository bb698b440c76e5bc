// What a capture tells of itself.
import { describe, expect, it } from 'vitest';
import { type CallSpec, captureOf, entryOf, read } from './reading.js';

const api = 'https://visibility.amp.cisco.com/iroh';
const sse = 'https://admin.sse.itd.cisco.com';
const agent = (value: string) => ({ headers: [{ name: 'user-agent', value }] });
const chrome = (version: number) =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
const failed = (url: string, error: string): CallSpec => ({ url, status: 0, response: { _error: error } });

const capture = async (calls: CallSpec[], log = {}) => (await read(captureOf(calls, log))).capture;

describe('a capture', () => {
  it('tells its span, count and completeness', async () => {
    const seen = await capture([{ url: `${api}/a`, body: {} }, { url: 'https://host.example/' }]);
    expect(seen).toMatchObject({
      'identity.name': 'portal.har',
      'span.start': '2026-01-02T03:00:00Z',
      'span.end': '2026-01-02T03:00:01.100Z',
      'entry.count': 2,
      'body.share': 0.5,
      'damage.state': 'whole',
      'host.list': '[visibility.amp.cisco.com]',
    });
  });

  it.each([
    ['Chrome', chrome(131), 'Chrome 131'],
    ['Edge, which also says Chrome', `${chrome(131)} Edg/131.0.0.0`, 'Edge 131'],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0', 'Firefox 126'],
    [
      'Safari',
      'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
      'Safari 17',
    ],
    ['none: the log itself is asked', '', 'WebInspector 537.36'],
  ])('names its browser: %s', async (_, value, expected) => {
    expect((await capture([{ url: `${api}/a`, request: agent(value) }]))['producer.browser']).toBe(expected);
  });

  it.each([
    ['left out by default', agent(chrome(131)), 'yes'],
    ['older browsers leave nothing out', agent(chrome(129)), '?unrecognized'],
    ['a cookie is there', { ...agent(chrome(131)), cookies: [{ name: 'a', value: 'b' }] }, 'no'],
    ['no headers at all', {}, '?notCollected'],
  ])('tells whether secrets were left out: %s', async (_, request, expected) => {
    expect((await capture([{ url: `${api}/a`, request }]))['sanitised.state']).toBe(expected);
  });

  it('counts failures that the browser did not cause itself', async () => {
    const seen = await capture([
      failed('https://a.example/', 'net::ERR_NAME_NOT_RESOLVED'),
      failed('https://b.example/', 'net::ERR_ABORTED'),
      failed('https://c.example/', 'net::ERR_BLOCKED_BY_CLIENT'),
      failed('chrome-extension://abc/x.js', 'net::ERR_FAILED'),
    ]);
    expect(seen['failure.count']).toBe(1);
  });

  it.each([
    ['a host that never answered', [failed(`${api}/a`, 'net::ERR_PROXY_CONNECTION_FAILED')], 'yes'],
    ['a host that answered later', [failed(`${api}/a`, 'net::ERR_TIMED_OUT'), { url: `${api}/a` }], 'no'],
    ['a call that the user left', [failed(`${api}/a`, 'net::ERR_ABORTED')], 'no'],
    ['other hosts', [failed('https://host.example/', 'net::ERR_FAILED')], 'no'],
  ])('tells whether the portal was out of reach: %s', async (_, calls, expected) => {
    expect((await capture(calls as CallSpec[]))['portal.blocked']).toBe(expected);
  });

  it.each([
    ['with a body', [{ url: `${api}/a`, body: {} }], ['seen', 'present']],
    ['without', [{ url: `${api}/a` }], ['seen', 'missing']],
    ['only redirected', [{ url: `${api}/a`, status: 302 }], ['none', '?notCollected']],
    ['only its scripts', [{ url: 'https://xdr.us.security.cisco.com/main.js' }], ['none', '?notCollected']],
    ['elsewhere', [{ url: 'https://host.example/', body: {} }], ['none', '?notCollected']],
  ])('tells whether the portal answered: %s', async (_, calls, expected) => {
    const seen = await capture(calls);
    expect([seen['portal.answer'], seen['portal.body']]).toEqual(expected);
  });

  it.each([
    ['an error of a module', { body: { errors: [{ code: 'module-timeout', message: 'x' }] } }, 'yes'],
    ['a failing call', { status: 500 }, 'yes'],
    ['an expired sign-in is none', { status: 401, body: { error: 'invalid_request' } }, '?outsideWindow'],
    ['nothing failing is no proof', { body: {} }, '?outsideWindow'],
  ])('tells whether a fault is inside: %s', async (_, call, expected) => {
    expect((await capture([{ url: `${api}/a`, ...call }]))['fault.seen']).toBe(expected);
  });

  const dated = (seconds: number, more: object[] = [], index = 0): CallSpec => {
    const Date_ = new Date(Date.UTC(2026, 0, 2, 3, 0, index + seconds)).toUTCString();
    return { url: `${api}/a`, response: { headers: [{ name: 'date', value: Date_ }, ...more] } };
  };

  it('tells the median skew of the clock, over answers that no cache kept', async () => {
    const calls = [90, 90, 90, 91, 4000].map((seconds, index) => dated(seconds, [], index));
    calls.push(dated(-9999, [{ name: 'age', value: '7' }], 5));
    expect((await capture(calls))['clock.skew']).toBe(90);
    expect((await capture(calls.slice(0, 4)))['clock.skew']).toBe('?notCollected');
  });

  it('names the organizations of its tokens, and shows none of them in evidence', async () => {
    const claim = 'https://schemas.cisco.com/iroh/identity/claims/org/id';
    const token = (org: string) =>
      `${[{ alg: 'RS256' }, { [claim]: org }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.sig`;
    const { capture: seen, observations } = await read([
      { url: `${api}/a`, request: { headers: [{ name: 'Authorization', value: `Bearer ${token('org-b')}` }] } },
      { url: `${api}/oauth2/token`, method: 'POST', body: { access_token: token('org-a') } },
      { url: 'https://host.example/', request: { headers: [{ name: 'Authorization', value: token('org-c') }] } },
    ]);
    expect(seen['organization.list']).toBe('[org-a,org-b]');
    expect(JSON.stringify(observations.map(({ evidence }) => evidence))).not.toContain('org-a');
  });

  it('keeps paths of the exchange that nobody reads yet, without ids', async () => {
    const seen = await capture([
      { url: `${sse}/providers/sse/services/scim/v2/Devices/4f2b61aa-0d1c-4c7e-9a36-000000000000?a=b` },
      { url: `${sse}/main.js` },
      { url: `${api}/iroh-int/other` },
    ]);
    expect(seen['sse.path']).toBe('[GET /providers/sse/services/scim/v2/Devices/{id}]');
  });

  describe('of calls that ended badly', () => {
    const at = (seconds: number) => new Date(Date.UTC(2026, 0, 2, 3, 0, seconds)).toISOString();
    const tile = `${api}/iroh-dashboard/tiles/0a00-1/b7/data`;
    const form = 'GET visibility.amp.cisco.com/iroh/iroh-dashboard/tiles/{id}/{id}/data';

    it('counts them, and tells whether the last one still did', async () => {
      const seen = await capture([
        { url: tile, status: 401, body: { error: 'jwt_expired' }, at: at(0) },
        { url: `${tile}?period=x`, body: {}, at: at(1) },
        { url: `${api}/iroh-int/module-instance`, body: [], at: at(2) },
        { url: `${api}/iroh-int/module-instance`, status: 403, body: {}, at: at(3) },
        { url: `${api}/iroh-enrich/observe`, method: 'POST', status: 502, at: at(4) },
        { url: 'https://host.example/x', status: 500, body: {}, at: at(5) },
        { url: `${api}/x`, method: 'OPTIONS', status: 403, at: at(6) },
      ]);
      expect(seen).toMatchObject({
        'unauthorized.count': 1,
        'forbidden.count': 1,
        'throttled.count': 0,
        'server-error.count': 1,
        'module-timeout.count': 0,
        'token.error': '[jwt_expired]',
        'failing.endpoint': [
          '[GET visibility.amp.cisco.com/iroh/iroh-int/module-instance → 403',
          'POST visibility.amp.cisco.com/iroh/iroh-enrich/observe → 502]',
        ].join(),
      });
      expect(seen['failure.pattern']).toContain(`${form}: 200 ×1, 401 ×1 (2026-01-02T03:00:00Z), last 200`);
    });

    it('takes their times, not their places', async () => {
      const seen = await capture([
        { url: tile, body: {}, at: at(9) },
        { url: tile, status: 429, at: at(1) },
        { url: tile, status: 429, at: at(3) },
      ]);
      expect(seen['failing.endpoint']).toBe('[]');
      expect(seen['failure.pattern']).toBe(
        `[${form}: 200 ×1, 429 ×2 (2026-01-02T03:00:01Z – 2026-01-02T03:00:03Z), last 200]`,
      );
    });

    it('keeps what helps to go on: limits, trace ids, timeouts', async () => {
      const headers = [
        { name: 'retry-after', value: '30' },
        { name: 'x-ratelimit-org-limit', value: '8000' },
      ];
      const trace = '2e790e2c-0000-4000-8000-000000000001';
      const seen = await capture([
        { url: tile, status: 429, response: { headers } },
        { url: tile, status: 500, body: { error: 'unknown server error', trace_id: trace } },
        { url: `${api}/a`, body: { errors: [{ code: 'module-timeout', message: 'x' }] } },
        { url: `${api}/b`, status: 401, body: { error: 'eyJhbGciOi.secret', trace_id: 'not one of these!' } },
      ]);
      expect(seen).toMatchObject({
        'throttled.limit': '[Retry-After: 30,X-Ratelimit-Org-Limit: 8000]',
        'trace.id': `[${trace}]`,
        'module-timeout.count': 1,
        'token.error': '[]',
      });
      expect(seen['failing.endpoint']).toContain('/iroh/a → module-timeout');
    });

    it('in a cut capture counts nothing to its end', async () => {
      const text = captureOf([
        { url: tile, status: 429 },
        { url: tile, body: {} },
      ]);
      const { capture: seen, observations } = await read(text.slice(0, -200));
      expect(seen['throttled.count']).toBe('?truncated');
      expect(observations.find(({ fact }) => fact === 'capture.failing.endpoint')?.complete).toBe(false);
    });
  });

  it('with repaired fields says so, and bad dates are told', async () => {
    const odd = entryOf({ url: `${api}/a`, at: '02/01/2026', request: { headers: { Accept: '*/*' } } });
    const { notes, status } = await read(JSON.stringify({ log: { version: '1.2', entries: [odd] } }));
    expect(status).toBe('ok');
    expect(notes.map(({ code, arguments: args }) => [code, args?.count])).toEqual([
      ['har-fields-repaired', 1],
      ['har-dates-unclear', 1],
      ['har-bodies-missing', 1],
      ['har-schema-advice', 4],
    ]);
  });
});
