// The engine: facts + rules → judgements, symptoms and asks. Pure: no files, clock, locale or environment.
import type { FactDefinition } from '../model/catalogue.js';
import type { FactView } from '../model/combiner.js';
import type { Condition } from '../model/condition.js';
import type { Trust } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Pack, Rule, Symptom } from '../model/rule.js';
import type { SubjectType } from '../model/subject.js';
import { type Origins, type RankedAsk, rankAsks } from './ask.js';
import { doubt } from './doubt.js';
import { endOfSymptom } from './end-of-symptom.js';
import { evaluate, groundsOf, type Scope, stepBudget } from './evaluate.js';
import { hide } from './hide.js';
import { type Bench, isExplaining, type Judgement, judge } from './judge.js';
import type { Sighting } from './stale-readings.js';

/** A symptom that the case shows. `explainedBy` is empty when none of its causes fails. */
export interface Showing extends Sighting {
  readonly explainedBy: readonly string[];
}

export interface Triage {
  readonly judgements: readonly Judgement[];
  readonly symptoms: readonly Showing[];
  readonly asks: readonly RankedAsk[];
}

export function triage(pack: Pack, view: FactView, origins: Origins): Triage {
  const bare = benchOf(pack, view);
  const sightings = pack.symptoms.flatMap((symptom) => sighting(symptom, bare));
  const bench = { ...bare, sightings };
  const judged = pack.rules.flatMap((rule) => judge(rule, bench));
  const judgements = hide(doubt(judged), surelyHolds(bench));
  const found = new Set(judgements.filter(isExplaining).map(({ rule }) => rule));
  const symptoms = sightings.map((seen) => ({ ...seen, explainedBy: explaining(seen.symptom, pack, found) }));
  return { judgements, symptoms, asks: rankAsks(judgements, pack.recipes, origins, bench) };
}

export function benchOf(pack: Pack, view: FactView): Bench {
  const byKey = new Map<FactKey, FactDefinition>(pack.facts.map((fact) => [fact.key, fact]));
  const listers = new Map<SubjectType, FactKey>();
  for (const { key, enumerates } of pack.facts) if (enumerates) listers.set(enumerates, key);
  return { view, definition: (key) => byKey.get(key), lister: (type) => listers.get(type), sightings: [] };
}

/** Whether a condition is surely true of a subject, by what a rule may see. */
export function surelyHolds(bench: Bench): (when: Condition, subject: string, rule: Rule) => boolean {
  return (when, subject, { minTrust }) => evaluate(when, subject, scopeOf(bench, minTrust)).truth === 'true';
}

const scopeOf = (bench: Bench, minTrust: Trust): Scope => ({ ...bench, minTrust, step: stepBudget(10_000) });

/** Even a person's word makes a symptom seen: it decides no rule, it only says where to look. */
function sighting(symptom: Symptom, bench: Bench): Sighting[] {
  const scope = scopeOf(bench, 'stated');
  const seen = bench.view
    .subjects(symptom.subject)
    .map((subject) => evaluate(symptom.seenWhen, subject.id, scope))
    .filter((trace) => trace.truth === 'true');
  if (seen.length === 0) return [];
  const grounds = seen.flatMap(groundsOf);
  const endedBy = endOfSymptom(symptom, grounds, bench);
  return [{ symptom: symptom.id, grounds, ...(endedBy && { endedBy }) }];
}

/**
 * Causes of the symptom that fail, in the order to check them. What another cause hides explains nothing further, and what
 * only finds the symptom explains nothing at all.
 */
function explaining(id: string, pack: Pack, found: ReadonlySet<Rule>): string[] {
  const explains = new Set([...found].filter(({ symptoms }) => symptoms.includes(id)).map((rule) => rule.id));
  const causes = pack.symptoms.find((symptom) => symptom.id === id)?.causes ?? [];
  return causes.filter((cause) => explains.has(cause));
}
