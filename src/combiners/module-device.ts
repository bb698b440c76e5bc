// The device that a module points to: its settings hold the device's id, under a name that nobody documents. Only a value
// that equals the id of a device of the same account joins them; that none does is no mismatch.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, known, unknown } from '../model/fact.js';
import type { Subject } from '../model/subject.js';
import { digestOf } from '../text/digest.js';

export default defineCombiner({
  derives: ['xdr.module.device'],
  from: ['xdr.module.setting', 'sse.device.list', 'xdr.device.list'],
  combine: (facts) =>
    facts.subjects('module').map((module) => ({
      fact: 'xdr.module.device',
      subject: module.id,
      ...deviceOf(module, facts),
    })),
});

function deviceOf({ id, parent }: Subject, facts: FactView): { state: FactState; basis: readonly Fact[] } {
  const settings = facts.fact('xdr.module.setting', id);
  const lists = [facts.fact('sse.device.list', id), facts.fact('xdr.device.list', id)];
  const digests = listOf(settings);
  if (digests === undefined) return { state: settings.state, basis: [settings] };
  const devices = parent === undefined ? [] : facts.children(parent, 'device').map(({ name }) => name);
  const own = devices.filter((device) => digests.includes(digestOf(device)));
  const [device] = own;
  if (device === undefined) return { state: unknown('unrecognized'), basis: [settings, ...lists] };
  if (own.length > 1) return { state: unknown('ambiguousSubject'), basis: [settings, ...lists] };
  // A device that only a guess lists may be something else that bears the same id.
  const list = lists.find((one) => listOf(one)?.includes(device));
  return list
    ? { state: known(device), basis: [settings, list] }
    : { state: unknown('unconfirmed'), basis: [settings, ...lists] };
}

function listOf({ state }: Fact): readonly string[] | undefined {
  return state.state === 'known' && Array.isArray(state.value) ? state.value.map(String) : undefined;
}
