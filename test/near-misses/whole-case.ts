// Files of an upload → what the whole program makes of them: every verdict per rule, with the real pack.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import { analyzeCase, type CaseOptions, type CaseResult } from '../../src/run/analyze-case.js';
import { verdicts, withCopies } from '../parsers/har/sanitize/copy-of.js';

export const pack = loadStoredPack();
const sink = { write: async () => undefined, isTerminal: false, columns: undefined };

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A capture in the case is judged a second time by its sanitized copy, which has to say the same. */
export async function reportOf(files: Files, given: Partial<CaseOptions> = {}): Promise<Report> {
  const { report } = await caseOf(files, given);
  const copies = await withCopies(files);
  if (copies !== undefined) expect(verdicts((await caseOf(copies, given)).report)).toEqual(verdicts(report));
  return report;
}

/** What the case knows of one fact: `subject = value`, `?reason` for unknown, `+` behind sets that may be longer. */
export async function factsOf(key: string, files: Files): Promise<string[]> {
  const { facts } = await caseOf(files);
  return facts
    .all()
    .filter((fact) => fact.key === key)
    .map(({ subject, state, incomplete }) => {
      const value =
        state.state === 'known' ? String(state.value) : state.state === 'unknown' ? `?${state.reason}` : '–';
      return `${subject} = ${value}${incomplete ? '+' : ''}`;
    });
}

export async function caseOf(files: Files, given: Partial<CaseOptions> = {}): Promise<CaseResult> {
  const cwd = await mkdtemp(join(tmpdir(), 'near-miss-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(cwd, name)), { recursive: true });
      await writeFile(join(cwd, name), content);
    }
    const options = { name: 'case', paths: ['.'], pack, lang: 'en', toolVersion: '0.0.0', statements: [], ...given };
    const io = { stdin: (async function* () {})(), stdout: sink, stderr: sink, env: {}, cwd };
    return await analyzeCase(options, io);
  } finally {
    await rm(cwd, { recursive: true });
  }
}

/** The verdicts of one rule over all subjects, those hidden in brackets, in byte order. */
export async function verdictsOf(
  rule: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string[]> {
  return verdictsIn(await reportOf(files), rule);
}

export function verdictsIn({ findings }: Report, rule: string): string[] {
  const own = findings.filter(({ ruleId }) => ruleId === rule);
  return own.map(({ verdict, hiddenBy }) => (hiddenBy === null ? verdict : `(${verdict})`)).sort();
}

/** What keeps a rule open, as `fact: reason`. */
export function reasonsIn({ findings }: Report, rule: string): string[] {
  const all = findings.filter(({ ruleId }) => ruleId === rule).flatMap(({ reasons }) => reasons);
  return all.map(({ fact, reason }) => `${fact}: ${reason}`);
}
