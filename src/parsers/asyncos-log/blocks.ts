// Bytes of a log → blocks of whole lines, as large as they come: a search over a block costs far less than a step per
// line. Memory is one chunk and one unfinished line.
import { decodeStream, sniffEncoding } from '../../text/decode.js';

export interface Block {
  /** Whole lines; of one byte a character where the encoding contains ASCII. */
  readonly text: string;
  /** The bytes of `text`; undefined where the file is of another encoding. */
  readonly bytes: Buffer | undefined;
  /** Where it begins in the file: bytes, or characters where `bytes` is undefined. */
  readonly offset: number;
}

/** A line without an end is cut here; only its first 64 KiB are matched anyway. */
const lineBytesMax = 1 << 20;
const lineFeed = 10;

export async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const all = chain(first.value, iterator);
  if (sniffEncoding(first.value).encoding.startsWith('utf-16')) yield* decodedBlocks(all);
  else yield* byteBlocks(all);
}

async function* chain(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* byteBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  let carry: Buffer = Buffer.alloc(0);
  let offset = 0;
  function block(bytes: Buffer): Block {
    const made = { text: bytes.toString('latin1'), bytes, offset };
    offset += bytes.length;
    return made;
  }
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    // The unfinished line is joined with its end alone: joining it with the whole chunk would copy every byte.
    const firstEnd = carry.length === 0 ? 0 : bytes.indexOf(lineFeed) + 1;
    const lastEnd = bytes.lastIndexOf(lineFeed) + 1;
    if (lastEnd === 0) {
      carry = Buffer.concat([carry, bytes]);
      if (carry.length >= lineBytesMax) {
        yield block(carry);
        carry = Buffer.alloc(0);
      }
      continue;
    }
    if (firstEnd > 0) yield block(Buffer.concat([carry, bytes.subarray(0, firstEnd)]));
    if (lastEnd > firstEnd) yield block(bytes.subarray(firstEnd, lastEnd));
    carry = Buffer.from(bytes.subarray(lastEnd));
  }
  if (carry.length > 0) yield block(carry);
}

async function* decodedBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  let carry = '';
  let offset = 0;
  for await (const part of decodeStream(chunks)) {
    const text = carry + part;
    const end = text.lastIndexOf('\n') + 1 || (text.length >= lineBytesMax ? text.length : 0);
    carry = text.slice(end);
    if (end === 0) continue;
    yield { text: text.slice(0, end), bytes: undefined, offset };
    offset += end;
  }
  if (carry !== '') yield { text: carry, bytes: undefined, offset };
}

/** Line feeds of a block from one place to another. */
export function lineFeedsIn({ text, bytes }: Block, from: number, to: number): number {
  let count = 0;
  if (bytes === undefined) {
    for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
    return count;
  }
  for (let at = bytes.indexOf(lineFeed, from); at !== -1 && at < to; at = bytes.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}

/**
 * Part of a line as text of its own: UTF-8 where it is, else Latin-1. Never a slice of the block, which would keep the
 * whole block in memory for as long as the line is remembered.
 */
export function lineText({ bytes, text }: Block, from: number, to: number): string {
  const end = text[to - 1] === '\r' ? to - 1 : to;
  const raw = bytes === undefined ? Buffer.from(text.slice(from, end)) : bytes.subarray(from, end);
  const line = raw.toString('utf8');
  return bytes !== undefined && line.includes('\ufffd') ? raw.toString('latin1') : line;
}
