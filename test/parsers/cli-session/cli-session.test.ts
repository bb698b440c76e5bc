// Sessions line by line: what a prompt, a dialogue and a commit tell, what is none of them, and what never leaves.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from '../../meta/source-files.js';
import { seeded, singleSpecimens } from '../../specimens/cli-session-specimens.js';
import { factsIn, readBytes, readSession, toldBy } from './reading.js';

const state = 'appliance.registration.state';
const service = 'appliance.cloud-service.state';
const prompt = 'esa1.example.com> ';
const registered = 'The appliance is successfully registered with the Cisco Cloud Service portal.\n';
const busy = 'The Cisco Cloud Service is busy.\n';
const answer = (text: string) => `${prompt}cloudserviceconfig\n\n${text}\n${prompt}\n`;

describe('prompts', () => {
  it.each([
    ['mail.example.com> ', 'mail.example.com'],
    ['(mail.example.com)> ', 'mail.example.com'],
    ['(Machine esa1.rs1234-01.iphmx.com)> ', 'esa1.rs1234-01.iphmx.com'],
    ['esa1.example.com (Machine esa1.example.com)> ', 'esa1.example.com'],
    ['esa1.example.com (Cluster Europe)> ', 'esa1.example.com'],
    ['esa1.example.com (SERVICE)> ', 'esa1.example.com'],
    ['esa1> ', 'esa1'],
    ['mail.example.com&gt; ', 'mail.example.com'],
    ['2026/11/20 09:14:33 | mail.example.com> ', 'mail.example.com'],
    ['Nov 20 09:14:33 mail.example.com> ', 'mail.example.com'],
  ])('%s tells who answers', async (shown, host) => {
    const facts = await factsIn(`${shown}cloudserviceconfig\n${busy}${shown}\n`);
    expect(facts).toMatchObject({ 'appliance.identity.hostname': host, [state]: 'busy' });
  });

  it.each(['xxxx> ', '****> ', '<hostname>> '])('%s tells nobody, and its answer all the same', async (shown) => {
    const facts = await factsIn(`${shown}cloudserviceconfig\n${busy}${shown}\n`);
    expect(facts[state]).toBe('busy');
    expect(facts['appliance.identity.hostname']).toBeUndefined();
  });

  it.each(['(Cluster Main_Group)> ', '(Group Europe)> '])('%s may be of any machine', async (shown) => {
    const facts = await factsIn(`${shown}cloudserviceconfig\n${busy}${shown}\n`);
    expect(facts[state]).toBe('busy!');
    expect(facts['appliance.identity.hostname']).toBeUndefined();
  });

  it('of another machine: its configuration, and the release of the one that was logged in to', async () => {
    const shown = 'esa1.example.com (Machine esa2.example.com)> ';
    const { observations } = await readSession(
      `${shown}version\nVersion: 15.0.1-416\n${shown}cloudserviceconfig\n${busy}`,
    );
    const of = (fact: string) => observations.find((one) => one.fact === fact)?.subject.key;
    expect(of('appliance.identity.version')).toContain('esa1');
    expect(of(state)).toContain('esa2');
  });

  it.each([
    'mysql> status\n',
    'switch1> ping 192.0.2.1\n',
    'Network > IP Interfaces\n',
    '> version\n',
    'ftp> version\n',
  ])('%s is none', async (text) => {
    expect((await readSession(text)).observations).toEqual([]);
  });

  it('the same under another serial number is another appliance', async () => {
    const version = (serial: string) => `${prompt}version\nVersion: 15.0.1-416\nSerial #: ${serial}\n`;
    const { observations } = await readSession(
      `${version('AAAAAAAAAAAA-BBBBBBBB')}${version('CCCCCCCCCCCC-DDDDDDDD')}`,
    );
    const keys = observations.filter(({ fact }) => fact === 'appliance.identity.serial').map((one) => one.subject.key);
    expect(new Set(keys).size).toBe(2);
  });
});

describe('what is one', () => {
  it('comes after a dialogue that answers behind a bare >', async () => {
    const snmp = `${prompt}snmpconfig\nPlease enter the SNMP v3 passphrase.\n> S3cretPass99\nPlease enter the passphrase again.\n> S3cretPass99\n`;
    expect((await factsIn(snmp + answer(registered)))[state]).toBe('registered');
  });

  it('stands right below a menu, or without any blank line', async () => {
    const menu =
      'Choose the operation you want to perform:\n- DISABLE - Disable the service.\n- DEREGISTER - Deregister\n';
    expect((await factsIn(answer(`${menu}${registered}[]>\n`)))[state]).toContain(' registered');
  });
});

