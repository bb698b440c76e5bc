// gzip and zlib around a single file: bytes out as they come, damage told instead of thrown, bombs stopped while they
// stream. What came out before the damage is kept.
import { createGunzip, createInflate, type Gunzip, type Inflate } from 'node:zlib';
import type { Note } from '../model/parser.js';
import type { Source } from './list-upload.js';

/** Beyond this many bytes a stream may not be more than `ratioMax` times its input [engineering limit]. */
const ratioFromBytes = 10 << 20;
const ratioMax = 200;
/** Decompressed bytes of one upload [engineering limit]. */
const bytesMax = 16 * 2 ** 30;
/** The default of 16 KiB halves the speed. */
const chunkSize = 256 << 10;

export type Compression = 'gzip' | 'zlib';

export function compressionOf(head: Uint8Array): Compression | undefined {
  const [first = 0, second = 0] = head;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  // RFC 1950: the two bytes are a multiple of 31; `x^` (0x5e) would be text far more often than zlib.
  return first === 0x78 && [0x01, 0x9c, 0xda].includes(second) ? 'zlib' : undefined;
}

/** The file inside. `trouble` is complete once its bytes were read to the end. */
export function decompressed(source: Source, compression: Compression): Source & { trouble(): readonly Note[] } {
  let notes: Note[] = [];
  return {
    id: `${source.id}!/${innerName(source.id)}`,
    sizeBytes: source.sizeBytes,
    trouble: () => notes,
    async *open() {
      notes = [];
      yield* inflate(source.open(), compression, (note) => notes.push(note));
    },
  };
}

function innerName(id: string): string {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return name.replace(/\.(?:gz|gzip|z|zlib|zhar)$/i, '') || 'content';
}

async function* inflate(
  chunks: AsyncIterable<Uint8Array>,
  compression: Compression,
  note: (note: Note) => void,
): AsyncGenerator<Uint8Array> {
  const stream = compression === 'gzip' ? createGunzip({ chunkSize }) : createInflate({ chunkSize });
  const count = { in: 0, out: 0 };
  const fed = feed(chunks, stream, count);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      count.out += chunk.length;
      if (count.out > bytesMax || (count.out > ratioFromBytes && count.out > ratioMax * count.in)) {
        note({ code: 'limit-reached', level: 'warning', arguments: { limit: 'decompressed-bytes' } });
        break;
      }
      yield chunk;
    }
  } catch {
    // Also for bytes after the last member: what is out already stays.
    note({ code: 'compression-broken', level: 'warning', byteOffset: count.in });
  } finally {
    stream.destroy();
    await fed;
  }
}

/** Copies, as zlib may hold its input longer than a chunk lives. */
async function feed(chunks: AsyncIterable<Uint8Array>, stream: Gunzip | Inflate, count: { in: number }): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (stream.destroyed) return;
      count.in += chunk.length;
      if (!stream.write(Buffer.from(chunk))) await drained(stream);
    }
    stream.end();
  } catch {
    stream.destroy(new Error('the compressed input could not be read'));
  }
}

function drained(stream: Gunzip | Inflate): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    stream.on('drain', done).on('close', done).on('error', done);
  });
}
