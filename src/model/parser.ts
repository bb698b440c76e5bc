// What a parser is. It sees one artifact's bytes and the extractors it is handed, emits observations, and never throws
// for bad input: trouble is a note. Adding one is one file in `src/parsers/`.
import type { Extractor, FactDefinition, HostRow, LogTable, MessageDefinition, PageDefinition } from './catalogue.js';
import type { Observation } from './fact.js';
import type { ArtifactKind, ArtifactStatus } from './report.js';
import type { Level, Quoting, StateWords, Told } from './rule.js';
import type { Safe } from './safe.js';

/** An extractor together with the fact it reads. */
export type Bound<E extends Extractor> = E & { readonly fact: FactDefinition };

/** Everything a parser may know of the pack: extractors by kind, and the tables they refer to. */
export interface Extractors {
  readonly xml: readonly Bound<Extract<Extractor, { kind: 'xml' }>>[];
  readonly har: readonly Bound<Extract<Extractor, { kind: 'har' }>>[];
  readonly json: readonly Bound<Extract<Extractor, { kind: 'json' }>>[];
  readonly line: readonly Bound<Extract<Extractor, { kind: 'line' }>>[];
  readonly log: readonly Bound<Extract<Extractor, { kind: 'log' }>>[];
  readonly page: readonly Bound<Extract<Extractor, { kind: 'page' }>>[];
  readonly cli: readonly Bound<Extract<Extractor, { kind: 'cli' }>>[];
  readonly phrase: readonly Bound<Extract<Extractor, { kind: 'phrase' }>>[];
  readonly pages: readonly PageDefinition[];
  readonly messages: readonly MessageDefinition[];
  readonly hosts: readonly HostRow[];
  readonly logs: LogTable;
  readonly states: StateWords;
  readonly quoting: Quoting;
  readonly told: Told;
}

/** Trouble with a place, as a code of `words.yaml` (`diagnostic.<code>`) and its arguments. Never third-party text. */
export interface Note {
  readonly code: string;
  readonly level: Level;
  readonly line?: number;
  readonly column?: number;
  readonly byteOffset?: number;
  readonly arguments?: Readonly<Record<string, string | number>>;
}

/** Where a parser puts what it reads. `excerpt` is the only way from raw text to evidence. */
export interface Emit {
  readonly artifact: string;
  /** The text is what somebody wrote in a mail or a document: only what shows its own frame is shown. */
  readonly isSpoken?: true;
  observe(observation: Observation): void;
  note(note: Note): void;
  excerpt(raw: string): Safe;
}

/** How the artifact came out. Counts are named by what was counted: `lines`, `elements`, `entries`, `skipped`. */
export interface Parsed {
  readonly status: ArtifactStatus;
  readonly counts: Readonly<Record<string, number>>;
}

export interface Parser {
  readonly kind: ArtifactKind;
  /**
   * How surely the beginning of an artifact (up to 64 KiB, decoded) is of this kind: 0 no, 1 certain.
   * The surest parser reads it; names do not count.
   */
  recognise(head: string, extractors: Extractors): number;
  parse(bytes: AsyncIterable<Uint8Array>, extractors: Extractors, emit: Emit): Promise<Parsed>;
  /** Writes a copy that may be handed to outsiders, in the same format; without it there is none for this kind. */
  sanitize?(original: Original, extractors: Extractors, write: (text: string) => Promise<void>): Promise<CopyResult>;
}

/** What is to be copied. */
export interface Original {
  /** The bytes from their start; called twice. */
  open(): AsyncIterable<Uint8Array>;
  /** Whether bytes were missing; known once they were read. */
  isCut(): boolean;
  /** Who makes the copy. */
  readonly tool: { readonly name: string; readonly version: string };
  /** Labels of secrets are made with it: the same as in every report and copy with this key. */
  readonly caseKey?: Uint8Array;
}

/** How a copy came out. `unreadable`: what was written is of no use. */
export interface CopyResult {
  readonly status: Extract<ArtifactStatus, 'ok' | 'partial' | 'unreadable'>;
  readonly counts: Readonly<Record<string, number>>;
  /** Different secrets and names, by kind. */
  readonly replaced?: Readonly<Record<string, number>>;
}

export function defineParser(parser: Parser): Parser {
  return parser;
}
