// Each sample with the report that it gives: `npm test -- -u` rewrites the reports, and the diff is the review.
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { loadStoredPack } from '../src/pack/stored-pack.js';
import json from '../src/reporters/json.js';
import { analyzeCase } from '../src/run/analyze-case.js';
import { root } from './meta/source-files.js';

const samples = readdirSync(`${root}samples`);
const pack = loadStoredPack();
const schema = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(`${root}docs/report.schema.json`, 'utf8')),
);
const sink = { write: async () => undefined, isTerminal: false, columns: undefined };

async function reportOf(name: string, lang: string) {
  const options = { name, paths: ['upload'], pack, lang, toolVersion: '0.0.0', statements: [] };
  const io = { stdin: (async function* () {})(), stdout: sink, stderr: sink, env: {}, cwd: `${root}samples/${name}` };
  return (await analyzeCase(options, io)).report;
}

const presentation = { words: {}, rules: {}, recipes: {}, chain: [], regions: [] };
const usual = { width: 100, colour: false, detail: 'usual', only: [] } as const;

test.each(samples)('%s gives its report', async (name) => {
  const report = await reportOf(name, 'en');
  // The pack's hash changes with every edit of a rule.
  const rules = report.tool.rules.map((one) => ({ ...one, sha256: '0'.repeat(64) }));
  const text = json.render({ ...report, tool: { ...report.tool, rules } }, presentation, usual);
  await expect(text).toMatchFileSnapshot(`${root}samples/${name}/report.json`);
});

test.each(samples)(
  '%s gives a report that fits the schema, the same verdicts and the same bytes in every language',
  async (name) => {
    const english = await reportOf(name, 'en');
    for (const lang of ['en', 'pt', 'de', 'ja']) {
      const report = await reportOf(name, lang);
      expect(schema(report), JSON.stringify(schema.errors)).toBe(true);
      expect(JSON.stringify(report)).toBe(JSON.stringify(await reportOf(name, lang)));
      expect(report.findings.map(({ ruleId, verdict }) => [ruleId, verdict])).toEqual(
        english.findings.map(({ ruleId, verdict }) => [ruleId, verdict]),
      );
    }
  },
);

test('the samples show found, healthy and undecided cases', async () => {
  const verdicts = async (name: string) => new Set((await reportOf(name, 'en')).findings.map(({ verdict }) => verdict));
  // What its upload holds nothing of: logs and the API's calls, a clock of the appliance, its reporting, a second serial,
  // the name of the organization in XDR, a second call of the tile; and whose device a module points to is never known.
  const open = [
    'appliance/api-calls-rejected',
    'appliance/centralized-reporting',
    'case/clock-skew',
    'case/mixed-appliances',
    'case/module-device-mismatch',
    'case/organization-mismatch',
    'xdr/service-throttled',
  ];
  for (const { ruleId, verdict } of (await reportOf('healthy', 'en')).findings) {
    const expected = open.includes(ruleId) ? ['open'] : ['pass', 'notApplicable'];
    expect(expected, ruleId).toContain(verdict);
  }
  expect(await verdicts('api-and-eventing-off')).toContain('fail');
  expect(await verdicts('japanese-token-error')).toEqual(new Set(['open', 'pass', 'fail', 'notApplicable']));
  expect(await verdicts('eu-appliance-nam-portal')).toContain('fail');
});
