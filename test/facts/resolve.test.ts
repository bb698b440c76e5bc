import { describe, expect, it } from 'vitest';
import { absent, known, type Observation, unknown } from '../../src/model/fact.js';
import { commit, hostname, list, reading, serial, state, symptom, tableOf } from './small-case.js';

const subject = 'appliance:1';

function settled(...readings: Observation[]) {
  const table = tableOf(readings);
  const fact = table.fact(readings[0]?.fact ?? '', subject);
  return { ...fact, resolution: table.contradictions[0]?.resolution };
}

describe('state', () => {
  it('agrees: strongest trust, newest time', () => {
    const old = reading(state, 'on', { in: 'a', trust: 'observed', time: '2026-11-01T00:00:00Z' });
    const { trust, time, resolution } = settled(old, reading(state, 'on', { in: 'b', time: '2026-11-02T00:00:00Z' }));
    expect([trust, time?.text, resolution]).toEqual(['observed', '2026-11-02T00:00:00Z', undefined]);
  });

  it('changed: both dated and the newer not less trusted', () => {
    const off = reading(state, 'off', { in: 'a', time: '2026-11-01T00:00:00Z' });
    const on = reading(state, 'on', { in: 'b', time: '2026-11-02T00:00:00Z' });
    expect(settled(off, on)).toMatchObject({ state: known('on'), resolution: 'changed' });
    expect(settled(on, off)).toMatchObject({ state: known('on'), resolution: 'changed' });
  });

  it('conflict: one undated, or the newer less trusted, or times of unknown zone that overlap', () => {
    const off = reading(state, 'off', { in: 'a', trust: 'exported', time: '2026-11-01T00:00:00Z' });
    for (const on of [
      reading(state, 'on', { in: 'b', trust: 'exported' }),
      reading(state, 'on', { in: 'b', trust: 'shown', time: '2026-11-09T00:00:00Z' }),
      reading(state, 'on', { in: 'b', trust: 'exported', time: '2026-11-01T10:00:00' }),
    ]) {
      expect(settled(off, on)).toMatchObject({ state: unknown('conflict'), resolution: 'conflict' });
    }
  });

  it('conflict within one artifact keeps its reason', () => {
    expect(settled(reading(state, unknown('conflict'))).state).toEqual(unknown('conflict'));
  });

  it('conflict of an artifact with itself is not settled by an undated value elsewhere', () => {
    const torn = reading(state, unknown('conflict'), { in: 'a' });
    expect(settled(torn, reading(state, 'on', { in: 'b' })).state).toEqual(unknown('conflict'));
  });

  it('a crop that shows something else contradicts, unless it is surely older', () => {
    const crop = (time?: string) =>
      reading(state, unknown('notCollected'), { in: 'b', mayBe: ['off', 'busy'], ...(time && { time }) });
    const page = reading(state, 'on', { time: '2026-11-02T00:00:00Z' });
    expect(settled(page, crop('2026-11-01T00:00:00Z')).state).toEqual(known('on'));
    for (const later of [crop(), crop('2026-11-03T00:00:00Z')]) {
      expect(settled(page, later)).toMatchObject({ state: unknown('conflict'), resolution: 'conflict' });
    }
    expect(settled(reading(state, 'off'), crop()).state).toEqual(known('off'));
    expect(settled(crop()).state).toEqual(unknown('notCollected'));
  });

  it('order within one artifact is time', () => {
    const [first, second] = [reading(state, 'off', { sequence: 1 }), reading(state, 'on', { sequence: 2 })];
    expect(settled(second, first).state).toEqual(known('on'));
    expect(settled(first, reading(state, 'on', { in: 'b', sequence: 2 })).state).toEqual(unknown('conflict'));
  });

  it('prose below a pasted page does not take the page back', () => {
    const page = reading(state, 'off', { sequence: 1 });
    expect(settled(page, reading(state, 'on', { sequence: 2, trust: 'stated' }))).toMatchObject({
      state: known('off'),
      trust: 'shown',
      resolution: 'outranked',
    });
  });

  it('stated never contests, whatever its date', () => {
    const said = reading(state, 'on', { in: 'b', trust: 'stated', time: '2026-11-09T00:00:00Z' });
    const page = reading(state, 'off', { time: '2026-11-01T00:00:00Z' });
    expect(settled(page, said)).toMatchObject({ state: known('off'), resolution: 'outranked' });
  });

  it('two people who differ leave nothing', () => {
    const [one, other] = [
      reading(state, 'on', { trust: 'stated' }),
      reading(state, 'off', { in: 'b', trust: 'stated' }),
    ];
    expect(settled(one, other)).toMatchObject({ state: unknown('lowTrust'), resolution: 'conflict' });
  });

  it('a guess is no value, and contests none', () => {
    const guess = reading(state, 'on', { confidence: 'guess' });
    expect(settled(guess).state).toEqual(unknown('unconfirmed'));
    expect(settled(guess, reading(state, 'off', { in: 'b' })).state).toEqual(known('off'));
  });

  it('absent and known are a conflict', () => {
    expect(settled(reading(state, absent), reading(state, 'on', { in: 'b' })).state).toEqual(unknown('conflict'));
  });
});

describe('set', () => {
  it('unites, and is whole only by a complete reading', () => {
    const [a, b] = [reading(list, ['M']), reading(list, ['D'], { in: 'b', complete: true })];
    expect(settled(a)).toMatchObject({ state: known(['M']), incomplete: true });
    expect(settled(a, b)).toMatchObject({ state: known(['D', 'M']), incomplete: false });
  });

  it('absence said by a person keeps the trust of a person', () => {
    const said = reading(symptom, absent, { trust: 'stated' });
    const torn = reading(symptom, unknown('truncated'), { in: 'b', trust: 'exported' });
    expect(tableOf([said, torn]).fact(symptom, 'case')).toMatchObject({ state: absent, trust: 'stated' });
  });
});

describe('event', () => {
  it('may always have happened once more', () => {
    expect(settled(reading(commit, 'commit'))).toMatchObject({ state: known(['commit']), incomplete: true });
  });

  it('stays trusted when a person tells of another', () => {
    const said = reading(commit, 'commit', { in: 'b', trust: 'stated', time: '2026-11-09T00:00:00Z' });
    const { trust, occurrences } = settled(reading(commit, 'commit', { trust: 'observed' }), said);
    expect([trust, occurrences.length]).toEqual(['observed', 2]);
  });

  it('that may be of another subject has not happened, and has not not happened', () => {
    const two = ['A', 'B'].flatMap((id) => [
      reading(serial, id, { in: id }),
      reading(hostname, `${id}.example.com`, { in: id }),
    ]);
    const own = reading(commit, absent, { in: 'A' });
    const fact = tableOf([...two, own, reading(commit, 'commit', { in: 'log' })]).fact(commit, 'appliance:A');
    expect(fact.state).toEqual(unknown('ambiguousSubject'));
    expect(fact.occurrences).toHaveLength(1);
  });
});
