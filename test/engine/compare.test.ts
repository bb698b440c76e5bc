import { describe, expect, it } from 'vitest';
import { compare } from '../../src/engine/compare.js';
import type { Comparison } from '../../src/model/condition.js';
import type { Value } from '../../src/model/fact.js';

const whole = { left: false, right: false };
const begun = { left: true, right: false };

it.each<[Comparison, Value, Value, string]>([
  ['versionLt', '14.2.0-620', '14.2.0-621', 'true'],
  ['versionLt', '9.0.0', '14.0.0', 'true'],
  ['versionGe', '14.2.0-620', '14.2.0', 'true'],
  ['versionGe', '13.5.1', '13.5.1-277', 'unknown'],
  ['versionLt', '13.5.1', '13.5.1-277', 'unknown'],
  ['versionLt', 'nonsense', '14.0.0', 'unknown'],
  ['lt', '2026-11-01T00:00:00Z', '2026-11-01T00:00:01Z', 'true'],
  ['lt', '2026-11-01T00:00:00', '2026-11-01T03:00:00Z', 'unknown'],
  ['le', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', 'true'],
  ['lt', 'off', 'on', 'unknown'],
  ['within', 5, [5, 9], 'true'],
  ['within', 9.5, [5, 9], 'false'],
  ['within', 5, [5], 'unknown'],
  ['eq', '1', 1, 'false'],
  ['matches', 'api-eu.example.com', 'api-[a-z]{2}\\.example\\.com', 'true'],
  ['matches', 'x.api-eu.example.com', 'api-[a-z]{2}\\.example\\.com', 'false'],
])('%s %j %j is %s', (op, left, right, expected) => {
  expect(compare(op, left, right, whole)).toBe(expected);
});

describe('a set of which more may come', () => {
  it.each<[Comparison, Value, Value, string]>([
    ['disjoint', ['a'], ['a'], 'false'],
    ['disjoint', ['b'], ['a'], 'unknown'],
    ['eq', ['a'], ['a'], 'unknown'],
    ['eq', ['b'], ['a'], 'false'],
    ['ne', ['b'], ['a'], 'true'],
    ['in', ['b'], ['a'], 'false'],
    ['in', ['a'], ['a'], 'unknown'],
    ['notIn', ['a'], ['a'], 'unknown'],
  ])('%s %j %j is %s', (op, left, right, expected) => {
    expect(compare(op, left, right, begun)).toBe(expected);
  });
});
