// Sessions with known truth: read right, never wrong, whatever terminals, loggers and mails made of them.
import { describe, expect, it } from 'vitest';
import { combiners } from '../../../src/combiners/registry.js';
import { factTable } from '../../../src/facts/fact-table.js';
import type { Fact } from '../../../src/model/fact.js';
import { loadStoredPack } from '../../../src/pack/stored-pack.js';
import { recognise } from '../../../src/parsers/cli-session/recognise.js';
import {
  mixedSpecimens,
  type SessionSpecimen,
  singleSpecimens,
  toldSpecimens,
} from '../../specimens/cli-session-specimens.js';
import { readSession } from './reading.js';

const pack = loadStoredPack();
const definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));

/** `?` for everything that no rule may decide by. */
function told(fact: Fact | undefined): string {
  const isShown = fact?.trust !== undefined && fact.trust !== 'stated';
  return fact?.state.state === 'known' && isShown ? String(fact.state.value) : '?';
}

async function score(specimens: Iterable<SessionSpecimen>) {
  const result = { right: 0, unsure: [] as string[], wrong: [] as string[], unread: [] as string[] };
  for (const { name, text, truth } of specimens) {
    if (recognise(text) === 0) result.unread.push(name);
    const { observations } = await readSession(text);
    const table = factTable(observations, definitions, combiners, pack.hosts);
    const appliances = table.subjects('appliance');
    for (const [host, facts] of Object.entries(truth)) {
      const named = appliances.filter((one) => one.name === host || one.id === `appliance:${host}`);
      if (named.length > 1) result.wrong.push(`${name}: ${host} is ${named.length} appliances`);
      for (const [key, value] of Object.entries(facts)) {
        const [fact = '', of] = key.split('@');
        const subject = of === undefined ? named[0]?.id : `${named[0]?.id}/interface:${of}`;
        const read = told(table.all().find((one) => one.key === fact && one.subject === subject));
        if (read === value) result.right++;
        else (read === '?' ? result.unsure : result.wrong).push(`${name}: ${key} of ${host} is ${value}, read ${read}`);
      }
    }
    const strangers = appliances.filter(
      ({ name: host, id }) => !(host in truth) && !(id.slice(10) in truth) && id !== 'appliance:1',
    );
    if (strangers.length > 0) result.wrong.push(`${name}: ${strangers.map(({ id }) => id)} is nobody`);
  }
  return result;
}

describe('sessions', () => {
  it.each([
    ['single', () => singleSpecimens()],
    ['several appliances', () => mixedSpecimens(250)],
  ])('are read right: none wrong, %s', async (_name, specimens) => {
    const { right, unsure, wrong, unread } = await score(specimens());
    expect(wrong).toEqual([]);
    expect(unread).toEqual([]);
    expect(unsure).toEqual([]);
    expect(right).toBeGreaterThan(1000);
  });

  it('that somebody tells of decide nothing', async () => {
    const { right, wrong } = await score(toldSpecimens());
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(500);
  });
});
