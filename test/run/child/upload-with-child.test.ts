// A case whose risky documents are read in a child: the same bytes of report as without one, and a document that takes its
// child down costs only itself.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileExtractors } from '../../../src/facts/compile-extractors.js';
import { createBudget } from '../../../src/intake/budget.js';
import type { Source } from '../../../src/intake/source.js';
import { defineParser, type Extractors } from '../../../src/model/parser.js';
import { loadStoredPack } from '../../../src/pack/stored-pack.js';
import { parsers } from '../../../src/parsers/registry.js';
import { childRunner } from '../../../src/run/child/child-runner.js';
import { readUpload } from '../../../src/run/read-upload.js';
import { createMasker } from '../../../src/text/secrets/mask.js';
import { root } from '../../meta/source-files.js';
import { reportOf } from '../../near-misses/whole-case.js';
import { captureOf, moduleList } from '../../specimens/capture-specimens.js';
import { header, largeExport, machine, standaloneExport } from '../../specimens/export-specimens.js';
import { applianceSpecimen } from '../../specimens/page-specimens.js';

const token = (of: string) => `${of}0123456789abcdef0123456789abcdef`;
const page = `${applianceSpecimen('en', 'rejected').text}\nRegistration Token: ${token('a')}\n`;
const small = standaloneExport({ ...machine, hostname: 'esa2.example.com' }, { ...header, serial: 'X-2' });
/** Above what is read without a child, with secrets where something is read. */
const large = Buffer.concat([...largeExport(9)]).toString();
const exportWith = (secret: string) => large.replace('>Data 1<', `>Data 1 token=${secret}<`);
const secret = { id: '0a000000-0000-4000-8000-000000000001', name: `Mail token=${token('c')}` };
const files: Readonly<Record<string, string>> = {
  'a-page.txt': page,
  'b-large.xml': exportWith(token('b')),
  'c-small.xml': small,
  'd-capture.har': captureOf([moduleList('EU', [secret])]),
  'e-large.xml': exportWith(`${token('d')} token=${token('b')}`).replaceAll('CE7D', 'CE7E'),
};

function sourceOf(id: string, text: string): Source {
  const bytes = Buffer.from(text);
  return {
    id,
    sizeBytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += 65_000) yield bytes.subarray(at, at + 65_000);
    },
  };
}

test('the same artifacts, labels and secrets come out of a child', async () => {
  const sources = Object.entries(files).map(([id, text]) => sourceOf(id, text));
  const extractors = compileExtractors(loadStoredPack());
  const child = childRunner({}, new URL('../../../dist/document-worker.js', import.meta.url));
  const inChild: string[] = [];
  const watched: typeof child = {
    ...child,
    parse(id, ...rest) {
      inChild.push(id);
      return child.parse(id, ...rest);
    },
  };
  const [here, there] = [createMasker(), createMasker()];
  const { artifacts: expected } = await readUpload(sources, { parsers, extractors, masker: here }, createBudget());
  const reading = { parsers, extractors, masker: there, child: watched };
  const { artifacts } = await readUpload(sources, reading, createBudget());
  await child.close();
  expect(inChild).toEqual(['b-large.xml', 'e-large.xml']);
  expect(JSON.stringify(artifacts)).toBe(JSON.stringify(expected));
  // b, then c of the capture, then d.
  expect(JSON.stringify(artifacts[1])).toContain('Data 1 token=[token#1]');
  expect(JSON.stringify(artifacts[4])).toContain('Data 1 token=[token#3] token=[token#1]');
  expect(there.memory()).toEqual(here.memory());
});

test('the shipped program, which has a child, and the sources, which have none, give the same report', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'with-child-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const args = [`${root}dist/cli.js`, 'analyze', folder, '--case', 'case', '--format', 'json'];
    const report = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    const expected = await reportOf(files);
    expect({ ...report, tool: expected.tool }).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(report.artifacts[1]).toMatchObject({ kind: 'esa-config', status: 'ok' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a document that takes its child down is unreadable, and its siblings are not', async () => {
  const parser = defineParser({ kind: 'pdf', recognise: () => 1, parse: async () => ({ status: 'ok', counts: {} }) });
  const child = childRunner({}, new URL('../../fixtures/child/hostile-worker.mjs', import.meta.url));
  const reading = {
    parsers: [parser],
    extractors: { quoting: loadStoredPack().quoting } as Extractors,
    masker: createMasker(),
    child,
  };
  const sources = ['fine 1', 'abort', 'fine 2'].map((text, index) => sourceOf(`${index}`, text));
  const { artifacts } = await readUpload(sources, reading, createBudget());
  await child.close();
  expect(artifacts.map(({ status }) => status)).toEqual(['ok', 'unreadable', 'ok']);
  expect(artifacts[1]).toEqual({
    id: '1',
    kind: 'pdf',
    sizeBytes: 5,
    sha256: createHash('sha256').update('abort').digest('hex'),
    status: 'unreadable',
    counts: {},
    notes: [{ code: 'document-crashed', level: 'error', arguments: expect.anything() }],
    observations: [],
  });
});
