// A log from its first block to its last: finds the lines that say something, gives each its time, place and appliance.

import type { FactDefinition, LineExtractor } from '../../model/catalogue.js';
import type { Confidence, FactState, Observation, Trust } from '../../model/fact.js';
import { type Moment, momentAt } from '../../model/moment.js';
import type { Emit, Extractors, Parsed } from '../../model/parser.js';
import type { LocalSubject } from '../../model/subject.js';
import { type Block, blocksOf, lineEndAt, lineFeedsIn, lineStartAt, lineText } from './blocks.js';
import { accessZoneMs, type Frame, frameOf, isDated } from './frame.js';
import { type LineMatcher, lineMatcher } from './line-matcher.js';
import { type LiteralSearch, literalSearch } from './literals.js';
import { logNameOf } from './log-name.js';
import { Occurrences } from './occurrences.js';
import { type Stamp, Window } from './window.js';
import { Zones } from './zones.js';

// Mon May 13 07:25:10 2019 Info: Time offset from UTC: -25200 seconds
const offsetAnchor = 'Time offset from UTC: ';
const offsetLine = /^Time offset from UTC: (-?\d{1,6}) seconds/;
const beginAnchor = 'Begin Logfile';
// Mon May 13 07:25:10 2019 Info: Version: 12.0.0-478 SN: 420D4B6FA42E00000000-CE7D00000000
const serialAnchor = ' SN: ';
const serialLine = /^Version: \S{3,30} SN: (\S{8,64})$/;
/** Lines back in which the frame of a line without one is looked for. */
const continuationMax = 50;
const frameBytesMax = 400;
/** Readings of a header that are held back at most. */
const waitingMax = 10;
/** Longest line that waits unmasked until it is known whether it is kept. */
const waitingCharsMax = 1024;
const lineFeed = 10;

export async function readLog(bytes: AsyncIterable<Uint8Array>, extractors: Extractors, emit: Emit): Promise<Parsed> {
  const reader = new LogReader(extractors, emit);
  for await (const block of blocksOf(bytes)) reader.block(block);
  return reader.finish();
}

class LogReader {
  readonly #extractors: Extractors;
  readonly #emit: Emit;
  readonly #matcher: LineMatcher;
  readonly #fileLog: string | undefined;
  readonly #occurrences = new Occurrences();
  readonly #window = new Window();
  readonly #logs = new Map<string, string | undefined>();
  /** Line feeds before the block. */
  #linesBefore = 0;
  readonly #zones = new Zones();
  /** Senders by address: where there are several, they are different appliances. */
  readonly #addresses = new Set<string>();
  #serial: string | undefined;
  #endsOpen = false;
  #waiting: (() => void)[] | undefined;
  /** A file that begins as a log is one; lines below something else were pasted there by somebody. */
  #trust: Trust = 'observed';
  readonly #search: LiteralSearch;

  constructor(extractors: Extractors, emit: Emit) {
    this.#extractors = extractors;
    this.#emit = emit;
    this.#matcher = lineMatcher(extractors, [beginAnchor, offsetAnchor, serialAnchor]);
    this.#search = literalSearch(this.#matcher.literals);
    this.#fileLog = logNameOf(emit.artifact, extractors.logs);
  }

