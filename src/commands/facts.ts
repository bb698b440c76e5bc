// `esa-triage facts PATH…`: everything that was understood of an upload, before any rule looks at it.
import { defineCommand, exitCodes } from '../model/command.js';
import { forJson } from '../text/for-terminal.js';
import { harmless } from '../text/harmless.js';
import { caseOptions, judgeCase } from './case/case-options.js';
import { presentationOf } from './case/presentation.js';
import { renderOptions } from './case/render-options.js';
import { factsText } from './facts/facts-text.js';
import { listFacts } from './facts/list-facts.js';

export default defineCommand({
  usage: 'facts PATH…',
  summary: 'Shows what was read of an upload, by subject: value, trust, place and time, or why it is not known.',
  examples: ['esa-triage facts ./upload', 'esa-triage facts ./upload --format json'],
  options: {
    ...caseOptions,
    format: { value: 'FORMAT', choices: ['table', 'json'], describe: 'default table' },
    all: { describe: 'all evidence of each fact' },
  },
  async run(call) {
    const judged = await judgeCase(call, call.positionals);
    const subjects = listFacts(judged, judged.pack);
    const json = call.text('format') === 'json';
    const presentation = presentationOf(judged.pack, judged.lang);
    const text = json
      ? `${forJson(subjects, 2)}\n`
      : factsText(harmless(subjects), presentation, renderOptions(call, true));
    await call.io.stdout.write(judged.egress(text));
    return exitCodes.fine;
  },
});
