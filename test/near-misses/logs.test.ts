// Logs in whole cases: what a line may decide, for whom, and what it may not.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  filled,
  firewallModule,
  moduleList,
  tileData,
} from '../specimens/capture-specimens.js';
import { clusterExport, header as exportHeader, machine, standaloneExport } from '../specimens/export-specimens.js';
import { reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const unreachable = 'appliance/cloud-unreachable';
const rejected = 'appliance/api-calls-rejected';
const serial = exportHeader.serial;
const otherSerial = 'BBBBBBBBBBBB-CCCCCCCC';

/** `Fri Nov 20 09:00:00 2026`; the reading of the appliance's own clock. */
function clock(time: string): string {
  const [week = '', day = '', month = '', year = '', rest = ''] = new Date(`${time}Z`).toUTCString().split(/,? /);
  return `${week} ${month} ${day} ${rest} ${year}`;
}
const line = (time: string, message: string) => `${clock(time)} Info: ${message}\n`;
const opening = (time: string, of: string | null = serial, offset: number | null = 0) =>
  line(time, 'Begin Logfile') +
  (of === null ? '' : line(time, `Version: 15.0.1-416 SN: ${of}`)) +
  (offset === null ? '' : line(time, `Time offset from UTC: ${offset} seconds`));
const trouble = (time: string) => line(time, 'connect to api-sse.cisco.com:443: [Errno 60] Operation timed out');
const outage = ['2026-11-20T08:00:00', '2026-11-20T08:01:00', '2026-11-20T08:02:00'].map(trouble).join('');
const page = (time: string) =>
  `Captured: ${time} UTC\nesa1.example.com> cloudserviceconfig\n\nThe appliance is successfully registered with the Cisco Cloud Service portal.\n\nesa1.example.com> \n`;

/** The tile is asked for at 09:00:01 UTC. */
const capture = (answer: unknown = filled) =>
  captureOf([moduleList('NAM', [emailModule, firewallModule]), tileData('NAM', emailModule, 'last_90_days', answer)]);
const call = (time: string, status: number) => {
  const stamp = `${time.slice(8, 10)}/Nov/${time.slice(0, 4)} ${time.slice(11)} +0000`;
  return line(time, `127.0.0.1 - - ${stamp} GET /esa/api/v2.0/reporting/mail HTTP/1.1 ${status} -`);
};

describe('the way to the cloud service', () => {
  it('is closed by a log alone', async () => {
    const report = await reportOf({ 'ctr_logs.current': opening('2026-11-20T07:00:00') + outage });
    expect(verdictsIn(report, unreachable)).toEqual(['fail']);
  });

  it('is open again when the appliance is registered or its tile has data later, and not when earlier', async () => {
    const log = { 'ctr_logs.current': opening('2026-11-20T07:00:00') + outage };
    expect(
      await verdictsOf(unreachable, { ...log, 'a.txt': page('2026-11-20 09:00'), 'e.xml': standaloneExport() }),
    ).toEqual(['pass']);
    expect(
      await verdictsOf(unreachable, { ...log, 'a.txt': page('2026-11-20 07:30'), 'e.xml': standaloneExport() }),
    ).toEqual(['fail']);
    expect(await verdictsOf(unreachable, { ...log, 'a.har': capture() })).toEqual(['pass']);
  });

  it('is not known while a log, or a session that may print one, was not read to its end', async () => {
    const whole = { 'a.txt': page('2026-11-20 09:00'), 'e.xml': standaloneExport() };
    const log = opening('2026-11-20T07:00:00') + outage;
    expect(await verdictsOf(unreachable, { ...whole, 'ctr_logs.current': log })).toEqual(['pass']);
    const cut = gzipSync(log + line('2026-11-20T08:03:00', 'x'.repeat(100))).subarray(0, -12);
    expect(await verdictsOf(unreachable, { ...whole, 'ctr_logs.@20261120T070000.s.gz': cut })).toEqual(['open']);
    const tail = `esa1.example.com> tail ctr_logs\n\n${trouble('2026-11-20T08:30:00')}\n\nesa1.example.com> \n`;
    const report = await reportOf({ ...whole, 'ctr_logs.current': log, 'b.txt': tail });
    expect(verdictsIn(report, unreachable)).toEqual(['open']);
  });

  it("is not shown by a tile where two appliances may be the tile's", async () => {
    const logs = {
      'a/ctr_logs.current': opening('2026-11-20T07:00:00') + outage,
      'b/ctr_logs.current': opening('2026-11-20T07:00:00', otherSerial),
    };
    expect(await verdictsOf(unreachable, { ...logs, 'a.har': capture() })).toEqual(['fail', 'open']);
  });

  it('is shown by a test to the server of its own region, where no line tells of trouble', async () => {
    const test = (host: string, answer = `Connected to ${host}.`) =>
      `Captured: 2026-11-20 09:00 UTC\nesa1.example.com> telnet ${host} 443\n\nTrying 192.0.2.7...\n${answer}\n\nesa1.example.com> \n`;
    const server =
      'Cloud Service Settings\n\nCloud Services\nThreat Response: Enabled\nThreat Response Server: NAM (api-sse.cisco.com)\n';
    const tested = async (files: Readonly<Record<string, string>>) =>
      verdictsOf(unreachable, { ...files, 's.txt': server, 'e.xml': standaloneExport() });
    expect(await tested({ 'a.txt': test('api-sse.cisco.com') })).toEqual(['pass']);
    expect(await tested({ 'a.txt': test('api.eu.sse.itd.cisco.com') })).toEqual(['open']);
    expect(await tested({ 'a.txt': test('api-sse.cisco.com', 'Connected to 192.0.2.7.') })).toEqual(['open']);
    const log = opening('2026-11-20T07:00:00') + outage;
    expect(await tested({ 'a.txt': test('api-sse.cisco.com'), 'ctr_logs.current': log })).toEqual(['open']);
    const refused = test('api-sse.cisco.com', 'telnet: connect to address 192.0.2.7: Connection refused');
    expect(await tested({ 'a.txt': refused })).toEqual(['open']);
    expect(await tested({ 'a.txt': refused, 'b.txt': test('api-sse.cisco.com') })).toEqual(['open']);
    expect(await tested({ 'a.txt': refused, 'ctr_logs.current': log })).toEqual(['fail']);
  });

  it('is not closed by one line, by lines about another host, or by silence', async () => {
    const one = { 'ctr_logs.current': opening('2026-11-20T07:00:00') + trouble('2026-11-20T08:00:00') };
    expect(await verdictsOf(unreachable, one)).toEqual(['open']);
    const other = outage.replaceAll('api-sse.cisco.com', 'updates.example.com');
    expect(await verdictsOf(unreachable, { 'system.current': opening('2026-11-20T07:00:00') + other })).toEqual([
      'open',
    ]);
    expect(await verdictsOf(unreachable, { 'ctr_logs.current': opening('2026-11-20T07:00:00') })).toEqual(['open']);
  });
});

describe("XDR's calls of the API", () => {
  const verdicts = (lines: string, har = capture()) =>
    verdictsOf(rejected, { 'api.current': opening('2026-11-20T08:00:00') + lines, 'a.har': har });

  it('are those beside a call of the tile', async () => {
    expect(await verdicts(call('2026-11-20T09:00:20', 401))).toEqual(['fail']);
    expect(await verdicts(call('2026-11-20T09:00:20', 503))).toEqual(['fail']);
    expect(await verdicts(call('2026-11-20T09:00:20', 200))).toEqual(['pass']);
    expect(await verdicts(call('2026-11-20T09:05:00', 401))).toEqual(['open']);
    expect(await verdicts('')).toEqual(['open']);
  });

  it('may be a user of the web interface where answers differ', async () => {
    expect(await verdicts(call('2026-11-20T09:00:20', 401) + call('2026-11-20T09:00:21', 200))).toEqual(['open']);
    expect(await verdicts(call('2026-11-20T09:00:20', 404))).toEqual(['open']);
  });

  it('are found in the middle of a busy log', async () => {
    const around = Array.from({ length: 200 }, (_, index) => call(`2026-11-20T08:${10 + (index % 40)}:00`, 200)).join(
      '',
    );
    const later = around.replaceAll(' 08:', ' 10:').replaceAll('T08', 'T10');
    expect(await verdicts(around + call('2026-11-20T09:00:20', 401) + later)).toEqual(['fail']);
  });

  it('need times with a zone, and one appliance', async () => {
    const headless = call('2026-11-20T09:00:20', 401);
    expect(await verdictsOf(rejected, { 'api.current': headless, 'a.har': capture() })).toEqual(['fail']);
    // A line whose clock is not that of its call tells no zone.
    const odd = headless.replace(' 09:00:20 2026 ', ' 03:00:20 2026 ');
    expect(await verdictsOf(rejected, { 'api.current': odd, 'a.har': capture() })).toEqual(['open']);
    const two = await reportOf({
      'api.current': opening('2026-11-20T08:00:00') + call('2026-11-20T09:00:20', 401),
      'b.xml': standaloneExport({ ...machine, hostname: 'esa2.example.com' }, { ...exportHeader, serial: otherSerial }),
      'a.har': capture(),
    });
    expect(verdictsIn(two, rejected)).toEqual(['open', 'open']);
    expect(reasonsIn(two, rejected)).toContain('appliance.api.cloud-calls: outsideWindow');
  });
});

/** Six answers, the servers' dates so many seconds later than the workstation's clock; `age`: out of a cache. */
function skewed(seconds: number, { age = false } = {}): string {
  const calls = Array.from({ length: 5 }, () => tileData('NAM', emailModule, 'last_90_days', filled));
  const har = JSON.parse(captureOf([moduleList('NAM', [emailModule]), ...calls])) as {
    log: { entries: { response: { headers: { name: string; value: string }[] } }[] };
  };
  for (const { response } of har.log.entries) {
    for (const one of response.headers) one.value = new Date(Date.parse(one.value) + seconds * 1000).toUTCString();
    if (age) response.headers.push({ name: 'age', value: '86400' });
  }
  return JSON.stringify(har);
}

describe('a clock', () => {
  const rule = 'case/clock-skew';
  const step = (time: string, from: string, to: string) =>
    line(time, `The system time was changed from ${from} to ${to} using information from 192.0.2.1.`);
  const change = step('2026-11-20T08:30:00', 'Fri, 20 Nov 2026 08:00:00', 'Fri, 20 Nov 2026 08:30:00');

  it.each([
    [3600, 'fail'],
    [-3600, 'fail'],
    [120, 'open'],
    [2, 'pass'],
  ])('of a workstation that is %i s off', async (seconds, verdict) => {
    expect(await verdictsOf(rule, { 'a.har': skewed(seconds) })).toEqual([verdict]);
  });

  it('of a workstation is not told by answers of a cache, and vouches for no appliance', async () => {
    expect(await verdictsOf(rule, { 'a.har': skewed(3600, { age: true }) })).toEqual(['open']);
    expect(await verdictsOf(rule, { 'a.har': skewed(2), 'e.xml': standaloneExport() })).toEqual(['open']);
    expect(await verdictsOf(rule, { 'a.har': skewed(2), 'b.har': skewed(3600) })).toEqual(['fail']);
  });

  it('of an appliance counts only beside a fault, and with its zone', async () => {
    const log = (offset: number | null, ...lines: string[]) => ({
      'ctr_logs.current': opening('2026-11-20T07:00:00', serial, offset) + lines.join(''),
    });
    expect(await verdictsOf(rule, log(0, outage, change))).toEqual(['fail']);
    expect(await verdictsOf(rule, log(0, change))).toEqual(['open']);
    expect(await verdictsOf(rule, log(null, outage, change))).toEqual(['open']);
    const late = change.replace('Nov 20 08:30:00', 'Nov 28 08:30:00');
    expect(await verdictsOf(rule, log(0, outage, late))).toEqual(['open']);
    const small = step('2026-11-20T08:30:00', 'Fri, 20 Nov 2026 08:29:00', 'Fri, 20 Nov 2026 08:30:00');
    expect(await verdictsOf(rule, log(0, outage, small))).toEqual(['open']);
  });

  it('is nobody’s without a capture and a log', async () => {
    expect(await verdictsOf(rule, { 'e.xml': standaloneExport() })).toEqual(['notApplicable']);
  });

  it('of a workstation that is wrong does not hide whose calls the appliance refused', async () => {
    const log = opening('2026-11-20T08:00:00') + call('2026-11-20T10:00:10', 401) + call('2026-11-20T09:00:10', 200);
    expect(await verdictsOf(rejected, { 'api.current': log, 'a.har': skewed(3600) })).toEqual(['fail']);
  });
});

describe('files of several appliances', () => {
  const rule = 'case/mixed-appliances';
  const log = (of: string | null) => opening('2026-11-20T07:00:00', of) + line('2026-11-20T07:01:00', 'idle');
  const second = standaloneExport(
    { ...machine, hostname: 'esa2.example.com' },
    { ...exportHeader, serial: otherSerial },
  );

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['one file', { 'e.xml': standaloneExport() }, 'notApplicable'],
    ['one serial number', { 'e.xml': standaloneExport(), 'system.current': log(serial) }, 'pass'],
    ['two logs of one', { 'a.log': log(serial), 'b.log': log(serial) + outage }, 'pass'],
    ['a log of another', { 'e.xml': standaloneExport(), 'system.current': log(otherSerial) }, 'fail'],
    [
      'a log that ends within its serial number',
      { 'e.xml': standaloneExport(), 's.log': log(serial.slice(0, -1)) },
      'open',
    ],
    ['a log of each of two exports', { 'e.xml': standaloneExport(), 'f.xml': second, 's.log': log(serial) }, 'open'],
    ['logs of two and no export', { 'a.log': log(serial), 'b.log': log(otherSerial) }, 'open'],
    ['a log that tells none', { 'e.xml': standaloneExport(), 'a.log': log(null) + outage }, 'open'],
    ['a page', { 'e.xml': standaloneExport(), 's.log': log(serial), 'a.txt': page('2026-11-20 09:00') }, 'open'],
    ['an export that tells none', { 'e.xml': standaloneExport(machine, null), 'a.log': log(serial) }, 'open'],
    [
      'a cluster whose members are not all known',
      { 'e.xml': clusterExport([machine, { ...machine, hostname: 'esa2.example.com' }]), 'a.log': log(otherSerial) },
      'open',
    ],
  ])('%s', async (_name, files, verdict) => {
    expect(await verdictsOf(rule, files)).toEqual([verdict]);
  });
});

