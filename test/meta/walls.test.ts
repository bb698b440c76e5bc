import { describe, expect, test } from 'vitest';
import { importsOf, sourceFiles } from './source-files.js';

/** Room → rooms it may import from. `src/README.md` shows the same map to people. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'launch.ts': [],
  'cli.ts': ['main', 'model'],
  'main.ts': ['commands', 'package-folder', 'model', 'text'],
  'package-folder.ts': [],
  commands: ['run', 'authoring', 'pack', 'package-folder', 'engine', 'reporters', 'terminal', 'text', 'model'],
  authoring: ['engine', 'text', 'model'],
  run: ['intake', 'parsers', 'combiners', 'facts', 'engine', 'text', 'model'],
  reporters: ['terminal', 'text', 'model'],
  terminal: ['text', 'model'],
  intake: ['text', 'model'],
  parsers: ['text', 'model'],
  combiners: ['text', 'model'],
  facts: ['text', 'model'],
  pack: ['package-folder', 'text', 'model'],
  engine: ['text', 'model'],
  text: ['model'],
  model: [],
};

const networkModules = ['http', 'https', 'net', 'tls', 'dns', 'dgram', 'http2', 'inspector', 'undici'];
/** Rooms that see no files, clock, locale or environment. */
const pureRooms = ['engine', 'reporters', 'terminal', 'combiners', 'facts', 'model', 'text', 'parsers', 'authoring'];

const files = sourceFiles();

function roomOf(path: string): string {
  return path.split('/')[0] as string;
}

function roomImported(from: string, specifier: string): string {
  const url = new URL(specifier, `file:///${from}`);
  return (url.pathname.split('/')[1] as string).replace(/\.js$/, '');
}

describe('walls of the house', () => {
  test('every room is on the map', () => {
    const rooms = new Set(files.map(({ path }) => roomOf(path)));
    expect([...rooms].sort()).toEqual(Object.keys(mayImport).sort());
  });

  test.each(files.map(({ path, text }) => ({ path, text })))(
    '$path imports only what its room may',
    ({ path, text }) => {
      const room = roomOf(path);
      const own = room.replace(/\.ts$/, '');
      const foreign = importsOf(text)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => roomImported(path, specifier))
        .filter((target) => target !== own && !(mayImport[room] ?? []).includes(target));
      expect(foreign).toEqual([]);
    },
  );

  test('nobody imports a network module or calls fetch', () => {
    const guilty = files.filter(
      ({ text }) =>
        importsOf(text).some((specifier) => networkModules.includes(specifier.replace(/^node:/, ''))) ||
        /\b(?:fetch|WebSocket|EventSource)\(/.test(text),
    );
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });

  test('pure rooms see no files, clock, process or console', () => {
    const guilty = files
      .filter(({ path }) => pureRooms.includes(roomOf(path)))
      .filter(
        ({ text }) =>
          importsOf(text).some((specifier) => /^node:(?:fs|process|os|child_process|worker_threads)/.test(specifier)) ||
          /\bprocess\.|\bconsole\.|\bDate\.now\(|new Date\(\)|performance\.now\(/.test(text),
      );
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });

  test('only cli.ts touches process, and the two threads of a child their own', () => {
    const own = ['cli.ts', 'run/child/document-worker.ts', 'run/child/memory-watch-worker.ts'];
    const guilty = files.filter(({ path, text }) => !own.includes(path) && /\bprocess\./.test(text));
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });

  // What one format does inside is nobody else's business: another one may replace it.
  test.each(['commands', 'reporters', 'parsers', 'combiners'])('%s are reached through their registry only', (room) => {
    const guilty = files
      .filter(({ path }) => roomOf(path) !== room)
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((specifier) => specifier.includes(`/${room}/`) && !specifier.endsWith(`/${room}/registry.js`))
          .map((specifier) => `${path}: ${specifier}`),
      );
    expect(guilty.filter((one) => !one.startsWith('main.ts: ./commands/line/'))).toEqual([]);
  });

  test('only safe.ts makes Safe text by a cast', () => {
    const guilty = files.filter(({ path, text }) => path !== 'text/safe.ts' && /\bas Safe\b/.test(text));
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });

  // Each call is a promise that no customer's text is in it unmasked: one more is a decision, made here.
  test('trusted() is called where this list says why', () => {
    const calls = files
      .filter(({ path }) => path !== 'text/safe.ts')
      .map(({ path, text }) => [path, text.match(/\btrusted\(/g)?.length ?? 0] as const)
      .filter(([, count]) => count > 0);
    expect(Object.fromEntries(calls)).toEqual({
      'authoring/hand-set-facts.ts': 1, // a word of its own in the place of evidence
      'run/build-report.ts': 2, // a separator; the id of a symptom
      'run/inventory-facts.ts': 1, // the kind of an artifact
      'run/report/diagnostics.ts': 1, // ids of rules
      'run/report/finding.ts': 6, // nothing; separators; the id of a rule
      'run/report/statements.ts': 1, // a separator
      'run/words.ts': 5, // words of the pack, filled with what is Safe or masked in the same line; keys, titles and values joined
      'text/secrets/excerpt.ts': 2, // cut after it was masked
      'text/harmless.ts': 1, // escapes what is Safe already
      'text/secrets/mask.ts': 6, // the masker itself
      'text/secrets/reveal.ts': 3, // what the engineer asked to see, on a terminal only
    });
  });

  test('no third-party error text is read', () => {
    const guilty = files.filter(({ text }) => /\b(?:error|err|cause|e)\.message\b/.test(text));
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });
});
