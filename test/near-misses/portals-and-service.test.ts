// Captures of the old portal, and of a service that throttles or fails: what counts, and what only looks like it.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  filled,
  firewallModule,
  moduleError,
  moduleList,
  offline,
  type SpecimenCall,
  type SpecimenModule,
  signIn,
  tileData,
  tileList,
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const html = { mimeType: 'text/html', body: '<html></html>' };
const appliancePage = 'Cloud Service Settings\nCloud Services\nCisco SecureX / Threat Response:\tEnabled\n';

describe('xdr/securex-retired', () => {
  const rule = 'xdr/securex-retired';
  const securex: SpecimenCall = { url: 'https://securex.eu.security.cisco.com/', ...html };
  const xdr: SpecimenCall = { url: 'https://xdr.eu.security.cisco.com/', ...html };
  const askedBy = (origin: string): SpecimenCall => ({ ...tileList('EU', emailModule), requestHeaders: { origin } });
  const on = (day: string, ...calls: SpecimenCall[]) => ({ 'a.har': captureOf(calls, Date.parse(`${day}T12:00:00Z`)) });

  it.each<[string, SpecimenCall[], string]>([
    ['a page of it', [securex], 'fail'],
    ['a page of it beside XDR', [xdr, securex], 'fail'],
    ['a call of its own', [{ url: 'https://securex.eu.security.cisco.com/api/x', body: {} }], 'fail'],
    ['a redirect, then XDR', [{ ...securex, status: 302, body: '' }, xdr], 'pass'],
    ['a redirect and nothing else', [{ ...securex, status: 302, body: '' }], 'open'],
    ['XDR alone', [xdr], 'pass'],
    ['files of XDR alone', [{ url: 'https://xdr.eu.security.cisco.com/app/main.js', body: '1' }], 'pass'],
    ['a script of SecureX in a page of XDR', [xdr, { url: `${securex.url}app/main.js`, body: '1' }], 'pass'],
    ['a call that nobody answered', [xdr, { ...securex, error: 'net::ERR_NAME_NOT_RESOLVED' }], 'pass'],
    ['a refusal', [xdr, { ...securex, status: 410 }], 'pass'],
    ['a preflight', [xdr, { ...securex, method: 'OPTIONS' }], 'pass'],
    ['the API of XDR alone, as a page asked it', [tileList('EU', emailModule)], 'pass'],
    ['the API alone, asked by a page of XDR', [askedBy('https://xdr.eu.security.cisco.com')], 'pass'],
    ['the API alone, asked by a page of SecureX', [askedBy('https://securex.eu.security.cisco.com')], 'open'],
    ['the API asked by pages of both', [xdr, askedBy('https://securex.eu.security.cisco.com')], 'open'],
    ['the API alone, that refused all', [{ ...tileList('EU', emailModule), status: 401, body: {} }], 'open'],
    ['a sign-in alone', [signIn('EU', {})], 'open'],
    ['a page in place of an answer of the API', [{ ...tileList('EU', emailModule), ...html }], 'open'],
    ['a host that only looks like it', [{ url: 'https://securex.eu.security.cisco.com.example/', ...html }], 'open'],
  ])('%s', async (_name, calls, verdict) => {
    expect(await verdictsOf(rule, on('2026-11-20', ...calls))).toEqual([verdict]);
  });

  it.each([
    ['2024-07-20', 'notApplicable'],
    ['2024-07-28', 'notApplicable'],
    ['2024-07-29', 'open'],
    ['2024-07-31', 'open'],
    ['2024-08-01', 'open'],
    ['2024-08-02', 'fail'],
  ])('on %s', async (day, verdict) => {
    expect(await verdictsOf(rule, on(day, securex))).toEqual([verdict]);
  });

  it('of a capture without dates', async () => {
    const undated = captureOf([securex]).replaceAll(/"startedDateTime": "[^"]+"/g, '"startedDateTime": ""');
    expect(await verdictsOf(rule, { 'a.har': undated })).toEqual(['open']);
  });

  it('of a cut capture: what was lost may have been SecureX', async () => {
    expect(await verdictsOf(rule, { 'a.har': captureOf([xdr, xdr]).slice(0, -60) })).toEqual(['open']);
  });

  it('a label on an appliance page is normal', async () => {
    expect(await verdictsOf(rule, { 'page.txt': appliancePage })).toEqual(['notApplicable']);
  });
});

