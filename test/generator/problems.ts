// The problems that can be planted, by the ids that the program gives them: how each changes the world, when it is true of
// one, and what must be seen to tell. Written from the description of the product, not from the program's rules.
import type { Dice } from '../specimens/random-exports.js';
import type { Evidence } from './evidence.js';
import { regions, servers, type World } from './world.js';

/** Parts of the world that only one planted problem may settle. */
type Aspect =
  | 'registration'
  | 'region'
  | 'release'
  | 'api'
  | 'reporting'
  | 'management'
  | 'threat-response'
  | 'eventing'
  | 'tile'
  | 'module'
  | 'device'
  | 'organization'
  | 'role'
  | 'portal'
  | 'source'
  | 'clock'
  | 'capture'
  | 'files';

type Seen = ReadonlySet<Evidence>;

export interface Problem {
  readonly id: string;
  readonly touches: readonly Aspect[];
  /** Aspects that must be left as they are for this problem to show. */
  readonly needs?: readonly Aspect[];
  readonly isPossible?: (world: World) => boolean;
  readonly plant: (world: World, dice: Dice) => void;
  readonly isTrue: (world: World) => boolean;
  /** It can only be asked where this is among the evidence; elsewhere it does not apply. */
  readonly appliesWith?: (seen: Seen) => boolean;
  /** It may be told of such a world, and need not. */
  readonly isLikely?: (world: World) => boolean;
  /** Each alternative suffices. */
  readonly shownBy: readonly (readonly Evidence[])[];
}

const affected = [
  '11.0.0-264',
  '11.0.3-238',
  '11.1.2-023',
  '12.0.0-419',
  '12.5.0-059',
  '13.0.0-392',
  '13.0.3-003',
  '13.5.2-036',
];
const hasModule = ({ xdr }: World) => xdr.module !== undefined;
const isMismatched = ({ appliance, sse, xdr }: World) =>
  appliance.server[1] !== servers[sse.region][1] || sse.region !== xdr.region;
const isStaged = ({ appliance }: World) => appliance.server[1].startsWith('stage-');

