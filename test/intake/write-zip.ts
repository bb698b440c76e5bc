// Writes zips that no zip program would: every field can lie.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  readonly name: string | Buffer;
  readonly data: Buffer | string;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly statedBytes?: number;
  readonly statedPackedBytes?: number;
  readonly extra?: Buffer;
  /** Unix mode. */
  readonly mode?: number;
  /** Sizes and CRC stand behind the data. */
  readonly streamed?: boolean;
  /** Points to the data of this entry instead of its own. */
  readonly over?: number;
}

export interface Zip {
  readonly bytes: Buffer;
  /** Offsets of local headers. */
  readonly offsets: readonly number[];
  readonly directoryAt: number;
}

export function writeZip(files: readonly ZipFile[], end: { count?: number; directoryAt?: number } = {}): Zip {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const file of files) {
    const name = Buffer.from(file.name as string);
    const data = Buffer.from(file.data as string);
    const { method = 8, extra = Buffer.alloc(0), mode = 0o100644 } = file;
    const packed = method === 8 ? deflateRawSync(data) : data;
    const crc = file.crc ?? crc32(data);
    const stated = file.statedBytes ?? data.length;
    const packedBytes = file.statedPackedBytes ?? packed.length;
    const flags = (file.flags ?? 0) | (file.streamed ? 8 : 0);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc, 0);
    sizes.writeUInt32LE(packedBytes, 4);
    sizes.writeUInt32LE(stated, 8);
    const version = shorts(20, flags, method, 0, 0x5021);
    const lengths = shorts(name.length, extra.length);
    const descriptor = file.streamed ? Buffer.concat([Buffer.from('PK\x07\x08'), sizes]) : Buffer.alloc(0);
    const localSizes = file.streamed ? Buffer.alloc(12) : sizes;
    const local = [Buffer.from('PK\x03\x04'), version, localSizes, lengths, name, extra, packed, descriptor];
    offsets.push(at);
    const attributes = Buffer.alloc(8);
    attributes.writeUInt32LE((mode << 16) >>> 0, 0);
    attributes.writeUInt32LE(file.over === undefined ? at : (offsets[file.over] ?? 0), 4);
    central.push(
      ...[Buffer.from('PK\x01\x02'), shorts(0x031e), version, sizes, lengths, shorts(0, 0, 0), attributes, name, extra],
    );
    locals.push(...local);
    at += Buffer.concat(local).length;
  }
  const directory = Buffer.concat(central);
  const record = Buffer.alloc(22);
  record.write('PK\x05\x06', 'latin1');
  record.writeUInt16LE(end.count ?? files.length, 8);
  record.writeUInt16LE(end.count ?? files.length, 10);
  record.writeUInt32LE(directory.length, 12);
  record.writeUInt32LE(end.directoryAt ?? at, 16);
  return { bytes: Buffer.concat([...locals, directory, record]), offsets, directoryAt: at };
}

export function zipOf(files: Readonly<Record<string, Buffer | string>>): Buffer {
  return writeZip(Object.entries(files).map(([name, data]) => ({ name, data }))).bytes;
}

function shorts(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, i) => {
    bytes.writeUInt16LE(value, 2 * i);
  });
  return bytes;
}
