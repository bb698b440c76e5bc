// What the product does with one HAR, as a process of its own: read, scan, normalise, look the host up, read the JSON
// bodies of the services it knows; sha256 of the file beside it (`--no-hash`: without). Prints one line of JSON.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const chunkBytes = 1 << 20;
/** Below this a second thread costs more than it saves. */
const threadFromBytes = 32 << 20;

/** The file's chunks, the next one being read while this one is used. `hash` may hold a chunk a little longer. */
async function* fileChunks(handle, hash) {
  const ring = Array.from({ length: hash?.isShared ? 4 : 2 }, () =>
    Buffer.from(hash?.isShared ? new SharedArrayBuffer(chunkBytes) : new ArrayBuffer(chunkBytes)),
  );
  const read = async (turn) => {
    await hash?.free(turn - ring.length);
    const buffer = ring[turn % ring.length];
    const { bytesRead } = await handle.read(buffer, 0, chunkBytes);
    return buffer.subarray(0, bytesRead);
  };
  let next = read(0);
  for (let turn = 0; ; turn++) {
    const chunk = await next;
    if (chunk.length === 0) return;
    hash?.update(chunk, turn);
    next = read(turn + 1);
    yield chunk;
  }
}

function localHash() {
  const hash = createHash('sha256');
  return { free: async () => {}, update: (chunk) => hash.update(chunk), digest: async () => hash.digest('hex') };
}

function threadHash() {
  const worker = new Worker(new URL(import.meta.url));
  const done = new Map();
  const promise = (turn) => {
    if (!done.has(turn)) done.set(turn, Promise.withResolvers?.() ?? resolvers());
    return done.get(turn);
  };
  worker.on('message', ({ turn, digest }) => promise(turn).resolve(digest));
  return {
    isShared: true,
    free: (turn) => (turn < 0 ? undefined : promise(turn).promise.then(() => done.delete(turn))),
    update: (chunk, turn) => worker.postMessage({ turn, chunk }),
    digest: async () => {
      worker.postMessage({ turn: 'digest' });
      const digest = await promise('digest').promise;
      await worker.terminate();
      return digest;
    },
  };
}

function resolvers() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** What intake does for a gzip file, chunk by chunk. */
async function* opened(chunks, isGzip) {
  if (!isGzip) return yield* chunks;
  const { createGunzip } = await import('node:zlib');
  const { Readable } = await import('node:stream');
  // A hashed chunk's buffer is used again; zlib may hold its input longer than that.
  const copies = Readable.from(copied(chunks));
  yield* copies.pipe(createGunzip({ chunkSize: 1 << 18 }));
}

async function* copied(chunks) {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

async function gunzipOnly(file) {
  const handle = await open(file);
  let bytes = 0;
  for await (const chunk of opened(fileChunks(handle), true)) bytes += chunk.length;
  process.stdout.write(`${JSON.stringify({ bytes, maxRssKiB: process.resourceUsage().maxRSS })}\n`);
}

async function main() {
  if (process.argv.includes('--gunzip-only')) return gunzipOnly(process.argv[2]);
  const { scanHar } = await import('../build/parsers/har/scan.js');
  const { normaliseEntry } = await import('../build/parsers/har/normalise.js');
  const [file, ...flags] = process.argv.slice(2);
  const handle = await open(file);
  const { size } = await handle.stat();
  const hash = flags.includes('--no-hash') ? undefined : size > threadFromBytes ? threadHash() : localHash();
  const hosts = new Map();
  const notes = new Map();
  let bodies = 0;
  const result = await scanHar(opened(fileChunks(handle, hash), file.endsWith('.gz')), {
    entry(slim) {
      const entry = normaliseEntry(slim, (code) => notes.set(code, (notes.get(code) ?? 0) + 1));
      const host = /^[a-z]+:\/\/([^/:?#]+)/i.exec(entry.request.url)?.[1] ?? '';
      const key = `${host} ${entry.response?.status}`;
      hosts.set(key, (hosts.get(key) ?? 0) + (entry.startedDateTime === undefined ? 0 : 1));
      if (!/\.(amp|security)\.cisco\.com$/.test(host)) return;
      const content = entry.response?.content;
      if (!content?.mimeType?.includes('json')) return;
      const body = content.read();
      if (body?.state === 'whole' && JSON.parse(body.text) !== undefined) bodies += 1;
    },
  });
  const sha256 = await hash?.digest();
  const { entries } = result.counts;
  const maxRssKiB = process.resourceUsage().maxRSS;
  process.stdout.write(
    `${JSON.stringify({ entries, bodies, damage: result.damageCount, notes: result.notes, sha256, maxRssKiB })}\n`,
  );
}

if (isMainThread) {
  await main();
} else {
  const hash = createHash('sha256');
  parentPort.on('message', ({ turn, chunk }) => {
    parentPort.postMessage({ turn, digest: chunk ? void hash.update(chunk) : hash.digest('hex') });
  });
}