describe('centralized reporting', () => {
  it('is no licence in a header, and no words in a log', async () => {
    const features = standaloneExport().replace('-->', '  Feature "Centralized Email Reporting": Quantity = 1\n-->');
    const log =
      opening('2026-11-20T07:00:00') + line('2026-11-20T07:01:00', 'Centralized Email Reporting license is valid');
    expect(await verdictsOf('appliance/centralized-reporting', { 'e.xml': features, 's.log': log })).toEqual(['open']);
  });
});

describe('the name of the Management interface', () => {
  const rule = 'appliance/management-hostname-missing';
  const lookup = line('2026-11-20T08:00:00', '[Errno 8] nodename nor servname provided: api-sse.cisco.com');
  const log = { 'ctr_logs.current': opening('2026-11-20T07:00:00') + lookup };
  const named = { 'e.xml': standaloneExport() };

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['given', named, 'pass'],
    ['given, and the server of the cloud service is not resolved', { ...named, ...log }, 'fail'],
    ['resolved later', { ...named, ...log, 'a.txt': page('2026-11-20 09:00') }, 'pass'],
    ['unknown, and names are not resolved', log, 'fail'],
  ])('%s', async (_name, files, verdict) => {
    expect(await verdictsOf(rule, files)).toEqual([verdict]);
  });
});

