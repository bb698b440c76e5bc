// `pack.yaml`: what a pack is called in reports, and which rules it gives another level.
import { basename, resolve } from 'node:path';
import type { Level, PackIdentity, Rule } from '../model/rule.js';
import type { Problem } from '../model/usage-error.js';
import { closest, didYouMean } from '../text/closest.js';
import type { Sources } from './check-references.js';

export interface PackHeader {
  readonly name: string;
  readonly version: string;
  readonly levels?: Readonly<Record<string, Level>>;
}

/** A folder without `pack.yaml` is called as it lies there; its hash tells its states apart. */
export function unnamed(folder: string): PackHeader {
  const name = basename(resolve(folder)).toLowerCase();
  return { name: name.replace(/[^a-z0-9]{1,100}/g, '-').replace(/^[^a-z]{1,100}|-$/g, '') || 'rules', version: '0' };
}

export function addIdentity(
  packs: PackIdentity[],
  { name, version }: PackHeader,
  sha256: string,
  folder: string,
  problems: Problem[],
): void {
  if (packs.some((pack) => pack.name === name)) {
    problems.push({
      place: `${folder}/pack.yaml`,
      problem: `two packs are called ${name}: reports could not tell them apart`,
      expected: 'a name of its own',
      example: 'name: my-rules',
    });
  }
  packs.push({ name, version, sha256 });
}

/** What `levels` says, over all packs; each rule may be moved once. */
export function setLevels(rules: Rule[], headers: readonly PackHeader[], sources: Sources, problems: Problem[]): void {
  const ids = rules.map(({ id }) => id);
  const moves = headers.flatMap((header) =>
    Object.entries(header.levels ?? {}).map(([id, level]) => ({ header, id, level })),
  );
  for (const { header, id, level } of moves) {
    const document = sources.get(header);
    const tell = (problem: string) =>
      problems.push({
        place: `${document?.place}:${document?.lineOf(['levels', id]) ?? 1}`,
        problem,
        expected: 'the id of a rule, once over all packs',
        example: 'levels: { xdr/tile-try-later: error }',
      });
    const index = ids.indexOf(id);
    const rule = rules[index];
    if (rule === undefined) tell(`there is no rule ${id}${didYouMean(closest(id, ids))}`);
    else if (rule.levelled) tell(`the pack ${rule.levelled.by} gives ${id} a level already`);
    else rules[index] = { ...rule, level, levelled: { by: header.name, from: rule.level } };
  }
}
