// Archives: what reading them costs beside bare unpacking by the same libraries.
import { spawnSync } from 'node:child_process';
import { existsSync, openSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { generated } from './har.mjs';
import { made, script } from './measure.mjs';

const candidates = [
  script('bare unpacking', 'layers.mjs', 'bare'),
  script('intake: opened, sniffed, hashed', 'layers.mjs', 'intake'),
];

// Written by another program than the one that reads it.
const zipScript = `
import sys, zipfile
data = open(sys.argv[1], 'rb').read()
z = zipfile.ZipFile(sys.stdout.buffer, 'w', zipfile.ZIP_DEFLATED, compresslevel=6)
for i in range(int(sys.argv[2])):
    z.writestr('case/%05d.txt' % i, data[i:] if sys.argv[3] == '1' else data[i * 300:i * 300 + 2000])
z.close()
`;

/** A file made of a capture of 100 MB; undefined where the program that makes it is not there. */
const packed = (name, commandOf) => async () => {
  const from = await generated('browser', 100)();
  const path = await made(`intake-${name}`, (to) => {
    const [command, ...args] = commandOf(from);
    const { status } = spawnSync(command, args, { stdio: ['ignore', openSync(to, 'w'), 'inherit'] });
    if (status !== 0) rmSync(to, { force: true });
  });
  return existsSync(path) ? path : undefined;
};
const zipped = (count, isWhole) => (from) => ['python3', '-c', zipScript, from, String(count), isWhole ? '1' : '0'];
const tarred = (from) => ['tar', '-czf', '-', '-C', dirname(from), basename(from)];

export const tables = [
  {
    title: 'gzip of one capture',
    file: packed('browser.gz', (from) => ['gzip', '-kc6', from]),
    runs: 7,
    candidates,
  },
  { title: 'zip of 4 captures', file: packed('browser.zip', zipped(4, true)), runs: 5, candidates },
  { title: 'tar.gz of one capture', file: packed('browser.tar.gz', tarred), runs: 5, candidates },
  { title: 'zip of 20,000 small files', file: packed('small.zip', zipped(20_000, false)), runs: 3, candidates },
];
