// Writes tars that no tar program would.

export interface TarEntry {
  readonly name: string;
  readonly data?: Buffer | string;
  /** `0` file, `1` hard link, `2` symbolic link, `5` folder, `6` pipe, `x` pax header, `L` long name. */
  readonly type?: string;
  readonly link?: string;
  /** Octal digits, or 12 raw bytes. */
  readonly size?: string;
  readonly badChecksum?: boolean;
}

export const tarEnd = Buffer.alloc(1024);

export function writeTar(entries: readonly TarEntry[], end = tarEnd): Buffer {
  return Buffer.concat([...entries.flatMap(blocks), end]);
}

function blocks({ name, data = '', type = '0', link = '', size, badChecksum }: TarEntry): Buffer[] {
  const body = Buffer.from(data as string);
  const header = Buffer.alloc(512);
  header.write(name, 0, 100, 'utf8');
  header.write('0000644\0', 100);
  header.write(size ?? body.length.toString(8).padStart(11, '0'), 124, 12, 'latin1');
  header.write('00000000000\0', 136);
  header.fill(' ', 148, 156);
  header.write(type, 156);
  header.write(link, 157, 100, 'utf8');
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0) + (badChecksum ? 1 : 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
}
