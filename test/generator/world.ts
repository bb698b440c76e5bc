// The world that a case is told from: one organization, its appliance, its accounts, its workstation. Healthy as it is
// made; problems change it, and `settle` draws their consequences. Everything that is true of a case is read from here.
import type { Dice } from '../specimens/random-exports.js';

export const regions = ['NAM', 'EU', 'APJC'] as const;
export type Region = (typeof regions)[number];
export type Language = 'en' | 'pt' | 'de' | 'ja';
export type Registration = 'off' | 'on-uncommitted' | 'on-unregistered' | 'rejected' | 'busy' | 'registered';
export type TileAnswer = 'data' | 'empty' | 'offline' | 'later' | 'unexpected' | 'throttled';

export const servers: Readonly<Record<Region, readonly [label: string, host: string]>> = {
  NAM: ['AMERICAS', 'api-sse.cisco.com'],
  EU: ['EUROPE', 'api.eu.sse.itd.cisco.com'],
  APJC: ['APJC', 'api.apj.sse.itd.cisco.com'],
};
export const sseHosts: Readonly<Record<Region, string>> = {
  NAM: 'admin.sse.itd.cisco.com',
  EU: 'admin.eu.sse.itd.cisco.com',
  APJC: 'admin.apj.sse.itd.cisco.com',
};
export const xdrHosts: Readonly<Record<Region, string>> = {
  NAM: 'xdr.us.security.cisco.com',
  EU: 'xdr.eu.security.cisco.com',
  APJC: 'xdr.apjc.security.cisco.com',
};

export interface Appliance {
  kind: 'esa' | 'sma';
  product: string;
  model: string;
  release: string;
  serial: string;
  host: string;
  /** The prompt's mode; undefined stands alone. */
  cluster: 'cluster' | 'group' | 'machine' | undefined;
  registration: Registration;
  /** Label and host of the server row. */
  server: readonly [label: string, host: string];
  apiHttp: boolean;
  apiHttps: boolean;
  apiElsewhere: boolean;
  /** What the interface on the port Management is called. */
  managementName: string;
  managementHostname: boolean;
  centralizedReporting: boolean;
  isCloudReachable: boolean;
  apiCalls: number;
}

/** The other member of the appliance's cluster. */
export interface Sibling {
  readonly host: string;
  readonly apiHttp: boolean;
  readonly apiHttps: boolean;
}

export interface EmailModule {
  readonly id: string;
  readonly name: string;
  enabled: boolean;
  health: 'ok' | 'error';
  deviceId: string;
}

export interface World {
  readonly language: Language;
  /** When the case was collected, milliseconds UTC. */
  readonly atMs: number;
  /** Of the appliance's clock. */
  readonly zoneMinutes: number;
  readonly organization: string;
  appliance: Appliance;
  readonly sibling: Sibling;
  sse: { region: Region; organization: string; organizationId: string; threatResponse: boolean; eventing: boolean };
  /** Device that SSE has of the appliance. */
  deviceId: string;
  xdr: {
    region: Region;
    organizationId: string;
    isAdministrator: boolean;
    portal: 'xdr' | 'securex';
    module: EmailModule | undefined;
    tile: TileAnswer;
    /** With `data`: the tile is empty at the range first looked at. */
    isRangeTooShort: boolean;
  };
  isSourceConnected: boolean;
  skewSeconds: number;
  token: { createdMs: number; lifeHours: number; usedMs: number } | undefined;
  capture: 'whole' | 'other-sites' | 'no-bodies';
  /** A log of another appliance lies among the files. */
  isMixed: boolean;
}

// 12.5.3 and 13.5.4 stand between what the field notice on certificates names and where it ends: open, whatever is shown.
const products = [
  ['Cisco C100V Email Security Virtual Appliance', 'C100V', 'esa', ['13.7.0-093', '14.2.0-620', '15.0.1-416']],
  ['Cisco C690 Email Security Appliance', 'C690', 'esa', ['14.0.0-698', '15.0.0-104', '12.5.3-041', '13.5.4-038']],
  ['Cisco C600V Secure Email Gateway Virtual', 'C600V', 'esa', ['15.5.1-055', '16.0.0-050']],
  ['Cisco M600V Secure Email and Web Manager', 'M600V', 'sma', ['15.0.1-416', '13.6.2-058']],
] as const;
const languages: readonly Language[] = ['en', 'en', 'pt', 'de', 'ja'];

export function healthyWorld(dice: Dice): World {
  const region = dice.of(regions);
  const [product, model, kind, releases] = dice.of(products);
  const isHosted = kind === 'esa' && dice.chance(0.2);
  const host = `${dice.of(['esa1', 'mail', 'gw01'])}.${isHosted ? 'rs1234-01.iphmx.com' : dice.of(['example.com', 'example.net'])}`;
  const hex = (length: number) => Array.from({ length }, () => '0123456789ABCDEF'[dice.below(16)]).join('');
  const deviceId = uuid(hex);
  const organization = dice.of(['Example Organization', 'Example Foods', 'Sample & Partners']);
  const day = Date.UTC(2026, 10, 2 + dice.below(20), 7 + dice.below(9), dice.below(60));
  return {
    language: dice.of(languages),
    atMs: day,
    zoneMinutes: dice.of([0, 60, -180, 540]),
    organization,
    appliance: {
      kind,
      product,
      model,
      release: dice.of(releases),
      serial: `${hex(20)}-${hex(12)}`,
      host,
      cluster: kind === 'esa' && dice.chance(0.2) ? 'machine' : undefined,
      registration: 'registered',
      server: servers[region],
      apiHttp: true,
      apiHttps: true,
      apiElsewhere: dice.chance(0.2),
      managementName: dice.of(['Management', 'Management', 'Management', 'Mgmt']),
      managementHostname: true,
      centralizedReporting: false,
      isCloudReachable: true,
      apiCalls: 200,
    },
    sibling: {
      host: `esa9.${host.slice(host.indexOf('.') + 1)}`,
      apiHttp: dice.chance(0.6),
      apiHttps: dice.chance(0.6),
    },
    sse: { region, organization, organizationId: uuid(hex), threatResponse: true, eventing: true },
    deviceId,
    xdr: {
      region,
      organizationId: uuid(hex),
      isAdministrator: true,
      portal: 'xdr',
      module: {
        id: uuid(hex),
        name:
          kind === 'sma' ? 'Secure Email and Web Manager' : dice.of(['Secure Email Appliance', 'Cisco Secure Email']),
        enabled: true,
        health: 'ok',
        deviceId,
      },
      tile: 'data',
      isRangeTooShort: false,
    },
    isSourceConnected: true,
    skewSeconds: 0,
    token: undefined,
    capture: 'whole',
    isMixed: false,
  };
}

function uuid(hex: (length: number) => string): string {
  return [8, 4, 4, 4, 12].map((length) => hex(length).toLowerCase()).join('-');
}

/** What follows of what was planted: an appliance that is not registered, or not reached, answers no tile. */
export function settle(world: World, dice: Dice, isTileTold: boolean): void {
  const { appliance, xdr } = world;
  if (isTileTold) return;
  if (appliance.registration !== 'registered' || !appliance.isCloudReachable) {
    xdr.tile = dice.of(['offline', 'offline', 'later']);
    if (xdr.module && dice.chance(0.5)) xdr.module.health = 'error';
  } else if (!appliance.apiHttp || !appliance.apiHttps) {
    xdr.tile = dice.of(['unexpected', 'unexpected', 'data']);
  } else if (appliance.centralizedReporting) {
    xdr.tile = 'empty';
  }
}

export function copyOf(world: World): World {
  return structuredClone(world);
}
