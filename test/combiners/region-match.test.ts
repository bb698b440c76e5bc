import { expect, it } from 'vitest';
import { handSetView, lineOf } from '../../src/authoring/hand-set-facts.js';
import regionMatch from '../../src/combiners/region-match.js';
import { known, unknown } from '../../src/model/fact.js';
import type { TestFact } from '../../src/model/rule.js';
import { fact } from '../authoring/small-pack.js';

const { values: _, ...region } = fact('appliance.cloud-service.region', { type: 'string' });
const definitions = new Map(
  [
    region,
    fact('case.sse.region', { subject: 'case', type: 'set of string' }),
    fact('case.xdr.region', { subject: 'case', type: 'set of string' }),
    fact('capture.damage.state', { subject: 'capture' }),
  ].map((one) => [one.key, one]),
);

/** Whether they match, from the appliance's region and those of SSE and XDR; undefined: nothing read. */
function derived(own?: TestFact, sse?: TestFact, xdr?: TestFact, damage?: TestFact) {
  return all(own, sse, xdr, damage)[0];
}

function all(own?: TestFact, sse?: TestFact, xdr?: TestFact, damage?: TestFact) {
  const facts = {
    ...(own !== undefined && { 'appliance.cloud-service.region': own }),
    ...(sse !== undefined && { 'case.sse.region': sse }),
    ...(xdr !== undefined && { 'case.xdr.region': xdr }),
  };
  const capture = lineOf('capture', damage === undefined ? {} : { 'capture.damage.state': damage }, definitions).slice(
    1,
  );
  const parts = [...lineOf('appliance', facts, definitions), ...(damage === undefined ? [] : capture)];
  return regionMatch.combine(handSetView(parts, definitions, []));
}

it.each<[string, TestFact | undefined, TestFact | undefined, TestFact | undefined, unknown]>([
  ['all three equal', 'EU', ['EU'], ['EU'], known('same')],
  ['two equal are not enough', 'EU', ['EU'], undefined, unknown('notCollected')],
  ['two equal are not enough', undefined, ['EU'], ['EU'], unknown('notCollected')],
  ['the appliance is in none of the SSE regions', 'EU', ['NAM'], undefined, known('different')],
  ['the appliance is in none of the XDR regions', 'EU', undefined, ['APJC', 'NAM'], known('different')],
  ['SSE and XDR are apart, whatever the appliance', undefined, ['EU'], ['NAM'], known('different')],
  ['several, the right one among them', 'EU', ['EU'], ['EU', 'NAM'], unknown('conflict')],
  ['a mismatch beside several', 'EU', ['NAM'], ['EU', 'NAM'], known('different')],
  ['India has no XDR', 'IN', ['IN'], ['APJC'], unknown('unconfirmed')],
  ['India against another SSE region', 'IN', ['APJC'], ['APJC'], known('different')],
  [
    'Australia among the SSE regions decides nothing against XDR',
    undefined,
    ['AU', 'NAM'],
    ['EU'],
    unknown('notCollected'),
  ],
  ['a guessed host', 'EU', { unknown: 'unconfirmed' }, ['EU'], unknown('unconfirmed')],
])('%s: %j, SSE %j, XDR %j', (_name, own, sse, xdr, expected) => {
  expect(derived(own, sse, xdr)?.state).toEqual(expected);
});

it('a cut capture never proves that a region was not used', () => {
  expect(derived('EU', ['NAM'], ['NAM'], 'damaged')?.state).toEqual(unknown('truncated'));
  expect(derived('EU', ['EU'], ['EU'], 'damaged')?.state).toEqual(unknown('truncated'));
  expect(derived('EU', ['EU'], ['EU'], 'whole')?.state).toEqual(known('same'));
});

it('what is seen proves it before what is only told', () => {
  const told = { value: ['NAM'], trust: 'stated' } as const;
  expect(derived('EU', told, ['NAM'])?.basis.map(({ key }) => key)).toEqual([
    'appliance.cloud-service.region',
    'case.xdr.region',
  ]);
});

it.each<[string, TestFact | undefined, TestFact | undefined, TestFact | undefined, unknown]>([
  ['XDR alone', 'EU', ['EU'], ['NAM'], known('xdr')],
  ['XDR alone, of several', 'EU', ['EU', 'APJC'], ['NAM'], known('xdr')],
  ['SSE alone', 'EU', ['NAM'], ['EU'], known('sse')],
  ['the appliance alone', 'EU', ['NAM'], ['NAM'], known('appliance')],
  ['nothing agrees', 'EU', ['NAM'], ['APJC'], unknown('conflict')],
  ['the portals, for whatever appliance', undefined, ['NAM'], ['APJC'], known('portals')],
  ['a side is not known', 'EU', ['NAM'], undefined, unknown('notCollected')],
  ['only told', 'EU', { value: ['EU'], trust: 'stated' }, ['NAM'], unknown('notCollected')],
  ['none is apart', 'EU', ['EU'], ['EU'], unknown('notCollected')],
])('tells which side is of another region: %s', (_name, own, sse, xdr, expected) => {
  const apart = all(own, sse, xdr).find(({ fact }) => fact === 'appliance.region.apart');
  expect(apart?.state).toEqual(expected);
});
