// The grammar around the entries, as a recursive descent. Every method takes the offset where its part begins and
// returns the offset behind it; at the end of the input `byteAt` is -1, which every loop takes as its own end.

import { entryStartBytes, findEntryStart, findNextEntry, firstKey } from './find-entry-start.js';
import { isMerged } from './merged-entry.js';
import type { Damage, ScanNoteCode, ScanNotes } from './notes.js';
import type { HarSink } from './scan.js';
import { isPlaceholder, type ParsedSlim, type SlimValue } from './slim-value.js';
import { Tokens, unescaped } from './tokens.js';
import type { ByteWindow, Position } from './window.js';

/** Thrown, and caught in scanHar, when the sink wants no more. */
export const stopped = Symbol('stopped by the sink');

const logPartLimitBytes = 1024 * 1024;
const urlLimitBytes = 65_536;
const textLimitBytes = 16 * 1024 * 1024;
/** What may be scanned in vain: this, and four times what was read. */
const rescanAllowanceBytes = 64 * 1024 * 1024;
/** First keys are learnt from so many entries of a document. */
const learningEntries = 64;
const knownKeysLimit = 16;

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

export class HarScanner {
  readonly counts = { entries: 0, skipped: 0 };
  truncatedAt: Position | undefined;
  readonly #window: ByteWindow;
  readonly #tokens: Tokens;
  readonly #value: SlimValue;
  readonly #sink: HarSink;
  readonly #notes: ScanNotes;
  /** First keys of this file's entries. */
  readonly #knownKeys = new Set<string>();
  #document = -1;
  #index = 0;
  #hasEntries = false;
  /** Damage was met and no entry since: what looks like one is a guess until it has been read. */
  #isSearching = false;
  #openDamage: Damage | undefined;
  #rescannedBytes = 0;

  constructor(window: ByteWindow, value: SlimValue, sink: HarSink, notes: ScanNotes) {
    this.#window = window;
    this.#tokens = new Tokens(window);
    this.#value = value;
    this.#sink = sink;
    this.#notes = notes;
  }

