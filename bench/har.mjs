// HAR reading, targets 1 and 2 of the performance notes: the program, its byte layer alone, and other readers.
import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { generateHar } from './generate-har.mjs';
import { made, peer, product, script } from './measure.mjs';

const corpus = process.env.TRIAGE_CORPUS ?? fileURLToPath(new URL('../../shared/corpus', import.meta.url));

/** The byte layer alone, with and without the hash: what the rest costs. */
const layers = [
  product,
  script('byte layer with sha256', 'layers.mjs', 'har'),
  script('byte layer without sha256', 'layers.mjs', 'har-unhashed'),
];
const whole = peer('JSON.parse(readFileSync)');
const jq = ['jq length', 'jq', (file) => ['.log.entries | length', file]];

export const generated = (shape, megabytes) => () =>
  made(`${shape}-${megabytes}.har`, (path) => generateHar(shape, megabytes, path));

async function packed() {
  const from = await generated('browser', 100)();
  return made('browser-100.har.gz', (path) => pipeline(createReadStream(from), createGzip(), createWriteStream(path)));
}

export const tables = [
  {
    title: 'browser mix',
    file: generated('browser', 100),
    runs: 7,
    candidates: [...layers, whole, peer('@streamparser/json'), peer('stream-json')],
  },
  { title: 'API-heavy', file: generated('api', 100), runs: 5, candidates: [...layers, whole] },
  { title: 'image-heavy', file: generated('images', 100), runs: 5, candidates: [...layers, whole] },
  { title: 'real captures, joined', file: captures, runs: 7, candidates: [...layers, whole] },
  {
    title: 'browser mix, gzip',
    file: packed,
    runs: 5,
    candidates: [...layers, script('gunzip in Node', 'layers.mjs', 'bare')],
  },
  {
    title: 'browser mix, large',
    file: generated('browser', 700),
    runs: 3,
    isLarge: true,
    candidates: [...layers, peer('@streamparser/json'), whole],
  },
  { title: 'one body of 1.2 GB', file: generated('huge', 1200), runs: 3, isLarge: true, candidates: layers },
  { title: 'browser mix, 2 GB', file: generated('browser', 2000), runs: 1, isLarge: true, candidates: [...layers, jq] },
];

/** The entries of the corpus, as they stand there, over and over; undefined where there is no corpus. */
async function captures() {
  return existsSync(corpus) ? made('captures-65.har', (path) => joinCaptures(path, 65e6)) : undefined;
}

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
