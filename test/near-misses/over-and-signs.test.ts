// What an engineer must not take for more than it is: a symptom that is over, signs that decide nothing, a finding that only
// repeats what the customer sees. Each a small whole upload.
import { describe, expect, it } from 'vitest';
import { type Files, reportOf, verdictsIn } from './whole-case.js';

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const at = (time: string | undefined) => (time === undefined ? [] : [`Captured: 2026-11-20 ${time} UTC`]);
const tile = (shows: string, time?: string, title = 'Incoming Mail') =>
  text(`Title: ${title}`, 'Module: Secure Email', 'Time range: Last 24 Hours', shows, ...at(time));
const later = 'Message: There was a problem. Try again later.';
const unexpected = 'Message: There was an unexpected error in the Secure Email module';
const offline = 'Message: There was a client error in the Secure Email module: E4017: Device is offline [409]';

const page = (time: string | undefined, above: readonly string[], ...below: string[]) =>
  text(
    'Cloud Service Settings',
    ...above,
    'Cloud Services',
    'Threat Response: Enabled',
    'Threat Response Server: EU (api.eu.sse.itd.cisco.com)',
    'Cloud Services Settings',
    ...below,
    ...at(time),
  );
const rejection = 'Error — The registration failed because of an invalid or expired token.';
const rejected = (time?: string) => page(time, [rejection], 'Registration Token:', 'Register');
const registered = (time?: string) => page(time, [], 'Deregister');
const busy = (time?: string) => page(time, [], 'Status: The Cisco SecureX / Cloud Service is busy.');

/** Each symptom that is seen, with since when it is over. */
const seenIn = async (files: Files) =>
  (await reportOf(files)).symptoms.map(
    ({ symptom, over }) => `${symptom}: ${over === null ? 'stands' : `over ${over.since}`}`,
  );

describe('a symptom is over', () => {
  it.each<[string, Files, string]>([
    [
      'after a later success of the same tile',
      { 'a.txt': tile(later, '09:14'), 'b.txt': tile('Shows data', '11:14') },
      'tile-error: over 2026-11-20T11:14:00Z',
    ],
    [
      'of E4017 too',
      { 'a.txt': tile(offline, '09:14'), 'b.txt': tile('Shows data', '11:14') },
      'tile-error: over 2026-11-20T11:14:00Z',
    ],
    [
      'after a later registration',
      { 'a.txt': rejected('09:14'), 'b.txt': registered('10:14') },
      'registration-fails: over 2026-11-20T10:14:00Z',
    ],
  ])('%s', async (_, files, said) => {
    expect(await seenIn(files)).toEqual([said]);
  });

  it.each<[string, Files, string]>([
    [
      'not after an earlier success',
      { 'a.txt': tile(later, '11:14'), 'b.txt': tile('Shows data', '09:14') },
      'tile-error: stands',
    ],
    [
      'not after a success of no time',
      { 'a.txt': rejected('09:14'), 'b.txt': registered() },
      'registration-fails: stands',
    ],
    [
      'not after the success of another tile',
      { 'a.txt': tile(later, '09:14'), 'b.txt': tile('Shows data', '11:14', 'Outgoing Mail') },
      'tile-error: stands',
    ],
    [
      'not while one of two tiles still fails',
      {
        'a.txt': tile(later, '09:14'),
        'b.txt': tile('Shows data', '11:14'),
        'c.txt': tile(unexpected, '09:14', 'Outgoing Mail'),
      },
      'tile-error: stands',
    ],
    ['not by silence', { 'a.txt': tile(later, '09:14') }, 'tile-error: stands'],
    [
      'not where a person tells of it, at a time that nobody knows',
      {
        'a.txt': rejected('09:14'),
        'b.txt': registered('10:14'),
        'mail.txt': text('Hello,', `we see this when we register: "${rejection}"`, 'Regards'),
      },
      'registration-fails: stands',
    ],
    ['not while it is busy', { 'a.txt': rejected('09:14'), 'b.txt': busy('10:14') }, 'registration-fails: stands'],
  ])('%s', async (_, files, said) => {
    expect(await seenIn(files)).toEqual([said]);
  });
});

