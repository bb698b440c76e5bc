// Writes a synthetic HAR of a given shape and size, deterministic, streaming: `node bench/generate-har.mjs SHAPE MB FILE`.
// browser: a mix of documents, scripts, styles, images and API calls · api: small JSON answers, header-heavy ·
// images: large base64 bodies · huge: one entry whose body is nearly the whole file.
import { createCipheriv } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** xorshift32: the same numbers everywhere. */
function random(seed) {
  let x = seed;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}

const hosts = [
  'visibility.amp.cisco.com',
  'securex.us.security.cisco.com',
  'admin.sse.itd.cisco.com',
  'cdn.example.com',
  'fonts.example.net',
  'analytics.example.org',
];
const words = 'const value function return response module error status device event interface region token list'.split(
  ' ',
);

/** Bytes that do not compress, as images are: an AES key stream. */
function base64(next, length) {
  const key = Buffer.alloc(16, String(next(1e9)));
  const bytes = createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(Math.ceil(length / 4) * 3));
  return bytes.toString('base64').slice(0, length - (length % 4));
}

function script(next, length) {
  let text = '';
  while (text.length < 2048) {
    text += `  ${words[next(14)]} ${words[next(14)]} = "${words[next(14)]}";\n\tif (a < b) { ${words[next(14)]}(); }\n`;
  }
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

function answer(next, length) {
  const item = () => ({
    id: next(1e9),
    name: words[next(14)],
    enabled: next(2) === 1,
    note: 'Gerät – 機器',
    at: '2026-01-02T03:04:05Z',
  });
  const items = [];
  for (let size = 0; size < length; size += 110) items.push(item());
  return JSON.stringify({ data: items });
}

const kinds = {
  document: ['text/html', (next) => script(next, 20_000 + next(60_000))],
  script: ['application/javascript', (next) => script(next, 30_000 + next(200_000))],
  image: ['image/png', (next) => base64(next, 5_000 + next(120_000)), 'base64'],
  largeImage: ['image/jpeg', (next) => base64(next, 500_000 + next(3_000_000)), 'base64'],
  api: ['application/json', (next) => answer(next, 300 + next(6_000))],
  empty: ['', undefined],
};
const shapes = {
  browser: ['document', 'script', 'script', 'image', 'image', 'image', 'api', 'api', 'api', 'api', 'empty', 'empty'],
  api: ['api', 'api', 'api', 'empty'],
  images: ['largeImage', 'largeImage', 'image', 'api'],
};

function headers(next, count) {
  const list = [];
  for (let i = 0; i < count; i++) list.push({ name: `x-${words[next(14)]}-${i}`, value: base64(next, 12 + next(60)) });
  return list;
}

function entry(next, kindName, index) {
  const [mimeType, body, encoding] = kinds[kindName];
  const host = hosts[next(hosts.length)];
  const text = body?.(next);
  const content = { size: text?.length ?? 0, mimeType, ...(text && { text }), ...(encoding && { encoding }) };
  return {
    _initiator: { type: 'script', stack: { callFrames: headers(next, 3) } },
    _priority: 'High',
    _resourceType: kindName,
    cache: {},
    connection: String(next(100_000)),
    pageref: 'page_1',
    request: {
      method: next(5) ? 'GET' : 'POST',
      url: `https://${host}/iroh/${words[next(14)]}/${index}?q=${base64(next, 24)}`,
      httpVersion: 'http/2.0',
      headers: headers(next, 14),
      queryString: [{ name: 'q', value: '1' }],
      cookies: headers(next, 3),
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: next(20) ? 200 : 401,
      statusText: '',
      httpVersion: 'http/2.0',
      headers: headers(next, 16),
      cookies: [],
      content,
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: next(100_000),
      _error: null,
    },
    serverIPAddress: '192.0.2.7',
    startedDateTime: new Date(1_767_322_800_000 + index * 37).toISOString(),
    time: next(100_000) / 100,
    timings: { blocked: 1.5, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 40, receive: 2, _blocked_queueing: 1 },
  };
}

/** Writes the file; resolves to its entries and bytes. */
export async function generateHar(shape, megabytes, file, { indent = 2 } = {}) {
  const out = createWriteStream(file, { highWaterMark: 1 << 22 });
  const write = async (text) => out.write(text) || once(out, 'drain');
  const limit = megabytes * 1_000_000;
  const creator = { name: 'WebInspector', version: '537.36' };
  await write(`{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"pages":[],"entries":[\n`);
  let entries = 0;
  if (shape === 'huge') {
    entries = 1;
    const [before, after] = JSON.stringify(entry(random(7), 'empty', 0))
      .replace('"mimeType":""', '"mimeType":"a","text":"|"')
      .split('|');
    await write(before);
    const block = base64(random(7), 1_000_000);
    for (let size = 0; size < limit; size += block.length) await write(block);
    await write(after);
  } else {
    const next = random(7);
    const mix = shapes[shape];
    // A stock of entries is enough; each gets its own place in the file.
    const stock = Array.from({ length: 600 }, (_, i) =>
      JSON.stringify(entry(next, mix[i % mix.length], i), null, indent),
    );
    while (out.bytesWritten + out.writableLength < limit) {
      await write((entries > 0 ? ',\n' : '') + stock[(entries * 7) % stock.length]);
      entries += 1;
    }
  }
  out.end('\n]}}\n');
  await once(out, 'finish');
  return { entries, bytes: out.bytesWritten };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [shape = 'browser', megabytes = '100', file = join(tmpdir(), `${shape}.har`)] = process.argv.slice(2);
  process.stdout.write(`${JSON.stringify(await generateHar(shape, Number(megabytes), file))}\n`);
}
