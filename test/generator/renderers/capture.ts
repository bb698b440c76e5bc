// A browser's capture of the XDR dashboard, with or without the SSE portal, among calls of other modules and sites.
import {
  captureOf,
  empty,
  filled,
  firewallModule,
  health,
  moduleError,
  moduleList,
  type SpecimenCall,
  type SpecimenModule,
  sseCall,
  tileData,
  tileList,
  xdrUrl,
} from '../../specimens/capture-specimens.js';
import type { Dice } from '../../specimens/random-exports.js';
import type { Evidence } from '../evidence.js';
import type { Renderer } from '../renderer.js';
import { type World, xdrHosts } from '../world.js';

const claims = 'https://schemas.cisco.com/iroh/identity/claims/';
const otherSites: readonly SpecimenCall[] = [
  { url: 'https://www.example.com/', mimeType: 'text/html', body: '<html></html>' },
  { url: 'https://intranet.example.com/api/status', body: { status: 'ok' } },
  { url: 'https://fonts.example.net/a.woff2', mimeType: 'font/woff2' },
];

function login({ xdr }: World, atMs: number): SpecimenCall {
  const seconds = Math.floor(atMs / 1000);
  const payload = {
    iss: 'IROH Auth',
    iat: seconds,
    nbf: seconds - 60,
    exp: seconds + 600,
    [`${claims}org/id`]: xdr.organizationId,
    [`${claims}oauth/kind`]: 'session-token',
    [`${claims}user/roles`]: [xdr.isAdministrator ? 'admin' : 'incident-responder'],
  };
  const parts = [{ alg: 'RS256', typ: 'JWT' }, payload].map((one) =>
    Buffer.from(JSON.stringify(one)).toString('base64url'),
  );
  const body = { access_token: `${parts.join('.')}.c2lnbmF0dXJl`, token_type: 'bearer', expires_in: 600 };
  return { url: xdrUrl(xdr.region, '/iroh-auth/session/exchange'), method: 'POST', body };
}

/** What the tile answers, at one range or at two. */
function tileCalls({ xdr }: World, module: SpecimenModule, dice: Dice): [SpecimenCall[], Evidence[]] {
  const at = (period: string, answer: unknown, status?: number) => tileData(xdr.region, module, period, answer, status);
  const long = 'last_90_days';
  const short = dice.of(['last_hour', 'last_24_hours', 'last_7_days']);
  switch (xdr.tile) {
    case 'data':
      if (xdr.isRangeTooShort)
        return [
          [at(short, empty), at(long, filled)],
          ['tile-calls', 'tile-data', 'tile-ranges'],
        ];
      return [[at(dice.of([short, long]), filled)], ['tile-calls', 'tile-data']];
    case 'empty':
      return [[at(short, empty), at(long, empty)], ['tile-calls']];
    case 'offline': {
      const message = `There was a client error in the ${module.name} module: E4017: Device is offline [409]`;
      return [[at(short, moduleError(module, message))], ['tile-calls']];
    }
    case 'unexpected':
      return [
        [at(short, moduleError(module, `There was an unexpected error in the ${module.name} module`))],
        ['tile-calls'],
      ];
    case 'later':
      return [[at(short, { error: 'unknown server error', trace_id: '0a0b0c' }, 500)], []];
    case 'throttled': {
      const calls = Array.from({ length: 4 }, () => at(short, { error: 'too many requests' }, 429));
      return [calls, ['tile-calls']];
    }
  }
}

/** Calls about modules that are not ours, in the forms that could be taken for ours. */
function othersOf({ xdr }: World, dice: Dice): SpecimenCall[] {
  const { region } = xdr;
  const offline = `There was a client error in the ${firewallModule.name} module: E4017: Device is offline [409]`;
  return [
    tileData(region, firewallModule, 'last_24_hours', dice.of([moduleError(firewallModule, offline), filled, empty])),
    { url: xdrUrl('NAM', '/clouds.json'), body: { clouds: [] } },
    { url: 'https://sign-on.security.cisco.com/api/v1/authn', method: 'POST', body: { status: 'SUCCESS' } },
    ...(dice.chance(0.3)
      ? [{ url: 'https://telemetry.example.com/collect', error: 'net::ERR_BLOCKED_BY_CLIENT' }]
      : []),
    ...(dice.chance(0.3) ? [{ url: xdrUrl(region, '/iroh-dashboard/tiles'), error: 'net::ERR_ABORTED' }] : []),
  ];
}

