// The example of docs/adding-an-element-name.md, run as it stands there: the line is added to the fact, and the export gives
// what the page says.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, parseDocument, YAMLSeq } from 'yaml';
import { compileExtractors } from '../../src/facts/compile-extractors.js';
import type { Observation } from '../../src/model/fact.js';
import { builtinFolder, loadFolders } from '../../src/pack/load-pack.js';
import parser from '../../src/parsers/esa-config.js';
import { trusted } from '../../src/text/safe.js';
import { root } from '../meta/source-files.js';

const page = await readFile(`${root}docs/adding-an-element-name.md`, 'utf8');

function block(kind: string): string {
  const found = new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  if (found === undefined) throw new Error(`the page has no ${kind} block`);
  return found;
}

async function readWith(folder: string, key: string): Promise<string[]> {
  const observations: Observation[] = [];
  const bytes = (async function* () {
    yield Buffer.from(block('xml'), 'latin1');
  })();
  await parser.parse(bytes, compileExtractors(await loadFolders([folder])), {
    artifact: 'export.xml',
    observe: (observation) => observations.push(observation),
    note: () => undefined,
    excerpt: trusted,
  });
  return observations
    .filter(({ fact, evidence }) => fact === key && evidence.confidence !== 'guess')
    .map(({ state }) => (state.state === 'known' ? String(state.value) : state.state));
}

test('one line of YAML teaches a name', async () => {
  const [key = '', value] = block('text').trim().split(' = ');
  const folder = await mkdtemp(join(tmpdir(), 'rules-'));
  try {
    await cp(builtinFolder, folder, { recursive: true });
    expect(await readWith(folder, key)).toEqual([]);
    const file = join(folder, 'facts', 'appliance.yaml');
    const document = parseDocument(await readFile(file, 'utf8'));
    const extractors = document.getIn([key, 'extractors']);
    if (!(extractors instanceof YAMLSeq)) throw new Error(`${key} has no extractors`);
    for (const extractor of parse(block('yaml'))) extractors.add(document.createNode(extractor));
    await writeFile(file, document.toString());
    expect(await readWith(folder, key)).toEqual([value]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
