// Public captures and JSONTestSuite, read from outside the repository; skipped, saying so, where they are not.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { normaliseEntry } from '../../../src/parsers/har/normalise.js';
import { entry, har, read, urls } from './fixtures.js';

const corpus = process.env.TRIAGE_CORPUS ?? '../shared/corpus';
const isThere = existsSync(`${corpus}/har/SOURCES.tsv`);
if (!isThere) process.stderr.write(`SKIPPED: no corpus at ${corpus}; set TRIAGE_CORPUS\n`);

/** Intake unpacks; here two lines do. */
function unpacked(file: string): Buffer {
  const bytes = readFileSync(file);
  if (bytes[0] === 0x1f) return gunzipSync(bytes);
  return bytes[0] === 0x78 ? inflateSync(bytes) : bytes;
}

function sources(): { file: string; entries: string }[] {
  const [head = [], ...rows] = readFileSync(`${corpus}/har/SOURCES.tsv`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const at = (row: string[], column: string) => row[head.indexOf(column)] ?? '';
  return rows.map((row) => ({ file: at(row, 'file'), entries: at(row, 'entries') }));
}

describe.skipIf(!isThere)('public captures', () => {
  it.each(isThere ? sources() : [])('$file: $entries entries', async ({ file, entries }) => {
    const bytes = unpacked(`${corpus}/har/${file}`);
    let touched = 0;
    const { entries: found, result } = await read(bytes, { chunkSize: 100_003 });
    await read(bytes, {
      sink: {
        entry(slim) {
          const one = normaliseEntry(slim, () => {});
          const parts = [
            one.request.headers,
            one.request.cookies,
            one.response?.headers,
            one.startedDateTime,
            one.timings,
          ];
          touched += parts.length > 0 && one.request.url !== '' ? 1 : 0;
        },
      },
    });
    expect(touched).toBe(found.length);
    if (entries === '') {
      expect(found).toEqual([]);
      return;
    }
    expect(result).toMatchObject({ counts: { entries: Number(entries) }, damageCount: 0 });
    expect(result.truncatedAt).toBeUndefined();
    expect(found).toHaveLength(Number(entries) - result.counts.skipped);
    const all = bytes.toString('utf8');
    const text = all.slice(all.indexOf('{'), all.lastIndexOf('}') + 1);
    const whole = JSON.parse(text).log.entries.filter(
      (one: { request: { url?: string } }) => one.request.url !== undefined,
    );
    expect(found.map((one) => one.whole)).toEqual(whole);
  });
});

const suite = `${corpus}/json-test-suite`;
const suiteFiles = existsSync(suite) ? readdirSync(suite).filter((file) => file.endsWith('.json')) : [];

describe.skipIf(suiteFiles.length === 0)('JSONTestSuite', () => {
  it('as whole documents: never a throw, never an entry', async () => {
    for (const file of suiteFiles) {
      const { entries } = await read(readFileSync(`${suite}/${file}`), { chunkSize: 17 });
      expect(entries).toEqual([]);
    }
  });

  it('inside an entry: what must be read is read, what must be refused costs that entry alone', async () => {
    const [before = '', after = ''] = JSON.stringify(har([entry('a'), entry('b', { x: '@' }), entry('c')])).split(
      '"@"',
    );
    for (const file of suiteFiles) {
      const bytes = Buffer.concat([Buffer.from(before), readFileSync(`${suite}/${file}`), Buffer.from(after)]);
      const { entries, result } = await read(bytes);
      if (file.startsWith('y_')) expect([file, urls(entries), result.damageCount]).toEqual([file, ['a', 'b', 'c'], 0]);
      const lost = ['a', 'b', 'c'].filter((url) => !urls(entries).includes(url));
      expect([file, lost.length <= 2]).toEqual([file, true]);
    }
  });

  it('as a body: comes back as it was', async () => {
    for (const file of suiteFiles) {
      const body = readFileSync(`${suite}/${file}`, 'utf8');
      const { entries } = await read(JSON.stringify(har([entry('a', { body })])), { elideOverBytes: 63 });
      expect(entries.map(({ whole }) => (whole as { body: string }).body)).toEqual([body]);
    }
  });
});
