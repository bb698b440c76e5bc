// Every state of knowledge of one rule's facts, judged by the real engine, beside what full knowledge could make of it.
// What the lint refuses and what the property tests promise are both told from here.
import type { Truth } from '../engine/compare.js';
import { type Judgement, judge } from '../engine/judge.js';
import { benchOf } from '../engine/triage.js';
import { type Pack, type Rule, type Verdict, verdictFields, verdicts } from '../model/rule.js';
import { handSetView } from './hand-set-facts.js';
import { type Dimension, exists, type Knowledge, knowledgeOf, partsOf } from './knowledge.js';
import type { VerdictField } from './quantified.js';

/** One state of knowledge and what it leads to. */
export interface KnowledgeState {
  readonly judgement: Judgement;
  /** Facts of the state that are known or absent, as the reader would write them. */
  readonly known: string;
  readonly total: boolean;
  /** Some fact is absent in it. */
  readonly absent: boolean;
  /** Verdicts of all completions. */
  readonly outcomes: ReadonlySet<Verdict>;
  /** Truths of each condition over all completions. */
  readonly truths: Readonly<Partial<Record<VerdictField, ReadonlySet<Truth>>>>;
  /** Facts that can change the verdict, and those that are asked for; `fact` and subject joined by a space. */
  readonly changing: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  /** States that know one step more. */
  readonly next: readonly number[];
}

export type Exploration = { readonly states: readonly KnowledgeState[] } | { readonly tooMany: number } | undefined;

/** @param limit most states to judge; more of them are only counted */
export function exploreRule(rule: Rule, pack: Pack, limit: number): Exploration {
  const definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));
  const knowledge = knowledgeOf(rule, definitions);
  if (knowledge === undefined) return undefined;
  const count = knowledge.dimensions.reduce((product, { elements }) => product * elements.length, 1);
  if (count > limit) return { tooMany: count };
  const judged = (state: readonly number[]) => {
    const view = handSetView(partsOf(knowledge, state), definitions, pack.hosts);
    return judge(rule, benchOf(pack, view))[0] as Judgement;
  };
  return { states: new Explorer(knowledge, judged).all() };
}

class Explorer {
  readonly #knowledge: Knowledge;
  readonly #judgements = new Map<number, Judgement>();
  readonly #totals = new Map<number, readonly Judgement[]>();
  readonly #mattering = new Map<number, boolean>();
  readonly #judge: (state: readonly number[]) => Judgement;
  readonly #radices: readonly number[];

