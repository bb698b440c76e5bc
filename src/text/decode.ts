// Bytes to text for every parser: finds the encoding (BOM, UTF-16 by its NULs, declaration checked against the bytes,
// strict UTF-8, statistics) and decodes streams of any chunking alike. It never throws for bad input; what it could not
// read becomes U+FFFD and is counted.
import { analyse } from 'chardet';

type Encoding =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'shift_jis'
  | 'euc-jp'
  | 'iso-2022-jp'
  | `iso-8859-${number}`
  | `windows-${number}`;

type EncodingBasis = 'bom' | 'nul-pattern' | 'declaration' | 'utf-8-valid' | 'detected' | 'fallback';

/**
 * `declarationContradicted`: the bytes are not what the text says they are. `declarationUnsupported`: it names an encoding
 * that is not read here. `damagedUtf8`: UTF-8 but for a few bytes.
 */
type EncodingNote = 'declarationContradicted' | 'declarationUnsupported' | 'damagedUtf8';

export interface SniffedEncoding {
  readonly encoding: Encoding;
  readonly bomBytes: number;
  readonly basis: EncodingBasis;
  readonly notes: readonly EncodingNote[];
}

export const SNIFF_BYTES = 65_536;
const DECLARATION_BYTES = 8192;

/** Decides from the beginning of a file; up to 64 KiB are looked at, and may end within a character. */
export function sniffEncoding(head: Uint8Array): SniffedEncoding {
  const bytes = asBuffer(head).subarray(0, SNIFF_BYTES);
  return sniffBom(bytes) ?? sniffNuls(bytes) ?? sniffByteWise(bytes, declaredEncoding(bytes), bytes);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function sniffBom(bytes: Buffer): SniffedEncoding | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bomBytes: 3, basis: 'bom', notes: [] };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bomBytes: 2, basis: 'bom', notes: [] };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bomBytes: 2, basis: 'bom', notes: [] };
  return undefined;
}

/** Mostly Latin UTF-16 has a NUL in every other byte and hardly any elsewhere. */
function sniffNuls(bytes: Buffer): SniffedEncoding | undefined {
  const pairs = Math.min(bytes.length, 4096) >> 1;
  if (pairs < 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[pair * 2] === 0) even += 1;
    if (bytes[pair * 2 + 1] === 0) odd += 1;
  }
  const encoding = odd > pairs * 0.4 && even < pairs * 0.05 ? 'utf-16le' : 'utf-16be';
  if (encoding === 'utf-16be' && !(even > pairs * 0.4 && odd < pairs * 0.05)) return undefined;
  return { encoding, bomBytes: 0, basis: 'nul-pattern', notes: [] };
}

interface Declaration {
  /** Undefined for one that is not read here. */
  readonly encoding: Encoding | undefined;
}

// <?xml version="1.0" encoding="ISO-8859-1"?>, also after a pasted prompt; <meta charset="utf-8">
const DECLARATION =
  /<\?xml\s[^<>]{0,200}?encoding\s{0,8}=\s{0,8}["']([\w.:-]{1,40})["']|<meta\s[^<>]{0,200}?charset\s{0,8}=\s{0,8}["']?([\w.:-]{1,40})/i;

function declaredEncoding(bytes: Buffer): Declaration | undefined {
  const match = DECLARATION.exec(bytes.subarray(0, DECLARATION_BYTES).toString('latin1'));
  const name = match?.[1] ?? match?.[2];
  return name === undefined ? undefined : { encoding: supportedEncoding(name) };
}

function supportedEncoding(name: string): Encoding | undefined {
  const plain = name.toLowerCase().replace(/_/g, '-');
  if (/^(?:utf-?8|us-ascii|ascii)$/.test(plain)) return 'utf-8';
  if (/^(?:iso-?8859-?1|latin-?1|l1)$/.test(plain)) return 'iso-8859-1';
  if (/^(?:shift-jis|sjis|x-sjis|windows-31j|cp932|ms932)$/.test(plain)) return 'shift_jis';
  if (/^(?:euc-jp|x-euc-jp)$/.test(plain)) return 'euc-jp';
  if (plain === 'iso-2022-jp') return 'iso-2022-jp';
  const iso = /^iso-?8859-?([2-8]|1[03-6])$/.exec(plain)?.[1];
  if (iso !== undefined) return `iso-8859-${Number(iso)}`;
  if (/^iso-?8859-?9$|^latin-?5$/.test(plain)) return 'windows-1254';
  const windows = /^(?:windows|cp)-?(125[0-8])$/.exec(plain)?.[1];
  return windows === undefined ? undefined : `windows-${Number(windows)}`;
}

