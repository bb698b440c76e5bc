// Nothing that is shipped can open a connection: neither its sources, nor the built program, nor what it needs to run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
// require("node:https") | from 'http2' | import('tls') | fetch(
const reaching =
  /(?:require\(|\bfrom\s*|\bimport\s*\(?)\s*["'`](?:node:)?(?:net|https?|http2|dgram|tls|dns|inspector)(?:\/\w+)?["'`]|(?<![.\w#])(?:fetch|WebSocket|XMLHttpRequest|EventSource)\s*\(/g;

interface Lock {
  readonly packages: Readonly<Record<string, { dev?: true; hasInstallScript?: true; optional?: true; peer?: true }>>;
}
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
const shipped = Object.entries(lock.packages).filter(([path, { dev, peer }]) => path !== '' && !dev && !peer);

function* scripts(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* scripts(path);
    else if (/\.[cm]?[jt]s$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name)) yield path;
  }
}

function reachingIn(folder: string): string[] {
  return [...scripts(folder)].flatMap((path) => {
    const found = readFileSync(path, 'utf8').match(reaching) ?? [];
    return found.map((text) => `${path.slice(root.length)}: ${text}`);
  });
}

describe('what reaches for a network', () => {
  test.each(['src', 'scripts', 'dist'])('is not in %s', (folder) => {
    expect([...scripts(join(root, folder))].length).toBeGreaterThan(2);
    expect(reachingIn(join(root, folder))).toEqual([]);
  });

  test.each(shipped.map(([path]) => path))('is not in %s', (path) => {
    expect(reachingIn(join(root, path))).toEqual([]);
  });

  test.each([
    'const http = require("node:http");',
    "import { connect } from 'tls';",
    "await import('dns/promises')",
    'fetch("https://example.com")',
    "import 'node:https';",
  ])('is seen in %s', (text) => {
    expect(text.match(reaching)).not.toBeNull();
  });

  test('in the middle of words is none', () => {
    expect('this.fetch(1); prefetch(2); from "./net.js"'.match(reaching)).toBeNull();
  });
});

test('nothing that is shipped runs a script when it is installed', () => {
  expect(shipped.length).toBeGreaterThan(10);
  expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
});

test('a test that uses the network fails', async () => {
  const { connect } = await import('node:net');
  const { lookup } = await import('node:dns');
  expect(() => connect(443, 'example.com')).toThrow('the network was used');
  expect(() => lookup('example.com', () => undefined)).toThrow('the network was used');
  expect(() => fetch('https://example.com')).toThrow('the network was used');
});
