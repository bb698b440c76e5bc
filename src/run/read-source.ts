// One file of the upload → what was understood of it: sniffed, handed to the surest parser, or told why not.
import { isOwnReport, sniffBinary, sniffText, unreadDocument } from '../intake/sniff.js';
import { installCommand } from '../intake/unpack/readers.js';
import type { Observation } from '../model/fact.js';
import { unknown } from '../model/fact.js';
import type { Extractors, Note, Parser } from '../model/parser.js';
import type { ArtifactKind, ArtifactStatus } from '../model/report.js';
import { elsewhereOf } from '../text/elsewhere.js';
import { decodeStream } from '../text/encoding/decode.js';
import type { Masker } from '../text/secrets/mask.js';
import type { ChildRunner } from './child/child-runner.js';
import { isRisky } from './child/is-risky.js';
import { parseDocument } from './parse-document.js';
import type { Finished, Tap } from './tap.js';

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
  /** Bytes of it, or files in it, were not read: nothing is known to be missing from the case. */
  readonly isCut?: boolean;
  /** A letter that says of what is attached to it: how it should be, or another system's. */
  readonly sendsElsewhere?: true;
}

export interface Reading {
  readonly parsers: readonly Parser[];
  readonly extractors: Extractors;
  readonly masker: Masker;
  /** Reads what could take the whole case down; without it everything is read here. */
  readonly child?: ChildRunner;
}

/** Reads the file to its end. @param head its first bytes; undefined where it cannot be opened */
export async function readSource(source: Tap, head: Buffer | undefined, reading: Reading): Promise<ReadArtifact> {
  const understood = await understand(source, head, reading);
  const { notes, isCut, ...finished } = await source.finish();
  const isLetter = source.isSpoken && head !== undefined;
  const sends = isLetter && elsewhereOf(reading.extractors.quoting).isSentBy(await decodedHead(head));
  const status = statusOf(understood.status, notes, isCut);
  const placed =
    source.pages === undefined ? understood.observations : understood.observations.map(onPage(source.pages));
  const observations = isCut ? placed.map((one) => doubted(one, notes)) : placed;
  return {
    id: source.id,
    ...understood,
    ...finished,
    status,
    notes: [...understood.notes, ...notes],
    observations,
    ...(isCut && { isCut }),
    ...(sends && { sendsElsewhere: true }),
  };
}

function statusOf(status: ArtifactStatus, notes: readonly Note[], isCut: boolean): ArtifactStatus {
  if (status === 'unreadable') return status;
  if (isCut) return 'partial';
  return status === 'ok' && notes.length > 0 ? 'repaired' : status;
}

/** Readers of a document know its pages, not the lines of its text. */
function onPage(pages: readonly number[]): (observation: Observation) => Observation {
  return (observation) => {
    const { line } = observation.evidence;
    if (line === undefined) return observation;
    const page = pages.filter((first) => first <= line).length;
    return { ...observation, evidence: { ...observation.evidence, page } };
  };
}

/** What a damaged file says may have gone on: it shows faults, and rules nothing out. */
function doubted(observation: Observation, notes: Finished['notes']): Observation {
  const reason = notes.some(({ code }) => code === 'limit-reached') ? 'limit' : 'truncated';
  const { state, evidence, complete } = observation;
  return {
    ...observation,
    state: state.state === 'absent' ? unknown(reason) : state,
    evidence: { ...evidence, mayBeOvertaken: evidence.mayBeOvertaken ?? reason },
    ...(complete && { complete: false }),
  };
}

type Understood = Pick<ReadArtifact, 'kind' | 'status' | 'counts' | 'notes' | 'observations'>;

async function understand(source: Tap, head: Buffer | undefined, reading: Reading): Promise<Understood> {
  if (head === undefined) {
    return unread('other', 'unreadable', {
      code: 'input-not-readable',
      level: 'error',
      arguments: { name: source.id },
    });
  }
  if (head.length === 0) return unread('text', 'ignored', { code: 'empty-file', level: 'warning' });
  const binary = sniffBinary(head);
  if (binary?.kind === 'office') return unread('office', 'unreadable', await documentNote(source, head));
  if (binary !== undefined) return unreadKind(binary.kind, source.id, binary.format);
  const text = await decodedHead(head);
  if (isOwnReport(text)) return unread('json', 'ignored', { code: 'own-report', level: 'note' });
  const parser = surest(text, reading);
  return parser === undefined ? unreadKind(sniffText(text), source.id) : parse(source, parser, reading);
}

/** What no part of this program reads is never taken for nothing: it is told, and an unread archive is unreadable. */
function unreadKind(kind: ArtifactKind, id: string, format?: string): Understood {
  const beside = { name: `${id.slice(id.lastIndexOf('/') + 1)}.txt` };
  if (kind === 'image') {
    return unread(kind, 'ignored', { code: 'image-without-text', level: 'warning', arguments: beside });
  }
  if (kind === 'pdf') {
    const args = { ...beside, install: installCommand('pdf') };
    return unread(kind, 'unreadable', { code: 'pdf-not-read', level: 'error', arguments: args });
  }
  if (kind === 'text' || kind === 'email' || kind === 'json') {
    return unread(kind, 'ignored', { code: 'not-recognised', level: 'warning' });
  }
  if (format !== undefined) {
    return unread(kind, 'unreadable', { code: 'archive-not-read', level: 'error', arguments: { format } });
  }
  return unread(kind, 'unreadable', { code: 'unsupported-container', level: 'error', arguments: { kind } });
}

async function documentNote(source: Tap, head: Buffer): Promise<Note> {
  // The directory of a compound file lies anywhere, most often near one of its ends.
  const tail = await source.tail();
  const code = unreadDocument(Buffer.concat([head, tail]));
  return { code, level: 'error', arguments: { install: installCommand('outlook') } };
}

function unread(kind: ArtifactKind, status: ArtifactStatus, note: Note): Understood {
  return { kind, status, counts: {}, notes: [note], observations: [] };
}

export async function decodedHead(head: Uint8Array): Promise<string> {
  let text = '';
  for await (const part of decodeStream(oneChunk(head))) text += part;
  return text;
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export function surest(
  head: string,
  { parsers, extractors }: Pick<Reading, 'parsers' | 'extractors'>,
): Parser | undefined {
  const claims = parsers.map((parser) => ({ parser, claim: parser.recognise(head, extractors) }));
  return claims.filter(({ claim }) => claim > 0).sort((a, b) => b.claim - a.claim)[0]?.parser;
}

async function parse(source: Tap, parser: Parser, reading: Reading): Promise<Understood> {
  const document = [source.id, source.open(), parser, reading, source.isSpoken] as const;
  const inChild = isRisky(parser.kind, source) ? await reading.child?.parse(...document) : undefined;
  return inChild ?? (await parseDocument(...document));
}
