import { describe, expect, it } from 'vitest';
import { judge } from '../../src/engine/judge.js';
import { benchOf, triage } from '../../src/engine/triage.js';
import type { Condition } from '../../src/model/condition.js';
import { known, type Observation, unknown } from '../../src/model/fact.js';
import type { Rule, Symptom } from '../../src/model/rule.js';
import { pack, rule, words } from '../authoring/small-pack.js';
import {
  accountRegion,
  catalogue,
  commit,
  eventing,
  http,
  interfaceOf,
  list,
  port,
  reading,
  region,
  serial,
  state,
  symptom,
  tableOf,
} from '../facts/small-case.js';

const is = (fact: string, operand: string): Condition => ({ fact, op: 'eq', operand });
const stateOff = rule({ failWhen: is(state, 'off'), symptoms: ['device-missing'] });
const eventingOff = rule({ id: 'sse/eventing-off', subject: 'cloudAccount', failWhen: is(eventing, 'off') });

const deviceMissing: Symptom = {
  id: 'device-missing',
  title: words('Device missing'),
  subject: 'case',
  seenWhen: { not: { fact: symptom, op: 'disjoint', operand: ['device-missing'] } },
  causes: ['test/rule'],
};

function judged(one: Rule, ...observations: Observation[]) {
  const all = pack(catalogue, [one], { symptoms: [deviceMissing] });
  return triage(all, tableOf(observations), new Map()).judgements;
}

function verdicts(one: Rule, ...observations: Observation[]) {
  return judged(one, ...observations).map(({ verdict }) => verdict);
}

describe('no all-clear', () => {
  it('from prose, a guess, or an ambiguous page', () => {
    const two = [reading(serial, 'A', { in: 'A' }), reading(serial, 'B', { in: 'B' })];
    expect(verdicts(stateOff, reading(state, 'on', { trust: 'stated' }))).toEqual(['open']);
    expect(verdicts(stateOff, reading(state, 'on', { trust: 'asserted' }))).toEqual(['open']);
    expect(verdicts(stateOff, reading(state, 'on', { confidence: 'guess' }))).toEqual(['open']);
    expect(verdicts(stateOff, ...two, reading(state, 'on', { in: 'page' }))).toEqual(['open', 'open']);
  });

  it('from a value that rests on nothing', () => {
    const view = tableOf([reading(state, 'on')]);
    const { trust: _, ...bare } = view.fact(state, 'appliance:1');
    const groundless = { ...view, subjects: view.subjects.bind(view), fact: () => ({ ...bare, trust: undefined }) };
    const [judgement] = judge(stateOff, { ...benchOf(pack(catalogue, []), groundless as never), sightings: [] });
    expect(judgement).toMatchObject({ verdict: 'open', blame: [{ reason: 'lowTrust' }] });
  });

  it('from a state that a cut capture may have lost the end of; a fault in it stays found', () => {
    expect(verdicts(stateOff, reading(state, 'on', { mayBeOvertaken: true }))).toEqual(['open']);
    expect(judged(stateOff, reading(state, 'on', { mayBeOvertaken: true }))[0]?.blame).toMatchObject([
      { reason: 'truncated' },
    ]);
    expect(verdicts(stateOff, reading(state, 'off', { mayBeOvertaken: true }))).toEqual(['fail']);
    const whole = reading(state, 'on', { in: 'b' });
    expect(verdicts(stateOff, reading(state, 'on', { mayBeOvertaken: true }), whole)).toEqual(['pass']);
  });

  it('for a member that is named and not seen', () => {
    const sse = [reading(accountRegion, 'NAM', { in: 'sse' }), reading(eventing, 'on', { in: 'sse' })];
    const both = judged(eventingOff, reading(region, 'EU'), ...sse);
    expect(both.map(({ subject, verdict }) => [subject?.id, verdict])).toEqual([
      ['cloudAccount:EU', 'open'],
      ['cloudAccount:NAM', 'pass'],
    ]);
    expect(both[0]?.covers).toEqual({ seen: 1, known: 2 });
  });

  it('over children while the listing may be cut', () => {
    const none = rule({ failWhen: { some: 'interface', where: is(http, 'off') } });
    const on = reading(http, 'on', { of: interfaceOf('M') });
    expect(verdicts(none, reading(list, ['M']), on)).toEqual(['open']);
    expect(verdicts(none, reading(list, ['M'], { complete: true }), on)).toEqual(['pass']);
    expect(verdicts(none, reading(list, ['M', 'D'], { complete: true }), on)).toEqual(['open']);
    expect(verdicts(none, reading(list, ['M']), reading(http, 'off', { of: interfaceOf('M') }))).toEqual(['fail']);
  });
});

