// The record at the end of a zip, which tells where its directory is: also where other bytes stand before or behind it.

/** End record with the longest comment. */
export const tailBytes = 22 + 0xffff;

/** Where the archive begins and ends within the file. */
export interface EndRecord {
  readonly start: number;
  readonly end: number;
}

/**
 * The last end record that fits: its directory lies before it. Offsets count from the start of the archive, which is where
 * they make the directory end at the record.
 * @param tailAt offset of the tail within the file
 */
export function endRecord(tail: Buffer, tailAt: number): EndRecord | undefined {
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== 0x06054b50) continue;
    const end = at + 22 + tail.readUInt16LE(at + 20);
    if (end > tail.length) continue;
    const hasZip64 = at >= 20 && tail.readUInt32LE(at - 20) === 0x07064b50;
    const start = hasZip64 ? 0 : tailAt + at - tail.readUInt32LE(at + 12) - tail.readUInt32LE(at + 16);
    if (start >= 0) return { start, end: tailAt + end };
  }
  return undefined;
}
