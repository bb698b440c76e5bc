// Every way in which the program can be asked to say something about an upload, made from the registries: a command, a
// format or a flag that joins them is in without an edit here. What cannot be called from its usage alone fails loudly.

import { commands } from '../../src/commands/registry.js';
import { main } from '../../src/main.js';
import type { Command } from '../../src/model/command.js';
import { reporters } from '../../src/reporters/registry.js';

export interface Invocation {
  readonly verb: string;
  readonly args: readonly string[];
  readonly format: string | undefined;
  /** The flags beside the format. */
  readonly flags: readonly string[];
  /** The file that it writes instead of telling, below the working folder. */
  readonly writes?: string;
}

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

export interface Given {
  /** Paths of the upload, below the working folder. */
  readonly paths: readonly string[];
  /** A capture, for commands that take one file. */
  readonly capture: string;
  readonly rules: readonly string[];
}

const written = 'written.out';

export const formats = Object.keys(reporters);

/** All invocations of all commands that read an upload. */
export async function invocations(given: Given): Promise<Invocation[]> {
  const all = await Promise.all(
    Object.entries(commands).map(async ([verb, load]) => ofCommand(verb, (await load()).default, given)),
  );
  return all.flat();
}

function ofCommand(verb: string, command: Command, given: Given): Invocation[] {
  const words = command.usage.split(' ').filter((word) => /^[A-Z.]{3,}…?$|^FILE/.test(word));
  if (!words.some((word) => /^(?:PATH|FILE|BEFORE|AFTER|ROOT)/.test(word))) return [];
  const rules = words.includes('RULE') ? given.rules : [''];
  const choices = command.options.format?.choices ?? (command.options.format === undefined ? [undefined] : formats);
  const flags = Object.entries(command.options)
    .filter(([name, option]) => option.value === undefined && !['show-secrets', 'force', 'strict'].includes(name))
    .map(([name]) => [`--${name}`]);
  return rules.flatMap((rule) =>
    choices.flatMap((format) =>
      [[], ...flags].map((more) => ({
        verb,
        format,
        flags: more,
        ...(words.includes('OUT') && { writes: written }),
        args: [
          verb,
          ...words.flatMap((word) => positionals(word, rule, given, verb)),
          ...(format === undefined ? [] : ['--format', format]),
          ...(words.includes('OUT') ? ['-o', written, '--force'] : []),
          ...more,
        ],
      })),
    ),
  );
}

function positionals(word: string, rule: string, { paths, capture }: Given, verb: string): readonly string[] {
  if (word === 'RULE') return [rule];
  if (word === 'PATH…') return paths;
  if (word === 'BEFORE' || word === 'AFTER' || word === 'ROOT') return paths.slice(0, 1);
  if (word.startsWith('FILE')) return [capture];
  if (word === 'OUT') return [];
  throw new Error(`say in ${import.meta.filename} what ${verb} takes for ${word}`);
}

/** One run of the program in this process. */
export async function said(
  args: readonly string[],
  { cwd, terminal = false, stdin = '' }: { cwd: string; terminal?: boolean; stdin?: string },
): Promise<Said> {
  const heard = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof heard) => ({
    write: async (text: string) => {
      heard[name] += text;
    },
    isTerminal: terminal,
    columns: terminal ? 120 : undefined,
  });
  const code = await main(args, {
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    env: { NO_COLOR: '1' },
    cwd,
  });
  return { ...heard, code };
}