export const problems: readonly Problem[] = [
  {
    id: 'appliance/cloud-service-off',
    touches: ['registration'],
    plant: ({ appliance }) => {
      appliance.registration = 'off';
    },
    isTrue: ({ appliance }) => appliance.registration === 'off',
    // Until the commit the service is off for the appliance, and on for its page.
    isLikely: ({ appliance }) => appliance.registration === 'on-uncommitted',
    shownBy: [['service']],
  },
  {
    id: 'appliance/cloud-service-uncommitted',
    touches: ['registration'],
    plant: ({ appliance }) => {
      appliance.registration = 'on-uncommitted';
    },
    isTrue: ({ appliance }) => appliance.registration === 'on-uncommitted',
    shownBy: [['registration']],
  },
  {
    id: 'appliance/not-registered',
    touches: ['registration'],
    plant: ({ appliance }) => {
      appliance.registration = 'on-unregistered';
    },
    isTrue: ({ appliance }) => appliance.registration === 'on-unregistered',
    shownBy: [['registration', 'server']],
  },
  {
    id: 'appliance/registration-token-rejected',
    touches: ['registration'],
    plant: ({ appliance }) => {
      appliance.registration = 'rejected';
    },
    isTrue: ({ appliance }) => appliance.registration === 'rejected',
    shownBy: [['registration']],
  },
  {
    id: 'appliance/registration-token-expired',
    touches: ['registration'],
    plant: (world, dice) => {
      world.appliance.registration = 'rejected';
      const lifeHours = dice.of([1, 2, 24]);
      const usedMs = world.atMs - dice.below(40) * 60_000;
      world.token = { createdMs: usedMs - (lifeHours + 1 + dice.below(20)) * 3_600_000, lifeHours, usedMs };
    },
    isTrue: ({ token }) => token !== undefined && token.usedMs > token.createdMs + token.lifeHours * 3_600_000,
    shownBy: [['token-times']],
  },
  {
    id: 'case/region-mismatch',
    touches: ['registration', 'region'],
    plant: ({ appliance, sse }, dice) => {
      appliance.server = servers[dice.of(regions.filter((region) => region !== sse.region))];
      appliance.registration = dice.of(['rejected', 'rejected', 'registered']);
    },
    isTrue: (world) => isMismatched(world) && !isStaged(world),
    shownBy: [
      ['server', 'sse-calls'],
      ['server', 'xdr-calls'],
    ],
  },
  {
    id: 'appliance/staging-server',
    touches: ['registration', 'region'],
    plant: ({ appliance }) => {
      appliance.server = ['STAGING', 'stage-api-sse.cisco.com'];
      appliance.registration = 'rejected';
    },
    isTrue: isStaged,
    shownBy: [['server']],
  },
  {
    id: 'appliance/cluster-registration',
    touches: ['registration'],
    // A log of another appliance may be one of another member.
    needs: ['files'],
    isPossible: ({ appliance }) => appliance.kind === 'esa',
    plant: ({ appliance }, dice) => {
      appliance.cluster = dice.of(['cluster', 'group']);
      appliance.registration = 'rejected';
    },
    isTrue: ({ appliance }) =>
      (appliance.cluster === 'cluster' || appliance.cluster === 'group') && appliance.registration === 'rejected',
    shownBy: [['register-prompt']],
  },
  {
    id: 'appliance/cloud-unreachable',
    touches: ['registration', 'tile'],
    plant: (world, dice) => {
      world.appliance.isCloudReachable = false;
      world.appliance.registration = 'busy';
      world.xdr.tile = dice.of(['offline', 'later']);
    },
    isTrue: ({ appliance }) => !appliance.isCloudReachable,
    shownBy: [['trouble']],
  },
  {
    id: 'appliance/cloud-certificates-untrusted',
    touches: ['release'],
    isPossible: ({ appliance }) => appliance.kind === 'esa',
    plant: ({ appliance }, dice) => {
      appliance.release = dice.of(affected);
    },
    isTrue: ({ appliance }) => affected.includes(appliance.release),
    shownBy: [['release', 'product']],
  },
  {
    id: 'appliance/asyncos-api-off',
    touches: ['api'],
    plant: ({ appliance }, dice) => {
      appliance.apiHttp = false;
      appliance.apiHttps = false;
      appliance.apiElsewhere = dice.chance(0.4);
    },
    isTrue: ({ appliance }) => !appliance.apiHttp && !appliance.apiHttps,
    shownBy: [['api']],
  },
  {
    id: 'appliance/asyncos-api-partial',
    touches: ['api'],
    plant: ({ appliance }, dice) => {
      appliance.apiHttp = dice.chance(0.5);
      appliance.apiHttps = !appliance.apiHttp;
    },
    isTrue: ({ appliance }) => appliance.apiHttp !== appliance.apiHttps,
    shownBy: [['api']],
  },
  {
    id: 'appliance/centralized-reporting',
    touches: ['reporting', 'tile'],
    isPossible: ({ appliance }) => appliance.kind === 'esa',
    plant: ({ appliance, xdr }) => {
      appliance.centralizedReporting = true;
      xdr.tile = 'empty';
    },
    isTrue: ({ appliance }) => appliance.centralizedReporting,
    shownBy: [['reporting', 'product']],
  },
  {
    id: 'appliance/management-hostname-missing',
    touches: ['management'],
    plant: ({ appliance }) => {
      appliance.managementHostname = false;
    },
    isTrue: ({ appliance }) => !appliance.managementHostname,
    shownBy: [['management-hostname']],
  },
  {
    id: 'appliance/api-calls-rejected',
    touches: ['tile'],
    needs: ['clock', 'registration', 'capture', 'api'],
    plant: ({ appliance, xdr }, dice) => {
      appliance.apiCalls = dice.of([401, 403, 503]);
      xdr.tile = 'unexpected';
    },
    isTrue: ({ appliance }) => appliance.apiCalls !== 200,
    shownBy: [['api-log', 'tile-calls']],
  },
  {
    id: 'sse/threat-response-off',
    touches: ['threat-response'],
    needs: ['region', 'organization'],
    plant: ({ sse }) => {
      sse.threatResponse = false;
    },
    isTrue: ({ sse }) => !sse.threatResponse,
    shownBy: [['switches']],
  },
  {
    id: 'sse/eventing-off',
    touches: ['eventing'],
    needs: ['region', 'organization'],
    plant: ({ sse }) => {
      sse.eventing = false;
    },
    isTrue: ({ sse }) => !sse.eventing,
    shownBy: [['switches']],
  },
  {
    id: 'sse/device-offline',
    touches: ['tile'],
    plant: ({ xdr }) => {
      xdr.tile = 'offline';
    },
    isTrue: (world) => hasModule(world) && world.xdr.tile === 'offline',
    shownBy: [['tile-message'], ['tile-calls', 'module-list']],
  },
  {
    id: 'xdr/tile-try-later',
    touches: ['tile'],
    plant: ({ xdr }) => {
      xdr.tile = 'later';
    },
    isTrue: (world) => hasModule(world) && world.xdr.tile === 'later',
    shownBy: [['tile-message']],
  },
  {
    id: 'xdr/tile-unexpected-error',
    touches: ['tile'],
    plant: ({ xdr }) => {
      xdr.tile = 'unexpected';
    },
    isTrue: (world) => hasModule(world) && world.xdr.tile === 'unexpected',
    shownBy: [['tile-message'], ['tile-calls', 'module-list']],
  },
  {
    id: 'xdr/tile-time-range-too-short',
    touches: ['tile'],
    plant: ({ xdr }) => {
      xdr.tile = 'data';
      xdr.isRangeTooShort = true;
    },
    isTrue: ({ xdr }) => xdr.tile === 'data' && xdr.isRangeTooShort,
    shownBy: [['tile-ranges']],
  },
  {
    id: 'xdr/module-unhealthy',
    touches: ['module'],
    plant: ({ xdr }, dice) => {
      if (!xdr.module) return;
      if (dice.chance(0.5)) xdr.module.enabled = false;
      else xdr.module.health = 'error';
    },
    isTrue: ({ xdr }) => xdr.module !== undefined && (!xdr.module.enabled || xdr.module.health === 'error'),
    shownBy: [['module'], ['module-list', 'health']],
  },
  {
    id: 'xdr/insights-source-disconnected',
    touches: ['source'],
    plant: (world) => {
      world.isSourceConnected = false;
    },
    isTrue: ({ isSourceConnected }) => !isSourceConnected,
    shownBy: [['source']],
  },
  {
    id: 'case/clock-skew',
    touches: ['clock'],
    needs: ['capture'],
    plant: (world, dice) => {
      world.skewSeconds = dice.of([-7200, -900, 1800, 3600]);
    },
    isTrue: ({ skewSeconds }) => Math.abs(skewSeconds) > 300,
    appliesWith: (seen) => seen.has('capture'),
    shownBy: [['capture']],
  },
  {
    id: 'case/capture-unusable',
    touches: ['capture'],
    plant: (world, dice) => {
      world.capture = dice.of(['other-sites', 'no-bodies']);
    },
    isTrue: ({ capture }) => capture !== 'whole',
    appliesWith: (seen) => seen.has('capture'),
    shownBy: [['capture']],
  },
  {
    id: 'case/mixed-appliances',
    touches: ['files'],
    isPossible: ({ appliance }) => appliance.cluster === undefined,
    plant: (world) => {
      world.isMixed = true;
    },
    isTrue: ({ isMixed }) => isMixed,
    appliesWith: (seen) => seen.has('export-serial') && seen.has('foreign-serial'),
    shownBy: [['export-serial', 'foreign-serial']],
  },
  {
    id: 'case/module-device-mismatch',
    touches: ['device', 'tile'],
    needs: ['registration', 'module', 'organization', 'region', 'role'],
    plant: ({ xdr }) => {
      if (xdr.module) xdr.module.deviceId = xdr.module.deviceId.replace(/^.{8}/, 'deadbeef');
      xdr.tile = 'offline';
    },
    isTrue: ({ xdr, deviceId }) => xdr.module !== undefined && xdr.module.deviceId !== deviceId,
    // The key under which a module names its device is not known: that no listed device is named may be all there is.
    shownBy: [],
  },
  {
    id: 'case/organization-mismatch',
    touches: ['organization'],
    needs: ['threat-response', 'eventing'],
    plant: (world) => {
      world.sse.organization = 'Example Partners';
    },
    isTrue: ({ sse, organization }) => sse.organization !== organization,
    appliesWith: (seen) => seen.has('xdr-calls') && seen.has('sse-organization'),
    // The two portals name organizations by ids of different issuers.
    shownBy: [],
  },
  {
    id: 'xdr/securex-retired',
    touches: ['portal'],
    needs: ['capture'],
    plant: ({ xdr }) => {
      xdr.portal = 'securex';
    },
    isTrue: ({ xdr }) => xdr.portal === 'securex',
    appliesWith: (seen) => seen.has('capture'),
    shownBy: [['portal-page']],
  },
  {
    id: 'xdr/admin-role-missing',
    touches: ['role', 'module'],
    needs: ['capture'],
    plant: ({ xdr }) => {
      xdr.isAdministrator = false;
    },
    isTrue: ({ xdr }) => !xdr.isAdministrator,
    shownBy: [['login']],
  },
  {
    id: 'xdr/service-throttled',
    touches: ['tile'],
    needs: ['capture'],
    plant: ({ xdr }) => {
      xdr.tile = 'throttled';
    },
    isTrue: ({ xdr }) => xdr.tile === 'throttled',
    // Behind "try again later" there may be such an answer.
    isLikely: ({ xdr }) => xdr.tile === 'later',
    appliesWith: (seen) => seen.has('capture'),
    shownBy: [['tile-calls', 'module-list']],
  },
  {
    id: 'xdr/module-missing',
    touches: ['module', 'tile', 'device'],
    needs: ['role', 'capture'],
    plant: ({ xdr }) => {
      xdr.module = undefined;
    },
    isTrue: (world) => !hasModule(world),
    // Names of modules are free text: a list without a known one proves it only where all types are known.
    shownBy: [],
  },
];

export function isCompatible(one: Problem, others: readonly Problem[]): boolean {
  return others.every((other) => {
    const settled = new Set<Aspect>(other.touches);
    const kept = new Set<Aspect>(other.needs ?? []);
    return (
      !one.touches.some((aspect) => settled.has(aspect) || kept.has(aspect)) &&
      !one.needs?.some((aspect) => settled.has(aspect))
    );
  });
}
