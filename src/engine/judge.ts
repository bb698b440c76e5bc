// One rule over all its subjects: the verdict table, the gates that every pass must take, and what each verdict rests on.
import type { FactDefinition } from '../model/catalogue.js';
import type { FactView } from '../model/combiner.js';
import type { Fact } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Rule, Verdict } from '../model/rule.js';
import { caseId, type Subject, type SubjectType, subjectParents, unnamed } from '../model/subject.js';
import {
  type Blame,
  blameOf,
  evaluate,
  factsIn,
  groundsOf,
  negated,
  type Scope,
  stepBudget,
  type Trace,
} from './evaluate.js';
import { type Sighting, staleReadings } from './stale-readings.js';

/** What a rule says about one subject. `subject` is undefined when no such subject was seen at all. */
export interface Judgement {
  readonly rule: Rule;
  readonly subject: Subject | undefined;
  readonly verdict: Verdict;
  readonly covers: { readonly seen: number; readonly known: number };
  /** Why it is open: facts that can change it. Empty for every other verdict and for rules that never pass. */
  readonly blame: readonly Blame[];
  /** The facts the verdict rests on; for an open one, what was read of the blamed ones. */
  readonly grounds: readonly Fact[];
  readonly traces: Traces;
  /** The rule could not be carried to its end; the verdict is open for that reason alone. */
  readonly failed?: true;
  readonly hiddenBy?: string;
}

/** A found cause; what another cause hides, what only repeats the customer's words, and an inference explain nothing. */
export function isExplaining({ rule, verdict, hiddenBy }: Judgement): boolean {
  return verdict === 'fail' && hiddenBy === undefined && rule.role !== 'symptom' && rule.confidence !== 'guess';
}

export interface Traces {
  readonly appliesWhen?: Trace;
  readonly failWhen?: Trace;
  readonly passWhen?: Trace;
}

/** What the engine needs of the pack and the case. */
export interface Bench {
  readonly view: FactView;
  readonly definition: (key: FactKey) => FactDefinition | undefined;
  readonly lister: (type: SubjectType) => FactKey | undefined;
  /** Symptoms that the case shows: no pass may be older than what it would explain. */
  readonly sightings: readonly Sighting[];
}

/** Steps one rule may spend on one subject; the largest shipped rule spends fewer than 20. */
const stepsPerSubject = 10_000;

export function judge(rule: Rule, given: Bench): Judgement[] {
  const bench = { ...given, sightings: given.sightings.filter(({ symptom }) => rule.symptoms.includes(symptom)) };
  const subjects = bench.view.subjects(rule.subject);
  if (subjects.length === 0) return [judgeNobody(rule, bench)];
  const covers = { seen: subjects.filter((subject) => subject.seen).length, known: subjects.length };
  const judged = subjects.map((subject) => ({ ...judgeSubject(rule, subject.id, bench), subject, covers }));
  // Everybody seen is somebody else: the one that the rule is about may be missing from what was listed.
  const isNobodys = judged.every(({ verdict }) => verdict === 'notApplicable');
  if (!isNobodys || !listingsOf(rule.subject, bench)?.some((listing) => !isComplete(listing))) return judged;
  return [...judged, judgeNobody(rule, bench)].filter((one) => one.subject !== undefined || one.verdict === 'open');
}

/**
 * What lists the subjects of that kind, per subject that they hang under: the modules of each account. Tiles, which nothing
 * lists, are as many as their modules may have. Undefined for kinds that no listing ever tells.
 */
function listingsOf(type: SubjectType, bench: Bench): Fact[] | undefined {
  const lister = bench.lister(type);
  if (lister === undefined) {
    const parents: readonly SubjectType[] = subjectParents[type];
    return parents.map((parent) => listingsOf(parent, bench)).find((listings) => listings !== undefined);
  }
  const owner = bench.definition(lister)?.subject ?? 'case';
  const owners = bench.view.subjects(owner).map(({ id }) => id);
  return (owners.length > 0 ? owners : [caseId]).map((id) => bench.view.fact(lister, id));
}

function isComplete({ state, incomplete }: Fact): boolean {
  return state.state === 'known' && !incomplete;
}

/**
 * No subject seen: not applicable only where complete listings say that there is none, else open for want of one; a fail
 * only where a combiner derived it for whoever it is.
 */
