// Logs of the appliance in their file form: the cloud service's, the API's, the system's, and the mail's, which says nothing.
import type { Dice } from '../../specimens/random-exports.js';
import type { Renderer } from '../renderer.js';
import { clock, syslogClock, webClock } from '../times.js';
import type { World } from '../world.js';

const minute = 60_000;

function opened({ appliance, zoneMinutes }: World, fromMs: number): string {
  const line = (message: string) => `${clock(fromMs, zoneMinutes)} Info: ${message}\n`;
  return (
    line('Begin Logfile') +
    line(`Version: ${appliance.release} SN: ${appliance.serial}`) +
    line(`Time offset from UTC: ${zoneMinutes * 60} seconds`)
  );
}

const troubles: readonly ((host: string) => string)[] = [
  (host) => `connect to ${host}:443: [Errno 60] Operation timed out`,
  (host) => `connect to ${host}:443: [Errno 61] Connection refused`,
  (host) => `SSL error with server ${host}:443 - certificate verify failed: unable to get local issuer certificate`,
];

export const cloudLog: Renderer = {
  kind: 'cloud-log',
  chance: 0.3,
  render: (world, dice, { atMs, suffix }) => {
    const { appliance, zoneMinutes } = world;
    const line = (ms: number, level: string, message: string) => `${clock(ms, zoneMinutes)} ${level}: ${message}\n`;
    const trouble = dice.of(troubles)(appliance.server[1]);
    const count = appliance.isCloudReachable ? (dice.chance(0.2) ? 1 : 0) : 4 + dice.below(4);
    const idle = Array.from({ length: 5 }, (_, n) => line(atMs - (90 - n) * minute, 'Info', 'idle'));
    // Trouble goes on after the pages were looked at; a passing one was over before.
    const start = appliance.isCloudReachable ? atMs - 80 * minute : atMs - 5 * minute;
    const lines = Array.from({ length: count }, (_, n) => line(start + n * 2 * minute, 'Warning', trouble));
    return {
      name: `ctr_logs${suffix}/ctr_logs.current`,
      text: `${opened(world, atMs - 120 * minute)}${idle.join('')}${lines.join('')}`,
      shows: ['trouble', 'release'],
      isDated: true,
      names: ['serial'],
    };
  },
};

export const apiLog: Renderer = {
  kind: 'api-log',
  chance: 0.3,
  render: (world, dice, { atMs, suffix }) => {
    const { appliance, zoneMinutes } = world;
    const call = (ms: number, status: number) =>
      `${clock(ms, zoneMinutes)} Info: 127.0.0.1 - - ${webClock(ms, zoneMinutes)} GET /${appliance.kind}/api/v2.0/reporting/mail HTTP/1.1 ${status} -\n`;
    const before = Array.from({ length: dice.below(20) }, (_, n) => call(atMs - (100 - n) * minute, 200));
    // The capture begins at `atMs` and loads its tiles within half a minute.
    const isReached =
      appliance.isCloudReachable && appliance.registration === 'registered' && world.xdr.tile !== 'throttled';
    const own = isReached ? [10, 14, 18].map((seconds) => call(atMs + seconds * 1000, appliance.apiCalls)) : [];
    return {
      name: `api_logs${suffix}/api.current`,
      text: opened(world, atMs - 120 * minute) + before.join('') + own.join(''),
      shows: ['api-log', 'release'],
      isDated: true,
      names: ['serial'],
    };
  },
};

export const systemLog: Renderer = {
  kind: 'system-log',
  chance: 0.3,
  render: (world, dice, { atMs, suffix }) => {
    const { zoneMinutes } = world;
    const isSyslog = dice.chance(0.3);
    const line = (ms: number, message: string) =>
      isSyslog
        ? `<166>${syslogClock(ms, zoneMinutes)} system_logs: Info: ${message}\n`
        : `${clock(ms, zoneMinutes)} Info: ${message}\n`;
    const lines = [
      line(atMs - 110 * minute, 'PID 1237: User exampleadmin commit changes: nightly'),
      line(atMs - 100 * minute, 'Smart Licensing: registration token is invalid or expired'),
      line(atMs - 95 * minute, 'logout user:exampleadmin'),
    ];
    return {
      name: `system_logs${suffix}/system.current`,
      text: `${isSyslog ? '' : opened(world, atMs - 120 * minute)}${lines.join('')}`,
      shows: [],
      isDated: !isSyslog,
      names: isSyslog ? [] : ['serial'],
    };
  },
};

export const mailLog: Renderer = {
  kind: 'mail-log',
  chance: 0.2,
  render: (world, dice, { atMs, suffix }) => {
    const { zoneMinutes } = world;
    const lines = Array.from({ length: 20 + dice.below(200) }, (_, n) => {
      const subject = dice.of(['Invoice', 'Device is offline [409]', 'Eventing is off', 'Registration failed']);
      return `${clock(atMs - (100 * minute - n * 7000), zoneMinutes)} Info: MID ${1000 + n} Subject '${subject} ${n}'\n`;
    });
    const text = opened(world, atMs - 120 * minute) + lines.join('');
    return { name: `mail_logs${suffix}/mail.current`, text, shows: [], isDated: true, names: ['serial'] };
  },
};

/** A log of another appliance, which got among the files. */
export function foreignLog(dice: Dice, atMs: number): string {
  const serial = `FFFF${dice.below(1000)}AAAABBBBCCCC-DDDDEEEE0000`;
  const line = (message: string) => `${clock(atMs - 90 * minute, 0)} Info: ${message}\n`;
  return `${line('Begin Logfile')}${line(`Version: 15.0.1-416 SN: ${serial}`)}${line('Time offset from UTC: 0 seconds')}${line('idle')}`;
}
