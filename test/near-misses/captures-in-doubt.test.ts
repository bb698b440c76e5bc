// Captures in which what was asked last is not what was answered last, and answers after which a pass would be a guess.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  filled,
  health,
  moduleError,
  moduleList,
  offline,
  type SpecimenCall,
  tileData,
  tileList,
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { verdictsOf } from './whole-case.js';

const talos = {
  id: '0a000000-0000-4000-8000-000000000003',
  name: 'Talos',
  module_type_id: '1898d0e8-45f7-550d-8ab5-915f064426dd',
};
const modules = moduleList('EU', [emailModule]);
const without = moduleList('EU', [talos]);
const tiles = tileList('EU', emailModule);
const bad = (status?: number) => tileData('EU', emailModule, 'last_24_hours', offline(emailModule), status);
const good = tileData('EU', emailModule, 'last_24_hours', filled);

interface Entry {
  startedDateTime: string;
  time: number;
}

/** The entries of a capture, changed one by one. */
function capture(calls: readonly SpecimenCall[], change: (entry: Entry, index: number) => void = () => {}) {
  const har = JSON.parse(captureOf(calls)) as { log: { entries: Entry[] } };
  har.log.entries.forEach(change);
  return { 'a.har': JSON.stringify(har) };
}

describe('E4017 beside data of the same module', () => {
  const rule = 'sse/device-offline';
  const calls = [modules, tiles, bad(), good];
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 9, 0, seconds)).toISOString();

  it('one after the other', async () => {
    expect(await verdictsOf(rule, capture(calls))).toEqual(['pass']);
  });

  it.each<[string, SpecimenCall[], (entry: Entry, index: number) => void]>([
    [
      'asked before it, and answered after it',
      calls,
      (entry, index) => {
        if (index === 2) entry.time = 60_000;
      },
    ],
    [
      'asked at one time',
      calls,
      (entry) => {
        entry.startedDateTime = at(0);
      },
    ],
    [
      'before which the clock of the workstation was set back',
      [modules, tiles, good, bad()],
      (entry, index) => {
        if (index === 3) entry.startedDateTime = at(-3600);
      },
    ],
  ])('%s', async (_name, asked, change) => {
    expect(await verdictsOf(rule, capture(asked, change))).toEqual(['open']);
  });

  it.each([408, 422, 424, 501, 520])('of the rare status %i stands', async (status) => {
    expect(await verdictsOf(rule, capture([modules, tiles, good, bad(status)]))).toEqual(['fail']);
  });

  it('of a status that a proxy answers with is nobody’s', async () => {
    expect(await verdictsOf(rule, capture([modules, tiles, good, bad(407)]))).not.toContain('fail');
  });
});

describe('a module that was well', () => {
  const well = health('EU', emailModule, 'ok');
  const one = xdrUrl('EU', `/iroh-int/module-instance/${emailModule.id}`);
  const errors = { ...moduleError(emailModule, 'The health check did not end') };

  it.each<[string, SpecimenCall | undefined, string]>([
    ['and was not touched', undefined, 'pass'],
    ['was changed, which was answered with nothing', { url: one, method: 'PATCH', status: 204 }, 'open'],
    ['was changed, and the answer is not in the capture', { url: one, method: 'PUT' }, 'open'],
    ['was not changed for want of rights', { url: one, method: 'PATCH', status: 403, body: {} }, 'pass'],
    ['was changed to off', { url: one, method: 'PATCH', body: { ...emailModule, enabled: false } }, 'fail'],
    ['has a check that ended in an error', { ...well, body: errors }, 'open'],
    ['has a check that the service failed at', { ...well, status: 500, body: { error: 'unknown' } }, 'open'],
    ['is in no later list', without, 'open'],
  ])('%s', async (_name, call, verdict) => {
    const calls = [modules, well, ...(call === undefined ? [] : [call])];
    const verdicts = await verdictsOf('xdr/module-unhealthy', capture(calls));
    expect(verdicts.filter((is) => is !== 'notApplicable')).toEqual([verdict]);
  });
});

it.each<[string, Record<string, string>, string]>([
  ['the whole list', {}, 'fail'],
  ['a range that is whole', { 'content-range': 'items 0-0/1' }, 'fail'],
  ['a range of a longer one', { 'content-range': 'items 0-0/2' }, 'open'],
  ['a range of nobody knows how many', { 'content-range': 'items 0-0/*' }, 'open'],
  ['a place to go on from', { 'x-search_after': '["a"]' }, 'open'],
  ['a place to go on from behind the last one', { 'x-search_after': '["a"]', 'x-total-hits': '1' }, 'fail'],
  ['a copy of a cache', { age: '300' }, 'open'],
])('a list without the module: %s', async (_name, headers, verdict) => {
  expect(await verdictsOf('xdr/module-missing', capture([{ ...without, headers }]))).toEqual([verdict]);
});
