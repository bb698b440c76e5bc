// One document through its parser: what it says, or that the parser failed. The same here and in a child.
import type { Observation } from '../model/fact.js';
import type { Emit, Extractors, Note, Parsed, Parser } from '../model/parser.js';
import type { ArtifactKind } from '../model/report.js';
import { excerpt } from '../text/secrets/excerpt.js';
import type { Masker } from '../text/secrets/mask.js';

/** All that is known of a file but its size and hash. */
export interface ParsedDocument extends Parsed {
  readonly kind: ArtifactKind;
  readonly notes: readonly Note[];
  readonly observations: readonly Observation[];
}

/** Never throws, also where the bytes do. */
export async function parseDocument(
  id: string,
  bytes: AsyncIterable<Uint8Array>,
  parser: Parser,
  { extractors, masker }: { readonly extractors: Extractors; readonly masker: Masker },
  isSpoken = false,
): Promise<ParsedDocument> {
  const observations: Observation[] = [];
  const notes: Note[] = [];
  const emit: Emit = {
    artifact: id,
    ...(isSpoken && { isSpoken: true }),
    observe: (observation) => observations.push(observation),
    note: (note) => notes.push(note),
    excerpt: (raw) => excerpt(masker, raw),
  };
  try {
    return { kind: parser.kind, ...(await parser.parse(bytes, extractors, emit)), notes, observations };
  } catch {
    // A parser that threw is our fault: nothing it said is kept, since what it left out is not known.
    return unparsed(parser.kind, [...notes, { code: 'parser-failed', level: 'error' }]);
  }
}

export function unparsed(kind: ArtifactKind, notes: readonly Note[]): ParsedDocument {
  return { kind, status: 'unreadable', counts: {}, notes, observations: [] };
}
