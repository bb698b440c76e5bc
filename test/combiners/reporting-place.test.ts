import { expect, it } from 'vitest';
import combiner from '../../src/combiners/reporting-place.js';
import type { FactView } from '../../src/model/combiner.js';
import { type FactState, known, neverRead, unknown } from '../../src/model/fact.js';
import type { Subject, SubjectType } from '../../src/model/subject.js';

const account = 'cloudAccount:EU';
const module = `${account}/module:m1`;
const subject = (type: SubjectType, id: string, parent: string): Subject => ({
  type,
  id,
  name: id,
  parent,
  seen: true,
});
const all = [
  subject('appliance', 'appliance:1', 'case'),
  subject('module', module, account),
  subject('device', `${account}/device:d1`, account),
  subject('tile', `${module}/tile:t1`, module),
];

function place(facts: Readonly<Record<string, FactState>>) {
  const view: FactView = {
    hosts: [],
    subjects: (type) => all.filter((one) => one.type === type),
    children: (parent, type) => all.filter((one) => one.parent === parent && one.type === type),
    fact: (key, id) => ({ ...neverRead(key, id), state: facts[key] ?? unknown('notCollected'), trust: 'shown' }),
  };
  return combiner.combine(view)[0]?.state;
}

const tile = {
  'appliance.identity.hostname': known('esa1.example.com'),
  'xdr.module.device': known('d1'),
  'sse.device.name': known('ESA1.example.com'),
  'xdr.tile.answer': known('data'),
};
const told = (value: string) => ({ 'appliance.centralized-reporting.state': known(value) });

it.each<[string, Record<string, FactState>, FactState]>([
  ['enabled', told('on'), known('manager')],
  ['disabled', told('off'), known('appliance')],
  ['data in its own tile', tile, known('appliance')],
  ['an empty tile', { ...tile, 'xdr.tile.answer': known('empty') }, unknown('notCollected')],
  ["another device's tile", { ...tile, 'sse.device.name': known('sma1.example.com') }, unknown('notCollected')],
  ['a module without a device', { ...tile, 'xdr.module.device': unknown('unrecognized') }, unknown('notCollected')],
  ['enabled and data in its own tile', { ...tile, ...told('on') }, unknown('conflict')],
  ['a guess', { 'appliance.centralized-reporting.state': unknown('unconfirmed') }, unknown('unconfirmed')],
])('%s', (_, facts, expected) => {
  expect(place(facts)).toEqual(expected);
});
