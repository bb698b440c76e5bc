// How the header before an entry's data is known.

export const localSignature = Buffer.from('PK\x03\x04', 'latin1');
export const headerBytes = 30;

/** Bytes of the whole header by its first 30; undefined where these are none. */
export function localHeadBytes(bytes: Buffer): number | undefined {
  if (bytes.length < headerBytes || !bytes.subarray(0, 4).equals(localSignature)) return undefined;
  const method = bytes.readUInt16LE(8);
  // Compressed or stored data may hold the signature by chance; with a method that there is, hardly ever.
  if (method > 20 && (method < 93 || method > 99)) return undefined;
  return headerBytes + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
}
