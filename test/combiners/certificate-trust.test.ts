// Releases against the list of the field notice, one by one.
import { expect, test } from 'vitest';
import certificateTrust from '../../src/combiners/certificate-trust.js';
import type { FactView } from '../../src/model/combiner.js';
import { type FactState, known, neverRead, unknown } from '../../src/model/fact.js';

function trustOf(state: FactState): FactState | undefined {
  const view = {
    hosts: [],
    subjects: () => [{ type: 'appliance', id: 'appliance:1', name: '', parent: 'case', seen: true }],
    children: () => [],
    fact: (key: 'appliance.identity.version', subject: string) => ({ ...neverRead(key, subject), state }),
  } as unknown as FactView;
  return certificateTrust.combine(view)[0]?.state;
}

test.each([
  '11.0.0-264',
  '11.0.3-238',
  '11.1.2-023',
  '11.5.0-076',
  '12.0.0-419',
  '12.1.0-089',
  '12.5.0-059',
  '13.0.0-392',
  '13.0.3-014',
  '13.5.1-277',
  '13.5.2-036',
])('%s is of the notice', (version) => expect(trustOf(known(version))).toEqual(known('old')));

test.each(['13.7.0-093', '14.2.0-620', '15.0.1-416'])('%s is later', (version) => {
  expect(trustOf(known(version))).toEqual(known('renewed'));
});

test.each([
  '9.8.1-021',
  '10.0.3-003',
  '11.0.1-027',
  '11.4.0-001',
  '12.0.1-001',
  '12.5.3-041',
  '13.0.4-006',
  '13.5.0-263',
  '13.5.3-010',
  '13.6.2-058',
])('%s is not named', (version) => expect(trustOf(known(version))).toEqual(unknown('unsupportedVersion')));

test('an unread release leaves it open for the same reason', () => {
  expect(trustOf(unknown('notInThisExport'))).toEqual(unknown('notInThisExport'));
});
