// A frame → what the page extractors read from it. Cases are tried in their order and three-valued: one that cannot be
// told apart from true or false ends the search as unknown, so that a later case never decides by default.

import type { HostRow, PageCondition, PageExtractor, Reading } from '../../model/catalogue.js';
import { type Confidence, type FactState, known, type Reason, unknown, type Value } from '../../model/fact.js';
import { hostRow } from '../../model/host-row.js';
import { type Moment, momentOf } from '../../model/moment.js';
import type { Bound } from '../../model/parser.js';
import { versionParts } from '../../model/version.js';
import { isBlackened } from '../../text/blackened.js';
import { fold } from '../../text/fold.js';
import { compilePattern, type Pattern } from '../../text/pattern.js';
import { secondsOf } from '../../text/seconds-of.js';
import { choiceIn } from './choices.js';
import type { Frame, Occurrence, Place } from './frame.js';
import { hostsIn } from './hosts.js';
import { isoOf } from './iso-of.js';
import { mayGrow, switchState } from './switch-state.js';
import type { Vocabulary } from './vocabulary.js';

export interface PageReading {
  readonly state: FactState;
  readonly place: Place;
  readonly pointer: string;
  readonly confidence: Confidence;
  readonly mayBe?: readonly Value[];
}

/** A row as a switch, or why it is not one. */
export type SwitchReading =
  | { readonly state: 'on' | 'off'; readonly at: Occurrence }
  | { readonly state: 'unknown'; readonly reason: Reason; readonly ambiguous: boolean; readonly at: Occurrence };

type Truth =
  | { readonly is: true; readonly place?: Place; readonly pointer?: string }
  | { readonly is: false }
  | { readonly is: undefined; readonly reason: Reason; readonly place?: Place; readonly pointer?: string };

const no: Truth = { is: false };

export class Evaluation {
  constructor(
    readonly frame: Frame,
    readonly words: Vocabulary,
    readonly hosts: readonly HostRow[],
  ) {}

  /** Undefined when the page says nothing about the fact. */
  read(extractor: Bound<PageExtractor>): PageReading | undefined {
    const { row, as = 'text', cases, confidence } = extractor;
    if (cases === undefined) return row === undefined ? undefined : this.#readRow(row, as, confidence);
    for (const [at, { when, value, take, unknown: reason, mayBe }] of cases.entries()) {
      const truth = this.#holds(when);
      if (truth.is === false) continue;
      const place = truth.place ?? this.frame.heading;
      const pointer = truth.pointer ?? `page ${this.frame.words.page.id}`;
      if (truth.is === undefined) {
        const possible = this.#possible(cases.slice(at));
        return { state: unknown(truth.reason), place, pointer, confidence, ...(possible && { mayBe: possible }) };
      }
      const taken = take === undefined ? undefined : this.#readRow(take, as, confidence);
      if (taken !== undefined) return taken;
      return {
        state: value === undefined ? unknown(reason ?? 'unrecognized') : known(value),
        place,
        pointer,
        confidence,
        ...(mayBe && { mayBe }),
      };
    }
    return undefined;
  }

