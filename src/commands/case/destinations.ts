// Where reports go and in which format: `-o FILE` instead of the terminal, `--format F=FILE` beside it.
import { extname, resolve } from 'node:path';
import type { Call } from '../../model/command.js';
import type { Reporter } from '../../model/reporter.js';
import { type Problem, UsageError } from '../../model/usage-error.js';
import { reporters } from '../../reporters/registry.js';
import { unknownNames } from './read-pack.js';
import type { OutputFile } from './write-file.js';

export interface Destination {
  readonly format: string;
  readonly reporter: Reporter;
  /** Undefined: standard output. */
  readonly file: OutputFile | undefined;
}

/** @throws UsageError for unknown formats and endings, and for one file named twice */
export async function readDestinations(call: Call): Promise<Destination[]> {
  const known = await loadReporters();
  const problems: Problem[] = [];
  const bare = call.texts('format').filter((text) => !text.includes('='));
  if (bare.length > 1) problems.push(twice('--format without a file'));
  const output = call.text('output');
  const main = { format: bare[0] ?? formatOf(output, known, problems), file: output === '-' ? undefined : output };
  const beside = call
    .texts('format')
    .filter((text) => text.includes('='))
    .map(splitFormat);
  const wanted = [...beside, main].map(({ format, file }) => {
    const reporter = known.get(format);
    problems.push(...unknownNames('--format', [format], 'format', [...known.keys()], example(known)));
    if (file === '') problems.push({ place: '--format', problem: 'names no file', example: `--format ${format}=FILE` });
    return {
      format,
      reporter,
      file: file === undefined ? undefined : { path: resolve(call.io.cwd, file), name: file },
    };
  });
  const files = wanted.flatMap(({ file }) => (file === undefined ? [] : [file.path]));
  if (new Set(files).size < files.length) problems.push(twice('the same output file'));
  if (problems.length > 0) throw new UsageError(problems);
  return wanted.flatMap(({ reporter, ...rest }) => (reporter === undefined ? [] : [{ ...rest, reporter }]));
}

async function loadReporters(): Promise<Map<string, Reporter>> {
  const names = Object.keys(reporters) as (keyof typeof reporters)[];
  return new Map(await Promise.all(names.map(async (name) => [name, (await reporters[name]()).default] as const)));
}

function splitFormat(text: string): { format: string; file: string } {
  const at = text.indexOf('=');
  return { format: text.slice(0, at), file: text.slice(at + 1) };
}

function formatOf(file: string | undefined, known: ReadonlyMap<string, Reporter>, problems: Problem[]): string {
  if (file === undefined || file === '-') return 'table';
  const ending = extname(file).slice(1).toLowerCase();
  const named = [...known].find(([, { extensions }]) => extensions.includes(ending));
  if (named === undefined) {
    const endings = [...known.values()].flatMap(({ extensions }) => extensions.map((one) => `.${one}`));
    problems.push({
      place: `-o ${file}`,
      problem: 'its ending means no format',
      expected: endings.join(', '),
      example: `-o ${file} --format json`,
    });
  }
  return named?.[0] ?? 'table';
}

function twice(what: string): Problem {
  return { place: what, problem: 'is given more than once', example: '--format json=report.json --format table' };
}

function example(known: ReadonlyMap<string, Reporter>): string {
  return `--format ${[...known.keys()].join('|')}`;
}