/** For bytes in which ASCII is itself. `sample` is where characters beyond ASCII were looked for. */
function sniffByteWise(bytes: Buffer, declaration: Declaration | undefined, sample: Buffer): SniffedEncoding {
  const declared = declaration?.encoding;
  const notes: EncodingNote[] = declaration !== undefined && declared === undefined ? ['declarationUnsupported'] : [];
  const found = (encoding: Encoding, basis: EncodingBasis, ...more: EncodingNote[]): SniffedEncoding => ({
    encoding,
    bomBytes: 0,
    basis,
    notes: [...notes, ...more],
  });
  if (isAscii(sample) && (bytes.includes('\u001b$B') || bytes.includes('\u001b$@'))) {
    return found('iso-2022-jp', declared === 'iso-2022-jp' ? 'declaration' : 'detected');
  }
  if (isAscii(sample)) return declared === undefined ? found('utf-8', 'utf-8-valid') : found(declared, 'declaration');
  const { multiByte, invalid } = utf8Statistics(sample);
  if (invalid === 0) {
    if (declared === undefined) return found('utf-8', 'utf-8-valid');
    return declared === 'utf-8'
      ? found('utf-8', 'declaration')
      : found('utf-8', 'utf-8-valid', 'declarationContradicted');
  }
  if (multiByte >= 4 * invalid) {
    return found('utf-8', declared === 'utf-8' ? 'declaration' : 'utf-8-valid', 'damagedUtf8');
  }
  if (declared !== undefined && declared !== 'utf-8' && decodes(declared, sample))
    return found(declared, 'declaration');
  if (declared !== undefined) notes.push('declarationContradicted');
  const detected = detectByteWise(sample);
  return detected === undefined ? found('windows-1252', 'fallback') : found(detected, 'detected');
}

function isAscii(bytes: Uint8Array): boolean {
  return firstBeyondAscii(bytes) === -1;
}

function firstBeyondAscii(bytes: Uint8Array): number {
  for (let index = 0; index < bytes.length; index += 1) {
    if ((bytes[index] ?? 0) >= 0x80) return index;
  }
  return -1;
}

/** Well-formed multi-byte sequences and bytes that fit none; a sequence that the sample's end cuts counts as neither. */
function utf8Statistics(bytes: Buffer): { multiByte: number; invalid: number } {
  let multiByte = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    let have = 1;
    while (have < length && at + have < bytes.length && isContinuation(lead, have, bytes[at + have] ?? 0)) have += 1;
    if (length > 0 && have === length) {
      multiByte += 1;
      at += length;
    } else if (multiByte > 0 && length > 0 && at + have === bytes.length) {
      at += have;
    } else {
      invalid += 1;
      at += 1;
    }
  }
  return { multiByte, invalid };
}

