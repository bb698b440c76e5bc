// What the tables of a pack say of each other beyond naming what exists, which loading has seen to: rules and symptoms,
// facts and recipes, causes that hide.
import { type Origins, recipeIds } from '../engine/ask.js';
import type { FactDefinition } from '../model/catalogue.js';
import { hidingCircle, type Pack, type Rule } from '../model/rule.js';
import { type SubjectType, subjectParents } from '../model/subject.js';
import type { Tell } from './lint-problem.js';
import { factsRead, verdictConditions } from './quantified.js';

export function lintRuleReferences(rule: Rule, pack: Pack, tell: Tell): void {
  for (const { rule: id } of rule.hides) {
    const hidden = pack.rules.find((other) => other.id === id);
    if (hidden === undefined) tell('unknown-hidden-rule', 'warning', `hides ${id}, which is not in the pack`);
  }
  const circle = hidingCircle(rule, pack.rules);
  if (circle !== undefined) tell('hide-each-other', 'error', `${circle.join(' hides ')}: all would vanish`);
  for (const id of rule.passUnless) {
    if (!pack.rules.some((other) => other.id === id))
      tell('unknown-pass-unless', 'warning', `passes unless ${id}, which is not in the pack`);
  }
  for (const id of rule.symptoms) {
    const symptom = pack.symptoms.find((one) => one.id === id);
    if (symptom !== undefined && !symptom.causes.includes(rule.id))
      tell('unlisted-cause', 'warning', `explains ${id}, whose causes do not list it`);
  }
  const last = rule.remedy.at(-1);
  if (last === undefined || last.when !== undefined)
    tell('no-last-remedy', 'error', 'the last remedy must hold without when:');
  rule.remedy.slice(0, -1).forEach(({ when }, index) => {
    if (when === undefined) tell('unused-remedy', 'error', `remedy ${index + 1} always holds, so the next never does`);
  });
}

/** Each fact that may keep a rule open needs a recipe, its own or that of the telling fact it is derived from. */
export function lintAskability(rule: Rule, pack: Pack, origins: Origins | undefined, tell: Tell): void {
  if (rule.neverPasses !== undefined) return;
  for (const key of factsRead(verdictConditions(rule), rule.subject)) {
    const definition = pack.facts.find((fact) => fact.key === key);
    const derived = definition !== undefined && definition.collect === undefined && definition.extractors.length === 0;
    if (definition === undefined || (derived && origins === undefined)) continue;
    const ids = recipeIds(key, (one) => pack.facts.find((fact) => fact.key === one), origins ?? new Map());
    if (ids.length === 0) tell('no-recipe', 'error', `${key} can keep it open, and no recipe yields it`);
  }
}

export function lintFact(fact: FactDefinition, pack: Pack, tell: Tell): void {
  const told = (code: string, text: string) => tell(code, 'error', `${fact.key}: ${text}`);
  for (const key of fact.staleAfter ?? []) {
    const event = pack.facts.find((one) => one.key === key);
    if (event?.cardinality !== 'event') told('no-event', `staleAfter names ${key}, which is no event of the catalogue`);
  }
  if (fact.default !== undefined && fact.absent === undefined)
    told('idle-default', 'a default only counts for a fact whose absence means something; add absent:');
  if (fact.enumerates !== undefined) lintLister(fact, fact.enumerates, pack, told);
}

function lintLister(
  fact: FactDefinition,
  type: SubjectType,
  pack: Pack,
  told: (code: string, text: string) => void,
): void {
  if (fact.cardinality !== 'set') told('no-listing', `it enumerates ${type}, so it must be a set`);
  if (!(subjectParents[type] as readonly SubjectType[]).includes(fact.subject))
    told('no-listing', `${type} is no child of ${fact.subject}`);
  if (pack.facts.some((other) => other.enumerates === type && other.key < fact.key))
    told('no-listing', `another fact enumerates ${type} already`);
}

/** Causes and links may run ahead of the pack: one warning each, naming all that is missing. */
export function lintTables(pack: Pack, tell: Tell): void {
  const missing = (ids: readonly string[]) => ids.filter((id) => !pack.rules.some((rule) => rule.id === id));
  for (const { id, causes } of pack.symptoms) {
    const unknown = missing(causes);
    if (unknown.length > 0) tell('unknown-cause', 'warning', `symptom ${id}: not in the pack: ${unknown.join(', ')}`);
    for (const rule of pack.rules.filter((one) => causes.includes(one.id) && !one.symptoms.includes(id)))
      tell('unlisted-symptom', 'warning', `symptom ${id}: its cause ${rule.id} does not say that it explains it`);
  }
  for (const { id, rules } of pack.chain) {
    const unknown = missing(rules);
    if (unknown.length > 0) tell('unknown-chain-rule', 'warning', `link ${id}: not in the pack: ${unknown.join(', ')}`);
  }
}