describe('what is no state', () => {
  it.each([
    ['a condition', 'If the appliance is successfully registered, you can disable the service.\n'],
    ['a question', 'Do you want to check whether the appliance is successfully registered?\n'],
    ['another registration', 'Smart Licensing: the appliance is successfully registered\n'],
    ['the other network', 'The Cisco Success Network feature is currently enabled on your appliance.\n'],
    ['the opposite', 'The appliance is successfully deregistered.\n'],
  ])('%s', async (_name, text) => {
    const facts = await factsIn(answer(text));
    expect([facts[state], facts[service]].filter((one) => one !== undefined && !/^[?≈]/.test(one))).toEqual([]);
  });

  it('an entry of a menu, even one that says so', async () => {
    const menu =
      '- DEREGISTER - To use once the\nappliance is successfully registered\n- ENABLE - The Cisco Cloud Service is currently disabled\n[]> \n';
    const facts = await factsIn(answer(`\nChoose the operation you want to perform:\n${menu}`));
    expect(facts[state]).toBe('≈registered');
    expect(facts[service]).toBe('≈off');
  });

  it('a command that the release does not have', async () => {
    const facts = await factsIn(answer('Unknown command or missing feature key: cloudserviceconfig\n'));
    expect(facts).toMatchObject({ [state]: '?unsupportedVersion', [service]: '?unsupportedVersion' });
  });

  it('the same words behind another command', async () => {
    expect((await factsIn(`${prompt}license_smart\n${registered}${prompt}\n`))[state]).toBeUndefined();
  });

  it('the articles that describe the integration', async () => {
    const folder = `${root}../shared/seeds`;
    if (!existsSync(folder)) return;
    for (const seed of ['000_401700ef007085ce', '001_ab70f2f538281a26', '002_7632b338c86828e6']) {
      expect((await readSession(readFileSync(`${folder}/${seed}.txt`, 'utf8'))).observations).toEqual([]);
    }
  });
});

describe('changes', () => {
  const edit = (http: string) =>
    `${prompt}interfaceconfig\n\nCurrently configured interfaces:\n1. Management (192.0.2.10/24 on Management: esa1.example.com)\n\nChoose the operation you want to perform:\n- EDIT - Modify an interface.\n[]> edit\n\nEnter the number of the interface you wish to edit.\n[]> 1\n\nDo you want to enable AsyncOS API HTTP on this interface? [N]> ${http}\n\n[]>\n`;
  const commit = `${prompt}commit\n\nChanges committed: Fri Nov 20 09:05:00 2026 GMT\n`;
  const api = 'interface.api.http(Management)';

  it('count once they are committed', async () => {
    expect((await factsIn(edit('y')))[api]).toBe('?uncommitted');
    expect((await factsIn(`${edit('y')}${commit}`))[api]).toBe('on');
    expect((await factsIn(`${edit('')}${commit}`))[api]).toBe('off');
  });

  it('that wait leave what was committed before in effect, and no proof', async () => {
    expect((await factsIn(`${edit('y')}${commit}${edit('n')}`))[api]).toBe('on! ?uncommitted');
  });

  it('end with the login', async () => {
    const exit = `${prompt}exit\n`;
    expect((await factsIn(`${edit('y')}${exit}${commit}`))[api]).toBe('?uncommitted');
  });

  it('of one appliance are not committed on another', async () => {
    const other = commit.replaceAll('esa1', 'esa2');
    expect((await factsIn(`${edit('y')}${other}`))[api]).toBe('?uncommitted');
  });

  it('are told as a note', async () => {
    expect((await readSession(edit('y'))).notes.map(({ code }) => code)).toEqual(['cli-uncommitted']);
    expect((await readSession(`${edit('y')}${commit}`)).notes).toEqual([]);
  });

  it('of an interface that the dialogue does not name are of none', async () => {
    const cropped = `${prompt}interfaceconfig\n\nDo you want to enable AsyncOS API HTTP on this interface? [N]> y\n${commit}`;
    const { observations } = await readSession(cropped);
    expect(observations.filter(({ fact }) => fact === 'interface.api.http').map(toldBy)).toEqual(['?ambiguousSubject']);
  });
});

describe('connect tests', () => {
  const test = 'appliance.cloud-service.connect-test';
  it.each([
    ['telnet api-sse.cisco.com 443\nTrying 192.0.2.7...\nConnected to api-sse.cisco.com.\n', 'connected'],
    [
      'telnet\nEnter the remote hostname or IP address.\n[]> api.eu.sse.itd.cisco.com\nEnter the remote port.\n[25]> 443\ntelnet: connect to address 192.0.2.7: Connection refused\n',
      'refused',
    ],
    ['telnet api-sse.cisco.com 443\ntelnet: connect to address 192.0.2.7: Operation timed out\n', 'timed-out'],
    ['telnet api-sse.cisco.com 25\nConnected to api-sse.cisco.com.\n', undefined],
    ['telnet www.example.com 443\nConnected to www.example.com.\n', undefined],
  ])('%j', async (text, expected) => {
    expect((await factsIn(`${prompt}${text}${prompt}\n`))[test]).toBe(expected);
  });
});

