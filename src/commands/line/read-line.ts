// From arguments to a command with its flags. The parser of yargs reads the values; what is wrong is told in our own
// words, all at once. Flags are looked at before it sees them: names such as `--constructor` would crash it.
import { Parser } from 'yargs/helpers';
import type { Command, Option, Options } from '../../model/command.js';
import { type Problem, UsageError } from '../../model/usage-error.js';
import { closest, didYouMean } from '../../text/closest.js';

export type Commands = Readonly<Record<string, Command>>;

/** The verb that paths alone mean. */
const defaultVerb = 'analyze';

export interface Line {
  readonly verb: string;
  /** False when the verb was left out. */
  readonly verbGiven: boolean;
  readonly wants: 'run' | 'help' | 'version';
  readonly positionals: readonly string[];
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

/** Flags of every command. */
export const commonOptions: Options = {
  help: { describe: 'show this help', short: 'h' },
  version: { describe: 'show the version' },
  quiet: { describe: 'say less: of a report, the sentence and what was found', short: 'q' },
};

// --lang | --lang=de | -o | -o=FILE
const flagToken = /^(--?)([^=]{1,200})(?:=([\s\S]*))?$/;

export function readLine(argv: readonly string[], commands: Commands): Line {
  const everything = Object.assign(
    {},
    ...Object.values(commands).map(({ options }) => options),
    commonOptions,
  ) as Options;
  const { flags, words, positionalAt } = scan(argv, everything);
  const verbGiven = positionalAt !== undefined && Object.hasOwn(commands, words[positionalAt] ?? '');
  const verb = verbGiven ? (words[positionalAt] ?? defaultVerb) : defaultVerb;
  const options = { ...commands[verb]?.options, ...commonOptions };
  const wanted = flags.find(({ name }) => name === 'help' || name === 'version')?.name;
  if (wanted === 'help' || wanted === 'version') {
    // `--help limits`: what the help is to be about.
    const positionals = words.filter((word, i) => !isFlag(word) && !(verbGiven && i === positionalAt));
    return { verb, verbGiven, wants: wanted, positionals, flags: new Map() };
  }
  refuse(flags.flatMap(({ name, token }) => unknownFlag(name, token, verb, options, everything)));
  const rest = words.filter((_, i) => !verbGiven || i !== positionalAt);
  return { verb, verbGiven, wants: 'run', ...parse(rest, options) };
}

interface SeenFlag {
  /** Long name; undefined when no command has such a flag. */
  readonly name: string | undefined;
  readonly token: string;
}

interface Scan {
  readonly flags: readonly SeenFlag[];
  /** The arguments with every flag as `--name=value`: it drops a lone `-` and eats a `true` behind a plain flag. */
  readonly words: readonly string[];
  /** Place among the words of the first that is neither a flag nor a flag's value. */
  readonly positionalAt: number | undefined;
}

function scan(argv: readonly string[], options: Options): Scan {
  const flags: SeenFlag[] = [];
  const words: string[] = [];
  let positionalAt: number | undefined;
  for (let i = 0; i < argv.length; i++) {
    const token = argv[i] ?? '';
    if (token === '--') return { flags, words: [...words, ...argv.slice(i)], positionalAt };
    const parts = token === '-' ? null : flagToken.exec(token);
    if (parts === null) {
      positionalAt ??= words.length;
      words.push(token);
      continue;
    }
    const name = longName(parts[1] ?? '', parts[2] ?? '', options);
    flags.push({ name, token: `${parts[1]}${parts[2]}` });
    const takesValue = name !== undefined && options[name]?.value !== undefined;
    const next = takesValue && parts[3] === undefined && !isFlag(argv[i + 1]) ? argv[++i] : undefined;
    words.push(`--${name ?? ''}=${parts[3] ?? next ?? (takesValue ? '' : 'true')}`);
  }
  return { flags, words, positionalAt };
}

function isFlag(token: string | undefined): boolean {
  return token === undefined || (token !== '-' && token.startsWith('-'));
}

function longName(dashes: string, name: string, options: Options): string | undefined {
  if (dashes === '--') return Object.hasOwn(options, name) && name.length > 1 ? name : undefined;
  return Object.keys(options).find((long) => options[long]?.short === name);
}

function unknownFlag(name: string | undefined, token: string, verb: string, options: Options, all: Options): Problem[] {
  if (name !== undefined && Object.hasOwn(options, name)) return [];
  if (name !== undefined)
    return [{ place: token, problem: `is no flag of ${verb}`, example: `esa-triage ${verb} --help` }];
  const near = closest(token.replace(/^-+/, ''), Object.keys(all)).map((flag) => `--${flag}`);
  return [
    {
      place: token,
      problem: `there is no such flag${didYouMean(near)}`,
      example: 'esa-triage --help shows all flags; a path that begins with "-" goes after "--"',
    },
  ];
}

function parse(argv: readonly string[], options: Options): Pick<Line, 'positionals' | 'flags'> {
  const names = Object.keys(options);
  const { argv: parsed, error } = Parser.detailed([...argv], {
    string: names.filter((name) => options[name]?.value !== undefined),
    boolean: names.filter((name) => options[name]?.value === undefined),
    alias: Object.fromEntries(
      names.flatMap((name) => (options[name]?.short ? [[name, options[name]?.short ?? '']] : [])),
    ),
    configuration: {
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'duplicate-arguments-array': true,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'short-option-groups': false,
      'strip-aliased': true,
    },
  });
  if (error !== null) {
    refuse([{ place: 'command line', problem: 'could not be understood', example: 'esa-triage --help' }]);
  }
  const flags = new Map<string, readonly string[]>();
  for (const name of names) {
    const value = parsed[name];
    if (value !== undefined && value !== false) flags.set(name, (Array.isArray(value) ? value : [value]).map(String));
  }
  refuse([...flags].flatMap(([name, values]) => wrongValues(name, values, options[name])));
  return { positionals: parsed._.map(String), flags };
}

function wrongValues(name: string, values: readonly string[], option: Option | undefined): Problem[] {
  if (option?.value === undefined) return [];
  const place = `--${name}`;
  const expected = option.choices?.join(', ') ?? option.value;
  const example = `${place} ${option.choices?.[0] ?? option.value}`;
  if (values.includes('')) return [{ place, problem: 'needs a value', expected, example }];
  if (values.length > 1 && !option.repeatable) return [{ place, problem: 'is given more than once', example }];
  const wrong = values.filter((value) => option.choices !== undefined && !option.choices.includes(value));
  return wrong.map((value) => ({ place, problem: `"${value}" is none of its values`, expected, example }));
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UsageError(problems);
}
