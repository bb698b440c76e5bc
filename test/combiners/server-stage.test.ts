import { expect, it } from 'vitest';
import { handSetView, lineOf } from '../../src/authoring/hand-set-facts.js';
import serverStage from '../../src/combiners/server-stage.js';
import { known, unknown } from '../../src/model/fact.js';
import type { TestFact } from '../../src/model/rule.js';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import { fact } from '../authoring/small-pack.js';

const { hosts } = loadStoredPack();
const keys = ['appliance.cloud-service.server', 'appliance.cloud-service.state'];
const definitions = new Map(keys.map((key) => [key, fact(key)]));

it.each<[TestFact, TestFact, unknown]>([
  ['stage-api-sse.cisco.com', 'on', known('staging')],
  ['Staging-SSE.cisco.com.', { unknown: 'notCollected' }, known('staging')],
  ['api-sse.cisco.com', 'on', known('production')],
  ['stage-api-sse.cisco.com', 'off', known('unused')],
  ['stage-api.sse.itd.cisco.com', 'on', unknown('unconfirmed')],
  ['api.in.sse.itd.cisco.com', 'on', unknown('unconfirmed')],
  // Known, but no server to register with.
  ['admin.eu.sse.itd.cisco.com', 'on', unknown('unrecognized')],
  ['api.sse.cisco.com', 'on', unknown('unrecognized')],
  // Only under a suffix that is known.
  ['stage.eu.sse.itd.cisco.com', 'on', unknown('unrecognized')],
  [{ unknown: 'masked' }, 'on', unknown('masked')],
])('server %s of a service that is %s', (server, state, expected) => {
  const facts = { 'appliance.cloud-service.server': server, 'appliance.cloud-service.state': state };
  const view = handSetView(lineOf('appliance', facts, definitions), definitions, hosts);
  expect(serverStage.combine(view)[0]?.state).toEqual(expected);
});
