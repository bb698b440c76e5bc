import { randomBytes } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readBytes, statusOf } from '../read-bytes.js';

const text = `PAGE ${randomBytes(60_000).toString('base64')}`;

describe('gzip and zlib', () => {
  test('all members are one file, padding is nothing', async () => {
    const members = [text.slice(0, 9), text.slice(9, 9), text.slice(9)].map((part) => gzipSync(part));
    const told = await readBytes(Buffer.concat([...members, Buffer.alloc(700)]));
    expect(told.read).toEqual({ 'a!/a': text });
    expect(told.notes).toEqual([]);
  });

  test.each([
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
  ])('%s followed by something else: all is read, the rest told with the archive', async (_, packed) => {
    for (const junk of ['garbage', 'x'.repeat(100_000)]) {
      const told = await readBytes(Buffer.concat([packed, Buffer.from(junk)]));
      expect(told.read).toEqual({ 'a!/a': text });
      expect(told.notes).toEqual(['archive-junk @a']);
      expect(statusOf(told, 'a!/a')).toBe('ok');
    }
  });

  test.each([
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
  ])('%s cut anywhere: what came out is read and told as a part', async (_, packed) => {
    for (let length = 1000; length < packed.length; length += 9973) {
      const told = await readBytes(packed.subarray(0, length));
      const out = told.read['a!/a'] ?? '';
      expect(text.startsWith(out)).toBe(true);
      expect(out.length).toBeGreaterThan(length / 2);
      expect(told.notes).toEqual(['compression-broken @a!/a']);
      expect(statusOf(told, 'a!/a')).toBe('partial');
    }
  });

  test.each([
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
  ])('%s damaged in the middle: everything before comes out, however little that is', async (_, packed) => {
    const bad = Buffer.from(packed);
    bad.fill(0xff, bad.length >> 1);
    const told = await readBytes(bad);
    const out = told.read['a!/a'] ?? '';
    expect(out.length).toBeGreaterThan(text.length * 0.45);
    expect(text.startsWith(out.slice(0, text.length * 0.45))).toBe(true);
    expect(told.notes).toEqual(['compression-broken @a!/a']);
  });

  test('a checksum that does not match', async () => {
    const bad = gzipSync(text);
    bad[bad.length - 8] = (bad[bad.length - 8] ?? 0) ^ 1;
    const told = await readBytes(bad);
    expect(told.read).toEqual({ 'a!/a': text });
    expect(told.notes).toEqual(['checksum-differs @a!/a']);
  });

  test('a header with all its fields', async () => {
    const plain = gzipSync(text);
    const fields = Buffer.from('\x02\0xx../../etc/passwd\0comment\0\0\0', 'latin1');
    const head = Buffer.from(plain.subarray(0, 10));
    head[3] = 0b11110;
    expect((await readBytes(Buffer.concat([head, fields, plain.subarray(10)]))).read).toEqual({ 'a!/a': text });
  });
});
