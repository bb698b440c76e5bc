// Extractors of calls and JSON bodies that could never read anything are told when the pack loads.
import { describe, expect, test } from 'vitest';
import type { HarExtractor, HostRow, JsonExtractor } from '../../src/model/catalogue.js';
import { checkCallExtractor } from '../../src/pack/check-call-extractor.js';
import { fact } from '../authoring/small-pack.js';

const hosts = [{ host: 'api.example', service: 'api', region: 'EU' }] as unknown as HostRow[];
const tile = fact('tile.answer', { subject: 'tile' });
const of = { module: '{module}', tile: '{tile}' };
const good: JsonExtractor = {
  ...{ kind: 'json', services: ['api'], path: '/tiles/{module}/{tile}/data', of, confidence: 'seen' },
  cases: [{ value: 'on', when: { at: 'errors', has: 'empty' } }],
};

function problems(more: object, about = tile): string[] {
  const told: string[] = [];
  const extractor = { ...good, ...more } as HarExtractor | JsonExtractor;
  const checkValue = (value: unknown) => {
    if (about.values && !Object.hasOwn(about.values, String(value))) told.push(`no value ${String(value)}`);
  };
  checkCallExtractor(extractor, about, { hosts, messages: [] }, checkValue, (problem) => told.push(problem));
  return told;
}

const when = { at: 'x', has: 'present' };

describe('an extractor of calls', () => {
  test('in good order passes', () => {
    expect(problems({})).toEqual([]);
  });

  test.each([
    ['service', { services: ['apis'] }, 'no service apis in hosts.yaml'],
    ['segment', { path: '/tiles/{module}/data' }, 'the path has no segment {tile}'],
    ['form of a path', { notPaths: ['/a/{b}c'] }, 'the path /a/{b}c has a segment of no known form'],
    [
      'file',
      { path: '/tiles/{module}/{tile}/x.json' },
      'the path /tiles/{module}/{tile}/x.json is a file of the portal, and those never speak',
    ],
    ['missing subject', { of: { module: '{module}' } }, 'of does not name the subject tile of tile.answer'],
    [
      'subject of another tree',
      { of: { interface: '{module}', tile: '{tile}' } },
      'interface does not stand below cloudAccount',
    ],
    ['both of at and cases', { at: 'x' }, 'reads neither or both of at and cases'],
    ['neither', { cases: undefined }, 'reads neither or both of at and cases'],
    ['value', { cases: [{ value: 'maybe', when }] }, 'no value maybe'],
    [
      'two values',
      { cases: [{ value: 'on', query: 'period', when }] },
      'a case gives not exactly one of value, query and unknown',
    ],
    [
      'message',
      { cases: [{ value: 'on', when: { not: { at: 'x', message: 'gone' } } }] },
      'no message gone in messages/',
    ],
    ['pattern', { cases: [{ value: 'on', when: { at: 'x', matches: '(' } }] }, 'the pattern is no regular expression'],
    [
      'endless pattern',
      { cases: [{ value: 'on', when: { at: 'x', matches: '(a+)+$' } }] },
      'the pattern repeats something without a bound',
    ],
  ])('is told of a wrong %s', (_, more, expected) => {
    expect(problems(more)).toContain(expected);
  });

  test.each([
    ['a region that the fact does not have', { kind: 'har', as: 'region', cases: undefined }, ['no value EU']],
    [
      'a field where there is no body',
      { kind: 'har', value: 'on', of: { module: 'id', tile: '{tile}' }, cases: undefined },
      ['module is named by a field, but a call has none'],
    ],
    ['neither region nor value', { kind: 'har', cases: undefined }, ['reads neither or both of as and value']],
  ])('of kind har is told of %s', (_, more, expected) => {
    expect(problems(more)).toEqual(expected);
  });

  test.each([
    ['bounded', '\\be4017\\b [0-9+*]{1,3} a\\+'],
    ['optional', 'e-?mail'],
  ])('may use a %s pattern', (_, matches) => {
    expect(problems({ cases: [{ value: 'on', when: { at: 'x', matches } }] })).toEqual([]);
  });
});
