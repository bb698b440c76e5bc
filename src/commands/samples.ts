// `esa-triage samples [NAME]`: the built-in samples, each judged as its own case. For a first look, and to see that an
// installation works.
import { defineCommand } from '../model/command.js';
import { packOptions } from './case/case-options.js';

export default defineCommand({
  usage: 'samples [NAME]',
  summary: 'Judges the built-in samples, each as its own case; with NAME, one of them in full.',
  examples: ['esa-triage samples', 'esa-triage samples NAME --all'],
  options: { ...packOptions, all: { describe: 'fold nothing' } },
  run: async (call) => (await import('./samples/judge-samples.js')).judgeSamples(call),
});
