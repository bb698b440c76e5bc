// What the lines of a log said, kept small: of every value of a fact the first readings and the last ones, since the
// beginning and the end of a trouble are what counts. Memory grows with what there is to say, not with the file.
import type { Observation } from '../../model/fact.js';

const firstMax = 20;
const lastMax = 50;
const kindsMax = 2000;

interface Kept {
  readonly first: Observation[];
  /** The last ones; `next` is the place of the oldest once it is full. */
  readonly last: Observation[];
  next: number;
}

export class Occurrences {
  /** Readings that were left out between the first and the last. */
  thinned = 0;
  /** More kinds of readings than are kept. */
  isFull = false;
  readonly #kept = new Map<string, Kept>();

  /** @param observe builds the observation: only called for one that is kept */
  add(kind: string, observe: () => Observation): void {
    const kept: Kept = this.#kept.get(kind) ?? { first: [], last: [], next: 0 };
    if (kept.first.length === 0) {
      if (this.#kept.size >= kindsMax) {
        this.isFull = true;
        return;
      }
      this.#kept.set(kind, kept);
    }
    if (kept.first.length < firstMax) kept.first.push(observe());
    else if (kept.last.length < lastMax) kept.last.push(observe());
    else {
      kept.last[kept.next] = observe();
      kept.next = (kept.next + 1) % lastMax;
      this.thinned += 1;
    }
  }

  /** In the order of the file within each kind. */
  *all(): Generator<Observation> {
    for (const { first, last, next } of this.#kept.values()) {
      yield* first;
      yield* last.slice(next);
      yield* last.slice(0, next);
    }
  }
}
