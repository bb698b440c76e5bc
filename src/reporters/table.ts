// The report for a person at a terminal: the first screen of a case, most telling first. Everything that came from
// outside is made harmless for terminals before anything is laid out.

import type { Report } from '../model/report.js';
import { defineReporter, type RenderOptions } from '../model/reporter.js';
import { type Desk, deskOf } from '../terminal/desk.js';
import { wrapped } from '../terminal/wrapped.js';
import { harmless } from '../text/harmless.js';
import { chainLines, regionLines } from './table/chain.js';
import { foldedLines, foundLines, foundTitles, signLines, undecidedLines } from './table/finding-lines.js';
import { sentence } from './table/headline.js';
import { ledgerLines } from './table/ledger.js';
import { askLines, contradictionLines, diagnosticLines, readLines, symptomLines } from './table/surrounding-lines.js';

export default defineReporter({
  extensions: ['txt'],
  render(report, presentation, options) {
    const desk = deskOf(presentation, options);
    const safe = harmless(report);
    const parts = options.detail === 'quiet' ? [quiet(safe, desk, options)] : firstScreen(safe, desk, options);
    const blocks = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n').trimEnd());
    return `${blocks.join('\n\n')}\n`.replaceAll('\u00a0', ' ');
  },
});

function quiet(report: Report, desk: Desk, { only }: RenderOptions): string[] {
  return [...wrapped(sentence(report, only, desk), desk.width), ...foundTitles(report, desk)];
}

function firstScreen(report: Report, desk: Desk, { only }: RenderOptions): string[][] {
  const whole = only.length === 0;
  return [
    [...wrapped(report.case.name, desk.width), ...wrapped(desk.paint.bold(sentence(report, only, desk)), desk.width)],
    symptomLines(report, desk),
    foundLines(report, desk),
    signLines(report, desk),
    ledgerLines(report, desk),
    // With part of the rules left out, links and sides would look undecided that are not.
    whole ? chainLines(report, desk) : [],
    whole ? regionLines(report, desk) : [],
    askLines(report, desk),
    undecidedLines(report, desk),
    readLines(report, desk),
    contradictionLines(report, desk),
    diagnosticLines(report, desk),
    [...foldedLines(report, 'pass', desk), ...foldedLines(report, 'notApplicable', desk)],
    [desk.paint.dim(versions(report))],
  ];
}

function versions({ tool }: Report): string {
  const packs = tool.rules.map(({ name, version, sha256 }) => `${name} ${version} (${sha256.slice(0, 12)})`);
  return [`${tool.name} ${tool.version}`, ...packs].join(' · ');
}
