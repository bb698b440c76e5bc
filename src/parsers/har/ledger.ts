// What all calls of a capture said, kept small: of every value of a fact the last reading, since only the last one can
// hold. At the end it is put in the order of time and let out. Memory grows with what there is to say, not with the file.
import type { FactDefinition } from '../../model/catalogue.js';
import { type Confidence, type FactState, type Observation, unknown } from '../../model/fact.js';
import type { Emit } from '../../model/parser.js';
import type { LocalSubject } from '../../model/subject.js';
import { type Call, momentOfTime, type Place, shortPath } from './calls.js';
import { msOf, readHarTime } from './har-time.js';
import { type CallReading, idOf } from './json-extractor.js';

/** A reading with everything that evidence needs, since its entry will be gone. */
interface Kept {
  readonly fact: FactDefinition;
  readonly subject: LocalSubject;
  readonly state: FactState;
  readonly confidence: Confidence;
  readonly complete: boolean | undefined;
  readonly asked: string;
  readonly isCached: boolean;
  /** The call may have changed what was read before, whether its answer can be read or not. */
  readonly isChange: boolean;
  /** When the answer was there, by the clock that the call was started by. */
  readonly endMs: number;
  /** By the server's own clock. */
  readonly servedMs: number | undefined;
  readonly place: Place;
  readonly pointer: string;
  readonly line: string;
}

/** Of one value: the last reading by place and by time; the order that counts is only known at the end. */
interface Last {
  readonly byPlace: Kept;
  readonly byTime: Kept;
  /** Its last answer, by both clocks. */
  readonly endMs: number;
  readonly servedMs: number | undefined;
}

/** Of one fact about one subject. */
interface Readings {
  readonly values: Map<string, Last>;
  clock: Clock;
}

/** Dates of one kind can be put in order; a zone that is not told is the same for a whole capture. */
type Clock = 'instant' | 'local' | 'none' | 'mixed';

/** Times by their clocks, and the last place. */
type Unread = { readonly [C in Exclude<Clock, 'mixed'>]?: number } & { readonly byteOffset: number };

/** How the capture came to its end, as far as it matters for what holds. */
export interface Completeness {
  /** Nothing of the file was lost. */
  readonly isWhole: boolean;
  /** Entries may be missing up to this offset; what was read behind it is the latest. */
  readonly lostUpTo: number;
}

const keysMax = 20_000;
const valuesMax = 200;
const listMax = 10_000;
const excerptCharsMax = 300;
/** Servers of one service differ by less. */
const clockMarginMs = 60_000;

export class Ledger {
  /** More was said than is kept. */
  isFull = false;
  /** Entries stand in another order than that of their times. */
  isSorted = false;
  readonly #kept = new Map<string, Readings>();
  /** Fact of an account → the last answer that may have spoken of any subject of it, and could not be read. */
  readonly #unread = new Map<string, Unread>();
  readonly #latestMs = { instant: Number.NEGATIVE_INFINITY, local: Number.NEGATIVE_INFINITY };

