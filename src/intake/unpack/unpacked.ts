// What a library made of a document that it builds whole: plain data, which a child can send.
import type { Note } from '../../model/parser.js';
import type { ArtifactKind } from '../../model/report.js';
import { type Budget, limitReached, Meter } from '../budget.js';
import { entryIds } from '../entry-labels.js';
import { memoryOf, memorySource } from '../memory-source.js';
import { type Found, file, type Source, skip, trouble } from '../source.js';

export interface UnpackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isSpoken?: true;
  /** Of a text: the first line of each page, from 1. */
  readonly pages?: readonly number[];
}

/** A name in the document that is not read, and the code that says why. */
interface UnpackedName {
  readonly name: string;
  readonly code: string;
}

export interface Unpacked {
  readonly parts: readonly (UnpackedFile | UnpackedName)[];
  readonly notes: readonly Note[];
  /** What it turned out to be, where that is not what its beginning says. */
  readonly kind?: ArtifactKind;
}

/** Never throws for a bad document: damage is a note. @param name of the document, for what is to be given beside it */
export type Unpack = (bytes: Uint8Array, name: string) => Promise<Unpacked>;

/** At most so many bytes come back from a document. */
export function bounded({ parts, notes, ...more }: Unpacked, mostBytes: number): Unpacked {
  let left = mostBytes;
  const kept = parts.filter((part) => {
    if (!('bytes' in part)) return true;
    const isFitting = part.bytes.length <= left;
    if (isFitting) left -= part.bytes.length;
    return isFitting;
  });
  const told = kept.length < parts.length ? [limitReached('buffer-bytes')] : [];
  return { ...more, parts: kept, notes: [...notes, ...told] };
}

/** As any archive gives what is in it. @param sizeBytes of the document, as read */
export function* foundIn(source: Source, unpacked: Unpacked, sizeBytes: number, budget: Budget): Generator<Found> {
  const idOf = entryIds(source.id);
  const meter = new Meter(budget, () => source.density?.() ?? 1);
  meter.goneIn(sizeBytes);
  for (const note of unpacked.notes) yield trouble(note);
  for (const part of unpacked.parts) {
    if (!budget.takeEntry()) {
      yield trouble(limitReached('entries'));
      return;
    }
    const id = idOf(part.name);
    if ('code' in part) yield skip(id, part.code);
    else yield file(sourceOf(id, part, meter));
  }
}

function sourceOf(id: string, { bytes, isSpoken, pages }: UnpackedFile, meter: Meter): Source {
  const { part, limit } = meter.comeOut(bytes);
  return {
    ...memorySource(id, memoryOf(part), {
      trouble: () => (limit === undefined ? [] : [limitReached(limit)]),
      ...(isSpoken && { isSpoken }),
    }),
    density: () => meter.outDensity(),
    ...(pages && { pages }),
  };
}
