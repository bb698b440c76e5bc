import { expect, test } from 'vitest';
import { isRisky } from '../../../src/run/child/is-risky.js';

const mebibyte = 1 << 20;

test.each([
  ['esa-config', 'config.xml', 5 * mebibyte, false],
  ['esa-config', 'config.xml', 50 * mebibyte, true],
  // 300 KB in an archive may be 60 MB.
  ['esa-config', 'case.gz!/config.xml', 300_000, true],
  ['esa-config', 'case.gz!/config.xml', 3000, false],
  ['pdf', 'small.pdf', 1, true],
  ['har', 'large.har', 2000 * mebibyte, false],
  ['page-text', 'case.gz!/page.txt', 100 * mebibyte, false],
] as const)('%s %s of %i bytes: %s', (kind, id, sizeBytes, expected) => {
  expect(isRisky(kind, { id, sizeBytes })).toBe(expected);
});
