// Seed → case: a world, what was planted in it, the files that tell of it, and what may and must be said of them.
import { Dice } from '../specimens/random-exports.js';
import { type Draft, damages, foreignHost, type Scene } from './damage.js';
import { decoys } from './decoys.js';
import type { Artifact, Evidence } from './evidence.js';
import { type Files, pack } from './packing.js';
import { isCompatible, type Problem, problems } from './problems.js';
import type { Renderer, View } from './renderer.js';
import { renderers } from './renderers.js';
import { copyOf, healthyWorld, settle, type World } from './world.js';

export const kinds = ['healthy', 'planted', 'damaged', 'history', 'decoyed'] as const;
export type CaseKind = (typeof kinds)[number];

export interface GeneratedCase {
  readonly seed: number;
  readonly kind: CaseKind;
  readonly label: string;
  readonly files: Files;
  /** Names of what is in the files, before it was packed. */
  readonly artifacts: readonly string[];
  readonly planted: readonly string[];
  /** True of this case, whether planted or a consequence: neither passes nor is not applicable. */
  readonly isTrue: ReadonlySet<string>;
  /** May fail beside those. */
  readonly isLikely: ReadonlySet<string>;
  /** Must fail: all that decides it is among the files, undamaged. */
  readonly mustFail: ReadonlySet<string>;
  /** Appliances of others, and the cluster's other member: what is said of them is not of the case's own. */
  readonly foreignHosts: readonly string[];
}

export function makeCase(seed: number): GeneratedCase {
  const dice = new Dice(seed * 2_654_435_761);
  const kind = kinds[seed % kinds.length] as CaseKind;
  const world = healthyWorld(dice);
  const before = copyOf(world);
  const planted = kind === 'healthy' ? [] : plantSome(world, dice, kind === 'history' && dice.chance(0.6) ? 0 : 3);
  const rendered = render(world, planted, dice, kind === 'history');
  const told: string[] = planted.map(({ id }) => id);
  const whole: Draft = { artifacts: [...rendered.values()], likely: [] };
  const sent = onItsWay(whole, kind, { world, before, rendered }, dice, told);
  const log = world.isMixed
    ? damages['other log']?.(whole, { world, before, rendered }, dice).artifacts.at(-1)
    : undefined;
  const foreign: Artifact[] = log ? [{ ...log, shows: ['foreign-serial'] }] : [];
  const final: Draft = { ...sent, artifacts: [...sent.artifacts, ...foreign] };
  const isZipCut = kind === 'damaged' && dice.chance(0.1);
  const { files, how, encoded } = pack(final.artifacts, dice, isZipCut);
  return {
    seed,
    kind,
    label: [how, ...told, ...encoded].join(', '),
    files,
    artifacts: final.artifacts.map(({ name }) => name),
    planted: planted.map(({ id }) => id),
    foreignHosts: [foreignHost, world.sibling.host],
    // Half of an artifact may contradict another one: what was damaged may stay open.
    ...truthOf(world, [...rendered.values(), ...foreign], final, { isZipCut, isDamaged: kind === 'damaged' }),
  };
}

/** What became of it until it was sent. */
function onItsWay(whole: Draft, kind: CaseKind, scene: Scene, dice: Dice, told: string[]): Draft {
  if (kind === 'history') return withPast(whole, scene, dice, told);
  if (kind === 'decoyed') return withDecoys(whole, scene.world, dice, told);
  if (kind !== 'damaged') return whole;
  let draft = whole;
  for (let count = 1 + dice.below(2); count > 0; count--) {
    const name = dice.of(Object.keys(damages));
    draft = damages[name]?.(draft, scene, dice) ?? draft;
    told.push(name);
  }
  return draft;
}

/** What may and must be said of the case. */
function truthOf(
  world: World,
  made: readonly Artifact[],
  { artifacts, likely }: Draft,
  { isZipCut, isDamaged }: { isZipCut: boolean; isDamaged: boolean },
): Pick<GeneratedCase, 'isTrue' | 'isLikely' | 'mustFail'> {
  // What is there at all, whatever happened to it.
  const names = new Set(artifacts.map(({ name }) => name));
  const present = shownBy(made.filter(({ name }) => names.has(name)));
  const isTrue = problems.filter((one) => one.isTrue(world) && (one.appliesWith?.(present) ?? true));
  const isWhole = !isDamaged && isOneAppliance(artifacts);
  const seen = shownBy(artifacts);
  // Beside the cluster's other member only what names the appliance tells of it.
  const hasSibling = artifacts.some(({ showsSibling }) => showsSibling);
  const named = hasSibling ? shownBy(artifacts.filter((one) => one.names?.includes('host'))) : seen;
  const mustFail = isTrue.filter(({ id, shownBy: ways }) => {
    const told = /^(?:sse|xdr)\//.test(id) ? seen : named;
    return isWhole && ways.some((all) => all.every((one) => told.has(one)));
  });
  const isMixed = isTrue.some(({ id }) => id === 'case/mixed-appliances');
  const maybe = problems.filter((one) => one.isTrue(world) || one.isLikely?.(world));
  const ids = (all: readonly Problem[]) => all.map(({ id }) => id);
  return {
    isTrue: new Set(ids(isTrue).filter((id) => !isZipCut || !id.startsWith('case/'))),
    isLikely: new Set([...ids(maybe), ...likely, ...(isZipCut ? ['case/capture-unusable'] : [])]),
    mustFail: new Set(ids(mustFail).filter((id) => !isMixed || id === 'case/mixed-appliances')),
  };
}

