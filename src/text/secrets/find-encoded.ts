// Finds base64 that hides a secret: bodies of captures, parts of mails, SAML messages, credentials. What decodes to
// harmless text or to something else stays.
import type { SecretKind } from './secret-names.js';
import type { AddSpan } from './spans.js';

/** Half a form field fits in less, but so does nearly any word. */
const RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}(?:\\{0,3}\/[A-Za-z0-9+/_-]{1,4096}){0,4096}={0,2}/g;
/** Enough to tell what it is: the label stands for the whole run. */
const DECODED_CHARS_MAX = 16_384;

/** @param kindWithin the kind of the first secret in a decoded text, if it holds one */
export function findEncoded(text: string, kindWithin: (decoded: string) => SecretKind | undefined, add: AddSpan): void {
  for (const match of text.matchAll(RUN)) {
    const decoded = decodedText(match[0]);
    const kind = decoded === undefined ? undefined : kindWithin(decoded);
    if (kind !== undefined) add(match.index, match.index + match[0].length, kind);
  }
}

/** What a run says if it is base64 of plain text; a cut end costs its last letters only. */
export function decodedText(run: string): string | undefined {
  // A long word or a path: no base64 of text is without capitals.
  if (!/[A-Z]/.test(run) || !/[a-z]/.test(run)) return undefined;
  const decoded = Buffer.from(run.slice(0, DECODED_CHARS_MAX).replaceAll('\\', ''), 'base64').toString('utf8');
  let odd = 0;
  for (const char of decoded) if (char === '\ufffd' || (char < ' ' && !/\s/.test(char))) odd += 1;
  return odd * 32 > decoded.length ? undefined : decoded;
}
