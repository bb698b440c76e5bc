// Every page in every layout and language: read right, and never read wrong when it is cut or comes in pieces.
import { describe, expect, it } from 'vitest';
import { misread, surroundings, withoutAccents } from '../../specimens/damage.js';
import {
  applianceSpecimen,
  languages,
  layouts,
  type PageSpecimen,
  pageSpecimens,
  registrations,
} from '../../specimens/page-specimens.js';
import { factsIn, readBytes, readText, toldBy } from './reading.js';

interface Score {
  right: number;
  readonly unsure: string[];
  readonly wrong: string[];
}

/** Kind of page → how its specimens are read, each fact for itself. */
async function scores(specimens: Iterable<PageSpecimen>): Promise<Record<string, Score>> {
  const all: Record<string, Score> = {};
  for (const { kind, name, text, truth, never = [] } of specimens) {
    all[kind] ??= { right: 0, unsure: [], wrong: [] };
    const score = all[kind];
    const facts = await factsIn(text);
    for (const [fact, value] of Object.entries(truth)) {
      const values = new Set((facts[fact] ?? '?').split(' '));
      const known = [...values].filter((one) => !/^[?~]/.test(one));
      const told = `${name}: ${fact} is ${value}, read ${facts[fact]}`;
      if (known.some((one) => one !== value)) score.wrong.push(told);
      else if (known.length > 0) score.right++;
      else score.unsure.push(told);
    }
    for (const fact of never) {
      if (/(?:^| )[^?~]/.test(facts[fact] ?? '?')) score.wrong.push(`${name}: ${fact} is ${facts[fact]}`);
    }
  }
  return all;
}

const wrong = (all: Record<string, Score>) => Object.values(all).flatMap((score) => score.wrong);
const shares = (all: Record<string, Score>) =>
  Object.fromEntries(
    Object.entries(all).map(([kind, { right, unsure }]) => [kind, right / (right + unsure.length)] as const),
  );
const told = (name: string, all: Record<string, Score>) =>
  process.stdout.write(
    `${name}: ${Object.entries(all)
      .map(([kind, { right, unsure, wrong: none }]) => `${kind} ${right}/${unsure.length}/${none.length}`)
      .join(', ')} (right/unsure/wrong)\n`,
  );

/** Every `step`th specimen, changed. */
function* some(step: number, change: (text: string, at: number) => string): Generator<PageSpecimen> {
  let at = 0;
  for (const specimen of pageSpecimens()) {
    if (at++ % step === 0) yield { ...specimen, text: change(specimen.text, at) };
  }
}

describe('page specimens', () => {
  it('are read right: none wrong, none unsure', async () => {
    const all = await scores(pageSpecimens());
    told('as they are', all);
    expect(wrong(all)).toEqual([]);
    expect(Object.values(all).flatMap(({ unsure }) => unsure)).toEqual([]);
    expect(Math.min(...Object.values(all).map(({ right }) => right))).toBeGreaterThanOrEqual(8);
  });

  it.each(Object.entries(surroundings))('are never read wrong among %s', async (name, around) => {
    const all = await scores(some(11, around));
    told(name, all);
    expect(wrong(all)).toEqual([]);
    expect(Math.min(...Object.values(shares(all)))).toBeGreaterThan(0.9);
  });

  it('are never read wrong without accents', async () => {
    const all = await scores(some(7, withoutAccents));
    told('without accents', all);
    expect(wrong(all)).toEqual([]);
  });

  it.each([4, 10, 30, 80])('are never read wrong with every %ith letter misread', async (every) => {
    const all = await scores(some(7, (text, at) => misread(text, every, at)));
    told(`every ${every}th letter misread`, all);
    expect(wrong(all)).toEqual([]);
  });
});

const samples = languages.flatMap((language, index) =>
  registrations.map((registration, at) => {
    const names = Object.keys(layouts).filter((name) => name !== 'windows' && name !== 'gaps');
    const layout = names[(index + at) % names.length] ?? 'copied';
    return { ...applianceSpecimen(language, registration, layouts[layout]), layout };
  }),
);

describe('a cut page', () => {
  it.each(samples)('says nothing that the whole one does not say: $name, $layout', async ({ text }) => {
    const whole = await readText(text);
    const said = new Set(whole.observations.map((one) => `${one.fact} ${toldBy(one)}`));
    const bytes = new TextEncoder().encode(text);
    const wrong: string[] = [];
    for (let end = 0; end < bytes.length; end += 1) {
      for (const one of (await readBytes(bytes.subarray(0, end))).observations) {
        const told = `${one.fact} ${toldBy(one)}`;
        const isShown = one.state.state === 'known' && one.evidence.trust === 'shown';
        if (isShown && !said.has(told)) wrong.push(`${told} after ${end} bytes`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('does not take the beginning of a state for a button or for the opposite state', async () => {
    const head = 'Cloud Service Settings\nCloud Services\nThreat Response:\n';
    expect((await factsIn(`${head}Enable`))['appliance.cloud-service.state']).toBe('?unrecognized');
    expect((await factsIn(`${head}有効`))['appliance.cloud-service.state']).toBe('?unrecognized');
    expect((await factsIn(`${head}有効\n`))['appliance.cloud-service.state']).toBe('on');
  });
});

describe('reading', () => {
  it('does not depend on how the bytes are cut into chunks', async () => {
    const { text } = applianceSpecimen('ja', 'busy', layouts.damaged);
    const whole = await readText(text);
    for (let chunkBytes = 1; chunkBytes <= 64; chunkBytes++) {
      expect(await readText(text, chunkBytes), `${chunkBytes} bytes`).toEqual(whole);
    }
  });

  it('never throws and finds nothing in noise', async () => {
    let seed = 7;
    const next = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed >> 8;
    };
    for (let round = 0; round < 50; round++) {
      const bytes = Uint8Array.from({ length: 500 }, () => next() & 255);
      expect((await readBytes(bytes)).observations).toEqual([]);
    }
  });

  it('keeps to its limits in a long text', async () => {
    const { text } = applianceSpecimen('en', 'busy');
    const { parsed, notes } = await readText(text.repeat(3000));
    expect(parsed.status).toBe('partial');
    expect(notes.map(({ code }) => code)).toContain('limit-reached');
  });
});
