// Text into any encoding that the program reads, by turning the decoders' tables around; undefined where a character has
// no place in it.

export const encodings = [
  'utf-8',
  'utf-8 bom',
  'utf-16le',
  'utf-16le bom',
  'utf-16be',
  'utf-16be bom',
  'utf-32le bom',
  'utf-32be',
  'iso-8859-1',
  'windows-1252',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
] as const;
export type EncodingName = (typeof encodings)[number];

export function encode(text: string, encoding: EncodingName): Buffer | undefined {
  const marked = encoding.endsWith(' bom') ? `\ufeff${text}` : text;
  switch (encoding) {
    case 'utf-8':
    case 'utf-8 bom':
      return Buffer.from(marked);
    case 'utf-16le':
    case 'utf-16le bom':
      return Buffer.from(marked, 'utf16le');
    case 'utf-16be':
    case 'utf-16be bom':
      return Buffer.from(marked, 'utf16le').swap16();
    case 'utf-32le bom':
      return utf32(marked);
    case 'utf-32be':
      return utf32(marked).swap32();
    case 'iso-8859-1':
      return [...text].every((char) => char <= '\u00ff') ? Buffer.from(text, 'latin1') : undefined;
    case 'windows-1252':
      return byTable(text, windows1252);
    case 'shift_jis':
    case 'euc-jp':
      return byTable(text, japaneseTable(encoding));
    case 'iso-2022-jp':
      return iso2022(text);
  }
}

function utf32(text: string): Buffer {
  const points = [...text].map((char) => char.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(4 * points.length);
  points.forEach((point, index) => {
    bytes.writeUInt32LE(point, 4 * index);
  });
  return bytes;
}

type Table = ReadonlyMap<string, readonly number[]>;

const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const windows1252: Table = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    byte >= 0x80 && byte <= 0x9f ? (high[byte - 0x80] ?? '') : String.fromCharCode(byte),
    [byte],
  ]),
);

const japaneseTables = new Map<string, Table>();

function japaneseTable(encoding: 'shift_jis' | 'euc-jp'): Table {
  const known = japaneseTables.get(encoding);
  if (known) return known;
  const table = new Map<string, number[]>();
  for (let byte = 0; byte < 0x80; byte += 1) table.set(String.fromCharCode(byte), [byte]);
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = new TextDecoder(encoding).decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, [lead, trail]);
    }
  }
  japaneseTables.set(encoding, table);
  return table;
}

function byTable(text: string, table: Table): Buffer | undefined {
  const bytes = [...text].map((char) => table.get(char));
  return bytes.includes(undefined) ? undefined : Buffer.from(bytes.flatMap((some) => some ?? []));
}

/** EUC-JP without its high bits, between escapes; every line begins and ends in ASCII. */
function iso2022(text: string): Buffer | undefined {
  const euc = byTable(text, japaneseTable('euc-jp'));
  const runs = euc?.toString('latin1').replace(/[\u0080-\u00ff]+/g, (run) => {
    const plain = [...run].map((char) => String.fromCharCode(char.charCodeAt(0) & 0x7f)).join('');
    return `\u001b$B${plain}\u001b(B`;
  });
  return runs === undefined ? undefined : Buffer.from(runs, 'latin1');
}
