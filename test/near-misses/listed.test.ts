// Near misses of the domain, each as a small whole upload: what looks like a fault and is none, or like an all-clear and is
// none. A row names the rule that it must not fool, and the verdict of each of its subjects.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  filled,
  firewallModule,
  moduleList,
  offline,
  sseCall,
  tileData,
  tileList,
} from '../specimens/capture-specimens.js';
import { type ExportInterface, header, machine, standaloneExport } from '../specimens/export-specimens.js';
import { type Files, reportOf, verdictsIn } from './whole-case.js';

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const server = 'Threat Response Server: EUROPE (api.eu.sse.itd.cisco.com)';
const boxes = (...below: readonly string[]) =>
  text('Cloud Service Settings', 'Cloud Services', 'Threat Response: Enabled', server, 'Edit Settings', ...below);
const settings = 'Cloud Services Settings';
const registered = boxes(settings, 'Deregister');
const at = (time: string, page: string) => text(`Captured: ${time} UTC`, page);
const rejection = 'The registration failed because of an invalid or expired token.';
const firewallOffline = `There was a client error in the Secure Firewall module: E4017: Device is offline [409]`;
const emailOffline = 'There was a client error in the Secure Email module: E4017: Device is offline [409]';
const sse = (host: string, ...cards: readonly string[]) =>
  text(`https://${host}/`, '', 'Cloud Services for Example Organization', '', ...cards);

const bare: ExportInterface = { name: 'Management', port: 'Management', hostname: 'esa1.example.com' };
const on = { http: '6080', https: '6443' } as const;
const exportOf = (...interfaces: readonly ExportInterface[]) => standaloneExport({ ...machine, interfaces });

