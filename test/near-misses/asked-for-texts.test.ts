// What the recipes of collect.yaml ask for, given as they ask for it: it is read, and decides what it can decide.
import { describe, expect, it } from 'vitest';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import { factsOf, reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const { recipes } = loadStoredPack();
const lines = (...all: string[]) => `${all.join('\n')}\n`;
const captured = 'Captured: 2026-11-20 09:14 UTC';
const tile = (...all: string[]) => lines('Title: Incoming Mail Summary', 'Module: Secure Email', ...all, captured);

/** Recipe → a text as it asks for it, and the verdicts that it leads to. */
const given: readonly [recipe: string, name: string, text: string, verdicts: Readonly<Record<string, string>>][] = [
  [
    'page.cloud-service-settings',
    'registered',
    lines(
      captured,
      'Cloud Service Settings',
      'Cloud Services',
      'Cisco SecureX / Threat Response: Enabled',
      'Cisco SecureX / Threat Response Server: EUROPE (api.eu.sse.itd.cisco.com)',
      'Cloud Services Settings',
      'Deregister',
    ),
    { 'appliance/cloud-service-off': 'pass', 'appliance/registration-token-rejected': 'pass' },
  ],
  [
    'page.sse-cloud-services',
    'in words',
    lines(
      'admin.eu.sse.itd.cisco.com',
      'Security Services Exchange',
      'Cloud Services for [redacted]',
      'Cisco XDR threat response: on',
      'Eventing: off',
      captured,
    ),
    { 'sse/threat-response-off': 'pass', 'sse/eventing-off': 'fail' },
  ],
  [
    'page.xdr-tile',
    'empty at a day, data at 90 days',
    tile('Time range: Last 24 Hours', 'Message: empty', '', 'Time range: Last 90 Days', 'Message: shows data'),
    { 'xdr/tile-time-range-too-short': 'fail' },
  ],
  [
    'page.xdr-tile',
    'empty at 90 days too',
    tile('Time range: Last 24 Hours', 'Message: empty', '', 'Time range: Last 90 Days', 'Message: empty'),
    { 'xdr/tile-time-range-too-short': 'pass' },
  ],
  [
    'page.xdr-tile',
    'E4017',
    tile(
      'Time range: Last 24 Hours',
      'Message: There was a client error in the Secure Email module: E4017: Device is offline [409]',
    ),
    { 'sse/device-offline': 'fail' },
  ],
  [
    'page.xdr-tile',
    'a cropped tile that says to try later',
    lines('Incoming Mail Summary', 'Secure Email', 'Last 24 Hours ▾', 'There was a problem. Try again later.'),
    { 'xdr/tile-try-later': 'fail' },
  ],
  [
    'page.xdr-tile',
    'in Japanese',
    lines('受信メールの概要', 'Secure Email', '過去24時間', 'データがありません', '', '過去90日', 'データがあります'),
    { 'xdr/tile-time-range-too-short': 'fail' },
  ],
  [
    'page.xdr-module',
    'disabled',
    lines('Module: Secure Email Appliance', 'Enabled: no', 'Status: OK', captured),
    { 'xdr/module-unhealthy': 'fail' },
  ],
  [
    'page.xdr-module',
    'a card that is well',
    lines('Secure Email Appliance', 'Enabled', 'Status: OK', captured),
    { 'xdr/module-unhealthy': 'pass' },
  ],
  [
    'page.xdr-module',
    'a card that somebody doubts',
    lines('Secure Email Appliance', 'Enabled', 'Status: OK?', captured),
    { 'xdr/module-unhealthy': 'open' },
  ],
  [
    'page.xdr-module',
    'a row in an error',
    lines('Administration > Integrations', 'Name\tEnabled\tStatus', 'Secure Email Appliance\tyes\tError', captured),
    { 'xdr/module-unhealthy': 'fail' },
  ],
  [
    'page.insights-source',
    'not connected',
    lines('Name: Secure Email', 'REST API: not connected', 'Last sync: never', captured),
    { 'xdr/insights-source-disconnected': 'fail' },
  ],
  [
    'page.insights-source',
    'green',
    lines('Device Insights > Sources', 'Secure Email', 'REST API: green', 'SYNC NOW', captured),
    { 'xdr/insights-source-disconnected': 'pass' },
  ],
  [
    'page.insights-source',
    'never synced',
    lines('Device Insights > Sources', 'Name: Secure Email', 'Last sync: never', 'SYNC NOW', captured),
    { 'xdr/insights-source-disconnected': 'open' },
  ],
  [
    'page.insights-source',
    'in German',
    lines('Name: Secure Email', 'REST-API: nicht verbunden', 'Letzte Synchronisierung: nie', captured),
    { 'xdr/insights-source-disconnected': 'fail' },
  ],
  [
    'page.insights-source',
    'of another product',
    lines('Device Insights > Sources', 'Name: Duo', 'REST API: not connected', captured),
    { 'xdr/insights-source-disconnected': 'notApplicable open' },
  ],
  [
    'page.ip-interface',
    'both boxes',
    lines(
      'Edit IP Interface',
      'Name: Management',
      'AsyncOS API',
      'AsyncOS API HTTP: [x] 6080',
      'AsyncOS API HTTPS: [ ] 6443',
      captured,
    ),
    { 'appliance/asyncos-api-partial': 'fail', 'appliance/asyncos-api-off': 'pass' },
  ],
  [
    'text.registration-token',
    'used too late',
    lines('Token created: 2026-11-20 09:00 UTC', 'Token life: 1 hour', 'Token used: 2026-11-20 10:20 UTC'),
    { 'appliance/registration-token-expired': 'fail' },
  ],
  [
    'text.registration-token',
    'used at once, in Portuguese',
    lines('Token criado em: 2026-11-20 09:00 UTC', 'Validade do token: 1 hora', 'Token usado em: 2026-11-20 09:20 UTC'),
    { 'appliance/registration-token-expired': 'pass' },
  ],
  [
    'page.xdr-account',
    'an administrator',
    lines('XDR > My Account', 'xdr.eu.security.cisco.com', 'Role: Administrator', 'Organization: Example', captured),
    { 'xdr/admin-role-missing': 'pass' },
  ],
  [
    'text.three-regions',
    'one region',
    lines(
      'XDR: xdr.eu.security.cisco.com',
      'SSE: admin.eu.sse.itd.cisco.com',
      'Server: EUROPE (api.eu.sse.itd.cisco.com)',
    ),
    { 'case/region-mismatch': 'pass' },
  ],
  [
    'text.three-regions',
    'two regions',
    lines('https://xdr.us.security.cisco.com', 'https://admin.sse.itd.cisco.com', 'EUROPE (api.eu.sse.itd.cisco.com)'),
    { 'case/region-mismatch': 'fail' },
  ],
];

describe('a text as the recipe asks for it', () => {
  it.each(given)('%s: %s', async (_, __, text, verdicts) => {
    const report = await reportOf({ 'answer.txt': text });
    const told = Object.keys(verdicts).map((rule) => [rule, verdictsIn(report, rule).join(' ')]);
    expect(Object.fromEntries(told)).toEqual(verdicts);
  });

  it('stands here for every page that decides something', () => {
    const undecided = ['page.sse-devices', 'page.reporting'];
    const asked = recipes.map(({ id }) => id).filter((id) => /^(page|text)\./.test(id));
    expect(asked.filter((id) => !given.some(([recipe]) => recipe === id)).sort()).toEqual(undecided.sort());
  });
});

describe('the line on centralized reporting', () => {
  const reporting = 'appliance.centralized-reporting.state';
  it.each([
    ['Centralized reporting: disabled', 'off'],
    ['Centralized Reporting: Enabled', 'on'],
    ['Relatórios centralizados: habilitados', 'on'],
    ['Zentrales Reporting: deaktiviert', 'off'],
    ['集中レポーティング: 無効', 'off'],
    ['Security Services > Reporting\nReporting Service: Centralized Reporting', 'on'],
    ['Reporting Service: Local Reporting', 'off'],
  ])('%s', async (text, state) => {
    expect(await factsOf(reporting, { 'answer.txt': lines(text, captured) })).toEqual([`appliance:1 = ${state}`]);
  });

  it.each([
    'Centralized Email Reporting: Enabled',
    'Centralized Web Reporting: Enabled',
    'Centralized Reporting License: Enabled',
    'Centralized reporting: I think so',
    'Hello team, centralized reporting: enabled is what we believe to see on it since last week.',
  ])('%s says nothing', async (text) => {
    const known = await factsOf(reporting, { 'answer.txt': lines(text, captured) });
    expect(known.filter((one) => !one.includes('= ?'))).toEqual([]);
  });

  const session = (...answer: readonly string[]) => ({
    'ssh.txt': lines('esa1.example.com> reportingconfig', '', ...answer, '', 'esa1.example.com> '),
  });

  it.each([
    ['Centralized reporting: Enabled'],
    ['Centralized reporting: Local reporting only.'],
    [
      'Choose the operation you want to perform:',
      '- MODE - Enable centralized or local reporting.',
      '[]> mode',
      '',
      'Centralized reporting is enabled.',
    ],
  ])('of the command is a guess that only asks for the page: %s', async (...answer) => {
    // Below a menu that changes it, what was read may not be in effect either.
    expect((await factsOf(reporting, session(...answer))).join()).toMatch(/= \?(?:unconfirmed|uncommitted)$/);
    const report = await reportOf(session(...answer));
    expect(verdictsIn(report, 'appliance/centralized-reporting')).toEqual(['open']);
  });

  it.each([
    ['a menu', '- MODE - Enable centralized or local reporting for the appliance.'],
    ['a question', 'Do you want to enable centralized reporting? [N]>'],
    ['a licence', 'Centralized Email Reporting: Enabled'],
  ])('of the command is no such line: %s', async (_, line) => {
    expect(await factsOf(reporting, session(line))).not.toContain('appliance:esa1.example.com = ?unconfirmed');
  });

  it('takes nothing from the page above it', async () => {
    const page = ['Cloud Service Settings', 'Cloud Services', 'Threat Response: Enabled', 'Cloud Services Settings'];
    const text = lines(...page, 'Deregister', '', 'Centralized Reporting: Disabled');
    expect(await factsOf('appliance.registration.state', { 'answer.txt': text })).toEqual(['appliance:1 = registered']);
    expect(await factsOf(reporting, { 'answer.txt': text })).toEqual(['appliance:1 = off']);
  });
});

describe('an answer that does not decide', () => {
  it('names two hosts of one service', async () => {
    const text = lines(
      'SSE: admin.eu.sse.itd.cisco.com',
      'SSE: admin.sse.itd.cisco.com',
      'XDR: xdr.eu.security.cisco.com',
    );
    expect(await verdictsOf('case/region-mismatch', { 'answer.txt': text })).toEqual(['open']);
  });

  it.each([
    ['mistyped', 'admin.eu.sse.ltd.cisco.com'],
    ['of the staging portal', 'stage-admin.sse.itd.cisco.com'],
  ])('has an address that is %s above a page', async (_, address) => {
    const page = ['Security Services Exchange', 'Cloud Services', 'Threat Response: OFF', 'Eventing: ON'];
    const appliance = lines(
      'Cloud Service Settings',
      'Cloud Services',
      'Threat Response: Enabled',
      'Threat Response Server: EU (api.eu.sse.itd.cisco.com)',
    );
    const report = await reportOf({ 'sse.txt': lines(address, ...page), 'appliance.txt': appliance });
    expect(verdictsIn(report, 'sse/threat-response-off')).toEqual(['open']);
    expect(reasonsIn(report, 'sse/threat-response-off').join()).toMatch(/unrecognized|ambiguousSubject|unconfirmed/);
  });
});
