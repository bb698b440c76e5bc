import { describe, expect, test } from 'vitest';
import {
  clusterExport,
  header,
  interfaceXml,
  machine,
  machineXml,
  management,
  prolog,
  standaloneExport,
} from '../../specimens/export-specimens.js';
import { catalogue, codes, read, readings, xml } from './read.js';

const http = 'interface.api.http';
const https = 'interface.api.https';
const list = 'appliance.interface.list';
const hostname = 'appliance.identity.hostname';
const serial = 'appliance.identity.serial';
const interfaces = (...of: string[]) => `<config>\n<interfaces>\n${of.join('')}</interfaces>\n</config>\n`;

describe('a whole export', () => {
  test('is read with its header, hostname and services', async () => {
    const result = await read(standaloneExport());
    expect(result.status).toBe('ok');
    expect(result.notes).toEqual([]);
    expect(result.counts).toEqual({ elements: 27, interfaces: 2 });
    expect(result.lines).toEqual([
      '/config[1] appliance.identity.serial = 420D4B6FA42E00000000-CE7D00000000',
      '/config[1] appliance.identity.version = 15.0.1-416',
      '/config[1] appliance.clock.time = 2025-09-17T13:04:21Z',
      '/config[1] appliance.identity.hostname = esa1.example.com',
      '/config[1] appliance.clock.zone = Europe/Berlin',
      '/config[1] appliance.interface.list = [Incoming,Management] complete',
      '/config[1]>Management interface.identity.port = Management',
      '/config[1]>Management interface.api.http = on',
      '/config[1]>Management interface.api.https = on',
      '/config[1]>Incoming interface.identity.port = Data 1',
      '/config[1]>Incoming interface.api.http = off',
      '/config[1]>Incoming interface.api.https = off',
    ]);
  });

  test('gives line, path and raw text of what is there, and of the element that lacks it', async () => {
    const { observations } = await read(standaloneExport());
    const evidence = observations.filter((one) => one.fact === http).map((one) => one.evidence);
    expect(evidence).toMatchObject([
      {
        line: 25,
        pointer: '/config/interfaces/interface[1]/api_httpd_port',
        excerpt: '<api_httpd_port>6080</api_httpd_port>',
        trust: 'exported',
        time: { text: '2025-09-17T13:04:21Z' },
      },
      { line: 28, pointer: '/config/interfaces/interface[2][not(api_httpd_port)]', excerpt: '<interface>' },
    ]);
    expect(standaloneExport().split('\n')[24]).toContain('api_httpd_port');
  });

  test('with CRLF reads the same', async () => {
    const result = await read(standaloneExport().replaceAll('\n', '\r\n'));
    expect(result.lines).toEqual((await read(standaloneExport())).lines);
    expect(result.status).toBe('ok');
  });

  test('in one line, of self-closing tags and CDATA reads the same', async () => {
    const of = { ...machine, interfaces: [{ ...management, hostname: '<![CDATA[R&D]]>' }] };
    const text = standaloneExport(of, null)
      .replaceAll('\n', '')
      .replace('<api_httpd_port>6080</api_httpd_port>', '<api_httpd_port/>');
    const extractors = xml(
      { key: 'interface.identity.hostname', type: 'string', subject: 'interface' },
      { each: 'interfaces/interface', nameAt: ['interface_name'], paths: ['interface_hostname'], as: 'text' },
    );
    const result = await read(text, { xml: [...catalogue, ...extractors] });
    expect(readings(result, http)).toEqual(['Management off']);
    expect(readings(result, 'interface.identity.hostname')).toEqual(['Management R&D']);
  });

  test('without its header knows neither serial nor time', async () => {
    const result = await read(standaloneExport(machine, null));
    expect(codes(result)).toEqual(['xml-no-header']);
    expect(readings(result, serial)).toEqual(['/config[1] notInThisExport']);
    expect(result.observations.every((one) => one.evidence.time === undefined)).toBe(true);
    expect(readings(result, http)).toEqual(['Management on', 'Incoming off']);
  });
});

