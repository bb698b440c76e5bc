// Bombs, target 8 of the performance notes: files of zeros, 1:1000 and packed twice, are stopped early and within 128 MiB.
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { made, script } from './measure.mjs';

const candidates = [
  script('esa-triage facts', '../dist/cli.js', 'facts'),
  script('gunzip in Node', 'layers.mjs', 'bare'),
];

function* zeros() {
  for (let mebibyte = 0; mebibyte < 10_000; mebibyte += 1) yield Buffer.alloc(1 << 20);
}

const bomb = () => made('bomb.gz', (path) => pipeline(Readable.from(zeros()), createGzip(), createWriteStream(path)));

async function twice() {
  const from = await bomb();
  return made('bomb.gz.gz', (path) => pipeline(createReadStream(from), createGzip(), createWriteStream(path)));
}

export const tables = [
  { title: '10 GB of zeros', file: bomb, runs: 3, candidates },
  { title: '10 GB of zeros, packed twice', file: twice, runs: 3, candidates: candidates.slice(0, 1) },
];
