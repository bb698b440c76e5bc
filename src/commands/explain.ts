// `esa-triage explain RULE PATH…`: why a rule says what it says, down to every reading.
import { defineCommand } from '../model/command.js';
import { caseOptions } from './case/case-options.js';

export default defineCommand({
  usage: 'explain RULE PATH…',
  summary: "Shows a rule's conditions as they came out for each subject, with every reading they rest on.",
  notes: ['esa-triage rules list shows the rules.'],
  examples: ['esa-triage explain sse/eventing-off ./upload'],
  options: { ...caseOptions, all: { describe: 'all evidence of each fact' } },
  run: async (call) => (await import('./explain/explain-rule.js')).explainRule(call),
});
