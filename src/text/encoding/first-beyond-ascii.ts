// Where a text's encoding begins to matter: nearly all text is ASCII for long, and native code finds that out fastest.
import { isAscii } from 'node:buffer';

/** The first byte beyond ASCII, or the escape that ISO-2022-JP begins with; -1 where there is none. */
export function firstBeyondAscii(bytes: Buffer): number {
  const escapeAt = bytes.indexOf(0x1b);
  if (isAscii(bytes)) return escapeAt;
  const end = escapeAt === -1 ? bytes.length : escapeAt;
  for (let index = 0; index < end; index += 1) {
    if ((bytes[index] ?? 0) >= 0x80) return index;
  }
  return escapeAt;
}
