import { describe, expect, it } from 'vitest';
import parser from '../../../src/parsers/asyncos-log.js';
import { extractors, header, lineOf, read, told } from './reading.js';

const commit = 'Mon Nov 16 09:00:00 2026 Info: PID 7: User exampleadmin commit changes: note\n';

describe('the header of a log', () => {
  it('gives serial, release and the zone of the lines below', async () => {
    const result = await read(header({ offset: -25_200 }) + commit);
    expect(told(result)).toEqual([
      '2 AAAAEXAMPLE1-000000000001 identity.serial = AAAAEXAMPLE1-000000000001 @2026-11-16T15:00:00Z',
      '2 AAAAEXAMPLE1-000000000001 identity.version = 15.0.1-416 @2026-11-16T15:00:00Z',
      '4 AAAAEXAMPLE1-000000000001 commit.event = commit @2026-11-16T16:00:00Z',
    ]);
    expect(result.counts).toEqual({ lines: 4 });
  });

  it('of the next file in one stream replaces the one before, zone included', async () => {
    const second = header({ serial: 'BBBBEXAMPLE1-000000000002', at: 'Mon Nov 16 10:00:00 2026' })
      .split('\n')
      .slice(0, 2);
    const result = await read(`${header({ offset: 3600 })}${second.join('\n')}\n${commit}`);
    expect(told(result).at(-1)).toBe('6 BBBBEXAMPLE1-000000000002 commit.event = commit @2026-11-16T09:00:00');
  });
});

describe('times', () => {
  it('without a year stay unknown', async () => {
    const result = await read('<166>Mar 17 18:31:14 system: Info: PID 1: User exampleadmin commit changes: x\n');
    expect(told(result)).toEqual(['1 1 commit.event = commit']);
  });

  it('with an offset in the line need no header', async () => {
    const line =
      '<166>1 2026-11-16T09:00:00.250+01:00 esa1.example.com system - - - Info: User exampleadmin commit changes\n';
    expect(told(await read(line))).toContain('1 esa1.example.com commit.event = commit @2026-11-16T08:00:00Z');
  });

  it('that no calendar has are none', async () => {
    const line = 'Mon Nov 31 09:00:00 2026 Info: User exampleadmin commit changes: x\n';
    expect(told(await read(line))).toEqual(['1 1 commit.event = commit']);
  });
});

