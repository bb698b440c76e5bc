import { expect, it } from 'vitest';
import { handSetView, lineOf } from '../../src/authoring/hand-set-facts.js';
import tileRange from '../../src/combiners/tile-range.js';
import { known, unknown } from '../../src/model/fact.js';
import type { TestFacts } from '../../src/model/rule.js';
import { fact } from '../authoring/small-pack.js';

const keys = ['answer', 'range', 'empty-range', 'filled-range'].map((name) => `xdr.tile.${name}`);
const definitions = new Map(keys.map((key) => [key, fact(key, { subject: 'tile' })]));

type Tile = { answer?: string; range?: string; empty?: readonly string[]; filled?: readonly string[] };

function effect({ answer, range, empty, filled }: Tile) {
  const facts: TestFacts = {
    ...(answer && { 'xdr.tile.answer': answer }),
    ...(range && { 'xdr.tile.range': range }),
    ...(empty && { 'xdr.tile.empty-range': empty }),
    ...(filled && { 'xdr.tile.filled-range': filled }),
  };
  return tileRange.combine(handSetView(lineOf('tile', facts, definitions), definitions, []))[0]?.state;
}

const [day, month, quarter] = ['last_24_hours', 'last_30_days', 'last_90_days'] as const;

it.each<[string, Tile, unknown]>([
  [
    'empty at a day, data at 90 days',
    { empty: [day], filled: [quarter], answer: 'data', range: quarter },
    known('too-short'),
  ],
  ['in the other order too', { empty: [day], filled: [quarter], answer: 'empty', range: day }, known('too-short')],
  ['empty at a day and nothing else tried', { empty: [day], answer: 'empty', range: day }, unknown('notCollected')],
  [
    'empty at 30 days is not the widest',
    { empty: [day, month], answer: 'empty', range: month },
    unknown('notCollected'),
  ],
  ['both empty', { empty: [day, quarter], answer: 'empty', range: quarter }, known('enough')],
  ['data at the range in use', { filled: [day], answer: 'data', range: day }, known('enough')],
  [
    'data only at a shorter range',
    { empty: [month], filled: [day], answer: 'empty', range: month },
    unknown('notCollected'),
  ],
  [
    'empty at first, then with data',
    { empty: [day], filled: [day, quarter], answer: 'data', range: day },
    known('enough'),
  ],
  [
    'wide with data at first, then empty',
    { empty: [day, quarter], filled: [quarter], answer: 'empty', range: day },
    unknown('notCollected'),
  ],
  ['data at a range that nobody told', { answer: 'data' }, unknown('notCollected')],
  ['a range that the portal does not have', { empty: [day], filled: ['last_century'] }, unknown('notCollected')],
])('%s', (_name, tile, expected) => {
  expect(effect(tile)).toEqual(expected);
});
