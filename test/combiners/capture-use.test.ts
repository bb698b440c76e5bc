import { expect, it } from 'vitest';
import { handSetView, lineOf } from '../../src/authoring/hand-set-facts.js';
import captureUse from '../../src/combiners/capture-use.js';
import { known, unknown } from '../../src/model/fact.js';
import type { TestFact } from '../../src/model/rule.js';
import { fact } from '../authoring/small-pack.js';

const keys = ['portal.answer', 'portal.body', 'portal.blocked', 'damage.state', 'fault.seen'].map(
  (key) => `capture.${key}`,
);
const definitions = new Map(keys.map((key) => [key, fact(key, { subject: 'capture' })]));
const good = {
  'capture.portal.answer': 'seen',
  'capture.portal.body': 'present',
  'capture.portal.blocked': 'no',
  'capture.damage.state': 'whole',
  'capture.fault.seen': 'yes',
};

it.each<[string, Partial<Record<keyof typeof good, TestFact>>, unknown]>([
  ['everything is there', {}, known('usable')],
  ['no fault inside', { 'capture.fault.seen': { unknown: 'outsideWindow' } }, unknown('outsideWindow')],
  ['cut, with the fault inside', { 'capture.damage.state': 'damaged' }, known('cut')],
  [
    'no portal',
    { 'capture.portal.answer': 'none', 'capture.portal.body': { unknown: 'notCollected' } },
    known('no-portal'),
  ],
  ['no bodies', { 'capture.portal.body': 'missing' }, known('no-body')],
  [
    'the browser was kept away',
    {
      'capture.portal.blocked': 'yes',
      'capture.portal.answer': 'none',
      'capture.fault.seen': { unknown: 'outsideWindow' },
    },
    known('blocked'),
  ],
  ['one host stays away beside a fault that was answered', { 'capture.portal.blocked': 'yes' }, known('usable')],
])('%s', (_name, facts, expected) => {
  const view = handSetView(lineOf('capture', { ...good, ...facts }, definitions), definitions, []);
  expect(captureUse.combine(view)[0]?.state).toEqual(expected);
});
