// Refusals and roles: a 403 alone, a role alone, or a token of somebody else prove no missing role.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  moduleList,
  type SpecimenCall,
  signIn,
  tileData,
  tileList,
  xdrToken,
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { factsOf, reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const rule = 'xdr/admin-role-missing';
const modules = moduleList('EU', [emailModule]);
const refused: SpecimenCall = { ...modules, status: 403, body: { error: 'forbidden' } };
const devices: SpecimenCall = { url: xdrUrl('EU', '/iroh-sse/device'), body: [] };
const noDevices: SpecimenCall = { ...devices, status: 403, body: {} };
const as = (...roles: string[]) => signIn('EU', { 'user/roles': roles, 'org/id': 'org-1' });
const client = (role: string): SpecimenCall => ({
  ...tileList('EU', emailModule),
  authorization: xdrToken({ 'oauth/kind': 'client-token', 'user/roles': [role] }),
});
const capture = (...calls: SpecimenCall[]) => ({ 'a.har': captureOf(calls) });

describe(rule, () => {
  it.each<[string, SpecimenCall[], string]>([
    ['refused to an incident responder', [as('incident-responder'), refused], 'fail'],
    ['devices refused to a security analyst', [as('Security Analyst'), noDevices], 'fail'],
    ['devices refused, integrations answered later', [as('security-analyst'), noDevices, modules], 'fail'],
    ['one module refused', [as('user'), { ...refused, url: `${refused.url}/${emailModule.id}` }], 'fail'],
    ['refused to an administrator', [as('admin'), refused], 'pass'],
    ['an administrator among other roles', [as('security-analyst', 'Administrator'), refused], 'pass'],
    ['answered', [modules], 'pass'],
    ['answered, without an administrator role', [as('security-analyst'), modules, devices], 'pass'],
    ['refused, then answered', [as('security-analyst'), refused, modules], 'pass'],
    ['refused, and nobody tells the role', [refused], 'open'],
    ['refused, with roles that nobody understands', [as('tier-2'), refused], 'open'],
    ['refused, with one role that nobody understands', [as('security-analyst', 'tier-2'), refused], 'open'],
    ['refused, without any role in the token', [as(), refused], 'open'],
    ['refused, and only a token of an API client', [client('security-analyst'), refused], 'open'],
    ['refused beside a token of an API client', [as('security-analyst'), client('admin'), refused], 'open'],
    ['refused to one of two users', [as('security-analyst'), as('admin'), refused], 'open'],
    ['a sign-in that has ended', [as('security-analyst'), { ...refused, status: 401 }], 'open'],
    [
      'a page of a proxy that refuses',
      [as('security-analyst'), { ...refused, mimeType: 'text/html', body: '<p>blocked</p>' }],
      'open',
    ],
    ['403 elsewhere', [as('security-analyst'), tileData('EU', emailModule, 'last_hour', {}, 403)], 'open'],
    ['a role alone', [as('security-analyst'), tileList('EU', emailModule)], 'open'],
  ])('%s', async (_name, calls, verdict) => {
    expect(await verdictsOf(rule, capture(...calls))).toEqual([verdict]);
  });

  it('says in words what it lacks', async () => {
    expect(reasonsIn(await reportOf(capture(as('tier-2'), refused)), rule)).toEqual(['xdr.login.role: unrecognized']);
  });

  it('is decided by the page of the account, of its own region', async () => {
    const page = (role: string) => `XDR > My Account\nhttps://xdr.eu.security.cisco.com/\nRole: ${role}\n`;
    expect(await verdictsOf(rule, { 'page.txt': page('Administrator') })).toEqual(['pass']);
    expect(await verdictsOf(rule, { ...capture(refused), 'page.txt': page('Security Analyst') })).toEqual(['fail']);
    expect(await verdictsOf(rule, { ...capture(refused), 'page.txt': page('Tier 2') })).toEqual(['open']);
    const elsewhere = page('Administrator').replace('xdr.eu', 'xdr.us');
    const report = await reportOf({ ...capture(refused), 'page.txt': elsewhere });
    expect(verdictsIn(report, rule)).toEqual(['open', 'pass']);
  });

  it('a mail that names a role says nothing', async () => {
    const mail = 'Hello,\nin my account the role: Administrator is what I should have.\n';
    expect(await factsOf('xdr.login.role', { 'mail.txt': mail })).toEqual([]);
  });
});
