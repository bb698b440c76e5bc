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
