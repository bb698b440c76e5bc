// Logs far larger than their reader: the program in a process of its own, by what it needs at most.
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.js';
import { header } from './reading.js';

const run = promisify(execFile);
const cli = new URL('../../../dist/cli.js', import.meta.url).pathname;
const trouble = 'Mon Nov 16 09:00:00 2026 Info: connect to api-sse.cisco.com:443: [Errno 60] Operation timed out';
const outage = [0, 1, 2].map((minute) => `${trouble.replace('09:00', `09:0${minute}`)}\n`).join('');
const peak = "process.on('exit', () => require('fs').writeSync(2, 'peak ' + process.resourceUsage().maxRSS));";

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-log-'));
  await writeFile(join(folder, 'peak.cjs'), peak);
});
afterAll(() => rm(folder, { recursive: true }));

async function analyze(unit: string, megabytes: number): Promise<{ report: Report; peakMiB: number }> {
  const path = join(folder, 'large.log');
  const file = await open(path, 'w');
  await file.write(header());
  const piece = Buffer.from(unit.repeat(Math.ceil(1_000_000 / unit.length)));
  for (let written = 0; written < megabytes; written += 1) await file.write(piece);
  await file.write(`\n${trouble}\n`);
  await file.close();
  const argv = ['--require', join(folder, 'peak.cjs'), cli, 'analyze', path, '--format', 'json'];
  const done = await run(process.execPath, argv, { maxBuffer: 1 << 26 }).catch((error) => error);
  return { report: JSON.parse(done.stdout), peakMiB: Number(/peak (\d+)/.exec(done.stderr)?.[1]) / 1024 };
}

describe('memory stays flat', () => {
  it.each([
    ['one line without an end', 'x'.repeat(999), 'open'],
    ['one line of log lines', `${trouble} `, 'open'],
    ['zeros', '\0'.repeat(1000), 'open'],
    ['lines of one trouble again and again', outage, 'fail'],
  ])(
    'over %s',
    async (_, unit, verdict) => {
      const [small, large] = [await analyze(unit, 4), await analyze(unit, 40)];
      expect(large.peakMiB - small.peakMiB).toBeLessThan(30);
      const own = large.report.findings.filter(({ ruleId }) => ruleId === 'appliance/cloud-unreachable');
      expect(own.map((finding) => finding.verdict)).toEqual([verdict]);
    },
    120_000,
  );
});
