// What of a report stands in the reader's words, although no line of the upload says it.
import { expect, it } from 'vitest';
import { reportOf } from '../../near-misses/whole-case.js';
import { captureOf } from '../../specimens/capture-specimens.js';

const elsewhere = { url: 'https://www.example.com/', body: {} };

it.each([
  ['en', 'Answers of the portals: '],
  ['de', 'Antworten der Portale: '],
])('what a whole capture says stands under the title of its fact, not under its key (%s)', async (lang, title) => {
  const { findings } = await reportOf({ 'a.har': captureOf([elsewhere]) }, { lang });
  const own = findings.find(({ ruleId }) => ruleId === 'case/capture-unusable');
  const excerpts = own?.evidence.map(({ excerpt }) => excerpt) ?? [];
  expect(excerpts.find((text) => text.startsWith(title))).toBeDefined();
  expect(excerpts.join()).not.toMatch(/capture\.[a-z]+\./);
});

it('a contradiction names fact and subject as people do', async () => {
  const page = (state: string) => `Cloud Service Settings\nCloud Services\nThreat Response:\t${state}\n`;
  const { contradictions } = await reportOf({ 'a.txt': page('Enabled'), 'b.txt': page('Disabled') }, { lang: 'pt' });
  expect(contradictions[0]).toMatchObject({ subject: 'appliance:1', subjectName: 'appliance 1' });
  expect(contradictions[0]?.title).not.toMatch(/^appliance\./);
});
