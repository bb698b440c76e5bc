// Every page in every layout and language: read right, and never read wrong when it is cut or comes in pieces.
import { describe, expect, it } from 'vitest';
import { applianceSpecimen, languages, layouts, pageSpecimens, registrations } from '../../specimens/page-specimens.js';
import { factsIn, readBytes, readText, toldBy } from './reading.js';

describe('page specimens', () => {
  it('are read right: none wrong, none unsure', async () => {
    const score = { right: 0, unsure: [] as string[], wrong: [] as string[] };
    for (const { name, text, truth } of pageSpecimens()) {
      const facts = await factsIn(text);
      for (const [fact, value] of Object.entries(truth)) {
        const values = new Set((facts[fact] ?? '?').split(' '));
        const told = `${name}: ${fact} is ${value}, read ${facts[fact]}`;
        if (values.size === 1 && values.has(value)) score.right++;
        else if ([...values].every((one) => /^[?~]/.test(one))) score.unsure.push(told);
        else score.wrong.push(told);
      }
    }
    expect(score.wrong).toEqual([]);
    expect(score.unsure).toEqual([]);
    expect(score.right).toBeGreaterThan(3000);
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
