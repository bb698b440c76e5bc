// Reads a HAR as a stream: every entry is handed over as soon as its last byte is there, slim (long strings elided), and
// the whole tree never exists. Entries are found by key path, so the words inside a body mislead nobody. A broken file
// costs the entries it breaks: reading resumes at the next entry start. Bad input is never thrown at the caller.

import type { SniffedEncoding } from '../../text/encoding/sniff-encoding.js';
import { type Kernel, loadKernel, type Wanted } from './kernel.js';
import { type Damage, type ScanNote, ScanNotes } from './notes.js';
import { HarScanner, stopped } from './scanner.js';
import { type ElidedText, SlimValue } from './slim-value.js';
import { toUtf8 } from './to-utf8.js';
import { ByteWindow, type Position } from './window.js';

/** An entry as the sink sees it. Only valid while the sink runs: afterwards `text` finds nothing. */
export interface SlimEntry {
  /** Place in its `entries` array; behind damage, the best guess. */
  readonly index: number;
  /** 0, or the ordinal of the glued document it is in. */
  readonly document: number;
  readonly byteOffset: number;
  /** 1-based. */
  readonly line: number;
  /** The parsed entry, long strings replaced by placeholders; `request.url` is always the real one. */
  readonly json: Record<string, unknown>;
  /** Long strings in it. */
  readonly elidedCount: number;
  /** Those of which only the beginning is left. */
  readonly cutCount: number;
  /** `request.url` is only the beginning of it. */
  readonly isUrlCut: boolean;
  /** Whether a string of `json` is a placeholder; cheap. */
  isElided(value: string): boolean;
  /** The string itself, or, for a placeholder, what it stands for, up to `limitBytes` (default 16 MiB). */
  text(value: string, limitBytes?: number): ElidedText;
}

export interface HarSink {
  /** `false` ends the reading. */
  entry(entry: SlimEntry): unknown;
  /** Entries of which a few members are enough; without it, every entry is handed over whole. */
  readonly outline?: OutlineWish;
  /** A page; how many to keep is the sink's affair. */
  page?(page: unknown): void;
  /** Another member of `log`: version, creator, browser, `_custom`, pages where they are no array. */
  logPart?(key: string, value: unknown): void;
}

export interface OutlineWish {
  /** What `SlimEntry.json` then holds, `request.url` among it; the rest is left out. */
  readonly members: Wanted;
  /** Whether an entry at this place may do with an outline at all. */
  isWelcome(byteOffset: number): boolean;
  /** Whether it is enough of an entry with this URL. */
  isEnough(url: string): boolean;
}

export interface ScanOptions {
  /** Longer strings are elided. At least 63, default 2 KiB. */
  elideOverBytes?: number;
  /** Default 1 MiB. */
  windowBytes?: number;
  /** The window grows up to this for one huge entry, default 32 MiB: the process then stays under 128 MiB. */
  windowLimitBytes?: number;
  depthLimit?: number;
  kernel?: (capacity: number) => Kernel;
}

export interface ScanResult {
  /** Elements of the entries arrays that could be told apart, and those of them that were not handed over. */
  counts: { entries: number; skipped: number };
  notes: ScanNote[];
  /** The first 100 places. */
  damage: Damage[];
  damageCount: number;
  /** Where the input ended too early. */
  truncatedAt?: Position;
  /** The sink ended the reading. */
  isStopped: boolean;
  /** What was turned into UTF-8. */
  encoding?: SniffedEncoding;
}

/** Slim JSON above this size is skipped: parsed, it would take several times as much. */
const slimLimitBytes = 8 * 1024 * 1024;
/** Keys and other tokens around the entries always fit. */
const leastWindowBytes = 128 * 1024;

export async function scanHar(
  chunks: AsyncIterable<Uint8Array>,
  sink: HarSink,
  options: ScanOptions = {},
): Promise<ScanResult> {
  const windowBytes = Math.max(options.windowBytes ?? 1024 * 1024, leastWindowBytes);
  const limits = { windowBytes, windowLimitBytes: Math.max(options.windowLimitBytes ?? 32 * 1024 * 1024, windowBytes) };
  const kernel = (options.kernel ?? loadKernel)(ByteWindow.memoryBytes(windowBytes));
  if (sink.outline !== undefined) kernel.want(sink.outline.members);
  const notes = new ScanNotes();
  const start = { byteOffset: 0, line: 1, column: 1 };
  let encoding: SniffedEncoding | undefined;
  const utf8 = toUtf8(chunks, (sniffed) => {
    encoding = sniffed;
    notes.add('not-utf-8', () => start);
  });
  const window = new ByteWindow(kernel, utf8, limits);
  const value = new SlimValue(window, {
    elideOverBytes: Math.max(options.elideOverBytes ?? 2048, 63),
    depth: options.depthLimit ?? 512,
    slimBytes: slimLimitBytes,
  });
  const scanner = new HarScanner(window, value, sink, notes);
  let isStopped = false;
  try {
    await scanner.documents();
  } catch (error) {
    if (error !== stopped) throw error;
    isStopped = true;
  } finally {
    await window.close();
  }
  const { damage, damageCount } = notes;
  const result: ScanResult = { counts: scanner.counts, notes: notes.list(), damage, damageCount, isStopped };
  if (encoding !== undefined) result.encoding = encoding;
  if (scanner.truncatedAt !== undefined) result.truncatedAt = scanner.truncatedAt;
  return result;
}
