import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { confidences, reasons, trusts } from '../../src/model/fact.js';
import { artifactKinds } from '../../src/model/report.js';
import { actors, levels, verdicts } from '../../src/model/rule.js';
import { subjectTypes } from '../../src/model/subject.js';
import json from '../../src/reporters/json.js';
import { trusted } from '../../src/text/safe.js';
import { exampleReport, finding } from './example-report.js';

const schemaText = readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8');
const schema = JSON.parse(schemaText);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
const presentation = { words: {}, rules: {}, recipes: {}, chain: [], regions: [] };
const options = { width: 100, colour: true, detail: 'usual', only: [] } as const;

test('a report is valid by the published schema and ends with a line end', () => {
  const text = json.render(exampleReport(), presentation, options);
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  expect(text.endsWith('}\n')).toBe(true);
});

test('the schema refuses a field that it does not describe, and a missing one', () => {
  const { asks: _asks, ...without } = exampleReport();
  expect(validate({ ...exampleReport(), more: 1 })).toBe(false);
  expect(validate(without)).toBe(false);
});

test('the schema describes every field and knows every word of the model', () => {
  const undescribed: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, field] of Object.entries((node as { properties?: object }).properties ?? {})) {
      if (!('description' in field) && !('$ref' in field)) undescribed.push(`${path}/${name}`);
    }
    for (const [key, child] of Object.entries(node)) visit(child, `${path}/${key}`);
  };
  visit(schema, '');
  expect(undescribed).toEqual([]);
  const { finding: ofFinding, artifact, evidence, subject } = schema.$defs;
  expect(ofFinding.properties.verdict.enum).toEqual(verdicts);
  expect(ofFinding.properties.level.enum).toEqual(levels);
  expect(ofFinding.properties.remedyBy.enum).toEqual(actors);
  expect(ofFinding.properties.reasons.items.properties.reason.enum).toEqual(reasons);
  expect(ofFinding.properties.confidence.enum).toEqual(confidences);
  expect(artifact.properties.kind.enum).toEqual(artifactKinds);
  expect(evidence.properties.trust.enum).toEqual(trusts);
  expect(subject.properties.type.enum).toEqual(subjectTypes);
});

test('odd characters stay JSON for every reader: no lone surrogate, no raw line separator, no raw control', () => {
  const message = trusted('a\ud800b\u2028c\u009bd\u202e');
  const text = json.render(exampleReport({ findings: [finding({ message })] }), presentation, options);
  expect(text).not.toMatch(/[\ud800-\udfff\u2028\u0080-\u009f\u202e]/);
  expect(JSON.parse(text).findings[0].message).toContain('\u2028c\u009bd\u202e');
});
