// Bytes of a known encoding to text, chunk by chunk: alike on every Node, whatever the chunks, and never throwing.

export type Encoding =
  | 'utf-8'
  | `utf-16${'le' | 'be'}`
  | `utf-32${'le' | 'be'}`
  | 'shift_jis'
  | 'euc-jp'
  | 'iso-2022-jp'
  | `iso-8859-${number}`
  | `windows-${number}`;

export interface ByteDecoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A byte order mark is a character like any other here. */
export function newDecoder(encoding: Encoding): ByteDecoder {
  switch (encoding) {
    case 'iso-8859-1':
    case 'windows-1252':
      return westernDecoder;
    case 'utf-32le':
    case 'utf-32be':
      return utf32Decoder(encoding);
    case 'euc-jp':
      return pieceDecoder(encoding, (bytes) => 1 + bytes.findLastIndex((byte) => byte < 0x80));
    case 'iso-2022-jp':
      return pieceDecoder(encoding, (bytes) => 1 + bytes.lastIndexOf(0x0a));
    default:
      return platformDecoder(encoding);
  }
}

export function decodeWhole(encoding: Encoding, bytes: Uint8Array): string {
  const decoder = newDecoder(encoding);
  return decoder.write(bytes) + decoder.end();
}

function platformDecoder(encoding: Encoding): ByteDecoder {
  try {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  } catch {
    // A Node built without full ICU.
    return westernDecoder;
  }
}

/** What windows-1252 has at 0x80–0x9f (WHATWG table; the five unassigned stay controls). */
const WINDOWS_1252_HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Latin-1 too, as browsers do: its own 0x80–0x9f are no text. TextDecoder's differ between Node versions. */
const westernDecoder: ByteDecoder = {
  write: (bytes) =>
    asBuffer(bytes)
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252_HIGH[char.charCodeAt(0) - 0x80] ?? char),
  end: () => '',
};

/** A text without any end is decoded in parts of this size; the character at the seam may be lost. */
const pieceBytesMax = 1 << 20;

/**
 * ICU throws for damaged Japanese that comes in chunks, and not for whole pieces: each is decoded alone. `endOf` says
 * where the last whole piece ends.
 */
function pieceDecoder(encoding: 'euc-jp' | 'iso-2022-jp', endOf: (bytes: Buffer) => number): ByteDecoder {
  let held: Buffer = Buffer.alloc(0);
  const decode = (bytes: Buffer) => wholePieces(encoding, bytes);
  return {
    write(bytes) {
      let all = held.length === 0 ? asBuffer(bytes) : Buffer.concat([held, bytes]);
      let text = '';
      for (;;) {
        const end = endOf(all.subarray(0, pieceBytesMax)) || (all.length > pieceBytesMax ? pieceBytesMax : 0);
        if (end === 0) break;
        text += decode(all.subarray(0, end));
        all = all.subarray(end);
      }
      held = Buffer.from(all);
      return text;
    },
    end: () => decode(held),
  };
}

function wholePieces(encoding: 'euc-jp' | 'iso-2022-jp', bytes: Buffer): string {
  const decode = (piece: Uint8Array) => new TextDecoder(encoding, { ignoreBOM: true }).decode(piece);
  if (encoding === 'euc-jp') return decode(bytes);
  // Every line begins in ASCII (RFC 1468): a line that lost its end spoils no other.
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at) + 1 || bytes.length;
    text += decode(bytes.subarray(at, end));
    at = end;
  }
  return text;
}

function utf32Decoder(encoding: 'utf-32le' | 'utf-32be'): ByteDecoder {
  let held: Buffer = Buffer.alloc(0);
  const pointAt = (bytes: Buffer, at: number) =>
    encoding === 'utf-32le' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  return {
    write(bytes) {
      const all = Buffer.concat([held, bytes]);
      const whole = all.length - (all.length % 4);
      held = all.subarray(whole);
      let text = '';
      for (let at = 0; at < whole; at += 4) {
        const point = pointAt(all, at);
        const isCharacter = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
        text += isCharacter ? String.fromCodePoint(point) : '\ufffd';
      }
      return text;
    },
    end: () => (held.length === 0 ? '' : '\ufffd'),
  };
}
