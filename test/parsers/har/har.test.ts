// Which calls speak, of whom, and what their answers say.
import { describe, expect, it } from 'vitest';
import { about, type CallSpec, entryOf, read } from './reading.js';

const api = 'https://visibility.amp.cisco.com';
const modules = `${api}/iroh/iroh-int/module-instance`;
const tile = `${api}/iroh/iroh-dashboard/tiles/m1/t1/data`;
const e4017 = 'There was a client error in the Secure Email module: E4017: Device is offline [409]';
const failing = (id: string, message = e4017) => ({
  data: [],
  errors: [{ code: 'client-error', type: 'error', module_instance_id: id, message }],
});
const answering = (id: string) => ({ data: [{ module_instance_id: id, data: { count: 0 } }], errors: [] });
const enrich = (body: unknown, more: Partial<CallSpec> = {}): CallSpec => ({
  url: `${api}/iroh/iroh-enrich/observe`,
  method: 'POST',
  body,
  ...more,
});

describe('which calls speak', () => {
  const region = async (call: Partial<CallSpec>) => about(await read([{ url: modules, ...call }]), 'account.region');

  it.each([
    ['an answered call', {}, ['NAM NAM']],
    ['the region of its own host', { url: 'https://visibility.eu.amp.cisco.com/iroh/x' }, ['EU EU']],
    ['a host in capitals, with port and dot', { url: 'HTTPS://Visibility.AMP.cisco.com.:443/iroh/x' }, ['NAM NAM']],
    ['no redirect', { status: 302 }, []],
    ['no preflight', { method: 'OPTIONS' }, []],
    ['no failed call', { status: 0 }, []],
    ['no refused call', { status: 403 }, []],
    ['no path that the extractor leaves out', { url: `${api}/iroh/iroh-auth/login/amp/answer?code=x` }, []],
    ['no static file of the portal', { url: `${api}/clouds.json` }, []],
    ['no translation', { url: `${api}/locales/de/portal` }, []],
    ['no host that only contains one of ours', { url: 'https://evil-visibility.amp.cisco.com.example/iroh/x' }, []],
    ['no host behind a user name', { url: 'https://visibility.amp.cisco.com@host.example/iroh/x' }, []],
    ['no host behind a backslash', { url: 'https://host.example\\@visibility.amp.cisco.com/iroh/x' }, []],
    ['no name of ours in a path', { url: 'https://host.example/visibility.amp.cisco.com/iroh/x' }, []],
    ['no staging host', { url: 'https://stage-admin.sse.itd.cisco.com/x' }, []],
    ['no other scheme', { url: 'blob:https://visibility.amp.cisco.com/iroh/x' }, []],
  ])('%s', async (_, call, expected) => {
    expect(await region(call)).toEqual(expected);
  });

  it('a guessed host is told as a guess; the longest suffix gives its region', async () => {
    const { observations } = await read([
      { url: 'https://admin.in.sse.itd.cisco.com/x' },
      { url: 'https://mx01.eu.sse.itd.cisco.com/x' },
      { url: 'https://mx01.sse.itd.cisco.com/x' },
    ]);
    const seen = observations.filter((one) => one.fact === 'case.region');
    expect(seen.map(({ state, evidence }) => [state, evidence.confidence])).toEqual([
      [{ state: 'known', value: ['IN'] }, 'guess'],
      [{ state: 'known', value: ['EU'] }, 'guess'],
    ]);
  });

  it('a status that an extractor names', async () => {
    const result = await read([{ url: `${api}/iroh/profile/whoami`, status: 401 }]);
    expect(about(result, 'account.signedIn')).toEqual(['NAM no']);
  });
});

