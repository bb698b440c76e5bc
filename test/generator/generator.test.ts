// Generated cases with planted problems: never a false all-clear, never a false alarm, and found what is wholly shown.
// Thousands more: `npm run bench -- cases`.
import { describe, expect, it } from 'vitest';
import { knownLimits } from './known-limits.js';
import { kinds, makeCase } from './make-case.js';
import { problems } from './problems.js';
import { render, rules, runCases } from './run-cases.js';
import { judge } from './score.js';

const [first, cases] = [1, 200];

describe('a case', () => {
  it('is the same for the same seed', () => {
    for (const seed of [1, 2, 3, 4]) expect(makeCase(seed)).toEqual(makeCase(seed));
  });

  it('of every kind and with every problem comes among a few hundred seeds', () => {
    const made = Array.from({ length: 400 }, (_, seed) => makeCase(seed));
    expect(new Set(made.map(({ kind }) => kind))).toEqual(new Set(kinds));
    const planted = new Set(made.flatMap(({ planted: ids }) => ids));
    expect([...planted].sort()).toEqual(problems.map(({ id }) => id).sort());
    const shown = new Set(made.flatMap(({ mustFail }) => [...mustFail]));
    const showable = problems.filter(({ shownBy }) => shownBy.length > 0).map(({ id }) => id);
    expect([...shown].sort()).toEqual(showable.sort());
  });
});

describe('the score', () => {
  const some = makeCase(
    Array.from({ length: 50 }, (_, seed) => seed).find((seed) => makeCase(seed).mustFail.size > 0) ?? 0,
  );
  const [rule = ''] = some.mustFail;
  const of = (verdict: string) => {
    const findings = [{ ruleId: rule, verdict, subject: null }];
    return judge(some, { findings } as never, new Set([rule])).map(({ error }) => error);
  };

  it('tells a false all-clear, what was missed, and what was found', () => {
    expect(['pass', 'notApplicable', 'open', 'fail'].flatMap(of)).toEqual([
      'false all-clear',
      'false all-clear',
      'missed',
      undefined,
    ]);
  });

  it('tells a false alarm', () => {
    const healthy = { ...some, isTrue: new Set<string>(), isLikely: new Set<string>(), mustFail: new Set<string>() };
    const findings = [{ ruleId: rule, verdict: 'fail', subject: null }];
    expect(judge(healthy, { findings } as never, new Set([rule])).map(({ error }) => error)).toEqual(['false alarm']);
  });
});

it('no generated case is misjudged', async () => {
  const tally = await runCases(first, cases);
  const { wrong, shown } = tally;
  const told = wrong.filter((one) => !knownLimits.some((limit) => limit.covers(one)));
  expect(told.map(({ seed, error, rule, outcome, label }) => [seed, error, rule, outcome, label])).toEqual([]);
  expect(shown).toBeGreaterThan(cases / 4);
  expect(rules.size).toBeGreaterThan(25);
  // Each rule has its line, and each case is in it.
  for (const rule of tally.table.keys()) expect(render(tally, first)).toContain(`| ${rule} |`);
  for (const row of tally.table.values()) {
    expect(
      Object.values(row)
        .flatMap((one) => Object.values(one))
        .reduce((sum, n) => sum + n, 0),
    ).toBe(cases);
  }
}, 120_000);
