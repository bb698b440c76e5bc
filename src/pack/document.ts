// One YAML file of a pack with the line of everything in it. Only what the core schema knows, no aliases, no repeated keys.
import { readFile } from 'node:fs/promises';
import { isMap, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import type { Problem } from '../model/usage-error.js';

export type Path = readonly (string | number)[];

export interface Document {
  /** Path below the pack's root, `/`-separated. */
  readonly file: string;
  /** The file as messages name it: of the shipped pack by `file` alone, of others behind the folder that was named. */
  readonly place: string;
  readonly text: string;
  readonly value: unknown;
  /** Line of the thing at the path, else of the nearest thing around it. Counts from 1. */
  lineOf(path: Path): number;
}

export async function readDocument(
  root: string,
  file: string,
  place: string,
  problems: Problem[],
): Promise<Document | undefined> {
  const text = await readFile(`${root}/${file}`, 'utf8');
  const lines = new LineCounter();
  const yaml = parseDocument(text, { schema: 'core', strict: true, uniqueKeys: true, lineCounter: lines });
  for (const error of yaml.errors) {
    const { line } = lines.linePos(error.pos[0]);
    problems.push({ place: `${place}:${line}`, ...yamlProblem(error.code) });
  }
  if (yaml.errors.length > 0) return undefined;
  return { file, place, text, value: withoutAliases(yaml), lineOf: (path) => lineAt(yaml, lines, path) };
}

function withoutAliases(yaml: YamlDocument): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

function yamlProblem(code: string): Omit<Problem, 'place'> {
  if (code === 'DUPLICATE_KEY') return { problem: 'the same key stands twice', expected: 'each key once' };
  if (code === 'TAB_AS_INDENT') return { problem: 'a tab is used to indent', expected: 'spaces' };
  return {
    problem: `this is not YAML (${code.toLowerCase().replaceAll('_', ' ')})`,
    expected: 'quotes around texts that hold ": " or begin with { [ * & ! % @ `',
    example: 'en: "SSE portal: Cloud Services"',
  };
}

function lineAt(yaml: YamlDocument, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? yaml.contents : yaml.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(key)) : undefined;
    const node = (pair?.key ?? yaml.getIn(path.slice(0, length), true)) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