  /** What the page may show, where a case cannot be told: that of it and of the next ones, up to one that is sure. */
  #possible(cases: NonNullable<PageExtractor['cases']>): readonly Value[] | undefined {
    const all: Value[] = [];
    for (const { when, value, mayBe } of cases) {
      const { is } = this.#holds(when);
      if (is === false) continue;
      const values = value === undefined ? mayBe : [value];
      if (values === undefined) return undefined;
      all.push(...values);
      if (is) return all;
    }
    return undefined;
  }

  #holds(condition: PageCondition): Truth {
    if ('all' in condition) return every(condition.all.map((part) => this.#holds(part)));
    if ('any' in condition) return some(condition.any.map((part) => this.#holds(part)));
    if ('not' in condition) return negated(this.#holds(condition.not));
    if ('seenWhole' in condition) return this.frame.seenWhole ? { is: true } : no;
    if ('button' in condition) {
      const place = this.frame.buttons.get(condition.button);
      return place ? { is: true, place, pointer: `button ${condition.button}` } : no;
    }
    if ('message' in condition) return this.#shows(condition.message);
    if ('in' in condition) return this.#chooses(condition.row, condition.in);
    if ('matches' in condition)
      return this.#matches(condition.row, compilePattern(condition.matches, 'u', condition.linear));
    return this.#rowHolds(condition.row, condition.is);
  }

  #chooses(row: string, choices: readonly string[]): Truth {
    // A message of the page is no choice.
    if (this.frame.rows.get(row)?.every(({ explained }) => explained === true)) return no;
    const reading = this.#readRow(row, 'text', 'seen');
    if (reading === undefined) return no;
    const { state, place, pointer } = reading;
    if (state.state !== 'known') return { is: undefined, reason: reasonOf(state), place, pointer };
    return choices.includes(String(state.value)) ? { is: true, place, pointer } : no;
  }

  #matches(row: string, held: Pattern): Truth {
    const all = this.frame.rows.get(row) ?? [];
    const place = all.find(({ value }) => value !== undefined);
    if (place === undefined) return no;
    const pointer = `row ${row}`;
    const verdicts = new Set(all.flatMap(({ value }) => (value === undefined ? [] : [held.test(value)])));
    if (verdicts.size > 1) return { is: undefined, reason: 'conflict', place, pointer };
    return verdicts.has(true) ? { is: true, place, pointer } : no;
  }

  #shows(message: string): Truth {
    const place = this.frame.messages.find((one) => one.message === message);
    const pointer = `message ${message}`;
    if (place && this.words.confidence.get(message) === 'guess') {
      return { is: undefined, reason: 'unconfirmed', place, pointer };
    }
    if (place) return { is: true, place, pointer };
    return this.frame.unread > 0 ? { is: undefined, reason: 'unrecognized', pointer } : no;
  }

  #rowHolds(row: string, is: 'on' | 'off' | undefined): Truth {
    const place = this.frame.rows.get(row)?.[0];
    if (place === undefined) return no;
    const pointer = `row ${row}`;
    if (is === undefined) return { is: true, place, pointer };
    const reading = this.switch(row);
    if (reading === undefined) return no;
    if (reading.state === 'unknown') return { is: undefined, reason: reading.reason, place: reading.at, pointer };
    return reading.state === is ? { is: true, place: reading.at, pointer } : no;
  }

  /** The state of a switch row over all places where its label stands; undefined when it is not on the page. */
  switch(row: string): SwitchReading | undefined {
    const all = this.frame.rows.get(row);
    const first = all?.[0];
    if (all === undefined || first === undefined) return undefined;
    const valued = all.filter(({ value }) => value !== undefined);
    const at = valued[0] ?? first;
    if (valued.some(({ below }) => below) && !this.frame.valuesBelowAreSure) {
      return { state: 'unknown', reason: 'unrecognized', ambiguous: true, at };
    }
    const states = new Set(valued.map((occurrence) => this.#stateOf(occurrence)));
    if (states.has('conflict') || (states.has('on') && states.has('off'))) {
      return { state: 'unknown', reason: 'conflict', ambiguous: true, at };
    }
    const [state] = states;
    if (states.size !== 1 || state === undefined || state === 'unclear' || state === 'conflict') {
      return { state: 'unknown', reason: 'unrecognized', ambiguous: false, at };
    }
    return { state, at };
  }

  #stateOf({ value = '', open }: Occurrence) {
    return open && mayGrow(value, this.words) ? 'unclear' : switchState(value, this.words);
  }

  #readRow(row: string, as: Reading, confidence: Confidence): PageReading | undefined {
    const all = this.frame.rows.get(row);
    const place = all?.find(({ value }) => value !== undefined) ?? all?.[0];
    if (all === undefined || place === undefined) return undefined;
    const pointer = `row ${row}`;
    const { service } = this.frame.words.page.rows[row] ?? {};
    const states = all
      .filter(({ value }) => value !== undefined)
      .map((occurrence) => this.#valueOf(row, occurrence, as, service));
    const distinct = new Set(states.map((state) => JSON.stringify(state)));
    const [state] = states;
    if (distinct.size > 1) return { state: unknown('conflict'), place, pointer, confidence };
    const below = all.some((one) => one.below) && !this.frame.valuesBelowAreSure;
    const sure = state === undefined || (below && as !== 'host' && as !== 'region') ? unknown('unrecognized') : state;
    return { state: sure, place, pointer, confidence };
  }

  #valueOf(row: string, occurrence: Occurrence, as: Reading, service: string | undefined): FactState {
    const { value = '', own = value } = occurrence;
    if (isBlackened(own)) return unknown('masked');
    if (this.frame.words.page.rows[row]?.holds === 'choice') {
      if (occurrence.open) return unknown('truncated');
      const choice = choiceIn(value, this.frame.words, row);
      return choice === undefined ? unknown('unrecognized') : known(choice);
    }
    if (as === 'host' || as === 'region') return hostState(value, as, service, this.hosts);
    // A text that ends with the file may be half a word.
    if (occurrence.open) return unknown('truncated');
    return textState(own, as);
  }

  /** The name that the page itself gives to its subject. */
  key(): string | undefined {
    return this.nameIn(this.frame.words.page.keyRow);
  }

  /** What one row says, where it says one thing. */
  nameIn(row: string | undefined): string | undefined {
    if (row === undefined) return undefined;
    const reading = this.#readRow(row, 'text', 'seen');
    return reading?.state.state === 'known' ? String(reading.state.value) : undefined;
  }

  /** When the page was so, by its time row; undefined also for two different times. */
  moment(): Moment | undefined {
    const rows = Object.entries(this.frame.words.page.rows).filter(([, { holds }]) => holds === 'time');
    const moments = rows.flatMap(([row]) =>
      (this.frame.rows.get(row) ?? []).map(({ own = '' }) => momentOf(isoOf(own))),
    );
    return new Set(moments.map((moment) => moment?.text)).size === 1 ? moments[0] : undefined;
  }
}

