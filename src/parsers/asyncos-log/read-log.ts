// A log from its first block to its last: finds the lines that say something, gives each its time, place and appliance.

import type { FactDefinition } from '../../model/catalogue.js';
import type { Confidence, FactState, Observation, Trust } from '../../model/fact.js';
import { type Moment, momentAt } from '../../model/moment.js';
import type { Emit, Extractors, Parsed } from '../../model/parser.js';
import type { LocalSubject } from '../../model/subject.js';
import { type Block, blocksOf, lineFeedsIn, lineText } from './blocks.js';
import { type Frame, frameOf } from './frame.js';
import { type LineMatcher, lineMatcher } from './line-matcher.js';
import { logNameOf } from './log-name.js';
import { Occurrences } from './occurrences.js';
import { type Stamp, Window } from './window.js';

// Mon May 13 07:25:10 2019 Info: Time offset from UTC: -25200 seconds
const offsetAnchor = 'Time offset from UTC: ';
const offsetLine = /^Time offset from UTC: (-?\d{1,6}) seconds/;
const beginAnchor = 'Begin Logfile';
// Mon May 13 07:25:10 2019 Info: Version: 12.0.0-478 SN: 420D4B6FA42E00000000-CE7D00000000
const serialAnchor = ' SN: ';
const serialLine = /^Version: \S{3,30} SN: (\S{8,64})$/;
/** Lines back in which the frame of a line without one is looked for. */
const continuationMax = 50;
const frameCharsMax = 400;

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
  /** Offsets from UTC, each from the beginning of the header that tells it. */
  readonly #zones: { readonly from: number; ms: number | undefined }[] = [];
  #serial: string | undefined;
  #endsOpen = false;
  /** A file that begins as a log is one; lines below something else were pasted there by somebody. */
  #trust: Trust = 'observed';
  #literals: RegExp | undefined;
  #taggedLiterals: RegExp | undefined;

  constructor(extractors: Extractors, emit: Emit) {
    this.#extractors = extractors;
    this.#emit = emit;
    this.#matcher = lineMatcher(extractors, [beginAnchor, offsetAnchor, serialAnchor]);
    this.#fileLog = logNameOf(emit.artifact, extractors.logs);
  }

  block(block: Block): void {
    const { text } = block;
    if (block.offset === 0 && frameOf(text.trimStart().slice(0, frameCharsMax)) === undefined) this.#trust = 'shown';
    const literals = this.#literalsOf(block);
    let counted = 0;
    let line = this.#linesBefore + 1;
    literals.lastIndex = 0;
    for (let hit = literals.exec(text); hit !== null; hit = literals.exec(text)) {
      const start = text.lastIndexOf('\n', hit.index) + 1;
      const feed = text.indexOf('\n', hit.index);
      const end = feed === -1 ? text.length : feed;
      line += lineFeedsIn(block, counted, start);
      counted = start;
      this.#line(block, start, end, line);
      literals.lastIndex = end;
    }
    this.#window.block(block, (at) => this.#stampAt(block, at));
    this.#linesBefore = line - 1 + lineFeedsIn(block, counted, text.length);
    this.#endsOpen = !text.endsWith('\n');
  }

  /** A file names its log, or syslog names one in every line: then those of all logs are looked for. */
  #literalsOf({ text }: Block): RegExp {
    const isTagged = frameOf(text.slice(0, frameCharsMax))?.log !== undefined;
    const known = isTagged ? this.#taggedLiterals : this.#literals;
    if (known !== undefined) return known;
    const all = [undefined, ...Object.keys(this.#extractors.logs.names)];
    const made = this.#matcher.literals(isTagged ? all : [this.#fileLog]);
    if (isTagged) this.#taggedLiterals = made;
    else this.#literals = made;
    return made;
  }

  #line(block: Block, start: number, end: number, line: number): void {
    const raw = lineText(block, start, end);
    const own = frameOf(raw);
    const frame = own ?? frameBefore(block, start);
    if (frame === undefined) return;
    const message = own === undefined ? raw : raw.slice(own.messageAt);
    if (own !== undefined) this.#header(message, block.offset + start);
    const log = this.#logOf(frame);
    for (const { extractor, value } of this.#matcher.matches(message, log, own === undefined)) {
      const { fact, confidence } = extractor;
      const place = { line, byteOffset: block.bytes && block.offset + start };
      this.#add(fact, confidence, { state: 'known', value }, frame.host, this.#momentOf(frame), place, raw);
    }
    if (frame.host !== undefined) this.#host(frame, line, raw);
  }

  /** Every file begins with its own three lines: what they tell holds for the lines below them. */
  #header(message: string, place: number): void {
    if (message.startsWith(beginAnchor)) this.#zones.push({ from: place, ms: undefined });
    const offset = offsetLine.exec(message)?.[1];
    if (offset !== undefined) this.#zone(place, Number(offset) * 1000);
    this.#serial = serialLine.exec(message)?.[1] ?? this.#serial;
  }

  #zone(place: number, ms: number): void {
    const current = this.#zones.at(-1);
    if (current !== undefined && current.ms === undefined) current.ms = ms;
    else this.#zones.push({ from: place, ms });
  }

  #host(frame: Frame, line: number, raw: string): void {
    for (const { fact, field, confidence } of this.#extractors.log) {
      if (field !== 'host') continue;
      this.#add(fact, confidence, { state: 'known', value: frame.host ?? '' }, frame.host, undefined, { line }, raw);
    }
  }

  #add(
    fact: FactDefinition,
    confidence: Confidence,
    state: FactState,
    host: string | undefined,
    time: Moment | undefined,
    place: { readonly line?: number; readonly byteOffset?: number | undefined },
    raw: string,
  ): void {
    const subject = this.#subject(host);
    const kind = `${fact.key}\n${subject.key}\n${state.state === 'known' ? String(state.value) : ''}`;
    this.#occurrences.add(kind, (): Observation => {
      const { line, byteOffset } = place;
      const evidence = {
        ...{ artifact: this.#emit.artifact, excerpt: this.#emit.excerpt(raw), trust: this.#trust, confidence },
        ...(line !== undefined && { line }),
        ...(byteOffset !== undefined && { byteOffset }),
        ...(time !== undefined && { time }),
      };
      return { fact: fact.key, subject, state, evidence, ...(line !== undefined && { sequence: line }) };
    });
  }

  /** Several appliances may speak in one file: by the name that syslog gives them, or one header after the other. */
  #subject(host: string | undefined): LocalSubject {
    return { type: 'appliance', key: host ?? this.#serial ?? '1' };
  }

  #logOf({ log }: Frame): string | undefined {
    if (log === undefined) return this.#fileLog;
    if (!this.#logs.has(log)) this.#logs.set(log, logNameOf(log, this.#extractors.logs));
    return this.#logs.get(log) ?? this.#fileLog;
  }

  #momentOf({ localMs, zoneMs }: Frame): Moment | undefined {
    return localMs === undefined ? undefined : momentAt(localMs, zoneMs ?? this.#zones.at(-1)?.ms);
  }

  #momentOfStamp({ localMs, zoneMs, place }: Stamp): Moment {
    return momentAt(localMs, zoneMs ?? this.#zones.findLast(({ from }) => from <= place)?.ms);
  }

  #stampAt(block: Block, start: number): Stamp | undefined {
    const feed = block.text.indexOf('\n', start);
    const end = feed === -1 ? block.text.length : feed;
    const text = lineText(block, start, Math.min(end, start + frameCharsMax));
    const frame = frameOf(text);
    if (frame?.localMs === undefined) return undefined;
    const { localMs, zoneMs, host } = frame;
    return { localMs, zoneMs, host, text, place: block.offset + start };
  }

  finish(): Parsed {
    for (const { fact, field, confidence } of this.#extractors.log) {
      if (field !== 'window') continue;
      for (const { value, stamp } of this.#window.events()) {
        this.#add(fact, confidence, { state: 'known', value }, stamp.host, this.#momentOfStamp(stamp), {}, stamp.text);
      }
    }
    for (const observation of this.#occurrences.all()) this.#emit.observe(observation);
    const { thinned, isFull } = this.#occurrences;
    if (thinned > 0) this.#emit.note({ code: 'log-thinned', level: 'note', arguments: { count: thinned } });
    if (isFull) this.#emit.note({ code: 'limit-reached', level: 'warning', arguments: { limit: 'readings' } });
    const lines = this.#linesBefore + (this.#endsOpen ? 1 : 0);
    return { status: isFull ? 'partial' : 'ok', counts: { lines } };
  }
}

/** The frame of the line that a line without one goes on from. */
function frameBefore(block: Block, start: number): Frame | undefined {
  let from = start;
  for (let back = 0; back < continuationMax && from > 0; back += 1) {
    const end = from - 1;
    from = block.text.lastIndexOf('\n', end - 1) + 1;
    const frame = frameOf(lineText(block, from, Math.min(end, from + frameCharsMax)));
    if (frame) return frame;
  }
  return undefined;
}
