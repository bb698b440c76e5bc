// The stored code is a shortcut only: without it, or with another program's, the same comes out.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'esa-triage-launch-'));
afterAll(() => rmSync(folder, { recursive: true }));

function judge(base: string): string {
  return execFileSync(process.execPath, [`${base}/dist/cli.js`, `${root}samples/healthy/upload`], { encoding: 'utf8' });
}

test('code that V8 refuses, or that is missing, changes nothing', () => {
  for (const name of ['dist', 'package.json']) cpSync(`${root}${name}`, join(folder, name), { recursive: true });
  symlinkSync(`${root}node_modules`, join(folder, 'node_modules'));
  const expected = judge(root);
  const codes = readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.code'));
  expect(codes).toContain('program.cjs.code');
  for (const name of codes) writeFileSync(join(folder, 'dist', name), 'no code of this program');
  expect(judge(folder)).toBe(expected);
  for (const name of codes) rmSync(join(folder, 'dist', name));
  expect(judge(folder)).toBe(expected);
});

test('packages that are rarely needed are found', () => {
  const entry = { request: { url: 'https://a.example/' }, response: { status: 200 }, startedDateTime: 'yesterday' };
  writeFileSync(join(folder, 'odd.har'), JSON.stringify({ log: { entries: [entry] } }));
  const { stdout, stderr } = spawnSync(process.execPath, [`${root}dist/cli.js`, join(folder, 'odd.har'), '--all'], {
    encoding: 'utf8',
  });
  // har-validator
  expect(stdout).toContain('deviates from the HAR 1.2 schema');
  expect(stderr).toBe('');
  // yargs, for a width that the build did not lay out
  const script = `
    process.argv.splice(1, Infinity, 'x', '--version');
    const { launch } = await import(${JSON.stringify(`${root}dist/cli.js`)});
    const sink = { isTerminal: true, columns: 63, write: async (text) => void process.stdout.write(text) };
    await launch('main.cjs').main(['--help'], { stdin: process.stdin, stdout: sink, stderr: sink, env: {}, cwd: '.' });`;
  const help = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const lines = help.split('\n');
  expect(help).toContain('--format');
  expect(Math.max(...lines.map(({ length }) => length))).toBeGreaterThan(50);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(75);
});
