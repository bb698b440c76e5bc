// The program without its process: arguments and streams in, exit code out. Every error leaves here in our own words.
import { readFileSync } from 'node:fs';
import { type Commands, type Line, readLine } from './commands/line/read-line.js';
import { commands as registry } from './commands/registry.js';
import { type Call, type ExitCode, exitCodes } from './model/command.js';
import type { Io, Sink } from './model/io.js';
import { type Problem, UsageError } from './model/usage-error.js';
import { packageFolder } from './package-folder.js';
import { forTerminal } from './text/for-terminal.js';

export async function main(argv: readonly string[], world: Io): Promise<ExitCode> {
  const io = guarded(world);
  try {
    return await run(argv, io);
  } catch (error) {
    const text = error instanceof UsageError ? await usageText(error.problems) : faultText(error);
    // With standard error gone as well, the exit code is all that is left to say.
    await io.stderr.write(text).catch(() => undefined);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.unreadable;
  }
}

/** Streams that know the secrets of every case that is judged: whatever a command writes, and errors too, passes the filters. */
function guarded(io: Io): Io {
  const filters: ((text: string) => string)[] = [];
  const filtered = (sink: Sink): Sink => ({
    ...sink,
    write: (text) => sink.write(filters.reduce((left, filter) => filter(left), text)),
  });
  return {
    ...io,
    stdout: filtered(io.stdout),
    stderr: filtered(io.stderr),
    guard: (filter) => {
      filters.push(filter);
    },
  };
}

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const commands = await loadCommands();
  const line = readLine(argv, commands);
  const version = ownVersion();
  if (line.wants === 'version') {
    await io.stdout.write(`esa-triage ${version}\n`);
    return exitCodes.fine;
  }
  if (line.wants === 'help') {
    const { helpText } = await import('./commands/line/help-text.js');
    await io.stdout.write(await helpText(line, commands, io.stdout.columns ?? 100));
    return exitCodes.fine;
  }
  const command = commands[line.verb];
  if (command === undefined) throw new Error(`no command ${line.verb}`);
  return command.run(callOf(line, io, version));
}

async function loadCommands(): Promise<Commands> {
  const loaded = await Promise.all(
    Object.entries(registry).map(async ([verb, load]) => [verb, (await load()).default] as const),
  );
  return Object.fromEntries(loaded);
}

function callOf({ positionals, flags }: Line, io: Io, version: string): Call {
  return {
    positionals,
    has: (flag) => flags.has(flag),
    text: (flag) => flags.get(flag)?.[0],
    texts: (flag) => flags.get(flag) ?? [],
    io,
    version,
  };
}

function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(`${packageFolder}package.json`, 'utf8')) as {
    version: string;
  };
  return version;
}

/** What was typed is quoted, and it may hold a secret. */
async function usageText(problems: readonly Problem[]): Promise<string> {
  const { createMasker } = await import('./text/secrets/mask.js');
  const masker = createMasker();
  const say = (text: string) => forTerminal(masker.text(text));
  const lines = problems.flatMap(({ place, problem, expected, example }) => [
    // A place may be a path, whose names tell secrets in a way of their own.
    `esa-triage: ${forTerminal(masker.name(masker.text(place)))}: ${say(problem)}`,
    ...(expected === undefined ? [] : [`    expected: ${say(expected)}`]),
    ...(example === undefined ? [] : [`    example:  ${say(example)}`]),
  ]);
  return [...lines, 'No verdict was given.'].map((line) => `${line}\n`).join('');
}

/** A fault of ours: its kind helps to report it, its text might quote the customer. */
export function faultText(error: unknown): string {
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  return (
    `esa-triage: internal error (${kind}). This is a fault of the program, not of the upload.\n` +
    "No verdict was given. Try with fewer inputs to find the one that causes it, and report it with that input's kind.\n"
  );
}
