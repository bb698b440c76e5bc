import { expect, test } from 'vitest';
import { readLine } from '../../src/commands/line/read-line.js';
import type { Command } from '../../src/model/command.js';
import { UsageError } from '../../src/model/usage-error.js';

const bare: Command = { usage: '', summary: '', examples: [], options: {}, run: async () => 0 };
const commands = {
  analyze: {
    ...bare,
    options: {
      lang: { describe: '', value: 'LANG' },
      state: { describe: '', value: 'KEY', repeatable: true },
      output: { describe: '', value: 'FILE', short: 'o' },
      all: { describe: '' },
    },
  },
  facts: { ...bare, options: { lang: { describe: '', value: 'LANG' } } },
} as const;

async function problemsOf(argv: readonly string[]): Promise<string[]> {
  try {
    readLine(argv, commands);
  } catch (error) {
    if (error instanceof UsageError) return error.problems.map(({ place, problem }) => `${place}: ${problem}`);
    throw error;
  }
  return [];
}

test('paths alone mean the default verb; a verb wins over a path, also behind flags', async () => {
  expect(readLine(['upload'], commands)).toMatchObject({
    verb: 'analyze',
    verbGiven: false,
    positionals: ['upload'],
  });
  expect(readLine(['--lang', 'de', 'facts', 'x'], commands)).toMatchObject({ verb: 'facts', positionals: ['x'] });
  expect(readLine(['./facts', 'facts'], commands)).toMatchObject({
    verb: 'analyze',
    positionals: ['./facts', 'facts'],
  });
});

test("a flag's value is no verb, and a flag is no value", async () => {
  expect(readLine(['--lang', 'facts', 'x'], commands)).toMatchObject({ verb: 'analyze', positionals: ['x'] });
  expect(await problemsOf(['--lang', '--all', 'x'])).toEqual(['--lang: needs a value']);
});

test('standard input, numbers and what follows -- stay the words they are', async () => {
  expect(readLine(['-', '007', '1e3'], commands).positionals).toEqual(['-', '007', '1e3']);
  expect(readLine(['a', '--', '--lang', 'facts', '-x'], commands).positionals).toEqual(['a', '--lang', 'facts', '-x']);
});

test('a lone dash is a value too, and a plain flag takes no word', async () => {
  expect(readLine(['-o', '-', 'x'], commands).flags.get('output')).toEqual(['-']);
  expect(readLine(['--all', 'true'], commands)).toMatchObject({ positionals: ['true'] });
  expect(readLine(['--state', 'a=b=c'], commands).flags.get('state')).toEqual(['a=b=c']);
  expect(readLine(['--state=a=', 'x'], commands).flags.get('state')).toEqual(['a=']);
});

test('repeatable flags keep their order and take one word each', async () => {
  const { flags, positionals } = readLine(['--state', 'a=1', 'x', '--state', 'b=2', 'y'], commands);
  expect(flags.get('state')).toEqual(['a=1', 'b=2']);
  expect(positionals).toEqual(['x', 'y']);
  expect(await problemsOf(['--lang', 'a', '--lang', 'b'])).toEqual(['--lang: is given more than once']);
});

test('short flags are known by their own name only', async () => {
  expect(readLine(['-o', 'r.json', 'x'], commands).flags.get('output')).toEqual(['r.json']);
  expect(await problemsOf(['-oq', 'x'])).toEqual([expect.stringMatching(/^-oq: there is no such flag/)]);
});

test('every unknown flag is told, names of object members included', async () => {
  expect(await problemsOf(['--toString', '--constructor', '--__proto__', '--lagn', 'de', '--no-all'])).toEqual([
    '--toString: there is no such flag',
    '--constructor: there is no such flag',
    '--__proto__: there is no such flag',
    '--lagn: there is no such flag; did you mean --lang?',
    expect.stringMatching(/^--no-all: there is no such flag/),
  ]);
  expect(await problemsOf(['facts', 'x', '--all'])).toEqual(['--all: is no flag of facts']);
});

test('help wins over everything but is not looked for behind --', async () => {
  expect(readLine(['--bogus', '-h'], commands).wants).toBe('help');
  expect(readLine(['--', '--help'], commands)).toMatchObject({ wants: 'run', positionals: ['--help'] });
});
