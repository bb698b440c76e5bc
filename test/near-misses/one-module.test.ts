// A module that a capture knows by its id, and a picture, a card or a mail by its name: one where nothing else can be meant
// and nothing differs, else two that are judged one by one.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  filled,
  firewallModule,
  moduleList,
  offline,
  tileData,
  tileList,
} from '../specimens/capture-specimens.js';
import { caseOf, verdictsOf } from './whole-case.js';

const second = { id: '0a000000-0000-4000-8000-000000000007', name: 'Secure Email Berlin' };
const har = (answer: unknown, ...modules: { id: string; name: string }[]) =>
  captureOf([
    moduleList('EU', [emailModule, firewallModule, ...modules]),
    tileList('EU', emailModule),
    tileData('EU', emailModule, 'last_24_hours', answer),
  ]);
const tile = (...shown: string[]) =>
  ['Captured: 2026-11-20 09:30 UTC', 'Incoming mail', 'Secure Email', 'Last 24 Hours', ...shown, ''].join('\n');
const card = (name: string, enabled = 'yes') =>
  `Administration > Integrations\nModule: ${name}\nEnabled: ${enabled}\nStatus: OK\n`;
const mail = (text: string) =>
  `From: a@example.com\nTo: b@example.com\nSubject: tile\nDate: Fri, 20 Nov 2026 10:00:00 +0000\nContent-Type: text/plain\n\nHello,\n${text}\n`;
const e4017 = 'There was a client error in the Secure Email module: E4017: Device is offline [409]';
const later = 'the tile says: There was a problem. Try again later.';

async function modulesOf(files: Record<string, string>): Promise<string[]> {
  const { facts } = await caseOf(files);
  return ['module', 'tile'].flatMap((type) => facts.subjects(type as 'module' | 'tile').map(({ id }) => id)).sort();
}

const [email, firewall] = [emailModule, firewallModule].map(({ id }) => `cloudAccount:EU/module:${id}`);
const ofCapture = [email, `${email}/tile:esa-incoming-mail`, firewall];

describe('is one', () => {
  it.each<[string, Record<string, string>]>([
    ['a picture of its tile with the same', { 'tile.txt': tile('Data') }],
    ['a card with its name', { 'card.txt': card('Secure Email Appliance') }],
    ['a mail that tells of its error', { 'mail.eml': mail(e4017) }],
    ['a mail that tells of its tile', { 'mail.eml': mail(later) }],
  ])('%s', async (_name, files) => {
    expect(await modulesOf({ 'a.har': har(filled), ...files })).toEqual(ofCapture);
  });

  it('so that the card adds what the capture does not have', async () => {
    const rule = 'xdr/module-unhealthy';
    expect(await verdictsOf(rule, { 'a.har': har(filled), 'card.txt': card('Secure Email Appliance') })).toEqual([
      'notApplicable',
      'pass',
    ]);
  });

  it('and a mail that tells of an error keeps it from being ruled out', async () => {
    const files = { 'a.har': har(filled), 'mail.eml': mail(e4017) };
    expect(await verdictsOf('sse/device-offline', files)).toEqual(['notApplicable', 'open']);
  });
});

describe('are two', () => {
  it.each<[string, Record<string, string>]>([
    ['a picture that shows another state', { 'a.har': har(filled), 'tile.txt': tile(e4017) }],
    ['a card that shows another state', { 'a.har': har(filled), 'card.txt': card('Secure Email Appliance', 'no') }],
    ['a name that is none of it', { 'a.har': har(filled), 'card.txt': card('Secure Email and Web Manager') }],
    ['one of two modules', { 'a.har': har(filled, second), 'tile.txt': tile('Data') }],
    ['told of one of two modules', { 'a.har': har(filled, second), 'mail.eml': mail(later) }],
  ])('%s', async (_name, files) => {
    expect(
      (await modulesOf(files)).filter((id) => !/module:0a0[^/]*(?:\/tile:esa-incoming-mail)?$/.test(id)),
    ).not.toEqual([]);
  });

  it('so that what a later picture shows is a fault', async () => {
    const verdicts = await verdictsOf('sse/device-offline', { 'a.har': har(filled), 'tile.txt': tile(e4017) });
    expect(verdicts).toContain('fail');
  });
});

it('an error that both show is one fault', async () => {
  const files = { 'a.har': har(offline(emailModule)), 'tile.txt': tile(e4017) };
  expect(await verdictsOf('sse/device-offline', files)).toEqual(['fail', 'notApplicable']);
});
