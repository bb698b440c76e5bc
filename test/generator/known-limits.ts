// What the program leaves open although it is shown: named, so that nothing else hides behind it. Only what is missed can
// stand here, never a false all-clear or a false alarm.
import type { Wrong } from './run-cases.js';

interface Limit {
  readonly why: string;
  readonly covers: (one: Wrong) => boolean;
}

const isMissed = ({ error }: Wrong) => error === 'missed';
const holds = ({ artifacts }: Wrong, name: RegExp) => artifacts.some((one) => name.test(one));

export const knownLimits: readonly Limit[] = [
  {
    why: 'A module of which a picture shows another state than a capture stays a second one beside it.',
    covers: (one) =>
      isMissed(one) &&
      one.rule === 'appliance/api-calls-rejected' &&
      holds(one, /^(?:tile|integrations)(?:-past)?\.txt/),
  },
  {
    why: 'A note of host names takes no time from the line above it: an old one contradicts what is shown today.',
    covers: (one) =>
      isMissed(one) &&
      (one.rule === 'appliance/staging-server' || one.rule === 'case/region-mismatch') &&
      holds(one, /^hosts-past\.txt/),
  },
  {
    why: 'A page of modules, tiles or of Device Insights tells no region: beside two of them it is of neither.',
    covers: (one) =>
      isMissed(one) &&
      /^xdr\/(?:insights-source-disconnected|module-unhealthy|tile-[a-z-]+)$|^sse\/device-offline$/.test(one.rule) &&
      /region-mismatch/.test(one.label),
  },
];
