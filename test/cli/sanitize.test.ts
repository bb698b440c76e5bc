// `sanitize` as people run it: where the copy goes, what is refused, what is told, what an interrupt leaves.
import { spawn, spawnSync } from 'node:child_process';
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const secret = 'Zq77Kd02mMvT9xPq41';
const capture = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'WebInspector', version: '1' },
    pages: [],
    entries: [0, 1].map((second) => ({
      startedDateTime: `2026-11-20T09:00:0${second}.000Z`,
      time: 1,
      request: { method: 'GET', url: `https://visibility.amp.cisco.com/iroh/x?access_token=${secret}`, headers: [] },
      response: { status: 200, headers: [], content: { size: 2, mimeType: 'application/json', text: '{}' } },
    })),
  },
});

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'esa-triage-sanitize-'));
  writeFileSync(at('in.har'), capture);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], input?: string | Buffer) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'sanitize', ...args], {
    cwd: folder,
    encoding: 'utf8',
    ...(input !== undefined && { input }),
  });
  return { status, stdout, stderr };
}

test('writes the copy, tells what was done on standard error, and nothing with --quiet', () => {
  const { status, stdout, stderr } = run(['in.har', '-o', 'out.har']);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toContain('2 entries written');
  expect(stderr).toContain('token 1');
  expect(readFileSync(at('out.har'), 'utf8')).not.toContain(secret);
  expect(run(['in.har', '-o', 'out.har', '--force', '-q'])).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(readFileSync(at('in.har'), 'utf8')).toBe(capture);
});

test('a compressed capture and standard input give the same copy', () => {
  writeFileSync(at('in.har.gz'), gzipSync(capture));
  run(['in.har', '-o', 'plain.har']);
  expect(run(['in.har.gz', '-o', 'gz.har']).status).toBe(0);
  expect(run(['-', '-o', 'stdin.har'], capture).status).toBe(0);
  const plain = readFileSync(at('plain.har'), 'utf8');
  expect(['gz.har', 'stdin.har'].map((name) => readFileSync(at(name), 'utf8'))).toEqual([plain, plain]);
});

test('replaces a file only with --force, and the capture itself never', () => {
  writeFileSync(at('out.har'), 'mine');
  const refused = run(['in.har', '-o', 'out.har']);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('it exists already');
  expect(readFileSync(at('out.har'), 'utf8')).toBe('mine');
  linkSync(at('in.har'), at('same.har'));
  for (const name of ['in.har', './in.har', 'same.har']) {
    const { status, stderr } = run(['in.har', '-o', name, '--force']);
    expect(status).toBe(2);
    expect(stderr).toContain('is the capture itself');
  }
  expect(readFileSync(at('in.har'), 'utf8')).toBe(capture);
});

test.each([
  [['in.har'], 'where the copy goes was not named'],
  [['-o', 'out.har'], 'no capture was named'],
  [['in.har', 'in.har', '-o', 'out.har'], 'one capture at a time'],
  [['in.har', '-o', '-'], 'a copy goes into a file'],
  [['gone.har', '-o', 'out.har'], 'there is no such file'],
  [['.', '-o', 'in.har', '--force'], 'is a folder'],
])('%j is wrong usage and writes nothing', (args, problem) => {
  const { status, stderr } = run(args);
  expect(status).toBe(2);
  expect(stderr).toContain(problem);
  expect(readdirSync(folder)).toEqual(['in.har']);
});

test('what is no capture ends with 3 and leaves no file', () => {
  writeFileSync(at('page.txt'), 'Cloud Services');
  writeFileSync(at('other.har'), '{"log": {"version": "1.2", "entries": []}}');
  for (const name of ['page.txt', 'other.har']) expect(run([name, '-o', 'out.har']).status).toBe(3);
  expect(readdirSync(folder).sort()).toEqual(['in.har', 'other.har', 'page.txt']);
});

test('a cut capture gives a copy marked as partial, tells it, and ends with 3; so does a cut compression', () => {
  writeFileSync(at('cut.har'), capture.slice(0, -40));
  writeFileSync(at('cut.har.gz'), gzipSync(capture.repeat(1)).subarray(0, -12));
  for (const name of ['cut.har', 'cut.har.gz']) {
    const { status, stderr } = run([name, '-o', 'out.har', '--force', '-q']);
    expect(status).toBe(3);
    expect(stderr).toContain('damaged or cut');
    expect(JSON.parse(readFileSync(at('out.har'), 'utf8')).log._sanitized.partial).toBe(true);
  }
});

test('a secret in the name of the file is masked in what is told', () => {
  const name = `token=${secret}.har`;
  writeFileSync(at(name), 'no capture');
  const { stderr } = run([name, '-o', 'out.har']);
  expect(stderr).toContain('is no browser capture');
  expect(stderr).not.toContain(secret);
});

test('an interrupt leaves nothing behind and is an interrupt', async () => {
  const entry = JSON.stringify(JSON.parse(capture).log.entries[0]);
  const many = `{"log":{"version":"1.2","entries":[${`${entry},`.repeat(60_000)}${entry}]}}`;
  writeFileSync(at('in.har'), many);
  const child = spawn(process.execPath, [cli, 'sanitize', 'in.har', '-o', 'out.har'], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)));
  const isDraft = (name: string) => name.endsWith('.part') && statSync(at(name)).size > 0;
  while (!readdirSync(folder).some(isDraft) && child.exitCode === null)
    await new Promise((next) => setTimeout(next, 10));
  child.kill('SIGINT');
  expect(await ended).toBe('SIGINT');
  expect(readdirSync(folder)).toEqual(['in.har']);
}, 60_000);
