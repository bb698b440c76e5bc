// Every command line of the documentation is run. `npm ci` and `npm test` stand for themselves; the rest must end with 0.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../meta/source-files.js';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

interface Line {
  readonly document: string;
  readonly line: string;
}

const lines: Line[] = documents.flatMap((document) => {
  const blocks = readFileSync(`${root}${document}`, 'utf8').matchAll(/```console\n([\s\S]*?)```/g);
  return [...blocks].flatMap(([, block = '']) =>
    block
      .trim()
      .split('\n')
      .map((line) => ({ document, line })),
  );
});

const scripts = Object.keys(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).scripts);

describe('command lines of the documentation', () => {
  test('there are some', () => expect(lines.length).toBeGreaterThan(8));

  test.each(lines.filter(({ line }) => line.startsWith('npx esa-triage')))(
    '$document: $line',
    { timeout: 60_000 },
    ({ line }) => {
      const args = line.split(' ').slice(2);
      const output = execFileSync(process.execPath, [`${root}dist/cli.js`, ...args], { cwd: root, encoding: 'utf8' });
      expect(output.length).toBeGreaterThan(0);
    },
  );

  test.each(lines.filter(({ line }) => !line.startsWith('npx esa-triage')))('$document: $line is known', ({ line }) => {
    for (const command of line.split(' && ')) {
      const [, script = ''] = /^npm (?:run )?([a-z]+)/.exec(command) ?? [];
      expect(script === 'ci' || scripts.includes(script), command).toBe(true);
    }
  });
});
