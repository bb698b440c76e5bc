// The promises that hold for every input: where it is cut, how it is chunked, how large it is.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf, noRepairs } from '../../../src/parsers/esa-config/blocks.js';
import { readExports } from '../../../src/parsers/esa-config/read-export.js';
import { wantedOf } from '../../../src/parsers/esa-config/wanted.js';
import { clusterExport, largeExport, machine, machineXml, standaloneExport } from '../../specimens/export-specimens.js';
import { catalogue, type Result, read, readings } from './read.js';

const small = `a.example.com> showconfig\r\n${standaloneExport()}\r\na.example.com> `;
const pagers = small.replaceAll('    <interface>', '-Press Any Key For More-\r            \r    <interface>');
const cluster = clusterExport([machine, { hostname: 'esa2.example.com', interfaces: machine.interfaces }]);

/** Known readings by subject and fact; where a header stands alone does not matter. */
function known(result: Result): string[] {
  return result.observations
    .filter((one) => one.state.state !== 'unknown')
    .map((one) =>
      JSON.stringify([
        one.subject.key.replace(/^header$|^\/config\[1\]$/, ''),
        one.subject.parent?.key,
        one.fact,
        one.state,
      ]),
    );
}

/** A list that is not complete may be shorter, and a time whose zone is to come may be wider. */
const mayDiffer = /"appliance\.(?:interface\.list|clock\.time)"/;
/** Before its root is reached nothing tells that the header is of a cluster. */
const mayBeOfCluster = /"appliance\.(?:identity\.(?:serial|version)|clock\.time)"/;

describe.each([
  ['standalone', small],
  ['with pager prompts', pagers],
  ['of a cluster', cluster],
  ['fragment', machineXml(machine)],
])('an export %s', (_, text) => {
  test('cut at any byte is partial and says nothing that the whole one does not', async () => {
    const whole = new Set(known(await read(text)));
    const names = readings(await read(text), 'appliance.interface.list').join();
    const differs = (line: string) => mayDiffer.test(line) || (text === cluster && mayBeOfCluster.test(line));
    const end = text.search(/<\/(?:config|cluster_config)>\s*(?:\S+> )?$/);
    for (let at = 0; at <= text.length; at++) {
      const cut = await read(text.slice(0, at));
      const wrong = known(cut).filter((line) => !differs(line) && !whole.has(line));
      expect(wrong, `cut at ${at}`).toEqual([]);
      for (const one of cut.observations.filter((one) => one.fact === 'appliance.interface.list')) {
        if (one.state.state === 'known') for (const name of one.state.value as string[]) expect(names).toContain(name);
        if (one.complete) expect(text.slice(0, at)).toContain('</interfaces>');
      }
      if (end < 0 || at < end) {
        expect(['partial', 'unreadable']).toContain(cut.status);
        expect(cut.notes.length).toBeGreaterThan(0);
      }
    }
  });

  test('chunked in any way reads the same', async () => {
    const whole = await read(text);
    for (let chunkBytes = 1; chunkBytes <= 64; chunkBytes++) {
      expect(await read(text, { chunkBytes })).toEqual(whole);
    }
  });

  test('in blocks of any size reads the same', async () => {
    const wanted = wantedOf(catalogue);
    const inBlocks = (chars: number, piece: number) =>
      readExports(blocksOf(pieces(text, piece), noRepairs(), chars), wanted);
    const whole = await inBlocks(1_000_000, 1_000_000);
    for (const chars of [1, 2, 7, 40, 100, 333, 1000]) expect(await inBlocks(chars, 5)).toEqual(whole);
  });
});

test('whatever is put into it, the parser answers', async () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '&',
    ';',
    '</',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '\0',
    '\r',
    '\ufffd',
    '<interface>',
    '</interfaces>',
    '<config>',
    '<!DOCTYPE a [',
  );
  const spots = fc.array(fc.tuple(piece, fc.nat(small.length), fc.nat(30)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(spots, async (edits) => {
      const text = edits.reduce((was, [put, at, drop]) => was.slice(0, at) + put + was.slice(at + drop), small);
      const result = await read([Buffer.from(text)], {});
      expect(result.status === 'ok' || result.notes.length > 0).toBe(true);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('many bare ampersands between elements are no burden', async () => {
  const between = await read(`<hostname>a.example.com</hostname>${'&'.repeat(200_000)}\n${machineXml(machine)}`);
  expect(readings(between, 'interface.api.http')).toEqual(['Management on', 'Incoming off']);
});

test('a tag may run over many blocks', async () => {
  const text = '<config\n\n>\n<hostname\n\n\n>esa1.example.com</hostname\n\n></config\n>';
  const wanted = wantedOf(catalogue);
  const [only] = await readExports(blocksOf(pieces(text, 1), noRepairs(), 1), wanted);
  expect(only?.scopes).toMatchObject([{ line: 1, leaves: [{ path: 'hostname', line: 4 }] }]);
});

test('a large export is read in flat memory, to its end', async () => {
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  const watched = function* () {
    for (const chunk of largeExport(12)) {
      yield chunk;
      most = Math.max(most, process.memoryUsage().heapUsed);
    }
  };
  const result = await read(watched());
  expect(readings(result, 'interface.api.http')).toEqual(['Management on', 'Incoming off']);
  expect(result.status).toBe('ok');
  expect(most - before).toBeLessThan(150_000_000);
});

async function* pieces(text: string, chars: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += chars) yield text.slice(at, at + chars);
}
