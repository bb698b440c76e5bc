// What the pages name is there: files that they link to or put in code, every rule in the lists of rules, decisions by number.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/registry.js';
import { root } from '../meta/source-files.js';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const listed = (folder: string, ending: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith(ending));

const decisions = listed('docs/decisions/', '.md');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'src/README.md',
  ...listed('docs/', '.md'),
];

/** `test/intake/hostile*.test.ts`: something is called so. A name in <angle brackets> is the reader's to choose. */
function isThere(path: string): boolean {
  const last = path.slice(path.lastIndexOf('/') + 1);
  if (!/[*<]/.test(last)) return existsSync(join(root, path));
  const folder = join(root, dirname(path));
  const [begin = '', end = ''] = last.split(/\*|<[^>]*>/);
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(begin) && name.endsWith(end));
}

describe.each(pages)('%s', (page) => {
  test('links to what is there', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  test('names files that are there', () => {
    const paths = [...read(page).matchAll(/`((?:src|test|docs|bench|scripts|security)\/[^`\s]*)`/g)].map(
      ([, path = '']) => path,
    );
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });
});

test('what is not there is seen', () => {
  expect(isThere('test/intake/hostile*.test.ts')).toBe(true);
  expect(isThere('test/intake/friendly*.test.ts')).toBe(false);
  expect(isThere('test/no-such-folder/')).toBe(false);
});

test.each(['README.md', 'CHANGELOG.md'])('%s lists every rule and no other', (page) => {
  const areas = ['appliance', 'case', 'sse', 'xdr'];
  const rules = areas
    .flatMap((area) => listed(`rules/${area}/`, '.yaml'))
    .map((path) => path.slice('rules/'.length, -'.yaml'.length));
  const named = [...read(page).matchAll(/`((?:appliance|case|sse|xdr)\/[a-z0-9-]+)`/g)].map(([, rule]) => rule);
  expect([...new Set(named)].sort()).toEqual(rules.sort());
});

test('README.md shows what the program prints', () => {
  const [, name = '', block = ''] =
    /`npx esa-triage samples (\S+)`[^`]*```text\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  const cli = [join(root, 'dist/cli.js'), 'samples', name];
  const lines = execFileSync(process.execPath, cli, { encoding: 'utf8' }).split('\n');
  const shown = block.split('\n').filter((line) => line.trim() !== '' && line.trim() !== '…');
  expect(shown.length).toBeGreaterThan(20);
  expect(lines.filter((line) => line !== '' && shown.includes(line))).toEqual(shown);
});

test('docs/command-line.md tells of every flag', async () => {
  const page = read('docs/command-line.md');
  const all = await Promise.all(Object.values(commands).map(async (load) => (await load()).default.options));
  const flags = new Set(all.flatMap((options) => Object.keys(options)));
  expect(flags.size).toBeGreaterThan(10);
  expect([...flags].filter((flag) => !new RegExp(`--${flag}\\b`).test(page))).toEqual([]);
});

test.each(decisions)('%s is numbered as it is called', (path) => {
  const number = Number(/\/(\d{4})-/.exec(path)?.[1]);
  expect(number).toBe(decisions.sort().indexOf(path) + 1);
  expect(read(path)).toMatch(new RegExp(`^# ${number}\\. `));
});
