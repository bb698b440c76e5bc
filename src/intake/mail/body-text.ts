// What somebody wrote in a mail, as text: in the encoding that the mail states where the bytes keep to it, HTML as people
// see it, and of a mail that says the same twice one of the two.

import { htmlText } from './html-text.js';
import type { PartHeader } from './mail-header.js';

export interface BodyText {
  /** UTF-8, or as it came where nobody knows the encoding: then whoever reads it finds out. */
  readonly bytes: Buffer;
  readonly isHtml: boolean;
  readonly isCut: boolean;
  readonly isEncrypted: boolean;
}

export function decodeBody(
  bytes: Buffer,
  { type, charset }: Pick<PartHeader, 'type' | 'charset'>,
  isCut: boolean,
): BodyText {
  const text = decoded(bytes, charset);
  const isHtml = type === 'text/html';
  const readable = text === undefined ? bytes : Buffer.from(isHtml ? htmlText(text) : text);
  const isEncrypted = /^-----BEGIN PGP MESSAGE-----/m.test(readable.toString('latin1'));
  return { bytes: readable, isHtml, isCut, isEncrypted };
}

// Names that mail programs use and the Encoding Standard lacks.
const aliases: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  'windows-932': 'shift_jis',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp1252: 'windows-1252',
  'utf-7': '',
};

/** Undefined where the mail states no encoding, an unknown one, or one that its bytes do not keep to. */
function decoded(bytes: Buffer, charset = ''): string | undefined {
  const label = aliases[charset] ?? charset;
  // What keeps to UTF-8 beyond ASCII is that, whatever the mail states.
  const isBeyondAscii = !label.startsWith('utf-16') && bytes.some((byte) => byte > 0x7f);
  const asUtf8 = isBeyondAscii ? tryDecode(bytes, 'utf-8') : undefined;
  const asStated = asUtf8 ?? tryDecode(bytes, label);
  // Japanese mails of old do without a statement.
  return asStated ?? tryDecode(bytes, bytes.includes('\x1b$', 0, 'latin1') ? 'iso-2022-jp' : 'utf-8') ?? latin(bytes);
}

/** HTML of an unknown encoding: its tags are ASCII. */
function latin(bytes: Buffer): string | undefined {
  return /<(?:html|body|p|div|br)\b/i.test(bytes.toString('latin1')) ? tryDecode(bytes, 'windows-1252') : undefined;
}

function tryDecode(bytes: Buffer, label: string): string | undefined {
  // `us-ascii` is read as windows-1252, in which every byte is a character: programs that state it send UTF-8.
  if (/^(?:us-ascii|ascii|)$/.test(label)) return undefined;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Of texts that say the same, the one that holds all of the other; where neither does, all of them. */
export function bodiesOf(texts: readonly BodyText[]): readonly BodyText[] {
  const spoken = texts.filter(({ bytes }) => bytes.toString('latin1').trim() !== '');
  const plain = spoken.filter(({ isHtml }) => !isHtml);
  const html = spoken.filter(({ isHtml }) => isHtml);
  if (html.length === 0 || plain.length === 0) return spoken;
  const inPlain = wordsOf(plain);
  const inHtml = wordsOf(html);
  if ([...inHtml].every((word) => inPlain.has(word))) return plain;
  return [...inPlain].every((word) => inHtml.has(word)) ? html : spoken;
}

function wordsOf(texts: readonly BodyText[]): Set<string> {
  return new Set(texts.flatMap(({ bytes }) => bytes.toString('utf8').match(/[\p{L}\p{N}]+/gu) ?? []));
}
