// From when to when a log tells, and the gaps in between. Reading every line's time would cost more than all the rest: a
// block whose first and last line are close has no gap, another is halved until its gaps are found.
import { lineEndAt, lineStartAt } from './blocks.js';

export interface Stamp {
  readonly localMs: number;
  readonly zoneMs: number | undefined;
  /** Where its line begins in the file. */
  readonly place: number;
  readonly host: string | undefined;
  readonly address: string | undefined;
  readonly text: string;
}

export interface WindowEvent {
  readonly value: 'begins' | 'ends' | 'gap-begins' | 'gap-ends';
  readonly stamp: Stamp;
}

/** Longer silence is told: busy logs have none, and an idle one tells when it was idle [guess]. */
const gapMs = 3_600_000;
const gapsMax = 20;
/** Lines without a time of their own that are passed over. */
const skippedLinesMax = 50;

type StampAt = (lineStart: number) => Stamp | undefined;

export class Window {
  #first: Stamp | undefined;
  #last: Stamp | undefined;
  readonly #gaps: (readonly [Stamp, Stamp])[] = [];

  block(bytes: Buffer, stampAt: StampAt): void {
    const first = stampFrom(bytes, 0, stampAt);
    const last = stampBefore(bytes, bytes.length, stampAt);
    if (first === undefined || last === undefined) return;
    this.#first ??= first.stamp;
    if (this.#last) this.#gap(this.#last, first.stamp);
    this.#within(bytes, first, last, stampAt);
    this.#last = last.stamp;
  }

  *events(): Generator<WindowEvent> {
    if (this.#first) yield { value: 'begins', stamp: this.#first };
    for (const [before, after] of this.#gaps) {
      yield { value: 'gap-begins', stamp: before };
      yield { value: 'gap-ends', stamp: after };
    }
    if (this.#last) yield { value: 'ends', stamp: this.#last };
  }

  #gap(before: Stamp, after: Stamp): void {
    const isGap = after.localMs - before.localMs >= gapMs;
    if (isGap && this.#gaps.length < gapsMax) this.#gaps.push([before, after]);
  }

  #within(bytes: Buffer, first: Placed, last: Placed, stampAt: StampAt): void {
    if (this.#gaps.length >= gapsMax || last.stamp.localMs - first.stamp.localMs < gapMs) return;
    const middle = stampFrom(bytes, (first.at + last.at) >> 1, stampAt);
    const [left, right] =
      middle === undefined || middle.at >= last.at
        ? [stampBefore(bytes, last.at, stampAt), last]
        : [stampBefore(bytes, middle.at, stampAt), middle];
    if (left === undefined || left.at < first.at) return;
    if (left.at > first.at) this.#within(bytes, first, left, stampAt);
    this.#gap(left.stamp, right.stamp);
    if (right.at < last.at) this.#within(bytes, right, last, stampAt);
  }
}

interface Placed {
  readonly at: number;
  readonly stamp: Stamp;
}

/** The first line that begins at or behind a place. */
function stampFrom(bytes: Buffer, place: number, stampAt: StampAt): Placed | undefined {
  let at = place === 0 || lineStartAt(bytes, place) === place ? place : lineEndAt(bytes, place) + 1;
  for (let skipped = 0; skipped < skippedLinesMax && at < bytes.length; skipped += 1) {
    const stamp = stampAt(at);
    if (stamp) return { at, stamp };
    at = lineEndAt(bytes, at) + 1;
  }
  return undefined;
}

/** The last line that ends before a place. */
function stampBefore(bytes: Buffer, place: number, stampAt: StampAt): Placed | undefined {
  let end = place;
  for (let skipped = 0; skipped < skippedLinesMax && end > 0; skipped += 1) {
    const at = lineStartAt(bytes, end - 1);
    const stamp = stampAt(at);
    if (stamp) return { at, stamp };
    end = at;
  }
  return undefined;
}
