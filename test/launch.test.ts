// The stored code is a shortcut only: without it, or with another program's, the same comes out.
import { execFileSync } from 'node:child_process';
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
