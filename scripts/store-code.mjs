// Runs the bundled program on the samples and stores the code that V8 made of each chunk beside it: what a usual call
// needs is then compiled already. A process of its own: `node scripts/store-code.mjs`.
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.argv.splice(1, Infinity, `${root}dist/cli.js`, '--version');
const { launch, scripts } = await import('../dist/cli.js');
const { main } = launch('main.cjs');

const sink = { isTerminal: false, columns: undefined, write: async () => undefined };
const io = { stdin: process.stdin, stdout: sink, stderr: sink, env: {}, cwd: root };
const samples = readdirSync(`${root}samples`).map((name) => `samples/${name}/upload`);
const calls = [
  ['--help'],
  ['--no-such-flag'],
  ['rules', 'list'],
  ...samples.flatMap((path) => [[path], [path, '--format', 'json'], ['facts', path]]),
  ...samples.map((path) => [path, '--lang', 'ja']),
];
for (const argv of calls) await main(argv, io);
for (const [file, script] of scripts) writeFileSync(`${file}.code`, script.createCachedData());
