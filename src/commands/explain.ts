// `esa-triage explain RULE PATH…`: why a rule says what it says, down to every reading.
import { type Call, defineCommand, exitCodes } from '../model/command.js';
import type { Problem } from '../model/usage-error.js';
import { UsageError } from '../model/usage-error.js';
import { deskOf } from '../reporters/table/desk.js';
import { caseOptions, judgeCase } from './case/case-options.js';
import { presentationOf } from './case/presentation.js';
import { unknownName } from './case/read-pack.js';
import { renderOptions } from './case/render-options.js';
import { judgementLines } from './explain/tree-text.js';

export default defineCommand({
  usage: 'explain RULE PATH…',
  summary: "Shows a rule's conditions as they came out for each subject, with every reading they rest on.",
  notes: ['esa-triage rules list shows the rules.'],
  examples: ['esa-triage explain sse/eventing-off ./upload'],
  options: { ...caseOptions, all: { describe: 'all evidence of each fact' } },
  async run(call) {
    const [rule, ...paths] = call.positionals;
    if (rule === undefined) throw new UsageError([missingRule]);
    const judged = await judgeCase(call, paths, ({ rules }) =>
      unknownRule(
        rule,
        rules.map(({ id }) => id),
      ),
    );
    await call.io.stdout.write(judged.egress(explanation(rule, judged, call)));
    return exitCodes.fine;
  },
});

const missingRule: Problem = {
  place: 'RULE',
  problem: 'no rule was named',
  expected: 'a rule, then the files or folders of one case',
  example: 'esa-triage explain sse/eventing-off ./upload',
};

function unknownRule(rule: string, known: readonly string[]): Problem[] {
  return known.includes(rule)
    ? []
    : [unknownName('RULE', rule, 'rule', known, 'esa-triage rules list shows all rules')];
}

function explanation(id: string, judged: Awaited<ReturnType<typeof judgeCase>>, call: Call): string {
  const desk = deskOf(presentationOf(judged.pack, judged.lang), renderOptions(call, true));
  const definitions = new Map(judged.pack.facts.map((fact) => [fact.key, fact]));
  const by = { desk, words: judged.words, definition: (key: string) => definitions.get(key) };
  const blocks = judged.triage.judgements
    .filter(({ rule }) => rule.id === id)
    .map((judgement) => judgementLines(judgement, by).join('\n'));
  return `${[`${id}: ${desk.paint.bold(desk.rule(id))}`, ...blocks].join('\n\n')}\n`;
}
