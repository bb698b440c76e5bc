import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import managementApi from '../../src/combiners/management-api.js';
import { triage } from '../../src/engine/triage.js';
import type { FactTable } from '../../src/facts/fact-table.js';
import type { Condition } from '../../src/model/condition.js';
import { absent, type FactState, known, type Observation, trusts, unknown } from '../../src/model/fact.js';
import { pack, rule, words } from '../authoring/small-pack.js';
import {
  accountRegion,
  type appliance,
  catalogue,
  commit,
  eventing,
  hostname,
  http,
  interfaceOf,
  list,
  port,
  reading,
  region,
  serial,
  state,
  symptom,
  tableOf,
} from './small-case.js';

let runs = 0;
afterAll(() => process.stdout.write(`property runs: input order ${runs}\n`));

const onOff: fc.Arbitrary<FactState> = fc.constantFrom(
  known('on'),
  known('off'),
  known('on'),
  absent,
  unknown('conflict'),
  unknown('masked'),
);
const management = interfaceOf('Management');
const kinds: readonly [string, fc.Arbitrary<FactState>, typeof appliance?][] = [
  [serial, fc.constantFrom(known('A'), known('B'))],
  [hostname, fc.constantFrom(known('esa1.example.com'), known('ESA1.example.com'), known('esa2.example.com'))],
  [state, onOff],
  [state, onOff],
  [region, fc.constantFrom(known('EU'), known('NAM'))],
  [commit, fc.constantFrom(known('commit'), absent)],
  [list, fc.constantFrom(known(['Management']), known(['Data 1', 'Management']), unknown('truncated'))],
  [port, fc.constantFrom(known('Management'), known('Data 1')), management],
  [http, onOff, management],
  [http, onOff, interfaceOf('Data 1')],
  [accountRegion, fc.constantFrom(known('EU'), known('NAM'))],
  [eventing, onOff],
  [symptom, fc.constantFrom(known(['device-missing']), known(['tile-error']))],
];

const observation: fc.Arbitrary<Observation> = fc
  .record({
    kind: fc.integer({ min: 0, max: kinds.length - 1 }),
    artifact: fc.constantFrom('a', 'b', 'c', 'd'),
    trust: fc.constantFrom(...trusts, 'shown' as const, 'exported' as const),
    time: fc.constantFrom(
      undefined,
      '2026-11-01T00:00:00Z',
      '2026-11-02T00:00:00Z',
      '2026-11-02T00:00:00',
      '2026-11-05T00:00:00Z',
    ),
    sequence: fc.constantFrom(undefined, 1, 2, 3),
    confidence: fc.constantFrom(undefined, 'seen' as const, 'guess' as const),
    complete: fc.boolean(),
  })
  .chain(({ kind, artifact, trust, time, sequence, confidence, complete }) => {
    const [key, states, of] = kinds[kind] ?? [state, onOff];
    return states.map((value) =>
      reading(key, value, {
        in: artifact,
        trust,
        complete,
        ...(of && { of }),
        ...(time && { time }),
        ...(sequence && { sequence }),
        ...(confidence && { confidence }),
      }),
    );
  });

const is = (fact: string, operand: string): Condition => ({ fact, op: 'eq', operand });
const rules = [
  rule({ failWhen: is(state, 'off'), symptoms: ['device-missing'], hides: [{ rule: 'test/data' }] }),
  rule({ id: 'test/management', failWhen: is('appliance.management.api-http', 'off') }),
  rule({ id: 'test/data', failWhen: { some: 'interface', where: is(http, 'off') } }),
  rule({ id: 'test/eventing', subject: 'cloudAccount', failWhen: is(eventing, 'off') }),
];
const seenWhen: Condition = { not: { fact: symptom, op: 'disjoint', operand: ['device-missing'] } };
const symptoms = [
  { id: 'device-missing', title: words('x'), subject: 'case' as const, seenWhen, causes: ['test/rule'] },
];
const all = pack(catalogue, rules, { symptoms });

/** Everything the case came to, but for the order in which evidence is told. */
function outcome(observations: readonly Observation[]) {
  const table: FactTable = tableOf(observations, [managementApi]);
  const { judgements } = triage(all, table, new Map());
  return {
    subjects: ['appliance', 'interface', 'cloudAccount'].flatMap((type) => table.subjects(type as 'appliance')),
    facts: table.all().map(({ evidence, occurrences, boundByElimination, ...fact }) => ({
      ...fact,
      // Where nobody is named, the first artifact makes the subject that the next ones are taken to be about.
      boundByElimination: fact.subject.includes(':1') ? 'by ordinal' : boundByElimination,
      evidence: evidence.map((one) => JSON.stringify(one)).sort(),
      occurrences: occurrences.map((one) => JSON.stringify(one)).sort(),
    })),
    contradictions: table.contradictions
      .map(({ fact, subject, resolution, holds }) => JSON.stringify({ fact, subject, resolution, holds }))
      .sort(),
    verdicts: judgements.map(({ rule: { id }, subject, verdict, blame, hiddenBy }) => ({
      id,
      subject: subject?.id,
      verdict,
      hiddenBy,
      blame: blame.map((one) => JSON.stringify(one)).sort(),
    })),
  };
}

it('the same readings in any order come to the same facts and verdicts', () => {
  fc.assert(
    fc.property(
      fc
        .array(observation, { minLength: 1, maxLength: 14 })
        .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
      ([some, shuffled]) => {
        runs++;
        expect(outcome(shuffled)).toEqual(outcome(some));
      },
    ),
    { numRuns: 2000 },
  );
});