describe('the time of an export', () => {
  const time = async (zone: string | undefined, at: string) => {
    const { observations } = await read(
      standaloneExport(
        { hostname: 'a.example.com', interfaces: [], ...(zone && { timezone: zone }) },
        { ...header, time: at },
      ),
    );
    return observations[0]?.evidence.time;
  };
  const hours = (from: string, to: string) => ({ earliestMs: Date.parse(from), latestMs: Date.parse(to) });

  test('without a zone is open by 26 hours', async () => {
    expect(await time(undefined, header.time)).toMatchObject(hours('2025-09-17T01:04:21Z', '2025-09-18T03:04:21Z'));
    expect(await time('somewhere', header.time)).toMatchObject({ text: '2025-09-17T15:04:21' });
  });

  test('in an hour that is lived twice is either', async () => {
    expect(await time('Europe/Berlin', 'Sun Oct 26 02:30:00 2025')).toMatchObject(
      hours('2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z'),
    );
    expect(await time('America/Los_Angeles', 'Mon Jan  5 02:30:00 2026')).toMatchObject({
      text: '2026-01-05T10:30:00Z',
    });
  });

  test('in a cluster whose machines disagree about the zone stays open', async () => {
    const two = [machine, { ...machine, hostname: 'esa2.example.com', timezone: 'Asia/Tokyo' }];
    expect((await read(clusterExport(two))).observations[0]?.evidence.time?.text).toBe('2025-09-17T15:04:21');
  });
});

describe('a service', () => {
  test.each([
    ['6080', 'on'],
    ['0', 'off'],
    ['', 'off'],
    [' 6080 ', 'on'],
    ['******', 'masked'],
    ['yes', 'unrecognized'],
    ['99999', 'unrecognized'],
    ['60&nbsp;80', 'unrecognized'],
    ['60<b/>80', 'unrecognized'],
    ['60\n80', 'unrecognized'],
  ])('with port %j is %s', async (port, state) => {
    const result = await read(interfaces(interfaceXml({ ...management, http: port })));
    expect(readings(result, http)).toEqual([`Management ${state}`]);
    expect(readings(result, https)).toEqual(['Management on']);
  });

  test('with two ports of which one is 0 is a conflict', async () => {
    const twice = interfaceXml({ ...management, http: '0</api_httpd_port><api_httpd_port>6080' });
    expect(readings(await read(interfaces(twice)), http)).toEqual(['Management conflict']);
  });
});

describe('interfaces', () => {
  test('of the same name stay apart', async () => {
    const result = await read(
      interfaces(interfaceXml(management), interfaceXml({ name: 'Management', port: 'Data 1' })),
    );
    expect(readings(result, http)).toEqual(['Management on', 'Management#2 off']);
    expect(readings(result, list)).toEqual(['/config[1] [Management] complete']);
  });

  test('of a masked name are no list', async () => {
    const result = await read(interfaces(interfaceXml(management), interfaceXml({ name: '*****', port: 'Data 1' })));
    expect(readings(result, list)).toEqual(['/config[1] [Management] incomplete']);
    expect(readings(result, http)).toEqual(['Management on', '? off']);
  });

  test('none, complete: the empty list; no such element: not in this export', async () => {
    expect(readings(await read(interfaces()), list)).toEqual(['/config[1] [] complete']);
    expect(readings(await read('<config><hostname>a</hostname></config>'), list)).toEqual([
      '/config[1] notInThisExport',
    ]);
  });

  test('elsewhere are not taken for them', async () => {
    const result = await read(
      '<config><listeners><listener><interface_name>Data 9</interface_name><hostname>x.example.com</hostname></listener></listeners></config>',
    );
    expect(readings(result, hostname)).toEqual(['/config[1] notInThisExport']);
    expect(result.lines.join()).not.toContain('Data 9');
  });
});

