// The condition language of rules: a closed tree, evaluated three-valued. A new operator is a decision of
// schema, engine, lint and docs together.

import type { Value } from './fact.js';
import type { FactKey } from './fact-keys.js';
import type { SubjectType } from './subject.js';

export type Operand = Value | { readonly fact: FactKey };

/** Comparisons by name; `within` takes `[least, most]`, `disjoint`, `in` and `notIn` take lists or set facts. */
export const comparisons = [
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'in',
  'notIn',
  'disjoint',
  'versionLt',
  'versionGe',
  'within',
  'matches',
] as const;
export type Comparison = (typeof comparisons)[number];

export interface Leaf {
  readonly fact: FactKey;
  readonly op: Comparison | 'absent';
  /** The literal or fact compared with; unused by `absent`. */
  readonly operand: Operand;
  /** Its pattern is not of the shipped pack, so it must not be able to take for ever. */
  readonly linear?: true;
}

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly some: SubjectType; readonly where: Condition }
  | { readonly every: SubjectType; readonly where: Condition }
  | Leaf;

/** The conditions that a condition is made of, in reading order; a leaf has none. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('not' in condition) return [condition.not];
  return 'where' in condition ? [condition.where] : [];
}

/** Every leaf of a condition, in reading order. */
export function leavesOf(condition: Condition): Leaf[] {
  return 'op' in condition ? [condition] : partsOf(condition).flatMap(leavesOf);
}

/** The facts a leaf reads: its own and, when it compares two facts, the other one. */
export function factsOf(leaf: Leaf): FactKey[] {
  const operand = leaf.operand;
  return typeof operand === 'object' && 'fact' in operand ? [leaf.fact, operand.fact] : [leaf.fact];
}
