// A document that a library builds whole → what is in it. The library runs in a process of its own, so that what it does to it
// costs one document; only the program that is not built has none, and reads it here.
import type { Budget } from '../intake/budget.js';
import type { Found } from '../intake/source.js';
import { type ReaderName, readers } from '../intake/unpack/readers.js';
import { bounded, foundIn, type Unpacked } from '../intake/unpack/unpacked.js';
import type { ArtifactKind } from '../model/report.js';
import type { ChildRunner } from './child/child-runner.js';
import type { Tap } from './tap.js';

export interface UnpackOrder {
  readonly reader: ReaderName;
  /** Of the document, without what leads to it. */
  readonly name: string;
  readonly mostBytes: number;
}

/** @param isKind is told what the document turned out to be */
export async function* unpackedFrom(
  source: Tap,
  reader: ReaderName,
  budget: Budget,
  child: ChildRunner | undefined,
  isKind: (kind: ArtifactKind) => void,
): AsyncGenerator<Found, void> {
  const name = source.id.slice(source.id.lastIndexOf('/') + 1);
  const order = { reader, name, mostBytes: budget.limits['buffer-bytes'] };
  let sizeBytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      sizeBytes += chunk.length;
      yield chunk;
    }
  }
  const bytes = counted();
  const unpacked = (await child?.unpack(order, bytes)) ?? (await unpackDocument(order, bytes));
  if (unpacked.kind !== undefined) isKind(unpacked.kind);
  yield* foundIn(source, unpacked, sizeBytes, budget);
}

/** The same here and in a child. */
export async function unpackDocument(
  { reader, name, mostBytes }: UnpackOrder,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Unpacked> {
  const parts: Buffer[] = [];
  for await (const chunk of bytes) parts.push(Buffer.from(chunk));
  const unpack = await readers[reader].unpack();
  try {
    return bounded(await unpack(new Uint8Array(Buffer.concat(parts)), name), mostBytes);
  } catch {
    const args = { package: readers[reader].package };
    return { parts: [], notes: [{ code: 'document-reader-failed', level: 'error', arguments: args }] };
  }
}
