// Strong Kleene evaluation of one condition for one subject. Pure; keeps the tree of what it saw, for explanations,
// for evidence and for the blame that becomes the next question.

import type { FactDefinition } from '../model/catalogue.js';
import type { FactView } from '../model/combiner.js';
import type { Condition, Leaf } from '../model/condition.js';
import { factsOf } from '../model/condition.js';
import type { Fact, Reason, Trust, Value } from '../model/fact.js';
import { trustRank, unknown } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { SubjectType } from '../model/subject.js';
import { compare, type Truth } from './compare.js';

/** A condition as it came out for one subject. Leaves carry the facts they read, as the rule was allowed to see them. */
export interface Trace {
  readonly condition: Condition;
  readonly subject: string;
  readonly truth: Truth;
  readonly facts: readonly Fact[];
  readonly children: readonly Trace[];
}

/** A fact that keeps a condition from being decided. */
export interface Blame {
  readonly fact: FactKey;
  readonly subject: string;
  readonly reason: Reason;
}

export interface Scope {
  readonly view: FactView;
  readonly definition: (key: FactKey) => FactDefinition | undefined;
  /** The set fact that lists children of that kind, if the catalogue has one. */
  readonly lister: (type: SubjectType) => FactKey | undefined;
  readonly minTrust: Trust;
  /** Spends one step; throws `StepBudgetExceeded` when none is left. */
  readonly step: () => void;
}

class StepBudgetExceeded extends Error {}

/** A step counter: the engine has no clock, so that the same input gives the same verdicts everywhere. */
export function stepBudget(steps: number): () => void {
  let left = steps;
  return () => {
    if (left-- <= 0) throw new StepBudgetExceeded();
  };
}

export function evaluate(condition: Condition, subject: string, scope: Scope): Trace {
  scope.step();
  if ('all' in condition) return branch(condition, subject, condition.all, allOf, scope);
  if ('any' in condition) return branch(condition, subject, condition.any, anyOf, scope);
  if ('not' in condition) return branch(condition, subject, [condition.not], ([inner]) => negate(inner), scope);
  if ('some' in condition) return quantified(condition, subject, condition.some, condition.where, anyOf, scope);
  if ('every' in condition) return quantified(condition, subject, condition.every, condition.where, allOf, scope);
  return leaf(condition, subject, scope);
}

function branch(
  condition: Condition,
  subject: string,
  parts: readonly Condition[],
  join: (truths: readonly Truth[]) => Truth,
  scope: Scope,
): Trace {
  const children = parts.map((part) => evaluate(part, subject, scope));
  return { condition, subject, truth: join(children.map((child) => child.truth)), facts: [], children };
}

/** Over child subjects; a listing that may be incomplete adds one child of whom nothing is known. */
function quantified(
  condition: Condition,
  subject: string,
  type: SubjectType,
  where: Condition,
  join: (truths: readonly Truth[]) => Truth,
  scope: Scope,
): Trace {
  const children = scope.view.children(subject, type).map((child) => evaluate(where, child.id, scope));
  const lister = scope.lister(type);
  const listing = lister === undefined ? undefined : readable(scope.view.fact(lister, subject), scope.minTrust);
  const complete = listing !== undefined && listing.state.state === 'known' && !listing.incomplete;
  const truths = children.map((child) => child.truth);
  if (!complete) truths.push('unknown');
  return { condition, subject, truth: join(truths), facts: listing ? [listing] : [], children };
}

function leaf(condition: Leaf, subject: string, scope: Scope): Trace {
  const facts = factsOf(condition).map((key) => readable(scope.view.fact(key, subject), scope.minTrust));
  const truth = leafTruth(condition, facts, scope);
  const shared = condition.op === 'disjoint' && truth === 'false';
  return {
    condition,
    subject,
    truth,
    facts: shared ? facts.map((fact) => only(fact, condition)) : facts,
    children: [],
  };
}

