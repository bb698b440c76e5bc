// `esa-triage rules …`: for those who write rules, and for those who want to know what is judged and by what.
import { type Call, defineCommand, type ExitCode } from '../model/command.js';
import { UsageError } from '../model/usage-error.js';
import { closest, didYouMean } from '../text/closest.js';
import { packOptions } from './case/case-options.js';

type Action = (call: Call, ids: readonly string[]) => Promise<ExitCode>;

const actions: Readonly<Record<string, () => Promise<Action>>> = {
  list: async () => (await import('./rules/list-rules.js')).listRules,
  show: async () => (await import('./rules/show-rule.js')).showRule,
  lint: async () => (await import('./rules/lint-rules.js')).lintRules,
  new: async () => (await import('./rules/new-rule.js')).newRule,
  facts: async () => (await import('./rules/list-facts.js')).listFacts,
  test: async () => (await import('./rules/test-rules-of.js')).testRulesOf,
};

export default defineCommand({
  usage: 'rules list | show RULE… | facts [WORD…] | new AREA/NAME | lint | test [RULE…]',
  summary: 'Lists, shows, begins, checks and tests the rules.',
  notes: [
    'list   every rule with its level and symptoms\n' +
      'show   one rule: conditions, fix, sources, what to ask for\n' +
      'facts  every fact that a rule can look at, with its subject and values; only those that hold each WORD\n' +
      'new    begins a rule in the folder of --rules, with tests that run; the folder becomes a rule pack\n' +
      'lint   what is wrong with rules and catalogue (exit code 2 for errors)\n' +
      "test   runs the rules' own tests (exit code 1 if one fails)",
  ],
  examples: [
    'esa-triage rules list',
    'esa-triage rules show sse/eventing-off',
    'esa-triage rules new sse/my-finding --rules ./my-rules',
    'esa-triage rules test --rules ./my-rules',
  ],
  options: {
    ...packOptions,
    'as-of': {
      value: 'DATE',
      describe: 'lint: rules to be reviewed before this day are overdue; new: the day its source was looked at',
    },
    fact: { value: 'KEY', describe: 'new: the fact that the rule begins with' },
    force: { describe: 'new: replace the rule if its file exists' },
  },
  async run(call) {
    const [name, ...ids] = call.positionals;
    const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action !== undefined) return (await action())(call, ids);
    const near = name === undefined ? [] : closest(name, Object.keys(actions));
    throw new UsageError([
      {
        place: 'rules',
        problem: name === undefined ? 'does not say what to do' : `cannot "${name}"${didYouMean(near)}`,
        expected: Object.keys(actions).join(', '),
        example: 'esa-triage rules list',
      },
    ]);
  },
});
