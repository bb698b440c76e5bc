// `rules list`: every rule in one line.
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { inLanguage } from '../../model/localized.js';
import { grid } from '../../terminal/grid.js';
import { harmless } from '../../text/harmless.js';
import { readPack } from '../case/read-pack.js';
import { renderOptions } from '../case/render-options.js';

export async function listRules(call: Call): Promise<ExitCode> {
  const { pack, lang } = await readPack(call);
  const rows = harmless(pack.rules).map(({ id, level, title, symptoms }) => [
    id,
    level,
    inLanguage(title, lang),
    symptoms.join(' '),
  ]);
  await call.io.stdout.write(`${grid(rows, renderOptions(call, true).width, 0, 2).join('\n')}\n`);
  return exitCodes.fine;
}
