// In which mode of a cluster an appliance was worked on, by its prompts. A look from another mode is no use of a command:
// what was chosen there counts, else what it answered.
import { type FactState, known, unknown } from '../../model/fact.js';
import type { Moment } from '../../model/moment.js';
import type { Seat } from './history.js';
import type { PromptMode } from './prompt.js';
import type { Event } from './read-exchange.js';
import type { Exchange } from './session-reader.js';
import type { Cli } from './value-in.js';

export interface ModeReading {
  readonly extractor: Cli;
  readonly state: FactState;
  readonly seat: Seat;
  readonly at: Exchange['at'];
  readonly time: Moment | undefined;
  readonly sequence: number;
}

interface Use {
  readonly extractor: Cli;
  readonly mode: PromptMode;
  readonly seat: Seat;
  readonly at: Exchange['at'];
  readonly time: Moment | undefined;
  readonly sequence: number;
  /** How surely the command did something here. */
  readonly by: 'choice' | 'answer' | 'look';
}

export class Modes {
  readonly #uses = new Map<string, Use>();
  #sequence = 0;

  constructor(readonly extractors: readonly Cli[]) {}

  take({ prompt, at }: Exchange, seat: Seat, events: readonly Event[], time: Moment | undefined): void {
    const { mode, command } = prompt;
    if (mode === undefined) return;
    this.#sequence += 1;
    for (const extractor of this.extractors) {
      const { fact, commands } = extractor;
      if (extractor.prompt !== 'mode' || commands?.includes(command) === false) continue;
      const by = useBy(extractor, events);
      const key = [fact.key, seat.device, mode, by].join('\n');
      this.#uses.set(key, { extractor, mode, seat, at, time, by, sequence: this.#sequence });
    }
  }

  *readings(): Generator<ModeReading> {
    const chosen = new Set(
      [...this.#uses.values()].filter(({ by }) => by === 'choice').map(({ extractor }) => extractor),
    );
    for (const { extractor, mode, by, ...rest } of this.#uses.values()) {
      const counts = by === 'choice' || (by === 'answer' && !chosen.has(extractor));
      yield { extractor, state: counts ? known(extractor.modes?.[mode] ?? mode) : unknown('unconfirmed'), ...rest };
    }
  }
}

function useBy({ usedBy }: Cli, events: readonly Event[]): Use['by'] {
  if (usedBy === undefined) return 'choice';
  if (events.some((one) => 'operation' in one && usedBy.chosen.includes(one.operation))) return 'choice';
  const isTold = events.some((one) => {
    if (!('fact' in one) || one.confidence === 'guess' || one.state.state !== 'known') return false;
    return usedBy.told[one.fact.key]?.includes(one.state.value) === true;
  });
  return isTold ? 'answer' : 'look';
}
