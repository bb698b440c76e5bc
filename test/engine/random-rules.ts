// Random rules over a small catalogue, random states of knowledge about them, and every completion of such a state.
// Its values are its own, not the lint's representatives: what the lint promises is checked on values it never saw.
import fc from 'fast-check';
import { handSetView, idOf, lineOf, readFacts } from '../../src/authoring/hand-set-facts.js';
import { quantifiedIn, verdictConditions } from '../../src/authoring/quantified.js';
import { type Judgement, judge } from '../../src/engine/judge.js';
import { benchOf } from '../../src/engine/triage.js';
import type { FactDefinition } from '../../src/model/catalogue.js';
import type { Condition } from '../../src/model/condition.js';
import { absent, type Fact, unknown, type Value } from '../../src/model/fact.js';
import type { Pack, Rule } from '../../src/model/rule.js';
import { fact, pack, rule, words } from '../authoring/small-pack.js';

const list = 'port.list';
const values = { x: words('x'), y: words('y'), z: words('z') };

const definitions: Readonly<Record<string, FactDefinition>> = {
  'a.letter': fact('a.letter', { values }),
  'a.flag': fact('a.flag', { type: 'boolean' }),
  'a.count': fact('a.count', { type: 'number' }),
  'a.names': fact('a.names', { type: 'set of string' }),
  'a.release': fact('a.release', { type: 'version' }),
  'case.word': fact('case.word', { type: 'string', subject: 'case' }),
  'port.switch': fact('port.switch', { subject: 'interface' }),
  'port.flag': fact('port.flag', { type: 'boolean', subject: 'interface' }),
};

/** All values that matter to literals of the leaves below, and some between and beside them. */
const domains: Readonly<Record<string, readonly Value[]>> = {
  'a.letter': ['x', 'y', 'z'],
  'a.flag': [true, false],
  'a.count': [-5, 0, 0.25, 1, 1.75, 2, 77],
  'a.names': [[], ['a'], ['b'], ['q'], ['a', 'b'], ['a', 'q'], ['b', 'q'], ['a', 'b', 'q']],
  'a.release': ['9.1.2-7', '13.99.0-1', '14.0.0-3', '14.0.7-3', '15.0.0-99', '15.0.0-100', '15.0.0-101', '16.0.0-1'],
  'case.word': ['alpha', 'beta', 'never heard'],
  'port.switch': ['on', 'off'],
  'port.flag': [true, false],
};

const letter = fc.constantFrom('x', 'y', 'z');
const leaf = (key: string, op: string, operand: fc.Arbitrary<unknown>) =>
  operand.map((value) => ({ fact: key, op, operand: value }) as Condition);
const count = fc.constantFrom(0, 1, 2);
const someNames = fc.subarray(['a', 'b'], { minLength: 1 });

const ownLeaves = [
  leaf('a.letter', 'eq', letter),
  leaf('a.letter', 'ne', letter),
  leaf('a.letter', 'in', fc.subarray(['x', 'y', 'z'], { minLength: 1, maxLength: 2 })),
  leaf('a.flag', 'eq', fc.boolean()),
  leaf('a.count', 'lt', count),
  leaf('a.count', 'ge', count),
  leaf('a.count', 'within', fc.constantFrom([0, 1], [1, 2])),
  leaf('a.names', 'disjoint', someNames),
  leaf('a.names', 'in', someNames),
  leaf('a.names', 'eq', someNames),
  leaf('a.release', 'versionLt', fc.constantFrom('14.0.0', '15.0.0-100')),
  leaf('a.release', 'versionGe', fc.constantFrom('14.0.0', '15.0.0-100')),
  leaf('case.word', 'eq', fc.constantFrom('alpha', 'beta')),
  leaf('case.word', 'ne', fc.constantFrom('alpha', 'beta')),
];
const childLeaves = [
  leaf('port.switch', 'eq', fc.constantFrom('on', 'off')),
  leaf('port.flag', 'eq', fc.boolean()),
  leaf('a.flag', 'eq', fc.boolean()),
];

function tree(leaves: fc.Arbitrary<Condition>, depth: number): fc.Arbitrary<Condition> {
  if (depth === 0) return leaves;
  const inner = tree(leaves, depth - 1);
  const parts = fc.array(inner, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: leaves },
    { weight: 2, arbitrary: parts.map((all): Condition => ({ all })) },
    { weight: 2, arbitrary: parts.map((any): Condition => ({ any })) },
    { weight: 1, arbitrary: inner.map((not): Condition => ({ not })) },
  );
}

