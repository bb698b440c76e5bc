// UTF-16 in front of the HAR scanner: recognised by its byte order mark or by the zeros between ASCII characters, and
// turned into UTF-8 chunk by chunk. Offsets then count the UTF-8 bytes. Anything else passes untouched.

/** The UTF-16 of a text, told from its first bytes; undefined when it is none. */
export function sniffUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // "{\0\n\0" or "\0{\0\n": JSON begins with ASCII (RFC 4627, section 3).
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be';
  return undefined;
}

/** The chunks as UTF-8. `onUtf16` is told when they were not. */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  onUtf16: (encoding: 'utf-16le' | 'utf-16be') => void,
): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array();
  let decode: ((chunk: Uint8Array, isLast: boolean) => Uint8Array) | undefined;
  for await (const chunk of chunks) {
    let rest = chunk;
    if (head !== undefined) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length < 4) continue;
      const encoding = sniffUtf16(head);
      if (encoding !== undefined) {
        onUtf16(encoding);
        decode = utf16Decoder(encoding);
      }
      rest = head;
      head = undefined;
    }
    yield decode === undefined ? rest : decode(rest, false);
  }
  if (head !== undefined && head.length > 0) yield head;
  if (decode !== undefined) yield decode(new Uint8Array(), true);
}

function utf16Decoder(encoding: 'utf-16le' | 'utf-16be'): (chunk: Uint8Array, isLast: boolean) => Uint8Array {
  const decoder = new TextDecoder(encoding);
  return (chunk, isLast) => Buffer.from(decoder.decode(chunk, { stream: !isLast }), 'utf8');
}