  constructor(knowledge: Knowledge, judged: (state: readonly number[]) => Judgement) {
    this.#knowledge = knowledge;
    this.#judge = judged;
    let radix = 1;
    this.#radices = knowledge.dimensions.map(({ elements }) => {
      const own = radix;
      radix *= elements.length;
      return own;
    });
  }

  all(): KnowledgeState[] {
    const reached = new Map<number, number>([[0, 0]]);
    const states: number[][] = [this.#radices.map(() => 0)];
    const next: number[][] = [];
    for (let at = 0; at < states.length; at++) {
      const state = states[at] as number[];
      next.push(
        this.#open(state).flatMap((dimension) =>
          this.#moreKnown(state, dimension).map((more) => {
            const id = this.#id(more);
            const known = reached.get(id);
            if (known !== undefined) return known;
            reached.set(id, states.length);
            return states.push(more) - 1;
          }),
        ),
      );
    }
    return states.map((state, index) => this.#describe(state, next[index] ?? []));
  }

  #describe(state: readonly number[], next: readonly number[]): KnowledgeState {
    const judgement = this.#judgement(state);
    const totals = this.#completions(state);
    const truths = Object.fromEntries(
      verdictFields.flatMap((field) => {
        const found = totals.flatMap(({ traces }) => traces[field]?.truth ?? []);
        return found.length > 0 ? [[field, new Set(found)]] : [];
      }),
    );
    const { dimensions } = this.#knowledge;
    const facts = dimensions.map(({ elements }, index) => elements[state[index] ?? 0]);
    const open = this.#open(state);
    return {
      judgement,
      known: dimensions.flatMap((dimension, index) => written(dimension, state[index] ?? 0)).join(', '),
      total: open.length === 0,
      absent: facts.some((fact) => fact?.state.state === 'absent'),
      outcomes: new Set(totals.map(({ verdict }) => verdict)),
      truths,
      changing: new Set(
        judgement.verdict === 'open'
          ? open.filter((one) => this.#matters(state, one)).map((one) => this.#name(one))
          : [],
      ),
      asked: new Set(judgement.blame.map(({ fact, subject }) => `${fact} ${subject}`)),
      next,
    };
  }

  /** Dimensions that exist in the state and are not fully known. */
  #open(state: readonly number[]): number[] {
    return this.#knowledge.dimensions.flatMap((dimension, index) =>
      (dimension.refinements[state[index] ?? 0]?.length ?? 0) > 0 && exists(dimension, state, this.#knowledge)
        ? [index]
        : [],
    );
  }

  /** One step more: fully known, and for sets and listings also half known. */
  #moreKnown(state: readonly number[], index: number): number[][] {
    const { refinements, elements } = this.#knowledge.dimensions[index] as Dimension;
    const own = refinements[state[index] ?? 0] ?? [];
    const half = elements.flatMap((_, element) => {
      const further = refinements[element] ?? [];
      const inside = element !== state[index] && element !== 0 && further.length > 0;
      return inside && further.every((one) => own.includes(one)) ? [element] : [];
    });
    return [...own, ...half].map((element) => state.with(index, element));
  }

  #completions(state: readonly number[]): readonly Judgement[] {
    const id = this.#id(state);
    const found = this.#totals.get(id);
    if (found) return found;
    const [first] = this.#open(state);
    const judgements =
      first === undefined
        ? [this.#judgement(state)]
        : [...new Set(this.#refined(state, first).flatMap((more) => this.#completions(more)))];
    // Completions that came out alike stand for each other.
    const distinct = [...new Map(judgements.map((one) => [signature(one), one])).values()];
    this.#totals.set(id, distinct);
    return distinct;
  }

  /** Whether the verdict may depend on that dimension, once everything else is known. */
  #matters(state: readonly number[], dimension: number): boolean {
    const id = this.#id(state) * this.#radices.length + dimension;
    const found = this.#mattering.get(id);
    if (found !== undefined) return found;
    const other = this.#open(state).find((one) => one !== dimension);
    const matters =
      other === undefined
        ? new Set(this.#completions(state).map(({ verdict }) => verdict)).size > 1
        : this.#refined(state, other).some((more) => this.#matters(more, dimension));
    this.#mattering.set(id, matters);
    return matters;
  }

  #refined(state: readonly number[], dimension: number): number[][] {
    const own = this.#knowledge.dimensions[dimension]?.refinements[state[dimension] ?? 0] ?? [];
    return own.map((element) => state.with(dimension, element));
  }

  #judgement(state: readonly number[]): Judgement {
    const id = this.#id(state);
    const found = this.#judgements.get(id) ?? this.#judge(state);
    this.#judgements.set(id, found);
    return found;
  }

  #id(state: readonly number[]): number {
    return state.reduce((sum, element, index) => sum + element * (this.#radices[index] ?? 0), 0);
  }

  #name(index: number): string {
    const { fact, subject } = this.#knowledge.dimensions[index] as Dimension;
    return `${fact} ${subject}`;
  }
}

function signature({ verdict, traces }: Judgement): string {
  return [verdicts.indexOf(verdict), ...verdictFields.map((field) => traces[field]?.truth)].join();
}

function written({ fact, elements }: Dimension, element: number): string[] {
  const held = elements[element];
  if (held === undefined || held.state.state === 'unknown') return [];
  const text = held.state.state === 'known' ? JSON.stringify(held.state.value) : 'absent';
  return [`${fact}: ${text}${held.incomplete ? ' and maybe more' : ''}`];
}