describe('nobody seen', () => {
  const interfaceOff = rule({ subject: 'interface', failWhen: is(http, 'off') });

  it('is open and asks who there is', () => {
    const [only] = judged(interfaceOff, reading(state, 'on'));
    expect(only).toMatchObject({ verdict: 'open', subject: undefined, covers: { seen: 0, known: 0 } });
    expect(only?.blame.map(({ fact }) => fact)).toContain(list);
  });

  it('is open even where the case alone would decide', () => {
    const seen: Condition = { fact: symptom, op: 'disjoint', operand: ['device-missing'] };
    const silent = reading(symptom, [], { complete: true });
    expect(verdicts(rule({ failWhen: { not: seen } }), silent)).toEqual(['open']);
    expect(verdicts(rule({ failWhen: seen }), silent)).toEqual(['open']);
  });

  it('is not applicable where the case alone says that the rule has nothing to judge by', () => {
    const given: Condition = { fact: symptom, op: 'ne', operand: [] };
    const none = reading(symptom, [], { complete: true });
    expect(verdicts(rule({ ...interfaceOff, appliesWhen: given }), none)).toEqual(['notApplicable']);
    const data = reading(http, 'off', { of: interfaceOf('Data 1') });
    expect(verdicts(rule({ ...interfaceOff, appliesWhen: given }), none, data)).toEqual(['notApplicable']);
    expect(verdicts(rule({ ...interfaceOff, appliesWhen: given }))).toEqual(['open']);
  });

  it('is open too where everybody seen is somebody else and the list may name more', () => {
    const onlyData = rule({ ...interfaceOff, appliesWhen: is(port, 'Management') });
    const data = [
      reading(port, 'Data', { of: interfaceOf('Data 1') }),
      reading(http, 'off', { of: interfaceOf('Data 1') }),
    ];
    expect(verdicts(onlyData, ...data)).toEqual(['notApplicable', 'open']);
    expect(verdicts(onlyData, ...data, reading(list, ['Data 1'], { complete: false }))).toEqual([
      'notApplicable',
      'open',
    ]);
    expect(verdicts(onlyData, ...data, reading(list, ['Data 1'], { complete: true }))).toEqual(['notApplicable']);
  });

  it('is not applicable where every complete list is empty', () => {
    expect(verdicts(interfaceOff, reading(list, [], { complete: true }))).toEqual(['notApplicable']);
  });
});

describe('freshness', () => {
  const page = reading(state, 'on', { in: 'page', time: '2026-11-01T00:00:00Z' });
  const undated = reading(state, 'on', { in: 'page' });
  const event = (time: string, more = {}) => reading(commit, 'commit', { in: 'log', time, ...more });
  const seen = (where: string, time?: string) =>
    reading(symptom, ['device-missing'], { in: where, ...(time && { time }) });

  it('a commit more than a day later reopens a pass', () => {
    expect(verdicts(stateOff, page, event('2026-11-01T20:00:00Z'))).toEqual(['pass']);
    const [late] = judged(stateOff, page, event('2026-11-02T00:00:01Z'));
    expect(late).toMatchObject({ verdict: 'open', blame: [{ fact: state, reason: 'outsideWindow' }] });
  });

  it('a commit that may be of this appliance reopens it too', () => {
    const two = [reading(serial, 'A', { in: 'page' }), reading(serial, 'B', { in: 'B' })];
    expect(verdicts(stateOff, page, ...two, event('2026-11-09T00:00:00Z'))).toEqual(['open', 'open']);
  });

  it('a later commit takes no failure back', () => {
    const off = reading(state, 'off', { in: 'page', time: '2026-11-01T00:00:00Z' });
    expect(verdicts(stateOff, off, event('2026-11-09T00:00:00Z'))).toEqual(['fail']);
  });

  it('a symptom that is later, or cannot be ordered, reopens the pass that would explain it', () => {
    expect(verdicts(stateOff, page, seen('mail', '2026-11-01T09:00:00Z'))).toEqual(['pass']);
    expect(verdicts(stateOff, page, seen('mail', '2026-11-04T00:00:00Z'))).toEqual(['open']);
    expect(verdicts(stateOff, undated, seen('mail', '2026-11-04T00:00:00Z'))).toEqual(['open']);
    expect(verdicts({ ...stateOff, symptoms: [] }, undated, seen('mail'))).toEqual(['pass']);
  });

  it('a symptom beside the state is of its time, until it is seen elsewhere too', () => {
    expect(verdicts(stateOff, undated, seen('page'))).toEqual(['pass']);
    expect(verdicts(stateOff, undated, seen('page'), seen('mail'))).toEqual(['open']);
  });

  it('reads the whole of a pass: what did not fail, not only what passes', () => {
    const both = rule({ failWhen: is(state, 'off'), passWhen: is(serial, 'A') });
    const named = reading(serial, 'A', { in: 'page' });
    expect(verdicts(both, page, named, event('2026-11-09T00:00:00Z'))).toEqual(['open']);
  });
});

