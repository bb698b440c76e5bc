// From open verdicts to what to ask for: the blamed facts, traced through combiners to facts that can be collected, merged
// per recipe and ranked by what an answer decides, first of all about what the customer sees and nothing explains yet, and
// about what may lie behind a cause that was found.

import type { Condition } from '../model/condition.js';
import type { Reason } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Recipe } from '../model/rule.js';
import type { Subject } from '../model/subject.js';
import { type Blame, evaluate, stepBudget } from './evaluate.js';
import { type Bench, isExplaining, type Judgement } from './judge.js';

/** One thing to ask for. Rule ids in byte order, `decides` before `helps`. */
export interface RankedAsk {
  readonly recipe: Recipe;
  readonly reasons: readonly Reason[];
  readonly decides: readonly string[];
  readonly helps: readonly string[];
}

/** Derived fact → the facts it is derived from, the telling one first. */
export type Origins = ReadonlyMap<FactKey, readonly FactKey[]>;

interface Tally {
  readonly reasons: Set<Reason>;
  readonly decides: Set<string>;
  readonly helps: Set<string>;
  /** Of those it decides, the rules that would explain a symptom not yet explained, or from which a finding would follow. */
  readonly explains: Set<string>;
}

export function rankAsks(
  judgements: readonly Judgement[],
  recipes: readonly Recipe[],
  origins: Origins,
  bench: Bench,
): RankedAsk[] {
  const tallies = new Map<Recipe, Tally>();
  const recipesOf = recipeTable(recipes, origins, bench);
  const found = foundOf(judgements);
  const puzzling = unexplained(judgements.filter(isExplaining), bench);
  for (const { rule, subject, blame } of judgements) {
    if (blame.length === 0) continue;
    const isBehind = rule.hides.some((one) => found.get(subject)?.has(one.rule));
    const wanted = blame.map((one) => ({ one, recipe: chooseRecipe(one, recipesOf(one.fact), bench) }));
    for (const { one, recipe } of wanted) {
      if (recipe === undefined) continue;
      const tally = tallies.get(recipe) ?? {
        reasons: new Set(),
        decides: new Set(),
        helps: new Set(),
        explains: new Set(),
      };
      tallies.set(recipe, tally);
      tally.reasons.add(one.reason);
      const alone = wanted.every(({ one: other }) => recipesOf(other.fact).includes(recipe));
      (alone ? tally.decides : tally.helps).add(rule.id);
      // An inference would explain nothing for sure.
      const wouldExplain =
        isBehind || (rule.confidence !== 'guess' && rule.symptoms.some((symptom) => puzzling.has(symptom)));
      if (alone && wouldExplain) tally.explains.add(rule.id);
    }
  }
  // Worth the same: in the order of the catalogue, which lists the least revealing first.
  return recipes
    .flatMap((recipe) => {
      const tally = tallies.get(recipe);
      return tally ? [{ tally, ask: ranked(recipe, tally) }] : [];
    })
    .sort(
      ({ tally: a, ask: askA }, { tally: b, ask: askB }) =>
        Number(b.explains.size > 0) - Number(a.explains.size > 0) ||
        Number(askA.recipe.lastResort ?? false) - Number(askB.recipe.lastResort ?? false) ||
        b.explains.size - a.explains.size ||
        byWorth(askA, askB),
    )
    .map(({ ask }) => ask);
}

/** Per subject the rules that were found. */
function foundOf(judgements: readonly Judgement[]): Map<Subject | undefined, Set<string>> {
  const found = new Map<Subject | undefined, Set<string>>();
  for (const { rule, subject, verdict, hiddenBy } of judgements) {
    if (verdict !== 'fail' || hiddenBy !== undefined) continue;
    found.set(subject, (found.get(subject) ?? new Set()).add(rule.id));
  }
  return found;
}

/** Symptoms that the case shows while none of the causes that were found explains them. */
function unexplained(found: readonly Judgement[], { sightings }: Bench): ReadonlySet<string> {
  const explained = new Set(found.flatMap(({ rule }) => rule.symptoms));
  const standing = sightings.filter(({ endedBy }) => endedBy === undefined).map(({ symptom }) => symptom);
  return new Set(standing.filter((symptom) => !explained.has(symptom)));
}

function ranked(recipe: Recipe, tally: Tally): RankedAsk {
  const decides = [...tally.decides].sort();
  const helps = [...tally.helps].filter((rule) => !tally.decides.has(rule)).sort();
  return { recipe, reasons: [...tally.reasons].sort(), decides, helps };
}

function byWorth(a: RankedAsk, b: RankedAsk): number {
  return b.decides.length - a.decides.length || b.helps.length - a.helps.length;
}

/** The recipes of a fact, the least revealing first; looked up once per fact, however many subjects lack it. */
function recipeTable(recipes: readonly Recipe[], origins: Origins, { definition }: Bench) {
  const byId = new Map(recipes.map((recipe) => [recipe.id, recipe]));
  const known = new Map<FactKey, readonly Recipe[]>();
  return (fact: FactKey): readonly Recipe[] => {
    const own = known.get(fact) ?? recipeIds(fact, definition, origins).flatMap((id) => byId.get(id) ?? []);
    known.set(fact, own);
    return own;
  };
}

/** The least revealing recipe that holds for the subject; one that is made for it (a cloud-hosted appliance) goes first. */
function chooseRecipe(blame: Blame, candidates: readonly Recipe[], bench: Bench): Recipe | undefined {
  const holds = (when: Condition) => {
    const scope = { ...bench, minTrust: 'shown' as const, step: stepBudget(1000) };
    return evaluate(when, blame.subject, scope).truth === 'true';
  };
  const made = candidates.find(({ when }) => when !== undefined && holds(when));
  return made ?? candidates.find(({ when }) => when === undefined);
}

/** Recipes of the fact itself, else of the telling fact that it is derived from. */
export function recipeIds(fact: FactKey, definition: Bench['definition'], origins: Origins): readonly string[] {
  const own = definition(fact)?.collect;
  if (own !== undefined) return own;
  const [telling] = origins.get(fact) ?? [];
  return telling === undefined ? [] : recipeIds(telling, definition, origins);
}
