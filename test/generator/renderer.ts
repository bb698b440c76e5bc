// One kind of artifact: a world as somebody would send it. Undefined where the world has nothing of the kind to show.

import { layouts } from '../specimens/page-specimens.js';
import type { Dice } from '../specimens/random-exports.js';
import type { Artifact } from './evidence.js';
import { stamp } from './times.js';
import type { World } from './world.js';

export interface Renderer {
  readonly kind: string;
  /** How often it is among the files of a case that does not need it. */
  readonly chance: number;
  readonly render: (world: World, dice: Dice, view: View) => Artifact | undefined;
}

export interface View {
  /** When somebody looked, milliseconds UTC. */
  readonly atMs: number;
  readonly isDated: boolean;
  /** Tells files of one kind apart. */
  readonly suffix: string;
}

export function captured({ isDated, atMs }: View, dice: Dice): string {
  return isDated ? `Captured: ${stamp(atMs, dice.of([0, 0, 60, 540]))}\n\n` : '';
}

type Layout = NonNullable<(typeof layouts)[string]>;
const pageLayouts = ['copied', 'inline', 'stacked', 'table', 'bullets', 'gaps', 'windows'];

export function anyLayout(dice: Dice): Layout {
  return layouts[dice.of(pageLayouts)] as Layout;
}

const windowFrame = (text: string) => `x\n+\n← → ⟳\nBookmarks\n${text}\n10:14\n`;
const caption = (text: string) => `Screenshot 2\n\n${text}`;
const bare = (text: string) => text;

/** What stands around the text of a picture. */
export function framed(text: string, dice: Dice): string {
  return dice.of([bare, bare, windowFrame, caption])(text);
}
