// What the intake does with one archive, as a process of its own: opened, every entry sniffed and hashed, the archive
// hashed too, nothing parsed. `--bare`: unpacked by the same libraries and counted, nothing else. Prints one line of JSON.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const [file, ...flags] = process.argv.slice(2);

async function product() {
  const { createBudget } = await import('../build/intake/budget.js');
  const { listUpload } = await import('../build/intake/list-upload.js');
  const { readUpload } = await import('../build/run/read-upload.js');
  const { createMasker } = await import('../build/text/mask.js');
  const budget = createBudget();
  const { sources } = await listUpload([file], '.', process.stdin, budget);
  const { artifacts } = await readUpload(sources, { parsers: [], extractors: {}, masker: createMasker() }, budget);
  const leaves = artifacts.filter(({ kind }) => kind !== 'archive');
  return { entries: leaves.length, bytes: leaves.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}

async function bare() {
  const count = { entries: 0, bytes: 0 };
  const counted = async (stream) => {
    for await (const chunk of stream) count.bytes += chunk.length;
    count.entries += 1;
  };
  if (file.endsWith('.zip')) {
    const { default: yauzl } = await import('yauzl');
    const zip = await yauzl.openPromise(file);
    for await (const entry of zip.eachEntry()) await counted(await zip.openReadStreamPromise(entry));
  } else if (file.endsWith('.tar.gz')) {
    const { Parser } = await import('tar');
    const parser = new Parser({ onReadEntry: (entry) => void counted(entry) });
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), createGunzip({ chunkSize: 256 << 10 }), parser);
  } else {
    await counted(createReadStream(file, { highWaterMark: 1 << 20 }).pipe(createGunzip({ chunkSize: 256 << 10 })));
  }
  return count;
}

const result = await (flags.includes('--bare') ? bare() : product());
process.stdout.write(`${JSON.stringify({ ...result, maxRssKiB: process.resourceUsage().maxRSS })}\n`);
