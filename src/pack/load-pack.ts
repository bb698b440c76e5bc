// Disk → checked pack. Everything wrong in catalogue and rules is told at once: file, line, what was expected, an example.
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FactDefinition, HostRow, LogTable, MessageDefinition, PageDefinition } from '../model/catalogue.js';
import { shippedLanguages } from '../model/localized.js';
import {
  type ChainLink,
  type Hidden,
  type Pack,
  type PackIdentity,
  type Quoting,
  type Recipe,
  type RegionSide,
  type Rule,
  type StateWords,
  type SubjectDetail,
  type Symptom,
  type Told,
  verdictFields,
} from '../model/rule.js';
import { type Problem, UsageError } from '../model/usage-error.js';
import { packageFolder } from '../package-folder.js';
import { checkReferences, type Sources } from './check-references.js';
import { type Document, readDocument } from './document.js';
import { markPatterns } from './mark-patterns.js';
import { addIdentity, type PackHeader, setLevels, unnamed } from './pack-header.js';
import { readCondition } from './read-condition.js';
import { loadSchemas } from './schemas.js';
import { type LanguageFile, translate } from './translate.js';

/** The folder of the shipped rules, beside `src/` and `dist/`. */
export const builtinFolder = `${packageFolder}rules`;

interface Drafts {
  headers: PackHeader[];
  facts: FactDefinition[];
  rules: Rule[];
  pages: PageDefinition[];
  messages: MessageDefinition[];
  hosts: HostRow[];
  recipes: Recipe[];
  symptoms: Symptom[];
  chain: ChainLink[];
  subjectDetails: SubjectDetail[];
  regions: RegionSide[];
  states: StateWords;
  quoting: Quoting;
  told: Told;
  logs: LogTable;
  words: Record<string, Pack['words'][string]>;
  languages: LanguageFile[];
}

type Read = (drafts: Drafts, value: never, document: Document) => void;

interface Table {
  readonly files: RegExp;
  readonly schema: string;
  readonly read: Read;
  /** There is one of it: a further pack would replace it, and with it what all rules rely on. */
  readonly shippedOnly?: true;
}

/** Which schema a file answers to, and where its content goes. Every other YAML file is a rule. */
const tables: readonly Table[] = [
  { files: /^pack\.yaml$/, schema: 'pack', read: (drafts, value: PackHeader) => drafts.headers.push(value) },
  {
    files: /^facts\/[^/]+\.yaml$/,
    schema: 'facts',
    read: (drafts, value: Record<string, FactDefinition>) =>
      drafts.facts.push(...keyed(value, 'key').map((fact) => ({ ...fact, extractors: fact.extractors ?? [] }))),
  },
  {
    files: /^pages\/[^/]+\.yaml$/,
    schema: 'page',
    read: (drafts, value: Omit<PageDefinition, 'id'>, { file }) =>
      drafts.pages.push({ id: file.replace(/^pages\/|\.yaml$/g, ''), ...value }),
  },
  {
    files: /^messages\/[^/]+\.yaml$/,
    schema: 'messages',
    read: (drafts, value: MessageDefinition[]) => drafts.messages.push(...value),
  },
  { files: /^hosts\.yaml$/, schema: 'hosts', read: (drafts, value: HostRow[]) => drafts.hosts.push(...value) },
  {
    files: /^collect\.yaml$/,
    schema: 'collect',
    read: (drafts, value: Record<string, Recipe>) => drafts.recipes.push(...keyed(value, 'id').map(withWhen)),
  },
  {
    files: /^symptoms\.yaml$/,
    schema: 'symptoms',
    read: (drafts, value: Record<string, Symptom>) =>
      drafts.symptoms.push(...keyed(value, 'id').map((one) => ({ ...one, seenWhen: readCondition(one.seenWhen) }))),
  },
  {
    files: /^chain\.yaml$/,
    schema: 'chain',
    shippedOnly: true,
    read: (drafts, value: { links: ChainLink[]; subjects: SubjectDetail[]; regions: RegionSide[] }) =>
      Object.assign(drafts, { chain: value.links, subjectDetails: value.subjects, regions: value.regions }),
  },
  {
    files: /^states\.yaml$/,
    schema: 'states',
    shippedOnly: true,
    read: (drafts, value: StateWords) => Object.assign(drafts, { states: value }),
  },
  {
    files: /^quoting\.yaml$/,
    schema: 'quoting',
    shippedOnly: true,
    read: (drafts, value: Quoting) => Object.assign(drafts, { quoting: value }),
  },
  {
    files: /^told\.yaml$/,
    schema: 'told',
    shippedOnly: true,
    read: (drafts, value: Told) => Object.assign(drafts, { told: value }),
  },
  {
    files: /^logs\.yaml$/,
    schema: 'logs',
    shippedOnly: true,
    read: (drafts, value: LogTable) => Object.assign(drafts, { logs: value }),
  },
  {
    files: /^words\.yaml$/,
    schema: 'words',
    shippedOnly: true,
    read: (drafts, value: Pack['words']) => Object.assign(drafts.words, value),
  },
  {
    files: /^lang\/[^/]+\.yaml$/,
    schema: 'lang',
    read: (drafts, language: LanguageFile) => drafts.languages.push(language),
  },
  {
    files: /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*\.yaml$/,
    schema: 'rule',
    read: (drafts, value: RawRule, document) => drafts.rules.push(readRule(value, document)),
  },
];