function shownBy(artifacts: readonly Artifact[]): Set<Evidence> {
  return new Set(artifacts.flatMap(({ shows }) => shows));
}

/** A host name in one file and a serial number in another are of one appliance where a third has both. */
function isOneAppliance(artifacts: readonly Artifact[]): boolean {
  const named = artifacts.map(({ names = [] }) => names.join()).filter((names) => names !== '');
  return new Set(named).size < 2 || named.includes('host,serial');
}

function plantSome(world: World, dice: Dice, most: number): Problem[] {
  const planted: Problem[] = [];
  const count = most === 0 ? 0 : 1 + dice.below(most);
  for (let tries = 0; planted.length < count && tries < 50; tries++) {
    const one = dice.of(problems);
    if (one.isPossible?.(world) === false || !isCompatible(one, planted)) continue;
    one.plant(world, dice);
    planted.push(one);
  }
  settle(
    world,
    dice,
    planted.some(({ touches }) => touches.includes('tile')),
  );
  return planted;
}

/** Some artifacts by chance, and those that tell of what was planted. */
function render(world: World, planted: readonly Problem[], dice: Dice, isAllDated: boolean): Map<Renderer, Artifact> {
  const wanted = new Set<Evidence>(planted.flatMap(({ shownBy }) => (shownBy.length > 0 ? dice.of(shownBy) : [])));
  const rendered = new Map<Renderer, Artifact>();
  for (const renderer of renderers) {
    const view: View = { atMs: world.atMs, isDated: isAllDated || dice.chance(0.6), suffix: '' };
    const isChosen = dice.chance(renderer.chance);
    let best: Artifact | undefined;
    let most = 0;
    for (let tries = 0; tries < 12; tries++) {
      const one = renderer.render(world, dice, view);
      const count = one?.shows.filter((each) => wanted.has(each)).length ?? 0;
      if (count > most || (isChosen && best === undefined)) [best, most] = [one, count];
      if (isChosen && wanted.size === 0) break;
    }
    if (best) rendered.set(renderer, best);
  }
  return rendered;
}

/** Files that tell nothing of the case. */
function withDecoys(draft: Draft, world: World, dice: Dice, told: string[]): Draft {
  const artifacts = [...draft.artifacts];
  for (let count = 1 + dice.below(2); count > 0; count--) {
    const other = { ...healthyWorld(dice), language: world.language };
    other.appliance.host = world.appliance.host;
    if (dice.chance(0.6)) plantSome(other, dice, 2);
    const name = dice.of(Object.keys(decoys));
    const decoy = decoys[name]?.(world, other, dice);
    if (decoy === undefined) continue;
    artifacts.splice(dice.below(artifacts.length + 1), 0, { ...decoy, name: `${count}/${decoy.name}` });
    told.push(name);
  }
  return { ...draft, artifacts };
}

/** Looks of one or two days ago, at what was otherwise then; each beside a look of today, both with their times. */
function withPast(draft: Draft, { world, before, rendered }: Scene, dice: Dice, told: string[]): Draft {
  const past = copyOf(before);
  const changed = dice.chance(0.7) ? plantSome(past, dice, 2) : [];
  const atMs = world.atMs - (1 + dice.below(2)) * 24 * 3_600_000 - 3_600_000;
  const all = [...rendered].filter(([, one]) => one.isProse && one.isDated).map(([renderer]) => renderer);
  const old = all.flatMap((renderer) => renderer.render(past, dice, { atMs, isDated: true, suffix: '-past' }) ?? []);
  told.push(...changed.map(({ id }) => `was ${id}`));
  // What stands until a look takes it back: two ranges that differ, until the short one has data; E4017, until a success.
  const stands = [
    ...(past.xdr.isRangeTooShort ? ['xdr/tile-time-range-too-short'] : []),
    ...(past.xdr.tile === 'offline' && world.xdr.tile !== 'data' ? ['sse/device-offline'] : []),
  ];
  return {
    likely: [...draft.likely, ...stands],
    artifacts: [...old.map((one): Artifact => ({ ...one, shows: [] })), ...draft.artifacts],
  };
}