describe('a cluster', () => {
  test('with a machine of which only the interfaces are missing has two, and its header is of either', async () => {
    const shell = (name: string, interfaces: string) =>
      `<machine><config><hostname>${name}</hostname>${interfaces}</config></machine>`;
    const own = machineXml(machine).match(/<interfaces>.*<\/interfaces>/s)?.[0] ?? '';
    const whole = clusterExport([]).replace(
      '</cluster>',
      `${shell('esa1.example.com', own)}${shell('esa2.example.com', '')}</cluster>`,
    );
    expect(readings(await read(whole), serial)).toEqual([
      '/cluster_config/cluster/machine/config[1] ambiguousSubject',
      '/cluster_config/cluster/machine[2]/config[1] ambiguousSubject',
    ]);
  });

  const esa2 = { hostname: 'esa2.example.com', interfaces: [{ ...management, https: '0' }] };

  test('is read machine by machine, and its header is known of none of them', async () => {
    const result = await read(clusterExport([machine, esa2]));
    expect(readings(result, hostname)).toEqual([
      '/cluster_config/cluster/machine[1] esa1.example.com',
      '/cluster_config/cluster/machine[2] esa2.example.com',
    ]);
    expect(readings(result, serial)).toEqual([
      '/cluster_config/cluster/machine[1] ambiguousSubject',
      '/cluster_config/cluster/machine[2] ambiguousSubject',
    ]);
    expect(result.lines).toContain('/cluster_config/cluster/machine[2]>Management interface.api.https = off');
  });

  test('of one machine is that machine; cut, it might have more', async () => {
    const whole = clusterExport([machine]);
    expect(readings(await read(whole), serial)[0]).toMatch(/^\/cluster_config\/cluster\/machine\[1\] /);
    const cut = await read(whole.slice(0, whole.indexOf('</cluster>')));
    expect(readings(cut, serial)).toEqual(['/cluster_config/cluster/machine[1] ambiguousSubject']);
  });
});

describe('a pasted session', () => {
  const pager = '-Press Any Key For More-\r                        \r';

  test('may begin with a prompt and a menu and end with a prompt', async () => {
    const menu =
      'mail.example.com> showconfig\r\n\r\nChoose the passphrase option:\r\n1. Mask passphrases\r\n[1]> 1\r\n\r\n';
    const result = await read(`${menu}${standaloneExport()}\r\nmail.example.com> `);
    expect(result.status).toBe('ok');
    expect(codes(result)).toEqual(['xml-junk-before', 'xml-junk-after']);
    expect(result.lines).toEqual((await read(standaloneExport())).lines);
    expect(result.observations[0]?.evidence.line).toBe(14);
  });

  test('is repaired where the pager stood', async () => {
    const text = standaloneExport()
      .replaceAll('\n', '\r\n')
      .replace('      <api_httpd_port', `${pager}      <api_httpd_port`)
      .replace('  Version', `${pager}  Version`);
    const result = await read(text);
    expect(result.status).toBe('repaired');
    expect(result.notes).toEqual([{ code: 'xml-pager-removed', level: 'note', line: 7, arguments: { count: 2 } }]);
    expect(result.lines).toEqual((await read(standaloneExport())).lines);
  });

  test('may begin inside the header', async () => {
    const text = standaloneExport();
    const result = await read(text.slice(text.indexOf('  Version')));
    expect(readings(result, serial)).toEqual([`/config[1] ${header.serial}`]);
  });

  test('with a second export holds both, each with its own header, time and lines', async () => {
    const off = { ...machine, interfaces: [{ ...management, http: '0' }] };
    const later = { ...header, serial: '1111-2222', time: 'Thu Sep 18 15:04:21 2025' };
    const first = `${standaloneExport()}mail.example.com> showconfig\n`;
    const result = await read(`${first}${standaloneExport(off, later)}`);
    expect(codes(result)).toEqual(['xml-several-exports', 'xml-junk-after']);
    expect(result.status).toBe('ok');
    expect(readings(result, http)).toEqual(['Management on', 'Incoming off', 'Management off']);
    expect(readings(result, serial)).toEqual([`/config[1] ${header.serial}`, 'export 2:/config[1] 1111-2222']);
    const { evidence } = result.observations.findLast((one) => one.fact === http) ?? {};
    expect(evidence).toMatchObject({
      time: { text: '2025-09-18T13:04:21Z' },
      excerpt: '<api_httpd_port>0</api_httpd_port>',
    });
    expect(evidence?.line).toBe(first.split('\n').length + 24);
  });

  test('that broke off and began anew is read from there', async () => {
    const text = standaloneExport();
    const result = await read(`${text.slice(0, text.indexOf('<listeners>'))}\n${text}`);
    expect(result.status).toBe('partial');
    expect(codes(result)).toEqual(['xml-several-exports', 'xml-broken']);
    expect(readings(result, 'appliance.clock.zone')).toEqual([
      '/config[1] truncated',
      'export 2:/config[1] Europe/Berlin',
    ]);
  });
});