describe('asks', () => {
  it('name what is undecided, not what is settled', () => {
    const both = rule({ failWhen: { all: [is(state, 'off'), is(region, 'EU')] } });
    const [open] = judged(both, reading(state, 'off'));
    expect(open?.blame).toEqual([{ fact: region, subject: 'appliance:1', reason: 'notCollected' }]);
  });

  it('are not empty where everything is known and still not comparable', () => {
    const vague = rule({ failWhen: { fact: region, op: 'versionLt', operand: '15.0.0-100' } });
    const [open] = judged(vague, reading(region, '15.0.0'));
    expect(open).toMatchObject({ verdict: 'open', blame: [{ fact: region, reason: 'unrecognized' }] });
  });

  it('a rule that breaks is open and says so', () => {
    const broken = rule({ failWhen: { fact: region, op: 'matches', operand: '(' } });
    expect(judged(broken, reading(region, 'EU'))[0]).toMatchObject({ verdict: 'open', failed: true });
  });
});

describe('hides', () => {
  const cause = rule({ id: 'a/cause', failWhen: is(state, 'off'), hides: [{ rule: 'b/effect' }] });
  const effect = rule({ id: 'b/effect', failWhen: is(region, 'EU') });
  const [serialA, serialB] = [reading(serial, 'A', { in: 'A' }), reading(serial, 'B', { in: 'B' })];

  function hidden(first: Rule, ...observations: Observation[]) {
    return triage(pack(catalogue, [first, effect]), tableOf(observations), new Map())
      .judgements.filter(({ hiddenBy }) => hiddenBy)
      .map(({ rule: { id }, subject, hiddenBy }) => [id, subject?.id, hiddenBy]);
  }

  it('within one subject tree only', () => {
    expect(hidden(cause, serialA, reading(state, 'off', { in: 'A' }), reading(region, 'EU', { in: 'A' }))).toEqual([
      ['b/effect', 'appliance:A', 'a/cause'],
    ]);
    const elsewhere = [reading(state, 'off', { in: 'A' }), reading(region, 'EU', { in: 'B' })];
    expect(hidden(cause, serialA, serialB, ...elsewhere)).toEqual([]);
  });

  it('only where its condition surely holds', () => {
    const seen = [serialA, reading(state, 'off', { in: 'A' }), reading(region, 'EU', { in: 'A' })];
    const when = (condition: Rule['failWhen']) => ({ ...cause, hides: [{ rule: 'b/effect', when: condition }] });
    expect(hidden(when(is(region, 'EU')), ...seen)).toHaveLength(1);
    expect(hidden(when(is(region, 'NAM')), ...seen)).toEqual([]);
    expect(hidden(when({ not: is(eventing, 'on') }), ...seen)).toEqual([]);
  });

  it('not by a pass, and not by an inference', () => {
    const effectSeen = reading(region, 'EU', { in: 'A' });
    expect(hidden(cause, serialA, reading(state, 'on', { in: 'A' }), effectSeen)).toEqual([]);
    const guess = { ...cause, confidence: 'guess' } as const;
    expect(hidden(guess, serialA, reading(state, 'off', { in: 'A' }), effectSeen)).toEqual([]);
  });

  it('not what was seen on another day', () => {
    const seen = (causeAt?: string, effectAt?: string) => [
      serialA,
      reading(state, 'off', { in: 'A', ...(causeAt && { time: causeAt }) }),
      reading(region, 'EU', { in: 'A', ...(effectAt && { time: effectAt }) }),
    ];
    expect(hidden(cause, ...seen('2026-01-05T10:00:00Z', '2026-01-06T09:00:00Z'))).toHaveLength(1);
    expect(hidden(cause, ...seen('2026-01-05T10:00:00Z', '2026-01-06T11:00:00Z'))).toEqual([]);
    expect(hidden(cause, ...seen('2026-01-07T10:00:00Z', '2026-01-05T11:00:00Z'))).toEqual([]);
    expect(hidden(cause, ...seen('2026-01-05T10:00:00Z'))).toHaveLength(1);
  });

  it('across trees only where one cause and one effect are all that the case has', () => {
    const across = { ...cause, hides: [{ rule: 'sse/eventing-off' }] };
    const hiddenAcross = (...observations: Observation[]) => {
      const { judgements } = triage(pack(catalogue, [across, eventingOff]), tableOf(observations), new Map());
      return judgements.filter(({ hiddenBy }) => hiddenBy).length;
    };
    const causeSeen = [serialA, reading(state, 'off', { in: 'A' })];
    const effectAt = (name: string) => [
      reading(accountRegion, name, { in: name }),
      reading(eventing, 'off', { in: name }),
    ];
    expect(hiddenAcross(...causeSeen, ...effectAt('EU'))).toBe(1);
    expect(hiddenAcross(...causeSeen, serialB, ...effectAt('EU'))).toBe(0);
    expect(hiddenAcross(...causeSeen, ...effectAt('EU'), ...effectAt('NAM'))).toBe(0);
  });
});

