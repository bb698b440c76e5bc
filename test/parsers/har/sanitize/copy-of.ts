// A capture → its sanitized copy, and what the whole program makes of both.
import { compileExtractors } from '../../../../src/facts/compile-extractors.js';
import type { CopyResult } from '../../../../src/model/parser.js';
import type { Report } from '../../../../src/model/report.js';
import har from '../../../../src/parsers/har.js';
import { caseOf, type Files, pack } from '../../../near-misses/whole-case.js';
import { namedAlike } from './alike-elsewhere.js';

export interface Copied {
  readonly text: string;
  readonly result: CopyResult;
}

export async function copyOf(capture: string | Uint8Array, chunkBytes = 65_536): Promise<Copied> {
  const bytes = Buffer.from(capture as string);
  async function* open() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  let text = '';
  const original = { open, isCut: () => false, tool: { name: 'esa-triage', version: '0.0.0' } };
  const result = await har.sanitize?.(original, compileExtractors(pack), async (part) => {
    text += part;
  });
  if (result === undefined) throw new Error('captures can be sanitized');
  return { text, result };
}

/** Rule, kind of subject, verdict; in byte order. */
export function verdicts({ findings }: Report): string[] {
  return findings
    .map(
      ({ ruleId, subject, verdict, hiddenBy }) =>
        `${ruleId} ${subject?.type ?? '–'} ${verdict}${hiddenBy === null ? '' : ' hidden'}`,
    )
    .sort();
}

/** What a whole case says of a capture alone. */
export async function judged(capture: string | Uint8Array): Promise<string[]> {
  return verdicts((await caseOf({ 'capture.har': capture })).report);
}

/** The files with a copy in place of each capture, and organizations called in all as there; undefined where there is none, or none that can be read. */
export async function withCopies(files: Files): Promise<Files | undefined> {
  const copies: Record<string, string | Uint8Array> = { ...files };
  for (const [name, content] of Object.entries(files)) {
    if (!name.endsWith('.har')) continue;
    const { text, result } = await copyOf(content);
    if (result.status === 'unreadable') return undefined;
    copies[name] = text;
  }
  return Object.keys(copies).some((name) => name.endsWith('.har')) ? namedAlike(files, copies) : undefined;
}
