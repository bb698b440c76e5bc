// Generated exports, whole and damaged, judged against what they truly say: right, unsure or wrong per fact. Wrong must
// never be; of what is whole hardly anything may be unsure.
import { describe, expect, test } from 'vitest';
import { combiners } from '../../../src/combiners/registry.js';
import { compileExtractors } from '../../../src/facts/compile-extractors.js';
import { type FactTable, factTable } from '../../../src/facts/fact-table.js';
import type { Observation } from '../../../src/model/fact.js';
import type { FactKey } from '../../../src/model/fact-keys.js';
import { loadStoredPack } from '../../../src/pack/stored-pack.js';
import parser from '../../../src/parsers/esa-config.js';
import { trusted } from '../../../src/text/safe.js';
import { type ApplianceTruth, harmful, harmless, type Specimen, specimenOf } from '../../specimens/random-exports.js';

const pack = loadStoredPack();
const extractors = compileExtractors(pack);
const definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));

async function factsOf(text: string): Promise<FactTable> {
  const observations: Observation[] = [];
  await parser.parse(bytesOf(text), extractors, {
    artifact: 'export.xml',
    observe: (observation) => observations.push(observation),
    note: () => undefined,
    excerpt: trusted,
  });
  return factTable(observations, definitions, combiners, pack.hosts);
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}

interface Score {
  right: number;
  unsure: number;
  wrong: string[];
}

async function score({ label, text, appliances }: Specimen): Promise<Score> {
  const facts = await factsOf(text);
  const result: Score = { right: 0, unsure: 0, wrong: [] };
  const seen = facts.subjects('appliance').filter((one) => one.seen);
  if (seen.length > appliances.length) result.wrong.push(`${label}: ${seen.map(({ id }) => id).join(', ')}`);
  for (const { id } of seen) {
    const named = facts.fact('appliance.identity.hostname', id);
    const truth = appliances.find(({ hostname }) => named.state.state === 'known' && named.state.value === hostname);
    if (truth) judge(facts, id, truth, label, result);
    else if (named.state.state === 'known') result.wrong.push(`${label}: ${id} is called ${named.state.value}`);
    else if (appliances.length === 1 && appliances[0]) judge(facts, id, appliances[0], label, result);
    else result.unsure++;
  }
  return result;
}

function judge(facts: FactTable, id: string, truth: ApplianceTruth, label: string, result: Score): void {
  for (const [key, allowed] of Object.entries(truth.facts)) {
    const { state, incomplete } = facts.fact(key as FactKey, id);
    const told = state.state === 'known' ? sorted(state.value) : state.state === 'absent' ? 'absent' : undefined;
    const isPart = (value: unknown) => incomplete && Array.isArray(value) && Array.isArray(told) && within(told, value);
    if (told === undefined) result.unsure += Number(allowed.length > 0);
    else if (allowed.some((value) => same(told, sorted(value)))) result.right++;
    else if (allowed.some(isPart)) result.unsure++;
    else result.wrong.push(`${label}: ${key} ${JSON.stringify(told)}, truth ${JSON.stringify(allowed)}`);
  }
}

const sorted = (value: unknown) => (Array.isArray(value) ? [...value].sort() : value);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const within = (some: readonly unknown[], all: readonly unknown[]) => some.every((one) => all.includes(one));

async function scoreAll(specimens: Iterable<Specimen>): Promise<Score> {
  const total: Score = { right: 0, unsure: 0, wrong: [] };
  for (const specimen of specimens) {
    const { right, unsure, wrong } = await score(specimen);
    total.right += right;
    total.unsure += unsure;
    total.wrong.push(...wrong);
  }
  return total;
}

function* specimens(count: number, ...how: [Parameters<typeof specimenOf>[1], number]): Generator<Specimen> {
  for (let seed = 1; seed <= count; seed++) yield specimenOf(seed, ...how);
}

const share = ({ right, unsure }: Score) => right / (right + unsure);
const thorough = Number(process.env.TRIAGE_SPECIMENS ?? 1);

describe('generated exports', () => {
  test('that are whole are read, hardly anything left open', async () => {
    const total = await scoreAll(specimens(200 * thorough, {}, 0));
    expect(total.wrong).toEqual([]);
    expect(share(total)).toBeGreaterThan(0.95);
  });

  test('that a terminal, an editor or a backup beside them changed say the same', async () => {
    const total = await scoreAll(specimens(400 * thorough, harmless, 3));
    expect(total.wrong).toEqual([]);
    expect(share(total)).toBeGreaterThan(0.9);
  });

  test('that lost, doubled or cut lines say nothing wrong', async () => {
    const total = await scoreAll(specimens(1000 * thorough, { ...harmless, ...harmful }, 4));
    expect(total.wrong).toEqual([]);
    expect(share(total)).toBeGreaterThan(0.4);
  });
});
