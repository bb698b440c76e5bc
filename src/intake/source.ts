// What intake hands on: files of an upload with their bytes, names that are not read, and trouble with an archive.
import type { Note } from '../model/parser.js';

/** One file of the upload. `id` is its path below the case, `/`-separated, unmasked; `!/` leads into an archive. */
export interface Source {
  readonly id: string;
  /** As stated by whoever lists it; what is read counts. */
  readonly sizeBytes: number;
  /** Its bytes from the start; may be called more than once unless `isOnce`. A chunk is valid until two more were asked for. */
  open(): AsyncIterable<Uint8Array>;
  /** A stream inside a stream: its bytes pass once, before the next one's. */
  readonly isOnce?: true;
  /** What somebody wrote in a mail or a document: a message without its page in it is that person's word. */
  readonly isSpoken?: true;
  /** Of the text of a document: the first line of each page, from 1. */
  readonly pages?: readonly number[];
  /** It certainly has no bytes: of tens of thousands of such, each costs next to nothing. */
  readonly isEmpty?: true;
  /** Bytes at any place, where that costs nothing: plain files and what is in memory. */
  seek?(): Promise<Seekable>;
  /** What was wrong with the bytes; complete once they were read to the end. From `warning` on, bytes are missing or wrong. */
  trouble?(): readonly Note[];
  /** Bytes of the upload behind each byte of this file: 1 for a plain file, small inside a bomb. */
  density?(): number;
}

/** An open file. Every `seek()` has its `close()`. */
export interface Seekable {
  readonly sizeBytes: number;
  /** Fewer bytes than asked for at the end only. They stay valid. */
  read(at: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

export function emptySource(id: string): Source {
  return { id, sizeBytes: 0, isEmpty: true, async *open() {} };
}

/** A name of the upload that is not read, and why. */
export interface Skipped {
  readonly id: string;
  readonly note: Note;
}

/** What an archive gives, in its order: files, names that are not read, and what is wrong with the archive itself. */
export type Found =
  | { readonly kind: 'file'; readonly source: Source }
  | { readonly kind: 'skipped'; readonly skipped: Skipped }
  | { readonly kind: 'trouble'; readonly note: Note };

export const file = (source: Source): Found => ({ kind: 'file', source });
export const trouble = (note: Note): Found => ({ kind: 'trouble', note });
export const skip = (id: string, code: string, args: Note['arguments'] = {}): Found => ({
  kind: 'skipped',
  skipped: { id, note: { code, level: 'warning', arguments: { name: id, ...args } } },
});

export function isLoss({ level }: Note): boolean {
  return level !== 'note';
}
