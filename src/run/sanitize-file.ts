// One named file → a copy for outsiders, written piece by piece by the parser of its kind. A compressed file is unpacked
// on the way; an archive of several files is not opened.

import { compileExtractors } from '../facts/compile-extractors.js';
import { createBudget } from '../intake/budget.js';
import type { StreamedContainer } from '../intake/containers/container.js';
import { gzip } from '../intake/containers/gzip.js';
import { zlib } from '../intake/containers/zlib.js';
import { listUpload } from '../intake/list-upload.js';
import { isLoss, type Source } from '../intake/source.js';
import type { Io } from '../model/io.js';
import type { CopyResult, Original } from '../model/parser.js';
import type { Pack } from '../model/rule.js';
import { parsers } from '../parsers/registry.js';
import { decodedHead, surest } from './read-source.js';
import { headOf } from './tap.js';

export interface SanitizeOptions {
  readonly path: string;
  readonly pack: Pack;
  readonly tool: Original['tool'];
  readonly caseKey?: Original['caseKey'];
}

/** `missing`: there is no such file. `folder`: it is not one file. `unknown`: of no kind that can be copied. */
export type SanitizeOutcome =
  | { readonly trouble: 'missing' | 'folder' | 'unreadable' | 'unknown' }
  | (CopyResult & { readonly trouble?: undefined });

const compressions: readonly StreamedContainer[] = [gzip, zlib];

/** Reads the file twice; standard input is kept in memory. */
export async function sanitizeFile(
  { path, pack, tool, caseKey }: SanitizeOptions,
  io: Pick<Io, 'cwd' | 'stdin'>,
  write: (text: string) => Promise<void>,
): Promise<SanitizeOutcome> {
  const budget = createBudget();
  const { sources, missing } = await listUpload([path], io.cwd, io.stdin, budget);
  const [named] = sources;
  if (missing.length > 0) return { trouble: 'missing' };
  if (named === undefined || sources.length > 1) return { trouble: 'folder' };
  try {
    const source = await unpacked(named, budget);
    const extractors = compileExtractors(pack);
    const head = await decodedHead(await firstOf(source));
    const parser = surest(head, { parsers, extractors });
    if (parser?.sanitize === undefined) return { trouble: 'unknown' };
    const isCut = () => [source, named].some((one) => one.trouble?.().some(isLoss) === true);
    return await parser.sanitize(
      { open: () => source.open(), isCut, tool, ...(caseKey && { caseKey }) },
      extractors,
      write,
    );
  } catch (error) {
    // What the file system says of the input; faults of ours and of the output go on.
    if (error instanceof Error && 'syscall' in error) return { trouble: 'unreadable' };
    throw error;
  }
}

async function unpacked(source: Source, budget: ReturnType<typeof createBudget>): Promise<Source> {
  const head = await firstOf(source);
  for (const container of compressions) {
    if (!(await container.opens(head, async () => Buffer.alloc(0)))) continue;
    for await (const found of container.entries(source, budget)) if (found.kind === 'file') return found.source;
  }
  return source;
}

async function firstOf(source: Source): Promise<Buffer> {
  const live = source.open()[Symbol.asyncIterator]();
  try {
    return (await headOf(live)).head;
  } finally {
    await live.return?.();
  }
}
