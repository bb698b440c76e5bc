// How far bytes are UTF-8: what strict decoding would take, and what it would refuse.

/** Well-formed multi-byte sequences and bytes that fit none; a sequence that the sample's end cuts counts as neither. */
export function utf8Statistics(bytes: Buffer): { multiByte: number; invalid: number } {
  let multiByte = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    let have = 1;
    while (have < length && at + have < bytes.length && isContinuation(lead, have, bytes[at + have] ?? 0)) have += 1;
    if (length > 0 && have === length) {
      multiByte += 1;
      at += length;
    } else if (multiByte > 0 && length > 0 && at + have === bytes.length) {
      at += have;
    } else {
      invalid += 1;
      at += 1;
    }
  }
  return { multiByte, invalid };
}

/** Second bytes are narrower for some leads: no overlong forms, surrogates, or points beyond U+10FFFF. */
function isContinuation(lead: number, position: number, byte: number): boolean {
  if (position === 1) {
    if (lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
    if (lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
    if (lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
    if (lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  }
  return byte >= 0x80 && byte <= 0xbf;
}
