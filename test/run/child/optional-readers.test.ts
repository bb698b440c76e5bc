// The shipped program with its optional packages, without them, and with ones that do harm: a document costs only itself. The
// program is copied to a folder of its own, where only the packages of the test are found.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readers } from '../../../src/intake/unpack/readers.js';
import type { Report } from '../../../src/model/report.js';
import { writeMsg } from '../../intake/write-msg.js';
import { pageOf, writePdf } from '../../intake/write-pdf.js';
import { root } from '../../meta/source-files.js';

const pageLines = [
  'Cloud Service Settings',
  'Cloud Services',
  ['Threat Response:', 'Disabled'],
  ['Threat Response Server:', 'api-sse.cisco.com'],
  'Edit Settings',
];
const upload = {
  'a.pdf': writePdf([pageOf(pageLines.slice(0, 2)), pageOf(pageLines.slice(2))]),
  'b.msg': writeMsg({ body: 'See the file.', files: { 'page.txt': pageLines.flat().join('\n') } }),
  'c.txt': pageLines.map((line) => (typeof line === 'string' ? line : line.join('\t'))).join('\n'),
};
const rule = 'appliance/cloud-service-off';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readers-'));
  for (const part of ['dist', 'rules', 'package.json'])
    cpSync(`${root}${part}`, join(folder, part), { recursive: true });
  mkdirSync(join(folder, 'upload'));
  for (const [name, bytes] of Object.entries(upload)) writeFileSync(join(folder, 'upload', name), bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Of the copy: only its own packages. */
const envOf = (program: string) => (program === root ? process.env : { ...process.env, NODE_PATH: '' });

/** @param packages their source, by name */
function report(packages: Readonly<Record<string, string>>, program = folder, more: readonly string[] = []): Report {
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  for (const [name, source] of Object.entries(packages)) {
    const file = join(folder, 'node_modules', name, 'index.js');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
  }
  const args = [join(program, 'dist/cli.js'), 'analyze', join(folder, 'upload'), '--format', 'json', ...more];
  return JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8', env: envOf(program) }).stdout);
}

const diagnosticsOf = ({ diagnostics }: Report, artifact: string) =>
  diagnostics.filter((one) => String(one.artifact).endsWith(artifact)).map(({ code }) => code);
const statusOf = ({ artifacts }: Report, artifact: string) => artifacts.find(({ id }) => id.endsWith(artifact))?.status;

test('without them both are told, with the command that installs them', () => {
  const told = report({});
  expect(diagnosticsOf(told, 'a.pdf')).toEqual(['pdf-not-read']);
  expect(diagnosticsOf(told, 'b.msg')).toEqual(['outlook-message']);
  const said = told.diagnostics.map(({ message }) => message).join('\n');
  expect(said).toContain(`npm install --no-save unpdf@${readers.pdf.version}`);
  expect(said).toContain(`npm install --no-save @kenjiuno/msgreader@${readers.outlook.version}`);
  expect(statusOf(told, 'c.txt')).toBe('ok');
});

test('with them both are read, and evidence names the page', () => {
  const told = report({}, root);
  expect(['a.pdf', 'b.msg', 'a.pdf!/text.txt', 'b.msg!/page.txt'].map((id) => statusOf(told, id))).not.toContain(
    undefined,
  );
  const evidence = told.findings.filter(({ ruleId }) => ruleId === rule).flatMap((finding) => finding.evidence);
  const inPdf = evidence.find(({ artifact }) => artifact.endsWith('a.pdf!/text.txt'));
  expect(inPdf).toMatchObject({ page: 2, line: 3, trust: 'shown' });
});

test.each([
  ['does not load', 'throw new Error("secret of the customer")', 'document-reader-failed'],
  ['has another interface', 'exports.readAll = () => undefined', 'document-reader-failed'],
  ['crashes', 'process.abort()', 'document-crashed'],
  ['never ends', 'for (;;);', 'document-deadline'],
  ['takes all memory', 'const all = []; for (;;) all.push(Buffer.alloc(8 << 20, 1))', 'document-out-of-memory'],
])('one that %s costs its documents', (_, source, code) => {
  const limits = ['--limit', 'document-seconds=3', '--limit', 'document-memory=300MiB'];
  const told = report({ unpdf: source, '@kenjiuno/msgreader': source }, folder, limits);
  expect(diagnosticsOf(told, 'a.pdf')).toEqual([code]);
  expect(diagnosticsOf(told, 'b.msg')).toEqual([code]);
  expect([statusOf(told, 'a.pdf'), statusOf(told, 'b.msg'), statusOf(told, 'c.txt')]).toEqual([
    'unreadable',
    'unreadable',
    'ok',
  ]);
  expect(JSON.stringify(told)).not.toContain('secret of');
});

test('package.json names the versions that the program tells to install, as optional', () => {
  const { peerDependencies, peerDependenciesMeta, dependencies } = JSON.parse(
    readFileSync(`${root}package.json`, 'utf8'),
  );
  const told = Object.values(readers).map((reader) => [reader.package, reader.version]);
  expect(peerDependencies).toEqual(Object.fromEntries(told));
  for (const [name = ''] of told) {
    expect(peerDependenciesMeta[name]).toEqual({ optional: true });
    expect(dependencies[name]).toBeUndefined();
    expect(createRequire(import.meta.url).resolve(name)).toBeTruthy();
  }
});
