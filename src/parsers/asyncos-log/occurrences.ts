// What the lines of a log said, kept small: of every value of a fact the first readings, the last ones and the latest, or
// the last one of each minute. Memory grows with what there is to say, not with the file.
import type { Observation } from '../../model/fact.js';

const firstMax = 20;
const lastMax = 50;
const kindsMax = 2000;
const minutesMax = 3000;
const minuteMs = 60_000;

/** What a line said. Masking it costs more than finding it: it is only built where it is kept to the end. */
export interface Said {
  readonly atMs: number | undefined;
  observe(): Observation;
}

interface Kept {
  readonly first: Said[];
  /** The last ones; `next` is the place of the oldest once it is full. */
  readonly last: Said[];
  next: number;
  /** The latest of those left out: a file may hold older lines behind newer ones. */
  latest: Said | undefined;
}

export class Occurrences {
  /** Readings that were left out. */
  thinned = 0;
  /** More kinds of readings than are kept. */
  isFull = false;
  readonly #kept = new Map<string, Kept>();
  /** Series → minute → value → the last reading. */
  readonly #minutes = new Map<string, Map<number, Map<string, Said>>>();

  add(kind: string, said: Said): void {
    const kept: Kept = this.#kept.get(kind) ?? { first: [], last: [], next: 0, latest: undefined };
    if (kept.first.length === 0) {
      if (!this.#hasRoom()) return;
      this.#kept.set(kind, kept);
    }
    if (kept.first.length < firstMax) kept.first.push(said);
    else if (kept.last.length < lastMax) kept.last.push(said);
    else {
      const old = kept.last[kept.next];
      kept.last[kept.next] = said;
      kept.next = (kept.next + 1) % lastMax;
      this.thinned += 1;
      if (old !== undefined && msOf(old) > msOf(kept.latest)) kept.latest = old;
    }
  }

  /** Minutes are left out as a whole, the first ones first: what is kept of one is all that was said in it last. */
  addPerMinute(series: string, value: string, atMs: number, said: Said): void {
    const minutes = this.#minutes.get(series) ?? new Map<number, Map<string, Said>>();
    if (minutes.size === 0) {
      if (!this.#hasRoom()) return;
      this.#minutes.set(series, minutes);
    }
    const minute = Math.floor(atMs / minuteMs);
    const values = minutes.get(minute) ?? new Map<string, Said>();
    if (values.has(value)) this.thinned += 1;
    minutes.set(minute, values.set(value, said));
    const [first] = minutes.keys();
    if (minutes.size <= minutesMax || first === undefined) return;
    this.thinned += minutes.get(first)?.size ?? 0;
    minutes.delete(first);
  }

  #hasRoom(): boolean {
    const hasRoom = this.#kept.size + this.#minutes.size < kindsMax;
    this.isFull ||= !hasRoom;
    return hasRoom;
  }

  /** In the order of the file within each kind. */
  *all(): Generator<Observation> {
    for (const said of this.#said()) yield said.observe();
  }

  *#said(): Generator<Said> {
    for (const { first, last, next, latest } of this.#kept.values()) {
      yield* first;
      if (latest && last.every((one) => msOf(one) < msOf(latest))) yield latest;
      yield* last.slice(next);
      yield* last.slice(0, next);
    }
    for (const minutes of this.#minutes.values()) for (const values of minutes.values()) yield* values.values();
  }
}

function msOf(said: Said | undefined): number {
  return said?.atMs ?? Number.NEGATIVE_INFINITY;
}
