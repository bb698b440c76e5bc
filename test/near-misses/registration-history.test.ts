// The registration over time, in whole cases of pages, sessions and both: the latest state that is dated or ordered holds,
// opposites without an order hold for nothing, and busy is no fault.
import { describe, expect, it } from 'vitest';
import type { ZoneOf } from '../../src/run/analyze-case.js';
import { factsOf, reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const text = (...all: readonly string[]) => `${all.join('\n')}\n`;
const state = 'appliance.registration.state';
const rejection = 'appliance/registration-token-rejected';
const unregistered = 'appliance/not-registered';
const unreachable = 'appliance/cloud-unreachable';

const boxes = {
  rejected: ['Registration Token:', 'Register'],
  unregistered: ['Registration Token:', 'Register'],
  registered: ['Deregister'],
  busy: ['Status: The Cisco SecureX / Cloud Service is busy. Navigate back to this page after some time.'],
} as const;
const answers = {
  rejected: 'The registration failed because of an invalid or expired token key.',
  registered: 'The appliance is successfully registered with the Cisco Cloud Service portal.',
  busy: 'The Cisco Cloud Service is busy.',
} as const;
type State = keyof typeof answers;

/** How a state is shown, at a time of one day, or at none. */
type Show = (of: State, at?: string) => string;
const page: Show = (of, at) =>
  text(
    'Cloud Service Settings',
    ...(of === 'rejected' ? ['Error — The registration failed because of an invalid or expired token.'] : []),
    'Cloud Services',
    'Threat Response: Enabled',
    'Threat Response Server: EU (api.eu.sse.itd.cisco.com)',
    'Edit Settings',
    'Cloud Services Settings',
    ...boxes[of],
    ...(at === undefined ? [] : [`Captured: 2026-11-20 ${at} UTC`]),
  );
const session: Show = (of, at) =>
  text(
    ...(at === undefined ? [] : [`Captured: 2026-11-20 ${at} UTC`]),
    'esa1.example.com> cloudserviceconfig',
    '',
    answers[of],
    '',
    'esa1.example.com> ',
  );
const pairs: readonly [name: string, first: Show, second: Show][] = [
  ['two pages', page, page],
  ['two sessions', session, session],
  ['a page and a session', page, session],
  ['a session and a page', session, page],
];

describe.each(pairs)('%s', (_, first, second) => {
  it('with their times: the later one holds', async () => {
    const early = { 'a.txt': first('rejected', '09:00'), 'b.txt': second('registered', '10:00') };
    const late = { 'a.txt': first('rejected', '10:00'), 'b.txt': second('registered', '09:00') };
    expect(await verdictsOf(rejection, early)).toEqual(['pass']);
    expect(await verdictsOf(rejection, late)).toEqual(['fail']);
    expect(await verdictsOf(unregistered, early)).toEqual(['pass']);
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['without their times', undefined, undefined],
    ['with the time of one', '09:00', undefined],
    ['with the time of the other', undefined, '10:00'],
    ['with one time for both', '09:00', '09:00'],
  ])('%s: opposites hold for nothing', async (__, one, other) => {
    const report = await reportOf({ 'a.txt': first('rejected', one), 'b.txt': second('registered', other) });
    for (const rule of [rejection, unregistered]) expect(verdictsIn(report, rule)).toEqual(['open']);
    expect(reasonsIn(report, rejection)).toContain('appliance.registration.outcome: conflict');
  });

  it('with their times: busy after a rejection has no outcome yet', async () => {
    const report = await reportOf({ 'a.txt': first('rejected', '09:00'), 'b.txt': second('busy', '09:05') });
    expect(verdictsIn(report, rejection)).toEqual(['open']);
    expect(verdictsIn(report, unregistered)).toEqual(['notApplicable']);
  });

  it('busy twice within minutes is no fault and no evidence of one', async () => {
    const report = await reportOf({ 'a.txt': first('busy', '09:00'), 'b.txt': second('busy', '09:10') });
    expect(verdictsIn(report, unreachable)).toEqual(['open']);
    expect(reasonsIn(report, unreachable)).toEqual([expect.stringMatching(/: notCollected$/)]);
  });

  it('busy half an hour later is evidence, and decides nothing', async () => {
    const report = await reportOf({ 'a.txt': first('busy', '09:00'), 'b.txt': second('busy', '09:45') });
    expect(verdictsIn(report, unreachable)).toEqual(['open']);
    expect(reasonsIn(report, unreachable)).toEqual([expect.stringMatching(/: unconfirmed$/)]);
  });

  it('busy half an hour later is none where it was registered in between', async () => {
    const files = {
      'a.txt': first('busy', '09:00'),
      'b.txt': second('busy', '09:45'),
      'c.txt': page('registered', '09:20'),
    };
    const report = await reportOf(files);
    expect(reasonsIn(report, unreachable)).toEqual([expect.stringMatching(/: notCollected$/)]);
  });

  it('busy without times is busy once', async () => {
    const report = await reportOf({ 'a.txt': first('busy'), 'b.txt': second('busy', '09:45') });
    expect(reasonsIn(report, unreachable)).toEqual([expect.stringMatching(/: notCollected$/)]);
  });
});

describe('one text', () => {
  it('of a session has an order', async () => {
    expect(await factsOf(state, { 'a.txt': session('rejected') + session('busy') + session('registered') })).toEqual([
      'appliance:esa1.example.com = registered',
    ]);
  });

  it('of two pages has none', async () => {
    for (const files of [
      { 'a.txt': page('rejected') + page('registered') },
      { 'a.txt': `${page('registered')}\n${page('rejected')}` },
    ]) {
      expect(await factsOf(state, files)).toEqual(['appliance:1 = ?conflict']);
    }
  });

  it('of two pages with their times has one', async () => {
    const files = { 'a.txt': `${page('registered', '10:00')}\n${page('rejected', '09:00')}` };
    expect(await factsOf(state, files)).toEqual(['appliance:1 = registered']);
  });

  it('of a session and a page below it has none', async () => {
    const files = { 'a.txt': `${session('rejected')}\n${page('registered')}` };
    const report = await reportOf(files);
    expect(verdictsIn(report, rejection)).toEqual(['open']);
    expect(report.diagnostics.map(({ code }) => code)).toContain('cli-with-page');
    expect(await verdictsOf(rejection, { 'a.txt': `${page('rejected')}\n${session('registered')}` })).toEqual(['open']);
  });
});

describe('an enabling that was never seen committed', () => {
  const serviceOff = 'appliance/cloud-service-off';
  const before = text(
    'Captured: 2026-11-18 09:00 UTC',
    'esa1.example.com> cloudserviceconfig',
    '',
    'The Cisco Cloud Service is currently disabled on your appliance.',
    '',
    '[]> enable',
    '',
    'The Cisco Cloud Service is currently enabled on your appliance.',
    '',
    'esa1.example.com> ',
  );

  it.each(['registered', 'rejected'] as const)('was so where the appliance is %s later', async (of) => {
    expect(await verdictsOf(serviceOff, { 'a.txt': before, 'b.txt': session(of, '10:00') })).toEqual(['pass']);
    expect(await verdictsOf(serviceOff, { 'a.txt': before })).not.toContain('pass');
  });
});

describe('the zone of a clock', () => {
  const registeredAt = { 'a.txt': session('registered').replace(/^/, 'Captured: 2026-11-20 10:30\n') };
  const rejectedAt = { 'b.txt': page('rejected', '10:00') };
  const files = { ...registeredAt, ...rejectedAt };
  const judged = async (...zones: ZoneOf[]) => verdictsIn(await reportOf(files, { zones }), rejection);

  it('that nobody tells leaves open which state is the later one', async () => {
    expect(await judged()).toEqual(['open']);
  });

  it('that the engineer tells puts them in order', async () => {
    const of = 'esa1.example.com';
    expect(await judged({ subject: of, zone: 'UTC' })).toEqual(['pass']);
    expect(await judged({ subject: of, zone: 'Europe/Berlin' })).toEqual(['fail']);
    expect(await judged({ subject: 'case', zone: 'Europe/Berlin' })).toEqual(['fail']);
    expect(await judged({ subject: 'case', zone: 'Europe/Berlin' }, { subject: of, zone: 'UTC' })).toEqual(['pass']);
  });

  it('is told in the report', async () => {
    const { diagnostics } = await reportOf(files, { zones: [{ subject: 'case', zone: 'Europe/Berlin' }] });
    const [given] = diagnostics.filter(({ code }) => code === 'zone-given');
    expect(given?.message).toContain('Europe/Berlin');
    expect((await reportOf(files)).diagnostics.map(({ code }) => code)).not.toContain('zone-given');
  });

  it('of somebody whom the case does not have is a mistake', async () => {
    await expect(judged({ subject: 'esa9.example.com', zone: 'UTC' })).rejects.toMatchObject({
      problems: [{ place: '--zone', problem: expect.stringContaining('no subject "esa9.example.com"') }],
    });
  });
});

describe('a deregistration', () => {
  it('takes back what was registered before it in the session', async () => {
    const deregister = text('esa1.example.com> cloudserviceconfig', '', answers.registered, '', '[]> deregister', '');
    expect(await verdictsOf(rejection, { 'a.txt': deregister })).toEqual(['open']);
  });

  it.each([
    ['with an answer that nobody knows', 'Error: the service answered with code 77', 'unrecognized'],
    ['cut off', undefined, 'truncated'],
  ])('is not ruled out by a look before one %s', async (_, answer, reason) => {
    const look = (words: string) => ['esa1.example.com> cloudserviceconfig', '', words, '', 'esa1.example.com> ', ''];
    const first = look(answers.registered);
    const again = answer === undefined ? ['esa1.example.com> cloudserviceconfig'] : look(answer);
    const report = await reportOf({ 'a.txt': text(...first, ...again) });
    expect(verdictsIn(report, unregistered)).toEqual(['open']);
    expect(reasonsIn(report, unregistered).join()).toContain(reason);
    expect(await verdictsOf(unregistered, { 'a.txt': text(...again, ...(answer ? first : [])) })).toEqual(
      answer ? ['pass'] : ['open'],
    );
  });

  it('that a later page shows is the state', async () => {
    const empty = page('registered', '10:00').replace('Deregister', 'Registration Token:\nRegister');
    const files = { 'a.txt': session('registered', '09:00'), 'b.txt': empty };
    expect(await verdictsOf(unregistered, files)).toEqual(['fail']);
    expect(await verdictsOf(rejection, files)).toEqual(['open']);
  });
});

describe('an old release', () => {
  const unknown = (command: string) =>
    text(`esa1.example.com> ${command}`, '', `Unknown command or missing feature key: ${command}`, '');

  it('that lacks the command says nothing on the state', async () => {
    const report = await reportOf({ 'a.txt': unknown('cloudserviceconfig') });
    for (const rule of [
      rejection,
      unregistered,
      'appliance/cloud-service-off',
      'appliance/cloud-service-uncommitted',
    ]) {
      expect([rule, ...verdictsIn(report, rule)]).toEqual([rule, 'open']);
      expect(reasonsIn(report, rule).join()).toContain('unsupportedVersion');
    }
  });

  it('answers to its own command', async () => {
    const own = session('registered').replace('cloudserviceconfig', 'threatresponseconfig');
    expect(await verdictsOf(unregistered, { 'a.txt': unknown('cloudserviceconfig') + own })).toEqual(['pass']);
    expect(await verdictsOf(unregistered, { 'a.txt': unknown('cloudserviceconfig'), 'b.txt': own })).toEqual(['pass']);
  });

  it('has the page: what it shows holds', async () => {
    const files = { 'a.txt': unknown('cloudserviceconfig'), 'b.txt': page('rejected') };
    expect(await verdictsOf(rejection, files)).toEqual(['fail']);
  });
});
