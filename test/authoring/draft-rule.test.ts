// A draft about any fact of the catalogue: it loads, its tests are green, and the lint only says what is left to write.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { comparisonOf, draftRule } from '../../src/authoring/draft-rule.js';
import { lintPack } from '../../src/authoring/lint-pack.js';
import { testRules } from '../../src/authoring/test-rules.js';
import { recipeIds } from '../../src/engine/ask.js';
import { builtinFolder, loadFolders } from '../../src/pack/load-pack.js';
import { origins } from '../../src/run/analyze-case.js';

const folder = mkdtempSync(`${tmpdir()}/drafts-`);
afterAll(() => rmSync(folder, { recursive: true }));

const shipped = await loadFolders([builtinFolder]);

function drafted(day?: string) {
  mkdirSync(`${folder}/draft`, { recursive: true });
  return shipped.facts.flatMap((fact) => {
    const comparison = comparisonOf(fact);
    const canBeAsked = recipeIds(fact.key, (key) => shipped.facts.find((one) => one.key === key), origins).length > 0;
    if (comparison === undefined || !canBeAsked) return [];
    const id = `draft/${fact.key.toLowerCase().replaceAll('.', '-')}`;
    writeFileSync(`${folder}/${id}.yaml`, draftRule(id, fact, comparison, shipped, 'drafts', day));
    return [id];
  });
}

test('drafts of all kinds of facts are whole', async () => {
  const ids = drafted();
  expect(ids.length).toBeGreaterThan(30);
  const pack = await loadFolders([builtinFolder, folder]);
  const results = testRules(pack, ids);
  expect(results.length).toBeGreaterThanOrEqual(3 * ids.length);
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  const said = lintPack(pack, { origins }).filter(({ rule }) => rule?.startsWith('draft/'));
  expect(said.filter(({ code }) => code !== 'unfinished')).toEqual([]);
  for (const id of ids) expect(said.filter(({ rule }) => rule === id).length).toBeGreaterThanOrEqual(7);
}, 30_000);

test('the day of the source is filled in, the review a year later', async () => {
  drafted('2028-02-29');
  const { rules } = await loadFolders([builtinFolder, folder]);
  const rule = rules.find(({ id }) => id.startsWith('draft/'));
  expect([rule?.references[0]?.checked, rule?.reviewBy]).toEqual(['2028-02-29', '2029-02-28']);
});
