import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { lintPack } from '../../src/authoring/lint-pack.js';
import { testRules } from '../../src/authoring/test-rules.js';
import { combiners } from '../../src/combiners/registry.js';
import { loadFolders } from '../../src/pack/load-pack.js';

const pack = await loadFolders([fileURLToPath(new URL('../../rules', import.meta.url))]);

it('the lint finds no error in the shipped pack', () => {
  const origins = new Map(combiners.flatMap(({ derives, from }) => derives.map((key) => [key, from] as const)));
  const errors = lintPack(pack, { origins }).filter(({ level }) => level === 'error');
  expect(errors).toEqual([]);
});

it('every test of every shipped rule is green', () => {
  expect(testRules(pack).filter(({ ok }) => !ok)).toEqual([]);
});
