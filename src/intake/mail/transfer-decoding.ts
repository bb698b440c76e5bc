// What a mail's transfer encoding (RFC 2045) hides, as the bytes come: a part is never held whole.

/** @returns whether the bytes hold what the encoding does not allow */
export async function* decodeTransfer(raw: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer, boolean> {
  if (encoding.includes('base64')) return yield* base64(raw);
  if (encoding.includes('quoted-printable')) return yield* quotedPrintable(raw);
  for await (const chunk of raw) yield chunk;
  return false;
}

async function* base64(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer, boolean> {
  let isBroken = false;
  let rest = '';
  for await (const chunk of raw) {
    const text = chunk.toString('latin1').replace(/\s+/g, '');
    const clean = text.replace(/[^A-Za-z0-9+/=]+/g, '');
    isBroken ||= clean.length < text.length;
    // Padding ends a unit, also where more follows: some programs pad every line.
    const units = (rest + clean).split(/=+/);
    const last = units.pop() ?? '';
    for (const unit of units) if (unit !== '') yield Buffer.from(unit, 'base64');
    const whole = last.length - (last.length % 4);
    if (whole > 0) yield Buffer.from(last.slice(0, whole), 'base64');
    rest = last.slice(whole);
  }
  if (rest !== '') yield Buffer.from(rest, 'base64');
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
