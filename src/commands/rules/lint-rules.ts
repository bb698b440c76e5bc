// `rules lint`: what is wrong with the rules, each with its file.

import { lintPack } from '../../authoring/lint-pack.js';
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { momentOf } from '../../model/moment.js';
import { UsageError } from '../../model/usage-error.js';
import { origins } from '../../run/analyze-case.js';
import { harmless } from '../../text/harmless.js';
import { readPack } from '../case/read-pack.js';

export async function lintRules(call: Call): Promise<ExitCode> {
  const day = call.text('as-of');
  if (day !== undefined && momentOf(day) === undefined) {
    throw new UsageError([{ place: '--as-of', problem: `"${day}" is no date`, example: '--as-of 2026-01-31' }]);
  }
  const { pack } = await readPack(call);
  const problems = harmless(lintPack(pack, { origins, ...(day !== undefined && { today: day.slice(0, 10) }) }));
  const lines = problems.map(({ file, level, code, message }) => `${file}: ${level}: ${message} [${code}]`);
  const errors = problems.filter(({ level }) => level === 'error').length;
  lines.push(`${pack.rules.length} rules: ${errors} errors, ${problems.length - errors} warnings`);
  await call.io.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return errors > 0 ? exitCodes.usage : exitCodes.fine;
}
