// One part of judging a case, timed within a process of its own: `node bench/rules-parts.mjs NAME`. Prints one line of
// JSON with its seconds.
import { performance } from 'node:perf_hooks';
import { loadStoredPack } from '../build/pack/stored-pack.js';
import { median } from './measure.mjs';

const factCount = 10_000;

async function timed(run) {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
}

async function warm(run) {
  const times = [];
  for (let turn = 0; turn < 21; turn += 1) times.push(await timed(run));
  return median(times);
}

const exampleOf = ({ type, cardinality, values }, at) => {
  const all = { boolean: [true, false], enum: Object.keys(values ?? {}), number: [at], version: ['15.0.1-416'] };
  const known = all[type] ?? [`example ${at}`];
  const value = known[at % known.length];
  return cardinality === 'set' ? [value] : value;
};

/** Every fact that an appliance, its interfaces or the case can have, of as many appliances as give so many facts. */
function observations(pack) {
  const all = [];
  for (let at = 0; all.length < factCount; at += 1) {
    const appliance = { type: 'appliance', key: `esa${at}.example.com` };
    const subjects = { appliance, interface: { type: 'interface', key: 'Management', parent: appliance } };
    const evidence = { artifact: `esa${at}.txt`, excerpt: 'synthetic', trust: 'exported', line: 1 };
    for (const definition of pack.facts) {
      const subject = subjects[definition.subject];
      if (subject === undefined || all.length === factCount) continue;
      const value = definition.identifies === undefined ? exampleOf(definition, at) : `esa${at}.example.com`;
      all.push({ fact: definition.key, subject, state: { state: 'known', value }, evidence });
    }
  }
  return all;
}

async function bench() {
  const [{ factTable }, { combiners }, { triage }, { origins }] = await Promise.all([
    import('../build/facts/fact-table.js'),
    import('../build/combiners/registry.js'),
    import('../build/engine/triage.js'),
    import('../build/run/analyze-case.js'),
  ]);
  const pack = loadStoredPack();
  const definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));
  const read = observations(pack);
  const bind = () => factTable(read, definitions, combiners, pack.hosts);
  const table = bind();
  return { bind, judge: () => triage(pack, table, origins), entries: table.all().length };
}

const parts = {
  async judge() {
    const { judge, entries } = await bench();
    return { seconds: await warm(judge), entries };
  },
  async 'judge-cold'() {
    const { judge, entries } = await bench();
    return { seconds: await timed(judge), entries };
  },
  async bind() {
    const { bind, entries } = await bench();
    return { seconds: await warm(bind), entries };
  },
  load: async () => ({ seconds: await timed(loadStoredPack) }),
  async 'load-yaml'() {
    const { builtinFolder, loadFolders } = await import('../build/pack/load-pack.js');
    return { seconds: await timed(() => loadFolders([builtinFolder])) };
  },
};

process.stdout.write(`${JSON.stringify(await parts[process.argv[2]]())}\n`);
