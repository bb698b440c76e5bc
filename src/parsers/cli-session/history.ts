// What was read, in the order of the session, against what was changed and committed in it. A change that is not committed
// is not in effect, and what was read before a change says nothing of what came after.
import { type FactState, known, type Reason, unknown } from '../../model/fact.js';
import type { Moment } from '../../model/moment.js';
import type { LocalSubject } from '../../model/subject.js';
import type { Reading } from './read-exchange.js';

/** Whose session it is: changes wait per login, readings are of a device. */
export interface Seat {
  readonly login: string;
  readonly device: string;
  readonly subject: LocalSubject;
  readonly quoted: boolean;
}

export interface Draft {
  readonly reading: Reading;
  readonly seat: Seat;
  readonly sequence: number;
  readonly time: Moment | undefined;
  /** Depends on a commit that was not seen yet. */
  pending: boolean;
  committed: boolean;
  state: FactState | undefined;
  mayBeOvertaken?: Reason;
}

interface Change {
  /** Undefined: it may have changed anything. */
  readonly command: string | undefined;
  readonly operation: string;
  readonly seat: Seat;
  readonly sequence: number;
  committed: boolean;
  /** Thrown away: what takes effect at once stays done. */
  discarded: boolean;
}

export class History {
  readonly #drafts: Draft[] = [];
  readonly #changes: Change[] = [];
  #sequence = 0;

  /** @param waiting facts of which a change that waits for its commit is the latest state, not what is still in effect */
  constructor(readonly waiting: ReadonlySet<string>) {}

  get size(): number {
    return this.#drafts.length + this.#changes.length;
  }

  /** Lines of changes that nobody committed, for the reader of the report. */
  uncommitted(): number | undefined {
    return this.#drafts.find(({ pending, committed }) => pending && !committed)?.reading.place.line;
  }

  read(reading: Reading, seat: Seat, time: Moment | undefined): void {
    const waits = reading.setting && (reading.changed || this.#isDirty(reading, seat));
    const pending = reading.answer !== undefined || waits;
    this.#drafts.push({
      ...{ reading, seat, time, pending, committed: false, state: reading.state },
      sequence: this.#next(),
    });
  }

  change(command: string | undefined, operation: string, seat: Seat, committed = false): void {
    this.#changes.push({ command, operation, seat, committed, discarded: false, sequence: this.#next() });
  }

  commit(seat: Seat): void {
    for (const one of this.#waiting(seat)) one.committed = true;
    for (const one of this.#changes) if (one.seat.login === seat.login && !one.discarded) one.committed = true;
  }

  /** Nothing was changed: answers that change nothing tell the configuration as it is. */
  nothingToCommit(seat: Seat): void {
    for (const one of this.#waiting(seat)) {
      if (one.reading.answer === 'same') one.committed = true;
      else this.#drop(one, 'unconfirmed');
    }
  }

  /** Changes that were thrown away. */
  discard(seat: Seat): void {
    for (const one of this.#waiting(seat)) this.#drop(one, 'uncommitted');
    for (const one of this.#changes) if (one.seat.login === seat.login && !one.committed) one.discarded = true;
  }

  #drop(draft: Draft, reason: Reason): void {
    draft.state = unknown(reason);
    draft.pending = false;
  }

  #waiting({ login }: Seat): Draft[] {
    return this.#drafts.filter(({ pending, committed, seat }) => pending && !committed && seat.login === login);
  }

  #isDirty({ commands, changedBy }: Reading, { login }: Seat): boolean {
    return this.#changes.some(({ command, operation, seat, committed, discarded }) => {
      if (committed || discarded || seat.login !== login) return false;
      if (command === undefined) return true;
      return commands.includes(command) && (changedBy.length === 0 || changedBy.includes(operation));
    });
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  /** Readings in order, each with the state that it has once the whole session was seen. */
  settle(): Draft[] {
    for (const draft of this.#drafts) draft.state = settled(draft);
    const groups = new Map<string, Draft[]>();
    for (const draft of this.#drafts) {
      const { reading, seat } = draft;
      const key = [reading.fact.key, seat.device, reading.interface ?? ''].join('\n');
      groups.set(key, [...(groups.get(key) ?? []), draft]);
    }
    for (const group of groups.values()) this.#overtake(group);
    return this.#drafts.filter(({ state }) => state !== undefined);
  }

  #overtake(group: readonly Draft[]): void {
    const told = group.filter(
      ({ state, reading }) =>
        state?.state === 'known' && reading.confidence !== 'guess' && reading.fact.cardinality === 'state',
    );
    const last = told.at(-1);
    if (last === undefined) return;
    const later = this.#changes.filter((change) => change.sequence > last.sequence && concerns(change, last));
    const waits = group.some((one) => one.sequence > last.sequence && one.pending && !one.committed);
    const again = group.flatMap((one) => (one.sequence > last.sequence ? (unreadReason(one) ?? []) : []))[0];
    const inEffect = last.reading.setting && !(last.pending && !last.committed);
    if (later.some(({ committed }) => committed) || (later.length > 0 && !inEffect)) {
      for (const one of told) one.state = unknown('outsideWindow');
    } else if ((later.length > 0 || waits) && this.waiting.has(last.reading.fact.key)) {
      for (const one of told) one.state = unknown('uncommitted');
    } else if (later.length > 0 || waits) {
      for (const one of told) one.mayBeOvertaken = 'uncommitted';
    } else if (again !== undefined) {
      for (const one of told) one.mayBeOvertaken = again;
    }
  }
}

/** It was looked at again, and what the answer says is not known. */
function unreadReason({ state }: Draft): Reason | undefined {
  const isUnread = state?.state === 'unknown' && ['unrecognized', 'truncated'].includes(state.reason);
  return isUnread ? state.reason : undefined;
}

function settled({ reading, pending, committed, state }: Draft): FactState | undefined {
  const isBare = reading.uncommitted !== undefined && state?.state === 'unknown' && state.reason === 'notCollected';
  if (!pending || committed) return isBare ? undefined : state;
  return reading.uncommitted === undefined ? unknown('uncommitted') : known(reading.uncommitted);
}

function concerns({ command, operation, seat, discarded }: Change, { reading, seat: own }: Draft): boolean {
  if (seat.device !== own.device || seat.quoted !== own.quoted) return false;
  if (discarded && reading.setting) return false;
  if (command === undefined) return reading.setting;
  return reading.changedBy.includes(operation) && reading.commands.includes(command);
}
