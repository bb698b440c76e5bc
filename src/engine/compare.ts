// The comparisons of the condition language over known values. Anything that cannot be compared is unknown, never false.

import type { Comparison } from '../model/condition.js';
import type { Value } from '../model/fact.js';
import { momentOf, surelyBefore } from '../model/moment.js';
import { compareVersions, versionParts } from '../model/version.js';
import { compilePattern } from '../text/pattern.js';

export type Truth = 'true' | 'false' | 'unknown';

type Scalar = string | number | boolean;

/** Sides whose set may hold more values than were read. */
export interface Incomplete {
  readonly left: boolean;
  readonly right: boolean;
}

export function compare(op: Comparison, left: Value, right: Value, incomplete: Incomplete, linear?: true): Truth {
  switch (op) {
    case 'eq':
      return equal(left, right, incomplete);
    case 'ne':
      return not(equal(left, right, incomplete));
    case 'in':
      return within(left, right, incomplete);
    case 'notIn':
      return not(within(left, right, incomplete));
    case 'disjoint':
      return not(overlap(left, right, incomplete));
    case 'lt':
      return ordered(left, right, (sign) => sign < 0);
    case 'le':
      return not(ordered(left, right, (sign) => sign > 0));
    case 'gt':
      return ordered(left, right, (sign) => sign > 0);
    case 'ge':
      return not(ordered(left, right, (sign) => sign < 0));
    case 'within':
      return between(left, right);
    case 'versionLt':
      return version(left, right, (sign) => sign < 0);
    case 'versionGe':
      return version(left, right, (sign) => sign >= 0);
    case 'matches':
      return matches(left, right, linear);
  }
}

function truth(value: boolean): Truth {
  return value ? 'true' : 'false';
}

function not(value: Truth): Truth {
  if (value === 'unknown') return 'unknown';
  return value === 'true' ? 'false' : 'true';
}

function listOf(value: Value): readonly Scalar[] {
  return Array.isArray(value) ? value : [value as Scalar];
}

function equal(left: Value, right: Value, incomplete: Incomplete): Truth {
  const [l, r] = [listOf(left), listOf(right)];
  const missing = (from: readonly Scalar[], other: readonly Scalar[]) => from.some((item) => !other.includes(item));
  // A value that one complete side lacks can never be taken back.
  if ((!incomplete.right && missing(l, r)) || (!incomplete.left && missing(r, l))) return 'false';
  return incomplete.left || incomplete.right ? 'unknown' : truth(!missing(l, r) && !missing(r, l));
}

/** Every value of the left is one of the right. */
function within(left: Value, right: Value, incomplete: Incomplete): Truth {
  const outside = listOf(left).some((item) => !listOf(right).includes(item));
  if (outside) return incomplete.right ? 'unknown' : 'false';
  return incomplete.left ? 'unknown' : 'true';
}

function overlap(left: Value, right: Value, incomplete: Incomplete): Truth {
  if (listOf(left).some((item) => listOf(right).includes(item))) return 'true';
  return incomplete.left || incomplete.right ? 'unknown' : 'false';
}

/** Numbers by size, times by what is sure of both: spans that overlap are undecided. */
function ordered(left: Value, right: Value, holds: (sign: number) => boolean): Truth {
  if (typeof left === 'number' && typeof right === 'number') return truth(holds(left - right));
  if (typeof left !== 'string' || typeof right !== 'string') return 'unknown';
  const [l, r] = [momentOf(left), momentOf(right)];
  if (!l || !r) return 'unknown';
  if (surelyBefore(l, r)) return truth(holds(-1));
  if (surelyBefore(r, l)) return truth(holds(1));
  const exact = l.earliestMs === l.latestMs && r.earliestMs === r.latestMs;
  return exact ? truth(holds(0)) : 'unknown';
}

function between(left: Value, right: Value): Truth {
  const [least, most] = listOf(right);
  if (least === undefined || most === undefined) return 'unknown';
  const low = not(ordered(left, least, (sign) => sign < 0));
  const high = not(ordered(left, most, (sign) => sign > 0));
  if (low === 'false' || high === 'false') return 'false';
  return low === 'true' && high === 'true' ? 'true' : 'unknown';
}

/** Builds count only where both sides name one: 13.5.1 is not older than 13.5.1-277, and not surely as new. */
function version(left: Value, right: Value, holds: (sign: number) => boolean): Truth {
  if (typeof left !== 'string' || typeof right !== 'string') return 'unknown';
  const sign = compareVersions(left, right);
  if (sign === undefined) return 'unknown';
  const buildsDiffer = (versionParts(left)?.[3] === undefined) !== (versionParts(right)?.[3] === undefined);
  return sign === 0 && buildsDiffer && versionParts(right)?.[3] !== undefined ? 'unknown' : truth(holds(sign));
}

/** The whole text must match. */
function matches(left: Value, right: Value, linear: true | undefined): Truth {
  if (typeof left !== 'string' || typeof right !== 'string') return 'unknown';
  return truth(compilePattern(`^(?:${right})$`, 'u', linear).test(left));
}
