import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './source-files.js';

const { generated } = (await import(`${root}scripts/generate.mjs`)) as { generated: () => Record<string, string> };

test.each(Object.entries(generated()))('%s is fresh', (path, text) => {
  expect(readFileSync(`${root}${path}`, 'utf8')).toBe(text);
});
