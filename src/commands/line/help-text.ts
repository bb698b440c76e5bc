// The help of a command, laid out by yargs: for the usual widths by the build, else when it is asked for.
import { readFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import type { Options } from '../../model/command.js';
import { packageFolder } from '../../package-folder.js';
import { type Commands, commonOptions, type Line } from './read-line.js';

type Subject = Pick<Line, 'verb' | 'verbGiven'>;

const widthMax = 110;
/** The classic terminal, a pipe, and every wide terminal. */
export const storedWidths: readonly number[] = [80, 100, widthMax];

export async function helpText(subject: Line, commands: Commands, width: number): Promise<string> {
  if (subject.positionals.includes('limits')) return (await import('./limits-text.js')).limitsText(width);
  const columns = Math.min(width, widthMax);
  if (storedWidths.includes(columns)) return readFileSync(storedHelp(subject, columns), 'utf8');
  return layOutHelp(subject, commands, columns);
}

/** The file that the build wrote. */
export function storedHelp({ verb, verbGiven }: Subject, width: number): string {
  return `${packageFolder}dist/help/${verbGiven ? verb : 'program'}-${width}.txt`;
}

export async function layOutHelp({ verb, verbGiven }: Subject, commands: Commands, width: number): Promise<string> {
  const command = commands[verb];
  if (command === undefined) return '';
  const { default: yargs } = await import('yargs');
  const help = yargs()
    .scriptName('esa-triage')
    .locale('en')
    .exitProcess(false)
    .help(false)
    .version(false)
    .wrap(width)
    .usage(`esa-triage ${command.usage}\n\n${command.summary}`)
    .updateStrings({ 'Options:': 'Flags:' });
  // Only the program's own help lists the verbs.
  if (!verbGiven) for (const [name, { summary }] of Object.entries(commands)) help.command(name, summary);
  describe(help, { ...command.options, ...commonOptions });
  for (const example of command.examples) help.example(example, '');
  help.epilogue((command.notes ?? []).join('\n\n'));
  const text = await help.getHelp();
  const lines = text.split('\n').map((line) => line.replace(/ *\[(?:string|boolean)\]$/, '').trimEnd());
  return `${lines.join('\n').trimEnd()}\n`;
}

function describe(help: Argv, options: Options): void {
  for (const [name, { describe: text, value, short, choices, repeatable }] of Object.entries(options)) {
    const shown = value === undefined ? text : `${choices?.join('|') ?? value}: ${text}`;
    help.option(name, {
      describe: repeatable ? `${shown} (repeatable)` : shown,
      type: value === undefined ? 'boolean' : 'string',
      ...(short !== undefined && { alias: short }),
    });
  }
}
