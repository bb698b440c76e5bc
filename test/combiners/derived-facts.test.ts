import { expect, it } from 'vitest';
import { handSetView, lineOf } from '../../src/authoring/hand-set-facts.js';
import applianceKind from '../../src/combiners/appliance-kind.js';
import cloudHosted from '../../src/combiners/cloud-hosted.js';
import registrationOutcome from '../../src/combiners/registration-outcome.js';
import type { HostRow } from '../../src/model/catalogue.js';
import type { Combiner } from '../../src/model/combiner.js';
import { known, unknown } from '../../src/model/fact.js';
import type { TestFact } from '../../src/model/rule.js';
import { fact } from '../authoring/small-pack.js';

const ces: HostRow = {
  host: '*.iphmx.com',
  service: 'ces',
  stage: 'production',
  confidence: 'seen',
  source: 'test',
  checked: '2026-11-22',
};

function derive(combiner: Combiner, key: string, value: TestFact) {
  const definitions = new Map([[key, fact(key)]]);
  const view = handSetView(lineOf('appliance', { [key]: value }, definitions), definitions, [ces]);
  return combiner.combine(view)[0]?.state;
}

it.each([
  ['esa1.example.iphmx.com', known(true)],
  ['ESA1.Example.IPHMX.com.', known(true)],
  ['esa1.notiphmx.com', known(false)],
  ['esa1.example.com', known(false)],
  ['esa1', unknown('unrecognized')],
])('host name %s', (name, expected) => {
  expect(derive(cloudHosted, 'appliance.identity.hostname', name)).toEqual(expected);
});

it.each([
  ['Cisco C100V Email Security Virtual Appliance', known('esa')],
  ['Cisco M600V Content Security Management Virtual Appliance', known('sma')],
  ['Cisco Secure Email and Web Manager', known('sma')],
  ['Cisco S600V Web Security Virtual Appliance', unknown('unrecognized')],
])('product %s', (product, expected) => {
  expect(derive(applianceKind, 'appliance.identity.product', product)).toEqual(expected);
});

it.each<[TestFact, unknown]>([
  ['registered', known('accepted')],
  ['rejected', known('rejected')],
  ['busy', unknown('outsideWindow')],
  ['on-unregistered', unknown('outsideWindow')],
  [{ unknown: 'conflict' }, unknown('conflict')],
])('registration %s', (state, expected) => {
  expect(derive(registrationOutcome, 'appliance.registration.state', state)).toEqual(expected);
});
