import { expect, it } from 'vitest';
import { reportOf } from '../near-misses/whole-case.js';

const header = (serial: string, offset: string) =>
  [
    'Begin Logfile',
    `Version: 15.0.1-416 SN: ${serial}-000000000001`,
    ...(offset ? [`Time offset from UTC: ${offset} seconds`] : []),
  ]
    .map((line) => `Mon Nov 16 08:00:00 2026 Info: ${line}\n`)
    .join('');
const commit = (clock: string) => `Mon Nov 16 ${clock} 2026 Info: User exampleadmin commit changes: x\n`;

it('one order over logs of several zones, and apart what has none', async () => {
  const { timeline } = await reportOf({
    'east.log': header('EASTEXAMPLE0', '32400') + commit('18:00:00'),
    'west.log': header('WESTEXAMPLE0', '-28800') + commit('00:30:00'),
    'lost.log': header('LOSTEXAMPLE0', '') + commit('12:00:00'),
  });
  const commits = (entries: typeof timeline.ordered) =>
    entries
      .filter(({ fact }) => fact === 'appliance.commit.event')
      .map(({ time, evidence }) => `${time} ${evidence.artifact}`);
  expect(commits(timeline.ordered)).toEqual(['2026-11-16T08:30:00Z west.log', '2026-11-16T09:00:00Z east.log']);
  expect(commits(timeline.zoneUnknown)).toEqual(['2026-11-16T12:00:00 lost.log']);
});
