import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { exploreRule, type KnowledgeState } from '../../src/authoring/explore-rule.js';
import { lintVerdicts } from '../../src/authoring/lint-verdicts.js';
import type { Verdict } from '../../src/model/rule.js';
import { loadFolders } from '../../src/pack/load-pack.js';
import {
  allowed,
  type Context,
  completionsOf,
  judgeWorld,
  listingsOf,
  openPlaces,
  readOfChildren,
  ruleAndPack,
  shortRuleAndPack,
  type World,
  withPlace,
  world,
} from './random-rules.js';

const counts: Record<string, number> = {};
const counted = (name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};
afterAll(() => process.stdout.write(`property runs: ${JSON.stringify(counts)}\n`));

const final: readonly Verdict[] = ['fail', 'notApplicable'];

/** States that know one thing more. */
function nextWorlds(context: Context, known: World): World[] {
  const whole = known.listing === 'begun' ? listingsOf(context, known) : [];
  const more = openPlaces(context, known).flatMap((place) =>
    place.outcomes.map((held) => withPlace(known, place, held)),
  );
  return [...whole, ...more];
}

/** The lint's own enumeration finds nothing, and it was not capped. */
function isLintClean({ rule, pack }: Context): boolean {
  const size = exploreRule(rule, pack, 0);
  if (size === undefined || !('tooMany' in size) || size.tooMany > 800) return false;
  const problems: string[] = [];
  lintVerdicts(rule, pack, new Map(pack.facts.map((fact) => [fact.key, fact])), (code) => problems.push(code));
  return problems.length === 0;
}

function verdictsOf(context: Context, worlds: readonly World[]): Set<Verdict> {
  return new Set(worlds.map((one) => judgeWorld(context, one).verdict));
}

/** Whether learning that one place can change the verdict, whatever else turns out. */
function matters(context: Context, whole: readonly World[], place: ReturnType<typeof openPlaces>[number]): boolean {
  return whole.some(
    (one) =>
      verdictsOf(
        context,
        place.outcomes.map((held) => withPlace(one, place, held)),
      ).size > 1,
  );
}

describe('any rule', () => {
  it('fail and not applicable are final, and a pass can only become not applicable', () => {
    fc.assert(
      fc.property(ruleAndPack, world, (context, drawn) => {
        const known = allowed(context, drawn);
        const { verdict } = judgeWorld(context, known);
        fc.pre(verdict !== 'open');
        counted(`final: ${verdict}`);
        const possible: readonly Verdict[] = final.includes(verdict) ? [verdict] : ['pass', 'notApplicable'];
        for (const next of nextWorlds(context, known)) expect(possible).toContain(judgeWorld(context, next).verdict);
      }),
      { numRuns: 2000 },
    );
  });

  it('what can change an open verdict is asked for', () => {
    fc.assert(
      fc.property(ruleAndPack, world, (context, drawn) => {
        const known = allowed(context, drawn);
        const { verdict, blame } = judgeWorld(context, known);
        const whole = verdict === 'open' ? completionsOf(context, known, 800) : undefined;
        fc.pre(whole !== undefined);
        counted('asks at least');
        const asked = new Set(blame.map(({ fact }) => fact));
        // While children may be missing, what would be read only of them is asked for as the listing.
        if (asked.has('port.list')) for (const key of readOfChildren(context)) asked.add(key);
        for (const place of openPlaces(context, known)) {
          if (!asked.has(place.key)) expect(matters(context, whole ?? [], place), place.key).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a rule the lint accepts', () => {
  it('has for every open verdict a completion that fails and one that does not, and asks only for what matters', () => {
    fc.assert(
      fc.property(shortRuleAndPack, world, (context, drawn) => {
        const known = allowed(context, drawn);
        const { verdict, blame } = judgeWorld(context, known);
        fc.pre(verdict === 'open' && isLintClean(context));
        const whole = completionsOf(context, known, 800);
        fc.pre(whole !== undefined);
        counted('lint-clean');
        const outcomes = verdictsOf(context, whole ?? []);
        expect([...outcomes]).toContain('fail');
        expect(outcomes.size).toBeGreaterThan(1);
        expect([...outcomes]).not.toContain('open');
        const places = openPlaces(context, known);
        for (const { fact, subject } of blame) {
          const child = /interface:(\d+)$/.exec(subject)?.[1];
          const place = places.find(
            (one) => one.key === fact && (one.child === undefined ? '' : `${one.child + 1}`) === (child ?? ''),
          );
          if (place) expect(matters(context, whole ?? [], place), fact).toBe(true);
        }
      }),
      { numRuns: 1000, maxSkipsPerRun: 400 },
    );
  }, 120_000);
});

describe('every shipped rule, over every state of knowledge', async () => {
  const pack = await loadFolders([fileURLToPath(new URL('../../rules', import.meta.url))]);

  it.each(pack.rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
    const exploration = exploreRule(rule, pack, 20_000);
    const states: readonly KnowledgeState[] = exploration && 'states' in exploration ? exploration.states : [];
    expect(states.length).toBeGreaterThan(2);
    for (const state of states) {
      counted('states of shipped rules');
      const { verdict } = state.judgement;
      for (const next of state.next) {
        const later = states[next]?.judgement.verdict as Verdict;
        if (final.includes(verdict)) expect(later).toBe(verdict);
        if (verdict === 'pass') expect(['pass', 'notApplicable']).toContain(later);
      }
      if (verdict !== 'open' || rule.neverPasses !== undefined) continue;
      expect([...state.outcomes]).toContain('fail');
      expect(state.outcomes.size).toBeGreaterThan(1);
      expect(state.asked).toEqual(state.changing);
    }
  });
});
