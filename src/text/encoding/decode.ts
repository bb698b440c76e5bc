// Bytes to text for every parser: streams of any chunking come out alike. It never throws for bad input; what it could not
// read becomes U+FFFD and is counted, and which encoding was taken for want of better is told (encoding-notes.ts).
import { asBuffer, type ByteDecoder, newDecoder } from './byte-decoder.js';
import { firstBeyondAscii } from './first-beyond-ascii.js';
import {
  type Declaration,
  declaredEncoding,
  isUndecided,
  SNIFF_BYTES,
  type SniffedEncoding,
  sniffByteWise,
  sniffWide,
} from './sniff-encoding.js';

export { sniffEncoding } from './sniff-encoding.js';

export interface DecodedStream extends AsyncIterable<string> {
  /** Complete when the iteration has ended; `encoding` is final from the first character beyond ASCII. */
  readonly outcome: DecodeOutcome;
}

export interface DecodeOutcome extends SniffedEncoding {
  /** U+FFFD in the text: what could not be decoded, and those that stood in the file, as lost. */
  readonly replacedCharacters: number;
  readonly bytes: number;
}

/**
 * Decodes a stream, once. The text does not depend on where chunks are cut. As long as a file holds only ASCII the
 * encoding stays open, and is decided by the 64 KiB from the first byte beyond it.
 */
export function decodeStream(chunks: AsyncIterable<Uint8Array>): DecodedStream {
  const outcome: Mutable<DecodeOutcome> = {
    encoding: 'utf-8',
    bomBytes: 0,
    basis: 'utf-8-valid',
    notes: [],
    replacedCharacters: 0,
    bytes: 0,
  };
  return {
    outcome,
    async *[Symbol.asyncIterator]() {
      const decoder = new OpenDecoder((sniffed) => Object.assign(outcome, sniffed));
      function counted(text: string): string {
        outcome.replacedCharacters += text.match(/\ufffd/g)?.length ?? 0;
        return text;
      }
      for await (const chunk of chunks) {
        outcome.bytes += chunk.byteLength;
        const text = counted(decoder.write(chunk));
        if (text !== '') yield text;
      }
      const rest = counted(decoder.end());
      if (rest !== '') yield rest;
    },
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A decoder that finds its encoding on the way; what it has to see first it keeps. */
class OpenDecoder implements ByteDecoder {
  readonly #tell: (sniffed: SniffedEncoding) => void;
  #state: 'head' | 'ascii' | 'sample' = 'head';
  #held: Buffer[] = [];
  #heldBytes = 0;
  #declaration: Declaration | undefined;
  #decoder: ByteDecoder | undefined;

  constructor(tell: (sniffed: SniffedEncoding) => void) {
    this.#tell = tell;
  }

  write(chunk: Uint8Array): string {
    if (this.#decoder) return this.#decoder.write(chunk);
    if (this.#state === 'ascii') return this.#readAscii(asBuffer(chunk));
    this.#hold(chunk);
    if (this.#heldBytes < SNIFF_BYTES) return '';
    return this.#state === 'head' ? this.#readHead() : this.#readSample();
  }

  end(): string {
    const head = this.#state === 'head' ? this.#readHead() : '';
    const sample = this.#state === 'sample' ? this.#readSample() : '';
    return head + sample + (this.#decoder?.end() ?? '');
  }

  /** A copy: chunks are not valid for long. */
  #hold(bytes: Uint8Array): void {
    this.#held.push(Buffer.from(bytes));
    this.#heldBytes += bytes.byteLength;
  }

  #release(): Buffer {
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    return bytes;
  }

  #decide(sniffed: SniffedEncoding): ByteDecoder {
    this.#tell(sniffed);
    this.#state = 'ascii';
    this.#decoder = newDecoder(sniffed.encoding);
    return this.#decoder;
  }

  #readHead(): string {
    const bytes = this.#release();
    const head = bytes.subarray(0, SNIFF_BYTES);
    const wide = sniffWide(head);
    if (wide) return this.#decide(wide).write(bytes.subarray(wide.bomBytes));
    this.#declaration = declaredEncoding(head);
    this.#tell(sniffByteWise(Buffer.alloc(0), this.#declaration));
    this.#state = 'ascii';
    return this.#readAscii(bytes);
  }

  #readAscii(bytes: Buffer): string {
    const beyond = firstBeyondAscii(bytes);
    if (beyond === -1) return bytes.toString('latin1');
    this.#state = 'sample';
    this.#hold(bytes.subarray(beyond));
    const text = bytes.toString('latin1', 0, beyond);
    return this.#heldBytes < SNIFF_BYTES ? text : text + this.#readSample();
  }

  #readSample(): string {
    const bytes = this.#release();
    const sample = bytes.subarray(0, SNIFF_BYTES);
    if (!isUndecided(sample)) {
      return this.#decide(sniffByteWise(sample, this.#declaration)).write(bytes);
    }
    this.#state = 'ascii';
    return sample.toString('latin1') + this.#readAscii(bytes.subarray(SNIFF_BYTES));
  }
}
