// A mail's bytes from delimiter to delimiter (RFC 2046 5.1), in flat memory: what stands between two is one part, and the
// line break before a delimiter belongs to it.
import type { ByteReader } from '../byte-reader.js';

const windowBytes = 64 << 10;
/** RFC 2046 allows 70 characters, programs take more. */
const delimiterBytesMax = 1024;
const headerBytesMax = 256 << 10;

/** What ended a part: the delimiter of the multipart at that depth, or the mail's end. */
export type Ended = { readonly depth: number; readonly isClosing: boolean } | 'end';

export class PartReader {
  /** Of the open multiparts, outermost first. */
  readonly boundaries: string[] = [];
  isHeaderCut = false;
  #ended: Ended | undefined;

  constructor(readonly reader: ByteReader) {}

  /** The header that begins here, without the blank line. One that is too long is cut, and skipped to its end. */
  async header(): Promise<Buffer> {
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const bytes = await this.reader.peek(windowBytes);
      if (bytes.length === 0 || (length === 0 && this.#delimiter(bytes, 0) !== undefined)) break;
      const end = blankLine(bytes, length === 0);
      // Some bytes stay, so that a blank line over two windows is seen.
      const take = end?.from ?? (bytes.length < windowBytes ? bytes.length : bytes.length - 3);
      if (length < headerBytesMax) parts.push(Buffer.from(bytes.subarray(0, take)));
      else this.isHeaderCut = true;
      length += take;
      await this.reader.skip(end?.to ?? take);
      if (end !== undefined || bytes.length < windowBytes) break;
    }
    return Buffer.concat(parts);
  }

  /** The bytes up to the next delimiter of an open multipart, each chunk valid until the next is asked for. Read to the end or not, `ended` goes on from there. */
  async *content(): AsyncGenerator<Buffer> {
    this.#ended = undefined;
    for (let isStart = true; ; isStart = false) {
      const bytes = await this.reader.peek(windowBytes);
      const isLast = bytes.length < windowBytes;
      const found = this.#firstDelimiter(bytes, isStart, isLast);
      // Of a window that goes on, the end may be the beginning of a delimiter.
      const take = found?.from ?? bytes.length - (isLast ? 0 : delimiterBytesMax + 2);
      if (take > 0) yield bytes.subarray(0, take);
      await this.reader.skip(found?.to ?? take);
      if (found !== undefined || isLast) {
        this.#ended = found?.ended ?? 'end';
        return;
      }
    }
  }

  /** What ended the part whose content was asked for last; skips what nobody read of it. */
  async ended(content: AsyncGenerator<Buffer>): Promise<Ended> {
    for (let step = await content.next(); !step.done; step = await content.next());
    return this.#ended ?? 'end';
  }

  #firstDelimiter(bytes: Buffer, isStart: boolean, isLast: boolean) {
    if (this.boundaries.length === 0) return undefined;
    const sure = isLast ? bytes.length : bytes.length - delimiterBytesMax - 2;
    const first = isStart ? this.#delimiter(bytes, 0) : undefined;
    if (first !== undefined) return { from: 0, to: first.bytes, ended: first.ended };
    for (let at = bytes.indexOf('\n--'); at >= 0 && at <= sure; at = bytes.indexOf('\n--', at + 1)) {
      const found = this.#delimiter(bytes, at + 1);
      const from = at > 0 && bytes[at - 1] === carriageReturn ? at - 1 : at;
      if (found !== undefined) return { from, to: found.bytes, ended: found.ended };
    }
    return undefined;
  }

  #delimiter(bytes: Buffer, at: number): { readonly ended: Ended; readonly bytes: number } | undefined {
    if (bytes[at] !== dash || bytes[at + 1] !== dash || this.boundaries.length === 0) return undefined;
    const window = bytes.subarray(at, at + delimiterBytesMax);
    const newline = window.indexOf(0x0a);
    if (newline < 0 && window.length === delimiterBytesMax) return undefined;
    const end = newline < 0 ? window.length : newline + 1;
    const line = window.toString('utf8', 2, end).trimEnd();
    const opening = this.boundaries.lastIndexOf(line);
    if (opening >= 0) return { ended: { depth: opening, isClosing: false }, bytes: at + end };
    const closing = line.endsWith('--') ? this.boundaries.lastIndexOf(line.slice(0, -2)) : -1;
    // The line break behind a closing delimiter may be that of the next one.
    const isBroken = newline >= 0;
    const bare = end - (isBroken ? (window[newline - 1] === carriageReturn ? 2 : 1) : 0);
    return closing < 0 ? undefined : { ended: { depth: closing, isClosing: true }, bytes: at + bare };
  }
}

const dash = 0x2d;
const carriageReturn = 0x0d;

/** Bytes of the line break that stands here; undefined where none does. */
function lineBreak(bytes: Buffer): number | undefined {
  if (bytes[0] === 0x0a) return 1;
  return bytes[0] === carriageReturn && bytes[1] === 0x0a ? 2 : undefined;
}

/** The end of a header: the line break before a blank line, and where the body begins. */
function blankLine(bytes: Buffer, isStart: boolean): { readonly from: number; readonly to: number } | undefined {
  const first = isStart ? lineBreak(bytes) : undefined;
  if (first !== undefined) return { from: 0, to: first };
  const unix = bytes.indexOf('\n\n');
  // No further than the other: headers end soon, and the window is long.
  const dos = (unix < 0 ? bytes : bytes.subarray(0, unix + 1)).indexOf('\n\r\n');
  if (unix < 0 && dos < 0) return undefined;
  return dos < 0 || (unix >= 0 && unix < dos) ? { from: unix, to: unix + 2 } : { from: dos, to: dos + 3 };
}
