// Readings as people check them: place, excerpt, trust, time.
import type { ReportEvidence } from '../model/report.js';
import type { Desk } from './desk.js';
import { wrapped } from './wrapped.js';

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
    if (one.page !== undefined) notes.unshift(desk.word('table.pageMark', { n: one.page }));
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
