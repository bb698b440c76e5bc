// The published articles themselves: as they are they only state; the page texts lifted out of them show.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsIn, readText } from './reading.js';

const corpus = process.env.TRIAGE_CORPUS ?? '../shared/corpus';
const folder = corpus === undefined ? undefined : join(corpus, '..', 'seeds');
const names =
  folder !== undefined && existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
if (names.length === 0) process.stderr.write('SKIPPED: no articles (set TRIAGE_CORPUS to the corpus beside them)\n');

const articles = names.map((name) => readFileSync(join(folder ?? '', name), 'utf8'));

describe.skipIf(names.length === 0)('the articles', () => {
  it.each(articles)('show nothing', async (text) => {
    const { observations } = await readText(text);
    expect(observations.length).toBeGreaterThan(0);
    expect(observations.filter(({ evidence }) => evidence.trust !== 'stated')).toEqual([]);
  });

  it.each(articles)('show nothing in any half', async (text) => {
    const lines = text.split('\n');
    const half = Math.ceil(lines.length / 2);
    for (let from = 0; from + half <= lines.length; from += 3) {
      const { observations } = await readText(lines.slice(from, from + half).join('\n'));
      expect(
        observations.filter(({ evidence }) => evidence.trust !== 'stated'),
        `from ${from}`,
      ).toEqual([]);
    }
  });

  it('hold page texts that show, once they are lifted out', async () => {
    const lines = articles.find((text) => text.includes('The screenshot shows'))?.split('\n') ?? [];
    const block = (opens: (line: string) => boolean, closes: (line: string) => boolean) => {
      const from = lines.findIndex(opens);
      const end = lines.findIndex((line, at) => at > from && closes(line));
      return lines.splice(from, end - from).join('\n');
    };
    const isTitle = (line: string) => line.startsWith('## ');
    const services = block((line) => line.startsWith('The screenshot shows'), isTitle);
    const busy = block((line) => line.startsWith('### Cloud Service Settings'), isTitle);
    const rejected = block(
      (line) => line.startsWith('### Cloud Service Settings'),
      (line) => /トークンが正しい/.test(line),
    );

    expect(await factsIn(services)).toMatchObject({
      'sse.service.threat-response': 'on',
      'sse.service.eventing': 'on',
    });
    expect(await factsIn(busy)).toMatchObject({
      'appliance.cloud-service.state': 'on',
      'appliance.cloud-service.region': 'NAM',
      'appliance.registration.state': 'busy',
    });
    const facts = await factsIn(rejected);
    expect(facts).toMatchObject({
      'appliance.cloud-service.state': 'on',
      'appliance.registration.state': 'rejected rejected',
    });
    expect(facts['appliance.cloud-service.region']).toBeUndefined();
  });
});