  block(block: Block): void {
    const { bytes } = block;
    if (block.offset === 0 && !beginsFramed(bytes)) this.#trust = 'shown';
    const search = this.#search;
    let [counted, line, searchedTo] = [0, this.#linesBefore + 1, 0];
    for (const place of search.places(bytes)) {
      if (place < searchedTo) continue;
      const start = lineStartAt(bytes, place);
      const end = lineEndAt(bytes, place);
      searchedTo = end;
      line += lineFeedsIn(bytes, counted, start);
      counted = start;
      this.#line(block, start, end, line);
    }
    this.#window.block(bytes, (at) => this.#stampAt(block, at));
    this.#linesBefore += search.feeds;
    this.#endsOpen = bytes.at(-1) !== lineFeed;
  }

  #line({ bytes, offset, isRecoded }: Block, start: number, end: number, line: number): void {
    const raw = lineText(bytes, start, end);
    const own = frameOf(raw);
    const before = own !== undefined || isDated(raw) ? undefined : framedBefore(bytes, start);
    // What a sender wrote may go on in the next line.
    if (before !== undefined && this.#matcher.isOutsiders(before.message)) return;
    const frame = own ?? before?.frame;
    if (frame === undefined) return;
    const message = own === undefined ? raw : raw.slice(own.messageAt);
    if (own !== undefined) this.#header(own, message, offset + start);
    const log = this.#logOf(frame);
    const place = { line, byteOffset: isRecoded ? undefined : offset + start };
    for (const { extractor, value } of this.#matcher.matches(message, log, own === undefined)) {
      const { fact, confidence, keep } = extractor;
      this.#once(() => {
        this.#add(fact, confidence, { state: 'known', value }, frame, this.#momentOf(frame), place, raw, keep);
      });
    }
    if (frame.host !== undefined) this.#host(frame, line, raw);
  }

  /** Every file begins with its own three lines: what they tell holds for the lines below them. */
  #header({ localMs }: Frame, message: string, place: number): void {
    if (message.startsWith(beginAnchor)) {
      this.#release();
      this.#zones.begin(place);
      this.#waiting = [];
    }
    this.#serial = serialLine.exec(message)?.[1] ?? this.#serial;
    const offset = offsetLine.exec(message)?.[1];
    if (offset !== undefined) {
      this.#zones.tell(place, Number(offset) * 1000, localMs);
      this.#release();
      return;
    }
    const told = accessZoneMs(message, localMs);
    if (told !== undefined) this.#zones.tell(place, told, localMs);
  }

  /** The header tells the zone last: what its lines say waits for it. */
  #once(say: () => void): void {
    if (this.#waiting === undefined) say();
    else if (this.#waiting.push(say) >= waitingMax) this.#release();
  }

  #release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const say of waiting) say();
  }

  #host(frame: Frame, line: number, raw: string): void {
    for (const { fact, field, confidence } of this.#extractors.log) {
      if (field !== 'host') continue;
      this.#add(fact, confidence, { state: 'known', value: frame.host ?? '' }, frame, undefined, { line }, raw);
    }
  }

  #add(
    fact: FactDefinition,
    confidence: Confidence,
    state: FactState,
    sender: Pick<Frame, 'host' | 'address'>,
    time: Moment | undefined,
    place: { readonly line?: number; readonly byteOffset?: number | undefined },
    raw: string,
    keep?: LineExtractor['keep'],
  ): void {
    const subject = this.#subject(sender);
    const value = state.state === 'known' ? String(state.value) : '';
    const trust = this.#trust;
    const excerptOf = () => this.#emit.excerpt(raw);
    // A long line is not kept for later.
    const early = raw.length > waitingCharsMax ? excerptOf() : undefined;
    const observe = (): Observation => {
      const { line, byteOffset } = place;
      const excerpt = early ?? excerptOf();
      const evidence = {
        ...{ artifact: this.#emit.artifact, excerpt, trust, confidence },
        ...(line !== undefined && { line }),
        ...(byteOffset !== undefined && { byteOffset }),
        ...(time !== undefined && { time }),
      };
      return { fact: fact.key, subject, state, evidence, ...(line !== undefined && { sequence: line }) };
    };
    const series = `${fact.key}\n${subject.key}`;
    const said = { atMs: time?.earliestMs, observe };
    if (keep === undefined || time === undefined) this.#occurrences.add(`${series}\n${value}`, said);
    else this.#occurrences.addPerMinute(series, value, time.earliestMs, said);
  }

  /** Several appliances may speak in one file: by the name that syslog gives them, or one header after the other. */
  #subject({ host, address }: Pick<Frame, 'host' | 'address'>): LocalSubject {
    if (address !== undefined) this.#addresses.add(address);
    return { type: 'appliance', key: host ?? address ?? this.#serial ?? '1' };
  }

  #told(observation: Observation): Observation {
    const { subject } = observation;
    const isOneOfSeveral = this.#addresses.size > 1 && this.#addresses.has(subject.key);
    return isOneOfSeveral ? { ...observation, subject: { ...subject, among: 'senders' } } : observation;
  }

  #logOf({ log }: Frame): string | undefined {
    if (log === undefined) return this.#fileLog;
    if (!this.#logs.has(log)) this.#logs.set(log, logNameOf(log, this.#extractors.logs));
    return this.#logs.get(log) ?? this.#fileLog;
  }

  #momentOf({ localMs, zoneMs }: Frame): Moment | undefined {
    if (localMs === undefined) return undefined;
    return zoneMs === undefined ? this.#zones.moment(localMs) : momentAt(localMs, zoneMs);
  }

  #momentOfStamp({ localMs, zoneMs, place }: Stamp): Moment {
    return zoneMs === undefined ? this.#zones.moment(localMs, place) : momentAt(localMs, zoneMs);
  }

  #stampAt({ bytes, offset }: Block, start: number): Stamp | undefined {
    const text = lineText(bytes, start, Math.min(lineEndAt(bytes, start), start + frameBytesMax));
    const frame = frameOf(text);
    if (frame?.localMs === undefined) return undefined;
    const { localMs, zoneMs, host, address } = frame;
    if (address !== undefined) this.#addresses.add(address);
    return { localMs, zoneMs, host, address, text, place: offset + start };
  }

  finish(): Parsed {
    this.#release();
    for (const { fact, field, confidence } of this.#extractors.log) {
      if (field !== 'window') continue;
      for (const { value, stamp } of this.#window.events()) {
        this.#add(fact, confidence, { state: 'known', value }, stamp, this.#momentOfStamp(stamp), {}, stamp.text);
      }
    }
    for (const observation of this.#occurrences.all()) this.#emit.observe(this.#told(observation));
    const { thinned, isFull } = this.#occurrences;
    if (thinned > 0) this.#emit.note({ code: 'log-thinned', level: 'note', arguments: { count: thinned } });
    if (isFull) this.#emit.note({ code: 'limit-reached', level: 'warning', arguments: { limit: 'readings' } });
    const lines = this.#linesBefore + (this.#endsOpen ? 1 : 0);
    return { status: isFull ? 'partial' : 'ok', counts: { lines } };
  }
}

function beginsFramed(bytes: Buffer): boolean {
  return frameOf(lineText(bytes, 0, Math.min(bytes.length, frameBytesMax)).trimStart()) !== undefined;
}

/** The line that a line without a frame goes on from. */
function framedBefore(bytes: Buffer, start: number): { readonly frame: Frame; readonly message: string } | undefined {
  let from = start;
  for (let back = 0; back < continuationMax && from > 0; back += 1) {
    const end = from - 1;
    from = lineStartAt(bytes, end);
    const text = lineText(bytes, from, Math.min(end, from + frameBytesMax));
    const frame = frameOf(text);
    if (frame) return { frame, message: text.slice(frame.messageAt) };
    if (isDated(text)) return undefined;
  }
  return undefined;
}
