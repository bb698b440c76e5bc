// What to ask for next: first what the customer's fault hangs on, then what decides most, then the least revealing.
import { expect, it } from 'vitest';
import { triage } from '../../src/engine/triage.js';
import type { Condition } from '../../src/model/condition.js';
import type { Observation } from '../../src/model/fact.js';
import type { Recipe, Rule, Symptom } from '../../src/model/rule.js';
import { fact, pack, rule, words } from '../authoring/small-pack.js';
import { catalogue, eventing, reading, serial, state, symptom, tableOf } from '../facts/small-case.js';

const is = (key: string): Condition => ({ fact: key, op: 'eq', operand: 'off' });
const recipe = (id: string) =>
  ({ id, title: words(id), text: words(id), from: 'customer', confidence: 'seen' }) as Recipe;

const facts = catalogue.map((one) =>
  one.key === eventing ? fact(eventing, { subject: 'cloudAccount', collect: ['portal'] }) : one,
);
const fails: Symptom = {
  id: 'registration-fails',
  title: words('Registration fails'),
  subject: 'case',
  seenWhen: { not: { fact: symptom, op: 'disjoint', operand: ['registration-fails'] } },
  causes: ['appliance/rejected'],
};
const rules: readonly Rule[] = [
  rule({ id: 'appliance/rejected', failWhen: is(state), symptoms: ['registration-fails'] }),
  rule({ id: 'sse/one', subject: 'cloudAccount', failWhen: is(eventing) }),
  rule({ id: 'sse/two', subject: 'cloudAccount', failWhen: is(eventing) }),
];

function asked(observations: readonly Observation[], judged = rules, recipes = ['portal', 'page.test']) {
  const all = pack(facts, judged, { symptoms: [fails], recipes: recipes.map(recipe) });
  return triage(all, tableOf([reading(serial, 'A'), ...observations]), new Map()).asks.map((ask) => ask.recipe.id);
}

it('asks first for what decides most', () => {
  expect(asked([])).toEqual(['portal', 'page.test']);
});

it('asks first for what may explain a symptom that nothing explains', () => {
  expect(asked([reading(symptom, ['registration-fails'])])).toEqual(['page.test', 'portal']);
});

it('does not prefer the causes of a symptom that is explained', () => {
  const found = rule({ id: 'appliance/found', failWhen: is('interface.api.http'), symptoms: ['registration-fails'] });
  const explained = { ...found, failWhen: { fact: serial, op: 'eq', operand: 'A' } as const };
  expect(asked([reading(symptom, ['registration-fails'])], [...rules, explained])).toEqual(['portal', 'page.test']);
});

it.each([[['portal', 'page.test']], [['page.test', 'portal']]])('keeps the order of the catalogue: %s', (order) => {
  expect(asked([], rules.slice(0, 2), order)).toEqual(order);
});

it('asks first for what may lie behind a cause that was found, of the same subject', () => {
  const found = rule({ id: 'appliance/rejected', failWhen: { fact: serial, op: 'eq', operand: 'A' } });
  const behind = rule({ id: 'appliance/behind', failWhen: is(state), hides: [{ rule: found.id }] });
  const others = rules.filter(({ subject }) => subject === 'cloudAccount');
  expect(asked([], [found, behind, ...others])).toEqual(['page.test', 'portal']);
  expect(asked([], [found, { ...behind, hides: [] }, ...others])).toEqual(['portal', 'page.test']);
});

it('asks for what reveals much after all that shows one thing only', () => {
  const much = { ...recipe('portal'), lastResort: true as const };
  const all = pack(facts, rules, { symptoms: [fails], recipes: [much, recipe('page.test')] });
  const { asks } = triage(all, tableOf([reading(serial, 'A')]), new Map());
  expect(asks.map((ask) => ask.recipe.id)).toEqual(['page.test', 'portal']);
});