describe('a fragment', () => {
  test('is read as far as its elements are complete', async () => {
    const result = await read(machineXml(machine));
    expect(result.status).toBe('partial');
    expect(codes(result)).toEqual(['xml-fragment']);
    expect(readings(result, hostname)).toEqual(['fragment esa1.example.com']);
    expect(readings(result, list)).toEqual(['fragment [Incoming,Management] complete']);
    expect(readings(result, serial)).toEqual(['fragment truncated']);
  });

  test('of one interface is no complete list', async () => {
    const result = await read(`${interfaceXml(management)}</interfaces>\n<routes/>\n`);
    expect(readings(result, list)).toEqual(['fragment [Management] incomplete']);
    expect(readings(result, http)).toEqual(['Management on']);
  });

  test('may stand in prose', async () => {
    const result = await read(`<hostname>a.example.com</hostname>\nsee R & D; 1 < 2\n${interfaceXml(management)}`);
    expect(readings(result, http)).toEqual(['Management on']);
  });

  test('cut out of another element does not lend its hostname', async () => {
    expect(readings(await read('<hostname>ldap.example.com</hostname>\n</ldap_server>\n'), hostname)).toEqual([
      'fragment truncated',
    ]);
  });
});

describe('damage', () => {
  const brokenAt = (text: string) => standaloneExport().replace('<phys_interface>Data 1</phys_interface>', text);

  test.each([
    ['a wrong end tag', '<phys_interface>Data 1</interface>'],
    ['a stray end tag', '</ports>'],
    ['a bare <', '< 5'],
    ['a bare &', 'A & B'],
    ['a bare & before a reference', 'A & B &amp; C'],
    ['a DOCTYPE', '<!DOCTYPE x [<!ENTITY a "b">]>'],
  ])('%s keeps what is complete before it and nothing after', async (_, text) => {
    const result = await read(brokenAt(text));
    expect(result.status).toBe('partial');
    expect(result.notes).toMatchObject([{ code: 'xml-broken', line: 31, column: expect.any(Number) }]);
    expect(readings(result, http)).toEqual(['Management on', 'Incoming truncated']);
    expect(readings(result, list)).toEqual(['/config[1] [Incoming,Management] incomplete']);
    expect(readings(result, 'appliance.clock.zone')).toEqual(['/config[1] truncated']);
  });

  test('an internal DTD subset is refused, and nothing trusted', async () => {
    const result = await read(
      standaloneExport().replace('SYSTEM "config.dtd"', 'SYSTEM "config.dtd" [<!ENTITY a "b">]'),
    );
    expect(result).toMatchObject({
      status: 'unreadable',
      observations: [],
      notes: [{ code: 'xml-dtd-refused', line: 2 }],
    });
  });

  test('an entity that nothing declares costs its own value only', async () => {
    const result = await read(standaloneExport().replace('<hostname>esa1', '<hostname>&me;'));
    expect(result.status).toBe('repaired');
    expect(result.notes).toMatchObject([{ code: 'xml-entity-unknown', line: 17 }]);
    expect(readings(result, hostname)).toEqual(['/config[1] unrecognized']);
  });

  test('characters that XML forbids make a value unknown, not shorter', async () => {
    const result = await read(standaloneExport().replace('<hostname>esa1', '<hostname>es\u0000a1'));
    expect(codes(result)).toEqual(['xml-illegal-character']);
    expect(readings(result, hostname)).toEqual(['/config[1] unrecognized']);
  });

  test('a name in an encoding that the file denies is read whole', async () => {
    const text = standaloneExport({ hostname: 'm\u00fcller.example.com', interfaces: [] });
    const utf8 = await read([Buffer.from(text)]);
    expect(codes(utf8)).toEqual(['encoding-contradicted']);
    expect(utf8.status).toBe('repaired');
    const latin1 = await read(text);
    expect(latin1.status).toBe('ok');
    for (const one of [utf8, latin1]) expect(readings(one, hostname)).toEqual(['/config[1] m\u00fcller.example.com']);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])(
    'an element named %s loses nothing else',
    async (name) => {
      const text = standaloneExport().replaceAll('<sshd_port>22</sshd_port>', `<${name}>1</${name}>`);
      const result = await read(text);
      expect(result.lines).toEqual((await read(standaloneExport())).lines);
      const inside = await read(standaloneExport().replace('>6080<', `><${name}>1</${name}><`));
      expect(readings(inside, http)).toEqual(['Management unrecognized', 'Incoming off']);
    },
  );

  test('nesting beyond the limit stops the reading there', async () => {
    const deep = `${'<a>'.repeat(120)}${'</a>'.repeat(120)}`;
    const result = await read(standaloneExport().replace('  <listeners>', deep));
    expect(codes(result)).toEqual(['xml-too-deep']);
    expect(readings(result, list)).toEqual(['/config[1] [Incoming,Management] complete']);
    expect(readings(result, 'appliance.clock.zone')).toEqual(['/config[1] limit']);
  });

  test('an element over 8 MiB is unknown, the next one is not', async () => {
    const result = await read(standaloneExport().replace('>6080<', `>${'6'.repeat(8_400_000)}<`));
    expect(result.status).toBe('partial');
    expect(result.notes).toMatchObject([{ code: 'xml-element-too-large', line: 25 }]);
    expect(readings(result, http)).toEqual(['Management limit', 'Incoming off']);
    expect(readings(result, https)).toEqual(['Management on', 'Incoming off']);
  });

  test('nothing of an export at all is unreadable', async () => {
    for (const text of ['', 'mail.example.com> ', '[1]> ']) {
      expect(await read(text)).toMatchObject({ status: 'unreadable', observations: [] });
    }
  });
});