describe('who speaks', () => {
  const say = (message: string) => `Mon Nov 16 09:00:00 2026 Info: ${message}\n`;

  it.each([
    ["MID 5 Subject 'User admin commit changes: x'"],
    ["MID 5 Subject 'api-sse.cisco.com Connection refused'"],
    ['DCID 5 TLS failed: certificate verify failed api-sse.cisco.com'],
    ['req:192.0.2.1 user:- id:x 200 GET /?api-sse.cisco.com+Connection+refused HTTP/1.1 -'],
    ["Somebody said 'User admin commit changes: x'"],
  ])('nothing is read of %s', async (message) => {
    expect(told(await read(say(message)))).toEqual([]);
  });

  it('a line about another host, or about trouble that is over, tells of no way to the cloud service', async () => {
    for (const message of [
      'upload to https://tools.cisco.com failed: [Errno 60] Operation timed out',
      'api-sse.cisco.com: previous request timed out, retry succeeded',
    ]) {
      expect(told(await read(say(message), { name: 'csn_logs.current' }))).toEqual([]);
    }
  });

  it('a line without a host counts only in a log of the cloud service', async () => {
    const line = say('[Errno 61] Connection refused');
    const cloud = await read(line, { name: 'esa1/ctr_logs/ctr_logs.current' });
    expect(told(cloud)).toEqual(['1 1 cloud.trouble = connect @2026-11-16T09:00:00']);
    for (const name of ['log.txt', 'mail_logs/mail.current']) expect(told(await read(line, { name }))).toEqual([]);
  });

  it('a line that names a host of the service counts in any log', async () => {
    const line = say('connect to api.eu.sse.itd.cisco.com:443: [Errno 60] Operation timed out');
    expect(told(await read(line))).toEqual(['1 1 cloud.trouble = connect @2026-11-16T09:00:00']);
  });

  it('a host of another product does not', async () => {
    expect(told(await read(say('connect to api.sse.cisco.com:443: [Errno 60] Operation timed out')))).toEqual([]);
  });

  it('the tag of syslog names the log of its line, whatever the file is called', async () => {
    const tagged = '<166>Mar 17 18:31:14 ctr_logs: Warning: 407 Proxy Authentication Required\n';
    expect(told(await read(tagged, { name: 'mail_logs/syslog.log' }))).toEqual(['1 1 cloud.trouble = proxy']);
    const mail = '<166>Mar 17 18:31:14 mail_logs: Warning: 407 Proxy Authentication Required\n';
    expect(told(await read(mail, { name: 'ctr_logs/syslog.log' }))).toEqual([]);
  });

  it('lines of both forms in one file are all looked at', async () => {
    const mail = '<166>Mar 17 18:31:14 mail_logs: Info: Connection established\n';
    const file = say('connect to api-sse.cisco.com:443: [Errno 60] Operation timed out');
    for (const text of [mail + file, file + mail]) {
      expect(told(await read(text, { name: 'mail_logs/mail.log' })).join()).toContain('cloud.trouble = connect');
    }
    const tagged = '<166>Mar 17 18:31:14 ctr_logs: Warning: 407 Proxy Authentication Required\n';
    expect(told(await read(say('fine') + tagged, { name: 'mail_logs/mail.log' }))).toEqual([
      '2 1 cloud.trouble = proxy',
    ]);
  });

  it('a line without a frame goes on from the one before', async () => {
    const trace = `${say('request failed')}  SSLError: host='api-sse.cisco.com' certificate verify failed\n`;
    expect(told(await read(trace))).toEqual(['2 1 cloud.trouble = tls @2026-11-16T09:00:00']);
    expect(told(await read(`${say('x')}User exampleadmin commit changes: x\n`))).toEqual([]);
  });

  it('lines pasted below other text are shown, not observed', async () => {
    const trusts = async (text: string) => (await read(text)).observations.map(({ evidence }) => evidence.trust);
    expect(await trusts(`we saw this:\n${commit}`)).toContain('shown');
    expect(new Set(await trusts(commit))).toEqual(new Set(['observed']));
  });
});

describe('the clock', () => {
  it('of a change is told in seconds, forward and back', async () => {
    const change = (from: string, to: string) =>
      `Mon Nov 16 09:00:00 2026 Info: The system time was changed from ${from} to ${to} using information from 192.0.2.1.\n`;
    const [early, late] = ['Mon, 16 Nov 2026 08:50:00', 'Mon, 16 Nov 2026 09:00:00'];
    const steps = told(await read(change(early, late) + change(late, early)));
    expect(steps.map((line) => line.replace(/ @.*/, ''))).toEqual(['1 1 clock.step = 600', '2 1 clock.step = -600']);
  });
});

describe('calls of the API', () => {
  it('are told by status', async () => {
    const call = (status: number) =>
      `Mon Nov 16 09:00:00 2026 Info: 192.0.2.7 - - 16/Nov/2026 09:00:00 -0700 GET /esa/api/v2.0/health HTTP/1.0 ${status} -\n`;
    const lines = told(await read(call(200) + call(401), { name: 'api/api.current' }));
    expect(lines.map((line) => line.replace(/ @.*/, ''))).toEqual(['1 1 api.answer = 200', '2 1 api.answer = 401']);
  });
});

describe('the window of a log', () => {
  const at = (hour: number, minute: number) =>
    `Mon Nov 16 ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00 2026 Info: idle\n`;
  const windowOf = async (text: string, chunkBytes: number) =>
    (await read(text, { chunkBytes })).observations.map(lineOf).map((line) => line.replace(/^- 1 log\./, ''));

  it.each([7, 100, 1 << 20])('has its ends and its gaps, in chunks of %i', async (chunkBytes) => {
    const lines = [at(1, 0), at(1, 30), at(2, 0), at(5, 0), at(5, 10), at(9, 0), at(9, 5)].join('');
    const found = await windowOf(lines, chunkBytes);
    expect([...found].sort()).toEqual([
      'window = begins @2026-11-16T01:00:00',
      'window = ends @2026-11-16T09:05:00',
      'window = gap-begins @2026-11-16T02:00:00',
      'window = gap-begins @2026-11-16T05:10:00',
      'window = gap-ends @2026-11-16T05:00:00',
      'window = gap-ends @2026-11-16T09:00:00',
    ]);
  });
});

