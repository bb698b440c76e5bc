// `explain`: one rule over all its subjects, each with its conditions as they came out.
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { type Problem, UsageError } from '../../model/usage-error.js';
import { deskOf } from '../../terminal/desk.js';
import { type JudgedCase, judgeCase } from '../case/judge-case.js';
import { presentationOf } from '../case/presentation.js';
import { unknownRules } from '../case/read-pack.js';
import { renderOptions } from '../case/render-options.js';
import { judgementLines } from './tree-text.js';

export async function explainRule(call: Call): Promise<ExitCode> {
  const [rule, ...paths] = call.positionals;
  if (rule === undefined) throw new UsageError([missingRule]);
  const judged = await judgeCase(call, paths, ({ rules }) => unknownRules([rule], rules));
  await call.io.stdout.write(judged.egress(explanation(rule, judged, call)));
  return exitCodes.fine;
}

const missingRule: Problem = {
  place: 'RULE',
  problem: 'no rule was named',
  expected: 'a rule, then the files or folders of one case',
  example: 'esa-triage explain sse/eventing-off ./upload',
};

function explanation(id: string, judged: JudgedCase, call: Call): string {
  const desk = deskOf(presentationOf(judged.pack, judged.lang), renderOptions(call, true));
  const definitions = new Map(judged.pack.facts.map((fact) => [fact.key, fact]));
  const by = { desk, words: judged.words, definition: (key: string) => definitions.get(key) };
  const blocks = judged.triage.judgements
    .filter(({ rule }) => rule.id === id)
    .map((judgement) => judgementLines(judgement, by).join('\n'));
  return `${[`${id}: ${desk.paint.bold(desk.rule(id))}`, ...blocks].join('\n\n')}\n`;
}
