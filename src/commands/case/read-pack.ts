// The rules that a call judges by, and the language it speaks.
import type { Call } from '../../model/command.js';
import type { Pack } from '../../model/rule.js';
import { type Problem, UsageError } from '../../model/usage-error.js';
import { loadStoredPack } from '../../pack/stored-pack.js';
import { closest, didYouMean } from '../../text/closest.js';

/** @throws UsageError for rule folders with mistakes, and for a language that the pack does not have */
export async function readPack(call: Call): Promise<{ readonly pack: Pack; readonly lang: string }> {
  const folders = call.texts('rules');
  const pack = folders.length === 0 ? loadStoredPack() : await withFolders(folders);
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

async function withFolders(folders: readonly string[]): Promise<Pack> {
  const { builtinFolder, loadFolders } = await import('../../pack/load-pack.js');
  return loadFolders([builtinFolder, ...folders]);
}

/** What is wrong with names that have to be among the known ones. */
export function unknownNames(
  place: string,
  names: readonly string[],
  kind: string,
  known: readonly string[],
  hint: string,
): Problem[] {
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({
      place,
      problem: `there is no ${kind} "${name}"${didYouMean(closest(name, known))}`,
      example: hint,
    }));
}

/** @throws UsageError naming every rule that the pack lacks */
export function refuseUnknownRules(ids: readonly string[], { rules }: Pack): void {
  const problems = unknownRules(ids, rules);
  if (problems.length > 0) throw new UsageError(problems);
}

export function unknownRules(ids: readonly string[], rules: Pack['rules']): Problem[] {
  const known = rules.map(({ id }) => id);
  return unknownNames('RULE', ids, 'rule', known, 'esa-triage rules list shows all rules');
}
