// Where the leaves and quantifiers of a rule stand: which subject each of them speaks of.
import { type Condition, factsOf, type Leaf, partsOf } from '../model/condition.js';
import type { FactKey } from '../model/fact-keys.js';
import { type Rule, verdictFields } from '../model/rule.js';
import type { SubjectType } from '../model/subject.js';

export type VerdictField = (typeof verdictFields)[number];

/** A leaf with the kind of subject it is evaluated for. */
export interface PlacedLeaf {
  readonly leaf: Leaf;
  readonly subject: SubjectType;
}

/** A `some` or `every` over children of `parent`. */
export interface Quantified {
  readonly parent: SubjectType;
  readonly type: SubjectType;
  readonly where: Condition;
}

/** The conditions that make the verdict. */
export function verdictConditions(rule: Rule): Condition[] {
  return verdictFields.flatMap((field) => rule[field] ?? []);
}

export function leavesIn(condition: Condition, subject: SubjectType): PlacedLeaf[] {
  if ('op' in condition) return [{ leaf: condition, subject }];
  const type = childType(condition) ?? subject;
  return partsOf(condition).flatMap((part) => leavesIn(part, type));
}

export function quantifiedIn(condition: Condition, subject: SubjectType): Quantified[] {
  const type = childType(condition);
  const inner = partsOf(condition).flatMap((part) => quantifiedIn(part, type ?? subject));
  return type !== undefined && 'where' in condition
    ? [{ parent: subject, type, where: condition.where }, ...inner]
    : inner;
}

function childType(condition: Condition): SubjectType | undefined {
  if ('some' in condition) return condition.some;
  return 'every' in condition ? condition.every : undefined;
}

/** Quantifiers that stand directly at the condition's own subject, not inside another one. */
export function outermost(conditions: readonly Condition[]): { type: SubjectType; where: Condition }[] {
  return conditions.flatMap((condition) => {
    const type = childType(condition);
    if (type === undefined || !('where' in condition)) return outermost(partsOf(condition));
    return [{ type, where: condition.where }];
  });
}

/** Facts that the leaves read, each once. */
export function factsRead(conditions: readonly Condition[], subject: SubjectType): Set<FactKey> {
  return new Set(conditions.flatMap((condition) => leavesIn(condition, subject)).flatMap(({ leaf }) => factsOf(leaf)));
}

/** Every variant of a condition in which exactly one leaf is negated. */
export function withOneLeafNegated(condition: Condition): { leaf: Leaf; condition: Condition }[] {
  const wrapped = (parts: readonly Condition[], wrap: (parts: Condition[]) => Condition) =>
    parts.flatMap((part, index) =>
      withOneLeafNegated(part).map(({ leaf, condition: changed }) => ({
        leaf,
        condition: wrap(parts.with(index, changed)),
      })),
    );
  if ('all' in condition) return wrapped(condition.all, (all) => ({ all }));
  if ('any' in condition) return wrapped(condition.any, (any) => ({ any }));
  if ('not' in condition) return wrapped([condition.not], ([inner]) => ({ not: inner as Condition }));
  if ('where' in condition)
    return wrapped([condition.where], ([where]) => ({ ...condition, where: where as Condition }));
  return [{ leaf: condition, condition: { not: condition } }];
}
