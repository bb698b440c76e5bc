// An Outlook message: what somebody wrote as `body.txt`, attachments and attached messages as files, as of any other mail. Its
// header speaks of nothing.
import { bodiesOf, decodeBody } from '../mail/body-text.js';
import { unreadDocument } from '../sniff.js';
import { loadReader, readers } from './readers.js';
import type { Unpacked } from './unpacked.js';

interface Attachment {
  readonly fileName?: string;
  readonly name?: string;
  readonly dataId?: number;
  readonly innerMsgContent?: true;
}

interface Message {
  readonly error?: string;
  readonly messageClass?: string;
  readonly messageCodepage?: number;
  readonly internetCodepage?: number;
  readonly body?: string;
  readonly bodyHtml?: string;
  readonly html?: Uint8Array;
  readonly compressedRtf?: Uint8Array;
  readonly attachments?: readonly Attachment[];
}

/** The part of the package that is used. */
interface MessageReader {
  parserConfig?: { readonly ansiEncoding?: string };
  getFileData(): Message;
  getAttachment(attachment: Attachment): { readonly fileName?: string; readonly content: Uint8Array };
}

type Library = new (bytes: DataView) => MessageReader;

export async function unpackOutlook(bytes: Uint8Array): Promise<Unpacked> {
  const code = unreadDocument(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  if (code !== 'outlook-message') return { kind: 'office', parts: [], notes: [{ code, level: 'error' }] };
  let Reader: Library;
  try {
    Reader = libraryOf(loadReader('outlook'));
  } catch {
    return nothing('document-reader-failed');
  }
  try {
    const reader = opened(Reader, bytes);
    return { parts: [...bodies(reader.message), ...attachments(reader)], notes: [] };
  } catch {
    return nothing('outlook-broken');
  }
}

function nothing(code: string): Unpacked {
  return { parts: [], notes: [{ code, level: 'error', arguments: { package: readers.outlook.package } }] };
}

/** @throws where the package is another than the one that is known */
function libraryOf(loaded: unknown): Library {
  const { default: library } = loaded as { readonly default?: unknown };
  const { prototype } = library as { readonly prototype?: Partial<MessageReader> };
  if (typeof prototype?.getFileData !== 'function' || typeof prototype.getAttachment !== 'function') {
    throw new TypeError('another interface');
  }
  return library as Library;
}

interface Opened {
  readonly reader: MessageReader;
  readonly message: Message;
}

function opened(Reader: Library, bytes: Uint8Array): Opened {
  const open = (ansiEncoding?: string): Opened => {
    const reader = new Reader(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
    if (ansiEncoding !== undefined) reader.parserConfig = { ansiEncoding };
    return { reader, message: reader.getFileData() };
  };
  const first = open();
  if (first.message.error !== undefined) throw new TypeError('no message');
  // Old messages are written in a code page that only reading them tells.
  const codePage = first.message.messageCodepage;
  return codePage === undefined || charsetOf(codePage) === 'utf-8' ? first : open(charsetOf(codePage));
}

function charsetOf(codePage: number | undefined): string {
  if (codePage === 932) return 'shift_jis';
  if (codePage === 51932 || codePage === 20932) return 'euc-jp';
  if (codePage !== undefined && codePage >= 50220 && codePage <= 50222) return 'iso-2022-jp';
  if (codePage !== undefined && codePage >= 28592 && codePage <= 28605) return `iso-8859-${codePage - 28590}`;
  return codePage !== undefined && codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'utf-8';
}

function bodies({ body, bodyHtml, html, compressedRtf, internetCodepage }: Message): Unpacked['parts'] {
  const own = { charset: charsetOf(internetCodepage) };
  const texts = [
    ...(body ? [decodeBody(Buffer.from(body), { type: 'text/plain', charset: 'utf-8' }, false)] : []),
    ...(bodyHtml ? [decodeBody(Buffer.from(bodyHtml), { type: 'text/html', charset: 'utf-8' }, false)] : []),
    ...(html?.length ? [decodeBody(Buffer.from(html), { type: 'text/html', ...own }, false)] : []),
  ];
  if (texts.length === 0 && compressedRtf?.length) return [{ name: 'body.rtf', code: 'outlook-body' }];
  return bodiesOf(texts).map(({ bytes, isEncrypted }) =>
    isEncrypted ? { name: 'body.txt', code: 'mail-encrypted' } : { name: 'body.txt', bytes, isSpoken: true },
  );
}

function* attachments({ reader, message }: Opened): Generator<Unpacked['parts'][number]> {
  const isSealed = /^IPM\.Note\.(?:Secure|SMIME)/i.test(message.messageClass ?? '');
  for (const attachment of message.attachments ?? []) {
    const name = attachment.fileName || attachment.name || 'unnamed';
    if (isSealed) yield { name, code: 'mail-encrypted' };
    else if (!attachment.innerMsgContent && attachment.dataId === undefined) yield { name, code: 'mail-elsewhere' };
    else yield bytesOf(reader, attachment, name);
  }
}

function bytesOf(reader: MessageReader, attachment: Attachment, name: string): Unpacked['parts'][number] {
  try {
    const { fileName, content } = reader.getAttachment(attachment);
    return { name: fileName || name, bytes: content };
  } catch {
    return { name, code: 'entry-broken' };
  }
}
