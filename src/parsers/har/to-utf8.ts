// Another encoding in front of the HAR scanner, which reads UTF-8: told from the file's beginning or from its first byte
// beyond ASCII, and turned into UTF-8 chunk by chunk. Offsets then count the UTF-8 bytes. UTF-8 passes untouched.
import { asBuffer, newDecoder } from '../../text/encoding/byte-decoder.js';
import { firstBeyondAscii } from '../../text/encoding/first-beyond-ascii.js';
import {
  isUndecided,
  SNIFF_BYTES,
  type SniffedEncoding,
  sniffByteWise,
  sniffWide,
} from '../../text/encoding/sniff-encoding.js';
import { utf8Statistics } from '../../text/encoding/utf8-statistics.js';

/** The chunks as UTF-8. `onOther` is told when they were not. */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  onOther: (sniffed: SniffedEncoding) => void,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    const head = await gather(source);
    const wide = sniffWide(head);
    if (wide?.encoding === 'utf-8') yield* untouched(head, source);
    else if (wide) yield* converted(wide, head, source, onOther);
    else yield* byteWise(head, source, onOther);
  } finally {
    await source.return?.();
  }
}

/** ASCII as it is, up to the first byte that decides. */
async function* byteWise(
  head: Buffer,
  source: AsyncIterator<Uint8Array>,
  onOther: (sniffed: SniffedEncoding) => void,
): AsyncGenerator<Uint8Array> {
  for (let bytes: Buffer | undefined = head; bytes !== undefined; ) {
    const beyond = firstBeyondAscii(bytes);
    const ascii = beyond === -1 ? bytes : bytes.subarray(0, beyond);
    if (ascii.length > 0) yield ascii;
    if (beyond === -1) {
      bytes = await nextOf(source);
      continue;
    }
    const opened = await gather(source, bytes.subarray(beyond));
    const sample = opened.subarray(0, SNIFF_BYTES);
    if (!isUndecided(sample)) {
      const sniffed = sniffByteWise(sample, undefined);
      if (isSaved(sniffed, sample)) yield* converted(sniffed, opened, source, onOther);
      else yield* untouched(opened, source);
      return;
    }
    yield sample;
    bytes = opened.subarray(SNIFF_BYTES);
  }
}

/** JSON is UTF-8 (RFC 8259): one or two bytes that are not are damage, not another encoding. */
function isSaved({ encoding, basis }: SniffedEncoding, sample: Buffer): boolean {
  if (encoding === 'utf-8' || encoding === 'iso-2022-jp') return encoding !== 'utf-8';
  return basis === 'detected' && utf8Statistics(sample).invalid > 2;
}

async function* untouched(first: Buffer, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let bytes: Buffer | undefined = first; bytes !== undefined; bytes = await nextOf(source)) yield bytes;
}

async function* converted(
  sniffed: SniffedEncoding,
  first: Buffer,
  source: AsyncIterator<Uint8Array>,
  onOther: (sniffed: SniffedEncoding) => void,
): AsyncGenerator<Uint8Array> {
  onOther(sniffed);
  const decoder = newDecoder(sniffed.encoding);
  for await (const bytes of untouched(first.subarray(sniffed.bomBytes), source))
    yield Buffer.from(decoder.write(bytes));
  yield Buffer.from(decoder.end());
}

async function nextOf(source: AsyncIterator<Uint8Array>): Promise<Buffer | undefined> {
  const next = await source.next();
  return next.done ? undefined : asBuffer(next.value);
}

/** As much as decides, or what there is. */
async function gather(source: AsyncIterator<Uint8Array>, first: Buffer = Buffer.alloc(0)): Promise<Buffer> {
  if (first.length >= SNIFF_BYTES) return first;
  // Copies, as chunks are not valid for long.
  const held = [Buffer.from(first)];
  for (let size = first.length; size < SNIFF_BYTES; ) {
    const next = await nextOf(source);
    if (next === undefined) break;
    held.push(Buffer.from(next));
    size += next.length;
  }
  return Buffer.concat(held);
}
