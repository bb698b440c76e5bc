// `facts`: all that a case knows, for people or as JSON.
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { forJson } from '../../text/for-terminal.js';
import { harmless } from '../../text/harmless.js';
import { judgeCase } from '../case/judge-case.js';
import { presentationOf } from '../case/presentation.js';
import { renderOptions } from '../case/render-options.js';
import { factsText } from './facts-text.js';
import { listFacts } from './list-facts.js';

export async function showFacts(call: Call): Promise<ExitCode> {
  const judged = await judgeCase(call, call.positionals);
  const subjects = listFacts(judged, judged.pack);
  const text =
    call.text('format') === 'json'
      ? `${forJson(subjects, 2)}\n`
      : factsText(harmless(subjects), presentationOf(judged.pack, judged.lang), renderOptions(call, true));
  await call.io.stdout.write(judged.egress(text));
  return exitCodes.fine;
}
