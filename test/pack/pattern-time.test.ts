// No shipped pattern can be made to run for ever: recheck says so of each, in pure JavaScript, as it is compiled.
// Where its search comes to no end, or only counts how far a bounded repeat can be led, every repeat has to be bounded and
// none may stand in another, so that no text is more than a few times as slow; and the pattern is measured.
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { builtinFolder, loadFolders } from '../../src/pack/load-pack.js';

interface Diagnostics {
  readonly status: 'safe' | 'vulnerable' | 'unknown';
  readonly complexity?: { readonly type: string };
  readonly attack?: { readonly pumps: readonly { prefix: string; pump: string }[]; readonly suffix: string };
}
type CheckSync = (source: string, flags: string, limits: Record<string, number | string>) => Diagnostics;

const { checkSync } = createRequire(import.meta.url)('recheck/lib/browser.js') as { checkSync: CheckSync };
const limits = { timeout: 1500, attackTimeout: 300, incubationTimeout: 100 };
const lineCharsMax = 64 * 1024;

const sources = shippedPatterns(await loadFolders([builtinFolder]));

function shippedPatterns({ facts, pages, logs, rules }: Awaited<ReturnType<typeof loadFolders>>): string[] {
  const found = new Set<string>(logs.outsiders.map((pattern) => `^(?:${pattern})`));
  const visit = (node: unknown, wrap: (text: string) => string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (['pattern', 'matches', 'whole', 'named'].includes(key) && typeof value === 'string') found.add(wrap(value));
      else visit(value, wrap);
    }
    if ('op' in node && node.op === 'matches' && 'operand' in node) found.add(`^(?:${node.operand})$`);
  };
  visit(facts, (text) => text);
  visit(pages, (text) => `^(?:${text})$`);
  visit(rules, (text) => text);
  return [...found];
}

/** Milliseconds for a line as long as lines get, made of what recheck found, or of the pattern's own characters. */
function measured(source: string, { attack }: Diagnostics): number {
  const pattern = new RegExp(source, 'u');
  const pumped = attack?.pumps.map(({ prefix, pump }) => {
    const times = Math.floor(lineCharsMax / attack.pumps.length / Math.max(1, pump.length));
    return prefix + pump.repeat(times);
  });
  const lines = [
    ...(pumped && attack ? [pumped.join('') + attack.suffix] : []),
    ...['1. a', '1. a (', '1. a (1.1.1.1 on ', 'timed out', '[Errno ', 'a ', ' ', '\\'].map((text) =>
      text.repeat(Math.ceil(lineCharsMax / text.length)),
    ),
  ];
  return Math.max(
    ...lines.map((line) => {
      const begin = performance.now();
      pattern.exec(line);
      return performance.now() - begin;
    }),
  );
}

/** Every repeat is bounded, and what is repeated has neither repeats nor choices of its own. */
function isFlat(source: string): boolean {
  let text = source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'x').replace(/\((?:\?(?::|!|=|<\w+>))/g, '(');
  if (/[*+]|\{\d+,\}/.test(text)) return false;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\(([^()]*)\)(\{[^}]*\})?/, (_, inner: string, repeat?: string) => {
      const isPlain = !/[{?|#~]/.test(inner);
      return repeat === undefined || isPlain ? (isPlain ? 'x' : '~') : '#';
    });
  }
  return !text.includes('#');
}

test.each([
  ['^(?:a{1,9}b){1,9}$', false],
  ['^((?:a|b)c){1,9}$', false],
  ['^a+$', false],
  ['^[+*]\\+(?<a>b{1,9})?(?:c|d)(?:e){2}$', true],
])('%s is flat: %s', (source, flat) => expect(isFlat(source)).toBe(flat));

test('there are patterns, and recheck knows a bad one', () => {
  expect(sources.length).toBeGreaterThan(40);
  expect(checkSync('^(?:a+)+$', 'u', limits)).toMatchObject({
    status: 'vulnerable',
    complexity: { type: 'exponential' },
  });
});

test.each(sources)('%s', { timeout: 30_000 }, (source) => {
  const found = checkSync(source, 'u', limits);
  if (found.status === 'safe') return;
  expect(found.complexity?.type).not.toBe('exponential');
  expect(isFlat(source)).toBe(true);
  expect(measured(source, found)).toBeLessThan(1000);
});
