// Bytes of a log → blocks of whole lines, as large as they come: a search over a block costs far less than a step per
// line. Memory is one chunk and one unfinished line.
import { decodeStream, sniffEncoding } from '../../text/encoding/decode.js';

export interface Block {
  /** Whole lines, in an encoding that contains ASCII. */
  readonly bytes: Buffer;
  /** Where they begin in the file; in what was made of it where `isRecoded`. */
  readonly offset: number;
  /** The file is UTF-16: its offsets are not those of these bytes. */
  readonly isRecoded: boolean;
}

/** A line without an end is cut here, and its rest passed over; only its first 64 KiB are matched anyway. */
const lineBytesMax = 1 << 20;
const lineFeed = 10;

export async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const all = chain(first.value, iterator);
  const isRecoded = /^utf-(?:16|32)/.test(sniffEncoding(first.value).encoding);
  yield* wholeLines(isRecoded ? recoded(all) : all, isRecoded);
}

async function* recoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const text of decodeStream(chunks)) yield Buffer.from(text);
}

async function* chain(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* wholeLines(chunks: AsyncIterable<Uint8Array>, isRecoded: boolean): AsyncGenerator<Block> {
  let carry: Buffer = Buffer.alloc(0);
  let offset = 0;
  let isCut = false;
  function block(bytes: Buffer): Block {
    const made = { bytes, offset, isRecoded };
    offset += bytes.length;
    return made;
  }
  for await (const chunk of chunks) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (isCut) {
      const end = bytes.indexOf(lineFeed);
      offset += end === -1 ? bytes.length : end;
      if (end === -1) continue;
      bytes = bytes.subarray(end);
      isCut = false;
    }
    // The unfinished line is joined with its end alone: joining it with the whole chunk would copy every byte.
    const firstEnd = carry.length === 0 ? 0 : bytes.indexOf(lineFeed) + 1;
    const lastEnd = bytes.lastIndexOf(lineFeed) + 1;
    if (lastEnd === 0) {
      carry = Buffer.concat([carry, bytes]);
      if (carry.length >= lineBytesMax) {
        yield block(carry);
        carry = Buffer.alloc(0);
        isCut = true;
      }
      continue;
    }
    if (firstEnd > 0) yield block(Buffer.concat([carry, bytes.subarray(0, firstEnd)]));
    if (lastEnd > firstEnd) yield block(bytes.subarray(firstEnd, lastEnd));
    carry = Buffer.from(bytes.subarray(lastEnd));
  }
  if (carry.length > 0) yield block(carry);
}

/** Line feeds from one place to another. */
export function lineFeedsIn(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed, from); at !== -1 && at < to; at = bytes.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}

export function lineStartAt(bytes: Buffer, place: number): number {
  return place === 0 ? 0 : bytes.lastIndexOf(lineFeed, place - 1) + 1;
}

/** Behind the last byte of the line, before its line feed. */
export function lineEndAt(bytes: Buffer, place: number): number {
  const feed = bytes.indexOf(lineFeed, place);
  return feed === -1 ? bytes.length : feed;
}

const carriageReturn = 13;

/** Part of a line as text: UTF-8 where it is, else Latin-1. */
export function lineText(bytes: Buffer, from: number, to: number): string {
  const raw = bytes.subarray(from, bytes[to - 1] === carriageReturn ? to - 1 : to);
  const line = raw.toString('utf8');
  return line.includes('\ufffd') ? raw.toString('latin1') : line;
}
