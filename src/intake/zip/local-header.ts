// The header that stands before each entry's data: all there is where the directory is missing.
import type { ZipEntry } from './entry.js';
import { headerBytes } from './local-signature.js';
import { extraFields, zipName } from './names.js';

export interface LocalHeader extends ZipEntry {
  /** Bytes of header, name and extra fields together. */
  readonly headBytes: number;
}

/** @param bytes the whole header */
export function localHeader(bytes: Buffer, at: number): LocalHeader {
  const nameEnd = headerBytes + bytes.readUInt16LE(26);
  const extra = bytes.subarray(nameEnd);
  const sizes = { packed: bytes.readUInt32LE(18), plain: bytes.readUInt32LE(22) };
  const long = extraFields(extra).find(({ id }) => id === 1)?.data;
  let next = 0;
  for (const name of ['plain', 'packed'] as const) {
    if (sizes[name] !== 0xffffffff || long === undefined || long.length < next + 8) continue;
    sizes[name] = Number(long.readBigUInt64LE(next));
    next += 8;
  }
  return {
    label: zipName(bytes.subarray(headerBytes, nameEnd), extra),
    flags: bytes.readUInt16LE(6),
    method: bytes.readUInt16LE(8),
    crc32: bytes.readUInt32LE(14),
    packedBytes: sizes.packed,
    sizeBytes: sizes.plain,
    at,
    mode: 0,
    headBytes: bytes.length,
  };
}
