// A capture → a copy for outsiders: the same entries in the same order, with the same times and sizes, that says the same
// to every rule, without secrets and without names of the customer. Read twice: to learn, then to write. Memory stays flat.
// A copy of a damaged capture bears a mark that keeps it from looking whole.
import { createHash, type Hash } from 'node:crypto';
import type { CopyResult, Extractors, Original } from '../../../model/parser.js';
import { copyTag } from '../../../text/organization-name.js';
import { createMasker } from '../../../text/secrets/mask.js';
import { copyMark, copyMarkOf } from '../copy-mark.js';
import { type HarSink, type ScanResult, type SlimEntry, scanHar } from '../scan.js';
import { completenessOf } from '../tell-notes.js';
import { EntryMasker } from './entry-masker.js';
import { removed, TextMasker } from './text-masker.js';

type Json = Record<string, unknown>;
type Write = (text: string) => Promise<void>;

const pagesMax = 10_000;
const partCharsMax = 256 * 1024;

export async function sanitizeHar(
  { open, isCut, tool, caseKey }: Original,
  extractors: Extractors,
  write: Write,
): Promise<CopyResult> {
  const masker = createMasker({ forgetsValues: true, ...(caseKey && { key: caseKey }) });
  const texts = new TextMasker(masker, extractors);
  const survey = new Survey(new EntryMasker(texts, extractors));
  const hash = createHash('sha256');
  const surveyed = await scanHar(hashed(open(), hash), survey);
  const { counts, notes } = surveyed;
  if (notes.some(({ code }) => code === 'no-entries') || survey.count === 0) return { status: 'unreadable', counts };
  texts.startWriting(copyTag(hash.digest()));
  const isWhole = completenessOf(surveyed).isWhole && !isCut();
  const isPartial = !isWhole || survey.wasPartial;
  const entries = new EntryMasker(texts, extractors);
  await write(headOf(survey, entries, isPartial, tool));
  const copy = new Copy(entries);
  const copied = await scanHar(flushing(open(), copy, write), copy);
  await copy.flush(write);
  await write('\n]}}\n');
  if (!isSame(surveyed, copied) || copy.count !== survey.count) return { status: 'unreadable', counts };
  const lost = (entries.removals.get('limit') ?? 0) + (entries.removals.get('truncated') ?? 0);
  return {
    status: isWhole ? 'ok' : 'partial',
    counts: {
      ...counts,
      lostBodies: lost,
      removedBodies: [...entries.removals.values()].reduce((sum, one) => sum + one, 0),
    },
    replaced: {
      ...Object.fromEntries(masker.counts()),
      hosts: texts.names.count('host'),
      addresses: texts.names.count('ten', 'twelve', 'sixteen', 'shared', 'link', 'outside', 'six'),
      names: texts.names.count('user', 'org', 'orgId', 'device', 'serial', 'name'),
    },
  };
}

/** The first reading: what there is, and what is secret in it. */
class Survey implements HarSink {
  count = 0;
  wasPartial = false;
  readonly parts = new Map<string, unknown>();
  readonly pages: unknown[] = [];

  constructor(readonly entries: EntryMasker) {}

  logPart(key: string, value: unknown): void {
    if (key === copyMark) this.wasPartial ||= copyMarkOf(value)?.isPartial === true;
    else if (!this.parts.has(key) && this.parts.size < 100 && JSON.stringify(value).length < partCharsMax) {
      this.parts.set(key, value);
      this.entries.tree(value, key);
    }
  }

  page(page: unknown): void {
    if (this.pages.length < pagesMax) this.pages.push(page);
    this.entries.page(page);
  }

  entry(slim: SlimEntry): void {
    this.count += 1;
    this.entries.entry(slim);
  }
}

class Copy implements HarSink {
  count = 0;
  #pending: string[] = [];

  constructor(readonly entries: EntryMasker) {}

  entry(slim: SlimEntry): void {
    this.#pending.push(`${this.count === 0 ? '' : ',\n'}${JSON.stringify(this.entries.entry(slim))}`);
    this.count += 1;
  }

  async flush(write: Write): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    for (const text of pending) await write(text);
  }
}

/** All of a capture, with all that leaves it out: its digest tells nothing of what is in it. */
async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Writes what was masked before more is read. */
async function* flushing(chunks: AsyncIterable<Uint8Array>, copy: Copy, write: Write): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    await copy.flush(write);
    yield chunk;
  }
}

function headOf(
  survey: Survey,
  entries: EntryMasker,
  isPartial: boolean,
  tool: { name: string; version: string },
): string {
  const { version, creator, browser, comment, pages, entries: _, ...rest } = Object.fromEntries(survey.parts);
  const members: [string, unknown][] = [
    ['version', typeof version === 'string' ? entries.texts.plain(version) : '1.2'],
    ['creator', isTool(creator) ? entries.tree(creator, 'creator') : { name: tool.name, version: tool.version }],
    ...(isTool(browser) ? [['browser', entries.tree(browser, 'browser')] as [string, unknown]] : []),
    ...(comment === undefined ? [] : [['comment', removed] as [string, unknown]]),
    [copyMark, { by: tool.name, version: tool.version, partial: isPartial }],
    ...Object.entries(rest).map(([key, value]): [string, unknown] => [
      entries.texts.plain(key),
      entries.tree(value, key),
    ]),
    ...(survey.pages.length > 0 || pages !== undefined
      ? [['pages', survey.pages.map((page) => entries.page(page))] as [string, unknown]]
      : []),
  ];
  return `${JSON.stringify({ log: Object.fromEntries(members) }).slice(0, -2)},"entries":[\n`;
}

function isTool(value: unknown): boolean {
  const { name, version } = (value ?? {}) as Json;
  return typeof name === 'string' && typeof version === 'string';
}

function isSame(one: ScanResult, two: ScanResult): boolean {
  return one.counts.entries === two.counts.entries && one.damageCount === two.damageCount;
}