describe('any form', () => {
  const text = header({ offset: 3600 }) + commit.repeat(3) + commit.replaceAll('\n', '\r\n');

  it.each([1, 2, 13, 64, 500])('chunks of %i bytes change nothing', async (chunkBytes) => {
    expect(await read(text, { chunkBytes })).toEqual(await read(text));
  });

  it('UTF-16 says the same', async () => {
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(told(await read(utf16))).toEqual(told(await read(text)));
  });

  it('names the line where it stands, with its byte', async () => {
    const { observations } = await read(text);
    const last = observations.filter(({ fact }) => fact === 'appliance.commit.event').at(-1)?.evidence;
    expect(last).toMatchObject({ line: 7, byteOffset: text.lastIndexOf('Mon Nov') });
  });
});

describe('a log that says the same all day', () => {
  it('keeps the first and the last readings and tells how many lie between', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => commit.replace('PID 7', `PID ${index}`)).join('');
    const result = await read(lines);
    const kept = result.observations
      .filter(({ fact }) => fact === 'appliance.commit.event')
      .map(({ evidence }) => evidence.line);
    expect(kept).toEqual([...Array(20).keys()].map((n) => n + 1).concat([...Array(50).keys()].map((n) => n + 451)));
    expect(result.notes).toEqual([{ code: 'log-thinned', level: 'note', arguments: { count: 430 } }]);
  });
});

describe('what is a log', () => {
  it.each([
    [header(), true],
    [`\ufeff${header()}`, true],
    ['<166>Mar 17 18:31:14 gui_logs: Info: Session x expired\n', true],
    [`esa1.example.com> tail api\n\nPress Ctrl-C to stop.\n${header()}${commit}`, true],
    ['Error: something is wrong\nInfo: try again\n', false],
    ['{"log": {"version": "1.2", "entries": []}}', false],
    ['Cloud Service Settings\nThreat Response: Enabled\n', false],
    ['Mon Nov 16 2026 we looked at it.\nThe customer says: Info: nothing.\n', false],
  ])('%#', (head, isLog) => {
    expect(parser.recognise(head, extractors) > 0).toBe(isLog);
  });
});

describe('zones', () => {
  const call = (time: string, zone: string, at = time) =>
    `${time} Info: 192.0.2.7 - - ${at.slice(8, 10)}/${at.slice(4, 7)}/2026 ${at.slice(11, 19)} ${zone} GET /esa/api/v2.0/health HTTP/1.0 200 -\n`;
  const commitAt = (time: string) => commit.replace('Mon Nov 16 09:00:00 2026', time);
  const timesOf = async (text: string) =>
    told(await read(text, { name: 'api.current' })).map((one) => one.split('@')[1]);

  it('of half an hour count', async () => {
    expect(await timesOf(header({ offset: 19_800 }) + commit)).toContain('2026-11-16T03:30:00Z');
  });

  it('change with the next file of a set', async () => {
    const text =
      header({ offset: 3600, at: 'Sat Oct 24 00:10:00 2026' }) +
      commitAt('Sat Oct 24 00:20:00 2026') +
      header({ offset: 0, at: 'Sun Oct 25 12:00:00 2026' }) +
      commitAt('Sun Oct 25 12:20:00 2026');
    const times = await timesOf(text);
    expect(times).toContain('2026-10-23T23:20:00Z');
    expect(times).toContain('2026-10-25T12:20:00Z');
  });

  it('are of an hour on either side behind a night in which clocks may have changed', async () => {
    const { observations } = await read(
      header({ offset: 7200, at: 'Sat Oct 24 12:00:00 2026' }) + commitAt('Sun Oct 25 12:00:00 2026'),
    );
    const time = observations.find(({ fact }) => fact === 'appliance.commit.event')?.evidence.time;
    expect(time).toEqual({
      earliestMs: Date.UTC(2026, 9, 25, 9),
      latestMs: Date.UTC(2026, 9, 25, 11),
      text: '2026-10-25T12:00:00',
    });
  });

  it('are told by the calls of the API, where their clock is that of the line', async () => {
    const opening = header({ offset: 7200, at: 'Sat Oct 24 12:00:00 2026' });
    const after = 'Sun Oct 25 12:00:00 2026';
    expect(await timesOf(opening + call(after, '+0100') + commitAt(after))).toContain('2026-10-25T11:00:00Z');
    const other = call('Sat Oct 24 12:30:00 2026', '+0000', 'Sat Oct 24 10:30:00 2026');
    expect(await timesOf(opening + other)).toContain('2026-10-24T10:30:00Z');
  });
});

