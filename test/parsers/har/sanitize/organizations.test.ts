// Organizations of a copy: alike exactly where the originals are, and nobody's beside a name or another copy.
import { describe, expect, it } from 'vitest';
import { jwtClaims } from '../../../../src/text/jwt-claims.js';
import { caseOf, type Files, reasonsIn, verdictsIn } from '../../../near-misses/whole-case.js';
import {
  captureOf,
  emailModule,
  type SpecimenCall,
  sseCall,
  tileList,
  xdrToken,
  xdrUrl,
} from '../../../specimens/capture-specimens.js';
import { copyOf } from './copy-of.js';

const rule = 'case/organization-mismatch';
const [a, b] = ['0c000000-0000-4000-8000-00000000000a', '0c000000-0000-4000-8000-00000000000b'];
const xdr = (claims: Readonly<Record<string, string>>): SpecimenCall => ({
  ...tileList('EU', emailModule),
  authorization: xdrToken(claims),
});
const sse = (id: string): SpecimenCall => ({
  ...sseCall('EU'),
  body: { totalResults: 1, Resources: [{ id: 'd1' }] },
  authorization: xdrToken({ 'org/id': id }),
});
const page = (name: string) => `https://admin.eu.sse.itd.cisco.com/\nCloud Services for ${name}\nEventing [x]\n`;
const copied = async (...calls: SpecimenCall[]) => (await copyOf(captureOf(calls))).text;

async function judged(files: Files): Promise<string[]> {
  const { report } = await caseOf(files);
  return [...verdictsIn(report, rule), ...reasonsIn(report, rule)];
}

function claimsOf(copy: string) {
  const { entries } = JSON.parse(copy).log;
  return entries.map(({ request }: { request: { headers: { name: string; value: string }[] } }) =>
    jwtClaims(request.headers.find(({ name }) => name === 'authorization')?.value ?? ''),
  );
}

it('names have a word for every word, whatever their case and dots, in tokens and answers', async () => {
  const names = ['Example Mail, Inc.', 'EXAMPLE MAIL INC', 'Example', 'Sample Logistics', '[redacted]'];
  const answer = {
    url: xdrUrl('EU', '/a'),
    body: { organizationName: 'example mail (inc)', note: 'of Sample Logistics' },
  };
  const copy = await copied(...names.map((name) => xdr({ 'org/name': name })), answer);
  const claims = claimsOf(copy).map((one: { xdrOrgName?: string } | undefined) => one?.xdrOrgName);
  const tag = /^org1([a-z]{6})/.exec(claims[0])?.[1];
  const of = (...numbers: number[]) => numbers.map((number) => `org${number}${tag}`).join(' ');
  expect(claims.slice(0, 5)).toEqual([of(1, 2, 3), of(1, 2, 3), of(1), of(4, 5), '[removed]']);
  const { response } = JSON.parse(copy).log.entries[5];
  expect(JSON.parse(response.content.text)).toEqual({ organizationName: of(1, 2, 3), note: `of ${of(4, 5)}` });
  expect((await copyOf(copy)).text).toBe(copy);
});

it('ids are other ids where a letter differs, and of another issuer no ids of XDR', async () => {
  const foreign = [{ alg: 'RS256' }, { iss: 'https://example.com', org_id: 'tenant-a1' }];
  const token = `${foreign.map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')).join('.')}.c2ln`;
  const calls = ['tenant-a1', 'tenant-A1', 'tenant-a1'].map((id) => xdr({ 'org/id': id }));
  const copy = await copied(...calls, { ...sseCall('EU'), authorization: token });
  const [one, other, again, elsewhere] = claimsOf(copy);
  expect([one.xdrOrgId === other.xdrOrgId, one.xdrOrgId === again.xdrOrgId]).toEqual([false, true]);
  expect([elsewhere.xdrOrgId, elsewhere.orgId]).toEqual([undefined, one.xdrOrgId]);
  expect(copy).not.toMatch(/tenant-a1/i);
  expect((await copyOf(copy)).text).toBe(copy);
});

describe('a stand-in says nothing', () => {
  it.each(['Example Mail', 'Sample Logistics'])('beside a page that shows the name (%s)', async (name) => {
    const copy = await copied(xdr({ 'org/name': 'Example Mail' }), { ...sse(a), authorization: undefined } as never);
    expect(await judged({ 'a.har': copy, 'sse.txt': page(name) })).toEqual(['open', 'case.organization.match: masked']);
  });

  it.each([a, b])('beside that of another copy (%s)', async (id) => {
    const one = await copied(xdr({ 'org/id': a }));
    const other = await copied(sse(id));
    expect(await judged({ 'a.har': one, 'b.har': other })).toEqual(['open', 'case.organization.match: masked']);
    const both = await copied(xdr({ 'org/id': a }), sse(id));
    expect((await judged({ 'a.har': both }))[0]).toBe(id === a ? 'pass' : 'fail');
  });
});
