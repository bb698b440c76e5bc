// `--case-key FILE`: one secret has one label in all cases with that key, another with another key; the key is never told,
// and a file that is none is refused.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { said } from '../leaks/every-output.js';
import { captureOf } from '../specimens/capture-specimens.js';

const folder = mkdtempSync(join(tmpdir(), 'esa-triage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const token = '5f3a9c1e77d24b0c8e6a1f2b3c4d5e6f';
const other = 'kQ9vT2xLmZ4rB7nWc3Yd8HsP6fGj1Ka0';

function file(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return name;
}

const key = file('case.key', 'a key that nobody else has, 32 bytes\n');
const second = file('second.key', 'another key that nobody else has, too\n');
const one = file(`token_${token}.log`, '');
const two = file(`cb?code=${other}&token=${token}`, '');
const short = file('passcode=123456', '');

const label = async (path: string, ...more: string[]) => {
  const { stdout } = await said([path, '--format', 'json', ...more], { cwd: folder });
  return (JSON.parse(stdout) as { artifacts: { id: string }[] }).artifacts[0]?.id ?? '';
};

test('the same secret has the same label in every case, and another one another', async () => {
  const [, of] = /(\[token#[0-9a-f]{16}\])/.exec(await label(one, '--case-key', key)) ?? [];
  expect(of).toBeDefined();
  expect(await label(two, '--case-key', key)).toMatch(/^cb\?code=\[code#[0-9a-f]{16}\]&token=\[token#[0-9a-f]{16}\]$/);
  expect(await label(two, '--case-key', key)).toContain(of);
  expect(await label(one, '--case-key', second)).not.toContain(of);
  expect(await label(two)).toBe('cb?code=[code#1]&token=[token#1]');
});

test('a copy of a capture has the labels of the reports with this key, and keeps them when copied again', async () => {
  const url = `https://visibility.amp.cisco.com/iroh/x?access_token=${token}`;
  const calls = [{ url, body: { access_token: other, note: `token=${token}` } }];
  file('capture.har', captureOf(calls));
  const copied = async (from: string, to: string, ...more: string[]) => {
    expect((await said(['sanitize', from, '-o', to, ...more], { cwd: folder })).code).toBe(0);
    return readFileSync(join(folder, to), 'utf8');
  };
  const copy = await copied('capture.har', 'copy.har', '--case-key', key);
  const [, id = '-'] = /token#([0-9a-f]{16})/.exec(await label(one, '--case-key', key)) ?? [];
  expect(copy).toContain(`access_token=%5Btoken%23${id}%5D`);
  expect(copy).toContain(`token=[token#${id}]`);
  expect(await copied('copy.har', 'again.har', '--case-key', key)).toBe(copy);
  expect(await copied('copy.har', 'bare.har')).toBe(copy);
});

test('what can be guessed has no label of its own, with a key neither', async () => {
  expect(await label(short, '--case-key', key)).toBe('passcode=[password]');
});

test('the key itself is told nowhere, not even where it lies in the upload', async () => {
  file('note.txt', 'see: a key that nobody else has, 32 bytes');
  for (const format of ['json', 'table']) {
    const { stdout, stderr } = await said(['.', '--case-key', key, '--all', '--format', format], { cwd: folder });
    expect(stdout + stderr).not.toContain('a key that nobody');
  }
});

test.each([
  ['that is missing', 'no.key', 'there is no such file'],
  ['that is a folder', '.', 'is no file'],
  ['that is empty', file('empty.key', '\n'), 'is empty'],
  ['that is short', file('short.key', 'fifteen bytes..\n'), 'is shorter than 16 bytes'],
  ...(process.platform === 'win32'
    ? []
    : [['that all may read', file('open.key', 'x'.repeat(40), 0o644), 'may be read by everybody']]),
])('a key %s is refused', async (_, path = '', problem = '') => {
  const { stdout, stderr, code } = await said([one, '--case-key', path], { cwd: folder });
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toContain(problem);
  expect(stderr).toContain('chmod 600');
});

test('--show-secrets needs a terminal and nothing else', async () => {
  const piped = await said([one, '--show-secrets'], { cwd: folder });
  expect(piped).toMatchObject({ code: 2, stdout: '' });
  for (const more of [
    ['-o', 'r.json'],
    ['--format', 'json=r.json'],
  ]) {
    const both = await said([one, '--show-secrets', ...more], { cwd: folder, terminal: true });
    expect(both).toMatchObject({ code: 2, stdout: '' });
    expect(both.stderr).toContain('is a file');
  }
  const shown = await said([one, '--show-secrets', '--format', 'json'], { cwd: folder, terminal: true });
  expect(shown.stdout).toContain(token);
});