/** Of a set or of events, the readings that gave the values in question: the others neither show nor date it. */
function only(fact: Fact, { operand }: Leaf): Fact {
  const values = literal(operand);
  const given = fact.occurrences.filter(({ value }) => Array.isArray(values) && values.some((one) => one === value));
  const times = given.flatMap(({ time }) => (time ? [time] : []));
  const latest = times.sort((a, b) => b.earliestMs - a.earliestMs)[0];
  return given.length === 0 ? fact : { ...fact, evidence: given.map(({ evidence }) => evidence), time: latest };
}

function leafTruth(condition: Leaf, facts: readonly Fact[], scope: Scope): Truth {
  const [left, right] = facts;
  if (left === undefined) return 'unknown';
  if (condition.op === 'absent') {
    if (left.state.state === 'unknown') return 'unknown';
    return left.state.state === 'absent' ? 'true' : 'false';
  }
  const leftValue = comparableValue(left, scope);
  const rightValue = right === undefined ? literal(condition.operand) : comparableValue(right, scope);
  if (leftValue === undefined || rightValue === undefined) return 'unknown';
  const incomplete = { left: left.incomplete, right: right?.incomplete ?? false };
  return compare(condition.op, leftValue, rightValue, incomplete, condition.linear);
}

/** The value a comparison sees: an absent fact counts as its documented default, if it has one. */
function comparableValue(fact: Fact, scope: Scope): Value | undefined {
  if (fact.state.state === 'known') return fact.state.value;
  return fact.state.state === 'absent' ? scope.definition(fact.key)?.default : undefined;
}

function literal(operand: Leaf['operand']): Value | undefined {
  return typeof operand === 'object' && 'fact' in operand ? undefined : operand;
}

/** What a rule may see of a fact: below its least trust, or with none at all, a value is only a reason to ask. */
function readable(fact: Fact, minTrust: Trust): Fact {
  if (fact.state.state === 'unknown') return fact;
  const trusted = trustRank(fact.trust) >= trustRank(minTrust);
  return trusted ? fact : { ...fact, state: unknown('lowTrust') };
}

function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

function negate(truth: Truth | undefined): Truth {
  if (truth === 'true') return 'false';
  return truth === 'false' ? 'true' : 'unknown';
}

/** The opposite of what was evaluated already. */
export function negated(trace: Trace): Trace {
  const { condition, subject, truth } = trace;
  return { condition: { not: condition }, subject, truth: negate(truth), facts: [], children: [trace] };
}

/** The facts that keep an undecided condition undecided: those on a path of unknown nodes only. */
export function blameOf(trace: Trace): Blame[] {
  if (trace.truth !== 'unknown') return [];
  const own = trace.facts.flatMap((fact) => blame(fact));
  // Known on both sides and still not comparable (a release without its build): a better reading is what helps.
  const vague = own.length === 0 && 'op' in trace.condition ? trace.facts : [];
  const unreadable = vague.map((fact): Blame => ({ fact: fact.key, subject: fact.subject, reason: 'unrecognized' }));
  return [...own, ...unreadable, ...trace.children.flatMap(blameOf)];
}

function blame(fact: Fact): Blame[] {
  if (fact.state.state === 'unknown') return [{ fact: fact.key, subject: fact.subject, reason: fact.state.reason }];
  if (fact.state.state === 'absent') return [{ fact: fact.key, subject: fact.subject, reason: 'unrecognized' }];
  return fact.incomplete ? [{ fact: fact.key, subject: fact.subject, reason: 'notCollected' }] : [];
}

/** The facts that made a decided condition what it is: those on a path of nodes with the same outcome. */
export function groundsOf(trace: Trace): Fact[] {
  if (trace.truth === 'unknown') return [];
  if (trace.children.length === 0) return [...trace.facts];
  const wanted = 'not' in trace.condition ? negate(trace.truth) : trace.truth;
  const same = trace.children.filter((child) => child.truth === wanted);
  // One child settles it without the listing; only "none of them" and "all of them" rest on having seen all.
  const settled =
    ('some' in trace.condition && wanted === 'true') || ('every' in trace.condition && wanted === 'false');
  return [...(settled ? [] : trace.facts), ...same.flatMap(groundsOf)];
}

/** Every fact a trace read, decided or not. */
export function factsIn(trace: Trace): Fact[] {
  return [...trace.facts, ...trace.children.flatMap(factsIn)];
}