  /** Every call that is looked into, whether it says something or not. */
  see({ place: { started } }: Call): void {
    if (started === undefined) return;
    const ms = msOf(started);
    if (ms < this.#latestMs[started.kind]) this.isSorted = true;
    this.#latestMs[started.kind] = Math.max(this.#latestMs[started.kind], ms);
  }

  add(reading: CallReading, call: Call): void {
    const { fact, subject } = reading;
    const key = `${fact.key}\n${idOf(subject)}`;
    if (reading.isOfAny === true) {
      if (!call.isCached) this.#unread.set(key, laterOf(this.#unread.get(key), call.place));
      return;
    }
    const clock = call.place.started?.kind ?? 'none';
    const readings: Readings = this.#kept.get(key) ?? { values: new Map(), clock };
    const { values } = readings;
    if (values.size === 0) {
      if (this.#kept.size >= keysMax) {
        this.isFull = true;
        return;
      }
      this.#kept.set(key, readings);
    }
    if (readings.clock !== clock) readings.clock = 'mixed';
    const kept = keep(reading, call);
    const value = valueKey(kept, values.size);
    const last = values.get(value);
    if (last === undefined && values.size >= valuesMax) {
      this.isFull = true;
      if (fact.cardinality !== 'state') return;
      // The latest reading must not be the one that is left out.
      for (const oldest of [...values.keys()].slice(0, 1)) values.delete(oldest);
    }
    values.delete(value);
    const isLater = last === undefined || timeOf(kept) >= timeOf(last.byTime);
    values.set(value, {
      ...{ byPlace: kept, byTime: isLater ? kept : last.byTime },
      endMs: Math.max(kept.endMs, last?.endMs ?? kept.endMs),
      servedMs: kept.servedMs === undefined ? last?.servedMs : Math.max(kept.servedMs, last?.servedMs ?? kept.servedMs),
    });
  }

  release(completeness: Completeness, emit: Emit): void {
    const all = [...this.#kept.values()].flatMap((readings) => this.#inOrder(readings));
    all.sort((a, b) => byPlace(a.kept, b.kept));
    for (const one of all) emit.observe(this.#observation(one, completeness, emit));
  }

  /** By time where all have one; without it the order of the file counts, which is none where the file is out of order. */
  #inOrder({ values, clock }: Readings): Ordered[] {
    const isTimed = clock === 'instant' || clock === 'local';
    const lasts = new Map([...values.values()].map((last) => [isTimed ? last.byTime : last.byPlace, last]));
    const all = [...lasts.keys()].sort(
      (a, b) => Number(b.isCached) - Number(a.isCached) || (isTimed ? byTime(a, b) : byPlace(a, b)),
    );
    const isUnclear = ({ state, confidence }: Kept) => state.state === 'unknown' || confidence === 'guess';
    const unread = new Map(all.flatMap((one, at) => (isUnclear(one) ? [[one.asked, at]] : [])));
    const changedAt = all.findLastIndex((one) => one.isChange && isUnclear(one));
    let sequence = 0;
    return all.map((kept, at) => {
      if (kept.place !== all[at - 1]?.place) sequence += 1;
      // The same was asked later, and what was answered then cannot be read.
      const askedAgain = unread.get(kept.asked) ?? at;
      const isAskedAgain = askedAgain > at && all[askedAgain]?.place !== kept.place;
      const isRival = (one: Kept) => !one.isCached && (!isUnclear(one) || one.asked === kept.asked);
      const isOvertaken =
        kept.isCached ||
        (this.isSorted && !isTimed) ||
        isAskedAgain ||
        changedAt > at ||
        all.slice(0, at).some((one) => isRival(one) && isAnsweredLater(lasts.get(one), kept)) ||
        this.#mayBeToldLater(kept, clock);
      return { kept, sequence, isOvertaken };
    });
  }

  /** An answer that came later, and could not be read, may have spoken of the same subject. */
  #mayBeToldLater({ fact, subject, place }: Kept, clock: Clock): boolean {
    const unread = this.#unread.get(`${fact.key}\n${idOf(rootOf(subject))}`);
    if (unread === undefined) return false;
    if (clock !== 'instant' && clock !== 'local') return unread.byteOffset > place.byteOffset;
    const isOtherClock = (['instant', 'local', 'none'] as const).some(
      (one) => one !== clock && unread[one] !== undefined,
    );
    return isOtherClock || (unread[clock] ?? Number.NEGATIVE_INFINITY) > timeOf({ place });
  }

  #observation({ kept, sequence, isOvertaken }: Ordered, { isWhole, lostUpTo }: Completeness, emit: Emit): Observation {
    const { fact, subject, place, confidence, complete } = kept;
    const time = momentOfTime(place.started);
    // Names stay what they are, and what was there once stays in sets and events.
    const canChange = fact.cardinality === 'state' && fact.identifies === undefined;
    const isCutOff = !isWhole && (lostUpTo > place.byteOffset || this.isSorted);
    const mayBeOvertaken = isCutOff ? ('truncated' as const) : isOvertaken ? ('outsideWindow' as const) : undefined;
    return {
      fact: fact.key,
      subject,
      state: kept.state,
      evidence: {
        artifact: emit.artifact,
        line: place.line,
        byteOffset: place.byteOffset,
        pointer: emit.excerpt(kept.pointer),
        excerpt: emit.excerpt(kept.line),
        trust: 'observed',
        ...(time && { time }),
        confidence,
        ...(canChange && mayBeOvertaken && { mayBeOvertaken }),
      },
      sequence,
      ...(complete !== undefined && { complete: complete && isWhole }),
    };
  }
}

