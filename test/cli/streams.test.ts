// How the program behaves at the ends of its pipes: closed, full, interrupted.
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const page = fileURLToPath(new URL('inputs/mixed/sse-page.txt', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'esa-triage-'));
const full = existsSync('/dev/full') ? test : test.skip;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], options: Parameters<typeof spawnSync>[2] = {}) {
  return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', ...options });
}

test('a reader that goes away is no error', async () => {
  const child = spawn(process.execPath, [cli, page, '--format', 'json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
});

full('a full disk behind standard output is told and ends with 2', () => {
  const device = openSync('/dev/full', 'w');
  const { status, stderr } = run([page], { stdio: ['ignore', device, 'pipe'] });
  closeSync(device);
  expect(status).toBe(2);
  expect(stderr).toContain('standard output: could not be written to');
});

full('a device named with -o is written to and never replaced', () => {
  const { status } = run([page, '-o', '/dev/full', '--format', 'json', '--force']);
  expect(status).toBe(2);
  expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
});

test('an interrupt ends the program at once', async () => {
  const child = spawn(process.execPath, [cli, '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.write('Cloud Services\n');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  child.kill('SIGINT');
  const [code, signal] = await new Promise<unknown[]>((resolve) => child.on('close', (...ends) => resolve(ends)));
  expect(code === 130 || signal === 'SIGINT').toBe(true);
});

test('standard output is the report and nothing else; no colour in a pipe', () => {
  const { stdout, stderr } = run([page, '--format', 'json'], { env: { ...process.env, FORCE_COLOR: '1' } });
  expect(JSON.parse(String(stdout)).schemaVersion).toBe(1);
  expect(stderr).toBe('');
  expect(run([page], { env: { ...process.env, FORCE_COLOR: '1' } }).stdout).not.toContain('\u001b');
});

test('a file is written whole, beside nothing else, and only replaced with --force', () => {
  const file = join(folder, 'report.json');
  expect(run([page, '-o', file]).status).toBe(0);
  expect(readdirSync(folder)).toEqual(['report.json']);
  writeFileSync(file, 'mine');
  expect(run([page, '-o', file]).status).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(run([page, '-o', file, '--force']).status).toBe(0);
  expect(JSON.parse(readFileSync(file, 'utf8')).case.name).toBe('sse-page.txt');
});

test.skipIf(process.platform === 'win32')('a link is followed, not replaced', () => {
  const target = join(folder, 'target.json');
  const link = join(folder, 'link.json');
  writeFileSync(target, '');
  symlinkSync(target, link);
  expect(run([page, '-o', link, '--force']).status).toBe(0);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(JSON.parse(readFileSync(target, 'utf8')).schemaVersion).toBe(1);
});

test('the same case gives the same bytes', () => {
  expect(run([page, '--format', 'json']).stdout).toBe(run([page, '--format', 'json']).stdout);
});
