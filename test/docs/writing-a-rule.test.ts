// docs/writing-a-rule.md, played from top to bottom in an empty folder: its files are written, its commands run, and
// every line that it shows is said.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { root } from '../meta/source-files.js';

const page = readFileSync(`${root}docs/writing-a-rule.md`, 'utf8');

interface Block {
  readonly kind: string;
  readonly text: string;
}

const blocks: Block[] = [...page.matchAll(/```([a-z][a-z0-9 ]*)\n([\s\S]*?)```/g)].map(([, kind = '', text = '']) => ({
  kind,
  text,
}));

function run(command: string, exit: number, cwd: string): string {
  const [npx, program, ...args] = command.split(' ');
  expect([npx, program]).toEqual(['npx', 'esa-triage']);
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}dist/cli.js`, ...args], {
    cwd,
    encoding: 'utf8',
  });
  expect(status, `${command}\n${stdout}${stderr}`).toBe(exit);
  return stdout + stderr;
}

/** A whole file, or one line that takes the place of the next of its kind behind a mark. */
function write(text: string, folder: string): void {
  const [first = '', ...lines] = text.split('\n');
  const [, file = '', mark] = /^# ([\w./-]+)(?:, behind "(.*)")?$/.exec(first) ?? [];
  const path = `${folder}/${file}`;
  if (mark === undefined) {
    writeFileSync(path, lines.join('\n'));
    return;
  }
  const before = readFileSync(path, 'utf8');
  const at = before.indexOf(mark);
  const [line = ''] = lines;
  const from = before.indexOf(`${line.split(':')[0]}:`, at);
  expect(at, mark).toBeGreaterThan(0);
  writeFileSync(path, `${before.slice(0, from)}${line}${before.slice(before.indexOf('\n', from))}`);
}

test('every command does what the page says', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(`${tmpdir()}/tutorial-`);
  try {
    cpSync(`${root}samples`, `${folder}/samples`, { recursive: true });
    let said = '';
    const seen = { sh: 0, text: 0, yaml: 0 };
    for (const { kind, text } of blocks) {
      const [name, , exit = '0'] = kind.split(' ');
      if (name === 'sh') said = run(text.trim(), Number(exit), folder);
      else if (name === 'yaml') write(text, folder);
      else for (const line of text.trimEnd().split('\n')) expect(said).toContain(line);
      seen[name as keyof typeof seen]++;
    }
    expect(seen).toEqual({ sh: 10, text: 9, yaml: 3 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
