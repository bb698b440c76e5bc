import { describe, expect, it } from 'vitest';
import { type LintOptions, lintPack } from '../../src/authoring/lint-pack.js';
import type { FactDefinition } from '../../src/model/catalogue.js';
import type { Condition } from '../../src/model/condition.js';
import type { Pack, Rule, RuleTest } from '../../src/model/rule.js';
import { fact, pack, rule, words } from './small-pack.js';

const http = fact('api.http.state');
const https = fact('api.https.state');
const httpOff: Condition = { fact: http.key, op: 'eq', operand: 'off' };
const httpsOff: Condition = { fact: https.key, op: 'eq', operand: 'off' };

const httpTests: RuleTest[] = [
  { name: 'off', facts: { [http.key]: 'off' }, expect: 'fail' },
  { name: 'on', facts: { [http.key]: 'on' }, expect: 'pass' },
  { name: 'not read', facts: {}, expect: 'open' },
];
const sound = rule({ failWhen: httpOff, tests: httpTests });

function codes(
  rules: Rule | Rule[],
  facts: FactDefinition[] = [http, https],
  more: Partial<Pack> = {},
  options: LintOptions = {},
) {
  return lintPack(pack(facts, [rules].flat(), more), options).map(({ code }) => code);
}

/** Codes of a rule whose tests are not the point. */
function verdictCodes(more: Partial<Rule> & Pick<Rule, 'failWhen'>, facts: FactDefinition[] = [http, https]) {
  const ofTests = ['missing-test', 'red-test', 'untested-leaf'];
  return codes(rule(more), facts).filter((code) => !ofTests.includes(code));
}

it('says nothing against a sound rule', () => {
  expect(lintPack(pack([http, https], [sound], {}))).toEqual([]);
});

describe('conditions', () => {
  const leaf = (op: string, operand: unknown, key = http.key) => ({ fact: key, op, operand }) as Condition;
  const version = fact('os.version', { type: 'version' });
  const names = fact('os.names', { type: 'set of string' });
  const event = fact('os.commit', { type: 'string', cardinality: 'event' });

  it.each([
    ['a fact the catalogue lacks', leaf('eq', 'off', 'no.such.fact'), 'unknown-fact'],
    ['a value outside the enum', leaf('eq', 'of'), 'no-such-value'],
    ['an order that an enum lacks', leaf('lt', 'off'), 'no-order'],
    ['a version comparison of an enum', leaf('versionLt', '15.0'), 'no-version'],
    ['a release compared as text', leaf('in', ['13.5.1'], version.key), 'version-as-text'],
    ['a list operator with one value', leaf('in', 'off'), 'type-mismatch'],
    ['a number for text', leaf('disjoint', [1], names.key), 'type-mismatch'],
    ['absence of a fact that is never absent', leaf('absent', true), 'never-absent'],
    ['an event that must be exactly so', leaf('eq', 'commit', event.key), 'event-comparison'],
    ['a broken pattern', leaf('matches', '('), 'no-pattern'],
  ])('refuses %s', (_, failWhen, code) => {
    expect(codes(rule({ failWhen, tests: httpTests }), [http, https, version, names, event])).toContain(code);
  });

  it('refuses a fact of a child outside some and every', () => {
    const port = fact('interface.port', { subject: 'interface' });
    expect(codes(rule({ failWhen: leaf('eq', 'off', port.key) }), [port])).toContain('unreachable-fact');
  });

  it('refuses a quantifier over what no fact enumerates', () => {
    const port = fact('interface.port', { subject: 'interface' });
    const failWhen: Condition = { some: 'interface', where: leaf('eq', 'off', port.key) };
    expect(codes(rule({ failWhen }), [port])).toContain('never-listed');
  });
});

describe('verdicts', () => {
  it('refuses a condition where Kleene is blunter than trying everything out', () => {
    const failWhen: Condition = { any: [{ all: [httpOff, httpsOff] }, { all: [httpOff, { not: httpsOff }] }] };
    expect(verdictCodes({ failWhen })).toContain('kleene-differs');
  });

  it('refuses to ask for what absorption makes idle', () => {
    expect(verdictCodes({ failWhen: { any: [httpOff, { all: [httpOff, httpsOff] }] } })).toContain('idle-ask');
  });

  it('refuses a rule that absence leaves open, until it has a branch or a default', () => {
    const lacking = { ...http, absent: words('not there') };
    expect(verdictCodes({ failWhen: httpOff }, [lacking])).toEqual(['absent-left-open']);
    expect(verdictCodes({ failWhen: httpOff }, [{ ...lacking, default: 'on' }])).toEqual([]);
    const branch: Condition = { any: [{ fact: http.key, op: 'absent', operand: true }, httpOff] };
    expect(verdictCodes({ failWhen: branch }, [{ ...lacking, default: 'on' }])).toEqual([]);
  });

  it('refuses a rule that full knowledge leaves open', () => {
    expect(verdictCodes({ failWhen: httpOff, passWhen: { not: httpsOff } })).toContain('left-open');
  });

  it('refuses a rule that never fails, and one that never passes without saying so', () => {
    expect(verdictCodes({ failWhen: { all: [httpOff, { not: httpOff }] } })).toContain('never-fails');
    expect(verdictCodes({ appliesWhen: httpOff, failWhen: httpOff })).toContain('never-passes');
    expect(verdictCodes({ appliesWhen: httpOff, failWhen: httpOff, neverPasses: words('no') })).not.toContain(
      'never-passes',
    );
  });

  it('judges quantifiers with no, one and more children', () => {
    const list = fact('interface.list', { type: 'set of string', enumerates: 'interface' });
    const api = fact('interface.api', { subject: 'interface' });
    const off: Condition = { fact: api.key, op: 'eq', operand: 'off' };
    expect(verdictCodes({ failWhen: { some: 'interface', where: off } }, [list, api])).toEqual([]);
    expect(verdictCodes({ failWhen: { every: 'interface', where: off } }, [list, api])).toEqual([]);
  });

  it('says so when there is too much to enumerate', () => {
    const many = Array.from({ length: 10 }, (_, index) => fact(`many.${index}`));
    const failWhen: Condition = { any: many.map(({ key }) => ({ fact: key, op: 'eq', operand: 'off' })) };
    expect(verdictCodes({ failWhen }, many)).toEqual(['enumeration-capped']);
  });
});