const where = tree(fc.oneof(...childLeaves), 1);
const quantified = fc.oneof(
  where.map((one): Condition => ({ some: 'interface', where: one })),
  where.map((one): Condition => ({ every: 'interface', where: one })),
);

function conditionOf(depth: number): fc.Arbitrary<Condition> {
  return tree(fc.oneof({ weight: 4, arbitrary: fc.oneof(...ownLeaves) }, { weight: 1, arbitrary: quantified }), depth);
}

/** A rule with the catalogue it reads; a letter may be absent, with or without a default. */
export interface Context {
  readonly rule: Rule;
  readonly pack: Pack;
}

const lack = fc.constantFrom('never', 'open', 'default');
const maybe = (depth: number, freq: number) => fc.option(conditionOf(depth), { nil: undefined, freq });

export const ruleAndPack: fc.Arbitrary<Context> = fc
  .record({ failWhen: conditionOf(2), appliesWhen: maybe(2, 2), passWhen: maybe(2, 8), lack })
  .map(contextOf);

/** Rules of a few leaves, of which the lint accepts many. */
export const shortRuleAndPack: fc.Arbitrary<Context> = fc
  .record({ failWhen: conditionOf(1), appliesWhen: maybe(1, 4), lack })
  .map(contextOf);

interface Draft {
  readonly failWhen: Condition;
  readonly appliesWhen: Condition | undefined;
  readonly passWhen?: Condition | undefined;
  readonly lack: string;
}

function contextOf({ failWhen, appliesWhen, passWhen, lack: how }: Draft): Context {
  const one = rule({ failWhen, ...(appliesWhen && { appliesWhen }), ...(passWhen && { passWhen }) });
  const lacking = {
    ...(how !== 'never' && { absent: words('not there') }),
    ...(how === 'default' && { default: 'x' }),
  };
  const facts = Object.values(definitions).map((own) => (own.key === 'a.letter' ? { ...own, ...lacking } : own));
  const listing = fact(list, { type: 'set of string', enumerates: 'interface' });
  return { rule: one, pack: pack([...facts, listing], [one]) };
}

/** What is known: facts by key, of the rule's subject and of each child that was seen. */
export interface World {
  readonly own: Readonly<Record<string, Fact>>;
  readonly children: readonly Readonly<Record<string, Fact>>[];
  readonly listing: 'complete' | 'begun';
}

const chance = fc.integer({ min: 0, max: 99 });

export const world: fc.Arbitrary<World> = fc.record({
  own: factsOf(['a.letter', 'a.flag', 'a.count', 'a.names', 'a.release', 'case.word']),
  children: fc.array(factsOf(['port.switch', 'port.flag']), { maxLength: 2 }),
  listing: fc.constantFrom('complete', 'begun'),
});

function factsOf(keys: readonly string[]): fc.Arbitrary<Record<string, Fact>> {
  const each = keys.map((key) => fc.tuple(fc.constant(key), chance, fc.constantFrom(...(domains[key] ?? []))));
  return fc
    .tuple(...each)
    .map((all) => Object.fromEntries(all.map(([key, dice, value]) => [key, drawn(key, dice, value)])));
}

function drawn(key: string, dice: number, value: Value): Fact {
  if (dice < 50) return unread(key);
  if (key === 'a.letter' && dice < 60) return { ...unread(key), state: absent, trust: 'observed' };
  return { ...knownAs(key, value), incomplete: Array.isArray(value) && dice < 75 };
}

function knownAs(key: string, value: Value): Fact {
  return { ...unread(key), state: { state: 'known', value }, trust: 'observed' };
}

function unread(key: string): Fact {
  const [fact] = readFacts({ [key]: { unknown: 'notCollected' } }, 'any', new Map()).values();
  return { ...(fact as Fact), state: unknown('notCollected') };
}

export function judgeWorld({ rule: one, pack: all }: Context, known: World): Judgement {
  const catalogue = new Map(all.facts.map((own) => [own.key, own]));
  const root = idOf('appliance');
  const names = known.children.map((_, index) => `${index + 1}`);
  const listing = { ...knownAs(list, names), incomplete: known.listing === 'begun' };
  const facts = Object.entries({ ...known.own, [list]: listing });
  const line = lineOf('appliance', {}, catalogue).map(({ subject }) => ({
    subject,
    facts: new Map(
      facts
        .filter(([key]) => catalogue.get(key)?.subject === subject.type)
        .map(([key, own]) => [key, { ...own, subject: subject.id }]),
    ),
  }));
  const children = known.children.map((own, index) => {
    const id = `${root}/interface:${index + 1}`;
    const subject = { type: 'interface', id, name: `${index + 1}`, parent: root, seen: true } as const;
    return { subject, facts: new Map(Object.entries(own).map(([key, held]) => [key, { ...held, subject: id }])) };
  });
  const view = handSetView([...line, ...children], catalogue, []);
  return judge(one, benchOf(all, view))[0] as Judgement;
}