const rows: readonly [name: string, rule: string, files: Files, verdicts: readonly string[]][] = [
  [
    'a token error of Smart Licensing',
    'appliance/registration-token-rejected',
    { 'a.txt': text('Smart Software Licensing', 'Registration Token:', 'Register', `Error: ${rejection}`) },
    ['open'],
  ],
  [
    'a token error of Smart Licensing on the command line',
    'appliance/registration-token-rejected',
    { 'a.txt': text('esa1.example.com> license_smart', '', `Error: ${rejection}`, '', 'esa1.example.com> ') },
    ['open'],
  ],
  [
    'Deregister in the text of a guide',
    'appliance/not-registered',
    { 'a.txt': text('Cloud Service Settings', 'To deregister the appliance, click Deregister and confirm.') },
    ['open'],
  ],
  [
    'Deregister in the menu of the command line',
    'appliance/not-registered',
    {
      'a.txt': text(
        'esa1.example.com> cloudserviceconfig',
        '',
        'Choose the operation you want to perform:',
        '- DEREGISTER - To deregister the appliance from the Cisco Cloud Service portal.',
        '[]> ',
      ),
    },
    ['open'],
  ],
  [
    'the row of the Success Network',
    'appliance/cloud-service-off',
    { 'a.txt': text('Cloud Service Settings', 'Cloud Services', 'Cisco Success Network: Disabled') },
    ['open'],
  ],
  ['E4017 of a firewall module', 'sse/device-offline', { 'a.txt': firewallOffline }, ['open']],
  [
    'registered, and E4017 all the same',
    'sse/device-offline',
    { 'a.txt': registered, 'b.txt': emailOffline },
    ['fail'],
  ],
  [
    'E4017, then data',
    'sse/device-offline',
    {
      'a.har': captureOf([
        moduleList('EU', [emailModule, firewallModule]),
        tileData('EU', emailModule, 'last_24_hours', offline(emailModule)),
        tileData('EU', emailModule, 'last_24_hours', filled),
      ]),
    },
    ['notApplicable', 'pass'],
  ],
  [
    'data, then E4017',
    'sse/device-offline',
    {
      'a.har': captureOf([
        moduleList('EU', [emailModule, firewallModule]),
        tileData('EU', emailModule, 'last_24_hours', filled),
        tileData('EU', emailModule, 'last_24_hours', offline(emailModule)),
      ]),
    },
    ['fail', 'notApplicable'],
  ],
  [
    'data in a tile of a capture without the list of modules',
    'xdr/module-unhealthy',
    { 'a.har': captureOf([tileData('EU', emailModule, 'last_24_hours', filled)]) },
    ['open'],
  ],
  ['a page without its second box', 'appliance/cloud-service-uncommitted', { 'a.txt': boxes() }, ['open']],
  [
    'two undated pages of opposite states',
    'appliance/not-registered',
    { 'a.txt': registered, 'b.txt': boxes(settings, 'Registration Token:', 'Register') },
    ['open'],
  ],
  [
    'the API on a data interface only',
    'appliance/asyncos-api-off',
    { 'e.xml': exportOf(bare, { name: 'Incoming', port: 'Data 1', ...on }) },
    ['fail'],
  ],
  ['only HTTPS', 'appliance/asyncos-api-partial', { 'e.xml': exportOf({ ...bare, https: '6443' }) }, ['fail']],
  ['only HTTPS is not off', 'appliance/asyncos-api-off', { 'e.xml': exportOf({ ...bare, https: '6443' }) }, ['pass']],
  [
    'two interfaces on the port of Management',
    'appliance/asyncos-api-off',
    { 'e.xml': exportOf({ ...bare, name: 'Inside' }, { ...bare, name: 'Outside', ...on }) },
    ['open'],
  ],
  [
    'a manager of release 13.6',
    'appliance/cloud-certificates-untrusted',
    { 'a.txt': text('Product: Cisco M600V Secure Email and Web Manager', 'Version: 13.6.2-023') },
    ['notApplicable'],
  ],
  ...['13.5.3-010', '12.5.3-041'].map((version): (typeof rows)[number] => [
    `release ${version}, which the notice does not name`,
    'appliance/cloud-certificates-untrusted',
    { 'a.txt': text('Product: Cisco C100V Email Security Virtual Appliance', `Version: ${version}`) },
    ['open'],
  ]),
  [
    'a page that names nobody, with two appliances',
    'appliance/not-registered',
    {
      'a.txt': registered,
      'e.xml': standaloneExport(),
      'f.xml': standaloneExport(
        { ...machine, hostname: 'esa2.example.com' },
        { ...header, serial: 'BBBBBBBBBBBB-CCCCCCCC' },
      ),
    },
    ['open', 'open'],
  ],
  [
    'switches on in NAM for an appliance of EU',
    'sse/eventing-off',
    {
      'a.txt': registered,
      'b.txt': sse('admin.sse.itd.cisco.com', 'Cisco SecureX threat response [x]', 'Eventing [x]'),
      'c.har': captureOf([tileList('NAM', emailModule), sseCall('NAM')]),
    },
    ['open', 'open'],
  ],
  [
    'Eventing off in NAM for an appliance of EU',
    'sse/eventing-off',
    {
      'a.txt': registered,
      'b.txt': sse('admin.sse.itd.cisco.com', 'Cisco SecureX threat response [x]', 'Eventing [ ]'),
    },
    ['open', 'open'],
  ],
  [
    'busy once',
    'appliance/cloud-unreachable',
    { 'a.txt': boxes(settings, 'Status: The Cisco Cloud Service is busy.') },
    ['open'],
  ],
  [
    'registered ten days before a capture that shows no fault',
    'appliance/not-registered',
    { 'a.txt': at('2026-11-10 09:00', registered), 'b.har': captureOf([tileList('EU', emailModule)]) },
    ['pass'],
  ],
];

describe('a near miss', () => {
  it.each(rows)('%s', async (_name, rule, files, verdicts) => {
    expect(verdictsIn(await reportOf(files), rule)).toEqual(verdicts);
  });
});
