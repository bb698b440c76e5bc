import { expect, it } from 'vitest';
import { known } from '../../src/model/fact.js';
import { type Statement, stateFacts } from '../../src/run/state-facts.js';
import { createMasker } from '../../src/text/mask.js';
import { fact, words } from '../authoring/small-pack.js';

const seen = fact('case.symptom.seen', {
  type: 'set of string',
  subject: 'case',
  values: { 'tile-error': words('A tile shows an error'), 'device-missing': words('Device missing') },
});

function stated(value: string) {
  const statement: Statement = { fact: seen.key, value };
  return stateFacts([statement], new Map([[seen.key, seen]]), createMasker())[0]?.state;
}

it('takes several values of a set that has a list of them', () => {
  expect(stated('tile-error, device-missing')).toEqual(known(['tile-error', 'device-missing']));
});

it.each(['tile-errors', 'tile-error,', 'constructor'])('tells that %s is no symptom instead of losing it', (value) => {
  expect(() => stated(value)).toThrow();
});
