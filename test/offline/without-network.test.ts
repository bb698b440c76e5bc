// The program as it is shipped, where there is no network at all, and watched for sockets: it does the same work.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { reporters } from '../../src/reporters/registry.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'offline-'));
afterAll(() => rmSync(folder, { recursive: true }));

const samples = readdirSync(join(root, 'samples'));
const calls: readonly (readonly string[])[] = [
  ['samples'],
  ['--help'],
  ['rules', 'lint'],
  ['rules', 'test'],
  ['facts', `samples/${samples[0]}`],
  ...samples.flatMap((name) => Object.keys(reporters).map((format) => [`samples/${name}`, '--format', format])),
];

function run(command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 });
  return { status, stdout, stderr };
}

function has(command: string, ...args: readonly string[]): boolean {
  const isThere = spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  const told = `SKIPPED: "${[command, ...args].join(' ')}" does not work here, offline is proven by less\n`;
  if (!isThere) process.stderr.write(told);
  return isThere;
}

describe.skipIf(!has('unshare', '-rn', 'true'))('without any network', () => {
  test.each(calls.map((call) => [call.join(' '), call] as const))('%s gives the same', (_, call) => {
    const here = run(process.execPath, [cli, ...call]);
    expect(here.stdout.length).toBeGreaterThan(0);
    expect(run('unshare', ['-rn', process.execPath, cli, ...call])).toEqual(here);
  });

  test('there is none', () => {
    const probe = "require('node:net').connect(53,'192.0.2.1').on('error',e=>{console.log(e.code);process.exit()})";
    expect(run('unshare', ['-rn', process.execPath, '-e', probe]).stdout).toContain('ENETUNREACH');
  });
});

describe.skipIf(!has('strace', '-o', '/dev/null', 'true'))('watched by strace', () => {
  const sockets = (args: readonly string[]) => {
    const log = join(folder, 'strace.txt');
    run('strace', ['-f', '-e', 'trace=%network', '-o', log, process.execPath, ...args]);
    return readFileSync(log, 'utf8').match(/AF_INET6?\b|AF_NETLINK|connect\(.*/g) ?? [];
  };

  test.each(calls.slice(0, 8).map((call) => [call.join(' '), call] as const))('%s opens no socket', (_, call) => {
    expect(sockets([cli, ...call])).toEqual([]);
  });

  test('a program that connects is seen', () => {
    expect(sockets(['-e', "require('node:net').connect(9,'127.0.0.1').on('error',()=>{})"])).not.toEqual([]);
  });
});
