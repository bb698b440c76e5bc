import { describe, expect, test } from 'vitest';
import { importsOf, sourceFiles } from './source-files.js';

/** Room → rooms it may import from. `src/README.md` shows the same map to people. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'cli.ts': ['main', 'model'],
  'main.ts': ['commands', 'model', 'text'],
  commands: ['run', 'authoring', 'pack', 'engine', 'facts', 'reporters', 'text', 'model'],
  authoring: ['engine', 'text', 'model'],
  run: ['intake', 'parsers', 'combiners', 'facts', 'engine', 'text', 'model'],
  reporters: ['text', 'model'],
  intake: ['text', 'model'],
  parsers: ['text', 'model'],
  combiners: ['text', 'model'],
  facts: ['text', 'model'],
  pack: ['text', 'model'],
  engine: ['text', 'model'],
  text: ['model'],
  model: [],
};

const networkModules = ['http', 'https', 'net', 'tls', 'dns', 'dgram', 'http2', 'inspector', 'undici'];
/** Rooms that see no files, clock, locale or environment. */
const pureRooms = ['engine', 'reporters', 'combiners', 'facts', 'model', 'text', 'parsers', 'authoring'];

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

  test('only cli.ts touches process', () => {
    const guilty = files.filter(({ path, text }) => path !== 'cli.ts' && /\bprocess\./.test(text));
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });

  test('only text/ makes Safe text by a cast', () => {
    const guilty = files.filter(({ path, text }) => roomOf(path) !== 'text' && /\bas Safe\b/.test(text));
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });

  test('no third-party error text is read', () => {
    const guilty = files.filter(({ text }) => /\b(?:error|err|cause|e)\.message\b/.test(text));
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });
});