/** Second bytes are narrower for some leads: no overlong forms, surrogates, or points beyond U+10FFFF. */
function isContinuation(lead: number, position: number, byte: number): boolean {
  if (position === 1) {
    if (lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
    if (lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
    if (lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
    if (lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  }
  return byte >= 0x80 && byte <= 0xbf;
}

function decodes(encoding: Encoding, sample: Buffer): boolean {
  const decoder = newDecoder(encoding);
  const text = decoder.write(sample);
  return (text.match(/\ufffd/g)?.length ?? 0) * 50 <= text.length;
}

const WESTERN = /^(?:iso-8859-1|windows-1252)$/;

/**
 * Japanese only with kana, since German in Latin-1 also reads as rare kanji. Another single-byte alphabet only when the
 * statistics prefer it clearly to the western one: they are unsure for short texts.
 */
function detectByteWise(sample: Buffer): Encoding | undefined {
  for (const encoding of ['shift_jis', 'euc-jp'] as const) if (looksJapanese(encoding, sample)) return encoding;
  const matches = analyse(sample.subarray(0, 16_384)).flatMap(({ name, confidence }) => {
    const encoding = /^(?:iso-8859|windows-125)/i.test(name) ? supportedEncoding(name) : undefined;
    return encoding === undefined ? [] : [{ encoding, confidence }];
  });
  const best = matches[0];
  if (best === undefined) return undefined;
  const western = matches.find(({ encoding }) => WESTERN.test(encoding));
  if (WESTERN.test(best.encoding)) return best.encoding;
  return best.confidence >= 40 && best.confidence >= (western?.confidence ?? 0) + 15 ? best.encoding : undefined;
}

function looksJapanese(encoding: 'shift_jis' | 'euc-jp', sample: Buffer): boolean {
  const text = newDecoder(encoding).write(sample);
  const beyond = text.match(/\P{ASCII}/gu)?.length ?? 0;
  const japanese = text.match(/[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]/g)?.length ?? 0;
  const kana = text.match(/[\u3041-\u30ff]/g)?.length ?? 0;
  return kana > 0 && japanese >= beyond * 0.8;
}

interface ByteDecoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

/** What windows-1252 has at 0x80–0x9f (WHATWG table; the five unassigned stay controls). */
const WINDOWS_1252_HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Latin-1 and windows-1252 are done here: TextDecoder's differ between Node versions. */
function newDecoder(encoding: Encoding): ByteDecoder {
  if (encoding === 'iso-8859-1') return { write: (bytes) => asBuffer(bytes).toString('latin1'), end: () => '' };
  if (encoding === 'windows-1252') return windows1252Decoder();
  try {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  } catch {
    // A Node built without full ICU.
    return windows1252Decoder();
  }
}

function windows1252Decoder(): ByteDecoder {
  return {
    write: (bytes) =>
      asBuffer(bytes)
        .toString('latin1')
        .replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252_HIGH[char.charCodeAt(0) - 0x80] ?? char),
    end: () => '',
  };
}

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
      for await (const text of decodeChunks(chunks, outcome)) {
        outcome.replacedCharacters += text.match(/\ufffd/g)?.length ?? 0;
        yield text;
      }
    },
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

async function* decodeChunks(
  chunks: AsyncIterable<Uint8Array>,
  outcome: Mutable<DecodeOutcome>,
): AsyncGenerator<string> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  // A property, since closures change it.
  const reading: { state: 'head' | 'ascii' | 'sample' | 'decided' } = { state: 'head' };
  let declaration: Declaration | undefined;
  let decoder = undefined as ByteDecoder | undefined;

  function release(): Buffer {
    const bytes = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    return bytes;
  }

  function decide(sniffed: SniffedEncoding): ByteDecoder {
    reading.state = 'decided';
    Object.assign(outcome, sniffed);
    decoder = newDecoder(sniffed.encoding);
    return decoder;
  }

  /** Bytes of the first 64 KiB: decides, unless they are ASCII and nothing speaks for another encoding. */
  function* openHead(): Generator<string> {
    const bytes = release();
    const head = bytes.subarray(0, SNIFF_BYTES);
    const sniffed = sniffEncoding(head);
    declaration = declaredEncoding(head);
    if (isAscii(head) && sniffed.basis !== 'nul-pattern' && sniffed.encoding !== 'iso-2022-jp') {
      Object.assign(outcome, sniffed);
      reading.state = 'ascii';
      yield* readAscii(bytes);
    } else yield* text(decide(sniffed).write(bytes.subarray(sniffed.bomBytes)));
  }

  function* readAscii(bytes: Uint8Array): Generator<string> {
    const beyond = firstBeyondAscii(bytes);
    yield* text(asBuffer(beyond === -1 ? bytes : bytes.subarray(0, beyond)).toString('latin1'));
    if (beyond === -1) return;
    reading.state = 'sample';
    yield* readSample(bytes.subarray(beyond), false);
  }

  function* readSample(bytes: Uint8Array, ended: boolean): Generator<string> {
    held.push(bytes);
    heldBytes += bytes.byteLength;
    if (heldBytes < SNIFF_BYTES && !ended) return;
    const all = release();
    const sample = all.subarray(0, SNIFF_BYTES);
    yield* text(decide(sniffByteWise(sample, declaration, sample)).write(all));
  }

  function* text(part: string): Generator<string> {
    if (part !== '') yield part;
  }

  for await (const chunk of chunks) {
    outcome.bytes += chunk.byteLength;
    if (decoder !== undefined) yield* text(decoder.write(chunk));
    else if (reading.state === 'ascii') yield* readAscii(chunk);
    else if (reading.state === 'sample') yield* readSample(chunk, false);
    else {
      held.push(chunk);
      heldBytes += chunk.byteLength;
      if (heldBytes >= SNIFF_BYTES) yield* openHead();
    }
  }
  if (reading.state === 'head') yield* openHead();
  if (reading.state === 'sample') yield* readSample(new Uint8Array(0), true);
  if (decoder !== undefined) yield* text(decoder.end());
}
