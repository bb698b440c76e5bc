import { expect, it } from 'vitest';
import { testRules } from '../../src/authoring/test-rules.js';
import type { Condition } from '../../src/model/condition.js';
import type { RuleTest } from '../../src/model/rule.js';
import { fact, pack, rule } from './small-pack.js';

const list = fact('interface.list', { type: 'set of string', enumerates: 'interface' });
const api = fact('interface.api', { subject: 'interface' });
const commit = fact('appliance.commit', { type: 'string', cardinality: 'event' });
const service = fact('appliance.service', { staleAfter: [commit.key] });
const off = (key: string): Condition => ({ fact: key, op: 'eq', operand: 'off' });

function actual(failWhen: Condition, test: Omit<RuleTest, 'name' | 'expect'>) {
  const tests: RuleTest[] = [{ ...test, name: 'it', expect: 'fail' }];
  return testRules(pack([list, api, commit, service], [rule({ failWhen, tests })]))[0]?.actual;
}

it('reads values, trust, reasons and absence as tests write them', () => {
  expect(actual(off(service.key), { facts: { [service.key]: 'off' } })).toBe('fail');
  expect(actual(off(service.key), { facts: { [service.key]: { value: 'off', trust: 'stated' } } })).toBe('open');
  expect(actual(off(service.key), { facts: { [service.key]: { unknown: 'masked' } } })).toBe('open');
  expect(actual(off(service.key), { facts: { [service.key]: { absent: true } } })).toBe('open');
});

it('takes the children a test names for all of them, unless the test says otherwise', () => {
  const child = { type: 'interface', name: 'Data 1', facts: { [api.key]: 'on' } } as const;
  const some: Condition = { some: 'interface', where: off(api.key) };
  expect(actual(some, { facts: {}, subjects: [child] })).toBe('pass');
  expect(actual(some, { facts: { [list.key]: { unknown: 'truncated' } }, subjects: [child] })).toBe('open');
  expect(actual(some, { facts: {} })).toBe('open');
});

it('lets a later event make a pass stale, as in a case', () => {
  const at = (time: string) => ({
    [service.key]: { value: 'on', time: '2026-11-01T00:00:00Z' },
    [commit.key]: { value: 'commit', time },
  });
  expect(actual(off(service.key), { facts: at('2026-11-01T12:00:00Z') })).toBe('pass');
  expect(actual(off(service.key), { facts: at('2026-11-03T12:00:00Z') })).toBe('open');
});

it('tests only the named rules', () => {
  const tests: RuleTest[] = [{ name: 'not read', facts: {}, expect: 'open' }];
  const rules = [
    rule({ failWhen: off(service.key), tests }),
    rule({ id: 'test/other', failWhen: off(service.key), tests }),
  ];
  expect(testRules(pack([service], rules), ['test/other'])).toEqual([
    { rule: 'test/other', file: 'rules/test/rule.yaml', test: 'not read', expected: 'open', actual: 'open', ok: true },
  ]);
});
