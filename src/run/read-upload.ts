// Upload → observations: each file is sniffed, handed to the surest parser, hashed on the way, and told in the inventory.

import { compressionOf, decompressed } from '../intake/decompress.js';
import type { Source } from '../intake/list-upload.js';
import { isOwnReport, sniffBinary, sniffText } from '../intake/sniff.js';
import type { Observation } from '../model/fact.js';
import type { Extractors, Note, Parser } from '../model/parser.js';
import type { ArtifactKind, ArtifactStatus } from '../model/report.js';
import { decodeStream } from '../text/decode.js';
import type { Masker } from '../text/mask.js';
import type { ChildRunner } from './child/child-runner.js';
import { isRisky } from './child/is-risky.js';
import { parseDocument, unparsed } from './parse-document.js';
import { sha256 } from './sha256.js';

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
  /** Reads what could take the whole case down; without it everything is read here. */
  readonly child?: ChildRunner;
}

/** In the order of the sources. The same bytes twice are read once and listed twice. */
export async function readUpload(sources: readonly Source[], reading: Reading): Promise<ReadArtifact[]> {
  const bySize = new Map<number, number>();
  for (const { sizeBytes } of sources) bySize.set(sizeBytes, (bySize.get(sizeBytes) ?? 0) + 1);
  const byHash = new Map<string, ReadArtifact>();
  const artifacts: ReadArtifact[] = [];
  for (const source of sources) {
    const twin = (bySize.get(source.sizeBytes) ?? 0) > 1 ? byHash.get(await hashOf(source)) : undefined;
    if (twin) {
      artifacts.push({ ...twin, id: source.id, observations: [] });
      continue;
    }
    for await (const artifact of readSource(source, reading)) {
      byHash.set(artifact.sha256, artifact);
      artifacts.push(artifact);
    }
  }
  return artifacts;
}

async function hashOf(source: Source): Promise<string> {
  const hash = sha256();
  try {
    for await (const chunk of source.open()) hash.update(chunk);
  } catch {
    return '';
  }
  return hash.digest();
}

/** Compressions inside each other [engineering limit]. */
const nestingMax = 5;

/** The artifact, and below a compressed one what is inside. */
async function* readSource(source: Source, reading: Reading, depth = 0): AsyncGenerator<ReadArtifact> {
  const head = await headOf(source).catch(() => undefined);
  const compression = head && depth < nestingMax ? compressionOf(head) : undefined;
  if (compression === undefined) {
    yield await readPlain(source, head, reading);
    return;
  }
  const inner = decompressed(source, compression);
  const outer = { id: source.id, kind: 'archive', sizeBytes: source.sizeBytes, sha256: await hashOf(source) } as const;
  yield { ...outer, status: 'ok', counts: { entries: 1 }, notes: [], observations: [] };
  for await (const artifact of readSource(inner, reading, depth + 1)) {
    const trouble = inner.trouble();
    const status = artifact.status === 'unreadable' || trouble.length === 0 ? artifact.status : 'partial';
    yield { ...artifact, status, notes: [...artifact.notes, ...trouble] };
  }
}

async function readPlain(source: Source, head: Uint8Array | undefined, reading: Reading): Promise<ReadArtifact> {
  if (head === undefined) {
    const note: Note = { code: 'input-not-readable', level: 'error', arguments: { name: source.id } };
    return unread(source, 'other', 'unreadable', note);
  }
  if (head.length === 0) return unread(source, 'text', 'ignored', { code: 'empty-file', level: 'warning' });
  const binary = sniffBinary(head);
  if (binary !== undefined) return unreadKind(source, binary);
  const text = await decodedHead(head);
  if (isOwnReport(text)) return unread(source, 'json', 'ignored', { code: 'own-report', level: 'note' });
  const parser = surest(text, reading);
  return parser === undefined ? unreadKind(source, sniffText(text)) : parse(source, parser, reading);
}

/** What no part of this program reads is never taken for nothing: it is told, and an unread archive is unreadable. */
function unreadKind(source: Source, kind: ArtifactKind): Promise<ReadArtifact> {
  if (kind === 'image') return unread(source, kind, 'ignored', { code: 'image-without-text', level: 'warning' });
  if (kind === 'text' || kind === 'email' || kind === 'json') {
    return unread(source, kind, 'ignored', { code: 'not-recognised', level: 'warning' });
  }
  return unread(source, kind, 'unreadable', { code: 'unsupported-container', level: 'error', arguments: { kind } });
}

async function unread(source: Source, kind: ArtifactKind, status: ArtifactStatus, note: Note): Promise<ReadArtifact> {
  const { id, sizeBytes } = source;
  return { id, kind, sizeBytes, sha256: await hashOf(source), status, counts: {}, notes: [note], observations: [] };
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

function surest(head: string, { parsers, extractors }: Reading): Parser | undefined {
  const claims = parsers.map((parser) => ({ parser, claim: parser.recognise(head, extractors) }));
  return claims.filter(({ claim }) => claim > 0).sort((a, b) => b.claim - a.claim)[0]?.parser;
}

async function parse(source: Source, parser: Parser, reading: Reading): Promise<ReadArtifact> {
  const { id } = source;
  const hash = sha256();
  let sizeBytes = 0;
  let isBroken = false;
  async function* hashed(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source.open()) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      isBroken = true;
      throw error;
    }
  }
  const iterator = hashed();
  // Without `return`: a parser that stops early must not end the hash.
  const bytes = { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
  const inChild = isRisky(parser.kind, source) ? await reading.child?.parse(id, bytes, parser, reading) : undefined;
  const parsed = inChild ?? (await parseDocument(id, bytes, parser, reading));
  try {
    for await (const _rest of iterator);
  } catch {
    isBroken = true;
  }
  // Asked for in any case: it ends the hash's thread.
  const digest = await hash.digest();
  if (!isBroken) return { id, ...parsed, sizeBytes, sha256: digest };
  const { kind, status, notes } = parsed;
  const failed: Note = { code: 'parser-failed', level: 'error' };
  // What a parser said that stopped before the place is not known to be all.
  const told = status === 'unreadable' ? parsed : unparsed(kind, [...notes, failed]);
  return { id, ...told, sizeBytes: source.sizeBytes, sha256: await hashOf(source) };
}