describe('xdr/service-throttled', () => {
  const rule = 'xdr/service-throttled';
  const tiles = tileList('EU', emailModule);
  const capture = (...calls: SpecimenCall[]) => ({ 'a.har': captureOf([tiles, ...calls]) });
  const day = (answer: unknown, status?: number) => tileData('EU', emailModule, 'last_24_hours', answer, status);
  const other = (answer: unknown, status?: number) => {
    const call = day(answer, status);
    return { ...call, url: call.url.replace('/esa-incoming-mail/', '/esa-outgoing-mail/') };
  };
  const ok = day(filled);
  const limited = day({ message: 'Too many requests' }, 429);
  const broken = day({ error: 'unknown server error', trace_id: '0d000000-0000-4000-8000-00000000000a' }, 503);
  const timeout = (module: SpecimenModule, more: object = {}) => {
    const body = moduleError(module, 'The module did not answer in time');
    return { ...body, errors: body.errors.map((one) => ({ ...one, code: 'module-timeout', ...more })) };
  };
  const late = day(timeout(emailModule));
  const page = day('<html>Gateway timeout</html>', 504);

  it.each<[string, SpecimenCall[], string]>([
    ['throttled to the end', [ok, limited, limited], 'fail'],
    ['a server error to the end', [broken, broken], 'fail'],
    ['timeouts inside answers', [late, late], 'fail'],
    ['timeouts that name no module', [day(timeout(emailModule, { module_instance_id: null })), late], 'fail'],
    ['errors that tell the status', [1, 2].map(() => day(moduleError(emailModule, 'Too many [429]'))), 'fail'],
    ['one of each', [limited, broken], 'fail'],
    ['one tile throttled while another is served', [limited, limited, other(filled)], 'fail'],
    ['two tiles throttled once', [limited, other({ message: 'Too many requests' }, 429)], 'fail'],
    ['a renewed sign-in between', [limited, day({ error: 'jwt_expired' }, 401), limited], 'fail'],
    ['429, then 200', [limited, limited, ok], 'pass'],
    ['a timeout, then 200', [late, ok], 'pass'],
    ['answers without any', [ok, other(filled)], 'pass'],
    ['errors of the module are answers', [day(offline(emailModule)), ok], 'pass'],
    ['one 429 alone', [limited], 'open'],
    ['one 429 at the end', [ok, ok, limited], 'open'],
    ['one answer alone', [ok], 'open'],
    ['no call of a tile', [], 'open'],
    ['a body that is missing at the end', [ok, ok, day(undefined)], 'open'],
    ['a sign-in that has ended', [ok, ok, day({ error: 'jwt_expired' }, 401)], 'open'],
    ['a page of a server between at the end', [ok, ok, { ...page, mimeType: 'text/html' }], 'open'],
    [
      'a page of a server between, before another tile is served',
      [ok, { ...page, mimeType: 'text/html' }, { ...page, mimeType: 'text/html' }, other(filled)],
      'open',
    ],
    [
      'an investigation that timed out',
      [ok, ok, { url: xdrUrl('EU', '/iroh-enrich/observe'), method: 'POST', body: timeout(emailModule) }],
      'open',
    ],
  ])('%s', async (_name, calls, verdict) => {
    expect(await verdictsOf(rule, capture(...calls))).toEqual([verdict]);
  });

  it('of other modules only', async () => {
    const firewall = tileData('EU', firewallModule, 'last_24_hours', { message: 'Too many requests' }, 429);
    const both = moduleList('EU', [emailModule, firewallModule]);
    expect(await verdictsOf(rule, { 'a.har': captureOf([both, firewall, firewall]) })).toEqual([
      'notApplicable',
      'open',
    ]);
  });

  it('of another module inside an answer of a Secure Email tile', async () => {
    const mixed = day({ ...filled, errors: timeout(firewallModule).errors });
    const both = moduleList('EU', [emailModule, firewallModule]);
    const verdicts = await verdictsOf(rule, { 'a.har': captureOf([both, tiles, mixed, mixed]) });
    expect(verdicts).toEqual(['notApplicable', 'open']);
  });

  it('of a module with an unclear name', async () => {
    const unclear = { ...emailModule, name: 'Gateway Berlin' };
    const report = await reportOf({ 'a.har': captureOf([moduleList('EU', [unclear]), limited, limited]) });
    expect(verdictsIn(report, rule)).toEqual(['open']);
    expect(reasonsIn(report, rule)).toContain('xdr.module.kind: ambiguousSubject');
  });

  it('in a cut capture: a fault, but no proof that there is none', async () => {
    const cut = (...calls: SpecimenCall[]) => ({ 'a.har': captureOf([tiles, ...calls, ok]).slice(0, -60) });
    expect(await verdictsOf(rule, cut(limited, limited))).toEqual(['fail']);
    expect(await verdictsOf(rule, cut(ok, ok, ok))).toEqual(['open']);
  });

  it('across captures without a zone in which it cannot be said what came last', async () => {
    const local = (...calls: SpecimenCall[]) => captureOf([tiles, ...calls]).replaceAll(/(\d)Z"/g, '$1"');
    expect(await verdictsOf(rule, { 'a.har': local(limited, limited), 'b.har': local(ok, ok) })).toEqual(['open']);
  });

  it('hides the message that only follows from it', async () => {
    const again = day(moduleError(emailModule, 'There was a problem. Try again later.'));
    const report = await reportOf(capture(again, other({}, 429), other({}, 429)));
    expect(verdictsIn(report, 'xdr/tile-try-later')).toEqual(['(fail)', 'notApplicable']);
    expect(verdictsIn(report, rule)).toEqual(['fail']);
  });

  it('does not apply without a capture, whether a module is seen or not', async () => {
    const card = 'Administration > Integrations\nModule: Secure Email Appliance\nEnabled: yes\nStatus: OK\n';
    expect(await verdictsOf(rule, { 'card.txt': card })).toEqual(['notApplicable']);
    expect(await verdictsOf(rule, { 'page.txt': appliancePage })).toEqual(['notApplicable']);
  });
});
