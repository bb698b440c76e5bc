// What a folder of `--rules` adds to the shipped pack, and what it may not.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../src/model/usage-error.js';
import { builtinFolder, loadFolders } from '../../src/pack/load-pack.js';

const shippedRule = readFileSync(`${builtinFolder}/sse/eventing-off.yaml`, 'utf8');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/Team Rules-`);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string, root = folder): void {
  mkdirSync(dirname(`${root}/${file}`), { recursive: true });
  writeFileSync(`${root}/${file}`, text);
}

const withPack = (...more: string[]) => loadFolders([builtinFolder, folder, ...more]);

async function problems(...more: string[]): Promise<readonly Problem[]> {
  return withPack(...more).then(
    () => [],
    (error) => error.problems,
  );
}

test('each pack is listed with its name, version and own hash, the shipped one first', async () => {
  write('pack.yaml', 'name: team\nversion: "7"\n');
  const alone = await loadFolders([builtinFolder]);
  const { packs } = await withPack();
  expect(packs).toEqual([
    alone.packs[0],
    { name: 'team', version: '7', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  write('mine/eventing.yaml', shippedRule);
  const { packs: later } = await withPack();
  expect(later[0]).toEqual(packs[0]);
  expect(later[1]?.sha256).not.toBe(packs[1]?.sha256);
});

test('a folder without pack.yaml is called by its own name', async () => {
  write('mine/eventing.yaml', shippedRule);
  expect((await withPack()).packs[1]).toEqual(
    expect.objectContaining({ name: expect.stringMatching(/^team-rules-[a-z0-9-]+$/), version: '0' }),
  );
});

test('a pack gives shipped rules another level, and the rule says who did', async () => {
  write('pack.yaml', 'name: team\nversion: "7"\nlevels:\n  xdr/tile-try-later: error\n');
  const { rules } = await withPack();
  const [shipped] = (await loadFolders([builtinFolder])).rules.filter(({ id }) => id === 'xdr/tile-try-later');
  expect(rules.filter(({ levelled }) => levelled)).toEqual([
    { ...shipped, level: 'error', levelled: { by: 'team', from: 'warning' } },
  ]);
});

test('a level for a rule that does not exist was silently without effect', async () => {
  write('pack.yaml', 'name: team\nversion: "7"\nlevels:\n  sse/eventing-off: note\n  xdr/tile-try-latr: error\n');
  expect(await problems()).toEqual([
    expect.objectContaining({
      place: `${folder}/pack.yaml:5`,
      problem: 'there is no rule xdr/tile-try-latr; did you mean xdr/tile-try-later?',
    }),
  ]);
});

test('no pack switches a rule off', async () => {
  write('pack.yaml', 'name: team\nversion: "7"\nlevels: { sse/eventing-off: off }\n');
  expect(await problems()).toEqual([expect.objectContaining({ expected: 'error, warning, note' })]);
});

test('two packs that move one rule, or have one name, are told', async () => {
  const other = mkdtempSync(`${tmpdir()}/pack-`);
  try {
    const text = 'name: team\nversion: "7"\nlevels: { sse/eventing-off: note }\n';
    write('pack.yaml', text);
    write('pack.yaml', text, other);
    expect((await problems(other)).map(({ place, problem }) => [place, problem])).toEqual([
      [`${other}/pack.yaml`, 'two packs are called team: reports could not tell them apart'],
      [`${other}/pack.yaml:3`, 'the pack team gives sse/eventing-off a level already'],
    ]);
  } finally {
    rmSync(other, { recursive: true });
  }
});

test.each(['chain', 'states', 'quoting', 'told', 'logs', 'words'])(
  '%s.yaml of a further pack replaced the shipped one',
  async (name) => {
    write(`${name}.yaml`, readFileSync(`${builtinFolder}/${name}.yaml`, 'utf8'));
    expect(await problems()).toEqual([
      expect.objectContaining({
        place: `${folder}/${name}.yaml`,
        problem: expect.stringContaining('only the shipped pack'),
      }),
    ]);
  },
);

test('a symptom of the shipped pack is not defined again', async () => {
  write('symptoms.yaml', readFileSync(`${builtinFolder}/symptoms.yaml`, 'utf8'));
  expect((await problems()).map(({ problem }) => problem)).toContainEqual(
    expect.stringMatching(/^the symptom \S+ is defined twice; first in the shipped rules\/symptoms\.yaml:\d+$/),
  );
});

test('a rule of a further pack is a cause of the symptoms that it explains, behind the shipped ones', async () => {
  write('mine/eventing.yaml', shippedRule);
  const alone = await loadFolders([builtinFolder]);
  const { symptoms, rules } = await withPack();
  const explained = rules.find(({ id }) => id === 'mine/eventing')?.symptoms ?? [];
  expect(explained.length).toBeGreaterThan(0);
  for (const { id, causes } of alone.symptoms) {
    const further = explained.includes(id) ? ['mine/eventing'] : [];
    expect(symptoms.find((one) => one.id === id)?.causes).toEqual([...causes, ...further]);
  }
});

test('a rule of a further pack that hides one of a circle made all of them vanish', async () => {
  const named = (id: string, hidden: string) =>
    write(
      `${id}.yaml`,
      shippedRule.replace(/^hides:(?:.*|\n(?: .*\n)*)$/m, '').replace('level:', `hides: [${hidden}]\nlevel:`),
    );
  named('mine/a', 'mine/b');
  named('mine/b', 'mine/c');
  named('mine/c', 'mine/a');
  expect((await problems()).map(({ place, problem }) => [place.replace(/:\d+$/, ''), problem])).toContainEqual([
    `${folder}/mine/a.yaml`,
    'mine/a hides mine/b hides mine/c hides mine/a: all would vanish',
  ]);
});

test('a pattern of a further pack could hang the tool', async () => {
  const rule = shippedRule.replace(
    /failWhen: .*/,
    'failWhen: { fact: appliance.identity.hostname, matches: "(?:a+)+" }',
  );
  const lookahead = rule.replace('"(?:a+)+"', '"(?!a)b"');
  expect(rule).not.toBe(shippedRule);
  write('mine/pattern.yaml', rule);
  const marked = (await withPack()).rules.filter(({ failWhen }) => 'op' in failWhen && failWhen.linear);
  expect(marked.map(({ id }) => id)).toEqual(['mine/pattern']);
  write('mine/pattern.yaml', lookahead);
  expect(await problems()).toContainEqual(
    expect.objectContaining({
      place: expect.stringMatching(/mine\/pattern\.yaml:\d+$/),
      problem: 'the pattern is none that always comes to an end in time',
    }),
  );
});
