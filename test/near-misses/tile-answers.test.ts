// What a tile shows, and what its module therefore answered: in texts of its pictures, and in calls that failed.
import { describe, expect, it } from 'vitest';
import { captureOf, emailModule, filled, moduleError, tileData, tileList } from '../specimens/capture-specimens.js';
import { reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const offline = 'There was a client error in the Secure Email module: E4017: Device is offline [409]';
const tile = (message: string, day?: string) =>
  `${day === undefined ? '' : `Captured: 2026-11-${day} 09:00 UTC\n\n`}Title: Incoming Mail Summary\nModule: Secure Email Appliance\nTime range: Last 90 Days\nMessage: ${message}\n`;
const dashboard = (answer: unknown, status = 200) => ({
  'a.har': captureOf([tileList('EU', emailModule), tileData('EU', emailModule, 'last_24_hours', answer, status)]),
});

describe('data in the picture of a tile', () => {
  const rule = 'sse/device-offline';

  it('takes back an E4017 of an earlier one', async () => {
    expect(await verdictsOf(rule, { 'a.txt': tile(offline, '18'), 'b.txt': tile('Shows data', '20') })).toEqual([
      'pass',
    ]);
    expect(await verdictsOf(rule, { 'a.txt': tile(offline, '20'), 'b.txt': tile('Shows data', '18') })).toEqual([
      'fail',
    ]);
  });

  it('beside an E4017 without times: nobody knows which is the later one', async () => {
    expect(await verdictsOf(rule, { 'a.txt': tile(offline), 'b.txt': tile('Shows data') })).toEqual(['open']);
  });

  it('rules nothing out where a later picture shows another error', async () => {
    const later = tile('There was a problem. Try again later.', '20');
    expect(await verdictsOf(rule, { 'a.txt': tile('Shows data', '18') })).toEqual(['pass']);
    expect(await verdictsOf(rule, { 'a.txt': tile('Shows data', '18'), 'b.txt': later })).toEqual(['open']);
  });

  it('is missing where one picture has two tiles with errors: E4017 stands', async () => {
    const other = tile('There was a problem. Try again later.').replace('Incoming', 'Outgoing');
    expect(await verdictsOf(rule, { 'a.txt': `${tile(offline)}\n${other}` })).toEqual(['fail']);
  });

  it('is not an empty tile, which takes nothing back', async () => {
    expect(await verdictsOf(rule, { 'a.txt': tile(offline, '18'), 'b.txt': tile('No data', '20') })).toEqual(['fail']);
  });
});

describe('an unexpected error', () => {
  const rule = 'xdr/tile-unexpected-error';

  it.each(['Secure Email', 'Cisco Secure Email', 'Secure Email and Web Manager', 'Mail gateway Berlin'])(
    'in the module %s was not applicable, for the name that its message has',
    async (name) => {
      const module = { ...emailModule };
      const answer = moduleError(module, `There was an unexpected error in the ${name} module`);
      expect(verdictsIn(await reportOf(dashboard(answer)), rule)).toEqual(['fail']);
    },
  );
});

describe('a call that failed without a message', () => {
  const failed = { error: 'unknown server error', trace_id: '0a0b0c' };

  it.each(['xdr/tile-try-later', 'xdr/tile-unexpected-error'])(
    'does not tell what the tile shows: %s was not applicable',
    async (rule) => {
      expect(await verdictsOf(rule, dashboard(failed, 500))).toEqual(['open']);
      expect(await verdictsOf(rule, dashboard(filled))).toEqual(['pass']);
    },
  );

  it('with a message is another error, and told as one', async () => {
    const answer = moduleError(emailModule, offline);
    expect(await verdictsOf('xdr/tile-try-later', dashboard(answer, 500))).toContain('notApplicable');
    expect(await verdictsOf('sse/device-offline', dashboard(answer, 500))).toEqual(['fail']);
  });

  it('is an error of the tile all the same', async () => {
    const { symptoms } = await reportOf(dashboard(failed, 500));
    expect(symptoms.map(({ symptom }) => symptom)).toEqual(['tile-error']);
  });
});

it('a module that a letter quotes was a second one, beside which no call of the API was of the tile', async () => {
  const at = (time: string) => `Fri Nov 20 ${time} 2026 Info:`;
  const call = 'GET /esa/api/v2.0/reporting/mail HTTP/1.1 401 -';
  const log = `${at('08:00:00')} Version: 15.0.1-416 SN: AAAABBBBCCCC-DDDDEEEE\n${at('08:00:00')} Time offset from UTC: 0 seconds\n${at('09:00:10')} 127.0.0.1 - - 20/Nov/2026 09:00:10 +0000 ${call}\n`;
  const note = `Hello team,\n\nyesterday somebody saw the error "${offline}" on it.\n\nRegards\n`;
  const files = { ...dashboard(filled), 'api.current': log };
  for (const more of [{}, { 'note.txt': note }]) {
    expect(await verdictsOf('appliance/api-calls-rejected', { ...files, ...more })).toEqual(['fail']);
  }
});
