// A mail as a container: what somebody wrote is `body.txt`, attachments and forwarded mails are files. Attachments pass as
// they come, so that a mail of any size takes little memory; only texts are kept. The header speaks of nothing.
import PostalMime from 'postal-mime';
import type { Note } from '../../model/parser.js';
import { type Budget, limitReached, Meter } from '../budget.js';
import { ByteReader } from '../byte-reader.js';
import { entryIds } from '../entry-labels.js';
import { type Found, file, type Source, skip, trouble } from '../source.js';
import { type BodyText, bodiesOf, decodeBody } from './body-text.js';
import { type PartHeader, partHeader } from './mail-header.js';
import { type Ended, PartReader } from './part-reader.js';
import { decodeTransfer } from './transfer-decoding.js';

/** Multiparts inside each other; mail programs need five. */
const depthMax = 50;
/** What somebody wrote: text and HTML of one mail. */
const textBytesMax = 4 << 20;

export async function* readMail(source: Source, budget: Budget): AsyncGenerator<Found, void> {
  yield* new Mail(source, budget).entries();
}

/** A text of the mail, or those that say the same. */
interface Alternatives {
  readonly texts: BodyText[];
}

class Mail {
  readonly #reader: ByteReader;
  readonly #parts: PartReader;
  readonly #idOf: (name: string) => string;
  readonly #told = new Map<string, Note>();
  #textBytes = textBytesMax;
  #isFull = false;

  constructor(
    readonly source: Source,
    readonly budget: Budget,
  ) {
    this.#reader = new ByteReader(source.open());
    this.#parts = new PartReader(this.#reader);
    this.#idOf = entryIds(source.id);
  }

  async *entries(): AsyncGenerator<Found, void> {
    try {
      const header = await this.#header('text/plain');
      const ended = yield* this.#part(header, undefined);
      if (ended === 'end' && header.type.startsWith('multipart/') && this.#parts.boundaries.length > 0) {
        this.#tell({ code: 'mail-cut', level: 'warning' });
      }
      if (this.#parts.isHeaderCut) this.#tell({ code: 'mail-header-cut', level: 'warning' });
      for (const note of this.#told.values()) yield trouble(note);
    } finally {
      await this.#reader.close();
    }
  }

  #tell(note: Note): void {
    this.#told.set(note.code + (note.arguments?.limit ?? ''), note);
  }

  async #header(otherwise: string): Promise<PartHeader> {
    return partHeader(await this.#parts.header(), otherwise);
  }

  async *#part(header: PartHeader, alternatives: Alternatives | undefined): AsyncGenerator<Found, Ended> {
    const { type, boundary } = header;
    const content = this.#parts.content();
    if (this.#isFull) return await this.#parts.ended(content);
    if (type.startsWith('multipart/') && type !== 'multipart/encrypted') {
      if (boundary !== undefined && this.#parts.boundaries.length < depthMax) {
        return yield* this.#multipart(header, boundary, content, alternatives);
      }
      this.#tell({ code: boundary === undefined ? 'mail-broken' : 'mail-too-deep', level: 'warning' });
      return await this.#parts.ended(content);
    }
    if (signatures.has(type)) return await this.#parts.ended(content);
    const ended = yield* this.#leaf(header, content, alternatives);
    return ended;
  }

  async *#leaf(
    header: PartHeader,
    content: AsyncGenerator<Buffer>,
    alternatives: Alternatives | undefined,
  ): AsyncGenerator<Found, Ended> {
    const unread = unreadCode(header.type);
    const name = unread === undefined ? await nameOf(header) : undefined;
    if (unread === undefined && isBody(header, name)) return yield* this.#body(header, content, alternatives);
    if (!this.#takeEntry()) return await this.#parts.ended(content);
    if (unread !== undefined) {
      const id = this.#idOf(unread.name);
      yield skip(id, unread.code);
      return await this.#parts.ended(content);
    }
    const isMail = header.type === 'message/rfc822' || header.type === 'message/global';
    yield file(this.#fileSource(name ?? (isMail ? 'forwarded.eml' : 'unnamed'), header, content));
    return await this.#parts.ended(content);
  }

  async *#multipart(
    header: PartHeader,
    boundary: string,
    preamble: AsyncGenerator<Buffer>,
    above: Alternatives | undefined,
  ): AsyncGenerator<Found, Ended> {
    const { boundaries } = this.#parts;
    const depth = boundaries.push(boundary) - 1;
    const own = header.type === 'multipart/alternative' ? { texts: [] } : undefined;
    const otherwise = header.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    let ended = await this.#parts.ended(preamble);
    if (ended === 'end' || ended.depth < depth) this.#tell({ code: 'mail-broken', level: 'warning' });
    while (ended !== 'end' && ended.depth === depth && !ended.isClosing) {
      ended = yield* this.#part(await this.#header(otherwise), own ?? above);
    }
    if (own !== undefined) yield* this.#write(own.texts);
    // Left open where the mail ends: that is how a cut shows.
    if (ended === 'end') return ended;
    boundaries.length = depth;
    if (ended.depth < depth) return ended;
    return await this.#epilogue();
  }

  async #epilogue(): Promise<Ended> {
    const content = this.#parts.content();
    for await (const chunk of content) {
      if (/[^\s]/.test(chunk.toString('latin1'))) this.#tell({ code: 'archive-junk', level: 'warning' });
    }
    return await this.#parts.ended(content);
  }

