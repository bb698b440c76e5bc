// The path language of the catalogue.
import { expect, it } from 'vitest';
import { nodesAt, parsePath, pointerTo, rootOf } from '../../../src/parsers/har/json-path.js';

const body = {
  id: null,
  deviceId: 'd1',
  list: [{ id: 'a', in: { x: [1, 'two', null, { y: false }] } }, { id: 'b' }],
  settings: { id: 's' },
};
const at = (path: string) => nodesAt(rootOf(body), parsePath(path)).map((node) => [pointerTo(node), node.value]);

it.each([
  ['id|deviceId', [['/deviceId', 'd1']]],
  ['deviceId|id', [['/deviceId', 'd1']]],
  ['other|id', [['/id', null]]],
  [
    'list[*].id|deviceId',
    [
      ['/list/0/id', 'a'],
      ['/list/1/id', 'b'],
    ],
  ],
  [
    '**.id',
    [
      ['/id', null],
      ['/list/0/id', 'a'],
      ['/list/1/id', 'b'],
    ],
  ],
  ['**.missing|in', [['/list/0/in', body.list[0]?.in]]],
])('%s', (path, expected) => {
  expect(at(path)).toEqual(expected);
});

it('`**` is every object but settings, `.**` every text and number below', () => {
  expect(at('**').map(([pointer]) => pointer)).toEqual(['', '/list/0', '/list/0/in', '/list/0/in/x/3', '/list/1']);
  expect(
    at('list[*].in.**')
      .map(([, value]) => value)
      .sort(),
  ).toEqual([1, false, 'two']);
  expect(at('settings.**')).toEqual([['/settings/id', 's']]);
});
