// HAR reading, targets 1 and 2 of the performance notes: `node bench/har.mjs [--quick]` (or `rows()` from bench/run.mjs).
// Every candidate is a process of its own; candidates take turns, so that noise falls on all; medians are reported.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';
import { generateHar } from './generate-har.mjs';

const folder = '/tmp/esa-triage-bench';
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const corpus = process.env.TRIAGE_CORPUS ?? here('../../shared/corpus');

/** The program as it is used: start-up, intake, sha256, facts, binding and output included. */
const product = ['esa-triage facts', process.execPath, (file) => [here('../dist/cli.js'), 'facts', file]];
/** The byte layer alone, with and without the hash: what the rest costs. */
const layer = ['byte layer with sha256', process.execPath, (file) => [here('har-product.mjs'), file]];
const unhashed = [
  'byte layer without sha256',
  process.execPath,
  (file) => [here('har-product.mjs'), file, '--no-hash'],
];
const peer = (name) => [name, process.execPath, (file) => [here('har-peers.mjs'), name, file]];
const whole = peer('JSON.parse(readFileSync)');
const jq = ['jq length', 'jq', (file) => ['.log.entries | length', file]];
const gunzip = ['gunzip in Node', process.execPath, (file) => [here('har-product.mjs'), file, '--gunzip-only']];

/** title, shape, megabytes, runs, candidates; the first candidate is what the others are compared with. */
const tables = [
  [
    'browser mix',
    'browser',
    100,
    7,
    [product, layer, unhashed, whole, peer('@streamparser/json'), peer('stream-json')],
  ],
  ['API-heavy', 'api', 100, 5, [product, layer, unhashed, whole]],
  ['image-heavy', 'images', 100, 5, [product, layer, unhashed, whole]],
  ['real captures, joined', 'captures', 65, 7, [product, layer, unhashed, whole]],
  ['browser mix, gzip', 'browser.gz', 100, 5, [product, layer, unhashed, gunzip]],
  ['browser mix, large', 'browser', 700, 3, [product, layer, unhashed, peer('@streamparser/json'), whole]],
  ['one body of 1.2 GB', 'huge', 1200, 3, [product, layer, unhashed]],
  ['browser mix, 2 GB', 'browser', 2000, 1, [product, layer, unhashed, jq]],
];

async function prepare(shape, megabytes) {
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${shape.replace('.gz', '')}-${megabytes}.har`;
  if (shape === 'captures') {
    if (!existsSync(corpus)) return undefined;
    if (!existsSync(file)) await joinCaptures(file, megabytes * 1e6);
    return file;
  }
  if (!existsSync(file)) await generateHar(shape.replace('.gz', ''), megabytes, file);
  if (!shape.endsWith('.gz')) return file;
  if (!existsSync(`${file}.gz`)) await pipeline(createReadStream(file), createGzip(), createWriteStream(`${file}.gz`));
  return `${file}.gz`;
}

/** The entries of the corpus, as they stand there, over and over. */
async function joinCaptures(file, bytes) {
  const texts = [];
  for (const name of readdirSync(`${corpus}/har`).sort()) {
    try {
      const json = JSON.parse(readFileSync(`${corpus}/har/${name}`, 'utf8'));
      for (const entry of json.log.entries) if (entry.request.url) texts.push(JSON.stringify(entry, null, 2));
    } catch {
      // Broken and packed ones are no material for a well-formed file.
    }
  }
  const out = createWriteStream(file);
  const joined = texts.join(',\n');
  out.write(`{"log":{"version":"1.2","entries":[\n${joined}`);
  for (let size = joined.length; size < bytes; size += joined.length) out.write(`,\n${joined}`);
  out.end(']}}');
  await new Promise((done) => out.on('finish', done));
}

function run([, command, args], file) {
  const started = process.hrtime.bigint();
  const timed = existsSync('/usr/bin/time');
  const argv = timed ? ['/usr/bin/time', '-f', 'rss %M', command, ...args(file)] : [command, ...args(file)];
  const { status, stdout, stderr } = spawnSync(argv[0], argv.slice(1), { encoding: 'utf8' });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const counted = /capture\.entry\.count\D+(\d+)/.exec(stdout)?.[1] ?? stdout;
  const said = stdout.startsWith('{') ? JSON.parse(stdout) : { entries: Number.parseInt(counted, 10) };
  const maxRssKiB = Number(/rss (\d+)/.exec(stderr)?.[1] ?? said.maxRssKiB);
  return { isOk: status === 0, seconds, rssMiB: maxRssKiB / 1024, entries: said.entries };
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** One row per file and candidate. `times` says how often slower than the product; NaN where a candidate failed. */
export async function rows({ isQuick = false } = {}) {
  const all = [];
  for (const [title, shape, megabytes, runs, listed] of tables) {
    if (isQuick && megabytes > 100) continue;
    const file = await prepare(shape, megabytes);
    if (file === undefined) {
      process.stderr.write(`SKIPPED ${title}: no corpus at ${corpus}\n`);
      continue;
    }
    const candidates = listed.filter(([, command]) => command !== 'jq' || hasJq());
    const results = candidates.map(() => []);
    for (let turn = 0; turn < runs; turn++)
      for (const [i, one] of candidates.entries()) results[i].push(run(one, file));
    const mib = statSync(file).size / 2 ** 20;
    const base = median(results[0].map(({ seconds }) => seconds));
    candidates.forEach(([name], i) => {
      const seconds = median(results[i].map((result) => result.seconds));
      const isOk = results[i].every((result) => result.isOk);
      const rssMiB = Math.max(...results[i].map((result) => result.rssMiB));
      const row = { title, mib, name, isOk, seconds, times: isOk ? seconds / base : Number.NaN, rssMiB, runs };
      all.push({ ...row, entries: results[i][0].entries });
    });
  }
  return all;
}

function hasJq() {
  try {
    execFileSync('jq', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Markdown, one table per file. */
export function render(all) {
  const lines = [];
  for (const row of all) {
    const heading = `### ${row.title} (${row.mib.toFixed(0)} MiB, median of ${row.runs})`;
    if (!lines.includes(heading)) {
      lines.push(
        '',
        heading,
        '',
        '| candidate | seconds | MiB/s | times product | peak MiB | entries |',
        '|---|--:|--:|--:|--:|--:|',
      );
    }
    const { name, seconds, mib, times, rssMiB, entries } = row;
    const figures = row.isOk ? [seconds.toFixed(2), (mib / seconds).toFixed(0), times.toFixed(2)] : ['fails', '', ''];
    lines.push(`| ${[name, ...figures, rssMiB.toFixed(0), entries ?? ''].join(' | ')} |`);
  }
  return `${lines.join('\n').trim()}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(render(await rows({ isQuick: process.argv.includes('--quick') })));
}
