// Facts: typed statements about the customer's system, never about the upload. Observations are what parsers read;
// facts are what the case knows once observations are bound to subjects and compared with each other.
import type { FactKey } from './fact-keys.js';
import type { Moment } from './moment.js';
import type { Safe } from './safe.js';
import type { LocalSubject } from './subject.js';

/** Why something is not known. Each reason has its own words in what is asked next (`words.yaml`, `reason.*`). */
export const reasons = [
  'notCollected',
  'truncated',
  'masked',
  'notInThisExport',
  'outsideWindow',
  'unrecognized',
  'unconfirmed',
  'conflict',
  'lowTrust',
  'limit',
  'encrypted',
  'ambiguousSubject',
  'otherRegion',
  'severalOrganizations',
  'mismatch',
  'unsupportedVersion',
  'uncommitted',
] as const;
export type Reason = (typeof reasons)[number];

/** How far a source may speak, weakest first: a person's prose, the engineer, shown text, an export, traffic and logs. */
export const trusts = ['stated', 'asserted', 'shown', 'exported', 'observed'] as const;
export type Trust = (typeof trusts)[number];

/** Below all others where nothing was read. */
export function trustRank(trust: Trust | undefined): number {
  return trust === undefined ? -1 : trusts.indexOf(trust);
}

/** Read of the system itself, and not only told by somebody. */
export function isShown({ trust }: { readonly trust: Trust | undefined }): boolean {
  return trustRank(trust) >= trustRank('shown');
}

/** Times are ISO 8601 text, durations seconds, versions AsyncOS text, sets arrays in byte order without repeats. */
export type Value = boolean | number | string | readonly (string | number)[];

export type FactState =
  | { readonly state: 'known'; readonly value: Value }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly reason: Reason };

export const known = (value: Value): FactState => ({ state: 'known', value });
export const absent: FactState = { state: 'absent' };
export const unknown = (reason: Reason): FactState => ({ state: 'unknown', reason });

/** How sure the pack is of what it reads: shown in the catalogue and to the reader; `guess` never decides. */
export const confidences = ['documented', 'seen', 'guess'] as const;
export type Confidence = (typeof confidences)[number];

/** Where something was read. Lines count from 1, bytes from 0; `pointer` is an XML path, JSON pointer or page row. */
export interface Evidence {
  readonly artifact: string;
  readonly line?: number;
  readonly byteOffset?: number;
  /** Of a document with pages, from 1. */
  readonly page?: number;
  readonly pointer?: Safe;
  readonly excerpt: Safe;
  /**
   * No single place shows it: what the whole artifact says of this fact, which the report tells in the reader's words.
   * Without `state` the value is for nobody but the fact itself.
   */
  readonly says?: { readonly fact: FactKey; readonly state?: FactState };
  readonly trust: Trust;
  readonly time?: Moment;
  readonly confidence?: Confidence;
  /**
   * Why it may not hold: what came after this place may have changed it, or it may be of another subject, whose name could
   * not be read. It can show a fault, and never rules one out.
   */
  readonly mayBeOvertaken?: Reason;
}

/** One reading of one fact in one artifact. */
export interface Observation {
  readonly fact: FactKey;
  readonly subject: LocalSubject;
  readonly state: FactState;
  readonly evidence: Evidence;
  /** Position in an ordered record (a CLI session, a capture): later is newer, within the same artifact only. */
  readonly sequence?: number;
  /** For sets: this reading is the complete list. */
  readonly complete?: boolean;
  /** What an unknown state may be: it contradicts every other value. */
  readonly mayBe?: readonly Value[];
}

/** What the case knows of one fact about one subject. */
export interface Fact {
  readonly key: FactKey;
  readonly subject: string;
  readonly state: FactState;
  /** Trust of the value; undefined while nothing was read. */
  readonly trust: Trust | undefined;
  readonly evidence: readonly Evidence[];
  /** When the value was so; undefined for undated evidence. */
  readonly time: Moment | undefined;
  /** For sets: more values may exist than were read. */
  readonly incomplete: boolean;
  /** The subject was not named in the artifact and is the only one of the case. */
  readonly boundByElimination: boolean;
  /**
   * For events: what happened and when, in time order as far as it is known. For sets: which reading gave which value. For
   * states with a value: what was shown of it at any time, in no order.
   */
  readonly occurrences: readonly Occurrence[];
  /** For sets: the latest reading of the complete list, where it is known which is the latest. */
  readonly latestWhole?: Occurrence;
}

/** What the case knows of a fact while nothing was read of it. */
export function neverRead(key: FactKey, subject: string): Fact {
  return {
    key,
    subject,
    state: unknown('notCollected'),
    trust: undefined,
    evidence: [],
    time: undefined,
    incomplete: false,
    boundByElimination: false,
    occurrences: [],
  };
}

export function hasValue({ state }: Pick<Fact, 'state'>, value: Value): boolean {
  return state.state === 'known' && state.value === value;
}

export interface Occurrence {
  readonly value: Value;
  readonly time: Moment | undefined;
  readonly evidence: Evidence;
}

/** Two or more values of one state that were read, and what became of them. */
export interface Contradiction {
  readonly fact: FactKey;
  readonly subject: string;
  readonly resolution: 'conflict' | 'changed' | 'outranked';
  /** The value that holds; undefined while it is a conflict. */
  readonly holds: Value | undefined;
  readonly values: readonly { readonly state: FactState; readonly evidence: Evidence }[];
}
