// Which failing rules only repeat what another failing rule explains. Hidden findings stay in the report and in the exit code.
import type { Condition } from '../model/condition.js';
import { type Moment, surelyBefore } from '../model/moment.js';
import type { Rule } from '../model/rule.js';
import { caseId, type Subject } from '../model/subject.js';
import type { Judgement } from './judge.js';
import { marginMs } from './stale-readings.js';

/** Whether a condition is surely true of a subject, by what a rule may see. */
type Holds = (when: Condition, subject: string, rule: Rule) => boolean;

/**
 * Marks failing judgements that a failing judgement hides: of the same subject tree, or of another one where the case
 * leaves no doubt that the two belong together. Only a sure cause hides.
 */
export function hide(judgements: readonly Judgement[], holds: Holds): Judgement[] {
  const failing = judgements.filter(({ verdict }) => verdict === 'fail');
  const causes = causesOf(failing);
  const isOnlyPair = onlyPairs(judgements, failing);
  return judgements.map((one) => {
    if (one.verdict !== 'fail') return one;
    const cause = causes
      .get(one.rule.id)
      ?.find(
        ({ by, when }) =>
          (sameTree(by.subject, one.subject) || isOnlyPair(by, one)) &&
          !areOfOtherTimes(by, one) &&
          (when === undefined || holds(when, by.subject?.id ?? caseId, by.rule)),
      );
    return cause === undefined ? one : { ...one, hiddenBy: cause.by.rule.id };
  });
}

interface Cause {
  readonly by: Judgement;
  readonly when: Condition | undefined;
}

/** By the rule that they hide, in the order of the rules. */
function causesOf(failing: readonly Judgement[]): Map<string, Cause[]> {
  const causes = new Map<string, Cause[]>();
  for (const by of failing.filter(({ rule }) => rule.confidence !== 'guess')) {
    for (const { rule: id, when } of by.rule.hides) {
      const known = causes.get(id);
      if (known === undefined) causes.set(id, [{ by, when }]);
      else known.push({ by, when });
    }
  }
  return causes;
}

/** A fault that was seen on one day explains nothing of another one. Undated findings may be of any time. */
function areOfOtherTimes(a: Judgement, b: Judgement): boolean {
  const [one, other] = [spanOf(a), spanOf(b)];
  if (one === undefined || other === undefined) return false;
  return surelyBefore(one, other, marginMs) || surelyBefore(other, one, marginMs);
}

/** From the first to the last evidence; undefined where any is undated. */
function spanOf({ grounds }: Judgement): Moment | undefined {
  const times = grounds.flatMap(({ evidence }) => evidence.map(({ time }) => time));
  const dated = times.filter((time) => time !== undefined);
  if (dated.length === 0 || dated.length < times.length) return undefined;
  const earliestMs = dated.reduce((ms, time) => Math.min(ms, time.earliestMs), Number.POSITIVE_INFINITY);
  const latestMs = dated.reduce((ms, time) => Math.max(ms, time.latestMs), Number.NEGATIVE_INFINITY);
  return { earliestMs, latestMs, text: '' };
}

/** One is the other, or stands above it. */
function sameTree(a: Subject | undefined, b: Subject | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.id === b.id || isBelow(a, b) || isBelow(b, a) || isCase(a) || isCase(b);
}

function isBelow({ id }: Subject, { id: above }: Subject): boolean {
  return id.startsWith(above) && id[above.length] === '/';
}

/**
 * An appliance and a module of XDR hang under different roots, and nothing read joins them. They belong together where
 * the case has that one appliance only and the effect is seen at one module only.
 */
function onlyPairs(judgements: readonly Judgement[], failing: readonly Judgement[]) {
  const roots = new Map<string | undefined, Set<string | undefined>>();
  for (const { subject } of judgements) if (subject) add(roots, kindOfRoot(subject), subject.id.split('/')[0]);
  const branches = new Map<string, Set<string | undefined>>();
  for (const { rule, subject } of failing) add(branches, rule.id, subject?.id.split('/').slice(0, 2).join('/'));
  return (cause: Judgement, effect: Judgement): boolean => {
    if (cause.subject === undefined || effect.subject === undefined) return false;
    if (branches.get(effect.rule.id)?.size !== 1) return false;
    const kind = kindOfRoot(cause.subject);
    return kind !== kindOfRoot(effect.subject) && roots.get(kind)?.size === 1;
  };
}

function add<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}

/** `appliance` of `appliance:4A0F-77/interface:Management`. */
function kindOfRoot({ id }: Subject): string | undefined {
  return id.split(':')[0];
}

function isCase(subject: Subject): boolean {
  return subject.type === 'case';
}
