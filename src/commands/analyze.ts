// `esa-triage PATH…`: judges one case and reports it. What all other commands explain.
import { type Call, defineCommand, type ExitCode } from '../model/command.js';
import type { Report } from '../model/report.js';
import { caseOptions, type JudgedCase, judgeCase } from './case/case-options.js';
import { type Destination, readDestinations } from './case/destinations.js';
import { exitCodeOf, type FailOn, failOnChoices } from './case/exit-code.js';
import { onlyProblems, onlyThese } from './case/only.js';
import { presentationOf } from './case/presentation.js';
import { renderOptions } from './case/render-options.js';
import { checkFile, writeFile } from './case/write-file.js';

export default defineCommand({
  usage: '[analyze] PATH…',
  summary:
    'Judges the upload of one case, offline: which documented problems of the Cisco XDR and Secure Email ' +
    'integration are found, ruled out, undecided or not applicable, each with its evidence.',
  notes: [
    "All paths together are one case; '-' is standard input. A folder named like a verb: ./samples.",
    'Exit codes, the first that applies: 130 interrupted; 2 wrong usage, or a report could not be written; ' +
      '3 an input was unreadable or a rule failed; 1 a finding at or above --fail-on; 4 undecided, with --strict; 0 otherwise.',
  ],
  examples: [
    'esa-triage ./upload',
    'esa-triage export.xml page.txt --lang de',
    'esa-triage ./upload --format json=report.json --fail-on error',
  ],
  options: {
    ...caseOptions,
    format: {
      value: 'FORMAT[=FILE]',
      describe: 'table (default) or json; with =FILE one more report in that file',
      repeatable: true,
    },
    output: { value: 'FILE', short: 'o', describe: 'the report goes there instead (.txt, .json)' },
    force: { describe: 'replace existing files' },
    all: { describe: 'fold nothing: every finding in full, all asks' },
    only: { value: 'RULE|SYMPTOM', describe: 'show and count only this', repeatable: true },
    'fail-on': {
      value: 'LEVEL',
      choices: failOnChoices,
      describe: 'exit code 1 for findings of this level or worse (default never)',
    },
    strict: { describe: 'exit code 4 if anything is undecided' },
  },
  async run(call) {
    const destinations = await readDestinations(call);
    for (const { file } of destinations) if (file !== undefined) await checkFile(file, call.has('force'));
    const only = call.texts('only');
    const judged = await judgeCase(call, call.positionals, (known) => onlyProblems(only, known));
    const shown = onlyThese(judged.report, only, judged.pack);
    for (const destination of destinations) await deliver(destination, shown, judged, call);
    return exitCode(shown, call);
  },
});

async function deliver(to: Destination, report: Report, judged: JudgedCase, call: Call): Promise<void> {
  const options = renderOptions(call, to.file === undefined);
  const text = judged.egress(to.reporter.render(report, presentationOf(judged.pack, judged.lang), options));
  if (to.file === undefined) await call.io.stdout.write(text);
  else await writeFile(to.file, text, call.has('force'));
}

function exitCode(report: Report, call: Call): ExitCode {
  return exitCodeOf(report, (call.text('fail-on') ?? 'never') as FailOn, call.has('strict'));
}