/** A reading with its place in the order of its fact. */
interface Ordered {
  readonly kept: Kept;
  readonly sequence: number;
  /** Something later in the capture may have changed it, and cannot be read. */
  readonly isOvertaken: boolean;
}

function keep({ fact, subject, state, confidence, complete, asked, found, pointer }: CallReading, call: Call): Kept {
  const { place, isCached, method, host, path, status = 0, row, entry } = call;
  const below = pointer === undefined ? '' : `/response/content/text${pointer}`;
  const shown = found === '' ? '' : `: ${found.slice(0, excerptCharsMax)}`;
  return {
    ...{ fact, subject, complete, asked, isCached, place },
    isChange: method === 'PATCH' || method === 'PUT',
    endMs: timeOf({ place }) + (entry.time ?? 0),
    servedMs: isCached ? undefined : servedMs(entry),
    state: limited(state),
    confidence: row.confidence === 'guess' ? 'guess' : confidence,
    pointer: detached(`/log/entries/${place.index}${below}`),
    line: detached(`${method} ${host}${shortPath(path)} → ${status}${shown}`),
  };
}

function servedMs({ response }: Call['entry']): number | undefined {
  const date = readHarTime(response?.header('Date'), () => {});
  return date?.kind === 'instant' ? date.epochMs : undefined;
}

/**
 * What was asked first may have been answered last: calls overlap, and a workstation's clock may be set back between two of
 * them. Then nobody can say which of them holds.
 */
function isAnsweredLater(first: Last | undefined, last: Kept): boolean {
  if (first === undefined) return false;
  const isTie = first.endMs === last.endMs && timeOf(first.byTime) === timeOf(last);
  const [served, lastServed] = [first.servedMs, last.servedMs];
  const isServed = served !== undefined && lastServed !== undefined && served >= lastServed;
  const isServedLater = isServed && last.endMs - first.endMs - (lastServed - served) > clockMarginMs;
  return first.endMs > last.endMs || (isTie && first.byTime.place !== last.place) || isServedLater;
}

function limited(state: FactState): FactState {
  const isLong = state.state === 'known' && Array.isArray(state.value) && state.value.length > listMax;
  return isLong ? unknown('limit') : state;
}

/** A part of a string keeps the whole string alive; its own copy does not. */
function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** What is guessed at never takes the place of what is known. */
function valueKey({ fact, state, complete, isCached, asked, confidence }: Kept, count: number): string {
  if (fact.cardinality === 'event' && state.state === 'known') return `event ${count}`;
  const from = state.state === 'unknown' ? ` ${asked}` : '';
  const marks = [complete === true && ' complete', isCached && ' cached', confidence === 'guess' && ' guess'];
  return `${JSON.stringify(state)}${from}${marks.filter(Boolean).join('')}`;
}

function laterOf(last: Unread | undefined, place: Place): Unread {
  const clock = place.started?.kind ?? 'none';
  const ms = Math.max(last?.[clock] ?? Number.NEGATIVE_INFINITY, timeOf({ place }));
  return { ...last, [clock]: ms, byteOffset: Math.max(last?.byteOffset ?? 0, place.byteOffset) };
}

function rootOf(subject: LocalSubject): LocalSubject {
  return subject.parent === undefined ? subject : rootOf(subject.parent);
}

function timeOf({ place: { started } }: Pick<Kept, 'place'>): number {
  return started === undefined ? Number.NEGATIVE_INFINITY : msOf(started);
}

function byTime(a: Kept, b: Kept): number {
  return timeOf(a) - timeOf(b) || byPlace(a, b);
}

function byPlace(a: Kept, b: Kept): number {
  return a.place.byteOffset - b.place.byteOffset;
}