describe('times', () => {
  const timeOf = async (text: string) =>
    (await readSession(text)).observations.find(({ fact }) => fact === state)?.evidence.time?.text;

  it.each([
    [`Captured: 2026-11-20 09:14 UTC\n${answer(busy)}`, '2026-11-20T09:14:00Z'],
    [`${answer(busy)}2026-11-20 10:14 +01:00\n`, '2026-11-20T09:14:00Z'],
    [`[2026-11-20 09:14:33] ${prompt}cloudserviceconfig\n[2026-11-20 09:14:34] ${busy}`, '2026-11-20T09:14:33'],
    [`=~=~=~=~= PuTTY log 2026.11.20 09:14:33 =~=~=~=~=\n${answer(busy)}`, '2026-11-20T09:14:33'],
    [`${prompt}date\nFri Nov 20 09:14:33 2026 UTC\n${answer(busy)}`, '2026-11-20T09:14:33Z'],
    [answer(busy), undefined],
  ])('%j', async (text, expected) => {
    expect(await timeOf(text)).toBe(expected);
  });
});

describe('a cut session', () => {
  it('tells no version, serial number or answer that goes on', async () => {
    expect((await factsIn(`${prompt}version\nVersion: 15.0.1-4`))['appliance.identity.version']).toBe('?truncated');
    expect((await factsIn(`${prompt}cloudserviceconfig\n${registered.trimEnd().slice(0, -9)}`))[state]).toBe(
      '?truncated',
    );
    expect((await factsIn(`${prompt}cloudserviceconfig\n`))[state]).toBe('?truncated');
  });

  it('never throws, and says no more of identity than the whole one', async () => {
    for (const { text } of [...singleSpecimens(5)].filter((_, index) => index % 90 === 0)) {
      const whole = new Set(
        Object.entries(await factsIn(text)).flatMap(([fact, told]) => told.split(' ').map((one) => `${fact} ${one}`)),
      );
      const bytes = new TextEncoder().encode(text);
      for (let end = 0; end < bytes.length; end += 7) {
        for (const one of (await readBytes(bytes.subarray(0, end))).observations) {
          if (!one.fact.startsWith('appliance.identity.') || one.state.state !== 'known') continue;
          const told = toldBy(one)
            .split(' ')
            .map((word) => `${one.fact} ${word}`);
          expect(
            // Half a word may look like a person's (Seria, of Serial #): what is only stated says less.
            told.filter((word) => !whole.has(word) && !whole.has(word.replace(' ~', ' '))),
            `${one.fact} after ${end} bytes`,
          ).toEqual([]);
        }
      }
    }
  });
});

describe('reading', () => {
  it('does not depend on how the bytes are cut into chunks', async () => {
    const [specimen] = [...singleSpecimens(4)].filter(({ name }) => name.startsWith('enabled, committed'));
    const whole = await readSession(specimen?.text ?? '');
    for (const chunkBytes of [1, 2, 3, 7, 64])
      expect(await readSession(specimen?.text ?? '', chunkBytes)).toEqual(whole);
  });

  it('finds nothing in noise', async () => {
    const next = seeded(9);
    for (let round = 0; round < 50; round += 1) {
      const bytes = Uint8Array.from({ length: 600 }, () => Math.floor(next() * 256));
      expect((await readBytes(bytes)).observations).toEqual([]);
    }
  });

  it('keeps to its limits in a long text', async () => {
    const { parsed, notes } = await readSession(answer(busy).repeat(9000));
    expect(parsed.status).toBe('partial');
    expect(notes.map(({ code }) => code)).toContain('limit-reached');
  });
});

describe('secrets', () => {
  const token = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';

  it('typed at a prompt stand in no evidence', async () => {
    const session = `${prompt}cloudserviceconfig\n[]> register\n\nEnter a registration token key:\n[]> ${token}\n\n${registered}${prompt}commit\nPlease enter some comments describing your changes:\n[]> token ${token}\nChanges committed: Fri Nov 20 09:05:00 2026 GMT\n`;
    const { observations } = await readSession(session);
    expect(observations.length).toBeGreaterThan(2);
    expect(JSON.stringify(observations)).not.toContain(token.slice(0, 12));
  });
});

describe('what other parsers read', () => {
  const line = 'Mon Nov 16 09:00:00 2026 Warning: connect to api-sse.cisco.com:443: [Errno 60] Operation timed out';
  const answer = (command: string, text: string, times: number) =>
    `esa1.example.com> ${command}\n${`${text}\n`.repeat(times)}esa1.example.com> \n`;

  it.each([
    ['tail ctr_logs', line, 6, 'cli-log-lines'],
    ['tail ctr_logs', line, 1, 'cli-log-lines'],
    ['showconfig', '  <hostname>esa1.example.com</hostname>', 6, 'cli-configuration'],
    ['showconfig', '  <hostname>esa1.example.com</hostname>', 1, 'cli-configuration'],
  ])('and a session prints by %s, is told to stand there unread: %s × %i', async (command, text, times, code) => {
    const { notes, parsed } = await readSession(
      `esa1.example.com> version\nVersion: 15.0.1-416\n${answer(command, text, times)}`,
    );
    expect(notes.map((note) => [note.code, note.line])).toContainEqual([code, 3]);
    expect(parsed.status).toBe('partial');
  });
});
