// Archives in archives: one budget, one inventory, nothing hidden.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readBytes, statusOf } from './read-bytes.js';
import { writeTar } from './write-tar.js';
import { writeZip, zipOf } from './write-zip.js';

const one = 'PAGE one';
const bomb = Buffer.concat([Buffer.from('PAGE'), Buffer.alloc(30 << 20)]);

describe('nesting', () => {
  test('goes to the limit, and what lies deeper is told', async () => {
    let bytes = Buffer.from(one);
    for (let depth = 0; depth < 5; depth += 1) bytes = gzipSync(bytes);
    expect(Object.values((await readBytes(bytes)).read)).toEqual([one]);
    const told = await readBytes(gzipSync(bytes));
    expect(told.read).toEqual({});
    expect(told.notes).toEqual([`limit-reached nesting @a${'!/a'.repeat(5)}`]);
    expect(Object.values((await readBytes(gzipSync(bytes), { nesting: 6 })).read)).toEqual([one]);
  });

  test('ids lead through all levels, whatever the names say', async () => {
    const bytes = gzipSync(writeTar([{ name: 'case.har', data: zipOf({ 'logs/b.gz': gzipSync(one) }) }]));
    expect((await readBytes(bytes)).read).toEqual({ 'a!/a!/case.har!/logs/b.gz!/b': one });
  });

  test('a bomb is stopped at every level and hides no sibling', async () => {
    const told = await readBytes(zipOf({ b: zipOf({ bomb, one }), z: 'PAGE z' }));
    expect(told.read).toMatchObject({ 'a!/b!/one': one, 'a!/z': 'PAGE z' });
    expect(told.read['a!/b!/bomb']?.length).toBe(10 << 20);
    expect(told.notes).toEqual(['limit-reached ratio @a!/b!/bomb']);
    expect(statusOf(told, 'a!/b!/bomb')).toBe('partial');
  });

  test('levels multiply: a bomb is no smaller for being packed twice', async () => {
    const told = await readBytes(gzipSync(gzipSync(bomb)), { 'ratio-from': 1000 });
    expect(told.notes).toEqual(['limit-reached ratio @a!/a!/a']);
    expect(told.read['a!/a!/a']?.length).toBeLessThanOrEqual(200 * gzipSync(gzipSync(bomb)).length);
  });

  test('bytes of the upload are one budget in the order of the inputs', async () => {
    const files = { a: `PAGE a${'a'.repeat(700)}`, b: `PAGE b${'b'.repeat(700)}`, c: 'PAGE c' };
    const told = await readBytes(zipOf(files), { 'upload-bytes': 1000 });
    expect(told.read).toEqual({ 'a!/a': files.a, 'a!/b': files.b.slice(0, 1000 - files.a.length) });
    expect(told.notes.filter((note) => note.startsWith('limit'))).toEqual([
      'limit-reached upload-bytes @a!/b',
      'limit-reached upload-bytes @a!/c',
    ]);
  });

  test('of too many entries the first are read, the rest is one message', async () => {
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`f${i}`, `PAGE ${i}`]));
    for (const bytes of [zipOf(files), writeTar(Object.entries(files).map(([name, data]) => ({ name, data })))]) {
      const told = await readBytes(bytes, { entries: 4 });
      expect(Object.keys(told.read)).toEqual(['a!/f0', 'a!/f1', 'a!/f2', 'a!/f3']);
      expect(told.notes).toEqual(['limit-reached entries @a']);
      expect(told.upload.artifacts[0]?.isCut).toBe(true);
    }
  });

  test('one file that is too large', async () => {
    const told = await readBytes(zipOf({ big: `PAGE${'x'.repeat(5000)}`, one }), { 'file-bytes': 1000 });
    expect(told.read['a!/big']?.length).toBe(1000);
    expect(told.read['a!/one']).toBe(one);
    expect(told.notes).toEqual(['limit-reached file-bytes @a!/big']);
  });

  test('the same bytes are read once and listed wherever they are, with what is in them', async () => {
    const inner = zipOf({ x: one });
    const told = await readBytes(zipOf({ first: inner, second: inner, third: one }));
    expect(told.read).toEqual({ 'a!/first!/x': one });
    expect(told.upload.artifacts.map(({ id }) => id)).toEqual([
      'a',
      'a!/first',
      'a!/first!/x',
      'a!/second',
      'a!/second!/x',
      'a!/third',
    ]);
  });

  test('two bombs that are cut to the same bytes are not the same', async () => {
    const { bytes } = writeZip([
      { name: 'cut', data: Buffer.concat([Buffer.from('PAGE'), Buffer.alloc(5000)]) },
      { name: 'whole', data: Buffer.concat([Buffer.from('PAGE'), Buffer.alloc(996)]) },
    ]);
    const told = await readBytes(bytes, { 'file-bytes': 1000 });
    expect(statusOf(told, 'a!/cut')).toBe('partial');
    expect(statusOf(told, 'a!/whole')).toBe('ok');
  });

  test.each(['7z\xbc\xaf\x27\x1c', 'Rar!\x1a\x07', 'BZh91AY&SY', '\xfd7zXZ\0', '\x28\xb5\x2f\xfd'])(
    '%j is named and told as not read',
    async (start) => {
      const told = await readBytes(zipOf({ x: Buffer.from(start, 'latin1'), one }));
      expect(told.notes).toEqual(['archive-not-read @a!/x']);
      expect(statusOf(told, 'a!/x')).toBe('unreadable');
      expect(told.read).toEqual({ 'a!/one': one });
    },
  );
});
