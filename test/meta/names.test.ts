import { describe, expect, test } from 'vitest';
import { sourceFiles } from './source-files.js';

const files = sourceFiles();
const vague = ['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'service', 'base', 'misc'];

function words(name: string): string {
  return name.replace(/[^a-z0-9]/gi, '').toLowerCase();
}

describe('names of files', () => {
  test.each(files)('$path is kebab-case and not vague', ({ path }) => {
    const name = path.split('/').at(-1)?.replace(/\.ts$/, '') as string;
    expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(vague).not.toContain(name);
  });

  test.each(files.filter(({ text }) => !text.startsWith('// Generated')))(
    '$path opens with what it is for',
    ({ text }) => {
      expect(text).toMatch(/^(?:#!.*\n)?\/\/ \S.{20,}/);
    },
  );

  // A file is found by what it gives: one of its exports carries its name, or a word of it.
  test.each(files)('$path is named after an export', ({ path, text }) => {
    const name = path.split('/').at(-1)?.replace(/\.ts$/, '') as string;
    if (
      /^export default /m.test(text) ||
      path === 'cli.ts' ||
      name === 'registry' ||
      name.endsWith('-worker') ||
      path.startsWith('model/')
    )
      return;
    const exported = [
      ...text.matchAll(/^export (?:declare )?(?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm),
    ];
    const names = exported.map(([, one]) => words(one as string));
    const parts = name.split('-').map((part) => part.replace(/s$/, ''));
    expect(names.some((one) => parts.some((part) => one.includes(part)))).toBe(true);
  });

  test('files stay under 400 lines unless they are one table', () => {
    const long = files.filter(({ path, text }) => !path.startsWith('model/') && text.split('\n').length > 400);
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length}`)).toEqual([]);
  });
});
