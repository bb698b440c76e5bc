// No byte that the program writes holds a secret: hundreds of them planted in every kind of file, whole, damaged, beyond a
// limit, through every command and format; and, so that the silence means something, all of them seen where they are asked for.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Canaries } from './canaries.js';
import { formats, invocations, said } from './every-output.js';
import { archivedFiles, damagedFiles, type Files, plantedFiles, writeFiles } from './planted-case.js';

const rules = ['sse/eventing-off', 'appliance/registration-token-rejected', 'appliance/cloud-unreachable'];
const cases: Readonly<Record<string, { files: (canaries: Canaries) => Files; more: readonly string[] }>> = {
  whole: { files: plantedFiles, more: [] },
  damaged: { files: damagedFiles, more: [] },
  archived: { files: archivedFiles, more: [] },
  'beyond a limit': {
    files: (canaries) => ({ ...plantedFiles(canaries), ...archivedFiles(canaries) }),
    more: ['--limit', 'file-bytes=3000', '--limit', 'nesting=1', '--limit', 'entries=20'],
  },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'esa-triage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function told(canaries: Canaries, text: string): string[] {
  return canaries.seenIn(text).map(({ place, secret }) => `${place}: ${secret}`);
}

describe.each(Object.entries(cases))('%s', (name, { files, more }) => {
  const canaries = new Canaries();
  const cwd = () => join(folder, name);
  beforeAll(() => {
    mkdirSync(join(cwd(), 'upload'), { recursive: true });
    writeFiles(join(cwd(), 'upload'), files(canaries));
    writeFiles(cwd(), { 'capture.har': plantedFiles(canaries)['capture.har'] ?? '' });
  });

  test('no command and no format tells one', async () => {
    expect(canaries.all.length).toBeGreaterThan(400);
    const given = { paths: ['upload'], capture: 'capture.har', rules: name === 'whole' ? rules : rules.slice(0, 1) };
    const all = (await invocations(given)).filter(({ flags }) => name === 'whole' || flags.includes('--all'));
    expect(new Set(all.map(({ verb }) => verb)).size).toBeGreaterThanOrEqual(3);
    const leaks: string[] = [];
    let bytes = 0;
    let copies = 0;
    for (const { args, writes } of all) {
      const { stdout, stderr } = await said([...args, ...(writes === undefined ? more : [])], { cwd: cwd() });
      bytes += stdout.length;
      const copy = writes === undefined ? '' : readFileSync(join(cwd(), writes), 'utf8');
      if (writes !== undefined) copies += copy.includes('"_sanitized"') ? 1 : 0;
      for (const leak of told(canaries, stdout + stderr + copy)) leaks.push(`${args.join(' ')}: ${leak}`);
    }
    expect(copies).toBe(all.filter(({ writes }) => writes !== undefined).length);
    expect(name !== 'whole' || copies > 0).toBe(true);
    expect(leaks).toEqual([]);
    expect(bytes).toBeGreaterThan(10_000);
  }, 120_000);

  // Files are written alike, whatever is in them.
  test.runIf(name === 'whole')('no file holds one', async () => {
    const beside = formats.flatMap((format) => ['--format', `${format}=report.${format}`]);
    await said(['upload', ...beside, ...more], { cwd: cwd() });
    const written = readdirSync(cwd()).filter((file) => file.startsWith('report.'));
    expect(written.length).toBe(formats.length);
    for (const file of written) expect(told(canaries, readFileSync(join(cwd(), file), 'utf8'))).toEqual([]);
  });

  test.skipIf(name === 'beyond a limit')('they are there: whoever may see them does', async () => {
    const { stdout, code } = await said(['facts', 'upload', '--show-secrets', '--all'], { cwd: cwd(), terminal: true });
    const report = await said(['upload', '--show-secrets', '--all'], { cwd: cwd(), terminal: true });
    const seen = canaries.seenIn(stdout + report.stdout).length;
    expect(code).toBe(0);
    expect(seen).toBeGreaterThan(200);
  });
});

test('an error tells none of what was typed', async () => {
  const canaries = new Canaries();
  const token = () => canaries.token('command line');
  for (const args of [
    [`https://joe:${token()}@esa.example.com/cb?code=${token()}`],
    [`--password=${token()}`],
    ['--token', token()],
    ['explain', `token=${token()}`, 'upload'],
    ['rules', 'show', `password: ${token()}`],
    ['rules', `Bearer ${token()}`],
    ['samples', token()],
    ['upload', '--state', `password=${token()}@x`],
    ['upload', '--only', `token_${token()}`],
    ['upload', '--zone', `token=${token()}`],
    ['upload', '--as-of', `token ${token()}`],
    ['upload', '--rules', `folder/token=${token()}`],
    ['upload', '--case-key', `key/token=${token()}`],
    ['upload', '-o', `report?token=${token()}.pdf`],
    ['upload', '--format', `json=missing/token=${token()}/report.json`],
  ]) {
    const { stdout, stderr, code } = await said(args, { cwd: folder });
    expect({ args, code, leaks: told(canaries, stdout + stderr) }).toEqual({ args, code: 2, leaks: [] });
  }
  expect(canaries.all.length).toBeGreaterThan(15);
});
