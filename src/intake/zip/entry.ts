// One entry of a zip, from whichever record tells of it, and whether its bytes can be read.
import { type Found, skip } from '../source.js';

export interface ZipEntry {
  readonly label: string;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  /** Offset of its local header. */
  readonly at: number;
  /** File type bits of Unix; 0 where no Unix wrote it. */
  readonly mode: number;
}

export const stored = 0;
export const deflated = 8;
/** Of the flags: encrypted; sizes stand behind the data. */
export const isEncrypted = 0x1;
export const hasDescriptor = 0x8;

// APPNOTE.TXT 4.4.5
const methods: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
  98: 'PPMd',
};

const fileTypeMask = 0o170000;
const regularFile = 0o100000;
const folder = 0o040000;

/** A folder has nothing to read; one with bytes is no folder. */
export function isFolder(entry: ZipEntry): boolean {
  return entry.label.endsWith('/') && isEmpty(entry) && !(entry.flags & hasDescriptor);
}

/** The shortest deflated data with a byte in it takes three. */
export function isEmpty({ method, packedBytes, sizeBytes, crc32 }: ZipEntry): boolean {
  return packedBytes < (method === deflated ? 3 : 1) && sizeBytes === 0 && crc32 === 0;
}

/** Why the entry is not read; undefined when it is. */
export function refusal(id: string, { flags, method, mode }: ZipEntry): Found | undefined {
  const type = mode & fileTypeMask;
  if (type !== 0 && type !== regularFile && type !== folder) return skip(id, 'skipped-not-a-file');
  if (flags & isEncrypted || method === 99) return skip(id, 'entry-encrypted');
  if (method === stored || method === deflated) return undefined;
  return skip(id, 'entry-not-read', { method: methods[method] ?? `method ${method}` });
}
