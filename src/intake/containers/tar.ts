// tar in all its dialects, read forward by the library's parser: its entries come as the stream is pumped through it.
import type { Parser, ReadEntry } from 'tar';
import type { Budget } from '../budget.js';
import { limitReached } from '../budget.js';
import { entryIds } from '../entry-labels.js';
import { emptySource, type Found, file, type Source, skip, trouble } from '../source.js';
import { defineContainer } from './container.js';

const blockBytes = 512;

export const tar = defineContainer({
  opens: isHeader,
  async *entries(source, budget) {
    const { Parser } = await import('tar');
    yield* new Walk(source, budget, () => new Parser()).entries();
  },
});

function isHeader(head: Buffer): boolean {
  return head.length >= blockBytes && (head.toString('latin1', 257, 262) === 'ustar' || isChecked(head));
}

// Header of before 1988, without a mark: name, then octal numbers, and in 148 the sum of all bytes with itself as blanks.
function isChecked(head: Buffer): boolean {
  const stated = /^[0-7]{1,6}(?=[\0 ])/.exec(head.toString('latin1', 148, 156).trimStart())?.[0];
  if (stated === undefined || head[0] === 0) return false;
  let sum = 8 * 0x20;
  for (let at = 0; at < blockBytes; at += 1) if (at < 148 || at >= 156) sum += head[at] ?? 0;
  return Number.parseInt(stated, 8) === sum;
}

/** What the parser says, in its order. */
type Event = { readonly entry: ReadEntry; readonly isIgnored: boolean };

const plainFiles = ['File', 'OldFile', 'ContiguousFile'];
const linksAndDevices = ['Link', 'SymbolicLink', 'CharacterDevice', 'BlockDevice', 'FIFO'];

class Walk {
  readonly #events: Event[] = [];
  readonly #chunks: AsyncIterator<Uint8Array>;
  #parser: Parser;
  #pending: Buffer = Buffer.alloc(0);
  /** The entry whose bytes come next. */
  #current: ReadEntry | undefined;
  #isOver = false;
  #sawEnd = false;
  readonly #damage = new Set<'archive-broken' | 'archive-cut' | 'archive-junk'>();

  constructor(
    readonly source: Source,
    readonly budget: Budget,
    readonly createParser: () => Parser,
  ) {
    this.#chunks = source.open()[Symbol.asyncIterator]();
    this.#parser = this.#listen(createParser());
  }

  async *entries(): AsyncGenerator<Found, void> {
    try {
      yield* this.#entries();
    } finally {
      await this.#chunks.return?.();
    }
  }

  async *#entries(): AsyncGenerator<Found, void> {
    const idOf = entryIds(this.source.id);
    for (let event = await this.#next(); event !== undefined; event = await this.#next()) {
      const { entry, isIgnored } = event;
      this.#current = entry;
      // A header for the next entry that is too long to be one; a folder.
      if (entry.meta) this.#damage.add('archive-broken');
      else if (entry.type !== 'Directory') {
        if (!this.budget.takeEntry()) {
          yield trouble(limitReached('entries'));
          return;
        }
        const id = idOf(entry.path.replace(/^(?:\.\/)+/, ''));
        if (!isIgnored && plainFiles.includes(entry.type)) yield file(this.#sourceOf(id, entry));
        else if (linksAndDevices.includes(entry.type)) yield skip(id, 'skipped-not-a-file');
        else yield skip(id, 'entry-not-read', { method: entry.type });
      }
      entry.resume();
    }
    if (!this.#sawEnd && this.#damage.size === 0) this.#damage.add('archive-cut');
    for (const code of this.#damage) yield trouble({ code, level: 'warning' });
  }

  #listen(parser: Parser): Parser {
    parser.on('entry', (entry: ReadEntry) => this.#events.push({ entry, isIgnored: false }));
    parser.on('ignoredEntry', (entry: ReadEntry) => this.#events.push({ entry, isIgnored: true }));
    parser.on('eof', () => {
      this.#sawEnd = true;
    });
    parser.on('warn', (code: string, _text: unknown, { entry }: { entry?: ReadEntry }) => {
      // An entry that the end cuts, or a header that is none.
      if (code !== 'TAR_ENTRY_INFO') this.#damage.add(entry === undefined ? 'archive-broken' : 'archive-cut');
    });
    return parser;
  }

  async #next(): Promise<Event | undefined> {
    while (this.#events.length === 0 && !this.#isOver) await this.#pump();
    return this.#events.shift();
  }

  /** Some more through the parser, which says at once what is in it: to the next block of zeros, as two are an end. */
  async #pump(): Promise<void> {
    if (this.#pending.length < blockBytes && !(await this.#refill())) return;
    const body = this.#current?.blockRemain ?? 0;
    if (body > 0) return this.#write(Math.min(body, this.#pending.length));
    const blocks = this.#pending.length - (this.#pending.length % blockBytes);
    if (this.#sawEnd) return this.#goOn(blocks);
    let at = 0;
    while (at < blocks && !isZero(this.#pending, at)) at += blockBytes;
    this.#write(Math.min(blocks, at + blockBytes));
  }

  #write(bytes: number): void {
    this.#parser.write(this.#pending.subarray(0, bytes));
    this.#pending = this.#pending.subarray(bytes);
  }

  /** False at the end of the stream. */
  async #refill(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (!done) {
      // Copied: the parser keeps parts of it longer than a chunk lives.
      this.#pending = Buffer.concat([this.#pending, value]);
      return this.#pending.length >= blockBytes;
    }
    this.#isOver = true;
    if (!this.#sawEnd) {
      this.#write(this.#pending.length);
      this.#parser.end();
    } else if (this.#pending.some((byte) => byte !== 0)) this.#damage.add('archive-junk');
    return false;
  }

  /** Behind an end there is padding, another archive, or what nobody reads. */
  #goOn(blocks: number): void {
    let at = 0;
    while (at < blocks && isZero(this.#pending, at)) at += blockBytes;
    this.#pending = this.#pending.subarray(at);
    if (at === blocks) return;
    if (!this.#damage.has('archive-junk') && isHeader(this.#pending)) {
      this.#sawEnd = false;
      this.#parser = this.#listen(this.createParser());
    } else {
      this.#damage.add('archive-junk');
      this.#pending = this.#pending.subarray(blocks - at);
    }
  }

  #sourceOf(id: string, entry: ReadEntry): Source {
    if (entry.size === 0) return emptySource(id);
    let isCut = false;
    return {
      id,
      sizeBytes: entry.size,
      isOnce: true,
      density: () => this.source.density?.() ?? 1,
      trouble: () => (isCut ? [{ code: 'entry-cut', level: 'warning' }] : []),
      open: () =>
        this.#bytesOf(entry, () => {
          isCut = true;
        }),
    };
  }

  async *#bytesOf(entry: ReadEntry, cut: () => void): AsyncGenerator<Uint8Array> {
    let left = entry.size;
    while (left > 0) {
      const chunk = entry.read() as Buffer | null;
      if (chunk !== null) {
        left -= chunk.length;
        yield chunk;
      } else if (this.#isOver) return cut();
      else await this.#pump();
    }
  }
}

const zeros = Buffer.alloc(blockBytes);

function isZero(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0 && bytes.compare(zeros, 0, blockBytes, at, at + blockBytes) === 0;
}
