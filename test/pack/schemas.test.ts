// The schemas repeat the model's closed lists, since editors read them beside the YAML: they must be the same lists.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { comparisons } from '../../src/model/condition.js';
import { confidences, reasons, trusts } from '../../src/model/fact.js';
import { artifactKinds } from '../../src/model/report.js';
import { actors, levels, verdicts } from '../../src/model/rule.js';
import { subjectTypes } from '../../src/model/subject.js';
import { root } from '../meta/source-files.js';

/** Every closed list of a schema, as JSON of its sorted members. */
function listsOf(path: string): Set<string> {
  const lists = new Set<string>();
  JSON.parse(readFileSync(`${root}${path}`, 'utf8'), (key, value) => {
    if (key === 'enum') lists.add(JSON.stringify([...value].sort()));
    return value;
  });
  return lists;
}

test.each([
  ['rules/common.schema.json', { reasons, trusts, confidences, subjectTypes }],
  ['rules/rule.schema.json', { levels, actors, verdicts }],
  ['docs/report.schema.json', { reasons, trusts, confidences, subjectTypes, levels, actors, verdicts, artifactKinds }],
])('%s knows the lists of the model', (path, wanted) => {
  const lists = listsOf(path);
  for (const [name, list] of Object.entries(wanted)) {
    expect(lists, name).toContain(JSON.stringify([...list].sort()));
  }
});

test('a condition takes every comparison of the model and nothing else', () => {
  const { $defs } = JSON.parse(readFileSync(`${root}rules/common.schema.json`, 'utf8'));
  const leaf = $defs.condition.oneOf.find((form: { required: string[] }) => form.required.includes('fact'));
  expect(Object.keys(leaf.properties).sort()).toEqual(['fact', 'absent', ...comparisons].sort());
});
