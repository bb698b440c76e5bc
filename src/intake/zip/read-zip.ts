// A zip by its directory, entries at their places; what the directory does not tell, because it is cut off, damaged or
// beside bytes of something else, is found by the headers before the entries.
import { type Budget, limitReached } from '../budget.js';
import { ByteReader } from '../byte-reader.js';
import { entryIds } from '../entry-labels.js';
import { keep, memorySource } from '../memory-source.js';
import { type Found, type Source, trouble } from '../source.js';
import { readDirectory } from './directory.js';
import { forwardEntries } from './forward.js';
import { type Listing, listedEntries } from './listed.js';

export async function* readZip(source: Source, budget: Budget): AsyncGenerator<Found, void> {
  const idOf = entryIds(source.id);
  const density = () => source.density?.() ?? 1;
  if (source.seek !== undefined) {
    yield* byDirectory({ seek: source.seek, density }, source, budget, idOf);
    return;
  }
  const { memory, rest } = await keep(source.open(), budget.limits['buffer-bytes']);
  const kept = memorySource(source.id, memory);
  if (rest === undefined) {
    yield* byDirectory({ seek: kept.seek, density }, kept, budget, idOf);
    return;
  }
  yield trouble(limitReached('buffer-bytes'));
  const reader = new ByteReader(oneAfterTheOther(kept.open(), rest));
  yield* forwardEntries({ reader, budget, density, idOf, known: new Map() });
  await reader.close();
}

async function* byDirectory(
  zip: Listing,
  source: Source,
  budget: Budget,
  idOf: (name: string) => string,
): AsyncGenerator<Found, void> {
  const seekable = await zip.seek();
  try {
    const { entries, isBroken, hasJunk, isFull } = await readDirectory(seekable, () => budget.takeEntry());
    yield* listedEntries(entries, zip, budget, idOf);
    if (isFull) yield trouble(limitReached('entries'));
    else if (isBroken || hasJunk) {
      const known = new Map(entries.map(({ at, packedBytes }) => [at, packedBytes]));
      const reader = new ByteReader(source.open());
      yield* forwardEntries({ reader, budget, density: zip.density, idOf, known });
      await reader.close();
    }
    if (isBroken) yield trouble({ code: 'archive-broken', level: 'warning' });
    if (hasJunk) yield trouble({ code: 'archive-junk', level: 'warning' });
  } finally {
    await seekable.close();
  }
}

async function* oneAfterTheOther(...streams: readonly AsyncIterable<Uint8Array>[]): AsyncGenerator<Uint8Array> {
  for (const stream of streams) yield* stream;
}