describe('what a pass is older than', () => {
  const commit = (time: string) => line(time, 'PID 7: User exampleadmin commit changes: note');
  const whole = (time: string) => ({ 'e.xml': standaloneExport(), 'a.txt': page(time) });

  it('is a later commit, by more than a day', async () => {
    const rule = 'appliance/registration-token-rejected';
    const verdict = (time: string) =>
      verdictsOf(rule, {
        ...whole('2026-11-20 09:00'),
        'system.current': opening('2026-11-20T07:00:00') + commit(time),
      });
    expect(await verdict('2026-11-20T08:00:00')).toEqual(['pass']);
    expect(await verdict('2026-11-23T08:00:00')).toEqual(['open']);
    const report = await reportOf({
      ...whole('2026-11-20 09:00'),
      'system.current': opening('2026-11-20T07:00:00') + commit('2026-11-23T08:00:00'),
    });
    expect(reasonsIn(report, rule)).toContain('appliance.registration.outcome: outsideWindow');
    expect(verdictsIn(report, unreachable)).toEqual(['open']);
  });

  it('is no commit of another appliance', async () => {
    const other = opening('2026-11-20T07:00:00', otherSerial) + commit('2026-11-23T08:00:00');
    const verdicts = await verdictsOf(unreachable, { ...whole('2026-11-20 09:00'), 'system.current': other });
    expect(verdicts).toEqual(['open', 'pass']);
  });

  it('is a later rejection, and not an earlier one', async () => {
    const rule = 'appliance/registration-token-rejected';
    const rejection = (time: string) =>
      page(time).replace(/The appliance is .*/, 'The registration failed because of an invalid or expired token key.');
    expect(await verdictsOf(rule, { ...whole('2026-11-20 09:00'), 'b.txt': rejection('2026-11-20 10:00') })).toEqual([
      'fail',
    ]);
    expect(await verdictsOf(rule, { ...whole('2026-11-20 09:00'), 'b.txt': rejection('2026-11-20 08:00') })).toEqual([
      'pass',
    ]);
  });
});

