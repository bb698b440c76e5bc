// Children that misbehave, from fixtures/child: each costs its own document, is told, and leaves nothing behind.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import type { Source } from '../../../src/intake/source.js';
import { defineParser, type Extractors } from '../../../src/model/parser.js';
import { loadStoredPack } from '../../../src/pack/stored-pack.js';
import { type ChildLimits, type ChildRunner, childRunner } from '../../../src/run/child/child-runner.js';
import { createMasker } from '../../../src/text/secrets/mask.js';

const entry = new URL('../../fixtures/child/hostile-worker.mjs', import.meta.url);
const parser = defineParser({
  kind: 'pdf',
  recognise: () => 1,
  parse: async () => ({ status: 'ok', counts: { inParent: 1 } }),
});
const extractors = { quoting: loadStoredPack().quoting } as Extractors;

function source(text: string, id = 'a.txt', chunkBytes = 5): Source {
  const bytes = Buffer.from(text);
  return {
    id,
    sizeBytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

let runner: ChildRunner | undefined;
afterEach(() => runner?.close());

function hostile(limits: Partial<ChildLimits> = {}) {
  const child = childRunner({ memoryBytes: 300 << 20, deadlineMs: 20_000, ...limits }, entry);
  runner = child;
  const masker = createMasker();
  const reading = { parsers: [parser], extractors, masker };
  return { masker, read: (from: Source) => child.parse(from.id, from.open(), parser, reading, from.isSpoken) };
}

function pidOf(result: Awaited<ReturnType<ChildRunner['parse']>>): number {
  return result?.counts.pid ?? 0;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a document in a child', () => {
  test('comes back as it would from here', async () => {
    const { read } = hostile();
    expect(await read(source('fine text', 'folder/a.txt'))).toEqual({
      kind: 'pdf',
      status: 'ok',
      counts: { characters: 9, pid: expect.any(Number), spoken: 0 },
      notes: [{ code: 'empty-file', level: 'note' }],
      observations: [expect.objectContaining({ fact: 'a.fact' })],
    });
  });

  test('knows whether somebody wrote it', async () => {
    const { read } = hostile();
    expect(await read({ ...source('fine text'), isSpoken: true })).toMatchObject({ counts: { spoken: 1 } });
  });

  test('shares its process with the next one', async () => {
    const { read } = hostile();
    const first = pidOf(await read(source('fine')));
    expect(pidOf(await read(source('fine')))).toBe(first);
  });

  test('has the labels that the case has given, and gives the next ones', async () => {
    const { read, masker } = hostile();
    masker.text('Authorization: Bearer first-token-0123456789');
    const artifact = await read(
      source('fine Authorization: Bearer second-token-0123456789 Bearer first-token-0123456789'),
    );
    expect(JSON.stringify(artifact)).toMatch(/#2\].*#1\]/);
    expect(masker.egress('x second-token-0123456789')).toMatch(/#2\]/);
    expect(masker.text('Authorization: Bearer third-token-0123456789')).toMatch(/#3\]/);
  });

  test('has the usual limits where none are given', async () => {
    runner = childRunner({}, entry);
    const reading = { parsers: [parser], extractors, masker: createMasker() };
    expect(await runner.parse('a', source('slow').open(), parser, reading)).toMatchObject({ status: 'ok' });
    expect(await runner.parse('a', source('abort').open(), parser, reading)).toMatchObject({
      notes: [{ arguments: { mebibytes: 2048, seconds: 600 } }],
    });
  });

  test('whose source breaks is a fault of reading, not of the child', async () => {
    const { read } = hostile();
    const broken: Source = {
      id: 'gone',
      sizeBytes: 9,
      open: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('EIO')) }) }),
    };
    expect(await read(broken)).toMatchObject({ status: 'unreadable', notes: [{ code: 'parser-failed' }] });
    expect(await read(source('fine'))).toMatchObject({ status: 'ok' });
  });

  test('is read here where no built child is', async () => {
    expect(
      await childRunner().parse('a', source('x').open(), parser, {
        parsers: [parser],
        extractors,
        masker: createMasker(),
      }),
    ).toBe(undefined);
  });
});

describe('a document that', () => {
  test.each([
    ['crashes the runtime', 'abort', 'document-crashed'],
    ['ends the process', 'exit', 'document-crashed'],
    ['cuts the line', 'silence', 'document-crashed'],
    ['throws where nobody catches', 'later', 'document-crashed'],
    ['fills Buffers', 'buffers', 'document-out-of-memory'],
    ['fills the heap', 'objects', 'document-out-of-memory'],
  ])('%s costs only itself', async (_, deed, code) => {
    const { read } = hostile();
    const before = pidOf(await read(source('fine')));
    expect(await read(source(`${deed} now`))).toMatchObject({
      status: 'unreadable',
      notes: [{ code, level: 'error' }],
      observations: [],
    });
    expect(isAlive(before)).toBe(false);
    expect(await read(source('fine'))).toMatchObject({ status: 'ok' });
  });

  test.each(['forever', 'hang'])('takes %s is ended at its deadline', async (deed) => {
    const { read } = hostile({ deadlineMs: 700 });
    const before = pidOf(await read(source('fine')));
    const note = { code: 'document-deadline', level: 'error', arguments: { seconds: 1, mebibytes: 300 } };
    expect(await read(source(deed))).toEqual({
      kind: 'pdf',
      status: 'unreadable',
      counts: {},
      notes: [note],
      observations: [],
    });
    expect(isAlive(before)).toBe(false);
    expect(await read(source('fine'))).toMatchObject({ status: 'ok' });
  });

  test('writes garbage everywhere is read all the same', async () => {
    const { read } = hostile();
    expect(await read(source('garbage'))).toMatchObject({ status: 'ok', notes: [{ code: 'empty-file' }] });
  });

  test('makes its parser throw is told without the words of the error', async () => {
    const { read } = hostile();
    const artifact = await read(source('throw'));
    expect(artifact).toMatchObject({ status: 'unreadable', notes: [{ code: 'parser-failed' }] });
    expect(JSON.stringify(artifact)).not.toContain('customer');
  });
});

describe('processes', () => {
  test('none is left after closing', async () => {
    const { read } = hostile();
    const pid = pidOf(await read(source('fine')));
    await runner?.close();
    expect(isAlive(pid)).toBe(false);
  });

  /** Another parent: prints the child's pid once the child is busy or idle. */
  const parent = (text: string) => `
    import { childRunner } from '${new URL('../../../build/run/child/child-runner.js', import.meta.url)}';
    import { createMasker } from '${new URL('../../../build/text/secrets/mask.js', import.meta.url)}';
    const runner = childRunner({}, new URL('${entry}'));
    const parser = { kind: 'pdf' };
    const reading = { parsers: [parser], extractors: {}, masker: createMasker() };
    async function* bytes(text) { yield Buffer.from(text); }
    console.log((await runner.parse('a', bytes('fine'), parser, reading)).counts.pid);
    ${text}`;

  test('an idle child does not keep its parent alive, nor outlives it', async () => {
    const pid = Number(execFileSync(process.execPath, ['--input-type=module', '-e', parent('')], { timeout: 10_000 }));
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });

  test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGKILL'] as const)(
    'a busy child ends with its parent: %s',
    async (signal) => {
      const code = parent(`await runner.parse('a', bytes('forever'), parser, reading);`);
      const killed = spawn(process.execPath, ['--input-type=module', '-e', code], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [line] = await once(killed.stdout, 'data');
      killed.kill(signal);
      await once(killed, 'exit');
      await expect.poll(() => isAlive(Number(line)), { timeout: 5000 }).toBe(false);
    },
  );
});