function judgeNobody(rule: Rule, bench: Bench): Judgement {
  const listings = listingsOf(rule.subject, bench) ?? [];
  const isNone = ({ state }: Fact) => state.state === 'known' && Array.isArray(state.value) && state.value.length === 0;
  const covers = { seen: 0, known: 0 };
  if (listings.length > 0 && listings.every((one) => isComplete(one) && isNone(one))) {
    return { rule, subject: undefined, verdict: 'notApplicable', covers, blame: [], grounds: listings, traces: {} };
  }
  // What is known of the case alone decides nothing about a subject that nobody saw, but may leave nothing to judge by.
  const nobody = `${rule.subject}:${unnamed}`;
  const judged = judgeSubject(rule, nobody, bench);
  const isOfNobody = judged.grounds.length > 0 && judged.grounds.every(({ subject }) => subject === nobody);
  if (judged.verdict === 'notApplicable' || (judged.verdict === 'fail' && isOfNobody))
    return { ...judged, subject: undefined, covers };
  const who = listings
    .filter((one) => !isComplete(one))
    .map(({ key, subject }): Blame => ({ fact: key, subject, reason: 'notCollected' }));
  const blame = rule.neverPasses === undefined ? unique([...who, ...judged.blame]) : [];
  return { ...judged, verdict: 'open', blame, subject: undefined, covers };
}

function judgeSubject(rule: Rule, subject: string, bench: Bench): Omit<Judgement, 'subject' | 'covers'> {
  const { view, definition, lister } = bench;
  const scope: Scope = { view, definition, lister, minTrust: rule.minTrust, step: stepBudget(stepsPerSubject) };
  try {
    const failWhen = evaluate(rule.failWhen, subject, scope);
    const passWhen = rule.passWhen ? evaluate(rule.passWhen, subject, scope) : negated(failWhen);
    const applies = rule.appliesWhen && evaluate(rule.appliesWhen, subject, scope);
    const traces: Traces = { ...(applies && { appliesWhen: applies }), failWhen, passWhen };
    return { rule, traces, ...decide(rule, applies, failWhen, passWhen, scope, bench.sightings) };
  } catch {
    return { rule, verdict: 'open', blame: [], grounds: [], traces: {}, failed: true };
  }
}

function decide(
  rule: Rule,
  applies: Trace | undefined,
  failWhen: Trace,
  passWhen: Trace,
  scope: Scope,
  sightings: readonly Sighting[],
): Pick<Judgement, 'verdict' | 'blame' | 'grounds'> {
  const applicable = applies?.truth ?? 'true';
  if (applies && applicable === 'false') return decided('notApplicable', groundsOf(applies));
  if (applicable === 'true' && failWhen.truth === 'true') return decided('fail', groundsOf(failWhen));
  if (failWhen.truth === 'false' && passWhen.truth === 'true' && rule.neverPasses === undefined) {
    const grounds = distinct([...groundsOf(failWhen), ...groundsOf(passWhen)]);
    const stale = staleReadings(grounds, sightings, scope);
    return stale.length === 0 ? decided('pass', grounds) : { verdict: 'open', blame: stale, grounds };
  }
  const traces = [failWhen, passWhen, ...(applies ? [applies] : [])];
  const blame = rule.neverPasses === undefined ? unique(traces.flatMap(blameOf)) : [];
  const blamed = new Set(blame.map(({ fact }) => fact));
  return { verdict: 'open', blame, grounds: distinct(traces.flatMap(factsIn).filter((fact) => blamed.has(fact.key))) };
}

function decided(verdict: Verdict, grounds: readonly Fact[]): Pick<Judgement, 'verdict' | 'blame' | 'grounds'> {
  return { verdict, blame: [], grounds: distinct(grounds) };
}

function unique(blame: readonly Blame[]): readonly Blame[] {
  if (blame.length < 2) return blame;
  const seen = new Map(blame.map((item) => [`${item.fact}\n${item.subject}`, item]));
  return [...seen.values()];
}

function distinct(facts: readonly Fact[]): readonly Fact[] {
  if (facts.length < 2) return facts;
  return [...new Map(facts.map((fact) => [`${fact.key}\n${fact.subject}`, fact])).values()];
}
