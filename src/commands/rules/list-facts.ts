// `rules facts [WORD…]`: what rules can look at: each fact with its subject, its type or values, and its title.
import type { FactDefinition } from '../../model/catalogue.js';
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { inLanguage } from '../../model/localized.js';
import { UsageError } from '../../model/usage-error.js';
import { grid } from '../../terminal/grid.js';
import { harmless } from '../../text/harmless.js';
import { readPack } from '../case/read-pack.js';
import { renderOptions } from '../case/render-options.js';

export async function listFacts(call: Call, words: readonly string[]): Promise<ExitCode> {
  const { pack, lang } = await readPack(call);
  const rows = harmless(pack.facts)
    .map((fact) => [fact.key, fact.subject, kindOf(fact), inLanguage(fact.title, lang)])
    .filter((row) => words.every((word) => row.join(' ').toLowerCase().includes(word.toLowerCase())));
  if (rows.length === 0) {
    throw new UsageError([
      {
        place: words.join(' '),
        problem: 'no fact of the catalogue has this in its key, subject, values or title',
        example: 'esa-triage rules facts',
      },
    ]);
  }
  await call.io.stdout.write(`${grid(rows, renderOptions(call, true).width, 0, 2).join('\n')}\n`);
  return exitCodes.fine;
}

function kindOf({ cardinality, type, values, absent }: FactDefinition): string {
  const named = values === undefined ? type : Object.keys(values).join(' | ');
  return [...(cardinality === 'event' ? ['event:'] : []), named, ...(absent === undefined ? [] : ['| absent'])].join(
    ' ',
  );
}