function xdrCalls(world: World, dice: Dice, atMs: number): [SpecimenCall[], Evidence[]] {
  const { xdr } = world;
  const { region, module } = xdr;
  const shows: Evidence[] = ['xdr-calls'];
  const calls: SpecimenCall[] = [];
  const host = xdr.portal === 'xdr' ? xdrHosts[region] : xdrHosts[region].replace('xdr.', 'securex.');
  const hasPage = dice.chance(0.5) || xdr.portal === 'securex';
  if (hasPage) {
    calls.push(
      { url: `https://${host}/dashboard`, mimeType: 'text/html', body: '<html></html>' },
      { url: `https://${host}/api/preferences`, body: { theme: 'light' } },
    );
    shows.push('portal-page');
  }
  calls.push(login(world, atMs));
  const isRefused = !xdr.isAdministrator;
  if (isRefused || dice.chance(0.8)) {
    const own = module
      ? [{ id: module.id, name: module.name, enabled: module.enabled, settings: { device: module.deviceId } }]
      : [];
    const list = moduleList(region, dice.chance(0.5) ? [...own, firewallModule] : [firewallModule, ...own]);
    calls.push(isRefused ? { ...list, status: 403, body: { error: 'forbidden' } } : list);
    if (!isRefused) shows.push('module-list');
    else shows.push('login');
  }
  if (!isRefused && dice.chance(0.5)) {
    const isListed = world.appliance.registration === 'registered';
    const devices = isListed
      ? [{ id: world.deviceId, name: world.appliance.host, type: 'ESA', status: 'Registered' }]
      : [];
    calls.push({ url: xdrUrl(region, '/iroh-sse/device'), body: devices });
    shows.push('xdr-devices');
  }
  if (module) {
    const [own, shown] = tileCalls(world, module, dice);
    const list = tileList(region, module);
    const firewallTiles = tileList(region, firewallModule, 'Intrusions');
    const data = [list, firewallTiles].flatMap(({ body }) => (body as { data: unknown[] }).data);
    calls.push({ ...list, body: { data, errors: [] } }, ...own);
    shows.push(...shown);
    if (dice.chance(0.6)) {
      calls.push(health(region, module, module.health));
      shows.push('health');
    }
  } else {
    calls.push(tileList(region, firewallModule, 'Intrusions'));
  }
  return [calls, shows];
}

export const capture: Renderer = {
  kind: 'capture',
  chance: 0.6,
  render: (world, dice, { atMs, suffix }) => {
    const fromMs = atMs;
    const name = `dashboard${suffix}.har`;
    if (world.capture === 'other-sites') {
      const calls = [...otherSites, ...otherSites];
      return { name, text: captureOf(calls, fromMs), shows: ['capture'], isDated: true };
    }
    const [own, shows] = xdrCalls(world, dice, atMs);
    const others = othersOf(world, dice);
    const sse = dice.chance(0.5) ? [sseCall(world.sse.region)] : [];
    const all = [...otherSites.slice(0, dice.below(3)), ...own, ...others, ...sse];
    const calls = world.capture === 'no-bodies' ? all.map(({ body: _, ...rest }) => rest) : all;
    const seen: Evidence[] =
      world.capture === 'no-bodies' ? [] : [...shows, ...(sse.length > 0 ? (['sse-calls'] as const) : [])];
    return {
      name,
      text: skewed(captureOf(calls, fromMs), world.skewSeconds),
      shows: ['capture', ...seen],
      isDated: true,
    };
  },
};

/** The workstation's clock is ahead by so many seconds: what it wrote moves, what servers wrote stays. */
function skewed(text: string, seconds: number): string {
  if (seconds === 0) return text;
  return text.replace(/"startedDateTime": "([^"]+)"/g, (_, time: string) => {
    return `"startedDateTime": "${new Date(Date.parse(time) + seconds * 1000).toISOString()}"`;
  });
}
