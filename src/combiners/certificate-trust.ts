// Whether a release trusts the renewed certificates of Cisco's cloud services, by field notice FN72113 (CSCvx00430). The
// notice names releases one by one; of what lies between them it says nothing, and so nothing is known.
import { defineCombiner } from '../model/combiner.js';
import { type FactState, known, unknown } from '../model/fact.js';
import { versionParts } from '../model/version.js';

/** Releases of the notice; `x` is any. */
const affected = [
  '11.0.0',
  '11.0.3',
  '11.1.x',
  '11.5.x',
  '12.0.0',
  '12.1.0',
  '12.5.0',
  '13.0.0',
  '13.0.1',
  '13.0.2',
  '13.0.3',
  '13.5.1',
  '13.5.2',
];
/** From here on the new root is in the release. */
const fixedFrom = [13, 7] as const;

export default defineCombiner({
  derives: ['appliance.cloud-certificates.trust'],
  from: ['appliance.identity.version'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const version = facts.fact('appliance.identity.version', id);
      const state = version.state.state === 'known' ? trustOf(String(version.state.value)) : unread(version.state);
      return { fact: 'appliance.cloud-certificates.trust', subject: id, state, basis: [version] };
    }),
});

function unread(version: FactState): FactState {
  return version.state === 'unknown' ? version : unknown('unrecognized');
}

function trustOf(text: string): FactState {
  const parts = versionParts(text);
  if (!parts) return unknown('unrecognized');
  const [major, minor, patch] = parts;
  const [fixedMajor, fixedMinor] = fixedFrom;
  if (major > fixedMajor || (major === fixedMajor && minor >= fixedMinor)) return known('renewed');
  const names = [`${major}.${minor}.${patch}`, `${major}.${minor}.x`];
  return affected.some((one) => names.includes(one)) ? known('old') : unknown('unsupportedVersion');
}
