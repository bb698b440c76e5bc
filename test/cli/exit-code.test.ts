import { expect, test } from 'vitest';
import { exitCodeOf } from '../../src/commands/case/exit-code.js';
import { exampleReport, finding, open } from '../reporters/example-report.js';

const found = exampleReport({ findings: [finding({ level: 'warning' })] });
const [artifact] = exampleReport().artifacts;

test('findings count from the named level on, hidden ones too', () => {
  expect(exitCodeOf(found, 'never', false)).toBe(0);
  expect(exitCodeOf(found, 'error', false)).toBe(0);
  expect(exitCodeOf(found, 'warning', false)).toBe(1);
  expect(exitCodeOf(found, 'note', false)).toBe(1);
  expect(exitCodeOf(exampleReport({ findings: [finding({ hiddenBy: 'a/b' })] }), 'error', false)).toBe(1);
});

test('undecided counts only with --strict, and after a finding', () => {
  const both = exampleReport({ findings: [finding({}), open('a/b', 'b')] });
  expect(exitCodeOf(both, 'never', true)).toBe(4);
  expect(exitCodeOf(both, 'never', false)).toBe(0);
  expect(exitCodeOf(both, 'error', true)).toBe(1);
});

test('what was unreadable, or a rule that failed, comes before every finding; an ignored picture does not', () => {
  const withStatus = (status: 'unreadable' | 'ignored') => ({
    ...found,
    artifacts: artifact === undefined ? [] : [{ ...artifact, status }],
  });
  expect(exitCodeOf(withStatus('unreadable'), 'note', true)).toBe(3);
  expect(exitCodeOf(withStatus('ignored'), 'note', true)).toBe(1);
  const [diagnostic] = exampleReport().diagnostics;
  const diagnostics = diagnostic === undefined ? [] : [{ ...diagnostic, code: 'rule-failed' }];
  expect(exitCodeOf({ ...found, diagnostics }, 'note', true)).toBe(3);
});
