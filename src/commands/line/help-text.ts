// The help of a command, laid out by yargs.
import yargs from 'yargs';
import type { Options } from '../../model/command.js';
import { type Commands, commonOptions, type Line } from './read-line.js';

export async function helpText(line: Line, commands: Commands, width: number): Promise<string> {
  const { verb, verbGiven } = line;
  if (line.positionals.includes('limits')) return (await import('./limits-text.js')).limitsText(width);
  const command = commands[verb];
  if (command === undefined) return '';
  const help = yargs()
    .scriptName('esa-triage')
    .locale('en')
    .exitProcess(false)
    .help(false)
    .version(false)
    .wrap(Math.min(width, 110))
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

function describe(help: ReturnType<typeof yargs>, options: Options): void {
  for (const [name, { describe: text, value, short, choices, repeatable }] of Object.entries(options)) {
    const shown = value === undefined ? text : `${choices?.join('|') ?? value}: ${text}`;
    help.option(name, {
      describe: repeatable ? `${shown} (repeatable)` : shown,
      type: value === undefined ? 'boolean' : 'string',
      ...(short !== undefined && { alias: short }),
    });
  }
}
