// Runs the tests that stand in each rule through the same engine that judges cases.
import { triage } from '../engine/triage.js';
import type { FactDefinition } from '../model/catalogue.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Pack, Rule, RuleTest, TestFacts, Verdict } from '../model/rule.js';
import { type HandSet, handSetView, idOf, lineOf, readFacts } from './hand-set-facts.js';
import { quantifiedIn, verdictConditions } from './quantified.js';

export interface RuleTestResult {
  readonly rule: string;
  readonly file: string;
  readonly test: string;
  readonly expected: Verdict;
  readonly actual: Verdict;
  readonly ok: boolean;
}

/** @param only ids of the rules to test; all without it */
export function testRules(pack: Pack, only?: readonly string[]): RuleTestResult[] {
  const rules = pack.rules.filter(({ id }) => only === undefined || only.includes(id));
  return rules.flatMap((rule) => testRule(rule, pack));
}

export function testRule(rule: Rule, pack: Pack): RuleTestResult[] {
  const definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));
  return rule.tests.map((test) => {
    const actual = verdictOf(rule, test, pack, definitions);
    return {
      rule: rule.id,
      file: rule.file,
      test: test.name,
      expected: test.expect,
      actual,
      ok: actual === test.expect,
    };
  });
}

function verdictOf(rule: Rule, test: RuleTest, pack: Pack, definitions: ReadonlyMap<FactKey, FactDefinition>): Verdict {
  const facts = { ...listings(rule, test, definitions), ...test.facts };
  const parent = idOf(rule.subject);
  const children = (test.subjects ?? []).map(({ type, name, facts: own }): HandSet => {
    const id = `${parent}/${type}:${name}`;
    return { subject: { type, id, name, parent, seen: true }, facts: readFacts(own, id, definitions) };
  });
  const view = handSetView([...lineOf(rule.subject, facts, definitions), ...children], definitions, pack.hosts);
  const { judgements } = triage({ ...pack, rules: [rule], recipes: [] }, view, new Map());
  return judgements[0]?.verdict ?? 'open';
}

/** A test that names children has named them all, unless it says itself what is known of the listing. */
function listings(rule: Rule, test: RuleTest, definitions: ReadonlyMap<FactKey, FactDefinition>): TestFacts {
  if (test.subjects === undefined) return {};
  const types = new Set(
    verdictConditions(rule)
      .flatMap((one) => quantifiedIn(one, rule.subject))
      .map(({ type }) => type),
  );
  const listers = [...definitions.values()].filter(({ enumerates }) => enumerates && types.has(enumerates));
  return Object.fromEntries(
    listers.map(({ key, enumerates }) => [
      key,
      (test.subjects ?? []).filter(({ type }) => type === enumerates).map(({ name }) => name),
    ]),
  );
}
