// Sessions of the command line in whole cases: what is sent exactly as it was asked for is read, and what looks like an
// answer and is none decides nothing.
import { describe, expect, it } from 'vitest';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import { header, machine, standaloneExport } from '../specimens/export-specimens.js';
import { caseOf, reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const { recipes } = loadStoredPack();
const rejection = 'appliance/registration-token-rejected';
const serviceOff = 'appliance/cloud-service-off';
const apiOff = 'appliance/asyncos-api-off';
const registered = 'The appliance is successfully registered with the Cisco Cloud Service portal.';
const rejected = 'The registration failed because of an invalid or expired token key.';
const session = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const cloud = (text: string, prompt = 'esa1>') => session(`${prompt} cloudserviceconfig`, '', text, '', `${prompt} `);

/** Recipe → files as people send them, and what is known by them. */
const answers: Readonly<
  Record<string, readonly [name: string, text: string, known: Readonly<Record<string, string>>][]>
> = {
  'cli.version': [
    [
      'the two lines',
      session('Product: Cisco C100V Email Security Virtual Appliance', 'Version: 15.0.1-416'),
      { 'appliance.identity.version': '15.0.1-416', 'appliance.identity.kind': 'esa' },
    ],
    [
      'with the last characters of the serial number',
      session('Product: Cisco M600V Secure Email and Web Manager', 'Version: 15.0.1-416', 'Serial #: ...0D00'),
      { 'appliance.identity.version': '15.0.1-416', 'appliance.identity.kind': 'sma' },
    ],
  ],
  'cli.prompt': [
    ['a machine of a cluster', '(Machine esa1)>', { 'appliance.cluster.membership': 'member' }],
    [
      'a machine as the login shows it',
      session('esa1.example.com (Machine esa1.example.com)> '),
      { 'appliance.cluster.membership': 'member', 'appliance.identity.hostname': 'esa1.example.com' },
    ],
    [
      'a cluster, with the time',
      session('(Cluster Europe)>', 'Captured: 2026-11-20 09:14 UTC'),
      { 'appliance.cluster.membership': 'member' },
    ],
    ['a group, with a caption', session('Prompt: (Group Frankfurt)> '), { 'appliance.cluster.membership': 'member' }],
    ['no cluster', session('esa1.example.com> '), { 'appliance.cluster.membership': 'standalone' }],
    ['no cluster, the name shortened', 'esa1>', { 'appliance.cluster.membership': 'standalone' }],
    [
      'the attempt to register',
      session('(Cluster Europe)> cloudserviceconfig', '', '[]> register', '', rejected, '', '(Cluster Europe)> '),
      { 'appliance.registration.mode': 'cluster', 'appliance.registration.state': 'rejected' },
    ],
  ],
  'cli.cloudserviceconfig': [
    [
      'prompt, opening lines and menu',
      session(
        'Captured: 2026-11-20 09:14 UTC',
        'esa1> cloudserviceconfig',
        '',
        registered,
        '',
        'Choose the operation you want to perform:',
        '- DEREGISTER - To deregister the appliance.',
        '[]> ^C',
      ),
      { 'appliance.registration.state': 'registered' },
    ],
    [
      'older release',
      session('esa1> threatresponseconfig', 'The Cisco Cloud Service is currently disabled on your appliance.', '[]> '),
      { 'appliance.registration.state': 'off', 'appliance.cloud-service.state': 'off' },
    ],
    [
      'unknown command',
      session('esa1> cloudserviceconfig', '', 'Unknown command or missing feature key: cloudserviceconfig', 'esa1> '),
      { 'appliance.registration.state': '?unsupportedVersion', 'appliance.cloud-service.state': '?unsupportedVersion' },
    ],
  ],
};

describe('what is sent as it was asked for', () => {
  it('is known for every recipe of the command line', () => {
    const asked = recipes.map(({ id }) => id).filter((id) => id.startsWith('cli.'));
    expect(Object.keys(answers).sort()).toEqual(asked.sort());
  });

  it.each(Object.values(answers).flat())('%s', async (_name, text, known) => {
    const { facts } = await caseOf({ 'answer.txt': text });
    for (const [key, value] of Object.entries(known)) {
      const fact = facts.all().find((one) => one.key === key);
      const state = fact?.state;
      expect([key, state?.state === 'unknown' ? `?${state.reason}` : state?.state === 'known' && state.value]).toEqual([
        key,
        value,
      ]);
    }
  });

  it('with a shortened host name is of the appliance of the export', async () => {
    const report = await reportOf({ 'export.xml': standaloneExport(), 'answer.txt': cloud(rejected) });
    expect(verdictsIn(report, rejection)).toEqual(['fail']);
    expect(
      new Set(report.findings.map(({ subject }) => subject?.id).filter((id) => id?.startsWith('appliance'))).size,
    ).toBe(1);
  });
});

describe('order', () => {
  it('inside one session decides', async () => {
    expect(await verdictsOf(rejection, { 'a.txt': cloud(rejected) + cloud(registered) })).toEqual(['pass']);
    expect(await verdictsOf(rejection, { 'a.txt': cloud(registered) + cloud(rejected) })).toEqual(['fail']);
  });

  it('of two undated sessions is not known', async () => {
    const report = await reportOf({ 'a.txt': cloud(rejected), 'b.txt': cloud(registered) });
    expect(verdictsIn(report, rejection)).toEqual(['open']);
    expect(reasonsIn(report, rejection)).toContain('appliance.registration.outcome: conflict');
  });

  it('of two dated ones is', async () => {
    const at = (time: string, text: string) => `Captured: ${time} UTC\n${cloud(text)}`;
    const files = { 'a.txt': at('2026-11-20 09:14', rejected), 'b.txt': at('2026-11-21 09:14', registered) };
    expect(await verdictsOf(rejection, files)).toEqual(['pass']);
  });
});

describe('nothing is decided by', () => {
  it.each<[string, string]>([
    ['a session in a mail', `Hello team,\n\n${cloud(registered)}\nRegards\n`],
    ['a quoted session', cloud(registered).replace(/^/gm, '> ')],
    ['a guide', `To register the appliance, follow these steps:\n\n\`\`\`\n${cloud(registered)}\`\`\`\n`],
    ['a menu', cloud('Choose the operation you want to perform:\n- DEREGISTER - To deregister the appliance.\n[]>')],
    [
      'Success Network',
      session('esa1> csnconfig', 'The appliance is successfully registered with the Cisco Success Network.', 'esa1> '),
    ],
    ['Smart Licensing', session('esa1> license_smart', registered, rejected, 'esa1> ')],
    ['the help of the command', session('esa1> help cloudserviceconfig', registered, rejected, 'esa1> ')],
    ['the log that a session shows', session('esa1> grep registr ctr_logs', registered, rejected, 'esa1> ')],
  ])('%s', async (_name, text) => {
    const report = await reportOf({ 'a.txt': text });
    for (const rule of [rejection, serviceOff]) expect([rule, ...verdictsIn(report, rule)]).toEqual([rule, 'open']);
  });

  it('a session of one of two appliances that it does not name', async () => {
    const other = standaloneExport(
      { ...machine, hostname: 'esa2.example.com' },
      { ...header, serial: 'BBBBBBBBBBBB-CCCCCCCC' },
    );
    const report = await reportOf({
      'a.xml': standaloneExport(),
      'b.xml': other,
      'a.txt': cloud(registered, '(Cluster Europe)>'),
    });
    expect(verdictsIn(report, rejection)).toEqual(['open', 'open']);
    expect(reasonsIn(report, rejection)).toContain('appliance.registration.outcome: ambiguousSubject');
  });
});

describe('a change of the API', () => {
  const dialogue = (answer: string) =>
    session(
      'esa1.example.com> interfaceconfig',
      '',
      'Currently configured interfaces:',
      '1. Management (192.0.2.10/24 on Management: esa1.example.com)',
      '',
      'Choose the operation you want to perform:',
      '- EDIT - Modify an interface.',
      '[]> edit',
      '',
      'Enter the number of the interface you wish to edit.',
      '[]> 1',
      '',
      `Do you want to enable AsyncOS API HTTP on this interface? [N]> ${answer}`,
      '',
      `Do you want to enable AsyncOS API HTTPS on this interface? [N]> ${answer}`,
      '',
      '[]>',
      '',
    );
  const commit = session('esa1.example.com> commit', '', 'Changes committed: Fri Nov 20 09:05:00 2026 GMT');

  it('is a pass or a fail once it is committed', async () => {
    expect(await verdictsOf(apiOff, { 'a.txt': dialogue('y') + commit })).toEqual(['pass']);
    expect(await verdictsOf(apiOff, { 'a.txt': dialogue('n') + commit })).toEqual(['fail']);
  });

  it('is open until then, and says why', async () => {
    const report = await reportOf({ 'a.txt': dialogue('y') });
    expect(verdictsIn(report, apiOff)).toEqual(['open']);
    expect(reasonsIn(report, apiOff)).toContain('appliance.management.api-http: uncommitted');
  });
});

describe('a service that is enabled without a commit', () => {
  const off = 'The Cisco Cloud Service is currently disabled on your appliance.';
  const on = 'The Cisco Cloud Service is currently enabled on your appliance.';
  const enable = ['Choose the operation you want to perform:', '- ENABLE - Enable the service.', '[]> ENABLE', ''];
  const session = (...answer: string[]) =>
    ['esa1.example.com> cloudserviceconfig', '', off, '', ...enable, ...answer, '', 'esa1.example.com> ', ''].join(
      '\n',
    );
  const verdicts = async (text: string) => {
    const report = await reportOf({ 'session.txt': text });
    return ['appliance/cloud-service-off', 'appliance/cloud-service-uncommitted'].map(
      (rule) => verdictsIn(report, rule)[0],
    );
  };

  it('waits for its commit, and is no longer simply off', async () => {
    expect(await verdicts(session(on))).toEqual(['open', 'fail']);
  });

  it('is open where nothing shows that the choice was taken', async () => {
    expect(await verdicts(session())).toEqual(['open', 'open']);
  });

  it('is off where the choice was left', async () => {
    expect(await verdicts(session().replace('[]> ENABLE', '[]> '))).toEqual(['fail', 'notApplicable']);
  });
});

describe('the prompt of a cluster', () => {
  const lone = '(Cluster main)>';
  const prompted = (answer: string, prompt = lone) => `${prompt} cloudserviceconfig\n\n${answer}\n\n${prompt} \n`;
  const ok = 'The appliance is successfully registered with the Cisco Cloud Service portal.';
  const refused = 'The registration failed because of an invalid or expired token.';
  const passes = async (text: string) =>
    (await reportOf({ 'a.txt': text })).findings
      .filter(({ verdict }) => verdict === 'pass')
      .map(({ ruleId }) => ruleId);

  it('names no machine, and rules nothing out', async () => {
    expect(await passes(prompted(ok))).toEqual([]);
    expect(await passes(prompted(ok, '(Group mail)>'))).toEqual([]);
    expect(await passes(prompted(ok, 'esa1.example.com (Cluster main)>'))).toContain(rejection);
  });

  it('shows a fault of the only appliance', async () => {
    expect(await verdictsOf(rejection, { 'a.txt': prompted(refused) })).toEqual(['fail']);
  });

  it('is of the machine that the session names', async () => {
    const version = 'esa1.example.com> version\n\nVersion: 15.0.1-416\n\n';
    expect(await passes(version + prompted(ok))).toContain(rejection);
  });
});

describe('prompts of one serial number', () => {
  const serial = 'Serial #: 1234567890AB-ABCDEF123456';
  const version = (prompt: string) => `${prompt} version\n\nVersion: 15.0.1-416\n${serial}\n\n${prompt} exit\n`;
  const contradictions = async (...prompts: string[]) => {
    const files = Object.fromEntries(prompts.map((prompt, at) => [`${at}.txt`, version(prompt)]));
    return (await reportOf(files)).contradictions.map(({ fact }) => fact);
  };

  it.each([
    ['esa1>', 'esa1.example.com>'],
    ['ESA1.example.com>', 'esa1.example.com>'],
  ])('%s and %s are of one host', async (one, other) => {
    expect(await contradictions(one, other)).toEqual([]);
  });

  it('of two hosts contradict each other', async () => {
    expect(await contradictions('esa1.example.com>', 'esa10.example.com>')).toEqual(['appliance.identity.hostname']);
    expect(await contradictions('esa1.example.com>', 'esa1.example.org>')).toEqual(['appliance.identity.hostname']);
  });
});
