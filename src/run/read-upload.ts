// Upload → observations: each file is sniffed, handed to the surest parser, hashed on the way, and told in the inventory.
import { createHash } from 'node:crypto';
import type { Source } from '../intake/list-upload.js';
import { isOwnReport, sniffBinary, sniffText } from '../intake/sniff.js';
import type { Observation } from '../model/fact.js';
import type { Emit, Extractors, Note, Parser } from '../model/parser.js';
import type { ArtifactKind, ArtifactStatus } from '../model/report.js';
import { decodeStream } from '../text/decode.js';
import { excerpt, type Masker } from '../text/mask.js';

/** One file of the upload as it was taken and understood. */
export interface ReadArtifact {
  readonly id: string;
  readonly kind: ArtifactKind;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly status: ArtifactStatus;
  readonly counts: Readonly<Record<string, number>>;
  readonly notes: readonly Note[];
  readonly observations: readonly Observation[];
}

/** How much of a file decides what it is. */
const headBytes = 64 * 1024;

export interface Reading {
  readonly parsers: readonly Parser[];
  readonly extractors: Extractors;
  readonly masker: Masker;
}

/** In the order of the sources. The same bytes twice are read once and listed twice. */
export async function readUpload(sources: readonly Source[], reading: Reading): Promise<ReadArtifact[]> {
  const bySize = new Map<number, number>();
  for (const { sizeBytes } of sources) bySize.set(sizeBytes, (bySize.get(sizeBytes) ?? 0) + 1);
  const byHash = new Map<string, ReadArtifact>();
  const artifacts: ReadArtifact[] = [];
  for (const source of sources) {
    const twin = (bySize.get(source.sizeBytes) ?? 0) > 1 ? byHash.get(await hashOf(source)) : undefined;
    const artifact = twin ? { ...twin, id: source.id, observations: [] } : await readSource(source, reading);
    byHash.set(artifact.sha256, artifact);
    artifacts.push(artifact);
  }
  return artifacts;
}

async function hashOf(source: Source): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of source.open()) hash.update(chunk);
  } catch {
    return '';
  }
  return hash.digest('hex');
}

async function readSource(source: Source, reading: Reading): Promise<ReadArtifact> {
  const notes: Note[] = [];
  const plain = (
    kind: ArtifactKind,
    status: ArtifactStatus,
    note?: Note,
    sha256 = '',
    sizeBytes = source.sizeBytes,
  ) => {
    const all = note ? [...notes, note] : notes;
    return { id: source.id, kind, sizeBytes, sha256, status, counts: {}, notes: all, observations: [] };
  };
  let head: Uint8Array;
  try {
    head = await headOf(source);
  } catch {
    return plain('other', 'unreadable', { code: 'input-not-readable', level: 'error', arguments: { name: source.id } });
  }
  if (head.length === 0)
    return plain('text', 'ignored', { code: 'empty-file', level: 'warning' }, await hashOf(source));
  const binary = sniffBinary(head);
  if (binary !== undefined) return plain(...unreadBinary(binary), await hashOf(source));
  const text = await decodedHead(head);
  if (isOwnReport(text)) return plain('json', 'ignored', { code: 'own-report', level: 'note' }, await hashOf(source));
  const parser = surest(reading.parsers, text);
  if (parser === undefined) return plain(...unreadText(sniffText(text)), await hashOf(source));
  return parse(source, parser, reading);
}

/** What no part of this program reads is never taken for nothing: it is told, and an unread archive is unreadable. */
function unreadBinary(kind: ArtifactKind): [ArtifactKind, ArtifactStatus, Note] {
  if (kind === 'image') return [kind, 'ignored', { code: 'image-without-text', level: 'warning' }];
  return [kind, 'unreadable', { code: 'unsupported-container', level: 'error', arguments: { kind } }];
}

function unreadText(kind: ArtifactKind): [ArtifactKind, ArtifactStatus, Note] {
  const readable = kind === 'text' || kind === 'email' || kind === 'json';
  if (readable) return [kind, 'ignored', { code: 'not-recognised', level: 'warning' }];
  return [kind, 'unreadable', { code: 'unsupported-container', level: 'error', arguments: { kind } }];
}

async function headOf(source: Source): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.open()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= headBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

async function decodedHead(head: Uint8Array): Promise<string> {
  let text = '';
  for await (const part of decodeStream(oneChunk(head))) text += part;
  return text;
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function surest(parsers: readonly Parser[], head: string): Parser | undefined {
  const claims = parsers.map((parser) => ({ parser, claim: parser.recognise(head) })).filter(({ claim }) => claim > 0);
  return claims.sort((a, b) => b.claim - a.claim)[0]?.parser;
}

async function parse(source: Source, parser: Parser, { extractors, masker }: Reading): Promise<ReadArtifact> {
  const observations: Observation[] = [];
  const notes: Note[] = [];
  const hash = createHash('sha256');
  let sizeBytes = 0;
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
  }
  const emit: Emit = {
    artifact: source.id,
    observe: (observation) => observations.push(observation),
    note: (note) => notes.push(note),
    excerpt: (raw) => excerpt(masker, raw),
  };
  const bytes = hashed();
  const base = { id: source.id, kind: parser.kind, notes };
  try {
    const parsed = await parser.parse(bytes, extractors, emit);
    for await (const _rest of bytes); // the hash is of the whole file, also where the parser stopped early
    return { ...base, ...parsed, sizeBytes, sha256: hash.digest('hex'), observations };
  } catch {
    // A parser that threw is our fault: nothing it said is kept, since what it left out is not known.
    notes.push({ code: 'parser-failed', level: 'error' });
    return {
      ...base,
      status: 'unreadable',
      counts: {},
      sizeBytes: source.sizeBytes,
      sha256: await hashOf(source),
      observations: [],
    };
  }
}
