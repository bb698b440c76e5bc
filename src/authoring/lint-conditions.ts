// What a condition may say of the facts it names: facts that exist, that can be reached from its subject, and
// comparisons that their types allow.
import type { FactDefinition, FactType } from '../model/catalogue.js';
import { type Comparison, type Condition, factsOf, type Leaf } from '../model/condition.js';
import type { FactKey } from '../model/fact-keys.js';
import { momentOf } from '../model/moment.js';
import { type SubjectType, subjectParents } from '../model/subject.js';
import { versionParts } from '../model/version.js';
import type { Tell } from './lint-problem.js';
import { leavesIn, quantifiedIn } from './quantified.js';

type Definitions = ReadonlyMap<FactKey, FactDefinition>;

const ordering: readonly Comparison[] = ['lt', 'le', 'gt', 'ge', 'within'];
const versionOrdering: readonly Comparison[] = ['versionLt', 'versionGe'];
const ofLists: readonly Leaf['op'][] = ['in', 'notIn', 'disjoint', 'within'];

const ordered: readonly FactType[] = ['number', 'duration', 'time'];

/** @param where the field of the condition, for the message: `failWhen` */
export function lintCondition(
  condition: Condition,
  subject: SubjectType,
  where: string,
  definitions: Definitions,
  tell: Tell,
): void {
  for (const { leaf, subject: at } of leavesIn(condition, subject)) {
    for (const key of factsOf(leaf)) {
      const definition = definitions.get(key);
      if (definition === undefined) tell('unknown-fact', 'error', `${where}: the catalogue has no fact ${key}`);
      else if (!standsAbove(definition.subject, at)) {
        tell(
          'unreachable-fact',
          'error',
          `${where}: ${key} is about ${definition.subject}, which is neither ${at} nor above it; read it inside some: or every:`,
        );
      }
    }
    const [left, right] = factsOf(leaf).map((key) => definitions.get(key));
    if (left) lintLeaf(leaf, left, right, where, tell);
  }
  for (const { parent, type } of quantifiedIn(condition, subject)) {
    if (!(subjectParents[type] as readonly SubjectType[]).includes(parent))
      tell('unreachable-subject', 'error', `${where}: ${type} is no child of ${parent}`);
  }
}

/** Whether facts of `upper` can be read from a subject of type `lower`. */
export function standsAbove(upper: SubjectType, lower: SubjectType): boolean {
  return (
    upper === lower || (subjectParents[lower] as readonly SubjectType[]).some((parent) => standsAbove(upper, parent))
  );
}

function lintLeaf(
  leaf: Leaf,
  left: FactDefinition,
  right: FactDefinition | undefined,
  where: string,
  tell: Tell,
): void {
  const { op, fact } = leaf;
  const told = (code: string, text: string) => tell(code, 'error', `${where}: ${fact} ${op}: ${text}`);
  if (op === 'absent') {
    const canLack = left.absent !== undefined || (left.cardinality === 'event' && left.scope !== undefined);
    if (!canLack) told('never-absent', 'the catalogue does not say what its absence means, so it is never absent');
    return;
  }
  if (ordering.includes(op) && !ordered.includes(left.type)) told('no-order', `${left.type} has no order`);
  if (versionOrdering.includes(op) && left.type !== 'version') told('no-version', `it is ${left.type}, not version`);
  if (left.type === 'version' && !versionOrdering.includes(op))
    told('version-as-text', 'a release with and without its build are two texts; use versionLt and versionGe');
  if (left.type === 'time' && !ordering.includes(op))
    told('time-as-text', 'two spellings of one time are two texts; use lt, ge or within');
  if (op === 'matches' && left.type !== 'string') told('type-mismatch', `a pattern reads text, not ${left.type}`);
  // More may always have happened: only an overlap is ever decided.
  if (left.cardinality === 'event' && op !== 'disjoint') told('event-comparison', 'an event is read by not disjoint');
  if (right) lintOther(left, right, told);
  else lintLiteral(leaf, left, told);
}

type Told = (code: string, text: string) => void;

function lintOther(left: FactDefinition, right: FactDefinition, told: Told): void {
  const element = (type: FactType) => (type.startsWith('set of ') ? type.slice('set of '.length) : type);
  const same = element(left.type) === element(right.type);
  const textual = [left, right].every(({ type }) => ['string', 'enum'].includes(element(type)));
  if (!same && !textual) told('type-mismatch', `${left.type} is compared with ${right.key}, which is ${right.type}`);
}

function lintLiteral({ op, operand }: Leaf, definition: FactDefinition, told: Told): void {
  const list = Array.isArray(operand);
  const takesList = ofLists.includes(op) || definition.cardinality === 'set';
  if (takesList && !list) told('type-mismatch', 'it takes a list');
  if (!takesList && list) told('type-mismatch', 'it takes one value, not a list');
  if (op === 'within' && list && operand.length !== 2) told('type-mismatch', 'it takes [least, most]');
  if (op === 'matches' && !isPattern(operand)) told('no-pattern', 'it takes a regular expression');
  if (op === 'matches') return;
  for (const value of list ? operand : [operand]) {
    if (!fits(value, definition.type)) told('type-mismatch', `${JSON.stringify(value)} is no ${definition.type}`);
    else if (definition.values && !(String(value) in definition.values))
      told('no-such-value', `${String(value)} is none of ${Object.keys(definition.values).join(', ')}`);
  }
}

function fits(value: unknown, type: FactType): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
    case 'duration':
    case 'set of number':
      return typeof value === 'number';
    case 'time':
      return typeof value === 'string' && momentOf(value) !== undefined;
    case 'version':
      return typeof value === 'string' && versionParts(value) !== undefined;
    default:
      return typeof value === 'string';
  }
}

function isPattern(operand: Leaf['operand']): boolean {
  if (typeof operand !== 'string') return false;
  try {
    return new RegExp(operand, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