  /** What somebody wrote is kept until it is clear what else says the same. */
  async *#body(
    header: PartHeader,
    content: AsyncGenerator<Buffer>,
    alternatives: Alternatives | undefined,
  ): AsyncGenerator<Found, Ended> {
    const parts: Buffer[] = [];
    const meter = this.#meter();
    for await (const chunk of decodeTransfer(counted(content, meter), header.encoding)) {
      const { part, limit } = meter.comeOut(chunk);
      const fitting = part.subarray(0, this.#textBytes);
      if (limit !== undefined) this.#tell(limitReached(limit));
      else if (fitting.length < part.length)
        this.#tell({ code: 'limit-reached', level: 'warning', arguments: { limit: 'mail-text' } });
      parts.push(Buffer.from(fitting));
      this.#textBytes -= fitting.length;
    }
    const ended = await this.#parts.ended(content);
    const isCut = ended === 'end' && this.#parts.boundaries.length > 0;
    const text = decodeBody(Buffer.concat(parts), header, isCut);
    if (alternatives === undefined) yield* this.#write([text]);
    else alternatives.texts.push(text);
    return ended;
  }

  *#write(texts: readonly BodyText[]): Generator<Found> {
    for (const body of bodiesOf(texts)) {
      if (!this.#takeEntry()) return;
      const id = this.#idOf('body.txt');
      if (body.isEncrypted) yield skip(id, 'mail-encrypted');
      else yield file(bodySource(id, body));
    }
  }

  #takeEntry(): boolean {
    if (this.#isFull) return false;
    if (this.budget.takeEntry()) return true;
    this.#isFull = true;
    this.#tell(limitReached('entries'));
    return false;
  }

  #meter(): Meter {
    return new Meter(this.budget, () => this.source.density?.() ?? 1);
  }

  #fileSource(name: string, header: PartHeader, content: AsyncGenerator<Buffer>): Source {
    const meter = this.#meter();
    const notes: Note[] = [];
    const parts = this.#parts;
    async function* open(): AsyncGenerator<Uint8Array> {
      const bytes = decodeTransfer(counted(content, meter), header.encoding);
      let step = await bytes.next();
      for (; !step.done; step = await bytes.next()) {
        const { part, limit } = meter.comeOut(step.value);
        if (part.length > 0) yield part;
        if (limit === undefined) continue;
        notes.push(limitReached(limit));
        return;
      }
      const isCut = (await parts.ended(content)) === 'end' && parts.boundaries.length > 0;
      if (isCut) notes.push({ code: 'entry-cut', level: 'warning' });
      else if (step.value) notes.push({ code: 'entry-broken', level: 'warning' });
    }
    const density = () => meter.outDensity();
    // Nobody states how large it is; larger than the mail it cannot be.
    const { sizeBytes } = this.source;
    return { id: this.#idOf(name), sizeBytes, isOnce: true, density, trouble: () => notes, open };
  }
}

function bodySource(id: string, { bytes, isCut }: BodyText): Source {
  return {
    id,
    sizeBytes: bytes.length,
    isSpoken: true,
    trouble: () => (isCut ? [{ code: 'entry-cut', level: 'warning' }] : []),
    async *open() {
      yield bytes;
    },
  };
}

/** Without ending the content: what is left of it still leads to the next part. */
async function* counted(content: AsyncGenerator<Buffer>, meter: Meter): AsyncGenerator<Buffer> {
  for (let step = await content.next(); !step.done; step = await content.next()) {
    meter.goneIn(step.value.length);
    yield step.value;
  }
}

/** They vouch for another part, and say nothing themselves. */
const signatures = new Set([
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-signature',
  'application/pgp-keys',
]);

/** Parts that nobody can read here, or that stand elsewhere. */
function unreadCode(type: string): { readonly code: string; readonly name: string } | undefined {
  if (type === 'multipart/encrypted') return { code: 'mail-encrypted', name: 'encrypted' };
  if (/^application\/(?:x-)?pkcs7-mime$/.test(type)) return { code: 'mail-encrypted', name: 'smime.p7m' };
  if (type === 'message/partial' || type === 'message/external-body')
    return { code: 'mail-elsewhere', name: 'elsewhere' };
  return undefined;
}

/** A text with a name is a file that somebody put beside the letter. */
function isBody({ type, isAttachment }: PartHeader, name: string | undefined): boolean {
  return (type === 'text/plain' || type === 'text/html') && !isAttachment && name === undefined;
}

const namingCharsMax = 8192;

/** The library knows the many ways in which programs write names (RFC 2047, 2231, and neither). */
async function nameOf({ fields }: PartHeader): Promise<string | undefined> {
  const disposition = fields.get('content-disposition') ?? '';
  const type = fields.get('content-type') ?? '';
  if (!/name/i.test(disposition + type) || disposition.length + type.length > namingCharsMax) return undefined;
  // attachment; filename="case.zip"
  const [, plain] = /^attachment; ?filename="([^"\\=%]{1,500})"$/.exec(disposition) ?? [];
  if (plain !== undefined) return plain.trim() || undefined;
  const parameters = type.slice(type.includes(';') ? type.indexOf(';') : type.length);
  const header = `Content-Type: application/octet-stream${parameters}\nContent-Disposition: ${disposition || 'attachment'}\n\n`;
  try {
    const { attachments } = await PostalMime.parse(header);
    return attachments[0]?.filename?.trim() || undefined;
  } catch {
    return undefined;
  }
}
