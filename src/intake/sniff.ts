// What a file is by its first bytes, for everything that no parser reads as text. Names do not count.
import type { ArtifactKind } from '../model/report.js';

/** Archives that are opened are known by their containers; these are told by name. */
interface Signature {
  readonly kind: ArtifactKind;
  readonly at: number;
  readonly bytes: string;
  readonly format?: string;
  /** Four bytes that are 0: two letters alone may begin a text. */
  readonly zerosAt?: number;
}

const signatures: readonly Signature[] = [
  { kind: 'archive', at: 0, bytes: '7z\xbc\xaf\x27\x1c', format: '7z' },
  { kind: 'archive', at: 0, bytes: 'Rar!\x1a\x07', format: 'RAR' },
  { kind: 'archive', at: 4, bytes: '1AY&SY', format: 'bzip2' },
  { kind: 'archive', at: 0, bytes: '\xfd7zXZ\x00', format: 'xz' },
  { kind: 'archive', at: 0, bytes: '\x28\xb5\x2f\xfd', format: 'Zstandard' },
  { kind: 'archive', at: 0, bytes: '\x04\x22\x4d\x18', format: 'LZ4' },
  { kind: 'archive', at: 0, bytes: '\x5d\x00\x00', format: 'LZMA' },
  { kind: 'archive', at: 0, bytes: 'LZIP\x01', format: 'lzip' },
  { kind: 'archive', at: 0, bytes: '\x1f\x9d', format: 'compress (.Z)' },
  { kind: 'archive', at: 0, bytes: 'MSCF\x00', format: 'CAB' },
  { kind: 'archive', at: 0, bytes: '!<arch>\n', format: 'ar' },
  { kind: 'archive', at: 0, bytes: '\x78\x9f\x3e\x22', format: 'TNEF (winmail.dat)' },
  { kind: 'pdf', at: 0, bytes: '%PDF-' },
  { kind: 'office', at: 0, bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
  { kind: 'office', at: 0, bytes: '{\\rtf' },
  { kind: 'image', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { kind: 'image', at: 0, bytes: '\xff\xd8\xff' },
  { kind: 'image', at: 0, bytes: 'GIF8' },
  { kind: 'image', at: 0, bytes: 'BM', zerosAt: 6 },
  { kind: 'image', at: 8, bytes: 'WEBP' },
  { kind: 'image', at: 0, bytes: 'II*\0' },
  { kind: 'image', at: 0, bytes: 'MM\0*' },
  { kind: 'image', at: 4, bytes: 'ftyphe' },
  { kind: 'image', at: 4, bytes: 'ftypmif1' },
  { kind: 'image', at: 4, bytes: 'ftypavif' },
  { kind: 'image', at: 40, bytes: ' EMF' },
  { kind: 'image', at: 0, bytes: '\xd7\xcd\xc6\x9a' },
];

/** Kind by signature; undefined when the bytes may be text. */
export function sniffBinary(head: Uint8Array): Pick<Signature, 'kind' | 'format'> | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512)).toString('latin1');
  return signatures.find(
    ({ at, bytes, zerosAt }) =>
      text.startsWith(bytes, at) && (zerosAt === undefined || text.startsWith('\0\0\0\0', zerosAt)),
  );
}

const inDirectory = (name: string) => Buffer.from(name, 'utf16le').toString('latin1');
/** Streams of compound files ([MS-CFB]), by which the program shows that wrote one. */
const compoundFiles = [
  { code: 'office-encrypted', streams: ['EncryptedPackage'].map(inDirectory) },
  { code: 'outlook-message', streams: ['__properties_version1.0'].map(inDirectory) },
  { code: 'office-not-read', streams: ['WordDocument', 'Workbook', 'PowerPoint Document'].map(inDirectory) },
] as const;

type UnreadDocument = (typeof compoundFiles)[number]['code'];

/**
 * Why a document is not read, as the word for what to do instead.
 * @param bytes of a compound file, or of RTF: all, or beginning and end
 * @param otherwise where nothing in them says
 */
export function unreadDocument(bytes: Buffer, otherwise: UnreadDocument = 'office-not-read'): UnreadDocument {
  const text = bytes.toString('latin1');
  return compoundFiles.find(({ streams }) => streams.some((stream) => text.includes(stream)))?.code ?? otherwise;
}

// {"schemaVersion": 1, "lang": "en", "tool": {"name": "esa-triage"
const ownReport =
  /^\s*\{\s*"schemaVersion"\s*:\s*\d+\s*,\s*"lang"\s*:\s*"[^"]{1,20}"\s*,\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"esa-triage"/;

/** A report of this tool that lies among the upload: it must not be judged as evidence. */
export function isOwnReport(head: string): boolean {
  return ownReport.test(head);
}

/** Kind of a text that no parser takes: a capture or other JSON, a mail, or text. */
export function sniffText(head: string): ArtifactKind {
  const start = head.trimStart();
  if (/^[{[]/.test(start)) return /"(?:log|entries)"\s*:/.test(start.slice(0, 4096)) ? 'har' : 'json';
  if (
    /^(?:(?:Received|From|Date|Subject|Return-Path|MIME-Version|Message-ID|Delivered-To): ?[^\n]*\n[ \t]*){2}/i.test(
      start,
    )
  )
    return 'email';
  return looksBinary(start.slice(0, 4096)) ? 'other' : 'text';
}

/** Text has hardly any control characters beside white space and escapes. */
function looksBinary(sample: string): boolean {
  const controls = (sample.match(/\p{Cc}|\ufffd/gu) ?? []).filter((char) => !'\t\n\v\f\r\u001b'.includes(char));
  return controls.length > sample.length / 20;
}
