// Two portals and the organizations behind them: what can be compared, and what only seems to differ.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  moduleList,
  type SpecimenCall,
  signIn,
  sseCall,
  tileList,
  xdrToken,
} from '../specimens/capture-specimens.js';
import { reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const rule = 'case/organization-mismatch';
const [a, b] = ['0c000000-0000-4000-8000-00000000000a', '0c000000-0000-4000-8000-00000000000b'];
const capture = (...calls: SpecimenCall[]) => ({ 'a.har': captureOf(calls) });
const tiles = tileList('EU', emailModule);
const xdr = (id: string, name?: string): SpecimenCall => ({
  ...tiles,
  authorization: xdrToken({ 'org/id': id, ...(name !== undefined && { 'org/name': name }) }),
});
const listing = { totalResults: 1, Resources: [{ id: 'd1' }] };
const sse = (id: string, body: unknown = listing): SpecimenCall => ({
  ...sseCall('EU'),
  body,
  authorization: xdrToken({ 'org/id': id }),
});
const devices: SpecimenCall = { ...sseCall('EU'), body: listing };
const page = (name: string) => ({
  'sse.txt': `https://admin.eu.sse.itd.cisco.com/\nCloud Services for ${name}\nEventing [x]\n`,
});
const account = (name: string) => ({
  'account.txt': `XDR > My Account\nhttps://xdr.eu.security.cisco.com/\nRole: Administrator\nOrganization: ${name}\n`,
});

describe('by ids', () => {
  it.each<[string, SpecimenCall[], string]>([
    ['apart, and SSE lists devices', [xdr(a), sse(b)], 'fail'],
    ['apart, and SSE lists none', [xdr(a), sse(b, { totalResults: 0, Resources: [] })], 'open'],
    ['apart, and only a guess lists some', [xdr(a), { ...sse(b), url: `${devices.url}Of` }], 'open'],
    ['alike', [xdr(a), sse(a)], 'pass'],
    ['two organizations of a partner in XDR', [xdr(a), xdr(b), sse(b)], 'open'],
    ['an organization that was changed at sign-on', [signIn('EU', { 'org/id': a }), xdr(b), sse(b)], 'open'],
    ['two organizations in SSE', [xdr(a), sse(a), sse(b)], 'open'],
    ['one known, the other left out by the browser', [xdr(a), devices], 'open'],
    ['none known', [tiles, devices], 'open'],
    ['apart in two regions', [{ ...xdr(a) }, { ...sse(b), url: devices.url.replace('.eu.', '.') }], 'open'],
    ['XDR alone', [xdr(a)], 'notApplicable'],
    ['two organizations in XDR alone', [xdr(a), xdr(b)], 'notApplicable'],
    ['SSE alone', [sse(a)], 'notApplicable'],
  ])('%s', async (_name, calls, verdict) => {
    expect(await verdictsOf(rule, capture(...calls))).toEqual([verdict]);
  });

  it.each([
    ['a capture that is cut', { 'a.har': captureOf([xdr(a), tiles]).slice(0, -400) }],
    ['an archive that cannot be read', { ...capture(xdr(a)), 'b.7z': Buffer.from('377abcaf271c0004', 'hex') }],
  ])('of XDR alone beside %s: the other service may be there', async (_name, files) => {
    const report = await reportOf(files);
    expect(verdictsIn(report, rule)).toEqual(['open']);
    expect(reasonsIn(report, rule)).toEqual(['case.organization.match: truncated']);
  });

  it('of another issuer are not comparable', async () => {
    const payload = [{ alg: 'RS256' }, { iss: 'https://example.com', org_id: b }];
    const token = `${payload.map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')).join('.')}.c2ln`;
    const report = await reportOf(capture(xdr(a), { ...devices, authorization: token }));
    expect(verdictsIn(report, rule)).toEqual(['open']);
    expect(reasonsIn(report, rule)).toEqual(['case.organization.match: notCollected']);
  });
});

describe('by names', () => {
  it.each<[string, string, string, string]>([
    ['apart', 'Example Mail', 'Sample Logistics', 'fail'],
    ['alike', 'Example Mail', 'Example Mail', 'pass'],
    ['alike but for case and dots', 'Example Mail, Inc.', 'EXAMPLE MAIL INC', 'pass'],
    ['one shorter than the other', 'Example', 'Example Mail GmbH', 'open'],
    ['one blackened', 'Example Mail', '[redacted]', 'open'],
    ['both blackened in words', '(blackened)', '(blackened)', 'open'],
    ['what stands for a name twice', 'our company', 'our company', 'open'],
    ['what stands for two names', 'Customer', 'Firma', 'open'],
    ['one cut', 'Example', 'Exam…', 'open'],
    ['one without umlauts', 'Müsterhaus', 'Muesterhaus', 'open'],
    ['one misread', 'Example', 'Exarnple', 'open'],
    ['one starred', 'Example Mail', '*****', 'open'],
  ])('%s', async (_name, ofXdr, ofSse, verdict) => {
    expect(await verdictsOf(rule, { ...capture(xdr(a, ofXdr), devices), ...page(ofSse) })).toEqual([verdict]);
    expect(await verdictsOf(rule, { ...capture(tiles, devices), ...account(ofXdr), ...page(ofSse) })).toEqual([
      verdict,
    ]);
  });

  it('apart on two pages without a device list prove nothing', async () => {
    expect(await verdictsOf(rule, { ...account('Example Mail'), ...page('Sample Logistics') })).toEqual(['open']);
    expect(await verdictsOf(rule, { ...account('Example Mail'), ...page('Example Mail') })).toEqual(['pass']);
  });

  it('never show, and those that differ have labels that differ', async () => {
    const report = await reportOf({
      ...capture(xdr(a, 'Example Mail'), devices),
      ...page('Sample Logistics'),
      ...account('Example Mail'),
    });
    const [finding] = report.findings.filter(({ ruleId }) => ruleId === rule);
    expect(finding?.message).toMatch(/\[organization#(\d)\].*\[organization#(?!\1)\d\]/);
    expect(JSON.stringify(report)).not.toMatch(/Example Mail|Sample Logistics|0c000000/);
  });
});

it('keeps what an SSE page shows from ruling anything out', async () => {
  const on = page('x')['sse.txt'].replace(
    'Cloud Services for x\n',
    'Cloud Services for Example\nThreat Response [x]\n',
  );
  const switches = async (id: string) => verdictsOf('sse/eventing-off', { ...capture(xdr(a), sse(id)), 'sse.txt': on });
  expect(await switches(a)).toEqual(['pass']);
  expect(await switches(b)).toEqual(['open']);
});

it('is open, and asks, where neither service is in the case', async () => {
  const report = await reportOf({ 'page.txt': 'Cloud Service Settings\nCloud Services\n' });
  expect(verdictsIn(report, rule)).toEqual(['open']);
  expect(report.asks.find(({ decides }) => decides.includes(rule))?.collect).toBe('page.xdr-account');
});

it('is open where the regions differ, whatever the names', async () => {
  const server =
    'Cloud Service Settings\nCloud Services\nCisco XDR / Threat Response:\tEnabled\nCisco XDR / Threat Response Server:\tAMERICAS (api-sse.cisco.com)\n';
  const files = { ...capture(xdr(a), sse(a), moduleList('EU', [emailModule])), 'page.txt': server };
  expect(await verdictsOf('case/region-mismatch', files)).toEqual(['fail']);
  expect(await verdictsOf(rule, files)).toEqual(['open']);
});
