// `facts`: all that a case knows, for people or as JSON.
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { forJson } from '../../text/for-terminal.js';
import { harmless } from '../../text/harmless.js';
import { judgeCase } from '../case/judge-case.js';
import { presentationOf } from '../case/presentation.js';
import { renderOptions } from '../case/render-options.js';
import { factsText } from './facts-text.js';
import { listFacts } from './list-facts.js';
import { timelineText } from './timeline-text.js';

export async function showFacts(call: Call): Promise<ExitCode> {
  const judged = await judgeCase(call, call.positionals);
  const asJson = call.text('format') === 'json';
  const [presentation, options] = [presentationOf(judged.pack, judged.lang), renderOptions(call, true)];
  const text = call.has('timeline')
    ? shown(judged.report.timeline, (timeline) => timelineText(timeline, presentation, options))
    : shown(listFacts(judged, judged.pack), (subjects) => factsText(subjects, presentation, options));
  await call.io.stdout.write(judged.egress(text));
  return exitCodes.fine;

  function shown<T>(data: T, render: (data: T) => string): string {
    return asJson ? `${forJson(data, 2)}\n` : render(harmless(data));
  }
}