describe('a log of days without a word', () => {
  it('proves nothing', async () => {
    const idle = Array.from({ length: 48 }, (_, hour) =>
      line(new Date(Date.UTC(2026, 10, 20, hour)).toISOString().slice(0, 19), 'idle'),
    ).join('');
    const names = ['ctr_logs.current', 'system.current', 'api.current', 'sntpd.current'];
    const files = names.map((name, index): [string, string] => [name, opening(`2026-11-19T0${index}:00:00`) + idle]);
    const { findings } = await reportOf(Object.fromEntries(files));
    const decided = findings.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail');
    // What the opening lines tell, release and serial number, is all that is known.
    expect(decided.map(({ ruleId }) => ruleId)).toEqual([
      'appliance/cloud-certificates-untrusted',
      'case/mixed-appliances',
    ]);
  });
});

describe('sets of logs', () => {
  it('rotated and compressed are one picture', async () => {
    const [first = '', second = '', third = ''] = outage.split(/(?<=\n)/);
    const older = gzipSync(opening('2026-11-20T07:00:00') + first + second);
    const set = { 'ctr_logs/ctr_logs.@20261120T070000.s.gz': older };
    expect(await verdictsOf(unreachable, set)).toEqual(['open']);
    const current = { 'ctr_logs/ctr_logs.current': opening('2026-11-20T08:01:30') + third };
    expect(await verdictsOf(unreachable, { ...set, ...current })).toEqual(['fail']);
    const halves = Object.fromEntries(
      [first, second, third].map((one, index) => [
        `ctr_logs.@2026112${index}T000000.s`,
        opening('2026-11-20T07:00:00') + one,
      ]),
    );
    expect(await verdictsOf(unreachable, halves)).toEqual(['fail']);
  });

  it('of two appliances in one folder stay apart by serial number, and add up for none', async () => {
    const [first = '', second = '', third = ''] = outage.split(/(?<=\n)/);
    const logs = {
      'ctr_logs.a': opening('2026-11-20T07:00:00') + first + second,
      'ctr_logs.b': opening('2026-11-20T07:00:00', otherSerial) + third,
    };
    expect(await verdictsOf(unreachable, logs)).toEqual(['open', 'open']);
    // A cut one that tells no serial number may be either's.
    const cut = { ...logs, 'ctr_logs.c': trouble('2026-11-20T08:03:00') + trouble('2026-11-20T08:04:00') };
    expect(await verdictsOf(unreachable, cut)).toEqual(['open', 'open']);
  });

  it('without a header are of the only appliance', async () => {
    expect(await verdictsOf(unreachable, { 'ctr_logs.current': outage, 'e.xml': standaloneExport() })).toEqual([
      'fail',
    ]);
  });

  it('of several hosts in one syslog file are of each host', async () => {
    const syslog = (host: string) => outage.replace(/^\w{3} (\w{3} \d\d [\d:]+ \d{4}) /gm, `$1 ${host} ctr_logs: `);
    const hosts = (...names: string[]) => ({ 'all.log': names.map(syslog).join(''), 'e.xml': standaloneExport() });
    const failing = async (files: Readonly<Record<string, string>>) =>
      (await reportOf(files)).findings
        .filter(({ ruleId, verdict }) => ruleId === unreachable && verdict === 'fail')
        .map(({ subject }) => subject?.id);
    const own = `appliance:${serial}`;
    expect(await failing(hosts('esa1.example.com'))).toEqual([own]);
    expect(await failing(hosts('esa1'))).toEqual([own]);
    expect(await failing(hosts('192.0.2.1'))).toEqual([own]);
    expect(await failing(hosts('esa2'))).not.toContain(own);
    expect(await failing(hosts('192.0.2.1', '192.0.2.2'))).not.toContain(own);
  });
});
