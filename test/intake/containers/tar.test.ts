import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readBytes, statusOf } from '../read-bytes.js';
import { writeTar } from '../write-tar.js';

const one = 'PAGE one';
const two = `PAGE two ${'x'.repeat(3000)}`;
const files = [
  { name: 'one', data: one },
  { name: 'logs/', type: '5' },
  { name: 'logs/two', data: two },
];

describe('tar', () => {
  test.each([
    ['plain', writeTar(files), 'a'],
    ['in gzip', gzipSync(writeTar(files)), 'a!/a'],
  ])('%s: every file, folders are none', async (_, bytes, id) => {
    const told = await readBytes(bytes);
    expect(told.read).toEqual({ [`${id}!/one`]: one, [`${id}!/logs/two`]: two });
    expect(told.upload.artifacts.find((artifact) => artifact.id === id)).toMatchObject({
      kind: 'archive',
      status: 'ok',
      counts: { entries: 2, skipped: 0 },
    });
    expect(told.notes).toEqual([]);
  });

  test('cut at any byte: every file before the cut is whole, and the cut is told', async () => {
    const bytes = writeTar(files);
    for (let length = 512; length < bytes.length - 512; length += 100) {
      const told = await readBytes(bytes.subarray(0, length));
      if (length >= 512 + one.length) expect(told.read['a!/one']).toBe(one);
      if (length >= 2048 + two.length) expect(told.read['a!/logs/two']).toBe(two);
      expect(told.upload.artifacts[0]?.isCut).toBe(true);
    }
  });

  test('a file that the end cuts is told as cut', async () => {
    const told = await readBytes(writeTar(files).subarray(0, 2048 + 100));
    expect(told.read['a!/logs/two']).toBe(two.slice(0, 100));
    expect(told.notes).toEqual(['archive-cut @a', 'entry-cut @a!/logs/two']);
    expect(statusOf(told, 'a!/logs/two')).toBe('partial');
  });

  test('links, pipes and devices are named and not followed', async () => {
    const links = ['1', '2', '3', '4', '6'].map((type) => ({ name: `link${type}`, type, link: '../../etc/passwd' }));
    const told = await readBytes(
      writeTar([...links.map((one) => ('12'.includes(one.type) ? one : { ...one, link: '' })), ...files]),
    );
    expect(Object.keys(told.read)).toEqual(['a!/one', 'a!/logs/two']);
    expect(told.notes).toEqual(links.map(({ name }) => `skipped-not-a-file @a!/${name}`));
    expect(told.upload.artifacts[0]).toMatchObject({
      status: 'partial',
      counts: { entries: 2, skipped: 5 },
      isCut: true,
    });
  });

  test.each([
    ['a wrong checksum', { badChecksum: true }],
    ['a size beyond numbers', { size: '\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff' }],
    ['a negative size', { size: '\xff'.repeat(12) }],
  ])('%s: what follows is read, and the damage told', async (_, bad) => {
    const told = await readBytes(writeTar([{ name: 'bad', data: 'PAGE bad', ...bad }, ...files]));
    expect(told.read).toMatchObject({ 'a!/one': one, 'a!/logs/two': two });
    expect(told.notes).toContain('archive-broken @a');
  });

  test('two archives one after the other are both read, junk behind them is told', async () => {
    const glued = Buffer.concat([writeTar(files.slice(0, 1)), Buffer.alloc(2048), writeTar(files.slice(2))]);
    const told = await readBytes(glued);
    expect(told.read).toEqual({ 'a!/one': one, 'a!/logs/two': two });
    expect(told.notes).toEqual([]);
    expect((await readBytes(Buffer.concat([glued, Buffer.from('junk')]))).notes).toEqual(['archive-junk @a']);
  });

  test('blocks of zeros within a file are its own', async () => {
    const data = Buffer.concat([Buffer.from('PAGE'), Buffer.alloc(5000), Buffer.from('end')]);
    const told = await readBytes(writeTar([{ name: 'zeros', data }, ...files]));
    expect(told.read['a!/zeros']).toBe(data.toString());
    expect(told.read['a!/logs/two']).toBe(two);
  });

  test('long names and equal names', async () => {
    const long = 'd/'.repeat(300);
    const told = await readBytes(
      writeTar([
        { name: '././@LongLink', type: 'L', data: `${long}x\0` },
        { name: 'cut', data: one },
        { name: 'same', data: 'PAGE 1' },
        { name: 'same', data: 'PAGE 2' },
      ]),
    );
    expect(told.read).toEqual({ [`a!/${long}x`]: one, 'a!/same': 'PAGE 1', 'a!/same#2': 'PAGE 2' });
  });
});
