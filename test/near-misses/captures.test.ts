// Captures that look like a fault, or like a proof that there is none, and are neither.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  empty,
  filled,
  firewallModule,
  health,
  moduleError,
  moduleList,
  offline,
  type SpecimenCall,
  type SpecimenRegion,
  sseCall,
  tileData,
  tileList,
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { factsOf, reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const capture = (...calls: SpecimenCall[]) => ({ 'dashboard.har': captureOf(calls) });
const day = (answer: unknown, status?: number) => tileData('EU', emailModule, 'last_24_hours', answer, status);
const quarter = (answer: unknown) => tileData('EU', emailModule, 'last_90_days', answer);
const tiles = tileList('EU', emailModule);
const modules = moduleList('EU', [emailModule, firewallModule]);
const e4017 = day(offline(emailModule));

describe('E4017', () => {
  it('of a firewall module is no fault of Secure Email', async () => {
    const firewall = tileData('EU', firewallModule, 'last_24_hours', offline(firewallModule));
    const all = moduleList('EU', [firewallModule]);
    expect(await verdictsOf('sse/device-offline', capture(all, firewall))).toEqual(['notApplicable']);
    // Without the list nobody knows whether there is a Secure Email module beside it.
    expect(await verdictsOf('sse/device-offline', capture(firewall))).toEqual(['notApplicable', 'open']);
  });

  it('then success is a pass, success and then E4017 a fail', async () => {
    expect(await verdictsOf('sse/device-offline', capture(tiles, e4017, day(filled)))).toEqual(['pass']);
    expect(await verdictsOf('sse/device-offline', capture(tiles, day(filled), e4017))).toEqual(['fail']);
  });

  it('in a body that came with 304 is the latest answer, an empty 304 is none', async () => {
    const again = (answer: unknown) => day(answer, 304);
    expect(await verdictsOf('sse/device-offline', capture(tiles, day(filled), again(offline(emailModule))))).toEqual([
      'fail',
    ]);
    expect(await verdictsOf('sse/device-offline', capture(tiles, day(filled), again('')))).toEqual(['pass']);
  });

  it('of a registered device stays a fail', async () => {
    const page = [
      'Captured: 2026-11-20 09:30 UTC',
      'Cloud Service Settings',
      'Cloud Services',
      'Cisco XDR / Threat Response:\tEnabled',
      'Cisco XDR / Threat Response Server:\tEUROPE (api.eu.sse.itd.cisco.com)',
      'Edit Settings',
      'Cloud Services Settings',
      'Deregister',
      '',
    ].join('\n');
    const report = await reportOf({ ...capture(tiles, e4017), 'page.txt': page });
    expect(verdictsIn(report, 'sse/device-offline')).toEqual(['fail']);
    expect(verdictsIn(report, 'appliance/registration-token-rejected')).toEqual(['pass']);
  });

  it('of a module with an unclear name is open, and asks for the module', async () => {
    const unclear = { ...emailModule, name: 'Gateway Berlin' };
    const answer = moduleError(unclear, 'There was a client error in the module: E4017: Device is offline [409]');
    const report = await reportOf(capture(tileData('EU', unclear, 'last_24_hours', answer)));
    expect(verdictsIn(report, 'sse/device-offline')).toEqual(['open']);
    expect(reasonsIn(report, 'sse/device-offline')).toContain('xdr.module.kind: ambiguousSubject');
  });

  it('of a cloud mailbox product is not of an appliance', async () => {
    const mailbox = { ...firewallModule, name: 'Secure Email Threat Defense' };
    const answer = tileData('EU', mailbox, 'last_24_hours', offline(mailbox));
    expect(await verdictsOf('sse/device-offline', capture(moduleList('EU', [mailbox]), answer))).toEqual([
      'notApplicable',
    ]);
  });

  it('of a firewall inside the answer of a Secure Email tile was taken for one of Secure Email', async () => {
    const mixed = day({ ...filled, errors: offline(firewallModule).errors });
    expect(await verdictsOf('sse/device-offline', capture(modules, tiles, mixed))).toEqual(['notApplicable', 'open']);
  });

  it('without the id of a module is of the one whose tile was asked', async () => {
    const nameless = day({ errors: [{ code: 'client-error', message: 'E4017: Device is offline [409]' }] });
    expect(await verdictsOf('sse/device-offline', capture(tiles, nameless))).toEqual(['fail']);
  });

  it('of a module was one of Secure Email because one of its tiles is about mail', async () => {
    const sensor = { ...emailModule, name: 'Sensor' };
    const list = tileList('EU', sensor, 'Email Security events');
    const answer = tileData('EU', sensor, 'last_24_hours', offline(sensor));
    expect(await verdictsOf('sse/device-offline', capture(list, answer))).toEqual(['open']);
  });

  it('in any answer counts, whatever call it was', async () => {
    const call = { url: xdrUrl('EU', '/iroh-enrich/observe/observables'), method: 'POST', body: offline(emailModule) };
    expect(await verdictsOf('sse/device-offline', capture(call))).toEqual(['fail']);
  });

  it('in an answer that is refused as a whole counts too', async () => {
    const url = xdrUrl('EU', '/iroh-enrich/observe/observables');
    const refused: SpecimenCall = { url, method: 'POST', status: 409, body: offline(emailModule) };
    expect(await verdictsOf('sse/device-offline', capture(tiles, day(filled), refused))).toEqual(['fail']);
  });

  it('was shown behind the name of its module, as evidence of the symptom', async () => {
    const { symptoms } = await reportOf(capture(modules, tiles, e4017));
    expect(symptoms.map(({ symptom, evidence }) => [symptom, evidence[0]?.excerpt])).toEqual([
      ['tile-error', expect.stringContaining('E4017')],
    ]);
  });

  it('hides the message that only follows from it', async () => {
    const later = tileData(
      'EU',
      emailModule,
      'last_24_hours',
      moduleError(emailModule, 'There was a problem. Try again later.'),
    );
    const enrich = {
      url: xdrUrl('EU', '/iroh-enrich/observe/observables'),
      method: 'POST',
      body: offline(emailModule),
    };
    const report = await reportOf(capture(tiles, later, enrich));
    expect(verdictsIn(report, 'xdr/tile-try-later')).toEqual(['(fail)']);
  });
});

describe('a message where it is nobody’s', () => {
  const text = JSON.stringify(offline(emailModule));

  it.each([
    ['a script of the portal', 'https://xdr.eu.security.cisco.com/assets/main.js', 'application/javascript'],
    ['a file of the portal without an ending', 'https://xdr.eu.security.cisco.com/assets/en-1a2b', 'application/json'],
    ['a translation of the portal', 'https://xdr.eu.security.cisco.com/locales/en/errors.json', 'application/json'],
    ['a script beside the API', xdrUrl('EU', '/static/main.js'), 'text/javascript'],
    ['a host that only looks like ours', 'https://evil-visibility.amp.cisco.com.example/iroh/x', 'application/json'],
  ])('in %s', async (_name, url, mimeType) => {
    const report = await reportOf(capture({ url, mimeType, body: text }, tiles));
    expect(verdictsIn(report, 'sse/device-offline')).toEqual(['open']);
    expect(report.symptoms).toEqual([]);
  });
});

describe('time ranges', () => {
  const rule = 'xdr/tile-time-range-too-short';

  it('short empty and wide full proves it, in either order', async () => {
    expect(await verdictsOf(rule, capture(tiles, day(empty), quarter(filled)))).toEqual(['fail']);
    expect(await verdictsOf(rule, capture(tiles, quarter(filled), day(empty)))).toEqual(['fail']);
  });

  it('both empty is another cause', async () => {
    const report = await reportOf(capture(tiles, day(empty), quarter(empty)));
    expect(verdictsIn(report, rule)).toEqual(['pass']);
    expect(report.symptoms).toMatchObject([{ symptom: 'dashboard-empty', explainedBy: [] }]);
  });

  it.each<[string, SpecimenCall[]]>([
    ['only a short range was tried', [day(empty)]],
    ['data is null', [day({ data: null })]],
    ['the form of the data is not known', [day({ rows: [] })]],
    ['the data are no list', [day({ data: { data: 'none' } })]],
    ['the range is short and the list has only empty lists', [day({ data: { data: [[], { values: [] }] } })]],
    ['the only value is null', [day({ data: { data: [{ key: 'attempted', value: null }] } })]],
    ['all is blackened', [day({ data: { data: ['***'] } })]],
    ['all values are zero', [day({ data: { data: [{ key: 'attempted', value: 0 }] } })]],
    ['all numbers are zero, under a name that nobody documents', [day({ data: { data: [{ key: 'a', count: 0 }] } })]],
    ['zeros stand beside a time', [day({ data: { data: [{ key: 1_732_492_800_000, value: 0 }] } })]],
    [
      'zeros of an unknown form, beside data at a wider range',
      [quarter(filled), day({ data: { data: [{ n: '0' }] } })],
    ],
    ['the body is missing', [day(undefined)]],
  ])('%s: open', async (_name, calls) => {
    expect(await verdictsOf(rule, capture(tiles, ...calls))).toEqual(['open']);
  });

  it('zeros in the documented form are no data', async () => {
    const zeros = { data: { data: [{ key: 'attempted', value: 0, segments: [{ value: 0 }] }] } };
    expect(await verdictsOf(rule, capture(tiles, quarter(filled), day(zeros)))).toEqual(['fail']);
    expect(await verdictsOf(rule, capture(tiles, quarter(zeros), day(zeros)))).toEqual(['pass']);
    expect(await verdictsOf(rule, capture(tiles, day(empty), quarter(zeros)))).toEqual(['pass']);
  });

  it('the first of two ranges was shown whatever it was', async () => {
    const twice = { ...day(empty), url: day(empty).url.replace('period=', 'period=else&period=') };
    const report = await reportOf(capture(tiles, twice));
    expect(verdictsIn(report, rule)).toEqual(['open']);
    expect(JSON.stringify(report)).not.toContain('period=else');
  });

  it('an error is no empty tile', async () => {
    expect(
      await verdictsOf(rule, capture(modules, tiles, day({ ...empty, errors: offline(emailModule).errors }))),
    ).toEqual(['notApplicable']);
  });
});

describe('an earlier answer was held for the latest one', () => {
  const passing = ['sse/device-offline', 'xdr/tile-unexpected-error', 'xdr/tile-try-later'];
  const ok = day(filled);
  const long = 'x'.repeat(9 * 1024 * 1024);
  const html = { ...day('<html>Gateway timeout</html>', 504), mimeType: 'text/html' };

  it.each<[string, SpecimenCall]>([
    ['the body is missing', day(undefined)],
    ['the body is beyond the limit', day({ long, ...offline(emailModule) })],
    ['the body is cut', day(JSON.stringify(offline(emailModule)).slice(0, 99))],
    ['the body is a page', { ...day('<html>E4017</html>'), mimeType: 'text/html' }],
    ['a guard stands before the body', day(`)]}',\n${JSON.stringify(offline(emailModule))}`)],
    ['a refusal is a page', html],
    ['the call was throttled', day({}, 429)],
    ['the sign-in has ended', day({ error: 'jwt_expired' }, 401)],
    ['the user has no right', day({}, 403)],
    ['another error', day(moduleError(emailModule, 'There was a timeout [504]'))],
    ['errors stand inside the data', day({ data: { ...filled.data, errors: offline(emailModule).errors } })],
    ['the error has another form', day({ ...filled, error: { message: 'E4017: Device is offline' } })],
  ])('%s', async (_name, later) => {
    const report = await reportOf(capture(tiles, ok, later));
    for (const rule of passing) expect([rule, ...verdictsIn(report, rule)]).not.toContain('pass');
    // The same in the other order: the answer with data is the latest.
    const turned = await reportOf(capture(tiles, later, ok));
    for (const rule of passing) expect([rule, ...verdictsIn(turned, rule)]).toEqual([rule, 'pass']);
  });

  it('a page of a server between is an error of the tile', async () => {
    expect((await reportOf(capture(tiles, html))).symptoms).toMatchObject([{ symptom: 'tile-error' }]);
  });

  it.each<[string, Partial<SpecimenCall>]>([
    ['is missing', { body: undefined }],
    ['is beyond the limit', { body: { long, ...offline(emailModule) } }],
    ['is cut', { body: JSON.stringify(offline(emailModule)).slice(0, 99) }],
    ['is a page', { body: '<html>E4017</html>', mimeType: 'text/html' }],
  ])('the body of an investigation %s, and may name any module', async (_name, more) => {
    const rule = 'sse/device-offline';
    const investigation: SpecimenCall = {
      url: xdrUrl('EU', '/iroh-enrich/observe/observables'),
      method: 'POST',
      ...more,
    };
    expect(await verdictsOf(rule, capture(tiles, ok, investigation))).toEqual(['open']);
    expect(await verdictsOf(rule, capture(tiles, investigation, ok))).toEqual(['pass']);
    expect(await verdictsOf(rule, capture(tiles, e4017, investigation))).toEqual(['fail']);
    // Only tiles' own calls speak of tiles.
    expect(await verdictsOf('xdr/tile-try-later', capture(tiles, ok, investigation))).toEqual(['pass']);
  });

  it('a list of modules or a health check was asked again and not read', async () => {
    const rule = 'xdr/module-unhealthy';
    const all = moduleList('EU', [emailModule]);
    const fine = health('EU', emailModule, 'ok');
    expect(await verdictsOf(rule, capture(all, fine))).toEqual(['pass']);
    expect(await verdictsOf(rule, capture(all, fine, { ...fine, body: undefined }))).toEqual(['open']);
    expect(await verdictsOf(rule, capture(all, fine, { ...all, body: undefined }))).toEqual(['open']);
  });

  it('the call of a service worker, of which the browser keeps no body, took back what the page got', async () => {
    const { log } = JSON.parse(captureOf([tiles, ok, { ...ok, body: undefined }]));
    const [, page, worker] = log.entries;
    worker.startedDateTime = new Date(Date.parse(page.startedDateTime) + 20).toISOString();
    worker.response.headers = page.response.headers;
    page.response._fetchedViaServiceWorker = true;
    const verdicts = () => verdictsOf('sse/device-offline', { 'a.har': JSON.stringify({ log }) });
    expect(await verdicts()).toEqual(['pass']);
    // Another call of the page, or one that nothing ties to the first, may have had another answer.
    page.response._fetchedViaServiceWorker = false;
    expect(await verdicts()).toEqual(['open']);
    page.response._fetchedViaServiceWorker = true;
    worker.startedDateTime = new Date(Date.parse(page.startedDateTime) + 5000).toISOString();
    expect(await verdicts()).toEqual(['open']);
  });

  it('two calls of which a cut made one gave the first the answer of the second', async () => {
    const text = captureOf([tiles, e4017, ok]);
    const [from, to] = [
      text.lastIndexOf('"time"', text.lastIndexOf('"time"') - 1),
      text.lastIndexOf('"startedDateTime"'),
    ];
    const merged = text.slice(0, from) + text.slice(to);
    expect(() => JSON.parse(merged)).not.toThrow();
    const report = await reportOf({ 'a.har': merged });
    expect(verdictsIn(report, 'sse/device-offline')).toEqual(['open']);
    expect(report.artifacts).toMatchObject([{ status: 'partial', counts: { entries: 2, skipped: 1 } }]);
    expect(report.diagnostics.map(({ code }) => code)).toContain('har-damaged');
  });

  it('a fault stays one although a later call has no body', async () => {
    expect(await verdictsOf('sse/device-offline', capture(tiles, e4017, day(undefined)))).toEqual(['fail']);
  });

  it('an answer out of a cache took E4017 back', async () => {
    const { log } = JSON.parse(captureOf([tiles, e4017, ok]));
    log.entries[2]._fromCache = 'disk';
    expect(await verdictsOf('sse/device-offline', { 'a.har': JSON.stringify({ log }) })).toEqual(['fail']);
    log.entries.splice(1, 1);
    expect(await verdictsOf('sse/device-offline', { 'a.har': JSON.stringify({ log }) })).toEqual(['open']);
  });

  it('entries out of order were read in the order of the file where one has no time, or none a zone', async () => {
    const { log } = JSON.parse(captureOf([tiles, ok, e4017]));
    log.entries.push(log.entries.splice(1, 1)[0]);
    delete log.entries[0].startedDateTime;
    expect(await verdictsOf('sse/device-offline', { 'a.har': JSON.stringify({ log }) })).toEqual(['fail']);
    for (const entry of log.entries) entry.startedDateTime = entry.startedDateTime?.replace('Z', '');
    expect(await verdictsOf('sse/device-offline', { 'a.har': JSON.stringify({ log }) })).toEqual(['fail']);
  });
});

describe('single answers', () => {
  it('a 401 before a 200 is an expired sign-in and no fault', async () => {
    const report = await reportOf(capture(tiles, day({ error: 'jwt_expired' }, 401), day(filled)));
    expect(verdictsIn(report, 'xdr/tile-unexpected-error')).toEqual(['pass']);
    expect(verdictsIn(report, 'sse/device-offline')).toEqual(['pass']);
    expect(report.symptoms).toEqual([]);
  });

  it('a missing body is neither success nor error', async () => {
    const report = await reportOf(capture(tiles, day(undefined)));
    for (const rule of ['sse/device-offline', 'xdr/tile-unexpected-error', 'xdr/tile-try-later']) {
      expect(verdictsIn(report, rule)).toEqual(['open']);
    }
    expect(reasonsIn(report, 'sse/device-offline')).toEqual(['xdr.module.answer: notCollected']);
  });

  it('module settings without a device id say nothing against the module', async () => {
    const bare = moduleList('EU', [{ ...emailModule, settings: {} } as typeof emailModule]);
    expect(await verdictsOf('xdr/module-unhealthy', capture(bare, health('EU', emailModule, 'ok')))).toEqual(['pass']);
  });

  it('a restricted module, an unknown health or none at all are open', async () => {
    const restricted = moduleList('EU', [{ ...emailModule, state: 'restricted' } as typeof emailModule]);
    const rule = 'xdr/module-unhealthy';
    expect(await verdictsOf(rule, capture(restricted, health('EU', emailModule, 'ok')))).toEqual(['open']);
    expect(await verdictsOf(rule, capture(modules, health('EU', emailModule, 'unknown')))).toEqual([
      'notApplicable',
      'open',
    ]);
    expect(await verdictsOf(rule, capture(tiles, day(filled)))).toEqual(['open']);
    expect(await verdictsOf(rule, capture(modules, health('EU', emailModule, 'error')))).toEqual([
      'fail',
      'notApplicable',
    ]);
  });

  it('a module that became restricted is open, one that became active again is not', async () => {
    const rule = 'xdr/module-unhealthy';
    const list = (state: string) => moduleList('EU', [{ ...emailModule, state } as typeof emailModule]);
    const fine = health('EU', emailModule, 'ok');
    expect(await verdictsOf(rule, capture(list('active'), fine, list('restricted')))).toEqual(['open']);
    expect(await verdictsOf(rule, capture(list('restricted'), fine, list('active')))).toEqual(['pass']);
  });

  it('a capture without the list of modules is not one without a Secure Email module', async () => {
    const other = tileList('EU', firewallModule);
    expect(await verdictsOf('sse/device-offline', capture(other))).toEqual(['notApplicable', 'open']);
    expect(await verdictsOf('sse/device-offline', capture(moduleList('EU', [])))).toEqual(['notApplicable']);
  });
});

describe('service and access', () => {
  const service = (...calls: SpecimenCall[]) => factsOf('xdr.module.service', capture(...calls));
  const module = `cloudAccount:EU/module:${emailModule.id}`;
  const timeout = { errors: [{ code: 'module-timeout', module_instance_id: emailModule.id, message: 'x' }], data: [] };

  it.each<[string, SpecimenCall[], string]>([
    ['throttled, and no later success', [day(filled), day({}, 429)], 'throttled'],
    ['throttled, then answered', [day({}, 429), day(filled)], 'answering'],
    ['a server error', [day({}, 503)], 'failing'],
    ['a timeout inside an answer', [day(timeout)], 'timeout'],
    ['an error of the module is an answer', [e4017], 'answering'],
    ['a renewed token', [day(filled), day({ error: 'jwt_expired' }, 401)], 'answering'],
    [
      'a timeout of an investigation',
      [{ url: xdrUrl('EU', '/iroh-enrich/observe'), method: 'POST', body: timeout }],
      'timeout',
    ],
  ])('of a module: %s', async (_name, calls, expected) => {
    expect(await service(tiles, ...calls)).toEqual([`${module} = ${expected}`]);
  });

  it('of another module is not of ours', async () => {
    const other = { errors: [{ ...timeout.errors[0], module_instance_id: firewallModule.id }], data: [] };
    expect(await service(tiles, day(filled), { url: xdrUrl('EU', '/iroh-enrich/observe'), body: other })).toEqual([
      `${module} = answering`,
      `cloudAccount:EU/module:${firewallModule.id} = timeout`,
    ]);
  });

  it('to integrations is allowed or refused, and signed out is neither', async () => {
    const access = (...calls: SpecimenCall[]) => factsOf('xdr.integration.access', capture(...calls));
    const status = (code: number) => ({ ...modules, status: code, body: {} });
    expect(await access(modules)).toEqual(['cloudAccount:EU = allowed']);
    expect(await access(modules, status(403))).toEqual(['cloudAccount:EU = refused']);
    expect(await access(status(403), modules)).toEqual(['cloudAccount:EU = allowed']);
    expect(await access(status(401))).toEqual([]);
    expect(await access({ ...status(403), mimeType: 'text/html', body: '<p>proxy</p>' })).toEqual([]);
  });

  it('roles are those of the session, not of an API client', async () => {
    const claims = 'https://schemas.cisco.com/iroh/identity/claims/';
    const token = (kind: string, role: string) => {
      const payload = { [`${claims}oauth/kind`]: kind, [`${claims}user/roles`]: [role], [`${claims}org/id`]: 'org-1' };
      const parts = [{ alg: 'RS256' }, payload].map((one) => Buffer.from(JSON.stringify(one)).toString('base64url'));
      return `${parts.join('.')}.sig`;
    };
    const exchange = (value: string) => ({
      url: xdrUrl('EU', '/iroh-auth/session/exchange'),
      body: { access_token: value },
    });
    const client = capture(tiles, exchange(token('client-token', 'admin')));
    expect(await factsOf('xdr.login.roles', client)).toEqual([]);
    expect(await factsOf('xdr.login.kind', client)).toEqual(['cloudAccount:EU = client-token+']);
    const session = capture(tiles, exchange(token('session-token', 'incident-responder')));
    expect(await factsOf('xdr.login.roles', session)).toEqual(['cloudAccount:EU = incident-responder+']);
    expect(await factsOf('xdr.account.organization', session)).toEqual(['cloudAccount:EU = org-1+']);
    expect(JSON.stringify(await reportOf(session))).not.toContain('org-1');
  });
});

describe('regions', () => {
  const rule = 'case/region-mismatch';
  const page = (server: string) => ({
    'page.txt': `Cloud Service Settings\nCloud Services\nCisco XDR / Threat Response:\tEnabled\nCisco XDR / Threat Response Server:\t${server}\n`,
  });
  const eu = page('EUROPE (api.eu.sse.itd.cisco.com)');
  const used = (region: SpecimenRegion) => [tileList(region, emailModule), sseCall(region)];

  it('of all three alike is a pass, of two a question', async () => {
    expect(await verdictsOf(rule, { ...eu, ...capture(...used('EU')) })).toEqual(['pass']);
    expect(await verdictsOf(rule, { ...eu, ...capture(tiles) })).toEqual(['open']);
  });

  it('apart is a fail, also where only one of the two portals is known', async () => {
    expect(await verdictsOf(rule, { ...eu, ...capture(...used('NAM')) })).toEqual(['fail']);
    expect(await verdictsOf(rule, { ...eu, ...capture(sseCall('NAM')) })).toEqual(['fail']);
  });

  it.each<[string, Record<string, string>, SpecimenCall[], string, string]>([
    ['XDR', eu, [tileList('NAM', emailModule), sseCall('EU')], 'cloudAdministrator', 'Leave the appliance as it is'],
    ['SSE', eu, [tileList('EU', emailModule), sseCall('NAM')], 'cloudAdministrator', "Leave the appliance's server"],
    ['the appliance', eu, used('NAM'), 'customer', 'Decide first which region'],
    [
      'the portals',
      {},
      [tileList('EU', emailModule), sseCall('NAM')],
      'cloudAdministrator',
      'The SSE and the XDR in use',
    ],
    ['one of two that are known', eu, [sseCall('NAM')], 'customer', 'Decide first which region'],
  ])('apart are mended where they are: %s', async (_, files, calls, by, start) => {
    const { findings } = await reportOf({ ...files, ...capture(...calls) });
    const found = findings.filter(({ ruleId, verdict }) => ruleId === rule && verdict === 'fail');
    expect(found.map(({ remedyBy }) => remedyBy)).toEqual([by]);
    expect(found[0]?.remedy.slice(0, start.length)).toBe(start);
  });

  it('of SSE and XDR apart is a fail without any appliance, and alike no pass', async () => {
    const report = await reportOf(capture(tileList('EU', emailModule), sseCall('NAM')));
    expect(verdictsIn(report, rule)).toEqual(['fail']);
    expect(report.findings.find(({ ruleId }) => ruleId === rule)?.message).toContain('EU');
    expect(await verdictsOf(rule, capture(tileList('EU', emailModule), sseCall('EU')))).toEqual(['open']);
  });

  it.each<[string, SpecimenCall]>([
    ['clouds.json, which every region serves', { url: xdrUrl('NAM', '/clouds.json'), body: { clouds: [] } }],
    ['a well-known document', { url: xdrUrl('NAM', '/.well-known/openid-configuration'), body: {} }],
    ['sign-on', { url: xdrUrl('NAM', '/iroh-auth/login/idps'), body: { data: [] } }],
    [
      'a link that asked for a sign-in and was left',
      { ...tileList('NAM', emailModule), status: 401, body: { error: 'no_jwt' } },
    ],
    ['the bare page of SSE', { url: 'https://admin.sse.itd.cisco.com/', mimeType: 'text/html', body: '<html></html>' }],
    [
      'the bare page of XDR',
      { url: 'https://xdr.us.security.cisco.com/', mimeType: 'text/html', body: '<html></html>' },
    ],
    [
      'a page of a proxy in place of the answer',
      { ...tileList('NAM', emailModule), mimeType: 'text/html', body: '<p>' },
    ],
    ['a redirect', { ...tileList('NAM', emailModule), status: 302, body: '' }],
    ['a preflight', { ...tileList('NAM', emailModule), method: 'OPTIONS', body: '' }],
    ['a call that nobody answered', { ...tileList('NAM', emailModule), error: 'net::ERR_NAME_NOT_RESOLVED' }],
  ])('%s is no use of a region', async (_name, call) => {
    expect(await verdictsOf(rule, { ...eu, ...capture(...used('EU'), call) })).toEqual(['pass']);
  });

  it('a wrong region that was really opened beside the right one is a question', async () => {
    const report = await reportOf({ ...eu, ...capture(...used('EU'), tileList('NAM', emailModule)) });
    expect(verdictsIn(report, rule)).toEqual(['open']);
    expect(reasonsIn(report, rule)).toEqual(['appliance.region.match: conflict']);
  });

  it('a cut capture does not prove that a region was not used', async () => {
    const whole = captureOf(used('NAM'));
    expect(await verdictsOf(rule, { ...eu, 'cut.har': whole.slice(0, -60) })).toEqual(['open']);
  });
});

describe('use of a capture', () => {
  const rule = 'case/capture-unusable';
  const blocked = (error: string) => ({ ...day(undefined), error });

  it.each<[string, SpecimenCall[], string]>([
    ['a fault inside', [tiles, e4017], 'pass'],
    ['no fault inside', [tiles, day(filled)], 'open'],
    ['an aborted call is no blocked browser', [tiles, e4017, blocked('net::ERR_ABORTED')], 'pass'],
    ['an ad blocker is no blocked browser', [tiles, day(filled), blocked('net::ERR_BLOCKED_BY_CLIENT')], 'open'],
    ['nothing but a proxy that says no', [blocked('net::ERR_TUNNEL_CONNECTION_FAILED')], 'fail'],
    ['nothing but an aborted call', [blocked('net::ERR_ABORTED')], 'fail'],
    ['other sites only', [{ url: 'https://www.example.com/', body: {} }], 'fail'],
    ['answers without bodies', [{ ...tiles, body: undefined }, day(undefined)], 'fail'],
  ])('%s', async (_name, calls, expected) => {
    expect(await verdictsOf(rule, capture(...calls))).toEqual([expected]);
  });

  it('a cut one is unusable whatever it holds', async () => {
    expect(await verdictsOf(rule, { 'cut.har': captureOf([tiles, e4017]).slice(0, -60) })).toEqual(['fail']);
  });

  it('a cut one ruled the time range out, by what was empty before the cut', async () => {
    const cut = captureOf([tiles, quarter(empty), day(empty)]).slice(0, -60);
    expect(await verdictsOf('xdr/tile-time-range-too-short', { 'cut.har': cut })).toEqual(['open']);
  });

  it('without any capture it does not apply', async () => {
    expect(await verdictsOf(rule, { 'page.txt': 'Cloud Service Settings\nCloud Services\n' })).toEqual([
      'notApplicable',
    ]);
  });

  it('what the browser could not reach says nothing of the appliance', async () => {
    const { findings } = await reportOf(capture(blocked('net::ERR_TUNNEL_CONNECTION_FAILED')));
    expect(findings.filter(({ ruleId, verdict }) => ruleId.startsWith('appliance/') && verdict === 'fail')).toEqual([]);
  });
});
