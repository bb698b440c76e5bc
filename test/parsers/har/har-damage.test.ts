// Captures that are cut or broken: what was lost makes things unknown, never other than they were.
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/model/fact.js';
import { type CallSpec, captureOf, lineOf, read } from './reading.js';

const api = 'https://visibility.amp.cisco.com/iroh';
const tile = (data: unknown[]): CallSpec => ({
  url: `${api}/iroh-dashboard/tiles/m1/t1/data?period=last_hour`,
  body: { data: { data }, errors: [] },
});
const observe = (errors: object[], data: object[] = []): CallSpec => ({
  url: `${api}/iroh-enrich/observe`,
  method: 'POST',
  body: { data, errors },
});
const offline = (id: string) =>
  observe([
    {
      code: 'client-error',
      module_instance_id: id,
      message: 'error in the Secure Email module: E4017: Device is offline',
    },
  ]);
const answering = (id: string) => observe([], [{ module_instance_id: id, data: { count: 1 } }]);

const calls = [
  { url: `${api}/iroh-int/module-instance`, body: [{ id: 'm1', name: 'Secure Email', enabled: true }] },
  { url: 'https://host.example/', body: 'x'.repeat(300) },
  answering('m1'),
  tile([]),
  offline('m1'),
  tile([1]),
  { url: 'https://admin.sse.itd.cisco.com/providers/x', body: {} },
];
const text = captureOf(calls);
const cutAt = (offset: number) => text.slice(0, offset);

/** What the case would know of each fact: the last reading of it. */
function latest(observations: readonly Observation[]): Map<string, Observation['state']> {
  const states = new Map<string, Observation['state']>();
  // What later entries may have changed may well differ from the whole capture: it never rules anything out.
  for (const observation of observations.filter(({ evidence }) => !evidence.mayBeOvertaken)) {
    const key = lineOf(observation).split(' = ')[0] ?? '';
    if (observation.state.state !== 'unknown' || !states.has(key)) states.set(key, observation.state);
  }
  return states;
}

describe('a capture that is cut', () => {
  it('at any byte, knows nothing that the whole one does not know', async () => {
    const whole = await read(text);
    const held = latest(whole.observations);
    const sets = new Set([
      'module.list',
      'case.region',
      'case.symptom',
      'tile.empty',
      'capture.host.list',
      'capture.sse.path',
    ]);
    for (let offset = 1; offset < text.length - 2; offset += 7) {
      const { observations, counts, status } = await read(cutAt(offset));
      expect(counts.entries).toBeLessThanOrEqual(calls.length);
      expect(['partial', 'unreadable']).toContain(status);
      for (const [key, state] of latest(observations)) {
        const fact = key.slice(key.indexOf(' ') + 1);
        if (state.state === 'unknown' || fact === 'capture.damage.state') continue;
        const expected = held.get(key);
        if (sets.has(fact) && state.state === 'known' && expected?.state === 'known') {
          expect(expected.value).toEqual(expect.arrayContaining([...(state.value as string[])]));
        } else expect([offset, key, state]).toEqual([offset, key, expected]);
      }
      expect(observations.filter(({ complete }) => complete)).toEqual([]);
    }
  });

  it('still names what it saw, and says where it ends', async () => {
    const { lines, notes, capture, status } = await read(cutAt(text.indexOf('E4017') + 900));
    expect(status).toBe('partial');
    expect(lines).toContain('NAM account.region = NAM');
    expect(lines).toContain('NAM module.list = [m1] incomplete');
    expect(lines).toContain('NAM>m1 module.answer = offline overtaken?');
    expect(notes.find(({ code }) => code === 'har-truncated')).toMatchObject({ level: 'warning' });
    expect(notes.find(({ code }) => code === 'har-truncated')?.byteOffset).toBeGreaterThan(0);
    expect(capture).toMatchObject({ 'damage.state': 'damaged', 'entry.count': '?truncated', 'portal.answer': 'seen' });
  });
});

describe('a capture that is broken in the middle', () => {
  const second = text.indexOf('"time": 100', text.indexOf('host.example') - 200);
  const broken = `${text.slice(0, second)}"time": oops${text.slice(second + 11)}`;

  it('loses that entry; what was read after it still holds', async () => {
    const { lines, notes, counts } = await read(broken);
    expect(counts).toEqual({ entries: 6, skipped: 0 });
    expect(lines).toContain('NAM>m1 module.answer = offline');
    expect(lines).toContain('NAM>m1>t1 tile.answer = data');
    expect(lines).toContain('NAM>m1 module.enabled = true overtaken?');
    const note = notes.find(({ code }) => code === 'har-damaged');
    expect(note).toMatchObject({
      line: expect.any(Number),
      column: expect.any(Number),
      byteOffset: expect.any(Number),
    });
    expect(note?.arguments?.resumed).toBeGreaterThan(note?.line ?? 0);
  });
});

describe('however the bytes come', () => {
  it('the same is read', async () => {
    const whole = await read(text);
    for (const chunkBytes of [1, 2, 7, 64, 1021]) expect(await read(text, { chunkBytes })).toEqual(whole);
  });

  it('in UTF-16 too, which is told', async () => {
    const { lines, notes } = await read(Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect(lines).toEqual((await read(text)).lines);
    expect(notes.map(({ code }) => code)).toEqual(['har-encoding']);
  });
});

describe('odd captures', () => {
  it.each([
    ['nothing in it', '{}', 'unreadable', ['har-no-entries']],
    ['no request in it', '{"log":{"version":"1.2","creator":{}}}', 'unreadable', ['har-no-entries']],
    ['an empty one', '{"log":{"version":"1.2","creator":{"name":"a","version":"1"},"entries":[]}}', 'ok', []],
    ['a list of something else', '[{"a":1},{"b":2}]', 'unreadable', ['har-entry-skipped', 'har-no-entries']],
    ['a bare list', JSON.stringify([{ request: { url: 'https://host.example/' } }]), 'repaired', ['har-layout']],
    ['JSONP', `callback(${captureOf([])});`, 'repaired', ['har-surrounded']],
    ['entries without an address', '{"log":{"entries":[{"request":{}}]}}', 'partial', ['har-entry-skipped']],
    ['noise', '\u0000\u0001[{', 'unreadable', ['har-no-entries', 'har-surrounded', 'har-truncated']],
  ])('%s', async (_, input, status, codes) => {
    const result = await read(input);
    expect(result.status).toBe(status);
    const told = result.notes.map(({ code }) => code).filter((code) => code !== 'har-schema-advice');
    expect(told.sort()).toEqual(codes);
  });

  it('many subjects end at a limit, which is told', async () => {
    const body = Array.from({ length: 9000 }, (_, at) => ({ id: `m${at}`, name: 'n', enabled: true }));
    const many = [0, 1, 2].map((page) => ({
      url: `${api}/iroh-int/module-instance`,
      body: body.map((one) => ({ ...one, id: `${page}${one.id}` })),
    }));
    const { notes, status, observations } = await read(many);
    expect(status).toBe('partial');
    expect(notes).toContainEqual({ code: 'limit-reached', level: 'warning', arguments: { limit: 'readings' } });
    const lists = observations.filter(({ fact }) => fact === 'module.list');
    expect(lists.map(({ complete }) => complete)).toEqual([false, false, false]);
  });
});
