// docs/rule-format.md names what the schemas and the program know: nothing more, nothing less, in their order.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { comparisons } from '../../src/model/condition.js';
import { confidences, reasons, trusts } from '../../src/model/fact.js';
import { actors } from '../../src/model/rule.js';
import { subjectParents } from '../../src/model/subject.js';
import { root, sourceFiles } from '../meta/source-files.js';

const page = readFileSync(`${root}docs/rule-format.md`, 'utf8');
const schema = (name: string) => JSON.parse(readFileSync(`${root}rules/${name}.schema.json`, 'utf8'));
const rule = schema('rule');
const common = schema('common');

/** First cells of the first table whose head begins so, behind a heading. */
function names(heading: string, head: string): string[] {
  const lines = page.slice(page.indexOf(`\n${heading}\n`)).split('\n');
  const rows = lines.slice(lines.findIndex((line) => line.startsWith(`| ${head}`)) + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) => /^\| `([^`]+)` \|/.exec(row)?.[1] ?? row);
}

const fields = Object.keys(rule.properties);
const forms: { required: string[] }[] = common.$defs.condition.oneOf;

test.each([
  ['## Fields of a rule', 'field', fields],
  ['### pack.yaml', 'field', Object.keys(schema('pack').properties)],
  ['## Tests', 'field', Object.keys(rule.properties.tests.items.properties)],
  ['## Conditions', 'form', forms.map(({ required }) => required[0])],
  ['## Conditions', 'comparison', [...comparisons, 'absent']],
  ['## Words of facts', 'subject', Object.keys(subjectParents)],
  ['## Words of facts', 'trust', trusts],
  ['## Words of facts', 'confidence', confidences],
  ['## Words of facts', 'reason', reasons],
])('%s: %s', (heading, head, expected) => {
  expect(names(heading, head)).toEqual(expected);
});

test('required fields, actors and parents', () => {
  const listed = (line: RegExp) => [...(line.exec(page)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  expect(listed(/^Required: (.*)$/m)).toEqual(rule.required);
  expect(listed(/^`by` of a remedy: (.*)$/m)).toEqual(actors);
  for (const [subject, parents] of Object.entries(subjectParents))
    expect(listed(new RegExp(`^\\| \`${subject}\` \\| (.*)\\|$`, 'm'))).toEqual(parents);
});

test('every code of the lint, with its level', () => {
  const codes = new Map<string, string>();
  for (const { path, text } of sourceFiles()) {
    if (!path.startsWith('authoring/lint-')) continue;
    const calls = text.matchAll(/\b(?:tell|told)\(\s*'([a-z-]+)',\s*(?:'(error|warning)')?/g);
    for (const [, code = '', level = 'error'] of calls) codes.set(code, level);
  }
  const rows = [...page.slice(page.indexOf('## What the lint says')).matchAll(/^\| `([a-z-]+)` \| (\(w\))?/gm)];
  const documented = rows.map(([, code, warning]) => [code, warning ? 'warning' : 'error']);
  expect(documented).toEqual([...codes].sort(([a], [b]) => (a < b ? -1 : 1)));
});