/**
 * One pack of the files of all folders; the first is the shipped one, the others add to it.
 * @throws UsageError with every problem of every file
 */
export async function loadFolders(folders: readonly string[]): Promise<Pack> {
  const problems: Problem[] = [];
  const drafts = emptyDrafts();
  const sources: Sources = new Map();
  const schemas = await loadSchemas(builtinFolder);
  const packs: PackIdentity[] = [];
  let isWhole = true;
  for (const [index, named] of folders.entries()) {
    const folder = named.replace(/(?<=[^/])\/+$/, '');
    const hash = createHash('sha256');
    const headers = drafts.headers.length;
    for (const file of await yamlFiles(folder, problems)) {
      const place = index === 0 ? file : `${folder}/${file}`;
      const document = await readDocument(folder, file, place, problems);
      if (document === undefined) continue;
      hash.update(`${file}\n${document.text}`);
      const table = tableOf(document, index === 0, problems);
      if (table === undefined) continue;
      const wrong = schemas.check(document, `${table.schema}.schema.json`);
      problems.push(...wrong);
      if (wrong.length > 0) {
        isWhole &&= table.schema === 'rule' || table.schema === 'pack';
        continue;
      }
      if (index > 0) markPatterns(document.value);
      table.read(drafts, document.value as never, document);
      noteSources(drafts, document, sources);
    }
    addIdentity(packs, drafts.headers[headers] ?? unnamed(folder), hash.digest('hex'), folder, problems);
  }
  // What a broken table defines is not known: every name of it would seem to be missing.
  if (isWhole) problems.push(...checkReferences(drafts, sources));
  if (isWhole) setLevels(drafts.rules, drafts.headers, sources, problems);
  if (problems.length > 0) throw new UsageError(problems);
  const pack = translated(seal(drafts, packs), drafts, sources, problems);
  if (problems.length > 0) throw new UsageError(problems);
  return pack;
}

function tableOf({ file, place }: Document, isShipped: boolean, problems: Problem[]): Table | undefined {
  const table = tables.find(({ files }) => files.test(file));
  if (table === undefined) problems.push({ place, problem: 'no such file belongs to a rule pack', ...packFiles });
  if (table?.shippedOnly === undefined || isShipped) return table;
  problems.push({ place, problem: 'only the shipped pack has this file: another one would replace it', ...packFiles });
  return undefined;
}

function noteSources(drafts: Drafts, document: Document, sources: Sources): void {
  for (const one of Object.values(drafts).flat()) if (!sources.has(one)) sources.set(one, document);
}

function seal({ languages, headers: _, ...drafts }: Drafts, packs: readonly PackIdentity[]): Pack {
  const further = languages.map(({ lang }) => lang);
  const pack = { ...drafts, packs, languages: [...shippedLanguages, ...further] };
  pack.rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  pack.facts.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { ...pack, symptoms: pack.symptoms.map((symptom) => withFurtherCauses(symptom, pack.rules)) };
}

