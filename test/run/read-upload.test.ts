import { createHash } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createBudget } from '../../src/intake/budget.js';
import type { Source } from '../../src/intake/source.js';
import { defineParser, type Extractors } from '../../src/model/parser.js';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import { type ReadArtifact, readUpload } from '../../src/run/read-upload.js';
import { createMasker } from '../../src/text/secrets/mask.js';

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A parser that looks at the first chunk only, and one that fails. */
const eager = defineParser({
  kind: 'page-text',
  recognise: (head) => Number(head.startsWith('PAGE')),
  async parse(bytes) {
    for await (const _chunk of bytes) return { status: 'ok', counts: { lines: 1 } };
    return { status: 'ok', counts: { lines: 0 } };
  },
});
const failing = defineParser({
  kind: 'esa-config',
  recognise: (head) => Number(head.startsWith('FAIL')),
  parse: async () => {
    throw new Error('secret of the customer');
  },
});

async function read(...sources: Source[]): Promise<readonly ReadArtifact[]> {
  return (await readUpload(sources, reading, createBudget())).artifacts;
}

const reading = {
  parsers: [eager, failing],
  extractors: { quoting: loadStoredPack().quoting } as Extractors,
  masker: createMasker(),
};

function source(id: string, bytes: Uint8Array, chunkBytes = 7): Source {
  return {
    id,
    sizeBytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

const page = Buffer.from('PAGE with a text longer than one chunk');

describe('reading an upload', () => {
  test('the hash is of the whole file although the parser stopped early', async () => {
    const [artifact] = await read(source('a', page));
    expect(artifact).toMatchObject({ status: 'ok', sha256: sha(page), sizeBytes: page.length });
  });

  test('a parser that throws costs its file and nothing else, and its text is not shown', async () => {
    const artifacts = await read(source('a', Buffer.from('FAIL')), source('b', page));
    expect(artifacts[0]).toMatchObject({ status: 'unreadable', notes: [{ code: 'parser-failed' }] });
    expect(artifacts[1]?.status).toBe('ok');
    expect(JSON.stringify(artifacts)).not.toContain('secret');
  });

  test('the same bytes are read once and listed twice', async () => {
    const artifacts = await read(source('a', page), source('b', page));
    expect(artifacts.map(({ id, sha256 }) => [id, sha256])).toEqual([
      ['a', sha(page)],
      ['b', sha(page)],
    ]);
  });

  test('the same words of somebody and of a file are two readings', async () => {
    let reads = 0;
    const counting = defineParser({ ...eager, parse: async () => ({ status: 'ok', counts: { reads: ++reads } }) });
    const spoken: Source = { ...source('a.eml/body', page), isSpoken: true };
    const sources = [spoken, source('b.txt', page), source('c.txt', page)];
    await readUpload(sources, { ...reading, parsers: [counting] }, createBudget());
    expect(reads).toBe(2);
  });

  test.each([
    ['gzip', gzipSync(page)],
    ['gzip of two members', Buffer.concat([gzipSync(page.subarray(0, 5)), gzipSync(page.subarray(5))])],
    ['gzip in gzip', gzipSync(gzipSync(page))],
    ['zlib', deflateSync(page)],
  ])('%s is opened, and both are listed', async (_, bytes) => {
    const artifacts = await read(source('a.gz', bytes));
    expect(artifacts[0]).toMatchObject({ id: 'a.gz', kind: 'archive', status: 'ok', sha256: sha(bytes) });
    expect(artifacts.at(-1)).toMatchObject({ kind: 'page-text', status: 'ok', sha256: sha(page) });
  });

  test('truncated and followed by rubbish: what came out is read, and the damage is told', async () => {
    const whole = gzipSync(Buffer.concat([page, Buffer.alloc(200_000, 'x')]));
    for (const bytes of [whole.subarray(0, whole.length - 6), Buffer.concat([whole, Buffer.from('rubbish')])]) {
      const artifacts = await read(source('a.gz', bytes));
      expect(artifacts.at(-1)?.kind).toBe('page-text');
      expect(artifacts.map(({ status }) => status)).toContain('partial');
      expect(artifacts.flatMap(({ notes }) => notes.map(({ code }) => code))).toEqual([
        expect.stringMatching(/^(?:compression-broken|archive-junk)$/),
      ]);
    }
  });

  test('a bomb is stopped while it streams', async () => {
    const bomb = gzipSync(Buffer.concat([page, Buffer.alloc(64 << 20)]), { level: 9 });
    const artifacts = await read(source('a.gz', bomb, 1 << 20));
    expect(artifacts.at(-1)).toMatchObject({ status: 'partial' });
    expect(artifacts.at(-1)?.sizeBytes).toBeLessThan(20 << 20);
    expect(artifacts.at(-1)?.notes).toContainEqual(expect.objectContaining({ code: 'limit-reached' }));
  });

  test('a file that cannot be opened is told and nothing else is lost', async () => {
    const broken: Source = {
      id: 'a',
      sizeBytes: 9,
      open: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('EACCES: /home/customer/secret')) }),
      }),
    };
    const artifacts = await read(broken, source('b', page));
    expect(artifacts[0]).toMatchObject({ status: 'unreadable', notes: [{ code: 'input-not-readable' }] });
    expect(artifacts[1]?.status).toBe('ok');
    expect(JSON.stringify(artifacts)).not.toContain('customer');
  });

  test('a file that breaks behind what its parser read is partial', async () => {
    const breaking: Source = {
      id: 'page.txt',
      sizeBytes: 99,
      async *open() {
        yield Buffer.concat([page, Buffer.alloc(1 << 16, ' ')]);
        throw new Error('EIO');
      },
    };
    const [artifact] = await read(breaking);
    expect(artifact).toMatchObject({ status: 'partial', isCut: true, notes: [{ code: 'file-cut' }] });
  });
});
