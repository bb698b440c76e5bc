import { expect, it } from 'vitest';
import moduleDevice from '../../src/combiners/module-device.js';
import type { FactView } from '../../src/model/combiner.js';
import { type FactState, known, neverRead, unknown } from '../../src/model/fact.js';
import type { SubjectType } from '../../src/model/subject.js';
import { digestOf } from '../../src/text/digest.js';

const account = 'cloudAccount:EU';

function deviceOf(facts: Readonly<Record<string, FactState>>, devices: readonly string[]) {
  const subject = (type: SubjectType, name: string) => ({
    type,
    name,
    id: `${account}/${type}:${name}`,
    parent: account,
    seen: true,
  });
  const view: FactView = {
    hosts: [],
    subjects: () => [subject('module', 'm1')],
    children: () => devices.map((name) => subject('device', name)),
    fact: (key, id) => ({ ...neverRead(key, id), state: facts[key] ?? unknown('notCollected') }),
  };
  return moduleDevice.combine(view)[0]?.state;
}

const setting = (...values: string[]) => known(values.map(digestOf));

it.each<[string, Record<string, FactState>, string[], FactState]>([
  [
    'a listed device',
    { 'xdr.module.setting': setting('x', 'd1'), 'sse.device.list': known(['d1', 'd2']) },
    ['d1', 'd2'],
    known('d1'),
  ],
  ['listed by XDR', { 'xdr.module.setting': setting('d1'), 'xdr.device.list': known(['d1']) }, ['d1'], known('d1')],
  [
    'seen by a guess only',
    { 'xdr.module.setting': setting('d1'), 'sse.device.list': unknown('unconfirmed') },
    ['d1'],
    unknown('unconfirmed'),
  ],
  [
    'no value equals an id',
    { 'xdr.module.setting': setting('d'), 'sse.device.list': known(['d1']) },
    ['d1'],
    unknown('unrecognized'),
  ],
  [
    'two devices',
    { 'xdr.module.setting': setting('d1', 'd2'), 'sse.device.list': known(['d1', 'd2']) },
    ['d1', 'd2'],
    unknown('ambiguousSubject'),
  ],
  ['settings not read', { 'xdr.module.setting': unknown('masked') }, ['d1'], unknown('masked')],
])('%s', (_name, facts, devices, expected) => {
  expect(deviceOf(facts, devices)).toEqual(expected);
});