describe('what only repeats what is seen', () => {
  it.each<[string, Files, string]>([
    ['a tile that says try again later', { 'a.txt': tile(later) }, 'tile-error'],
    ['a tile with an unexpected error', { 'a.txt': tile(unexpected) }, 'tile-error'],
    ['a rejected token', { 'a.txt': rejected() }, 'registration-fails'],
  ])('is found, is no cause and explains nothing: %s', async (_, files, symptom) => {
    const { findings, symptoms } = await reportOf(files);
    expect(findings.filter(({ verdict }) => verdict === 'fail').map(({ role }) => role)).toEqual(['symptom']);
    expect(symptoms.map((one) => [one.symptom, one.explainedBy])).toEqual([[symptom, []]]);
  });

  it('is told before an inference, which explains nothing either', async () => {
    const version = ['Product: Cisco C100V Email Security Virtual Appliance', 'Version: 13.5.1-277'];
    const session = text('esa1.example.com> version', '', ...version, '', 'esa1.example.com> ');
    const { findings, symptoms } = await reportOf({ 'a.txt': rejected(), 'ssh.txt': session });
    const found = findings.filter(({ verdict }) => verdict === 'fail');
    expect(found.map(({ ruleId, confidence }) => [ruleId, confidence])).toEqual([
      ['appliance/cloud-certificates-untrusted', 'guess'],
      ['appliance/registration-token-rejected', 'documented'],
    ]);
    expect(symptoms.map(({ explainedBy }) => explainedBy)).toEqual([[]]);
  });

  it('is apart from causes, which explain', async () => {
    const { findings, symptoms } = await reportOf({ 'a.txt': tile(offline) });
    expect(findings.filter(({ verdict }) => verdict === 'fail').map(({ role }) => role)).toEqual(['cause']);
    expect(symptoms.map(({ explainedBy }) => explainedBy)).toEqual([['sse/device-offline']]);
  });
});

describe('signs', () => {
  const signsIn = async (files: Files, rule: string) => {
    const report = await reportOf(files);
    const signs = report.findings.filter(({ ruleId }) => ruleId === rule).flatMap((one) => one.signs);
    return { verdicts: verdictsIn(report, rule), signs: signs.map((sign) => sign.slice(0, 24)) };
  };
  const [once, lasting] = ['The page said busy once:', 'The page said busy at tw'];

  it.each<[string, Files, string[]]>([
    ['of an outage: busy twice, half an hour apart', { 'a.txt': busy('09:00'), 'b.txt': busy('09:30') }, [lasting]],
    ['of none: busy twice within half an hour', { 'a.txt': busy('09:00'), 'b.txt': busy('09:29') }, [once]],
    ['of none: busy once', { 'a.txt': busy('09:00') }, [once]],
    ['of none: busy twice at no time', { 'a.txt': busy(), 'b.txt': busy() }, [once]],
    [
      'of none: another state between',
      { 'a.txt': busy('09:00'), 'b.txt': rejected('09:20'), 'c.txt': busy('10:00') },
      [once],
    ],
    ['of none: rejected after it', { 'a.txt': busy('09:00'), 'b.txt': busy('09:40'), 'c.txt': rejected('10:00') }, []],
  ])('%s', async (_, files, signs) => {
    expect(await signsIn(files, 'appliance/cloud-unreachable')).toEqual({ verdicts: ['open'], signs });
  });

  it('of E4017 tell that another error was seen, not that nothing was', async () => {
    const { verdicts, signs } = await signsIn({ 'a.txt': tile(unexpected) }, 'sse/device-offline');
    expect([verdicts, signs]).toEqual([['open'], ['A tile of the module was']]);
    expect(await signsIn({ 'a.txt': tile('No data') }, 'sse/device-offline')).toMatchObject({ signs: [] });
  });
});