  async documents(): Promise<void> {
    let hasAnyEntries = false;
    for (let at = await this.#documentStart(0); this.#window.byteAt(at) !== -1; at = await this.#documentStart(at)) {
      this.#document += 1;
      this.#index = 0;
      this.#hasEntries = false;
      this.#isSearching = false;
      if (this.#document === 1) this.#note('glued-documents', at);
      if (this.#window.byteAt(at) === openBrace) {
        at = await this.#members(at + 1, 'top');
      } else {
        this.#note('bare-array', at);
        at = await this.#elements(at + 1, 'entry');
      }
      hasAnyEntries ||= this.#hasEntries;
    }
    if (!hasAnyEntries) this.#note('no-entries', 0);
  }

  /** Skips a byte order mark, a JSONP callback and other junk before a document, and what may follow one. */
  async #documentStart(from: number): Promise<number> {
    const window = this.#window;
    let at = await this.#tokens.space(from);
    await this.#tokens.load(at + 256, at);
    if (window.text('latin1', at, Math.min(at + 3, window.end)) === '\xef\xbb\xbf') {
      this.#note('byte-order-mark', at);
      at = await this.#tokens.space(at + 3);
      await this.#tokens.load(at + 256, at);
    }
    const junkAt = at;
    const junk = window.text('latin1', at, Math.min(at + 256, window.end));
    while (!(await this.#isDocument(at))) {
      at += 1;
      while (at < window.end && (window.byteAt(at) | 0x20) !== openBrace) at += 1;
      if (at >= window.end && !(await this.#tokens.more(at))) break;
    }
    if (at > junkAt) this.#noteJunk(junk.slice(0, at - junkAt), junkAt);
    return at;
  }

  #noteJunk(junk: string, at: number): void {
    const isEnd = this.#window.byteAt(at + junk.length) === -1;
    if (this.#document < 0) {
      // "callback({" of a JSONP answer
      this.#note(!isEnd && /^[\w$.]+\s*\(\s*$/.test(junk) ? 'jsonp' : 'leading-junk', at);
    } else if (!/^[)\]};\s]*$/.test(junk)) {
      this.#note(isEnd ? 'trailing-junk' : 'leading-junk', at);
    }
  }

  /** Whether a document of ours begins here; with "[2026-…" or "{a" none does. */
  async #isDocument(at: number): Promise<boolean> {
    const byte = this.#window.byteAt(at);
    if (byte === openBrace) {
      const next = this.#window.byteAt(await this.#tokens.space(at + 1, at));
      return next === quote || next === closeBrace || next === -1;
    }
    if (byte !== openBracket) return byte === -1 && this.#window.isEnded;
    const next = this.#window.byteAt(await this.#tokens.space(at + 1, at));
    return next === openBrace || next === closeBracket;
  }

  async #members(from: number, level: 'top' | 'log'): Promise<number> {
    for (let at = from; ; ) {
      at = await this.#tokens.space(at);
      const start = at;
      const byte = this.#window.byteAt(at);
      if (byte === -1) return this.#truncated(at);
      if (byte === closeBrace) return at + 1;
      if (byte === comma) {
        at += 1;
        continue;
      }
      if (byte === quote) at = await this.#tokens.space(await this.#tokens.string(at), at);
      if (this.#window.byteAt(at) === -1) return this.#truncated(at);
      if (byte !== quote || this.#window.byteAt(at) !== colon) {
        at = await this.#elements(await this.#resume(at, start), 'entry');
        continue;
      }
      const key = this.#tokens.last === undefined ? undefined : unescaped(this.#tokens.last);
      at = await this.#member(key, await this.#tokens.space(at + 1), level);
    }
  }

  async #member(key: unknown, at: number, level: 'top' | 'log'): Promise<number> {
    const byte = this.#window.byteAt(at);
    if (byte === -1) return this.#truncated(at);
    if (level === 'top' && key === 'log' && byte === openBrace) return this.#members(at + 1, 'log');
    if (key === 'entries' && byte === openBracket) {
      if (level === 'top') this.#note('entries-without-log', at);
      return this.#elements(at + 1, 'entry');
    }
    if (level === 'log' && key === 'pages' && byte === openBracket) return this.#elements(at + 1, 'page');
    if (byte === openBrace || byte === openBracket) return this.#part(key, at, level);
    const end = byte === quote ? await this.#tokens.string(at) : await this.#tokens.scalar(at);
    if (end === at) return this.#elements(await this.#resume(at, at), 'entry');
    const value = this.#tokens.last === undefined ? undefined : unescaped(this.#tokens.last);
    if (level === 'log') this.#logPart(key, value, at);
    return end;
  }

  /** An object or array that is not the entries: handed over when it belongs to `log`, and searched for entries. */
  async #part(key: unknown, at: number, level: 'top' | 'log'): Promise<number> {
    const value = this.#value;
    const reading = await value.read(at, this.#isLost);
    const parsed = reading === 'whole' ? value.parse(logPartLimitBytes) : undefined;
    if (reading === 'open' || reading === 'abandoned' || parsed === 'broken') {
      return this.#elements(await this.#broken(), 'entry');
    }
    if (level === 'log') this.#logPart(key, typeof parsed === 'object' ? parsed.json : undefined, at);
    return this.#hasEntries ? value.end : this.#elsewhere(() => this.#elements(value.start, 'entry'));
  }

  /** Searches the value just read for entries in an unexpected place; `found` goes on from the first one. */
  async #elsewhere(found: () => number | Promise<number>): Promise<number> {
    const { start, end } = this.#value;
    const at = this.#findEntryStart(start + 1, end);
    if (at === -1) return end;
    const isWhole = (await this.#value.read(at, () => false)) === 'whole' && this.#value.end <= end;
    const parsed = isWhole ? this.#value.parse() : undefined;
    if (typeof parsed !== 'object' || urlOf(parsed.json) === undefined) return end;
    this.#note('entries-elsewhere', at);
    return found();
  }

  #logPart(key: unknown, value: unknown, at: number): void {
    if (typeof key === 'string' && value !== undefined) this.#sink.logPart?.(key, value);
    else this.#note('log-part-skipped', at);
  }

  async #elements(from: number, first: 'entry' | 'page'): Promise<number> {
    const window = this.#window;
    let kind = first;
    let isCommaDue = false;
    for (let at = from; ; ) {
      this.#hasEntries ||= kind === 'entry' && !this.#isSearching;
      at = await this.#tokens.space(at);
      const byte = window.byteAt(at);
      if (byte === -1) return this.#truncated(at);
      if (byte === closeBracket) return at + 1;
      if (byte === comma) {
        if (!isCommaDue) this.#note('extra-comma', at);
        isCommaDue = false;
        at += 1;
        continue;
      }
      const start = at;
      if (isCommaDue && byte === openBrace) this.#note('missing-comma', at);
      if (byte === openBrace || byte === openBracket) {
        at = kind === 'entry' ? await this.#entry(at) : await this.#page(at);
        isCommaDue = at === this.#value.end;
      } else {
        at = byte === quote ? await this.#tokens.string(at) : await this.#tokens.scalar(at);
        isCommaDue = at > start;
        if (isCommaDue && kind === 'entry') this.#skip('entry-not-object', start);
        if (!isCommaDue) at = await this.#resume(at, at);
      }
      // What is found after damage are entries, wherever it was met.
      if (this.#isSearching) kind = 'entry';
    }
  }

  async #page(at: number): Promise<number> {
    const reading = await this.#value.read(at, this.#isLost);
    const parsed = reading === 'whole' ? this.#value.parse(logPartLimitBytes) : undefined;
    if (reading === 'open' || reading === 'abandoned' || parsed === 'broken') return this.#broken();
    if (typeof parsed === 'object') this.#sink.page?.(parsed.json);
    else this.#note('log-part-skipped', at);
    return this.#value.end;
  }

  async #entry(at: number): Promise<number> {
    const value = this.#value;
    const line = this.#window.lineAt(at);
    const reading = await value.read(at, this.#isLost);
    const parsed = reading === 'whole' ? (this.#outline(at) ?? value.parse()) : undefined;
    if (reading === 'open' || reading === 'abandoned' || parsed === 'broken') return this.#broken();
    if (await this.#endsEarly(value.end)) {
      this.#index += 1;
      return this.#resume(value.end, value.end);
    }
    if (typeof parsed !== 'object') {
      this.#skip('entry-too-large', at);
    } else if (value.isTooDeep) {
      this.#skip('entry-too-deep', at);
    } else {
      const json = parsed.json as Record<string, unknown>;
      const url = urlOf(json);
      if (url !== undefined && isMerged(parsed.text)) return this.#merged();
      // A guess that is no entry was no entry start.
      if (url === undefined && this.#isSearching) return this.#broken();
      // A wrapper around the entries, or a stray bracket before the rest of them.
      if (url === undefined && (this.#index === 0 || Array.isArray(json))) {
        const { end } = value;
        const next = await this.#elsewhere(() => value.start);
        if (next !== end) return next;
      }
      if (url === undefined) this.#skip(Array.isArray(json) ? 'entry-not-object' : 'entry-without-url', at);
      else this.#deliver(json, url, at, line, parsed.hasReplacements);
    }
    return value.end;
  }

  /** The entry just read, where the sink wants no more than an outline of it: one that repeats a member has none. */
  #outline(at: number): ParsedSlim | undefined {
    const wish = this.#sink.outline;
    if (wish === undefined || this.#isSearching || !wish.isWelcome(at)) return undefined;
    // Most likely the URL: where it is one to be read whole, the outline would be for nothing.
    const hint = this.#value.firstText('"request"', '"url"');
    if (hint !== undefined && !wish.isEnough(hint)) return undefined;
    const json = this.#value.outline();
    const url = urlOf(json);
    const isEnough = url !== undefined && !isPlaceholder(url) && wish.isEnough(url);
    return isEnough ? { json, text: '', hasReplacements: false } : undefined;
  }

  #deliver(json: Record<string, unknown>, slimUrl: string, at: number, line: number, hasReplacements: boolean): void {
    const value = this.#value;
    const window = this.#window;
    if (this.#isSearching && this.#openDamage !== undefined) this.#openDamage.resumedAt = window.positionAt(at);
    this.#isSearching = false;
    this.#hasEntries = true;
    const index = this.#index;
    this.#index += 1;
    this.counts.entries += 1;
    if (index < learningEntries && this.#knownKeys.size < knownKeysLimit) {
      const from = window.indexOf(value.start) + 1;
      const key = firstKey(window.kernel.bytes, from, from + entryStartBytes);
      if (key !== undefined) this.#knownKeys.add(key);
    }
    const longUrl = value.text(slimUrl, urlLimitBytes);
    if (longUrl !== undefined) (json.request as { url: string }).url = longUrl.text;
    const isUrlCut = longUrl !== undefined && longUrl.state !== 'whole';
    if (isUrlCut) this.#note('url-cut', at);
    if (hasReplacements) this.#note('replacement-characters', at);
    if (value.cutCount > 0) this.#note('string-cut', at);
    const { generation, elidedCount, cutCount } = value;
    const document = this.#document;
    const wanted = this.#sink.entry({
      ...{ index, document, byteOffset: at, line, json, elidedCount, cutCount, isUrlCut },
      isElided: isPlaceholder,
      text: (text, limitBytes = textLimitBytes) =>
        (generation === value.generation ? value.text(text, limitBytes) : undefined) ?? { text, state: 'whole' },
    });
    if (wanted === false) throw stopped;
  }

  #skip(code: ScanNoteCode, at: number): void {
    this.#index += 1;
    this.counts.entries += 1;
    this.counts.skipped += 1;
    this.#note(code, at);
  }

  /** Two entries of which a cut made one: whose answer it is nobody can tell. */
  #merged(): number {
    const { start, end } = this.#value;
    const damage = this.#isSearching ? undefined : this.#notes.addDamage(() => this.#window.positionAt(start));
    if (damage !== undefined) damage.resumedAt = this.#window.positionAt(end);
    this.#index += 2;
    this.counts.entries += 1;
    this.counts.skipped += 1;
    this.#hasEntries = true;
    return end;
  }

  /**
   * Whether what ended at `end` was not the whole entry but met a stray closing brace: then its other members follow,
   * as in `{"request":{…}}, "response":{…}`.
   */
  async #endsEarly(end: number): Promise<boolean> {
    const at = await this.#tokens.space(end, this.#value.start);
    if (this.#window.byteAt(at) !== comma) return false;
    await this.#tokens.load(at + entryStartBytes, this.#value.start);
    const from = this.#window.indexOf(at) + 1;
    return firstKey(this.#window.kernel.bytes, from, from + entryStartBytes) !== undefined;
  }

  /** The value read last cannot be used. Where to go on. */
  async #broken(): Promise<number> {
    const { start, end } = this.#value;
    if (this.#isSearching) {
      this.#rescannedBytes += end - start;
      if (this.#rescannedBytes > rescanAllowanceBytes + 4 * this.#window.end) {
        this.#note('salvage-limit', start);
        return this.#resume(end, end);
      }
      return this.#resume(start, start + 1);
    }
    const fault = this.#value.findFault();
    if (this.#window.isEnded && fault === this.#window.end) return this.#truncated(fault);
    if (this.#hasEntries) this.#index += 1;
    return this.#resume(fault, start + 1);
  }

  /** Notes damage, and looks from `from` on for the next place where an entry may begin. */
  async #resume(damageAt: number, from: number): Promise<number> {
    if (!this.#isSearching) {
      this.#openDamage = this.#notes.addDamage(() => this.#window.positionAt(damageAt));
      this.#isSearching = true;
    }
    for (let at = from; ; ) {
      const { end } = this.#window;
      const found = this.#findEntryStart(at, end);
      if (found !== -1 && (found + entryStartBytes <= end || this.#window.isEnded)) return found;
      at = found === -1 ? Math.max(at, end - entryStartBytes) : found;
      if (!(await this.#tokens.more(at)) && found === -1) return this.#window.end;
    }
  }

  #findEntryStart(from: number, to: number): number {
    const base = this.#window.indexOf(0);
    const found = findEntryStart(this.#window.kernel.bytes, from + base, to + base, this.#knownKeys);
    return found === -1 ? -1 : found - base;
  }

  readonly #isLost = (from: number, to: number): boolean => {
    const base = this.#window.indexOf(0);
    return findNextEntry(this.#window.kernel.bytes, from + base, to + base, this.#knownKeys) !== -1;
  };

  #truncated(at: number): number {
    if (!this.#isSearching) this.truncatedAt ??= this.#window.positionAt(at);
    return at;
  }

  #note(code: ScanNoteCode, at: number): void {
    this.#notes.add(code, () => this.#window.positionAt(at));
  }
}

function urlOf(json: unknown): string | undefined {
  const request = (json as { request?: { url?: unknown } } | null | undefined)?.request;
  return typeof request?.url === 'string' ? request.url : undefined;
}