describe('lists', () => {
  const body = [
    { id: 'm2', name: 'Secure Email', enabled: true },
    { id: 'm1', name: 'Talos', enabled: false },
  ];

  it('name their members, and are complete', async () => {
    const result = await read([{ url: modules, body }]);
    expect(result.lines.filter((line) => line.includes('module.'))).toEqual([
      'NAM module.list = [m1,m2] complete',
      'NAM>m2 module.name = Secure Email',
      'NAM>m1 module.name = Talos',
      'NAM>m2 module.enabled = true',
      'NAM>m1 module.enabled = false',
    ]);
  });

  it.each([
    ['an empty list is complete', { body: [] }, 'NAM [] complete'],
    ['a member without an id', { body: [...body, { name: 'x' }] }, 'NAM [m1,m2] incomplete'],
    ['a page of it', { url: `${modules}?limit=2`, body }, 'NAM [m1,m2] incomplete'],
    [
      'fewer than there are',
      { body, response: { headers: [{ name: 'x-total-hits', value: '9' }] } },
      'NAM [m1,m2] incomplete',
    ],
    ['another shape', { body: { modules: body } }, 'NAM ?unrecognized incomplete'],
    ['no body', {}, 'NAM ?notCollected'],
    ['a body that is cut', { body: '[{"id":"m1"},{"id":' }, 'NAM ?truncated'],
    ['a page instead of an answer', { body: '<html>sign in</html>', type: 'text/html' }, 'NAM ?unrecognized'],
    ['a script', { body: '[{"id":"m1"}]', type: 'application/javascript' }, 'NAM ?unrecognized'],
  ])('%s', async (_, call: Partial<CallSpec>, expected) => {
    expect(about(await read([{ url: modules, ...call }]), 'module.list')).toEqual([expected]);
  });
});

describe('bodies', () => {
  it('are decoded from base64 and read where they are long', async () => {
    const body = [{ id: 'm1', name: `Secure Email ${'x'.repeat(5000)}`, enabled: true }];
    const text = Buffer.from(JSON.stringify(body)).toString('base64');
    const content = { size: 9, mimeType: 'application/json', encoding: 'base64', text };
    const result = await read([{ url: modules, response: { content } }]);
    expect(about(result, 'module.enabled')).toEqual(['NAM>m1 true']);
    expect(about(result, 'module.name')).toEqual(['NAM>m1 ?limit']);
  });

  it('a blackened name is masked, a blackened id names nobody', async () => {
    const result = await read([
      {
        url: modules,
        body: [
          { id: 'm1', name: '[REDACTED]' },
          { id: '****', name: 'ESA' },
        ],
      },
    ]);
    expect(about(result, 'module.name')).toEqual(['NAM>m1 ?masked']);
  });

  it('without one, only what the path names is unknown', async () => {
    const result = await read([{ url: `${tile}?period=last_hour` }, enrich(undefined)]);
    expect([...result.lines].sort()).toEqual([
      'NAM account.region = NAM',
      'NAM>m1>t1 tile.answer = ?notCollected',
      'NAM>m1>t1 tile.empty = ?notCollected',
      'NAM>m1>t1 tile.range = ?notCollected',
    ]);
    expect(result.notes).toContainEqual({ code: 'har-bodies-missing', level: 'warning', arguments: { count: 2 } });
  });
});

describe('cases', () => {
  it.each([
    ['data', { data: { data: [1] }, errors: [] }, 'NAM>m1>t1 data'],
    ['an empty list', { data: { data: [] }, errors: [] }, 'NAM>m1>t1 empty'],
    ['null is not empty', { data: null, errors: [] }, 'NAM>m1>t1 ?unrecognized'],
  ])('%s', async (_, body, expected) => {
    expect(about(await read([{ url: tile, body }]), 'tile.answer')).toEqual([expected]);
  });

  it('the first that holds gives the value, also from the address', async () => {
    const body = { data: { data: [] }, errors: [] };
    const result = await read([
      { url: `${tile}?period=last_hour`, body },
      { url: tile, body },
    ]);
    expect(about(result, 'tile.empty')).toEqual(['NAM>m1>t1 [last_hour]', 'NAM>m1>t1 ?unrecognized']);
  });

  it('a message counts with other quotes and blanks, at any depth, for the module that it names', async () => {
    const message = e4017.replaceAll(' ', '\u00a0');
    const result = await read([enrich({ data: { inner: failing('m1', message) } })]);
    expect(about(result, 'module.answer')).toEqual(['NAM>m1 offline']);
    expect(about(result, 'case.symptom')).toEqual(['case [tile-error]']);
  });

  it('the same code of another module is no answer of ours, and nobody without an id', async () => {
    const firewall = e4017.replace('Secure Email', 'Firewall');
    const nameless = { errors: [{ code: 'client-error', message: e4017 }] };
    const result = await read([enrich(failing('m9', firewall)), enrich(nameless)]);
    expect(about(result, 'module.answer')).toEqual(['NAM>m9 ?unrecognized']);
  });

  it.each(['/static/js/main.js', '/locales/en/messages.json', '/i18n/de/portal'])(
    'a message in %s does not speak',
    async (path) => {
      const result = await read([{ url: `${api}${path}`, body: failing('m1'), type: 'text/plain' }]);
      expect(result.lines).toEqual([]);
    },
  );

  it('an answer with an error and data of one module is one reading, of the first extractor', async () => {
    const both = { ...answering('m1'), errors: failing('m1').errors };
    expect(about(await read([enrich(both)]), 'module.answer')).toEqual(['NAM>m1 offline']);
  });
});

