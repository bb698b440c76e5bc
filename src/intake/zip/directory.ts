// The central directory of a zip, also where bytes stand before or behind the archive.
import yauzl, { type Entry, type RandomAccessReader } from 'yauzl';
import type { Seekable } from '../source.js';
import { type EndRecord, endRecord, tailBytes } from './end-record.js';
import type { ZipEntry } from './entry.js';
import { headerBytes, localHeadBytes } from './local-signature.js';
import { zipName } from './names.js';

export interface Directory {
  /** In the order of their places in the file. */
  readonly entries: readonly ZipEntry[];
  /** It ends, or breaks off, before all that it promises; or there is none. */
  readonly isBroken: boolean;
  /** Bytes before or behind the archive that are no part of it. */
  readonly hasJunk: boolean;
  /** More entries than may be taken. */
  readonly isFull: boolean;
}

/** @param takeEntry false when no more entries may be listed */
export async function readDirectory(zip: Seekable, takeEntry: () => boolean): Promise<Directory> {
  const tailAt = Math.max(0, zip.sizeBytes - tailBytes);
  const tail = await zip.read(tailAt, tailBytes);
  const record = endRecord(tail, tailAt);
  // The end of an archive that lies within this one's first entries, or behind them, is not its own.
  const isForeign = record !== undefined && record.start > 0 && localHeadBytes(await zip.read(0, headerBytes));
  if (record === undefined || isForeign) return { entries: [], isBroken: true, hasJunk: false, isFull: false };
  const behind = tail.subarray(record.end - tailAt);
  const hasJunk = record.start > 0 || behind.some((byte) => byte !== 0);
  const entries: ZipEntry[] = [];
  let isBroken = false;
  let isFull = false;
  try {
    const reader = readerOf(zip, record);
    const archive = await yauzl.fromRandomAccessReaderPromise(reader, record.end - record.start, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    });
    for await (const entry of archive.eachEntry()) {
      if (!takeEntry()) {
        isFull = true;
        break;
      }
      entries.push(entryOf(entry, record.start));
    }
  } catch {
    isBroken = true;
  }
  return { entries: entries.sort((a, b) => a.at - b.at), isBroken, hasJunk, isFull };
}

function readerOf(zip: Seekable, { start, end }: EndRecord): RandomAccessReader {
  class Window extends yauzl.RandomAccessReader {
    override read(
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      done: (error: Error | null) => void,
    ) {
      zip.read(start + position, Math.min(length, Math.max(0, end - start - position))).then(
        (bytes) => {
          bytes.copy(buffer, offset);
          done(bytes.length === length ? null : new Error('the archive ends before'));
        },
        () => done(new Error('the archive could not be read')),
      );
    }
  }
  return new Window();
}

const writtenByUnix = 3;

function entryOf(entry: Entry, start: number): ZipEntry {
  const isUnix = entry.versionMadeBy >> 8 === writtenByUnix;
  return {
    label: zipName(entry.fileNameRaw, entry.extraFieldRaw),
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    crc32: entry.crc32,
    packedBytes: entry.compressedSize,
    sizeBytes: entry.uncompressedSize,
    at: start + entry.relativeOffsetOfLocalHeader,
    mode: isUnix ? entry.externalFileAttributes >>> 16 : 0,
  };
}
