// What a combiner is: facts → facts, for what no single reading tells. Adding one is one file in `src/combiners/`.
import type { HostRow } from './catalogue.js';
import type { Fact, FactState } from './fact.js';
import type { FactKey, ShippedFactKey } from './fact-keys.js';
import type { Subject, SubjectType } from './subject.js';

/** Combiners run in the order of what they need; `from` is also the way from an open verdict back to what to ask for. */
export interface Combiner {
  readonly derives: readonly ShippedFactKey[];
  readonly from: readonly ShippedFactKey[];
  combine(facts: FactView): readonly Derived[];
}

export interface Derived {
  readonly fact: ShippedFactKey;
  readonly subject: string;
  readonly state: FactState;
  /** The facts it rests on; their evidence, weakest trust and oldest time become its own. */
  readonly basis: readonly Fact[];
  /** For sets: more values may exist. */
  readonly incomplete?: boolean;
}

/** The case's facts as combiners and engine look at them. */
export interface FactView {
  readonly hosts: readonly HostRow[];
  subjects(type: SubjectType): readonly Subject[];
  children(subject: string, type: SubjectType): readonly Subject[];
  /** The fact of the subject, else of the ancestor that has it; unknown(notCollected) when nothing was read. */
  fact(key: FactKey, subject: string): Fact;
}

export function defineCombiner(combiner: Combiner): Combiner {
  return combiner;
}
