// What every part of the first screen writes with: words, marks, colours, width. Marks survive without colour and are
// explained in words; there is no check mark and no green, so that nothing here can be taken for an all-clear.
import pc from 'picocolors';
import type { ReportEvidence } from '../../model/report.js';
import type { Presentation, RenderOptions } from '../../model/reporter.js';
import type { Verdict } from '../../model/rule.js';
import { fill } from '../../text/fill.js';
import { wrapped } from './wrapped.js';

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

export function deskOf(presentation: Presentation, { width, colour, detail }: RenderOptions): Desk {
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

/** `2026-01-05 10:22 UTC`, or without a zone and saying so, or undated. */
export function timeText(time: string | null, desk: Desk): string {
  if (time === null) return desk.word('table.undated');
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(time);
  const text = time.replace('T', ' ').replace(/Z$/, ' UTC');
  return zoned ? text : `${text} (${desk.word('table.zoneUnknown')})`;
}

/** `upload/page.txt:12  "…"  (shown text, undated)`: as many as asked for, and how many there are beyond. */
export function evidenceLines(evidence: readonly ReportEvidence[], most: number, desk: Desk, indent: number): string[] {
  const distinct = [...new Map(evidence.map((one) => [evidenceKey(one), one])).values()];
  const shown = distinct.slice(0, desk.all ? distinct.length : most);
  const margin = ' '.repeat(indent);
  const lines = shown.flatMap((one) => {
    const notes = [desk.word(`trust.${one.trust}`), timeText(one.time, desk)];
    if (one.pointer?.startsWith('/')) notes.unshift(one.pointer);
    if (one.confidence === 'guess') notes.push(desk.word('table.guessMark'));
    return wrapped(
      `${placeOf(one)}  ${one.excerpt}  ${desk.paint.dim(`(${notes.join(', ')})`)}`,
      desk.width,
      margin,
      indent + 2,
    );
  });
  const more = distinct.length - shown.length;
  return more > 0 ? [...lines, `${margin}${desk.word('table.andMore', { n: more })}`] : lines;
}

/** Two facts may rest on one reading; it is shown once. */
function evidenceKey({ artifact, line, pointer, excerpt, time }: ReportEvidence): string {
  return [artifact, line, pointer, excerpt, time].join('\n');
}

export function placeOf({ artifact, line, pointer }: ReportEvidence): string {
  if (line !== null) return `${artifact}:${line}`;
  return pointer === null ? artifact : `${artifact}#${pointer}`;
}
