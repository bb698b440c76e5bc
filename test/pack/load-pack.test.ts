import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Problem, UsageError } from '../../src/model/usage-error.js';
import { loadFolders } from '../../src/pack/load-pack.js';
import { root } from '../meta/source-files.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/pack-`);
  cpSync(`${root}rules`, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function edit(file: string, from: string | RegExp, to: string): number {
  const text = readFileSync(`${folder}/${file}`, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(`${folder}/${file}`, changed);
  const at = text.search(typeof from === 'string' ? from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : from);
  return text.slice(0, at).split('\n').length;
}

async function problems(): Promise<readonly Problem[]> {
  try {
    await loadFolders([folder]);
    return [];
  } catch (error) {
    if (error instanceof UsageError) return error.problems;
    throw error;
  }
}

describe('loading a pack', () => {
  test('the shipped rules load, each rule under the id of its path', async () => {
    const pack = await loadFolders([folder]);
    expect(pack.rules.map(({ id }) => id)).toContain('sse/eventing-off');
    expect(pack.packs).toEqual([
      { name: 'builtin', version: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  test('every problem of every file is told at once, with line, expectation and example', async () => {
    const level = edit('sse/eventing-off.yaml', /level: error/, 'level: fatal');
    const typo = edit('sse/threat-response-off.yaml', 'sse.service.threat-response', 'sse.service.threat-respones');
    const found = await problems();
    expect(found).toContainEqual(
      expect.objectContaining({
        place: `sse/eventing-off.yaml:${level}`,
        expected: 'error, warning, note',
        example: 'error',
      }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        place: `sse/threat-response-off.yaml:${typo}`,
        problem: expect.stringContaining('no fact sse.service.threat-respones'),
      }),
    );
  });

  test('a condition of no known form is one problem, not a list of all forms', async () => {
    edit('sse/eventing-off.yaml', /failWhen: .*/, 'failWhen: { fact: sse.service.eventing, equals: off }');
    const found = await problems();
    expect(found).toHaveLength(1);
    expect(found[0]?.problem).toBe('failWhen has none of the allowed forms');
    expect(found[0]?.example).toContain('"eq"');
  });

  test('a text of the file never stands in the message of a YAML error', async () => {
    writeFileSync(`${folder}/sse/broken.yaml`, 'title: {en: "hunter2-secret\n');
    const found = await problems();
    expect(found[0]?.place).toMatch(/^sse\/broken\.yaml:\d+$/);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('a log line pattern must match its own sample', async () => {
    edit('facts/appliance.yaml', /sample: (['"])/, 'sample: $1x');
    expect((await problems()).map(({ problem }) => problem)).toContain('the sample does not match pattern and anchors');
  });

  const facts = 'facts/sse.yaml';
  const page = 'pages/ip-interface.yaml';
  const portal = 'pages/sse-cloud-services.yaml';
  const rule = 'sse/eventing-off.yaml';
  test.each([
    ['recipe', facts, /collect: \[.*\]/, 'collect: [page.nowhere]', 'collect.yaml has no recipe page.nowhere'],
    ['page row', facts, 'row: eventing, is', 'row: eventings, is', 'page sse-cloud-services has no row eventings'],
    ['key row', page, 'keyRow: name', 'keyRow: nam', 'page ip-interface has no row nam'],
    ['box', page, 'box: api', 'box: apis', 'page ip-interface has no box apis'],
    ['message', page, 'messages: [', 'messages: [no-such, ', 'no message no-such in messages/'],
    ['service', portal, 'service: sse-portal', 'service: sse-portals', 'no service sse-portals in hosts.yaml'],
    ['symptom', rule, 'symptoms: [', 'symptoms: [no-such, ', 'symptoms.yaml has no symptom no-such'],
    [
      'told symptom',
      'told.yaml',
      'symptom: device-missing',
      'symptom: no-such',
      'symptoms.yaml has no symptom no-such',
    ],
    ['told thing', 'told.yaml', 'things: [device, portal]', 'things: [device, porta]', 'things has no group porta'],
    ['told fault', 'told.yaml', 'fault: no-field', 'fault: no-fields', 'faults has no group no-fields'],
    [
      'end of a symptom',
      'symptoms.yaml',
      'fact: xdr.tile.answer, in: [data]',
      'fact: xdr.tile.answers, in: [data]',
      expect.stringContaining('no fact xdr.tile.answers'),
    ],
    [
      'region',
      'chain.yaml',
      /(?<=regions:[\s\S]{0,200})fact: .*/,
      'fact: sse.account.regio',
      expect.stringContaining('no fact sse.account.regio'),
    ],
    [
      'detail of a subject',
      'chain.yaml',
      'fact: appliance.cloudHosted',
      'fact: appliance.cloudHost',
      expect.stringContaining('no fact appliance.cloudHost'),
    ],
  ])('a reference to nothing is told: %s', async (_, file, from, to, expected) => {
    edit(file, from, to);
    expect((await problems()).map(({ problem }) => problem)).toContainEqual(expected);
  });

  test('repeated ids over packs are an error that names both places', async () => {
    const other = mkdtempSync(`${tmpdir()}/pack-`);
    cpSync(`${folder}/sse`, `${other}/sse`, { recursive: true });
    try {
      const told = await loadFolders([folder, other]).catch((error) => error.problems);
      expect(told).toContainEqual(
        expect.objectContaining({
          place: `${other}/sse/eventing-off.yaml:1`,
          problem: 'the rule sse/eventing-off is defined twice; first in the shipped rules/sse/eventing-off.yaml:1',
        }),
      );
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  test('of two packs the one that holds the mistake is named, with its own line', async () => {
    const other = mkdtempSync(`${tmpdir()}/pack-`);
    const write = (file: string, text: string) => {
      mkdirSync(dirname(`${other}/${file}`), { recursive: true });
      writeFileSync(`${other}/${file}`, text);
    };
    const rule = readFileSync(`${folder}/sse/eventing-off.yaml`, 'utf8');
    const recipe = { en: 'x', pt: 'x', de: 'x', ja: 'x' };
    const when = { fact: 'sse.no.such', eq: 1 };
    const recipes = { 'page.own': { title: recipe, text: recipe, from: 'customer', confidence: 'guess', when } };
    try {
      write('collect.yaml', `\n\n${JSON.stringify(recipes)}`);
      write('mine/eventing.yaml', rule.replace('fact: sse.service.eventing,', 'fact: sse.no.such,'));
      write('mine/late.yml', rule);
      const told = await loadFolders([folder, `${other}/`]).catch((error) => error.problems);
      expect(told.map(({ place }: Problem) => place.slice(other.length)).sort()).toEqual([
        '/collect.yaml:3',
        expect.stringMatching(/^\/mine\/eventing\.yaml:[1-9]\d+$/),
        '/mine/late.yml',
      ]);
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  test('a folder without any file of a pack was taken for one', async () => {
    const other = mkdtempSync(`${tmpdir()}/pack-`);
    writeFileSync(`${other}/notes.txt`, 'later');
    try {
      await expect(loadFolders([folder, other])).rejects.toThrow(`${other} holds no rule`);
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  test('a further language is one file laid over the pack; what it lacks stays English', async () => {
    cpSync(`${root}test/fixtures/lang`, `${folder}/lang`, { recursive: true });
    const pack = await loadFolders([folder]);
    expect(pack.languages).toContain('fr');
    expect(pack.words['verdict.fail']?.fr).toBe('trouvé');
    expect(pack.rules.find(({ id }) => id === 'sse/eventing-off')?.title.fr).toBe('Eventing est désactivé');
    expect(pack.words['verdict.pass']?.fr).toBeUndefined();
  });

  test('a misspelt place in a language file was silently left in English', async () => {
    cpSync(`${root}test/fixtures/lang`, `${folder}/lang`, { recursive: true });
    const line = edit('lang/fr.yaml', 'eventing-off.title', 'eventing-off.titel');
    expect(await problems()).toEqual([
      expect.objectContaining({
        place: `lang/fr.yaml:${line}`,
        problem: 'the pack has no text rules.sse/eventing-off.titel',
      }),
    ]);
  });
});
