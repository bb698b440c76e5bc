import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readBytes, statusOf } from '../read-bytes.js';
import { writeZip, zipOf } from '../write-zip.js';

const one = 'PAGE one';
const two = `PAGE two ${'x'.repeat(3000)}`;

describe('zip', () => {
  test.each([
    ['as a file', false],
    ['as a stream', true],
  ])('%s: every entry, and the archive with its counts', async (_, once) => {
    const told = await readBytes(zipOf({ 'logs/one': one, two, 'empty/': '' }), {}, once);
    expect(told.read).toEqual({ 'a!/logs/one': one, 'a!/two': two });
    expect(told.upload.artifacts[0]).toMatchObject({
      id: 'a',
      kind: 'archive',
      status: 'ok',
      counts: { entries: 2, skipped: 0 },
    });
    expect(told.notes).toEqual([]);
  });

  test('stored and streamed entries', async () => {
    const { bytes } = writeZip([
      { name: 'stored', data: one, method: 0 },
      { name: 'streamed', data: two, streamed: true },
    ]);
    expect((await readBytes(bytes)).read).toEqual({ 'a!/stored': one, 'a!/streamed': two });
  });

  test('cut at any byte: every entry before the cut is read, and the cut is told', async () => {
    const { bytes, offsets, directoryAt } = writeZip([
      { name: 'one', data: one },
      { name: 'streamed', data: two, streamed: true },
      { name: 'stored', data: one.replace('one', 'last'), method: 0 },
    ]);
    const ends = [...offsets.slice(1), directoryAt];
    const names = ['a!/one', 'a!/streamed', 'a!/stored'];
    const whole = [one, two, one.replace('one', 'last')];
    for (let length = 4; length < bytes.length; length += 1) {
      const told = await readBytes(bytes.subarray(0, length));
      for (const [i, end] of ends.entries()) if (length >= end) expect(told.read[names[i] ?? '']).toBe(whole[i]);
      expect(told.upload.artifacts[0]?.isCut).toBe(true);
      expect(told.notes.length).toBeGreaterThan(0);
    }
  });

  test.each([
    ['before', Buffer.concat([Buffer.from('MZ junk\0'.repeat(40)), zipOf({ one, two })])],
    ['far before', Buffer.concat([randomBytes(200_000).fill(0, 0, 3), zipOf({ one, two })])],
    ['behind', Buffer.concat([zipOf({ one, two }), Buffer.from('junk'.repeat(9))])],
    ['on both sides', Buffer.concat([Buffer.from('\0junk'), zipOf({ one, two }), Buffer.from('junk')])],
  ])('other bytes %s it: all is read, and they are told', async (_, bytes) => {
    const told = await readBytes(bytes);
    expect(told.read).toEqual({ 'a!/one': one, 'a!/two': two });
    expect(told.notes).toEqual(['archive-junk @a']);
    expect(statusOf(told, 'a')).toBe('partial');
  });

  test('two archives glued together are both read', async () => {
    const told = await readBytes(Buffer.concat([zipOf({ one }), zipOf({ two })]));
    expect(told.read).toEqual({ 'a!/one': one, 'a!/two': two });
  });

  test.each([
    ['a wrong checksum', { crc: 1 }, 'checksum-differs'],
    ['encryption', { flags: 1 }, 'entry-encrypted'],
    ['a directory with strong encryption', { flags: 0x41 }, 'entry-encrypted'],
    ['AES', { method: 99 }, 'entry-encrypted'],
    ['Deflate64', { method: 9 }, 'entry-not-read'],
    ['a symbolic link', { mode: 0o120777 }, 'skipped-not-a-file'],
    ['a pipe', { mode: 0o010644 }, 'skipped-not-a-file'],
    ['an extra field that is none', { extra: Buffer.from('\x01\0\xff\xff', 'latin1') }, 'archive-broken'],
  ])('%s costs its entry and no sibling', async (_, bad, code) => {
    const { bytes } = writeZip([
      { name: 'one', data: one },
      { name: 'bad', data: 'PAGE bad', ...bad },
      { name: 'two', data: two },
    ]);
    const told = await readBytes(bytes);
    expect(told.read).toMatchObject({ 'a!/one': one, 'a!/two': two });
    expect(told.notes.join()).toContain(code);
    expect(told.upload.artifacts.some(({ isCut }) => isCut)).toBe(true);
  });

  test('damage within deflated data: what came out before is read', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `PAGE ${i * 7919}`).join('\n');
    const { bytes, offsets } = writeZip([
      { name: 'bad', data: text },
      { name: 'two', data: two },
    ]);
    const middle = (offsets[1] ?? 0) >> 1;
    bytes.fill(0xff, middle, middle + 200);
    const told = await readBytes(bytes);
    expect(told.read['a!/two']).toBe(two);
    expect(told.notes).toEqual([expect.stringMatching(/^(?:entry-broken|checksum-differs) @a!\/bad$/)]);
    const out = told.read['a!/bad'] ?? '';
    expect(out.length).toBeGreaterThan(text.length / 4);
    expect(text.startsWith(out.slice(0, text.length / 4))).toBe(true);
  });

  test('entries over the same bytes are read once', async () => {
    const { bytes } = writeZip([
      { name: 'one', data: one },
      ...['b', 'c'].map((name) => ({ name, data: '', over: 0 })),
    ]);
    const told = await readBytes(bytes);
    expect(told.read).toEqual({ 'a!/one': one });
    expect(told.notes).toEqual(['entry-overlaps @a!/b', 'entry-overlaps @a!/c']);
  });

  test('sizes that lie change nothing but a remark', async () => {
    for (const statedBytes of [1, 0xfffffff0]) {
      const { bytes } = writeZip([
        { name: 'one', data: one, statedBytes },
        { name: 'two', data: two },
      ]);
      const told = await readBytes(bytes);
      expect(told.read).toEqual({ 'a!/one': one, 'a!/two': two });
      expect(told.notes).toEqual(['size-differs @a!/one']);
      expect(statusOf(told, 'a!/one')).toBe('repaired');
    }
  });

  test('a directory that counts wrong or points nowhere', async () => {
    for (const end of [{ count: 65_535 }, { count: 1 }, { directoryAt: 0x7fffffff }]) {
      const { bytes } = writeZip(
        [
          { name: 'one', data: one },
          { name: 'two', data: two },
        ],
        end,
      );
      const told = await readBytes(bytes);
      expect(told.read['a!/one']).toBe(one);
      if (end.count !== 1) expect(told.read['a!/two']).toBe(two);
      if (end.count !== 1) expect(told.notes).toContain('archive-broken @a');
    }
  });

  test('names are labels: none leads anywhere, each is its own', async () => {
    const utf8 = 0x800;
    const { bytes } = writeZip([
      { name: '../../etc/one', data: 'PAGE 1' },
      { name: 'C:\\logs\\two', data: 'PAGE 2' },
      { name: 'same', data: 'PAGE 3' },
      { name: 'same', data: 'PAGE 4' },
      { name: Buffer.from([0x81, 0x2e, 0x74]), data: 'PAGE 5' },
      { name: 'grün', data: 'PAGE 6', flags: utf8 },
      { name: 'grün2', data: 'PAGE 7' },
      { name: Buffer.from('93fa967b8cea838d834f8374834083438b', 'hex'), data: 'PAGE 8' },
      { name: '', data: 'PAGE 9' },
      { name: 'x'.repeat(60_000), data: 'PAGE 10' },
    ]);
    const { read } = await readBytes(bytes);
    const long = `a!/${'x'.repeat(512)}…${'x'.repeat(512)}`;
    expect(read).toMatchObject({
      'a!/../../etc/one': 'PAGE 1',
      'a!/C:/logs/two': 'PAGE 2',
      'a!/same': 'PAGE 3',
      'a!/same#2': 'PAGE 4',
      'a!/ü.t': 'PAGE 5',
      'a!/grün': 'PAGE 6',
      'a!/grün2': 'PAGE 7',
      'a!/unnamed': 'PAGE 9',
      [long]: 'PAGE 10',
    });
    expect(Object.keys(read)).toHaveLength(10);
  });

  test('an entry can be opened again', async () => {
    const { zip } = await import('../../../src/intake/containers/zip.js');
    const { createBudget } = await import('../../../src/intake/budget.js');
    const { source } = await import('../read-bytes.js');
    for await (const found of zip.entries(source('a', zipOf({ two })), createBudget())) {
      if (found.kind !== 'file') throw new Error(found.kind);
      for (let turn = 0; turn < 2; turn += 1) {
        let text = '';
        for await (const chunk of found.source.open()) text += Buffer.from(chunk).toString();
        expect(text).toBe(two);
      }
    }
    expect.assertions(2);
  });

  test('an archive inside that is larger than the memory for it is read forward, and that is told', async () => {
    const inner = zipOf({ one, noise: Buffer.concat([Buffer.from('PAGE'), randomBytes(30_000)]), two });
    const told = await readBytes(zipOf({ inner }), { 'buffer-bytes': 10_000 });
    expect(told.read).toMatchObject({ 'a!/inner!/one': one, 'a!/inner!/two': two });
    expect(told.notes).toEqual(['limit-reached buffer-bytes @a!/inner']);
    expect(statusOf(told, 'a!/inner')).toBe('partial');
  });

  test('a stored archive inside is read where it lies', async () => {
    const { bytes } = writeZip([{ name: 'inner', data: zipOf({ one }), method: 0 }]);
    expect((await readBytes(bytes, { 'buffer-bytes': 1 })).read).toEqual({ 'a!/inner!/one': one });
  });

  test('cut off behind a stored archive: the end of that one is not taken for its own', async () => {
    const { bytes, directoryAt } = writeZip([
      { name: 'one', data: one },
      { name: 'inner', data: zipOf({ two }), method: 0 },
    ]);
    for (const end of [directoryAt, bytes.length - 22]) {
      const told = await readBytes(bytes.subarray(0, end));
      expect(told.read).toEqual({ 'a!/one': one, 'a!/inner!/two': two });
      expect(told.notes).toEqual(['archive-broken @a']);
    }
  });

  test('an empty one is told', async () => {
    expect((await readBytes(zipOf({}))).notes).toEqual(['empty-file @a']);
  });
});
