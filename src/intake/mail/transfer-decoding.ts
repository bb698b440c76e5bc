// What a mail's transfer encoding (RFC 2045) hides, as the bytes come: a part is never held whole.

/** @returns whether the bytes hold what the encoding does not allow */
export async function* decodeTransfer(raw: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer, boolean> {
  if (encoding.includes('base64')) return yield* base64(raw);
  if (encoding.includes('quoted-printable')) return yield* quotedPrintable(raw);
  for await (const chunk of raw) yield Buffer.from(chunk);
  return false;
}

/** 1 for a character of base64, 2 for padding, 3 for white space; anything else is damage. */
const classes = new Uint8Array(256);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') classes[char.charCodeAt(0)] = 1;
classes['='.charCodeAt(0)] = 2;
for (const char of ' \t\r\n') classes[char.charCodeAt(0)] = 3;

/** What was decoded is valid until three more chunks were asked for: large attachments leave no garbage behind. */
async function* base64(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer, boolean> {
  const ring: Buffer[] = [];
  let turn = 0;
  let isBroken = false;
  let units: Buffer = Buffer.alloc(0);
  let length = 0;
  const decoded = (count: number) => {
    turn = (turn + 1) % 4;
    let out = ring[turn];
    if (out === undefined || out.length < count) out = ring[turn] = Buffer.allocUnsafe(Math.max(count, 1 << 10));
    const bytes = out.write(units.toString('latin1', 0, count), 'base64');
    units.copyWithin(0, count, length);
    length -= count;
    return out.subarray(0, bytes);
  };
  for await (const chunk of raw) {
    if (units.length < length + chunk.length) {
      const larger = Buffer.allocUnsafe(length + chunk.length);
      units.copy(larger, 0, 0, length);
      units = larger;
    }
    // By index: an iterator takes three times as long over large attachments.
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      const kind = classes[byte];
      if (kind === 1) units[length++] = byte;
      // Padding ends a unit, also where more follows: some programs pad every line.
      else if (kind === 2) {
        if (length > 0) yield decoded(length);
      } else if (kind !== 3) isBroken = true;
    }
    if (length >= 4) yield decoded(length - (length % 4));
  }
  if (length > 0) yield decoded(length);
  return isBroken;
}

async function* quotedPrintable(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer, boolean> {
  let rest = '';
  for await (const chunk of raw) {
    const text = rest + chunk.toString('latin1');
    // =C3=A4 | a soft line break: =\r\n | either of them cut by the end of the chunk
    const open = /=(?:[0-9A-Fa-f]?|[ \t]{0,76}\r?)$/.exec(text.slice(-80))?.[0].length ?? 0;
    rest = text.slice(text.length - open);
    yield plain(text.slice(0, text.length - open));
  }
  if (rest !== '') yield plain(rest.replace(/^=[ \t\r]*$/, ''));
  return false;
}

function plain(text: string): Buffer {
  const decoded = text.replace(/=(?:([0-9A-Fa-f]{2})|[ \t]{0,76}\r?\n)/g, (_, hex?: string) =>
    hex === undefined ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}