/** The world as the catalogue allows it: what cannot be absent was not read. */
export function allowed({ pack: all }: Context, known: World): World {
  const held = known.own['a.letter'];
  if (held?.state.state !== 'absent' || mayLack(all)) return known;
  return { ...known, own: { ...known.own, 'a.letter': unread('a.letter') } };
}

function mayLack({ facts }: Pack): boolean {
  return facts.some(({ key, absent: text }) => key === 'a.letter' && text !== undefined);
}

/** Facts that a rule reads inside some and every. */
export function readOfChildren({ rule: one }: Context): string[] {
  const quantifiers = verdictConditions(one).flatMap((part) => quantifiedIn(part, 'appliance'));
  return quantifiers.flatMap(({ where: part }) => keysIn(part));
}

/** The places of a world that a rule reads and that may still become known. */
export function openPlaces({ rule: one, pack: all }: Context, known: World): Place[] {
  const reads = new Set(verdictConditions(one).flatMap((part) => keysIn(part)));
  const lacks = mayLack(all);
  const isOpen = (held: Fact) => held.state.state === 'unknown' || held.incomplete;
  const own = Object.values(known.own).filter((held) => reads.has(held.key) && isOpen(held));
  const children = known.children.flatMap((facts, child) =>
    Object.values(facts)
      .filter((held) => reads.has(held.key) && isOpen(held))
      .map((held) => ({ key: held.key, child, outcomes: outcomesOf(held, lacks) })),
  );
  return [...own.map((held) => ({ key: held.key, outcomes: outcomesOf(held, lacks) })), ...children];
}

export interface Place {
  readonly key: string;
  readonly child?: number;
  readonly outcomes: readonly Fact[];
}

function outcomesOf(held: Fact, lacks: boolean): Fact[] {
  const { state } = held;
  const kept: readonly unknown[] = state.state === 'known' && Array.isArray(state.value) ? state.value : [];
  const possible = (domains[held.key] ?? []).filter((value) =>
    kept.every((item) => (value as unknown[]).includes(item)),
  );
  const lacking =
    held.key === 'a.letter' && lacks ? [{ ...unread(held.key), state: absent, trust: 'observed' as const }] : [];
  return [...possible.map((value) => knownAs(held.key, value)), ...lacking];
}

function keysIn(part: Condition): string[] {
  return JSON.stringify(part)
    .split('"')
    .filter((word) => word in definitions);
}

/** Whole listings that a begun one may turn out to be: each quantifier may meet a child of its own, and one more. */
export function listingsOf({ rule: one }: Pick<Context, 'rule'>, known: World): World[] {
  const quantifiers = verdictConditions(one).flatMap((part) => quantifiedIn(part, 'appliance')).length;
  if (known.listing === 'complete') return [known];
  const stranger = { 'port.switch': unread('port.switch'), 'port.flag': unread('port.flag') };
  return Array.from({ length: quantifiers === 0 ? 1 : quantifiers + 2 }, (_, more) => ({
    ...known,
    listing: 'complete' as const,
    children: [...known.children, ...Array.from({ length: more }, () => stranger)],
  }));
}

export function withPlace(known: World, { key, child }: Place, held: Fact): World {
  if (child === undefined) return { ...known, own: { ...known.own, [key]: held } };
  return {
    ...known,
    children: known.children.map((facts, index) => (index === child ? { ...facts, [key]: held } : facts)),
  };
}

/** Every whole world that a state of knowledge may turn out to be; undefined when there are more than `limit`. */
export function completionsOf(context: Context, known: World, limit: number): World[] | undefined {
  let worlds: World[] = [];
  for (const listed of listingsOf(context, known)) {
    let own = [listed];
    for (const place of openPlaces(context, listed)) {
      own = own.flatMap((one) => place.outcomes.map((held) => withPlace(one, place, held)));
      if (own.length + worlds.length > limit) return undefined;
    }
    worlds = [...worlds, ...own];
  }
  return worlds;
}
