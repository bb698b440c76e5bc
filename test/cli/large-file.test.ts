// The shipped program hashes a large file on a second thread: the digest is right, and the process ends by itself.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'large-file-'));
afterEach(() => rmSync(folder, { recursive: true }));

test('a log of 70 MiB', () => {
  const line = 'Mon May 13 07:25:10 2019 Info: MID 1 queued for delivery\n';
  const log = Buffer.from(line.repeat(Math.ceil((70 << 20) / line.length)));
  writeFileSync(`${folder}/mail.current`, log);
  const told = execFileSync(process.execPath, [cli, 'mail.current', '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
    timeout: 25_000,
  });
  expect(told).toContain(createHash('sha256').update(log).digest('hex'));
});