describe('senders of syslog', () => {
  const from = (sender: string) =>
    `Nov 16 09:00:00 2026 ${sender} system: Info: PID 1: User exampleadmin commit changes: x\n`;
  const keysOf = async (text: string) => [
    ...new Set((await read(text)).observations.map(({ subject }) => [subject.key, subject.among].join(' ').trim())),
  ];

  it('are told apart by names, short ones too, and by addresses where there are several', async () => {
    expect(await keysOf(from('esa1') + from('esa2.example.com'))).toEqual(['esa1', 'esa2.example.com']);
    expect(await keysOf(from('192.0.2.1'))).toEqual(['192.0.2.1']);
    expect(await keysOf(from('192.0.2.1') + from('192.0.2.2'))).toEqual(['192.0.2.1 senders', '192.0.2.2 senders']);
    expect(await keysOf(from('localhost'))).toEqual(['1']);
  });
});

describe('words of outsiders', () => {
  const imitations = extractors.line.map(({ sample }) => sample.replace(/^.*? (?:Info|Warning|Critical): /, ''));
  const stamps = [
    'Mon Nov 16 09:00:00 2026 Info: ',
    'Nov 16 09:00:00 2026 esa1.example.com mail_logs: Info: ',
    '<22>Nov 16 09:00:00 mail_logs: Info: ',
    '<22>1 2026-11-16T09:00:00Z esa1.example.com mail_logs - - - Info: ',
    // A form that nobody knows is no log line, and goes on from none.
    'Mon Nov 16 09:00:00 2026 ',
    'Nov 16 09:00:00 esa1 mail_logs[12]: ',
  ];

  it.each(stamps.flatMap((stamp) => ['mail_logs/mail.current', 'log.txt'].map((name) => [stamp, name] as const)))(
    'after %j in %s',
    async (stamp, name) => {
      const idle = 'Mon Nov 16 08:59:00 2026 Info: idle\n';
      const wraps = imitations.flatMap((imitation) => [
        `MID 5 Subject '${imitation}'`,
        `MID 5 Subject 'x\n${imitation}'`,
        `New SMTP ICID 1 ${imitation}`,
      ]);
      const { observations } = await read(wraps.map((wrap) => `${idle}${stamp}${wrap}\n`).join(''), { name });
      // Who sends the log is told by the frame.
      const said = observations.filter(({ fact }) => !/window|hostname/.test(fact));
      expect(said.map(({ evidence }) => evidence.excerpt)).toEqual([]);
    },
  );
});

describe('lines of any length', () => {
  it('without an end say what their beginning says, and nothing where they are cut', async () => {
    const imitation = 'Mon Nov 16 09:00:00 2026 Info: User exampleadmin commit changes: x ';
    const long = `Mon Nov 16 09:00:00 2026 Info: ${imitation.repeat(60_000)}\n${commit}`;
    for (const chunkBytes of [imitation.length * 16_384, 65_536, imitation.length * 100]) {
      const facts = told(await read(long, { chunkBytes }));
      expect(facts).toEqual(['2 1 commit.event = commit @2026-11-16T09:00:00']);
    }
  });

  it('of zeros say nothing, and the line behind them speaks', async () => {
    expect(
      told(await read(Buffer.concat([Buffer.from(commit), Buffer.alloc(3_000_000), Buffer.from(`\n${commit}`)]))),
    ).toEqual(['1 1 commit.event = commit @2026-11-16T09:00:00', '3 1 commit.event = commit @2026-11-16T09:00:00']);
  });
});
