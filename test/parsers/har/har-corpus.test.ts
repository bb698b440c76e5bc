// Public captures as the parser reads them, from outside the repository; skipped, saying so, where they are not.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Extractors } from '../../../src/model/parser.js';
import parser from '../../../src/parsers/har.js';
import { read } from './reading.js';

const corpus = process.env.TRIAGE_CORPUS ?? '../shared/corpus';
const isThere = existsSync(`${corpus}/har/SOURCES.tsv`);
if (!isThere) process.stderr.write(`SKIPPED: no corpus at ${corpus}; set TRIAGE_CORPUS\n`);

function unpacked(file: string): Buffer {
  const bytes = readFileSync(file);
  if (bytes[0] === 0x1f) return gunzipSync(bytes);
  return bytes[0] === 0x78 ? inflateSync(bytes) : bytes;
}

function sources(): { file: string; entries: string; advice: string }[] {
  const [head = [], ...rows] = readFileSync(`${corpus}/har/SOURCES.tsv`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const at = (row: string[], column: string) => row[head.indexOf(column)] ?? '';
  return rows.map((row) => ({ file: at(row, 'file'), entries: at(row, 'entries'), advice: at(row, 'har-validator') }));
}

describe.skipIf(!isThere)('public captures', () => {
  it.each(isThere ? sources().filter(({ entries }) => entries !== '') : [])(
    '$file: $entries entries, nothing of ours, har-validator says $advice',
    async ({ file, entries, advice }) => {
      const bytes = unpacked(`${corpus}/har/${file}`);
      const { counts, status, lines, notes } = await read(bytes, { chunkBytes: 100_003 });
      expect(counts.entries).toBe(Number(entries));
      expect(status).not.toBe('unreadable');
      expect(lines).toEqual([]);
      expect(notes.some(({ code }) => code === 'har-schema-advice')).toBe(advice === 'INVALID');
      expect(parser.recognise(bytes.subarray(0, 65_536).toString('utf8'), {} as Extractors)).toBeGreaterThan(0.7);
    },
  );

  it.each(isThere ? sources().filter(({ entries }) => entries === '') : [])(
    '$file: refused with a place',
    async ({ file }) => {
      const { status, notes } = await read(unpacked(`${corpus}/har/${file}`));
      expect(['unreadable', 'partial']).toContain(status);
      expect(notes.some(({ line, byteOffset }) => line !== undefined && byteOffset !== undefined)).toBe(true);
    },
  );
});

const suite = `${corpus}/json-test-suite`;
const suiteFiles = existsSync(suite) ? readdirSync(suite).filter((file) => file.endsWith('.json')) : [];

describe.skipIf(suiteFiles.length === 0)('JSONTestSuite', () => {
  it('is no capture, and as one it is refused with a place', async () => {
    for (const file of suiteFiles) {
      const bytes = readFileSync(`${suite}/${file}`);
      expect([file, parser.recognise(bytes.toString('utf8'), {} as Extractors)]).toEqual([file, 0]);
      const { status, notes, observations } = await read(bytes, { chunkBytes: 13 });
      expect([file, status, observations]).toEqual([file, 'unreadable', []]);
      expect([file, notes[0]?.byteOffset !== undefined]).toEqual([file, true]);
    }
  });

  it('as the body of an answer: read or unknown, never a throw', async () => {
    const url = 'https://visibility.amp.cisco.com/iroh/iroh-int/module-instance';
    for (const file of suiteFiles) {
      const { status } = await read([{ url, body: readFileSync(`${suite}/${file}`, 'utf8') }]);
      expect([file, status === 'ok' || status === 'repaired']).toEqual([file, true]);
    }
  });
});

const answers = existsSync(`${corpus}/cloud`) ? readdirSync(`${corpus}/cloud`) : [];

describe.skipIf(answers.length === 0)('answers of the XDR API', () => {
  it('saved by themselves are no captures', () => {
    for (const file of answers) {
      const head = readFileSync(`${corpus}/cloud/${file}`, 'utf8');
      expect([file, parser.recognise(head, {} as Extractors)]).toEqual([file, 0]);
    }
  });

  it('as bodies of a capture speak of their modules only, and none is offline', async () => {
    const url = 'https://visibility.amp.cisco.com/iroh/iroh-enrich/observe';
    for (const file of answers) {
      const { lines } = await read([{ url, method: 'POST', body: readFileSync(`${corpus}/cloud/${file}`, 'utf8') }]);
      expect(lines.filter((line) => line.includes('offline') || line.includes('tile-error'))).toEqual([]);
    }
  });
});
