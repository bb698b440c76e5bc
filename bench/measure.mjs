// Candidates against each other: each a process of its own, taking turns, so that noise falls on all; medians and peak
// memory. Of a table `{title, runs, file, candidates, isLarge}` the first candidate is what the others are compared with.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const folder = join(tmpdir(), 'esa-triage-bench');
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A candidate is `[name, command, file → arguments]`. This one is a script of this folder, or the built program. */
export const script = (name, path, ...args) => [name, process.execPath, (file) => [here(path), ...args, file]];

/** The program as it is used: start-up, intake, sha256, facts, binding and output included. */
export const product = script('esa-triage facts', '../dist/cli.js', 'facts');

export const peer = (name) => script(name, 'peers.mjs', name);

/** Where a file of that name lies, once `make(path)` has made it. */
export async function made(name, make) {
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${name}`;
  if (!existsSync(path)) await make(path);
  return path;
}

/** One row per candidate; one whose command is missing is left out and named on stderr. */
export async function compare({ title, runs, file, candidates }) {
  const path = await file?.();
  if (file !== undefined && path === undefined) return tellMissing(title, 'there is nothing to make its file of');
  const usable = candidates.filter(([name, command]) => isThere(command) || tellMissing(name, 'not installed').length);
  const results = usable.map(() => []);
  for (let turn = 0; turn < runs; turn++)
    for (const [i, [, command, args]] of usable.entries()) results[i].push(run(command, args(path)));
  const mib = path && statSync(path).size / 2 ** 20;
  const base = median(results[0].map(({ seconds }) => seconds));
  return usable.map(([name], i) => {
    const seconds = median(results[i].map((result) => result.seconds));
    const isOk = results[i].every((result) => result.isOk);
    const rssMiB = Math.max(...results[i].map((result) => result.rssMiB));
    const [{ entries }] = results[i];
    return { title, mib, name, isOk, seconds, times: seconds / base, rssMiB, entries, runs };
  });
}

/** What it says of itself: the entries that it read, and its time where that is not the whole process's. */
function run(command, args) {
  const timed = existsSync('/usr/bin/time');
  const argv = timed ? ['/usr/bin/time', '-f', 'rss %M', command, ...args] : [command, ...args];
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(argv[0], argv.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28 });
  const taken = (performance.now() - started) / 1000;
  const { seconds = taken, entries } = stdout.startsWith('{') ? JSON.parse(stdout) : {};
  const counted = /capture\.entry\.count\D+(\d+)/.exec(stdout)?.[1];
  const rssMiB = Number(/rss (\d+)/.exec(stderr)?.[1]) / 1024;
  return { isOk: status === 0, seconds, rssMiB, entries: entries ?? (counted && Number(counted)) };
}

function isThere(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function tellMissing(name, why) {
  process.stderr.write(`SKIPPED ${name}: ${why}\n`);
  return [];
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** A table in Markdown, of the columns that it has something for. */
export function render(rows) {
  const [{ title, mib, runs, name: first }] = rows;
  const columns = [
    ['candidate', ({ name }) => name],
    ['seconds', ({ seconds }) => seconds.toFixed(seconds < 0.1 ? 4 : 2)],
    ['MiB/s', ({ seconds }) => mib && (mib / seconds).toFixed(0)],
    [`times ${first}`, ({ times }) => times.toFixed(2)],
    ['peak MiB', ({ rssMiB }) => (Number.isNaN(rssMiB) ? undefined : rssMiB.toFixed(0))],
    ['entries', ({ entries }) => entries],
  ];
  const told = columns.filter(([, cell]) => rows.some((row) => cell(row) !== undefined));
  const kept = new Set(['candidate', 'peak MiB']);
  const line = (row) =>
    told.map(([column, cell]) => {
      if (row.isOk || kept.has(column)) return cell(row) ?? '';
      return column === 'seconds' ? 'fails' : '';
    });
  const lines = [told.map(([column]) => column), told.map((_, at) => (at === 0 ? '---' : '--:')), ...rows.map(line)];
  const size = mib === undefined ? '' : `${mib.toFixed(0)} MiB, `;
  return `### ${title} (${size}median of ${runs})\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
