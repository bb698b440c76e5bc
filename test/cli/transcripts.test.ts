// Runs every `$ esa-triage …` line of the transcripts beside this file and compares all it says: standard output as it
// is, standard error behind `2> `, then the exit code. `npm test -- -u` rewrites them; the diff is the review.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const transcripts = readdirSync(here).filter((name) => name.endsWith('.md'));

test.concurrent.for(transcripts)('%s', { timeout: 120_000 }, async (name, { expect }) => {
  const path = join(here, name);
  const folder = mkdtempSync(join(tmpdir(), 'esa-triage-'));
  try {
    cpSync(join(here, 'inputs'), folder, { recursive: true });
    const text = await played(readFileSync(path, 'utf8'), folder);
    await expect(text).toMatchFileSnapshot(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The transcript with what the commands say now. */
async function played(transcript: string, folder: string): Promise<string> {
  const lines: string[] = [];
  let inBlock = false;
  for (const line of transcript.split('\n')) {
    const fence = line.startsWith('```');
    const command = line.startsWith('$ esa-triage');
    if (!inBlock || fence || command) lines.push(line);
    if (inBlock && command) lines.push(await outcome(line, folder));
    if (fence) inBlock = line === '```console';
  }
  return lines.join('\n');
}

function outcome(line: string, cwd: string): Promise<string> {
  const args = argumentsOf(line.slice('$ esa-triage'.length));
  const child = spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    // The pack's hash changes with every edit of a rule.
    const said = () => `${out}${errors.replace(/^(?=.)/gm, '2> ')}`.replace(/\([0-9a-f]{12}\)/g, '(<hash>)');
    child.on('close', (code) => resolve(`${said()}[exit ${code}]`));
  });
}

/** Words as a shell splits them, with single quotes. */
function argumentsOf(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
