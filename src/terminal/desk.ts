// What everything on a terminal is written with: words, marks, colours, width. Marks survive without colour and are
// explained in words; there is no check mark and no green, so that nothing here can be taken for an all-clear.
import pc from 'picocolors';
import type { Presentation, RenderOptions } from '../model/reporter.js';
import type { Verdict } from '../model/rule.js';
import { fill } from '../text/fill.js';
import { harmless } from '../text/harmless.js';

export const marks = { fail: '✗', open: '?', pass: '○', notApplicable: '–' } as const satisfies Record<Verdict, string>;

export interface Desk {
  readonly width: number;
  readonly all: boolean;
  readonly presentation: Presentation;
  readonly paint: ReturnType<typeof pc.createColors>;
  /** A word of the pack with its arguments. */
  word(id: string, args?: Readonly<Record<string, string | number>>): string;
  /** Title of a rule; its id where the pack has none. */
  rule(id: string): string;
  mark(verdict: Verdict): string;
  heading(id: string): string;
}

/** Words of packs are anybody's: they are made harmless here, so that no part of a screen can forget it. */
export function deskOf(words: Presentation, { width, colour, detail }: RenderOptions): Desk {
  const presentation = harmless(words);
  const paint = pc.createColors(colour);
  const shades = { fail: paint.red, open: paint.yellow, pass: paint.dim, notApplicable: paint.dim };
  const word: Desk['word'] = (id, args = {}) => fill(own(presentation.words, id) ?? id, args);
  return {
    width,
    all: detail === 'all',
    presentation,
    paint,
    word,
    rule: (id) => own(presentation.rules, id) ?? id,
    mark: (verdict) => shades[verdict](marks[verdict]),
    heading: (id) => paint.bold(word(`section.${id}`)),
  };
}

function own(words: Readonly<Record<string, string>>, id: string): string | undefined {
  return Object.hasOwn(words, id) ? words[id] : undefined;
}
