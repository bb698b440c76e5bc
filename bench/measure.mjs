// Candidates against each other: each a process of its own, taking turns, so that noise falls on all; medians and peak
// memory. The first candidate of a table is what the others are compared with.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export const folder = '/tmp/esa-triage-bench';

/**
 * One row per candidate.
 * @param candidates [name, command, file → arguments]; one whose command is missing is left out and named on stderr
 */
export function compare(title, file, runs, candidates) {
  const usable = candidates.filter(([name, command]) => isThere(command) || tellMissing(name));
  const results = usable.map(() => []);
  for (let turn = 0; turn < runs; turn++)
    for (const [i, [, command, args]] of usable.entries()) results[i].push(run(command, args(file)));
  const mib = statSync(file).size / 2 ** 20;
  const base = median(results[0].map(({ seconds }) => seconds));
  return usable.map(([name], i) => {
    const seconds = median(results[i].map((result) => result.seconds));
    const isOk = results[i].every((result) => result.isOk);
    const rssMiB = Math.max(...results[i].map((result) => result.rssMiB));
    return { title, mib, name, isOk, seconds, times: isOk ? seconds / base : Number.NaN, rssMiB, runs };
  });
}

function run(command, args) {
  const timed = existsSync('/usr/bin/time');
  const argv = timed ? ['/usr/bin/time', '-f', 'rss %M', command, ...args] : [command, ...args];
  const started = performance.now();
  const { status, stderr } = spawnSync(argv[0], argv.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28 });
  const seconds = (performance.now() - started) / 1000;
  return { isOk: status === 0, seconds, rssMiB: Number(/rss (\d+)/.exec(stderr)?.[1]) / 1024 };
}

function isThere(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function tellMissing(name) {
  process.stderr.write(`SKIPPED ${name}: not installed\n`);
  return false;
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** Markdown, one table per title. */
export function render(rows) {
  const lines = [];
  for (const row of rows) {
    const heading = `### ${row.title} (${row.mib.toFixed(0)} MiB, median of ${row.runs})`;
    if (!lines.includes(heading)) {
      const head = ['| candidate | seconds | MiB/s | times product | peak MiB |', '|---|--:|--:|--:|--:|'];
      lines.push('', heading, '', ...head);
    }
    const { name, seconds, mib, times, rssMiB } = row;
    const figures = row.isOk ? [seconds.toFixed(2), (mib / seconds).toFixed(0), times.toFixed(2)] : ['fails', '', ''];
    lines.push(`| ${[name, ...figures, Number.isNaN(rssMiB) ? '' : rssMiB.toFixed(0)].join(' | ')} |`);
  }
  return `${lines.join('\n').trim()}\n`;
}