describe('symptoms', () => {
  it('one symptom was shown and dated by the reading of another', () => {
    const tileError: Symptom = {
      ...deviceMissing,
      id: 'tile-error',
      seenWhen: { not: { fact: symptom, op: 'disjoint', operand: ['tile-error'] } },
    };
    const observations = [
      reading(symptom, ['device-missing'], { in: 'mail', time: '2026-11-19T10:00Z' }),
      reading(symptom, ['tile-error'], { in: 'capture', time: '2026-11-20T10:00Z' }),
    ];
    const all = pack(catalogue, [stateOff], { symptoms: [deviceMissing, tileError] });
    const { symptoms } = triage(all, tableOf(observations), new Map());
    const shown = symptoms.map(({ symptom: id, grounds: [fact] }) => [
      id,
      fact?.evidence.map(({ artifact }) => artifact),
      fact?.time?.text,
    ]);
    expect(shown).toEqual([
      ['device-missing', ['mail'], '2026-11-19T10:00:00Z'],
      ['tile-error', ['capture'], '2026-11-20T10:00:00Z'],
    ]);
  });
});

describe('verdict table', () => {
  const table = rule({ appliesWhen: is(serial, 'A'), failWhen: is(state, 'off') });
  const none = unknown('masked');

  it.each([
    ['A', known('off'), 'fail'],
    ['A', known('on'), 'pass'],
    ['A', none, 'open'],
    ['B', known('off'), 'notApplicable'],
    ['B', none, 'notApplicable'],
    [none, known('off'), 'open'],
    [none, known('on'), 'pass'],
    [none, none, 'open'],
  ] as const)('applies %j, state %j: %s', (applies, value, expected) => {
    expect(verdicts(table, reading(serial, applies), reading(state, value))).toEqual([expected]);
  });

  it('a rule that never passes is open, and asks nothing', () => {
    const never = rule({ failWhen: is(state, 'off'), neverPasses: words('no source says what is fine') });
    expect(judged(never, reading(state, 'on'))[0]).toMatchObject({ verdict: 'open', blame: [] });
  });
});
