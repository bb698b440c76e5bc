// What all calls of a capture said, kept small: of every value of a fact the last reading, since only the last one can
// hold. At the end it is put in the order of time and let out. Memory grows with what there is to say, not with the file.
import type { FactDefinition } from '../../model/catalogue.js';
import { type Confidence, type FactState, type Observation, unknown } from '../../model/fact.js';
import type { Emit } from '../../model/parser.js';
import type { LocalSubject } from '../../model/subject.js';
import { type Call, momentOfTime, type Place, shortPath } from './calls.js';
import { type CallReading, idOf } from './json-extractor.js';

/** A reading with everything that evidence needs, since its entry will be gone. */
interface Kept {
  readonly fact: FactDefinition;
  readonly subject: LocalSubject;
  readonly state: FactState;
  readonly confidence: Confidence;
  readonly complete: boolean | undefined;
  readonly place: Place;
  readonly pointer: string;
  readonly line: string;
}

/** Of one value: the last reading by place and by time; the order that counts is only known at the end. */
interface Last {
  readonly byPlace: Kept;
  readonly byTime: Kept;
}

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

export class Ledger {
  /** More was said than is kept. */
  isFull = false;
  readonly #kept = new Map<string, Map<string, Last>>();
  #allInstants = true;
  #latestMs = Number.NEGATIVE_INFINITY;
  #isOrdered = true;

  /** Every call that is looked into, whether it says something or not. */
  see({ place: { started } }: Call): void {
    if (started?.kind !== 'instant') {
      this.#allInstants = false;
      return;
    }
    if (started.epochMs < this.#latestMs) this.#isOrdered = false;
    this.#latestMs = Math.max(this.#latestMs, started.epochMs);
  }

  /** Whether order in the file had to give way to order in time. */
  get isSorted(): boolean {
    return this.#allInstants && !this.#isOrdered;
  }

  add(reading: CallReading, call: Call): void {
    const { fact, subject } = reading;
    const key = `${fact.key}\n${idOf(subject)}`;
    const values = this.#kept.get(key) ?? new Map<string, Last>();
    if (values.size === 0) {
      if (this.#kept.size >= keysMax) {
        this.isFull = true;
        return;
      }
      this.#kept.set(key, values);
    }
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
    values.set(value, { byPlace: kept, byTime: isLater ? kept : last.byTime });
  }

  release(completeness: Completeness, emit: Emit): void {
    const order = this.#allInstants ? byTime : byPlace;
    const all = [...this.#kept.values()].flatMap((values) =>
      [...values.values()].map((last) => (this.#allInstants ? last.byTime : last.byPlace)),
    );
    all.sort(order);
    let sequence = 0;
    let place: Place | undefined;
    for (const kept of all) {
      if (kept.place !== place) sequence += 1;
      place = kept.place;
      emit.observe(this.#observation(kept, sequence, completeness, emit));
    }
  }

  #observation(kept: Kept, sequence: number, { isWhole, lostUpTo }: Completeness, emit: Emit): Observation {
    const { fact, subject, place, confidence, complete } = kept;
    const time = momentOfTime(place.started);
    // Names stay what they are, and what was there once stays in sets and events.
    const canChange = fact.cardinality === 'state' && fact.identifies === undefined;
    const mayBeOvertaken = canChange && !isWhole && (lostUpTo > place.byteOffset || this.isSorted);
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
        ...(mayBeOvertaken && { mayBeOvertaken }),
      },
      sequence,
      ...(complete !== undefined && { complete: complete && isWhole }),
    };
  }
}

function keep({ fact, subject, state, confidence, complete, found, pointer }: CallReading, call: Call): Kept {
  const { place, method, host, path, status = 0, row } = call;
  const below = pointer === undefined ? '' : `/response/content/text${pointer}`;
  const shown = found === '' ? '' : `: ${found.slice(0, excerptCharsMax)}`;
  return {
    ...{ fact, subject, complete, place },
    state: limited(state),
    confidence: row.confidence === 'guess' ? 'guess' : confidence,
    pointer: detached(`/log/entries/${place.index}${below}`),
    line: detached(`${method.slice(0, 20)} ${host}${shortPath(path)} → ${status}${shown}`),
  };
}

function limited(state: FactState): FactState {
  const isLong = state.state === 'known' && Array.isArray(state.value) && state.value.length > listMax;
  return isLong ? unknown('limit') : state;
}

/** A part of a string keeps the whole string alive; its own copy does not. */
function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

function valueKey({ fact, state, complete }: Kept, count: number): string {
  if (fact.cardinality === 'event' && state.state === 'known') return `event ${count}`;
  return `${JSON.stringify(state)}${complete === true ? ' complete' : ''}`;
}

function timeOf({ place: { started } }: Kept): number {
  return started?.kind === 'instant' ? started.epochMs : Number.NEGATIVE_INFINITY;
}

function byTime(a: Kept, b: Kept): number {
  return timeOf(a) - timeOf(b) || byPlace(a, b);
}

function byPlace(a: Kept, b: Kept): number {
  return a.place.byteOffset - b.place.byteOffset;
}
