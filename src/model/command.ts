// What a command is. Adding one is one file in `src/commands/`: its flags are data, so help, checks and suggestions
// know them all; `run` imports what is heavy.
import type { Io } from './io.js';

/** Exit codes; of those that apply, the first in this order holds. */
export const exitCodes = { usage: 2, unreadable: 3, found: 1, undecided: 4, fine: 0 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Option {
  readonly describe: string;
  /** What stands for the value in help (`FILE`); flags without it take no value. */
  readonly value?: string;
  readonly short?: string;
  readonly repeatable?: true;
  /** The only values there are. */
  readonly choices?: readonly string[];
}

export type Options = Readonly<Record<string, Option>>;

/** A command line that was understood. */
export interface Call {
  readonly positionals: readonly string[];
  has(flag: string): boolean;
  /** Value of a flag that is given once at most. */
  text(flag: string): string | undefined;
  /** Values of a repeatable flag, in order. */
  texts(flag: string): readonly string[];
  readonly io: Io;
  readonly version: string;
}

export interface Command {
  /** What follows the program's name: `facts PATH…`. */
  readonly usage: string;
  readonly summary: string;
  /** Further help: actions, defaults, promises. */
  readonly notes?: readonly string[];
  readonly examples: readonly string[];
  readonly options: Options;
  run(call: Call): Promise<ExitCode>;
}

export function defineCommand(command: Command): Command {
  return command;
}

export function defineOptions<const T extends Options>(options: T): T {
  return options;
}
