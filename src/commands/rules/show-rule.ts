// `rules show RULE`: what a rule looks at, when it says what, and on whose word.

import { recipeIds } from '../../engine/ask.js';
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { type Condition, factsOf, leavesOf, partsOf } from '../../model/condition.js';
import { inLanguage } from '../../model/localized.js';
import type { Pack, Rule } from '../../model/rule.js';
import { origins } from '../../run/analyze-case.js';
import { wrapped } from '../../terminal/wrapped.js';
import { harmless } from '../../text/harmless.js';
import { readPack, refuseUnknownRules } from '../case/read-pack.js';
import { renderOptions } from '../case/render-options.js';
import { conditionText } from '../explain/tree-text.js';

export async function showRule(call: Call, ids: readonly string[]): Promise<ExitCode> {
  const { pack, lang } = await readPack(call);
  refuseUnknownRules(ids.length === 0 ? [''] : ids, pack);
  const { width } = renderOptions(call, true);
  const rules = harmless(pack.rules).filter(({ id }) => ids.includes(id));
  const blocks = rules.map((rule) => ruleLines(rule, pack, lang, width).join('\n'));
  await call.io.stdout.write(`${blocks.join('\n\n')}\n`);
  return exitCodes.fine;
}

function ruleLines(rule: Rule, pack: Pack, lang: string, width: number): string[] {
  const field = (name: string, text: string) => wrapped(text, width, `${name}: `, 2);
  const condition = (name: string, one: Condition | undefined) =>
    one === undefined ? [] : [`${name}:`, ...treeLines(one, 2, width)];
  return [
    ...wrapped(`${rule.id}: ${inLanguage(rule.title, lang)}`, width),
    ...field(
      'level',
      `${levelOf(rule)}, ${rule.confidence}; about each ${rule.subject}; facts count from trust "${rule.minTrust}"`,
    ),
    ...field('symptoms', rule.symptoms.join(', ') || 'none'),
    ...rule.hides.flatMap(({ rule: hidden, when }) => [
      ...field('hides', hidden),
      ...(when === undefined ? [] : ['  only when:', ...treeLines(when, 4, width)]),
    ]),
    ...condition('applies when', rule.appliesWhen),
    ...condition('found when', rule.failWhen),
    ...(rule.neverPasses === undefined ? condition('ruled out when', rule.passWhen ?? { not: rule.failWhen }) : []),
    ...rule.passUnless.flatMap((id) => field('not ruled out while', id)),
    ...(rule.neverPasses === undefined ? [] : field('never ruled out', inLanguage(rule.neverPasses, lang))),
    ...field('message', inLanguage(rule.message, lang)),
    ...rule.remedy.flatMap(({ by, text, when }) => [
      ...field(`fix, by ${by}`, inLanguage(text, lang)),
      ...(when === undefined ? [] : ['  only when:', ...treeLines(when, 4, width)]),
    ]),
    ...field('ask', recipesOf(rule, pack).join(', ') || 'nothing'),
    ...rule.references.flatMap(({ title, source, checked, url }) =>
      field('source', `${title} (${source}, checked ${checked})${url === undefined ? '' : ` ${url}`}`),
    ),
    ...field('tests', `${rule.tests.length}; to be reviewed by ${rule.reviewBy}; ${rule.file}`),
  ];
}

function levelOf({ level, levelled }: Rule): string {
  return levelled === undefined ? level : `${level} (set by the pack ${levelled.by}; before: ${levelled.from})`;
}

function treeLines(condition: Condition, indent: number, width: number): string[] {
  const parts = partsOf(condition).flatMap((part) => treeLines(part, indent + 2, width));
  return [...wrapped(conditionText(condition), width, ' '.repeat(indent), indent + 2), ...parts];
}

/** What the engine would ask for if nothing were known. */
function recipesOf({ appliesWhen, failWhen, passWhen }: Rule, pack: Pack): string[] {
  const conditions = [appliesWhen, failWhen, passWhen].filter((one) => one !== undefined);
  const facts = conditions.flatMap(leavesOf).flatMap(factsOf);
  const definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));
  return [...new Set(facts.flatMap((fact) => recipeIds(fact, (key) => definitions.get(key), origins)))];
}
