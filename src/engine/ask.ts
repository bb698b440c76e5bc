// From open verdicts to what to ask for: the blamed facts, traced through combiners to facts that can be collected, merged
// per recipe and ranked by what an answer decides.

import type { Reason } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Recipe } from '../model/rule.js';
import { type Blame, evaluate, stepBudget } from './evaluate.js';
import type { Bench, Judgement } from './judge.js';

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
}

export function rankAsks(
  judgements: readonly Judgement[],
  recipes: readonly Recipe[],
  origins: Origins,
  bench: Bench,
): RankedAsk[] {
  const tallies = new Map<Recipe, Tally>();
  for (const { rule, blame } of judgements) {
    const wanted = blame.map((one) => ({ one, recipe: chooseRecipe(one, recipes, origins, bench) }));
    for (const { one, recipe } of wanted) {
      if (recipe === undefined) continue;
      const tally = tallies.get(recipe) ?? { reasons: new Set(), decides: new Set(), helps: new Set() };
      tallies.set(recipe, tally);
      tally.reasons.add(one.reason);
      const alone = wanted.every(({ one: other }) => yields(recipe, other.fact, origins, bench));
      (alone ? tally.decides : tally.helps).add(rule.id);
    }
  }
  return [...tallies].map(([recipe, tally]) => ranked(recipe, tally)).sort(byWorth);
}

function ranked(recipe: Recipe, tally: Tally): RankedAsk {
  const decides = [...tally.decides].sort();
  const helps = [...tally.helps].filter((rule) => !tally.decides.has(rule)).sort();
  return { recipe, reasons: [...tally.reasons].sort(), decides, helps };
}

function byWorth(a: RankedAsk, b: RankedAsk): number {
  return (
    b.decides.length - a.decides.length ||
    b.helps.length - a.helps.length ||
    (a.recipe.id < b.recipe.id ? -1 : Number(a.recipe.id !== b.recipe.id))
  );
}

/** The least revealing recipe that holds for the subject; one that is made for it (a cloud-hosted appliance) goes first. */
function chooseRecipe(blame: Blame, recipes: readonly Recipe[], origins: Origins, bench: Bench): Recipe | undefined {
  const ids = recipeIds(blame.fact, origins, bench);
  const candidates = ids.flatMap((id) => recipes.filter((recipe) => recipe.id === id));
  const scope = { ...bench, minTrust: 'shown' as const, step: stepBudget(1000) };
  const made = candidates.find(
    ({ when }) => when !== undefined && evaluate(when, blame.subject, scope).truth === 'true',
  );
  return made ?? candidates.find(({ when }) => when === undefined);
}

function yields(recipe: Recipe, fact: FactKey, origins: Origins, bench: Bench): boolean {
  return recipeIds(fact, origins, bench).includes(recipe.id);
}

/** Recipes of the fact itself, else of the telling fact that it is derived from. */
function recipeIds(fact: FactKey, origins: Origins, bench: Bench): readonly string[] {
  const own = bench.definition(fact)?.collect;
  if (own !== undefined) return own;
  const [telling] = origins.get(fact) ?? [];
  return telling === undefined ? [] : recipeIds(telling, origins, bench);
}
