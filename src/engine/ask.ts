// From open verdicts to what to ask for: the blamed facts, traced through combiners to facts that can be collected, merged
// per recipe and ranked by what an answer decides, first of all about what the customer sees and nothing explains yet, and
// about what may lie behind a cause that was found.

import type { Reason } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Recipe } from '../model/rule.js';
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
  const found = judgements.filter(({ verdict, hiddenBy }) => verdict === 'fail' && hiddenBy === undefined);
  const puzzling = unexplained(judgements.filter(isExplaining), bench);
  for (const { rule, subject, blame } of judgements) {
    const isBehind = found.some(
      (other) => other.subject === subject && rule.hides.some((one) => one.rule === other.rule.id),
    );
    const wanted = blame.map((one) => ({ one, recipe: chooseRecipe(one, recipes, origins, bench) }));
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
      const alone = wanted.every(({ one: other }) => yields(recipe, other.fact, origins, bench));
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

/** The least revealing recipe that holds for the subject; one that is made for it (a cloud-hosted appliance) goes first. */
function chooseRecipe(blame: Blame, recipes: readonly Recipe[], origins: Origins, bench: Bench): Recipe | undefined {
  const ids = recipeIds(blame.fact, bench.definition, origins);
  const candidates = ids.flatMap((id) => recipes.filter((recipe) => recipe.id === id));
  const scope = { ...bench, minTrust: 'shown' as const, step: stepBudget(1000) };
  const made = candidates.find(
    ({ when }) => when !== undefined && evaluate(when, blame.subject, scope).truth === 'true',
  );
  return made ?? candidates.find(({ when }) => when === undefined);
}

function yields(recipe: Recipe, fact: FactKey, origins: Origins, bench: Bench): boolean {
  return recipeIds(fact, bench.definition, origins).includes(recipe.id);
}

/** Recipes of the fact itself, else of the telling fact that it is derived from. */
export function recipeIds(fact: FactKey, definition: Bench['definition'], origins: Origins): readonly string[] {
  const own = definition(fact)?.collect;
  if (own !== undefined) return own;
  const [telling] = origins.get(fact) ?? [];
  return telling === undefined ? [] : recipeIds(telling, definition, origins);
}
