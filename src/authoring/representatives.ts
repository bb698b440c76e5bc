// For each fact a rule reads, the few states that stand for all others: one value on each side of every literal that
// the rule compares with. Two values that no comparison tells apart need only one representative.
import type { FactDefinition } from '../model/catalogue.js';
import { type Condition, factsOf, type Leaf } from '../model/condition.js';
import type { Value } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { momentOf } from '../model/moment.js';
import type { Rule } from '../model/rule.js';
import type { SubjectType } from '../model/subject.js';
import { versionParts } from '../model/version.js';
import { leavesIn } from './quantified.js';

type Scalar = string | number;

const dayMs = 86_400_000;
/** Subsets double with each element: four give 16 complete and 16 incomplete sets. */
const mostSetElements = 4;

/** Values that stand for all values of the fact, as this rule sees them. */
export function representatives(
  definition: FactDefinition,
  rule: Rule,
  conditions: readonly Condition[],
  subject: SubjectType,
): Value[] {
  const leaves = conditions.flatMap((condition) => leavesIn(condition, subject)).map(({ leaf }) => leaf);
  const group = comparedWith(definition.key, leaves);
  const near = leaves.filter((leaf) => factsOf(leaf).some((key) => group.has(key)));
  const literals = near.flatMap(({ op, operand }) => (op === 'absent' || op === 'matches' ? [] : scalarsOf(operand)));
  const samples = near.some(({ op }) => op === 'matches') ? testValues(rule, group) : [];
  return ofType(definition, [...new Set([...literals, ...samples])], group.size > 1);
}

/** The fact and all facts that it is compared with, directly or over others. */
function comparedWith(key: FactKey, leaves: readonly Leaf[]): Set<FactKey> {
  const group = new Set([key]);
  for (let before = 0; before !== group.size; ) {
    before = group.size;
    for (const keys of leaves.map(factsOf))
      if (keys.some((one) => group.has(one))) for (const one of keys) group.add(one);
  }
  return group;
}

function scalarsOf(operand: Leaf['operand']): Scalar[] {
  if (Array.isArray(operand)) return [...operand];
  return typeof operand === 'string' || typeof operand === 'number' ? [operand] : [];
}

/** A pattern is not turned into texts; the rule's tests bring texts that match and texts that do not. */
function testValues(rule: Rule, keys: ReadonlySet<FactKey>): Scalar[] {
  const facts = rule.tests.flatMap(({ facts: own, subjects = [] }) => [own, ...subjects.map((child) => child.facts)]);
  return facts.flatMap((own) =>
    Object.entries(own).flatMap(([key, fact]) => {
      const value = typeof fact === 'object' && 'value' in fact ? fact.value : fact;
      return keys.has(key) && (typeof value === 'string' || typeof value === 'number') ? [value] : [];
    }),
  );
}

function ofType(definition: FactDefinition, literals: readonly Scalar[], compared: boolean): Value[] {
  const texts = literals.filter((one) => typeof one === 'string');
  const numbers = literals.filter((one) => typeof one === 'number');
  switch (definition.type) {
    case 'boolean':
      return [true, false];
    case 'enum':
      return ofEnum(Object.keys(definition.values ?? {}), texts, compared);
    case 'string':
      return [...texts, ...others(texts, compared)];
    case 'number':
    case 'duration':
      return aroundNumbers(numbers);
    case 'time':
      return aroundTimes(texts);
    case 'version':
      return aroundVersions(texts);
    case 'set of string':
      return subsets([...texts.slice(0, mostSetElements - 1), ...others(texts, false)]);
    case 'set of number':
      return subsets([...numbers.slice(0, mostSetElements - 1), Math.max(0, ...numbers) + 1]);
  }
}

function ofEnum(values: readonly string[], literals: readonly string[], compared: boolean): string[] {
  const named = values.filter((value) => literals.includes(value));
  return [...named, ...values.filter((value) => !literals.includes(value)).slice(0, compared ? 2 : 1)];
}

function others(literals: readonly string[], compared: boolean): string[] {
  return ['(other)', ...(compared ? ['(another)'] : [])].filter((other) => !literals.includes(other));
}

function aroundNumbers(literals: readonly number[]): number[] {
  const sorted = [...literals].sort((a, b) => a - b);
  const between = sorted.slice(1).map((value, index) => (value + (sorted[index] ?? value)) / 2);
  return [...new Set([(sorted[0] ?? 1) - 1, ...sorted, ...between, (sorted.at(-1) ?? 0) + 1])];
}

/** A literal without zone or time of day is a span; inside it nothing can be compared, so it has no representative. */
function aroundTimes(literals: readonly string[]): string[] {
  const moments = literals.flatMap((text) => momentOf(text) ?? []);
  const exact = moments
    .filter(({ earliestMs, latestMs }) => earliestMs === latestMs)
    .map(({ earliestMs }) => earliestMs);
  const ends = moments.flatMap(({ earliestMs, latestMs }) => [earliestMs - dayMs, latestMs + dayMs]);
  const inside = (ms: number) => moments.some(({ earliestMs, latestMs }) => ms > earliestMs && ms < latestMs);
  const times = [...new Set([...exact, ...ends])].filter((ms) => !inside(ms));
  return (times.length > 0 ? times : [0]).map((ms) => new Date(ms).toISOString());
}

/** The release itself, the one before it and the one after it; with builds where the literal names one. */
function aroundVersions(literals: readonly string[]): string[] {
  const around = literals.flatMap((text) => {
    const parts = versionParts(text);
    if (!parts) return [];
    const [major, minor, patch, build] = parts;
    const release = `${major}.${minor}.${patch}`;
    const builds = build === undefined ? [] : [build - 1, build, build + 1].filter((one) => one >= 0);
    return [
      before(major, minor, patch),
      ...(build === undefined ? [release] : builds.map((one) => `${release}-${one}`)),
      `${major}.${minor}.${patch + 1}-1`,
    ];
  });
  return around.length > 0 ? [...new Set(around)] : ['15.0.0-1'];
}

function before(major: number, minor: number, patch: number): string {
  if (patch > 0) return `${major}.${minor}.${patch - 1}-1`;
  return minor > 0 ? `${major}.${minor - 1}.99-1` : `${Math.max(0, major - 1)}.99.99-1`;
}

function subsets(elements: readonly Scalar[]): Scalar[][] {
  const sets: Scalar[][] = [[]];
  for (const element of elements) sets.push(...sets.map((set) => [...set, element]));
  return sets;
}
