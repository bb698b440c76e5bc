// Parts of what the product does, and bare unpacking by the same libraries, each as a process of its own:
// `node bench/layers.mjs NAME FILE`. Prints one line of JSON.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const layers = {
  /** Read, scan, normalise, look the host up, read the JSON bodies of the services it knows; sha256 beside it. */
  har: (file) => readHar(file, true),
  'har-unhashed': (file) => readHar(file, false),
  /** Every archive opened, every entry sniffed and hashed, the archive hashed too, nothing parsed. */
  async intake(file) {
    const { readUpload } = await import('../build/run/read-upload.js');
    const { createMasker } = await import('../build/text/secrets/mask.js');
    const { sources, budget } = await listed(file);
    const { artifacts } = await readUpload(sources, { parsers: [], extractors: {}, masker: createMasker() }, budget);
    return artifacts.filter(({ kind }) => kind !== 'archive').length;
  },
  async bare(file) {
    let entries = 0;
    const counted = async (stream) => {
      for await (const _ of stream);
      entries += 1;
    };
    if (file.endsWith('.zip')) {
      const { default: yauzl } = await import('yauzl');
      const zip = await yauzl.openPromise(file);
      for await (const entry of zip.eachEntry()) await counted(await zip.openReadStreamPromise(entry));
    } else if (file.endsWith('.tar.gz')) {
      const { Parser } = await import('tar');
      const parser = new Parser({ onReadEntry: (entry) => void counted(entry) });
      await pipeline(
        createReadStream(file, { highWaterMark: 1 << 20 }),
        createGunzip({ chunkSize: 256 << 10 }),
        parser,
      );
    } else {
      await counted(createReadStream(file, { highWaterMark: 1 << 20 }).pipe(createGunzip({ chunkSize: 256 << 10 })));
    }
    return entries;
  },
};

async function listed(file) {
  const { createBudget } = await import('../build/intake/budget.js');
  const { listUpload } = await import('../build/intake/list-upload.js');
  const budget = createBudget();
  return { budget, sources: (await listUpload([file], '.', process.stdin, budget)).sources };
}

/** The capture itself: of a gzip file what is in it. */
async function captureOf(file) {
  const { budget, sources } = await listed(file);
  const [source] = sources;
  if (!file.endsWith('.gz')) return source;
  const { gzip } = await import('../build/intake/containers/gzip.js');
  for await (const found of gzip.entries(source, budget)) if (found.kind === 'file') return found.source;
}

async function* hashed(source) {
  const { sha256 } = await import('../build/run/hash/sha256.js');
  const hash = sha256(source);
  for await (const chunk of source.open()) {
    hash.update(chunk);
    yield chunk;
  }
  await hash.digest();
}

async function readHar(file, isHashed) {
  const { scanHar } = await import('../build/parsers/har/scan.js');
  const { normaliseEntry } = await import('../build/parsers/har/normalise.js');
  const source = await captureOf(file);
  const hosts = new Map();
  const { counts } = await scanHar(isHashed ? hashed(source) : source.open(), {
    entry(slim) {
      const entry = normaliseEntry(slim, () => undefined);
      const host = /^[a-z]+:\/\/([^/:?#]+)/i.exec(entry.request.url)?.[1] ?? '';
      const key = `${host} ${entry.response?.status}`;
      hosts.set(key, (hosts.get(key) ?? 0) + (entry.startedDateTime === undefined ? 0 : 1));
      const content = entry.response?.content;
      if (!/\.(amp|security)\.cisco\.com$/.test(host) || !content?.mimeType?.includes('json')) return;
      const body = content.read();
      if (body?.state === 'whole') JSON.parse(body.text);
    },
  });
  return counts.entries;
}

const [name, file] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify({ entries: await layers[name](file) })}\n`);