describe('extractors', () => {
  test('take the first candidate path that is there, of whatever name', async () => {
    const extractors = xml(
      { key: 'appliance.cloud-service.server', type: 'string', subject: 'appliance' },
      { paths: ['cloud_service/server', 'csn_server'], as: 'host' },
    );
    const server = async (text: string) =>
      (await read(text, { xml: extractors })).lines.map((line) => line.split(' = ')[1]);
    expect(await server('<config><csn_server>API.example.com</csn_server></config>')).toEqual(['api.example.com']);
    expect(
      await server(
        '<config><csn_server>b.example.com</csn_server><cloud_service><server>a.example.com</server></cloud_service></config>',
      ),
    ).toEqual(['a.example.com']);
    expect(await server('<config><csn_server>b.example.com</csn_server>')).toEqual(['truncated']);
    expect(await server('<config><other><csn_server>b.example.com</csn_server></other></config>')).toEqual([
      'notInThisExport',
    ]);
  });

  test('read a region off the table of hosts, as surely as the table is', async () => {
    const row = { service: 'sse', stage: 'production', source: 'test', checked: '2026-11-22' } as const;
    const hosts = [
      { ...row, host: 'api-sse.example.com', region: 'NAM', confidence: 'seen' },
      { ...row, host: '*.in.example.com', region: 'IN', confidence: 'guess' },
    ] as const;
    const words = { en: '', pt: '', de: '', ja: '' };
    const extractors = xml(
      { key: 'appliance.cloud-service.region', type: 'enum', values: { NAM: words, IN: words }, subject: 'appliance' },
      { paths: ['server'], as: 'region' },
    );
    const region = async (host: string) => {
      const { observations } = await read(`<config><server>${host}</server></config>`, { xml: extractors, hosts });
      return [observations[0]?.state, observations[0]?.evidence.confidence];
    };
    expect(await region('API-SSE.example.com')).toEqual([{ state: 'known', value: 'NAM' }, 'seen']);
    expect(await region('a.in.example.com')).toEqual([{ state: 'known', value: 'IN' }, 'guess']);
    expect(await region('api-sse.example.com.evil.example')).toEqual([
      { state: 'unknown', reason: 'unrecognized' },
      'seen',
    ]);
  });
});

test('a cut tells where', async () => {
  const text = standaloneExport();
  const { notes } = await read(text.slice(0, text.indexOf('</api_httpd_port>') + 5));
  expect(notes).toEqual([{ code: 'xml-truncated', level: 'warning', line: 25, column: 32 }]);
});

test('the prolog alone is partial and knows its header', async () => {
  const result = await read(prolog(header));
  expect(codes(result)).toEqual(['xml-truncated']);
  expect(readings(result, serial)).toEqual([`/config[1] ${header.serial}`]);
  expect(readings(result, list)).toEqual(['/config[1] truncated']);
});
