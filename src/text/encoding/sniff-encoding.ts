// Which encoding a text is in, from its bytes: byte order mark, UTF-16 and UTF-32 by their NULs, a declaration checked
// against the bytes, strict UTF-8, and at last statistics. The bytes win over what the text says of itself.
import { isAscii } from 'node:buffer';
import { asBuffer, decodeWhole, type Encoding } from './byte-decoder.js';
import { detectEncoding, looksJapanese, supportedEncoding } from './detect-encoding.js';
import { utf8Statistics } from './utf8-statistics.js';

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
const NUL_BYTES = 4096;

/** Decides from the beginning of a file; up to 64 KiB are looked at, and may end within a character. */
export function sniffEncoding(head: Uint8Array): SniffedEncoding {
  const bytes = asBuffer(head).subarray(0, SNIFF_BYTES);
  return sniffWide(bytes) ?? sniffByteWise(bytes, declaredEncoding(bytes));
}

/** What the first bytes alone decide: a byte order mark, or characters of two or four bytes. */
export function sniffWide(head: Uint8Array): SniffedEncoding | undefined {
  const bytes = asBuffer(head);
  const sniffed = sniffBom(bytes) ?? sniffNuls(bytes.subarray(0, NUL_BYTES));
  if (sniffed === undefined) return undefined;
  const text = decodeWhole(sniffed.encoding, bytes.subarray(sniffed.bomBytes, 2 * DECLARATION_BYTES));
  const declaration = declarationIn(text);
  const named = declaration && (declaration.encoding ?? 'wide');
  const isTrue = named === undefined || named === (sniffed.encoding === 'utf-8' ? 'utf-8' : 'wide');
  return isTrue ? sniffed : { ...sniffed, notes: ['declarationContradicted'] };
}

const boms: readonly [encoding: Encoding, mark: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

function sniffBom(bytes: Buffer): SniffedEncoding | undefined {
  const found = boms.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  return found && { encoding: found[0], bomBytes: found[1].length, basis: 'bom', notes: [] };
}

/** Text of one byte a character has no NULs; wider text has them always at the same side of its ASCII. */
function sniffNuls(bytes: Buffer): SniffedEncoding | undefined {
  if (!bytes.includes(0)) return undefined;
  const encoding = sniffUtf32(bytes) ?? sniffUtf16(bytes);
  return encoding && { encoding, bomBytes: 0, basis: 'nul-pattern', notes: [] };
}

/** Every character's upper bytes are `00 00`…`00 10`. */
function sniffUtf32(bytes: Buffer): Encoding | undefined {
  const last = bytes.length - 4;
  if (last < 4) return undefined;
  let [le, be] = [true, true];
  for (let at = 0; at <= last; at += 4) {
    le &&= bytes[at + 3] === 0 && (bytes[at + 2] ?? 0) <= 0x10 && bytes[at] !== 0;
    be &&= bytes[at] === 0 && (bytes[at + 1] ?? 0) <= 0x10 && bytes[at + 3] !== 0;
  }
  return le ? 'utf-32le' : be ? 'utf-32be' : undefined;
}

function sniffUtf16(bytes: Buffer): Encoding | undefined {
  const pairs = bytes.length >> 1;
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[pair * 2] === 0) even += 1;
    if (bytes[pair * 2 + 1] === 0) odd += 1;
  }
  if (even + odd < 2) return undefined;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  // Japanese has its NULs in line ends, the product's names and a few kanji only.
  return (['utf-16le', 'utf-16be'] as const).find((encoding) => looksWritten(decodeWhole(encoding, bytes)));
}

function looksWritten(text: string): boolean {
  const written = text.match(
    /[\t\n\r\x20-\x7e\xa0-\u024f\u2000-\u203b\u2190-\u25ff\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]/g,
  );
  return (written?.length ?? 0) >= text.length * 0.98;
}

/** What a text says of its own encoding; `encoding` is undefined for one that is not read here. */
export interface Declaration {
  readonly encoding: Encoding | undefined;
  /** It may be that of another text: a mail's header is often pasted without its mail. */
  readonly isHint: boolean;
}

// <?xml version="1.0" encoding="ISO-8859-1"?>, also after a pasted prompt; <meta charset="utf-8">
// Content-Type: text/plain; charset="iso-8859-1"
const DECLARATION =
  /<\?xml\s[^<>]{0,200}?encoding\s{0,8}=\s{0,8}["']([\w.:-]{1,40})["']|<meta\s[^<>]{0,200}?charset\s{0,8}=\s{0,8}["']?([\w.:-]{1,40})|^content-type:[^\r\n]{0,200}?charset\s{0,8}=\s{0,8}"?([\w.:-]{1,40})/im;

export function declaredEncoding(head: Uint8Array): Declaration | undefined {
  return declarationIn(asBuffer(head).subarray(0, DECLARATION_BYTES).toString('latin1'));
}

/** JSON has no declaration; what stands in it belongs to the texts that it holds. */
function declarationIn(text: string): Declaration | undefined {
  if (/^\s{0,100}[{[]/.test(text)) return undefined;
  const [, xml, html, mail] = DECLARATION.exec(text) ?? [];
  const name = xml ?? html ?? mail;
  return name === undefined ? undefined : { encoding: supportedEncoding(name), isHint: mail !== undefined };
}

/** Its escapes are the colours of a terminal: all is ASCII so far. */
export function isUndecided(sample: Buffer): boolean {
  return isAscii(sample) && !isIso2022(sample);
}

function isIso2022(bytes: Buffer): boolean {
  return bytes.includes('\u001b$B') || bytes.includes('\u001b$@');
}

/** For bytes in which ASCII is itself; `sample` holds the first ones beyond it. */
export function sniffByteWise(sample: Buffer, declaration: Declaration | undefined): SniffedEncoding {
  const declared = declaration?.encoding;
  const notes: EncodingNote[] = [];
  const found = (encoding: Encoding, basis: EncodingBasis): SniffedEncoding => ({
    encoding,
    bomBytes: 0,
    basis,
    notes,
  });
  const contradict = () => void (declaration?.isHint === false && declared && notes.push('declarationContradicted'));
  if (declaration?.isHint === false && declared === undefined) notes.push('declarationUnsupported');
  if (isAscii(sample)) {
    if (isIso2022(sample) && declared !== 'iso-2022-jp') {
      contradict();
      return found('iso-2022-jp', 'detected');
    }
    return declared === undefined ? found('utf-8', 'utf-8-valid') : found(declared, 'declaration');
  }
  const { multiByte, invalid } = utf8Statistics(sample);
  if (multiByte > invalid) {
    if (invalid > 0) notes.push('damagedUtf8');
    if (declared === 'utf-8') return found('utf-8', 'declaration');
    contradict();
    return found('utf-8', 'utf-8-valid');
  }
  if (declared !== undefined && declared !== 'utf-8' && decodes(declared, sample))
    return found(declared, 'declaration');
  contradict();
  const detected = detectEncoding(sample);
  return detected === undefined ? found('windows-1252', 'fallback') : found(detected, 'detected');
}

/** Any bytes are Latin-1, so that exports say it of Japanese as well. */
function decodes(encoding: Encoding, sample: Buffer): boolean {
  if (/^(?:iso-8859|windows)-/.test(encoding) && looksJapanese(sample) !== undefined) return false;
  const text = decodeWhole(encoding, sample);
  return (text.match(/\ufffd/g)?.length ?? 0) * 50 <= text.length;
}
