import { expect, it } from 'vitest';
import accountInUse from '../../src/combiners/account-in-use.js';
import type { FactView } from '../../src/model/combiner.js';
import { type Fact, known, type Trust, unknown } from '../../src/model/fact.js';
import type { SubjectType } from '../../src/model/subject.js';

/** Subject id → its facts; a value after `~` is only stated. */
type Case = Readonly<Record<string, Readonly<Record<string, string>>>>;

function view(cases: Case): FactView {
  const subjects = (type: SubjectType) =>
    Object.keys(cases)
      .filter((id) => id.startsWith(`${type}:`))
      .map((id) => ({ type, id, name: id, parent: 'case', seen: true }));
  const fact = (key: string, subject: string): Fact => {
    const value = cases[subject]?.[key];
    const trust: Trust = value?.startsWith('~') ? 'stated' : 'shown';
    const none = { key, subject, evidence: [], time: undefined, incomplete: false, boundByElimination: false };
    const state = value === undefined ? unknown('notCollected') : known(value.replace('~', ''));
    return { ...none, occurrences: [], state, trust: value === undefined ? undefined : trust };
  };
  return { hosts: [], subjects, children: () => [], fact };
}

const region = 'appliance.cloud-service.region';
const off = { 'sse.service.eventing': 'off', 'sse.service.threat-response': 'on' };
const page = (name: string) => ({ ...off, 'sse.account.region': name });

it.each<[string, Case, unknown]>([
  ['the same region', { 'appliance:1': { [region]: 'EU' }, 'cloudAccount:A': page('EU') }, known(true)],
  ['no appliance', { 'cloudAccount:A': page('EU') }, known(true)],
  ['no address', { 'appliance:1': { [region]: 'EU' }, 'cloudAccount:A': off }, known(true)],
  ['a server that is only told', { 'appliance:1': { [region]: '~EU' }, 'cloudAccount:A': page('NAM') }, known(true)],
  [
    'one server unknown',
    { 'appliance:1': { [region]: 'EU' }, 'appliance:2': {}, 'cloudAccount:A': page('NAM') },
    known(true),
  ],
  ['another region', { 'appliance:1': { [region]: 'EU' }, 'cloudAccount:A': page('NAM') }, unknown('otherRegion')],
  [
    'another region beside the right one',
    { 'appliance:1': { [region]: 'EU' }, 'cloudAccount:A': page('NAM'), 'cloudAccount:B': page('EU') },
    known(false),
  ],
  [
    'another region beside the right one without its switches',
    {
      'appliance:1': { [region]: 'EU' },
      'cloudAccount:A': page('NAM'),
      'cloudAccount:B': { 'sse.account.region': 'EU' },
    },
    unknown('otherRegion'),
  ],
  ['nothing read', { 'cloudAccount:A': {} }, unknown('notCollected')],
])('%s', (_, cases, expected) => {
  expect(accountInUse.combine(view(cases))[0]?.state).toEqual(expected);
});
