import { expect, it } from 'vitest';
import combiner from '../../src/combiners/cloud-reachability.js';
import { factTable } from '../../src/facts/fact-table.js';
import { known, type Observation, unknown } from '../../src/model/fact.js';
import { momentOf } from '../../src/model/moment.js';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import { trusted } from '../../src/text/safe.js';

const { facts, hosts } = loadStoredPack();
const definitions = new Map(facts.map((fact) => [fact.key, fact]));

/** `connect 09:00` or `registered 09:00`; without a time: undated. */
function reachability(...lines: string[]) {
  const observations = lines.map((line): Observation => {
    const [value = '', clock] = line.split(' ');
    const time = clock === undefined ? undefined : momentOf(`2026-11-16T${clock}Z`);
    const told = { registered: 'appliance.registration.state', success: 'appliance.cloud.success' } as const;
    const fact = told[value as keyof typeof told] ?? 'appliance.cloud.trouble';
    const confidence = value === 'success' ? ('guess' as const) : ('seen' as const);
    const read = { artifact: line, excerpt: trusted(line), trust: 'observed' as const, confidence };
    const evidence = { ...read, ...(time && { time }) };
    return { fact, subject: { type: 'appliance', key: '1' }, state: known(value), evidence };
  });
  const table = factTable(observations, definitions, [combiner], hosts);
  return table.fact('appliance.cloud.reachability', 'appliance:1').state;
}

it.each([
  [['connect 09:00', 'tls 09:05', 'connect 09:10'], known('unreachable')],
  [['connect 09:00', 'tls 09:05', 'connect 09:11'], unknown('unconfirmed')],
  [['connect 09:00'], unknown('unconfirmed')],
  [['connect 09:00', 'tls 09:00', 'connect 09:00', 'connect 09:05'], unknown('unconfirmed')],
  [['connect 09:00', 'connect 09:01', 'connect 09:02', 'success 09:03'], unknown('unconfirmed')],
  [['connect 09:00', 'connect 09:01', 'connect 09:02', 'success'], unknown('unconfirmed')],
  [['success 09:00', 'connect 09:01', 'connect 09:02', 'connect 09:03'], known('unreachable')],
  [['connect', 'connect', 'connect'], unknown('unconfirmed')],
  [['connect 09:00', 'connect 09:01', 'connect 09:02', 'registered 09:30'], known('reachable')],
  [['connect 09:00', 'connect 09:01', 'connect 09:02', 'registered 08:30'], known('unreachable')],
  [['connect 09:00', 'connect 09:01', 'connect 09:02', 'registered'], unknown('conflict')],
  [['connect', 'registered 09:30'], unknown('conflict')],
  [['connect 09:00', 'registered 08:30'], unknown('unconfirmed')],
  [['registered 09:30'], known('reachable')],
])('%j', (lines, expected) => {
  expect(reachability(...lines)).toEqual(expected);
});
