// The same promise where a process ends otherwise than it should: interrupted, or with a child that crashes; and the other
// side of it, that secrets are shown on a real terminal, there only.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createBudget } from '../../src/intake/budget.js';
import { defineParser, type Extractors } from '../../src/model/parser.js';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import { childRunner } from '../../src/run/child/child-runner.js';
import { readUpload } from '../../src/run/read-upload.js';
import { createMasker } from '../../src/text/secrets/mask.js';
import { root } from '../meta/source-files.js';
import { Canaries } from './canaries.js';

const cli = `${root}dist/cli.js`;
const folder = mkdtempSync(join(tmpdir(), 'esa-triage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const canaries = new Canaries();
const token = canaries.token('page');
const page = `Cloud Service Settings\nRegistration Token: ${token}\nCisco XDR [ ] ${'x'.repeat(50)} token=${token}\n`;
const name = `registration_token_${canaries.token('name')}.txt`;
writeFileSync(join(folder, name), page);
writeFileSync(join(folder, 'page.txt'), page);

const hasPty = spawnSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' }).status === 0;
if (!hasPty)
  process.stderr.write('SKIPPED: no `script` that makes a pseudo-terminal; what a terminal shows was not tested\n');
const onTerminal = (...args: string[]) =>
  spawnSync('script', ['-qec', [process.execPath, cli, ...args].map((one) => `'${one}'`).join(' '), '/dev/null'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

test.skipIf(!hasPty)('a terminal shows them when asked, and only then', () => {
  const shown = onTerminal(name, '--show-secrets', '--all');
  expect(canaries.seenIn(shown.stdout).map(({ place }) => place)).toContain('name');
  const masked = onTerminal(name, '--all');
  expect(masked.stdout).toContain('registration_token_[token#');
  expect(canaries.seenIn(masked.stdout)).toEqual([]);
});

test.skipIf(!hasPty)('a terminal beside a file is none', () => {
  const { stdout, status } = onTerminal(name, '--show-secrets', '--format', 'json=report.json');
  expect(status).toBe(2);
  expect(stdout).toContain('may only be seen on a terminal');
  expect(canaries.seenIn(stdout)).toEqual([]);
});

test('a pipe gets none', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, name, '--show-secrets'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  expect(stderr).toContain('standard output is no terminal');
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it without a word of the upload', async (signal) => {
  const child = spawn(process.execPath, [cli, '-', '--format', 'json'], { cwd: folder, stdio: 'pipe' });
  const closed = new Promise((resolve) => child.on('close', resolve));
  let heard = '';
  child.stdout.on('data', (text) => {
    heard += text;
  });
  child.stderr.on('data', (text) => {
    heard += text;
  });
  child.stdin.write(page);
  await new Promise((resolve) => setTimeout(resolve, 700));
  child.kill(signal);
  await closed;
  expect(canaries.seenIn(heard)).toEqual([]);
  expect(heard).toBe('');
});

test('a fault that nobody caught is told without its words', () => {
  const secret = canaries.token('words of an error');
  for (const fault of ['throw new TypeError', 'Promise.reject(new TypeError']) {
    const end = fault.startsWith('throw') ? '' : ')';
    const when = "if (process.listenerCount('uncaughtException') === 0) return; clearInterval(wait);";
    const injected = `const wait = setInterval(() => { ${when} ${fault}('token=${secret}')${end} }, 1)`;
    const preload = `data:text/javascript,${encodeURIComponent(injected)}`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', preload, cli, '-'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      input: page.repeat(50_000),
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 3 });
    expect(stderr).toContain('internal error (TypeError)');
    expect(canaries.seenIn(stderr)).toEqual([]);
  }
});

test.each(['abort', 'exit', 'silence', 'later', 'throw', 'garbage'])(
  'a child that ends by %s tells none',
  async (deed) => {
    const parser = defineParser({ kind: 'pdf', recognise: () => 1, parse: async () => ({ status: 'ok', counts: {} }) });
    const runner = childRunner({}, new URL('../fixtures/child/hostile-worker.mjs', import.meta.url));
    const masker = createMasker();
    const bytes = Buffer.from(`${deed} password=${canaries.token(`document that ends by ${deed}`)}`);
    const source = {
      id: 'document.pdf',
      sizeBytes: bytes.length,
      async *open() {
        yield bytes;
      },
    };
    const reading = {
      parsers: [parser],
      extractors: { quoting: loadStoredPack().quoting } as Extractors,
      masker,
      child: runner,
    };
    const { artifacts } = await readUpload([source], reading, createBudget());
    await runner.close();
    const said = artifacts.map((artifact) => JSON.stringify(artifact)).join('');
    expect(canaries.seenIn(said)).toEqual([]);
    expect(artifacts).toHaveLength(1);
  },
);

test('a document that takes too much memory is told without a word of it', () => {
  const secret = canaries.token('large export');
  const interfaces = `<interface><interface_name>Data token=${secret}</interface_name></interface>`.repeat(120_000);
  const xml = `<?xml version="1.0"?><config><hostname>token=${secret}</hostname><interfaces>${interfaces}</interfaces></config>`;
  writeFileSync(join(folder, 'large.xml'), xml);
  const args = [cli, 'large.xml', '--format', 'json', '--limit', 'document-memory=60MiB'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  expect(JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code)).toContain('document-out-of-memory');
  expect(canaries.seenIn(stdout + stderr)).toEqual([]);
});
