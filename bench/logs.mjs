// Log reading, target 3 of the performance notes: the whole program beside ripgrep looking for the same literals.
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { compare, folder, render } from './measure.mjs';

export { render };

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const product = ['esa-triage facts', process.execPath, (file) => [here('../dist/cli.js'), 'facts', file]];
const literals = `${folder}/literals.txt`;
const ripgrep = ['rg -F -f', 'rg', (file) => ['-c', '-F', '-f', literals, file]];
const ripgrepGz = ['rg -z -F -f', 'rg', (file) => ['-c', '-z', '-F', '-f', literals, file]];

/** name, megabytes, packed, runs */
const tables = [
  ['mail log', 300, false, 5],
  ['mail log, large', 1000, false, 3],
  ['mail log, gzip', 1000, true, 3],
  ['mail log, 5 GB', 5000, false, 1],
];

export async function rows({ isQuick = false } = {}) {
  mkdirSync(folder, { recursive: true });
  await writeLiterals();
  const all = [];
  for (const [title, megabytes, isPacked, runs] of tables) {
    if (isQuick && (megabytes > 300 || isPacked)) continue;
    const file = `${folder}/mail-${megabytes}.log`;
    if (!existsSync(file)) generateLog(megabytes * 1e6, file);
    if (isPacked && !existsSync(`${file}.gz`))
      await pipeline(createReadStream(file), createGzip({ level: 6 }), createWriteStream(`${file}.gz`));
    all.push(...compare(title, isPacked ? `${file}.gz` : file, runs, [product, isPacked ? ripgrepGz : ripgrep]));
  }
  return all;
}

/** Every literal of every shipped pattern that may speak in a log whose name nothing tells. */
async function writeLiterals() {
  const pack = JSON.parse(await readFile(here('../dist/pack.json'), 'utf8'));
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
