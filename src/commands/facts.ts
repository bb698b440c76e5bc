// `esa-triage facts PATH…`: everything that was understood of an upload, before any rule looks at it.
import { defineCommand } from '../model/command.js';
import { caseOptions } from './case/case-options.js';

export default defineCommand({
  usage: 'facts PATH…',
  summary: 'Shows what was read of an upload, by subject: value, trust, place and time, or why it is not known.',
  examples: [
    'esa-triage facts ./upload',
    'esa-triage facts ./upload --timeline',
    'esa-triage facts ./upload --format json',
  ],
  options: {
    ...caseOptions,
    format: { value: 'FORMAT', choices: ['table', 'json'], describe: 'default table' },
    timeline: { describe: 'what happened when, over all files, instead of by subject' },
    all: { describe: 'all evidence of each fact' },
  },
  run: async (call) => (await import('./facts/show-facts.js')).showFacts(call),
});
