// Everything that can be said against a pack without a case: `esa-triage rules lint`. Pure: the day comes in.
import type { Origins } from '../engine/ask.js';
import type { FactDefinition } from '../model/catalogue.js';
import type { FactKey } from '../model/fact-keys.js';
import { type Pack, type Rule, verdictFields } from '../model/rule.js';
import { lintCondition, standsAbove } from './lint-conditions.js';
import type { LintProblem, Tell } from './lint-problem.js';
import { lintAskability, lintFact, lintRuleReferences, lintTables } from './lint-references.js';
import { lintTests } from './lint-tests.js';
import { lintLanguages, lintPlaceholders, lintUnfinished } from './lint-texts.js';
import { lintVerdicts } from './lint-verdicts.js';

export interface LintOptions {
  /** YYYY-MM-DD; without it no review is overdue. */
  readonly today?: string;
  /** What the combiners derive from what; without it derived facts are not traced to recipes. */
  readonly origins?: Origins;
}

type Definitions = ReadonlyMap<FactKey, FactDefinition>;

/** In the order of the pack: rule by rule, then the tables. */
export function lintPack(pack: Pack, options: LintOptions = {}): LintProblem[] {
  const problems: LintProblem[] = [];
  const tellOf =
    (rule: string | undefined, file: string): Tell =>
    (code, level, message) =>
      problems.push({ rule, file, code, level, message });
  const definitions: Definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));
  for (const rule of pack.rules) lintRule(rule, pack, definitions, options, tellOf(rule.id, rule.file));
  for (const fact of pack.facts) {
    lintFact(fact, pack, tellOf(undefined, 'rules/facts'));
    lintLanguages(fact, fact.key, tellOf(undefined, 'rules/facts'));
  }
  for (const page of pack.pages)
    lintLanguages(page.title, `${page.id}.title`, tellOf(undefined, `rules/pages/${page.id}.yaml`));
  lintSymptoms(pack, definitions, tellOf(undefined, 'rules/symptoms.yaml'));
  lintRecipes(pack, definitions, tellOf(undefined, 'rules/collect.yaml'));
  lintLanguages(pack.words, '', tellOf(undefined, 'rules/words.yaml'));
  lintLanguages({ chain: pack.chain, regions: pack.regions }, '', tellOf(undefined, 'rules/chain.yaml'));
  lintTables(pack, tellOf(undefined, 'rules'));
  return problems;
}

/** Later checks build on earlier ones: what cannot be evaluated is not enumerated or tested. */
function lintRule(rule: Rule, pack: Pack, definitions: Definitions, { today, origins }: LintOptions, tell: Tell): void {
  let sound = true;
  const watched: Tell = (code, level, message) => {
    sound &&= level !== 'error';
    tell(code, level, message);
  };
  for (const field of verdictFields) {
    const condition = rule[field];
    if (condition) lintCondition(condition, rule.subject, field, definitions, watched);
  }
  for (const field of ['details', 'signs', 'remedy', 'hides'] as const) {
    rule[field].forEach(({ when }, index) => {
      if (when) lintCondition(when, rule.subject, `${field} ${index + 1}`, definitions, tell);
    });
  }
  lintLanguages({ ...rule, tests: [], references: [] }, '', tell);
  lintPlaceholders(rule, definitions, ({ subject }) => standsAbove(subject, rule.subject), tell);
  lintUnfinished(rule, tell);
  lintRuleReferences(rule, pack, tell);
  lintAskability(rule, pack, origins, tell);
  if (sound) lintVerdicts(rule, pack, definitions, tell);
  if (sound) lintTests(rule, pack, definitions, tell);
  if (today !== undefined && rule.reviewBy < today)
    tell('review-overdue', 'warning', `was to be reviewed by ${rule.reviewBy}`);
}

function lintSymptoms({ symptoms }: Pack, definitions: Definitions, tell: Tell): void {
  for (const { id, title, subject, seenWhen } of symptoms) {
    lintCondition(seenWhen, subject, `${id}.seenWhen`, definitions, tell);
    lintLanguages(title, `${id}.title`, tell);
  }
}

/** A recipe is chosen for the subject of the fact it yields, so its condition is read from there. */
function lintRecipes({ recipes, facts }: Pack, definitions: Definitions, tell: Tell): void {
  for (const { id, title, text, when } of recipes) {
    lintLanguages({ title, text }, id, tell);
    const yielded = facts.filter(({ collect }) => collect?.includes(id));
    if (yielded.length === 0) tell('unused-recipe', 'warning', `recipe ${id} yields no fact`);
    for (const subject of when ? new Set(yielded.map((fact) => fact.subject)) : [])
      if (when) lintCondition(when, subject, `${id}.when`, definitions, tell);
  }
}
