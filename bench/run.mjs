// `npm run bench [-- NAME…] [--quick] [--seed=N] [--count=N]`: runs the benchmarks of this folder (all, or those named),
// prints their tables and keeps them in bench/RESULTS.md; `--quick` leaves out the large files and keeps nothing; seed and
// count are of the generated cases. Benchmarks are not tests: machines are noisy, so only ratios within one run count.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { compare, render } from './measure.mjs';

/** Each gives `tables` of candidates, or `report({isQuick, seed, count})` where it counts instead of timing. */
const benches = {
  cases: () => import('./cases.mjs'),
  har: () => import('./har.mjs'),
  intake: () => import('./intake.mjs'),
  logs: () => import('./logs.mjs'),
  xml: () => import('./xml.mjs'),
  rules: () => import('./rules.mjs'),
  start: () => import('./start.mjs'),
  bomb: () => import('./bomb.mjs'),
};

const args = process.argv.slice(2);
const isQuick = args.includes('--quick');
const numberOf = (flag) =>
  args.filter((arg) => arg.startsWith(`--${flag}=`)).map((arg) => Number(arg.split('=')[1]))[0];
const [seed, count] = [numberOf('seed'), numberOf('count')];
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 2;
} else {
  const file = fileURLToPath(new URL('RESULTS.md', import.meta.url));
  const kept = sections(file);
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
    const { tables = [], report } = await benches[name]();
    const texts = report === undefined ? [] : [await report({ isQuick, seed, count })];
    for (const table of tables) {
      if (isQuick && table.isLarge) continue;
      const rows = await compare(isQuick ? { ...table, runs: Math.min(table.runs, 3) } : table);
      if (rows.length > 0) texts.push(render(rows));
      process.stdout.write(rows.length > 0 ? `${texts.at(-1)}\n` : '');
    }
    if (report !== undefined) process.stdout.write(texts[0]);
    kept.set(name, `${machine()}\n\n${texts.join('\n')}`);
  }
  const parts = [...kept].sort().map(([name, text]) => `## ${name}\n\n${text.trim()}\n`);
  const head =
    '# Results\n\nWritten by `npm run bench`. Candidates take turns within one run; only ratios of one table count.\n';
  if (!isQuick) writeFileSync(file, [head, ...parts].join('\n'));
}

function machine() {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
}

function sections(file) {
  try {
    const parts = readFileSync(file, 'utf8').split(/^## /m).slice(1);
    return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]));
  } catch {
    return new Map();
  }
}
