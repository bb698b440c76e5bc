// Log reading, target 3 of the performance notes: the whole program beside ripgrep looking for the same literals.
import { createReadStream, createWriteStream, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { made, product } from './measure.mjs';

const literals = await made('literals.txt', () => undefined);
const ripgrep = ['rg -F -f', 'rg', (file) => ['-c', '-F', '-f', literals, file]];
const ripgrepGz = ['rg -z -F -f', 'rg', (file) => ['-c', '-z', '-F', '-f', literals, file]];

const log = (megabytes) => async () => {
  writeLiterals();
  return made(`mail-${megabytes}.log`, (path) => generateLog(megabytes * 1e6, path));
};

async function packed() {
  const from = await log(1000)();
  return made('mail-1000.log.gz', (path) =>
    pipeline(createReadStream(from), createGzip({ level: 6 }), createWriteStream(path)),
  );
}

export const tables = [
  { title: 'mail log', file: log(300), runs: 5, candidates: [product, ripgrep] },
  { title: 'mail log, large', file: log(1000), runs: 3, isLarge: true, candidates: [product, ripgrep] },
  { title: 'mail log, gzip', file: packed, runs: 3, isLarge: true, candidates: [product, ripgrepGz] },
  { title: 'mail log, 5 GB', file: log(5000), runs: 1, isLarge: true, candidates: [product, ripgrep] },
];

/** Every literal of every shipped pattern that may speak in a log whose name nothing tells. */
function writeLiterals() {
  const pack = JSON.parse(readFileSync(new URL('../dist/pack.json', import.meta.url), 'utf8'));
  const lines = pack.facts.flatMap(({ extractors }) => extractors.filter(({ kind }) => kind === 'line'));
  const bound = lines.filter(({ hosts, pattern }) => hosts !== undefined || pattern.startsWith('^'));
  writeFileSync(literals, `${[...new Set(bound.flatMap(({ anchors }) => anchors))].join('\n')}\n`);
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const opening = [
  'Begin Logfile',
  'Version: 15.0.1-416 SN: AAAAEXAMPLE1-000000000001',
  'Time offset from UTC: 3600 seconds',
];

/** Deterministic: the same size gives the same bytes. */
function generateLog(bytes, file) {
  const fd = openSync(file, 'w');
  let seed = 1;
  const random = () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  let text = '';
  for (let written = 0, i = 0; written < bytes; i++) {
    text += `${stamp(i)} ${opening[i] === undefined ? messageOf(i, random()) : `Info: ${opening[i]}`}\n`;
    if (text.length < 1 << 20) continue;
    writeSync(fd, text);
    written += text.length;
    text = '';
  }
}

function stamp(i) {
  const at = new Date(Date.UTC(2026, 10, 1) + i * 700);
  const two = (number) => String(number).padStart(2, '0');
  const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  const day = String(at.getUTCDate()).padStart(2, ' ');
  return `${days[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${day} ${clock} ${at.getUTCFullYear()}`;
}

function messageOf(i, share) {
  const mid = 1_000_000 + i;
  if (share < 0.0001) return 'Info: PID 1237: User exampleadmin commit changes: nightly';
  if (share < 0.0002) return `Warning: connect to api-sse.cisco.com:443: [Errno 60] Operation timed out`;
  if (share < 0.3) return `Info: MID ${mid} ICID ${mid - 5} From: <user${i % 977}@example.com>`;
  if (share < 0.6) return `Info: MID ${mid} Subject 'Invoice ${i} of the month'`;
  if (share < 0.8) return `Info: New SMTP DCID ${mid} interface 192.0.2.1 address 198.51.100.${i % 255} port 25`;
  return `Info: MID ${mid} queued for delivery, message size ${Math.floor(share * 90_000)}`;
}
