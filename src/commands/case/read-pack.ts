// The rules that a call judges by, and the language it speaks.
import type { Call } from '../../model/command.js';
import type { Pack } from '../../model/rule.js';
import { type Problem, UsageError } from '../../model/usage-error.js';
import { closest, didYouMean } from '../../text/closest.js';

/** @throws UsageError for rule folders with mistakes, and for a language that the pack does not have */
export async function readPack(call: Call): Promise<{ readonly pack: Pack; readonly lang: string }> {
  const { loadBuiltinPack, loadPack } = await import('../../pack/load-pack.js');
  const folders = call.texts('rules');
  const pack = folders.length === 0 ? await loadBuiltinPack() : await loadPack(folders);
  const lang = call.text('lang') ?? 'en';
  if (pack.languages.includes(lang)) return { pack, lang };
  throw new UsageError([
    {
      place: '--lang',
      problem: `the rules do not speak "${lang}"`,
      expected: pack.languages.join(', '),
      example: '--lang en',
    },
  ]);
}

/** What is wrong with a name that has to be one of the known ones. */
export function unknownName(
  place: string,
  name: string,
  kind: string,
  known: readonly string[],
  hint: string,
): Problem {
  return { place, problem: `there is no ${kind} "${name}"${didYouMean(closest(name, known))}`, example: hint };
}
