// zlib (RFC 1950) around a single file, as some tools write captures.
import type { Note } from '../../model/parser.js';
import { limitReached, Meter } from '../budget.js';
import { ByteReader } from '../byte-reader.js';
import { inflate, Tally } from '../inflate.js';
import { file, type Source, trouble } from '../source.js';
import { defineContainer, nameWithin } from './container.js';
import { holdsMore } from './gzip.js';

export const zlib = defineContainer({
  // The two bytes are a multiple of 31; `x^` (0x5e) would be text far more often than zlib.
  opens: ([first, second]) => first === 0x78 && (second === 0x01 || second === 0x9c || second === 0xda),
  async *entries(source, budget) {
    const meter = new Meter(budget, () => source.density?.() ?? 1);
    let within: Note[] = [];
    let behind: Note[] = [];
    async function* open(): AsyncGenerator<Uint8Array> {
      within = [];
      behind = [];
      meter.restart();
      const reader = new ByteReader(source.open());
      try {
        const ending = yield* inflate(reader, 'zlib', meter, new Tally());
        const byteOffset = reader.position;
        if (ending === 'cut' || ending === 'broken') {
          within.push({ code: 'compression-broken', level: 'warning', byteOffset });
        } else if (ending !== 'whole') {
          within.push(limitReached(ending));
        } else if (await holdsMore(reader)) {
          behind.push({ code: 'archive-junk', level: 'warning' });
        }
      } finally {
        await reader.close();
      }
    }
    const inner: Source = {
      id: `${source.id}!/${nameWithin(source.id)}`,
      sizeBytes: source.sizeBytes,
      ...(source.isOnce && { isOnce: true }),
      trouble: () => within,
      density: () => meter.outDensity(),
      open,
    };
    yield file(inner);
    for (const note of behind) yield trouble(note);
  },
});
