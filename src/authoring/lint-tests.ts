// A rule's own tests: each kind of verdict once, all green, and sharp enough to notice any leaf turned around.
import type { FactDefinition } from '../model/catalogue.js';
import { reasons } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { momentOf } from '../model/moment.js';
import { type Pack, type Rule, type TestFacts, type Verdict, verdictFields } from '../model/rule.js';
import type { Tell } from './lint-problem.js';
import { withOneLeafNegated } from './quantified.js';
import { testRule } from './test-rules.js';

export function lintTests(rule: Rule, pack: Pack, definitions: ReadonlyMap<FactKey, FactDefinition>, tell: Tell): void {
  const wanted: Verdict[] = rule.neverPasses === undefined ? ['fail', 'pass', 'open'] : ['fail', 'open'];
  for (const verdict of wanted) {
    if (!rule.tests.some(({ expect }) => expect === verdict))
      tell('missing-test', 'error', `no test expects ${verdict}`);
  }
  for (const { name, facts, subjects = [] } of rule.tests) {
    lintTestFacts(name, facts, definitions, tell);
    for (const child of subjects) lintTestFacts(name, child.facts, definitions, tell);
  }
  const red = testRule(rule, pack).filter(({ ok }) => !ok);
  for (const { test, expected, actual } of red)
    tell('red-test', 'error', `test "${test}" expects ${expected}, is ${actual}`);
  if (red.length === 0) lintSharpness(rule, pack, tell);
}

function lintTestFacts(
  test: string,
  facts: TestFacts,
  definitions: ReadonlyMap<FactKey, FactDefinition>,
  tell: Tell,
): void {
  for (const [key, fact] of Object.entries(facts)) {
    const definition = definitions.get(key);
    if (definition === undefined) {
      tell('unknown-fact', 'error', `test "${test}": the catalogue has no fact ${key}`);
      continue;
    }
    if (fact === undefined) continue;
    if (typeof fact === 'object' && 'unknown' in fact && !(reasons as readonly string[]).includes(fact.unknown))
      tell('unknown-reason', 'error', `test "${test}": ${fact.unknown} is no reason; one of ${reasons.join(', ')}`);
    if (typeof fact === 'object' && 'time' in fact && momentOf(fact.time ?? '') === undefined)
      tell('unreadable-time', 'error', `test "${test}": the time of ${key} is no ISO 8601 time`);
    const value = typeof fact === 'object' && 'value' in fact ? fact.value : fact;
    if (definition.values && typeof value === 'string' && !(value in definition.values))
      tell(
        'no-such-value',
        'error',
        `test "${test}": ${value} is none of ${Object.keys(definition.values).join(', ')}`,
      );
  }
}

function lintSharpness(rule: Rule, pack: Pack, tell: Tell): void {
  for (const field of verdictFields) {
    const condition = rule[field];
    if (condition === undefined) continue;
    withOneLeafNegated(condition).forEach(({ leaf, condition: changed }, index) => {
      if (testRule({ ...rule, [field]: changed }, pack).every(({ ok }) => ok))
        tell(
          'untested-leaf',
          'error',
          `no test notices when leaf ${index + 1} of ${field} (${leaf.fact} ${leaf.op}) is negated`,
        );
    });
  }
}