describe('tests', () => {
  it('wants a fail, a pass and an open one', () => {
    expect(codes({ ...sound, tests: [] }).filter((code) => code === 'missing-test')).toHaveLength(3);
  });

  it('tells a red one', () => {
    const red: RuleTest = { name: 'wrong', facts: { [http.key]: 'on' }, expect: 'fail' };
    expect(codes({ ...sound, tests: [...httpTests, red] })).toContain('red-test');
  });

  it('tells a leaf that no test notices', () => {
    const tests: RuleTest[] = [
      { name: 'both off', facts: { [http.key]: 'off', [https.key]: 'off' }, expect: 'fail' },
      { name: 'both on', facts: { [http.key]: 'on', [https.key]: 'on' }, expect: 'pass' },
      { name: 'not read', facts: {}, expect: 'open' },
    ];
    const both = rule({ failWhen: { all: [httpOff, httpsOff] }, tests });
    expect(codes(both)).toEqual([]);
    expect(codes({ ...both, failWhen: { any: [httpOff, { all: [httpOff, httpsOff] }] } })).toContain('untested-leaf');
  });
});

describe('texts and references', () => {
  it('tells missing languages and differing placeholders', () => {
    expect(codes({ ...sound, title: { en: 'Off', pt: 'x', de: 'x' } })).toEqual(['missing-language']);
    expect(codes({ ...sound, message: { ...words('{subject}'), ja: '対象' } })).toEqual(['different-placeholders']);
    expect(codes({ ...sound, message: words('{no.such.fact}') })).toEqual(['unknown-placeholder']);
    expect(codes({ ...sound, message: words('{subject') })).toContain('unbalanced-brace');
  });

  it('tells what names nothing', () => {
    expect(codes({ ...sound, hides: [{ rule: 'xdr/later' }] })).toEqual(['unknown-hidden-rule']);
    expect(
      codes(sound, [{ ...http, collect: [], extractors: [{ kind: 'xml', as: 'text', confidence: 'seen' }] }]),
    ).toContain('no-recipe');
  });

  it('tells two rules that would hide each other', () => {
    const other = { ...sound, id: 'test/other', hides: [{ rule: 'test/rule' }] };
    expect(codes([{ ...sound, hides: [{ rule: 'test/other' }] }, other])).toEqual([
      'hide-each-other',
      'hide-each-other',
    ]);
  });

  it('tells three rules that would hide each other in a circle', () => {
    const hides = (id: string, other: string) => ({ ...sound, id, hides: [{ rule: other }] });
    const all = [hides('test/a', 'test/b'), hides('test/b', 'test/c'), hides('test/c', 'test/a')];
    expect(codes(all)).toEqual(['hide-each-other', 'hide-each-other', 'hide-each-other']);
    expect(codes([...all.slice(0, 2), { ...sound, id: 'test/c' }])).toEqual([]);
  });

  it('reads the placeholders of an inference too', () => {
    expect(codes({ ...sound, inference: words('{no.such.fact}') })).toEqual(['unknown-placeholder']);
  });

  it('reads the conditions under which a rule hides', () => {
    const when: Condition = { fact: http.key, op: 'eq', operand: 'of' };
    expect(
      codes([
        { ...sound, hides: [{ rule: 'test/b', when }] },
        { ...sound, id: 'test/b' },
      ]),
    ).toEqual(['no-such-value']);
  });

  it('names what a draft still has to say', () => {
    expect(codes({ ...sound, title: words('TODO: title'), reviewBy: '0000-00-00' })).toEqual([
      'unfinished',
      'unfinished',
    ]);
    expect(codes({ ...sound, reviewBy: '2027-02-30' })).toEqual(['no-such-day']);
  });

  it('traces a derived fact to the recipe of its telling origin', () => {
    const { collect: _, ...derived } = http;
    const origins = (from: string) => ({ origins: new Map([[http.key, [from]]]) });
    expect(codes(sound, [derived, https], {}, origins(https.key))).toEqual([]);
    expect(codes(sound, [derived, https], {}, origins('not.collected'))).toEqual(['no-recipe']);
  });

  it('wants a last remedy that always holds', () => {
    expect(codes({ ...sound, remedy: [{ when: httpOff, by: 'tac', text: words('x') }] })).toEqual(['no-last-remedy']);
  });

  it('knows an overdue review only when it is told the day', () => {
    expect(codes(sound, undefined, {}, { today: '2027-11-22' })).toEqual([]);
    expect(codes(sound, undefined, {}, { today: '2027-11-23' })).toEqual(['review-overdue']);
  });
});
