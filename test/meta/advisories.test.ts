// Every installed copy of a package is newer than the advisories on it that security/advisories.yaml lists.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const { advisories } = parse(read('security/advisories.yaml')) as {
  advisories: readonly { id: string; package: string; fixedIn: readonly string[] }[];
};
const lock = JSON.parse(read('package-lock.json')) as { packages: Readonly<Record<string, { version: string }>> };
const manifest = JSON.parse(read('package.json')) as { dependencies: Readonly<Record<string, string>> };
const copies = Object.entries(lock.packages).flatMap(([path, { version }]) => {
  const name = path.split('node_modules/').at(-1);
  return name ? [{ name, path, version }] : [];
});

/** Whether a version has the fix: of its own major line, or of a line begun later. */
function isFixed(version: string, fixedIn: readonly string[]): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  const fixes = fixedIn.map((one) => one.split('.').map(Number));
  const own = fixes.find(([line]) => line === major);
  if (own === undefined) return fixes.every(([line = 0]) => major > line);
  const [, fixedMinor = 0, fixedPatch = 0] = own;
  return minor > fixedMinor || (minor === fixedMinor && patch >= fixedPatch);
}

describe('advisories', () => {
  test.each(advisories.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const installed = copies.filter(({ name }) => name === one.package);
    expect(installed.length, 'an advisory on nothing that is installed').toBeGreaterThan(0);
    expect(installed.filter(({ version }) => !isFixed(version, one.fixedIn))).toEqual([]);
  });

  test('an old copy is seen', () => {
    expect(isFixed('6.13.9', ['6.14.0', '8.18.0'])).toBe(false);
    expect(isFixed('8.17.1', ['6.14.0', '8.18.0'])).toBe(false);
    expect(isFixed('7.9.9', ['6.14.0', '8.18.0'])).toBe(false);
    expect([isFixed('8.18.0', ['8.18.0']), isFixed('9.0.0', ['8.18.0'])]).toEqual([true, true]);
  });
});

test('what is depended on has an exact version', () => {
  for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
