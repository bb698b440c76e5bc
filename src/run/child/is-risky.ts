// Which documents a child reads (child-runner.ts). What is read as a stream in flat memory stays where it is: starting a child
// costs more than most documents.
import type { Source } from '../../intake/source.js';
import type { ArtifactKind } from '../../model/report.js';

/**
 * From how many bytes on. Exports become trees where an extractor asks for an element, and a reading per interface: some
 * 60 times the file, measured, so that a case survives what is below. The libraries for the others build all of a
 * document, whatever its size.
 */
const riskyFromBytes: Partial<Readonly<Record<ArtifactKind, number>>> = { 'esa-config': 8 << 20, office: 0, pdf: 0 };

/** What an archive says of the size is a claim, and may be that of the compressed bytes: twice this is stopped. */
const unpackedTimes = 100;

export function isRisky(kind: ArtifactKind, { id, sizeBytes }: Pick<Source, 'id' | 'sizeBytes'>): boolean {
  const mayBeBytes = id.includes('!/') ? sizeBytes * unpackedTimes : sizeBytes;
  return mayBeBytes >= (riskyFromBytes[kind] ?? Number.POSITIVE_INFINITY);
}
