// `esa-triage PATH…`: judges one case and reports it. What all other commands explain.
import { defineCommand } from '../model/command.js';
import { reporters } from '../reporters/registry.js';
import { caseOptions } from './case/case-options.js';
import { failOnChoices } from './case/exit-code.js';

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
      describe: `${Object.keys(reporters).join(' or ')} (default table); with =FILE one more report in that file`,
      repeatable: true,
    },
    output: { value: 'FILE', short: 'o', describe: 'the report goes there instead; format by its ending' },
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
  run: async (call) => (await import('./analyze/report-case.js')).reportCase(call),
});
