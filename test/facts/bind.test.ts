import { describe, expect, it } from 'vitest';
import { known, type Observation, unknown } from '../../src/model/fact.js';
import {
  accountRegion,
  eventing,
  hostname,
  http,
  interfaceOf,
  list,
  reading,
  region,
  serial,
  state,
  tableOf,
} from './small-case.js';

function ids(observations: readonly Observation[]) {
  return tableOf(observations)
    .subjects('appliance')
    .map(({ id }) => id);
}

const named = (id: string, host?: string, artifact = id) => [
  reading(serial, id, { in: artifact }),
  ...(host === undefined ? [] : [reading(hostname, host, { in: artifact })]),
];

describe('names', () => {
  it('serial and host name meet in one subject, in any order and any case', () => {
    const byHost = reading(hostname, 'ESA1.example.com', { in: 'page' });
    const all = [...named('A', 'esa1.example.com'), byHost];
    expect(ids(all)).toEqual(['appliance:A']);
    expect(ids(all.toReversed())).toEqual(['appliance:A']);
  });

  it('a bare serial does not take the host name away', () => {
    for (const all of [[...named('A', 'esa1.example.com'), ...named('A', undefined, 'log')]]) {
      expect(tableOf(all).subject('appliance:A')?.name).toBe('esa1.example.com');
      expect(tableOf(all.toReversed()).subject('appliance:A')?.name).toBe('esa1.example.com');
    }
  });

  it('two serials with one host name leave a page with that name to neither', () => {
    const page = [reading(hostname, 'esa1.example.com', { in: 'page' }), reading(state, 'on', { in: 'page' })];
    const table = tableOf([...named('A', 'esa1.example.com'), ...named('B', 'esa1.example.com'), ...page]);
    expect(table.fact(state, 'appliance:A').state).toEqual(unknown('ambiguousSubject'));
    expect(table.fact(state, 'appliance:B').state).toEqual(unknown('ambiguousSubject'));
  });

  it('an artifact that names two serials speaks for neither, even where only one is known otherwise', () => {
    const paste = [
      ...named('A', undefined, 'paste'),
      ...named('B', undefined, 'paste'),
      reading(state, 'on', { in: 'paste' }),
    ];
    const table = tableOf([...named('A'), ...paste]);
    expect(table.subjects('appliance').map(({ id, seen }) => [id, seen])).toEqual([
      ['appliance:A', true],
      ['appliance:B', false],
    ]);
    expect(table.fact(state, 'appliance:A').state).toEqual(unknown('ambiguousSubject'));
  });

  it.each(['stated', 'guess'])('a name that is only %s names nobody', (how) => {
    const weak = how === 'guess' ? ({ confidence: 'guess' } as const) : ({ trust: 'stated' } as const);
    expect(ids([...named('A'), reading(serial, 'B', { in: 'mail', ...weak })])).toEqual(['appliance:A']);
  });
});

describe('no name', () => {
  const page = reading(state, 'on', { in: 'page' });

  it('belongs to the only one, and says so', () => {
    const table = tableOf([...named('A'), page]);
    expect(table.fact(state, 'appliance:A')).toMatchObject({ state: known('on'), boundByElimination: true });
    expect(table.notices).toEqual([{ code: 'subject-by-elimination', type: 'appliance', artifact: 'page' }]);
  });

  it('belongs to none of two, and says so', () => {
    const table = tableOf([...named('A'), ...named('B'), page]);
    for (const id of ['appliance:A', 'appliance:B'])
      expect(table.fact(state, id).state).toEqual(unknown('ambiguousSubject'));
    expect(table.notices.map(({ code }) => code)).toEqual(['subject-ambiguous']);
  });

  it('unsettles what one of two shows, unless it says the same or is surely older', () => {
    const own = (value: string) => reading(state, value, { in: 'A', time: '2026-11-05T00:00:00Z' });
    const ambiguous = (value: string, time?: string) => reading(state, value, { in: 'page', ...(time && { time }) });
    const held = (...two: Observation[]) =>
      tableOf([...named('A'), ...named('B'), ...two]).fact(state, 'appliance:A').state;
    expect(held(own('on'), ambiguous('on'))).toEqual(known('on'));
    expect(held(own('on'), ambiguous('off'))).toEqual(unknown('ambiguousSubject'));
    expect(held(own('on'), ambiguous('off', '2026-11-01T00:00:00Z'))).toEqual(known('on'));
  });

  it('makes a subject by ordinal where nobody is named', () => {
    expect(ids([page])).toEqual(['appliance:1']);
  });
});

describe('members and children', () => {
  it('an account that a region names is there, unseen, and an account of another region does not become it', () => {
    const sse = [reading(accountRegion, 'NAM', { in: 'sse' }), reading(eventing, 'on', { in: 'sse' })];
    const table = tableOf([reading(region, 'EU'), ...sse]);
    expect(table.subjects('cloudAccount').map(({ id, seen }) => [id, seen])).toEqual([
      ['cloudAccount:EU', false],
      ['cloudAccount:NAM', true],
    ]);
    expect(table.fact(eventing, 'cloudAccount:EU').state).toEqual(unknown('notCollected'));
  });

  it('a listed interface that no element shows is unseen', () => {
    const table = tableOf([reading(list, ['Data 1', 'a/b']), reading(http, 'on', { of: interfaceOf('Data 1') })]);
    expect(table.children('appliance:1', 'interface').map(({ id, seen }) => [id, seen])).toEqual([
      ['appliance:1/interface:Data 1', true],
      ['appliance:1/interface:a%2Fb', false],
    ]);
  });

  it('a fact of the appliance is found from its interface', () => {
    const table = tableOf([reading(state, 'on'), reading(list, ['Data 1'])]);
    expect(table.fact(state, 'appliance:1/interface:Data 1')).toMatchObject({
      subject: 'appliance:1',
      state: known('on'),
    });
  });
});

describe('a name that could not be read', () => {
  const nam = reading(region, 'NAM', { in: 'appliance' });
  const of = { type: 'cloudAccount', key: 'frame:1' } as const;
  const portal = (artifact: string, reason: 'unrecognized' | 'unconfirmed', value: string) => [
    reading(accountRegion, unknown(reason), { in: artifact, of }),
    reading(eventing, value, { in: artifact, of }),
  ];

  it.each(['unrecognized', 'unconfirmed'] as const)('(%s) is not that of the only candidate', (reason) => {
    const table = tableOf([nam, ...portal('page', reason, 'on')]);
    expect(table.fact(eventing, 'cloudAccount:NAM').state).toEqual(unknown('ambiguousSubject'));
    expect(table.notices.map(({ code }) => code)).toContain('subject-ambiguous');
  });

  it('may stand alone, but of two neither speaks for the other', () => {
    const [one, two] = [portal('a', 'unrecognized', 'on'), portal('b', 'unrecognized', 'off')];
    expect(tableOf(one).fact(eventing, 'cloudAccount:1').state).toEqual(known('on'));
    for (const all of [
      [...one, ...two],
      [...two, ...one],
    ]) {
      expect(tableOf(all).fact(eventing, 'cloudAccount:1').state).toEqual(unknown('ambiguousSubject'));
    }
  });
});
