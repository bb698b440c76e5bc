// Conditions as they stand in YAML → the model's tree. The schema has already accepted the form.
import { type Condition, comparisons, type Operand } from '../model/condition.js';
import type { SubjectType } from '../model/subject.js';

type Raw = Readonly<Record<string, unknown>>;

export function readCondition(raw: unknown): Condition {
  const node = raw as Raw;
  if ('all' in node) return { all: (node.all as unknown[]).map(readCondition) };
  if ('any' in node) return { any: (node.any as unknown[]).map(readCondition) };
  if ('not' in node) return { not: readCondition(node.not) };
  if ('some' in node) return { some: node.some as SubjectType, where: readCondition(node.where) };
  if ('every' in node) return { every: node.every as SubjectType, where: readCondition(node.where) };
  const fact = node.fact as string;
  if ('absent' in node) return { fact, op: 'absent', operand: true };
  const op = comparisons.find((name) => name in node);
  if (op === undefined) throw new Error('the schema lets a condition without an operator pass');
  return { fact, op, operand: node[op] as Operand, ...(node.linear === true && { linear: true }) };
}