/** The table of symptoms cannot know the rules of further packs: they stand behind its own causes. */
function withFurtherCauses(symptom: Symptom, rules: readonly Rule[]): Symptom {
  const further = rules.filter(({ id, file, symptoms }) => {
    const isShipped = file === shippedFile(`${id}.yaml`);
    return !isShipped && symptoms.includes(symptom.id) && !symptom.causes.includes(id);
  });
  return { ...symptom, causes: [...symptom.causes, ...further.map(({ id }) => id)] };
}

function translated(pack: Pack, { languages }: Drafts, sources: Sources, problems: Problem[]): Pack {
  return languages.reduce((before, language) => {
    const document = sources.get(language);
    return translate(before, language, (place) =>
      problems.push({
        place: `${document?.place}:${document?.lineOf(['texts', place]) ?? 1}`,
        problem: `the pack has no text ${place}`,
        expected: 'the place of a text in the pack',
        example: 'rules.sse/eventing-off.title',
      }),
    );
  }, pack);
}

const none = { en: [] };
export const noTold: Told = {
  ...{ things: {}, faults: {}, symptoms: [], negating: none, negatingAfter: none, over: none, solved: none },
  ...{ supposing: none, supposingNear: none, supposingAfter: none, asking: none, advising: none },
  ...{ article: none, history: none, others: none },
};

function emptyDrafts(): Drafts {
  return {
    headers: [],
    facts: [],
    rules: [],
    pages: [],
    messages: [],
    hosts: [],
    recipes: [],
    symptoms: [],
    chain: [],
    subjectDetails: [],
    regions: [],
    states: { on: none, off: none, unclear: none, beside: none },
    quoting: { instructing: none, describing: none, wishing: none, elsewhere: none, expecting: none, attaching: none },
    told: noTold,
    logs: { names: {}, outsiders: [] },
    words: {},
    languages: [],
  };
}

async function yamlFiles(folder: string, problems: Problem[]): Promise<string[]> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    problems.push({
      place: '--rules',
      problem: 'the folder of the rule pack does not exist',
      expected: 'a folder',
      example: '--rules ./my-rules',
    });
    return [];
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .sort();
  if (files.length === 0) problems.push({ place: '--rules', problem: `${folder} holds no rule`, ...packFiles });
  // Left out in silence it would be a rule that never speaks.
  for (const file of files.filter((name) => !name.endsWith('.yaml')))
    problems.push({ place: `${folder}/${file}`, problem: 'the name of the file does not end in .yaml', ...packFiles });
  return files.filter((name) => name.endsWith('.yaml'));
}

const packFiles = { expected: '<area>/<noun>.yaml', example: 'sse/eventing-off.yaml' };

function keyed<T, K extends string>(values: Record<string, T>, name: K): (T & Record<K, string>)[] {
  return Object.entries(values).map(([key, value]) => ({ [name]: key, ...value }) as T & Record<K, string>);
}

function withWhen<T extends { when?: unknown }>(raw: T): T {
  return raw.when === undefined ? raw : { ...raw, when: readCondition(raw.when) };
}

/** A file of the shipped pack as people find it in the project. */
function shippedFile(file: string): string {
  return `rules/${file}`;
}

type RawRule = Omit<Rule, 'id' | 'file' | 'hides'> & { readonly hides?: readonly (string | Hidden)[] };

function readRule(raw: RawRule, { file, place }: Document): Rule {
  const conditions = Object.fromEntries(
    verdictFields.flatMap((field) => (raw[field] === undefined ? [] : [[field, readCondition(raw[field])]])),
  );
  return {
    ...{ minTrust: 'shown', confidence: 'documented', passUnless: [] },
    ...raw,
    ...conditions,
    id: file.replace(/\.yaml$/, ''),
    file: place === file ? shippedFile(file) : place,
    hides: (raw.hides ?? []).map((one) => (typeof one === 'string' ? { rule: one } : withWhen(one))),
    details: (raw.details ?? []).map(withWhen),
    signs: (raw.signs ?? []).map(withWhen),
    remedy: raw.remedy.map(withWhen),
  } as Rule;
}
