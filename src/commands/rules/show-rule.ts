// `rules show RULE`: what a rule looks at, when it says what, and on whose word.
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { type Condition, factsOf, leavesOf } from '../../model/condition.js';
import type { FactKey } from '../../model/fact-keys.js';
import { inLanguage } from '../../model/localized.js';
import type { Pack, Rule } from '../../model/rule.js';
import { UsageError } from '../../model/usage-error.js';
import { wrapped } from '../../reporters/table/wrapped.js';
import { harmless } from '../../text/harmless.js';
import { readPack, unknownName } from '../case/read-pack.js';
import { renderOptions } from '../case/render-options.js';
import { conditionText } from '../explain/tree-text.js';

/** Derived fact → what it is derived from. */
type Origins = ReadonlyMap<FactKey, readonly FactKey[]>;

export async function showRule(call: Call, ids: readonly string[]): Promise<ExitCode> {
  const { pack, lang } = await readPack(call);
  const { origins } = await import('../../run/analyze-case.js');
  const known = pack.rules.map(({ id }) => id);
  const wanted = ids.length === 0 ? [''] : ids;
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    throw new UsageError(
      unknown.map((id) => unknownName('RULE', id, 'rule', known, 'esa-triage rules list shows all')),
    );
  }
  const { width } = renderOptions(call, true);
  const rules = harmless(pack.rules).filter(({ id }) => ids.includes(id));
  const blocks = rules.map((rule) => ruleLines(rule, pack, origins, lang, width).join('\n'));
  await call.io.stdout.write(`${blocks.join('\n\n')}\n`);
  return exitCodes.fine;
}

function ruleLines(rule: Rule, pack: Pack, origins: Origins, lang: string, width: number): string[] {
  const field = (name: string, text: string) => wrapped(text, width, `${name}: `, 2);
  const condition = (name: string, one: Condition | undefined) =>
    one === undefined ? [] : [`${name}:`, ...treeLines(one, 2, width)];
  return [
    ...wrapped(`${rule.id}: ${inLanguage(rule.title, lang)}`, width),
    ...field(
      'level',
      `${rule.level}, ${rule.confidence}; about each ${rule.subject}; facts count from trust "${rule.minTrust}"`,
    ),
    ...field('symptoms', rule.symptoms.join(', ') || 'none'),
    ...(rule.hides.length === 0 ? [] : field('hides', rule.hides.join(', '))),
    ...condition('applies when', rule.appliesWhen),
    ...condition('found when', rule.failWhen),
    ...(rule.neverPasses === undefined ? condition('ruled out when', rule.passWhen ?? { not: rule.failWhen }) : []),
    ...(rule.neverPasses === undefined ? [] : field('never ruled out', inLanguage(rule.neverPasses, lang))),
    ...field('message', inLanguage(rule.message, lang)),
    ...rule.remedy.flatMap(({ by, text, when }) => [
      ...field(`fix, by ${by}`, inLanguage(text, lang)),
      ...(when === undefined ? [] : ['  only when:', ...treeLines(when, 4, width)]),
    ]),
    ...field('ask', recipesOf(rule, pack, origins).join(', ') || 'nothing'),
    ...rule.references.flatMap(({ title, source, checked, url }) =>
      field('source', `${title} (${source}, checked ${checked})${url === undefined ? '' : ` ${url}`}`),
    ),
    ...field('tests', `${rule.tests.length}; to be reviewed by ${rule.reviewBy}; ${rule.file}`),
  ];
}

function treeLines(condition: Condition, indent: number, width: number): string[] {
  const parts = partsOf(condition).flatMap((part) => treeLines(part, indent + 2, width));
  return [...wrapped(conditionText(condition), width, ' '.repeat(indent), indent + 2), ...parts];
}

function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('not' in condition) return [condition.not];
  return 'where' in condition ? [condition.where] : [];
}

/** Recipes of the facts that the rule looks at, else of what those are derived from. */
function recipesOf({ appliesWhen, failWhen, passWhen }: Rule, pack: Pack, origins: Origins): string[] {
  const conditions = [appliesWhen, failWhen, passWhen].filter((one) => one !== undefined);
  const facts = conditions.flatMap(leavesOf).flatMap(factsOf);
  return [...new Set(facts.flatMap((fact) => recipesFor(fact, pack, origins)))];
}

function recipesFor(fact: FactKey, pack: Pack, origins: Origins): readonly string[] {
  const own = pack.facts.find(({ key }) => key === fact)?.collect;
  return own ?? (origins.get(fact) ?? []).flatMap((origin) => recipesFor(origin, pack, origins));
}