describe('order', () => {
  const order = async (calls: CallSpec[]) => {
    const { observations } = await read(calls);
    const states = observations.filter((one) => one.fact === 'module.answer');
    return states
      .sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0))
      .map(({ state }) => 'value' in state && state.value);
  };
  const [early, late] = ['2026-01-02T03:00:00Z', '2026-01-02T04:30:00+01:00'];

  it('the last reading of each value stays, in the order of time', async () => {
    const calls = [enrich(failing('m1')), enrich(answering('m1')), enrich(failing('m1')), enrich(answering('m1'))];
    expect(await order(calls)).toEqual(['offline', 'answering']);
    expect(await order(calls.slice(0, 3))).toEqual(['answering', 'offline']);
  });

  it('entries that stand in another order are sorted by their times, and that is told', async () => {
    const calls = [enrich(answering('m1'), { at: late }), enrich(failing('m1'), { at: early })];
    expect(await order(calls)).toEqual(['offline', 'answering']);
    expect((await read(calls)).notes.map(({ code }) => code)).toContain('har-reordered');
  });

  it('without zones the order is that of the file', async () => {
    const calls = [enrich(answering('m1'), { at: late }), enrich(failing('m1'), { at: '2026-01-02T03:00:00' })];
    expect(await order(calls)).toEqual(['answering', 'offline']);
  });
});

describe('evidence', () => {
  it('a method that is none and settings of modules let secrets through', async () => {
    const odd = [
      enrich(failing('m2'), { method: 'POST secret2' }),
      { url: modules, body: [{ id: 'm1', settings: failing('m3', `${e4017} secret3`) }] },
    ];
    const { observations } = await read(odd);
    const excerpts = observations.map(({ evidence }) => evidence.excerpt).join('\n');
    expect(excerpts).not.toMatch(/secret[23]/i);
    expect(observations.filter(({ subject }) => subject.key === 'm3')).toEqual([]);
  });

  it('names entry, line, byte, the way into the answer and its time, never the query', async () => {
    const text = JSON.stringify({ log: { entries: [entryOf({ url: 'https://host.example/' })] } }).replace(
      /\]\}\}$/,
      '',
    );
    const second = JSON.stringify(
      entryOf(enrich(failing('m1'), { url: `${api}/iroh/observe/${'0'.repeat(32)}?token=abc` })),
    );
    const { observations } = await read(`${text},\n${second}]}}`);
    const found = observations.find((one) => one.fact === 'module.answer');
    expect(found?.evidence).toEqual({
      artifact: 'portal.har',
      line: 2,
      byteOffset: text.length + 2,
      pointer: '/log/entries/1/response/content/text/errors/0/message',
      excerpt: `POST visibility.amp.cisco.com/iroh/observe/… → 200: ${e4017}`,
      trust: 'observed',
      time: { earliestMs: Date.UTC(2026, 0, 2, 3), latestMs: Date.UTC(2026, 0, 2, 3), text: '2026-01-02T03:00:00Z' },
      confidence: 'seen',
    });
  });

  it('a time without a zone stays open by a day', async () => {
    const { observations } = await read([enrich(failing('m1'), { at: '2026-01-02T03:00:00' })]);
    const time = observations.find((one) => one.fact === 'module.answer')?.evidence.time;
    expect(time?.text).toBe('2026-01-02T03:00:00');
    expect((time?.latestMs ?? 0) - (time?.earliestMs ?? 0)).toBe(26 * 3_600_000);
  });
});
