// Archives: what reading them costs beside bare unpacking by the same libraries (`node bench/intake.mjs [--quick]`, or
// `rows()` from bench/run.mjs). Every candidate is a process of its own; candidates take turns; medians are reported.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generateHar } from './generate-har.mjs';

const folder = '/tmp/esa-triage-bench';
const worker = fileURLToPath(new URL('intake-product.mjs', import.meta.url));
const candidates = [
  ['intake: opened, sniffed, hashed', []],
  ['bare unpacking', ['--bare']],
];

/** title, file, runs, how it is made of a capture of 100 MB or of small files */
const tables = [
  ['gzip of one capture', 'browser.gz', 7, (from) => ['gzip', '-kc6', from]],
  ['zip of 4 captures', 'browser.zip', 5, (from) => ['python3', '-c', zipScript, from, '4', '1']],
  [
    'tar.gz of one capture',
    'browser.tar.gz',
    5,
    (from) => ['tar', '-czf', '-', '-C', folder, from.slice(folder.length + 1)],
  ],
  ['zip of 20,000 small files', 'small.zip', 3, (from) => ['python3', '-c', zipScript, from, '20000', '0']],
];

// Written by another program than the one that reads it.
const zipScript = `
import sys, zipfile
data = open(sys.argv[1], 'rb').read()
z = zipfile.ZipFile(sys.stdout.buffer, 'w', zipfile.ZIP_DEFLATED, compresslevel=6)
for i in range(int(sys.argv[2])):
    z.writestr('case/%05d.txt' % i, data[i:] if sys.argv[3] == '1' else data[i * 300:i * 300 + 2000])
z.close()
`;

async function prepare(name, make) {
  mkdirSync(folder, { recursive: true });
  const capture = `${folder}/browser-100.har`;
  if (!existsSync(capture)) await generateHar('browser', 100, capture);
  const file = `${folder}/intake-${name}`;
  if (existsSync(file)) return file;
  const [command, ...args] = make(capture);
  const { status, stdout } = spawnSync(command, args, { maxBuffer: 2 ** 31 - 1 });
  if (status === 0) writeFileSync(file, stdout);
  else rmSync(file, { force: true });
  return status === 0 ? file : undefined;
}

function run(file, flags) {
  const started = process.hrtime.bigint();
  const { status, stdout } = spawnSync(process.execPath, [worker, file, ...flags], { encoding: 'utf8' });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { isOk: status === 0, seconds, ...(status === 0 && JSON.parse(stdout)) };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** One row per archive and candidate; `ratio` is the time beside bare unpacking. */
export async function rows({ isQuick = false } = {}) {
  const all = [];
  for (const [title, name, runs, make] of tables) {
    const file = await prepare(name, make);
    if (file === undefined) {
      process.stderr.write(`SKIPPED ${title}: the program that makes it is not there\n`);
      continue;
    }
    const results = candidates.map(() => []);
    for (let turn = 0; turn < (isQuick ? 1 : runs); turn++) {
      for (const [i, [, flags]] of candidates.entries()) results[i].push(run(file, flags));
    }
    const base = median(results[1].map(({ seconds }) => seconds));
    candidates.forEach(([candidate], i) => {
      const seconds = median(results[i].map((one) => one.seconds));
      const [{ bytes, entries }] = results[i];
      const rssMiB = Math.max(...results[i].map(({ maxRssKiB }) => maxRssKiB)) / 1024;
      const isOk = results[i].every((one) => one.isOk);
      all.push({ title, packedMiB: statSync(file).size / 2 ** 20, candidate, isOk, seconds, bytes, entries, rssMiB });
      all.at(-1).ratio = seconds / base;
    });
  }
  return all;
}

export function render(all) {
  const lines = [
    '| archive | candidate | seconds | MiB/s unpacked | times bare | peak MiB | entries |',
    '|---|---|--:|--:|--:|--:|--:|',
  ];
  for (const { title, packedMiB, candidate, isOk, seconds, bytes, ratio, rssMiB, entries } of all) {
    const figures = isOk
      ? [seconds.toFixed(2), (bytes / 2 ** 20 / seconds).toFixed(0), ratio.toFixed(2), rssMiB.toFixed(0), entries]
      : ['fails', '', '', '', ''];
    lines.push(`| ${[`${title} (${packedMiB.toFixed(0)} MiB)`, candidate, ...figures].join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(render(await rows({ isQuick: process.argv.includes('--quick') })));
}
