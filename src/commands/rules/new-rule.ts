// `rules new AREA/NAME`: a rule to begin with, in a folder of its author's. The folder becomes a pack that an editor
// knows: `pack.yaml` and the schemas stand in it too.
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { comparisonOf, draftableKinds, draftRule } from '../../authoring/draft-rule.js';
import { recipeIds } from '../../engine/ask.js';
import type { FactDefinition } from '../../model/catalogue.js';
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { momentOf } from '../../model/moment.js';
import type { Pack } from '../../model/rule.js';
import { UsageError } from '../../model/usage-error.js';
import { loadStoredPack } from '../../pack/stored-pack.js';
import { origins } from '../../run/analyze-case.js';
import { closest, didYouMean } from '../../text/closest.js';
import { harmless } from '../../text/harmless.js';
import { readPack } from '../case/read-pack.js';
import { checkFile, type OutputFile, writeFile } from '../case/write-file.js';

/** Folders of a pack that hold tables, not rules. */
const tableFolders = ['facts', 'pages', 'messages', 'lang'];
const schemas = ['rule.schema.json', 'common.schema.json', 'pack.schema.json'];
/** What every engineer knows of, and what two shipped rules look at. */
const exampleFact = 'sse.service.eventing';

export async function newRule(call: Call, ids: readonly string[]): Promise<ExitCode> {
  const [id = '', ...more] = ids;
  const folders = call.texts('rules');
  const [folder = ''] = folders;
  const shipped = loadStoredPack();
  const problem = more.length > 0 ? 'names more than one rule' : wrongWith(id, shipped);
  if (problem !== undefined) refuse('rules new', problem, '<area>/<name> of a rule that does not exist yet', example);
  if (folders.length !== 1) refuse('--rules', 'the new rule needs one folder to be written to', 'a folder', example);
  const day = dayOf(call);
  const fact = await factOf(call, shipped, folder);
  if (recipeIds(fact.key, (key) => shipped.facts.find((one) => one.key === key) ?? fact, origins).length === 0)
    refuse(
      '--fact',
      `no recipe tells how to ask for ${fact.key}: the rule would stay open`,
      'a fact that can be asked for',
      `--fact ${exampleFact}`,
    );
  const comparison = comparisonOf(fact);
  if (comparison === undefined)
    refuse('--fact', `a rule about ${fact.key} has to be written by hand`, draftableKinds, `--fact ${exampleFact}`);

  const force = call.has('force');
  const named = folder.replace(/(?<=[^/])\/+$/, '');
  const rule = fileOf(call, named, `${id}.yaml`);
  if (await isThere(rule.path)) await checkFile(rule, force);
  const written: string[] = [];
  await mkdir(dirname(rule.path), { recursive: true });
  for (const [name, text] of await surroundings(named)) {
    const file = fileOf(call, named, name);
    if (await isThere(file.path)) continue;
    await writeFile(file, text, false);
    written.push(file.name);
  }
  await writeFile(rule, draftRule(id, fact, comparison, shipped, typed(named), day), force);
  await call.io.stdout.write(harmless(said([...written, rule.name], id, typed(named))));
  return exitCodes.fine;
}

const example = 'esa-triage rules new sse/my-finding --rules ./my-rules';

function wrongWith(id: string, { rules }: Pack): string | undefined {
  const [area = '', name, ...rest] = id.split('/');
  if (id === '') return 'does not say which rule';
  if (/\.ya?ml$/.test(id)) return 'an id has no file ending';
  if (name === undefined || rest.length > 0) return `"${id}" is not an area and a name`;
  if (![area, name].every((part) => /^[a-z][a-z0-9-]*$/.test(part)))
    return `"${id}" has other characters than small letters, digits and -, or begins with one that is no letter`;
  if (tableFolders.includes(area)) return `${area}/ holds no rules`;
  if (rules.some((rule) => rule.id === id))
    return `${id} is a shipped rule; pack.yaml can give it another level (levels)`;
  return undefined;
}

/** A fact of the shipped catalogue, else of the pack that is being written. */
async function factOf(call: Call, shipped: Pack, folder: string): Promise<FactDefinition> {
  const key = call.text('fact') ?? exampleFact;
  const find = ({ facts }: Pack) => facts.find((fact) => fact.key === key);
  const found =
    find(shipped) ?? ((await isThere(resolve(call.io.cwd, folder))) ? find((await readPack(call)).pack) : undefined);
  if (found !== undefined) return found;
  const near = closest(
    key,
    shipped.facts.map((fact) => fact.key),
  );
  return refuse(
    '--fact',
    `the catalogue has no fact ${key}${didYouMean(near)}`,
    'esa-triage rules facts lists them',
    `--fact ${exampleFact}`,
  );
}

function dayOf(call: Call): string | undefined {
  const day = call.text('as-of');
  if (day !== undefined && (momentOf(day) === undefined || !/^\d{4}-\d{2}-\d{2}/.test(day)))
    refuse('--as-of', `"${day}" is no date`, 'the day on which the source was looked at', '--as-of 2026-01-31');
  return day?.slice(0, 10);
}

/** What makes the folder a pack; none of it is touched once it is there. */
async function surroundings(folder: string): Promise<[name: string, text: string][]> {
  const { builtinFolder } = await import('../../pack/load-pack.js');
  const { unnamed } = await import('../../pack/pack-header.js');
  const header =
    '# yaml-language-server: $schema=pack.schema.json\n' +
    `# Name and version stand in every report that was judged with this pack.\nname: ${unnamed(folder).name}\nversion: "1"\n` +
    '# Another level for a shipped rule:\n# levels:\n#   xdr/tile-try-later: error\n';
  const copies = schemas.map(
    async (name): Promise<[string, string]> => [name, await readFile(`${builtinFolder}/${name}`, 'utf8')],
  );
  return [['pack.yaml', header], ...(await Promise.all(copies))];
}

function said(files: readonly string[], id: string, folder: string): string {
  const lines = [
    ...files,
    '',
    'Replace every TODO; the lint names those that are left:',
    `  esa-triage rules lint --rules ${folder}`,
    `  esa-triage rules test ${id} --rules ${folder}`,
    `  esa-triage ./upload --rules ${folder}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The folder as it is typed in a command. */
function typed(folder: string): string {
  const name = harmless(folder).replaceAll('\n', ' ');
  return /^[\w./\\:~-]{1,1000}$/.test(name) ? name : `"${name}"`;
}

function fileOf(call: Call, folder: string, file: string): OutputFile {
  return { path: resolve(call.io.cwd, folder, file), name: `${folder}/${file}` };
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function refuse(place: string, problem: string, expected: string, correct: string): never {
  throw new UsageError([{ place, problem, expected, example: correct }]);
}
