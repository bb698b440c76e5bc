import { expect, it } from 'vitest';
import { readStatements } from '../../src/run/state-facts.js';
import { fact, words } from '../authoring/small-pack.js';

const seen = fact('case.symptom.seen', {
  type: 'set of string',
  subject: 'case',
  values: { 'tile-error': words('A tile shows an error'), 'device-missing': words('Device missing') },
});

function stated(value: string) {
  return readStatements([{ fact: seen.key, value }], new Map([[seen.key, seen]]))[0]?.value;
}

it('takes several values of a set that has a list of them', () => {
  expect(stated('tile-error, device-missing')).toEqual(['tile-error', 'device-missing']);
});

it.each(['tile-errors', 'tile-error,', 'constructor'])('tells that %s is no symptom instead of losing it', (value) => {
  expect(() => stated(value)).toThrow();
});
