// The timeline for a person: a line per event, and apart from them those whose zone nothing tells.

import type { Timeline, TimelineEntry } from '../../model/report.js';
import type { Presentation, RenderOptions } from '../../model/reporter.js';
import { type Desk, deskOf } from '../../terminal/desk.js';
import { placeOf, timeText } from '../../terminal/evidence-lines.js';
import { wrapped } from '../../terminal/wrapped.js';

export function timelineText(timeline: Timeline, presentation: Presentation, options: RenderOptions): string {
  const desk = deskOf(presentation, options);
  const { ordered, zoneUnknown } = timeline;
  const lines = [
    ...(ordered.length + zoneUnknown.length === 0 ? [desk.word('timeline.empty')] : []),
    ...ordered.flatMap((entry) => entryLines(entry, desk)),
    ...(zoneUnknown.length === 0 ? [] : ['', desk.paint.bold(desk.word('timeline.zone-unknown'))]),
    ...zoneUnknown.flatMap((entry) => entryLines(entry, desk)),
  ];
  return `${lines.join('\n')}\n`;
}

function entryLines(entry: TimelineEntry, desk: Desk): string[] {
  const { time, subjectName, title, value, evidence } = entry;
  const said = `${timeText(time, desk)}  ${subjectName}: ${title}: ${desk.paint.bold(value)}`;
  return wrapped(`${said}  ${desk.paint.dim(placeOf(evidence))}`, desk.width, '', 4);
}
