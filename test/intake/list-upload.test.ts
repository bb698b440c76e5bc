import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBudget } from '../../src/intake/budget.js';
import { listUpload, type Upload } from '../../src/intake/list-upload.js';
import { standardLimits } from '../../src/model/limits.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/upload-`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function* nothing(): AsyncGenerator<Uint8Array> {}
const list = (...paths: string[]): Promise<Upload> => listUpload(paths, folder, nothing());
const skipped = (upload: Upload) => upload.skipped.map(({ id, note }) => `${id}: ${note.code}`);
const ids = ({ sources }: Upload) => sources.map(({ id }) => id);

async function read(upload: Upload, id: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of upload.sources.find((source) => source.id === id)?.open() ?? []) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString();
}

describe('listing an upload', () => {
  test('folders are walked in byte order, ids are paths below the named folder', async () => {
    mkdirSync(`${folder}/case/b`, { recursive: true });
    for (const name of ['case/b/z.txt', 'case/a.txt', 'case/Z.txt']) writeFileSync(`${folder}/${name}`, name);
    const upload = await list('case');
    expect(ids(upload)).toEqual(['Z.txt', 'a.txt', 'b/z.txt']);
    expect(await read(upload, 'b/z.txt')).toBe('case/b/z.txt');
  });

  test('links inside an upload are told and not followed, also in a loop', async () => {
    writeFileSync(`${folder}/outside`, 'outside');
    mkdirSync(`${folder}/case`);
    symlinkSync('../outside', `${folder}/case/link`);
    symlinkSync('.', `${folder}/case/loop`);
    const upload = await list('case');
    expect(ids(upload)).toEqual([]);
    expect(skipped(upload)).toEqual(['link: skipped-not-a-file', 'loop: skipped-not-a-file']);
  });

  test.skipIf(process.platform === 'win32')('a pipe is told and does not block', async () => {
    execFileSync('mkfifo', [`${folder}/pipe`]);
    expect(skipped(await list('.'))).toEqual(['pipe: skipped-not-a-file']);
    expect(skipped(await list('pipe'))).toEqual(['pipe: skipped-not-a-file']);
  });

  test.skipIf(process.platform !== 'linux')('a name that is no UTF-8 is read and shown as bytes', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.txt')]), 'inside');
    const upload = await list('.');
    expect(ids(upload)).toEqual(['caf\\xe9.txt']);
    expect(await read(upload, 'caf\\xe9.txt')).toBe('inside');
  });

  test('missing paths are all told', async () => {
    expect((await list('a', 'b')).missing).toEqual(['a', 'b']);
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'a folder that may not be read is told',
    async () => {
      mkdirSync(`${folder}/closed`);
      chmodSync(`${folder}/closed`, 0);
      expect(skipped(await list('.'))).toEqual(['closed/: input-not-readable']);
    },
  );

  test('standard input is one file and can be read twice', async () => {
    async function* input() {
      yield Buffer.from('from ');
      yield Buffer.from('a pipe');
    }
    const upload = await listUpload(['-'], folder, input());
    expect(await read(upload, 'stdin')).toBe('from a pipe');
    expect(await read(upload, 'stdin')).toBe('from a pipe');
  });

  test('a file that grows, shrinks or becomes a link while it is read is told', async () => {
    const bytes = Buffer.alloc(3 << 20, 'x');
    for (const [change, size] of [
      [() => appendFileSync(`${folder}/log`, 'more'), bytes.length],
      [() => truncateSync(`${folder}/log`, 2 << 20), 2 << 20],
    ] as const) {
      writeFileSync(`${folder}/log`, bytes);
      const [source] = (await list('.')).sources;
      let read = 0;
      for await (const chunk of source?.open() ?? []) {
        if (read === 0) change();
        read += chunk.length;
      }
      expect(read).toBeLessThanOrEqual(bytes.length);
      expect(read).toBeGreaterThanOrEqual(size);
      expect(source?.trouble?.()).toMatchObject([{ code: 'file-cut' }]);
    }
    const [source] = (await list('.')).sources;
    rmSync(`${folder}/log`);
    symlinkSync('/etc/passwd', `${folder}/log`);
    await expect(source?.open()[Symbol.asyncIterator]().next()).rejects.toThrow();
  });

  test('of too many files the first are listed, and the next is told', async () => {
    for (const name of ['a', 'b', 'c', 'd']) writeFileSync(`${folder}/${name}`, name);
    const budget = createBudget({ ...standardLimits, entries: 2 });
    const upload = await listUpload(['.'], folder, nothing(), budget);
    expect(ids(upload)).toEqual(['a', 'b']);
    expect(skipped(upload)).toEqual(['c: limit-reached']);
  });

  test('standard input beyond the memory for it is told', async () => {
    async function* input() {
      yield Buffer.from('12345');
      yield Buffer.from('67890');
    }
    const budget = createBudget({ ...standardLimits, 'buffer-bytes': 7 });
    const upload = await listUpload(['-'], folder, input(), budget);
    expect(await read(upload, 'stdin')).toBe('1234567');
    expect(upload.sources[0]?.trouble?.()).toMatchObject([{ code: 'limit-reached' }]);
  });

  test('a file of many chunks comes whole, a chunk valid until two more were asked for', async () => {
    const bytes = randomBytes((3 << 20) + 12_345);
    writeFileSync(`${folder}/large`, bytes);
    const [source] = (await list('large')).sources;
    const held: { chunk: Uint8Array; at: number }[] = [];
    let at = 0;
    for await (const chunk of source?.open() ?? []) {
      held.push({ chunk, at });
      if (held.length > 3) held.shift();
      for (const one of held) {
        expect(Buffer.compare(one.chunk, bytes.subarray(one.at, one.at + one.chunk.length))).toBe(0);
      }
      at += chunk.length;
    }
    expect(at).toBe(bytes.length);
  });
});
