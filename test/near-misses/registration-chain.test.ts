// What may keep an appliance from registering, in whole cases: what looks like a cause and is none decides nothing.
import { describe, expect, it } from 'vitest';
import { clusterExport, machine as exported, standaloneExport } from '../specimens/export-specimens.js';
import { reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const text = (...all: readonly string[]) => `${all.join('\n')}\n`;
const failed =
  'Error — The registration failed because of an invalid or expired token. Make sure that you use a valid token when registering your appliance with the Cisco Threat Response portal.';

/** The appliance's page with its server and what stands in its second box. */
function page(server: string, { state = 'Enabled', above = [], box = ['Deregister'], below = [] }: PageParts = {}) {
  return text(
    'Cloud Service Settings',
    ...above,
    'Cloud Services',
    `Threat Response: ${state}`,
    `Threat Response Server: ${server}`,
    'Edit Settings',
    'Cloud Services Settings',
    ...box,
    ...below,
  );
}
interface PageParts {
  readonly state?: string;
  readonly above?: readonly string[];
  readonly box?: readonly string[];
  readonly below?: readonly string[];
}

describe('a staging server', () => {
  const rule = 'appliance/staging-server';
  const rejection = 'appliance/registration-token-rejected';

  it('fails by its whole name, and explains the rejected token', async () => {
    const files = {
      'page.txt': page('STAGE (stage-api-sse.cisco.com)', {
        above: [failed],
        box: ['Registration Token:', 'Register'],
      }),
    };
    const report = await reportOf(files);
    expect([...verdictsIn(report, rule), ...verdictsIn(report, rejection)]).toEqual(['fail', '(fail)']);
  });

  it.each<[string, string, string]>([
    ['a server of customers', page('EU (api.eu.sse.itd.cisco.com)'), 'pass'],
    ['a staging label beside the name of a server of customers', page('STAGING (api.eu.sse.itd.cisco.com)'), 'pass'],
    ['a service that is off', page('STAGE (stage-api-sse.cisco.com)', { state: 'Disabled', box: [] }), 'notApplicable'],
    ['a longer name around a staging one', page('X (stage-api-sse.cisco.com.example.com)'), 'open'],
    ['a name that only begins like a staging one', page('X (stage-api-sse.cisco.comm)'), 'open'],
    ['a staging name that is a guess', page('X (stage-api.sse.itd.cisco.com)'), 'open'],
    ['a server of customers that is a guess', page('INDIA (api.in.sse.itd.cisco.com)'), 'open'],
    ['a label without a name', page('STAGING'), 'open'],
    ['two names', page('stage-api-sse.cisco.com api-sse.cisco.com'), 'open'],
    ['a mail that tells of it', text('Hello,', 'our server is stage-api-sse.cisco.com, is that right?'), 'open'],
    [
      'staging names elsewhere on the page',
      page('EU (api.eu.sse.itd.cisco.com)', { below: ['Help: https://stage-api-sse.cisco.com/guide'] }),
      'pass',
    ],
  ])('%s', async (_, file, verdict) => {
    expect(await verdictsOf(rule, { 'page.txt': file })).toEqual([verdict]);
  });
});

describe('registration in a cluster', () => {
  const rule = 'appliance/cluster-registration';
  const rejected = 'The registration failed because of an invalid or expired token key.';
  const registered = 'The appliance is successfully registered with the Cisco Cloud Service portal.';
  const cluster = '(Cluster Europe)>';
  const group = '(Group Frankfurt)>';
  const machine = '(Machine esa1.example.com)>';
  const look = (prompt: string, ...answer: readonly string[]) =>
    text(`${prompt} cloudserviceconfig`, '', ...answer, '', `${prompt} `);
  const register = (prompt: string, ...answer: readonly string[]) =>
    look(
      prompt,
      'Choose the operation you want to perform:',
      '- REGISTER - To register.',
      '[]> register',
      '',
      ...answer,
    );
  const rejectedPage = page('EU (api.eu.sse.itd.cisco.com)', {
    above: [failed],
    box: ['Registration Token:', 'Register'],
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['tried in cluster mode', { 'a.txt': register(cluster, rejected) }, 'fail'],
    ['tried in group mode', { 'a.txt': register(group, rejected) }, 'fail'],
    ['told of in cluster mode', { 'a.txt': look(cluster, rejected) }, 'fail'],
    ['tried in machine mode', { 'a.txt': register(machine, rejected) }, 'pass'],
    [
      'tried in cluster mode, then in machine mode',
      { 'a.txt': register(cluster, rejected) + register(machine, rejected) },
      'pass',
    ],
    [
      'tried in cluster mode, and looked at in machine mode',
      { 'a.txt': register(cluster, rejected) + look(machine, rejected) },
      'fail',
    ],
    [
      'tried in machine mode, and looked at in cluster mode',
      { 'a.txt': register(machine, rejected) + look(cluster, rejected) },
      'pass',
    ],
    [
      'tried in cluster mode, registered in the end',
      { 'a.txt': register(cluster, rejected) + register(machine, registered) },
      'pass',
    ],
    [
      'busy since it was tried in cluster mode',
      { 'a.txt': register(cluster, 'The Cisco Cloud Service is busy.') },
      'open',
    ],
    [
      'only looked at in cluster mode, rejected on the page',
      {
        'a.txt': look(cluster, 'Choose the operation you want to perform:', '- REGISTER - To register.', '[]>'),
        'b.txt': rejectedPage,
      },
      'open',
    ],
    ['tried in cluster mode, rejected on the page', { 'a.txt': register(cluster), 'b.txt': rejectedPage }, 'fail'],
    [
      'another command in cluster mode',
      {
        'a.txt': text(`${cluster} status`, 'Enter "status detail" for more information.', `${cluster} `),
        'b.txt': rejectedPage,
      },
      'open',
    ],
    [
      'two sessions without a time',
      { 'a.txt': register(cluster, rejected), 'b.txt': register(machine, rejected) },
      'open',
    ],
    ['a prompt without a cluster', { 'a.txt': register('esa1.example.com>', rejected) }, 'notApplicable'],
    ['a prompt that may have been cut short', { 'a.txt': register('esa1>', rejected) }, 'open'],
    ['a prompt that is blackened', { 'a.txt': register('****>', rejected) }, 'open'],
    [
      'the root of an export, which proves no appliance alone',
      { 'a.xml': standaloneExport(), 'b.txt': rejectedPage },
      'open',
    ],
    ['the prompt alone', { 'a.txt': text(cluster), 'b.txt': rejectedPage }, 'open'],
    ['a mail that shows the session', { 'a.txt': `Hello team,\n\n${register(cluster, rejected)}\nRegards\n` }, 'open'],
  ])('%s', async (_, files, verdict) => {
    expect(await verdictsOf(rule, files)).toEqual([verdict]);
  });

  it('is judged for the one member that was seen, of all that are named', async () => {
    const named = '<machine_name>esa2.example.com</machine_name>\n<machine_name>esa3.example.com</machine_name>\n';
    const members = clusterExport([exported]).replace('</cluster>', `${named}</cluster>`);
    const report = await reportOf({ 'a.xml': members, 'a.txt': register(machine, rejected) });
    const found = report.findings.filter(({ ruleId }) => ruleId === rule);
    expect(found.map(({ verdict, covers }) => [verdict, covers])).toEqual([
      ['pass', { seen: 1, known: 3 }],
      ['open', { seen: 1, known: 3 }],
      ['open', { seen: 1, known: 3 }],
    ]);
  });
});

describe('a token that had expired', () => {
  const rule = 'appliance/registration-token-expired';
  const rejection = 'appliance/registration-token-rejected';
  const times = (created: string, life: string, used: string, ...more: readonly string[]) =>
    text(...more, `Token created: ${created}`, `Token life: ${life}`, `Token used: ${used}`);
  const morning = '2026-11-20 09:00 UTC';

  it('explains the rejection', async () => {
    const rejected = page('EU (api.eu.sse.itd.cisco.com)', {
      above: [failed],
      box: ['Registration Token:', 'Register'],
    });
    const files = { 'page.txt': rejected, 'token.txt': times(morning, '1 hour', '2026-11-20 10:30 UTC') };
    const report = await reportOf(files);
    expect([...verdictsIn(report, rule), ...verdictsIn(report, rejection)]).toEqual(['fail', '(fail)']);
    const [finding] = report.findings.filter(({ ruleId }) => ruleId === rule);
    expect(finding?.message).toContain('for 1 hour and used at 2026-11-20T10:30:00Z: expired');
  });

  it.each<[string, string, string]>([
    ['used in time', times(morning, '1 hour', '2026-11-20 09:20 UTC'), 'pass'],
    ['used in time, in another zone', times(morning, '24 hours', '2026-11-20 22:00 JST'), 'pass'],
    ['used too late, in another zone', times(morning, '1 hour', '2026-11-20 19:30 JST'), 'fail'],
    ['used too late on the next day', times(morning, '1 day', '2026-11-21 09:05 UTC'), 'fail'],
    [
      'used too late, in Portuguese',
      text(`Token criado em: ${morning}`, 'Validade do token: 24 horas', 'Token usado em: 2026-11-22 09:00 UTC'),
      'fail',
    ],
    [
      'used too late, in German',
      text(
        'Token erstellt: 20.11.2026, 9:00 Uhr MEZ',
        'Gültigkeit des Tokens: eine Stunde',
        'Token verwendet: 20.11.2026, 11:00 Uhr MEZ',
      ),
      'fail',
    ],
    [
      'used in time, in Japanese',
      text(
        'トークンの作成日時: 2026年11月20日 18:00 JST',
        'トークンの有効期間: 1 時間',
        'トークンの使用日時: 2026年11月20日 18:20 JST',
      ),
      'pass',
    ],
    ['a minute that is the last or the first one', times(morning, '1 hour', '2026-11-20 10:00 UTC'), 'open'],
    ['no zone', times('2026-11-20 09:00', '1 hour', '2026-11-20 10:30'), 'open'],
    ['a zone that is two', times(morning, '1 hour', '2026-11-20 10:30 IST'), 'open'],
    ['days without hours', times('2026-11-20 UTC', '1 hour', '2026-11-22 UTC'), 'open'],
    ['no life', text(`Token created: ${morning}`, 'Token used: 2026-11-22 09:00 UTC'), 'open'],
    ['a life that nobody can count', times(morning, '1 month', '2026-12-22 09:00 UTC'), 'open'],
    ['used before it was made', times(morning, '1 hour', '2026-11-19 09:00 UTC'), 'open'],
    [
      'times of two tokens',
      times(morning, '1 hour', '2026-11-20 10:30 UTC') +
        times('2026-11-20 11:00 UTC', '1 hour', '2026-11-20 11:05 UTC'),
      'open',
    ],
    [
      'a token of Smart Licensing',
      times(morning, '1 hour', '2026-11-20 10:30 UTC', 'Smart Software Licensing'),
      'open',
    ],
    [
      'a mail that tells of it',
      `Hello team,\n\nI think we were too slow, please check:\n\n${times(morning, '1 hour', '2026-11-20 10:30 UTC')}\nRegards\n`,
      'open',
    ],
  ])('%s', async (_, file, verdict) => {
    expect(await verdictsOf(rule, { 'token.txt': file })).toEqual([verdict]);
  });

  it('is not put together from the times of several texts', async () => {
    const files = {
      'a.txt': text(`Token created: ${morning}`, 'Token life: 1 hour'),
      'b.txt': text('Token life: 1 hour', 'Token used: 2026-11-20 10:30 UTC'),
    };
    expect(await verdictsOf(rule, files)).toEqual(['open']);
  });

  it('matters no more once the appliance is registered, and again after that', async () => {
    const registered = (at: string) => page('EU (api.eu.sse.itd.cisco.com)', { below: [`Captured: ${at}`] });
    const late = times(morning, '1 hour', '2026-11-20 10:30 UTC');
    const verdicts = (at: string) => verdictsOf(rule, { 'page.txt': registered(at), 'token.txt': late });
    expect(await verdicts('2026-11-20 11:00 UTC')).toEqual(['notApplicable']);
    expect(await verdicts('2026-11-20 08:00 UTC')).toEqual(['fail']);
  });
});

describe('a status beside the button to deregister', () => {
  const page = (status: string) =>
    `Cloud Service Settings\nCloud Services\nThreat Response: Enabled\nEdit Settings\nCloud Services Settings\n${status}\nDeregister\n`;
  const rules = ['appliance/not-registered', 'appliance/registration-token-rejected', 'appliance/cloud-unreachable'];
  const verdicts = async (status: string) => {
    const report = await reportOf({ 'a.txt': page(status) });
    return [...new Set(rules.flatMap((rule) => verdictsIn(report, rule)))];
  };

  it.each([
    'Status: Error connecting to the Cisco Cloud Service portal',
    'Status: Not connected',
    'Status: Disconnected',
    'Status: Conexão falhou',
    'Status: Nicht verbunden',
    'ステータス: 接続エラー',
  ])('that tells of trouble leaves open whether it is registered: %s', async (status) => {
    expect(await verdicts(status)).toEqual(['open']);
  });

  it.each(['Status: Registered', 'Status: Verbunden'])('that goes with it does not: %s', async (status) => {
    expect(await verdicts(status)).toEqual(['pass']);
  });
});
