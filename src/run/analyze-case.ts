// One case from upload to report: the only place where intake, parsers, facts, combiners and engine meet.
import { combiners } from '../combiners/registry.js';
import { type Triage, triage } from '../engine/triage.js';
import { compileExtractors } from '../facts/compile-extractors.js';
import { type FactTable, factTable } from '../facts/fact-table.js';
import { createBudget } from '../intake/budget.js';
import { listUpload } from '../intake/list-upload.js';
import type { FactDefinition } from '../model/catalogue.js';
import type { Observation } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Io } from '../model/io.js';
import type { Limits } from '../model/limits.js';
import type { Report } from '../model/report.js';
import type { Pack } from '../model/rule.js';
import { UsageError } from '../model/usage-error.js';
import { parsers } from '../parsers/registry.js';
import { createMasker, type MaskerOptions } from '../text/secrets/mask.js';
import { buildReport } from './build-report.js';
import { childRunner } from './child/child-runner.js';
import { inventoryFacts } from './inventory-facts.js';
import { readUpload } from './read-upload.js';
import { readStatements, type Statement, statedFacts } from './state-facts.js';
import { statedClocks, type ZoneOf } from './stated-clocks.js';
import { isHidden, type Words, wordsOf } from './words.js';

export type { Statement } from './state-facts.js';
export type { ZoneOf } from './stated-clocks.js';

export interface CaseOptions {
  readonly name: string;
  /** Named files and folders; `-` is standard input. */
  readonly paths: readonly string[];
  readonly pack: Pack;
  readonly lang: string;
  readonly toolVersion: string;
  /** ISO 8601; the time that the case is judged at. */
  readonly asOf?: string;
  readonly statements: readonly Statement[];
  /** In which zones clocks run whose times tell none. */
  readonly zones?: readonly ZoneOf[];
  /** How much is read, where it is not the standard. */
  readonly limits?: Limits;
  readonly masking?: MaskerOptions;
}

export interface CaseResult {
  readonly report: Report;
  readonly facts: FactTable;
  readonly triage: Triage;
  /** Words of this case, for commands that show more than the report. */
  readonly words: Words;
  /** The last filter over every text that leaves: replaces secrets of this case that still stand in it. */
  egress(text: string): string;
}

/** Derived fact → what it is derived from: the way from an open verdict back to what can be collected. */
export const origins = new Map<FactKey, readonly FactKey[]>(
  combiners.flatMap(({ derives, from }) => derives.map((key): [FactKey, readonly FactKey[]] => [key, from])),
);

/** @throws UsageError for a statement about an unknown fact, and when none of the named paths exists */
export async function analyzeCase(options: CaseOptions, io: Io): Promise<CaseResult> {
  const { pack, paths } = options;
  const definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));
  const masker = createMasker(options.masking);
  // From here on, so that also what is told of a failure on the way passes it.
  io.guard?.(masker.egress);
  const words = wordsOf(pack, options.lang, masker);
  const statements = readStatements(options.statements, definitions);
  const budget = createBudget(options.limits);
  const upload = await listUpload(paths, io.cwd, io.stdin, budget);
  if (upload.missing.length > 0) throw missingPaths(upload.missing);
  const { limits } = budget;
  const child = childRunner({
    memoryBytes: limits['document-memory'],
    deadlineMs: limits['document-seconds'] * 1000,
  });
  const reading = { parsers, extractors: compileExtractors(pack), masker, child };
  const { artifacts, skipped: within } = await readUpload(upload.sources, reading, budget).finally(() => child.close());
  const skipped = [...upload.skipped, ...within];
  const inventory = inventoryFacts(artifacts, skipped.length === 0, words);
  const read = [...artifacts.flatMap((artifact) => artifact.observations), ...inventory];
  labelHidden(read, definitions, words);
  const bare = factTable(read, definitions, combiners, pack.hosts);
  const clocks = statedClocks(options.zones ?? [], bare, masker);
  const all = [...read, ...statedFacts(statements, bare, masker)];
  const facts =
    all.length === read.length && clocks.size === 0 ? bare : factTable(all, definitions, combiners, pack.hosts, clocks);
  const result = triage(pack, facts, origins);
  const report = buildReport({ options, artifacts, skipped, statements, facts, triage: result, words });
  return { report, facts, triage: result, words, egress: (text) => masker.egress(text) };
}

/** Before any evidence is told, so that what is personal in one line has its label in every line. */
function labelHidden(
  observations: readonly Observation[],
  definitions: ReadonlyMap<FactKey, FactDefinition>,
  words: Words,
): void {
  for (const { fact, state } of observations) {
    const definition = definitions.get(fact);
    if (state.state === 'known' && definition && isHidden(definition)) words.value(state.value, definition);
  }
}

function missingPaths(missing: readonly string[]): UsageError {
  const problem = 'there is no such file or folder';
  return new UsageError(
    missing.map((path) => ({ place: path, problem, expected: 'a path that exists, or - for standard input' })),
  );
}
