// The other ways to read a HAR in Node, each as a process of its own: `node bench/har-peers.mjs NAME FILE`.
// Each does the least that counts as reading: every entry built, its URL looked at. Prints one line of JSON.
import { createReadStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const highWaterMark = 1 << 20;

const readers = {
  'JSON.parse(readFileSync)'(file) {
    let entries = 0;
    for (const entry of JSON.parse(readFileSync(file, 'utf8')).log.entries) if (entry.request.url) entries += 1;
    return entries;
  },
  async '@streamparser/json'(file) {
    const { JSONParser } = await import('@streamparser/json');
    const parser = new JSONParser({ paths: ['$.log.entries.*'], keepStack: false });
    let entries = 0;
    parser.onValue = ({ value }) => {
      if (value.request.url) entries += 1;
    };
    for await (const chunk of createReadStream(file, { highWaterMark })) parser.write(chunk);
    return entries;
  },
  async 'stream-json'(file) {
    const [{ parser }, { pick }, { streamArray }, { default: chain }] = await Promise.all([
      import('stream-json/parser.js'),
      import('stream-json/filters/pick.js'),
      import('stream-json/streamers/stream-array.js'),
      import('stream-chain'),
    ]);
    let entries = 0;
    const stages = chain([parser(), pick({ filter: 'log.entries' }), streamArray()]);
    stages.on('data', ({ value }) => {
      if (value.request.url) entries += 1;
    });
    await pipeline(createReadStream(file, { highWaterMark }), stages);
    return entries;
  },
};

const [name, file] = process.argv.slice(2);
let entries = null;
try {
  entries = await readers[name](file);
} catch {
  process.exitCode = 1;
}
process.stdout.write(`${JSON.stringify({ entries, maxRssKiB: process.resourceUsage().maxRSS })}\n`);
