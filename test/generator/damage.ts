// What happens to a case on its way: cuts, crops, blackened values, bad reading, what is missing, what is old, what belongs
// to somebody else. Each takes away what the artifacts show, and may make findings on the evidence itself true.
import { misread, withoutAccents } from '../specimens/damage.js';
import type { Dice } from '../specimens/random-exports.js';
import type { Artifact } from './evidence.js';
import type { Renderer } from './renderer.js';
import { configurationExport } from './renderers/configuration-export.js';
import { foreignLog } from './renderers/logs.js';
import { healthyWorld, type World } from './world.js';

export interface Draft {
  readonly artifacts: readonly Artifact[];
  /** Findings that this may bring about, rightly. */
  readonly likely: readonly string[];
}

export interface Scene {
  readonly world: World;
  /** The same before anything was planted in it. */
  readonly before: World;
  readonly rendered: ReadonlyMap<Renderer, Artifact>;
}

export type Damage = (draft: Draft, scene: Scene, dice: Dice) => Draft;

export const foreignHost = 'other7.example.org';

function change(draft: Draft, dice: Dice, isMeant: (one: Artifact) => boolean, how: (text: string) => string): Draft {
  const meant = draft.artifacts.filter(isMeant);
  if (meant.length === 0) return draft;
  const one = dice.of(meant);
  const changed: Artifact = { ...one, text: how(one.text), shows: [] };
  const likely = one.name.endsWith('.har') ? ['case/capture-unusable'] : [];
  return {
    artifacts: draft.artifacts.map((each) => (each === one ? changed : each)),
    likely: [...draft.likely, ...likely],
  };
}

const isProse = (one: Artifact) => one.isProse === true;

const cut: Damage = (draft, _scene, dice) =>
  change(
    draft,
    dice,
    () => true,
    (text) => text.slice(0, Math.floor(text.length * (0.2 + 0.79 * dice.next()))),
  );

const beginningLost: Damage = (draft, _scene, dice) =>
  change(
    draft,
    dice,
    (one) => !one.name.endsWith('.har'),
    (text) => text.slice(Math.floor(text.length * (0.05 + 0.8 * dice.next()))),
  );

const cropped: Damage = (draft, _scene, dice) =>
  change(draft, dice, isProse, (text) => {
    const lines = text.split('\n');
    const from = dice.chance(0.5) ? dice.below(Math.ceil(lines.length / 2)) : 0;
    return lines.slice(from, from + 1 + dice.below(lines.length - from)).join('\n');
  });

const blackened: Damage = (draft, { world }, dice) => {
  const { host, serial, server } = world.appliance;
  const words = [host, serial, server[1], world.organization].filter(() => dice.chance(0.6));
  const ink = dice.of(['****', '[redacted]', 'XXXXXXXX', '█████']);
  return change(draft, dice, isProse, (text) => words.reduce((left, word) => left.replaceAll(word, ink), text));
};

const readBadly: Damage = (draft, _scene, dice) =>
  change(draft, dice, isProse, (text) =>
    dice.chance(0.5) ? misread(text, 6 + dice.below(20), dice.below(1e6)) : withoutAccents(text),
  );

const wrongCharset: Damage = (draft, _scene, dice) =>
  change(draft, dice, isProse, (text) => Buffer.from(text, 'utf8').toString('latin1'));

const missing: Damage = (draft, _scene, dice) => {
  const gone = dice.of(draft.artifacts);
  return { ...draft, artifacts: draft.artifacts.filter((one) => one !== gone) };
};

/** The same page from before, without a time: nobody can say which one holds. */
const oldLook: Damage = (draft, { before, rendered }, dice) => {
  const pages = [...rendered].filter(([, { isProse: yes }]) => yes).map(([renderer]) => renderer);
  if (pages.length === 0) return draft;
  const old = dice.of(pages).render(before, dice, { atMs: before.atMs, isDated: false, suffix: '-2' });
  // Whatever the case shows may be put in doubt by it.
  const artifacts = draft.artifacts.map((one): Artifact => ({ ...one, shows: [] }));
  return old ? { ...draft, artifacts: [...artifacts, { ...old, shows: [] }] } : draft;
};

const foreignExport: Damage = (draft, { world }, dice) => {
  const other = healthyWorld(dice);
  other.appliance.host = foreignHost;
  const export_ = configurationExport.render(other, dice, { atMs: world.atMs, isDated: true, suffix: '-7' });
  if (!export_) return draft;
  const artifacts = draft.artifacts.map((one): Artifact => ({ ...one, shows: [] }));
  return { artifacts: [...artifacts, { ...export_, shows: [] }], likely: [...draft.likely, 'case/mixed-appliances'] };
};

const otherLog: Damage = (draft, { world }, dice) => {
  const artifacts = draft.artifacts.map((one): Artifact => ({ ...one, shows: [] }));
  const log: Artifact = { name: 'other/gui_logs/gui.current', text: foreignLog(dice, world.atMs), shows: [] };
  return { artifacts: [...artifacts, log], likely: [...draft.likely, 'case/mixed-appliances'] };
};

export const damages: Readonly<Record<string, Damage>> = {
  cut,
  'beginning lost': beginningLost,
  cropped,
  blackened,
  'read badly': readBadly,
  'wrong charset': wrongCharset,
  missing,
  'old look': oldLook,
  'foreign export': foreignExport,
  'other log': otherLog,
};