function reasonOf(state: FactState): Reason {
  return state.state === 'unknown' ? state.reason : 'notCollected';
}

function every(truths: readonly Truth[]): Truth {
  if (truths.some(({ is }) => is === false)) return no;
  return truths.find(({ is }) => is === undefined) ?? truths.find((truth) => placed(truth)) ?? { is: true };
}

function some(truths: readonly Truth[]): Truth {
  return truths.find(({ is }) => is === true) ?? truths.find(({ is }) => is === undefined) ?? no;
}

function negated(truth: Truth): Truth {
  if (truth.is === undefined) return truth;
  return truth.is ? no : { is: true };
}

function placed(truth: Truth): boolean {
  return truth.is === true && truth.place !== undefined;
}

function hostState(
  value: string,
  as: 'host' | 'region',
  service: string | undefined,
  hosts: readonly HostRow[],
): FactState {
  const names = hostsIn(value);
  const [name] = names;
  if (name === undefined) return unknown('unrecognized');
  if (names.length > 1) return unknown('conflict');
  const row = hostRow(hosts, name);
  if (row === undefined || (service !== undefined && service !== row.service)) return unknown('unrecognized');
  if (row.confidence === 'guess') return unknown('unconfirmed');
  if (as === 'host') return known(name);
  return row.region === undefined ? unknown('unrecognized') : known(row.region);
}

function textState(own: string, as: Reading): FactState {
  if (as === 'text') return own === '' ? unknown('unrecognized') : known(own);
  if (as === 'version') return versionParts(own) ? known(own) : unknown('unrecognized');
  // A day alone is no time of day.
  if (as === 'time') return knownOr(/\d:\d\d/.test(own) ? momentOf(isoOf(own))?.text : undefined);
  if (as === 'duration') return knownOr(secondsOf(fold(own)));
  const digits = /^\d{1,15}$/.test(own) ? Number(own) : undefined;
  if (as === 'number') return knownOr(digits);
  return digits === undefined ? unknown('unrecognized') : known(digits > 0 ? 'on' : 'off');
}

function knownOr(value: string | number | undefined): FactState {
  return value === undefined ? unknown('unrecognized') : known(value);
}
