// The pack's words for symptoms, ready to be searched for. A fault is negated by words of its own language only: `no` is a
// denial in English, and `in the` in Portuguese.
import type { Aliases } from '../../model/catalogue.js';
import type { Told } from '../../model/rule.js';
import { fold, isUnspaced } from '../fold.js';
import { exactly } from '../pattern.js';

export interface Fault {
  readonly is: Words;
  readonly negating: Words;
  readonly negatingAfter: Words;
}

interface TellsSymptom {
  readonly symptom: string;
  readonly things: readonly Words[];
  /** One per language. */
  readonly faults: readonly Fault[];
}

type Tables = Exclude<keyof Told, 'things' | 'faults' | 'symptoms' | 'negating' | 'negatingAfter'>;

export interface ToldWords extends Readonly<Record<Tables, Words>> {
  readonly symptoms: readonly TellsSymptom[];
  /** Most sentences hold no fault, and nothing that takes one back. */
  readonly any: Words;
}

/** A text as it is searched: folded, without accents, which people leave out. */
export class Searched {
  readonly text: string;
  readonly isUnspaced: boolean;
  /** Each part of it that may be a word → where it begins. */
  readonly parts = new Map<string, number[]>();

  constructor(text: string) {
    this.text = plain(text);
    this.isUnspaced = isUnspaced(this.text);
    for (const { index, 0: part } of this.text.matchAll(latinWord)) {
      const places = this.parts.get(part);
      if (places === undefined) this.parts.set(part, [index]);
      else places.push(index);
    }
  }

  /** A part of it, for what stands before or behind a word. */
  slice(from: number, to?: number): Searched {
    return new Searched(this.text.slice(from, to));
  }
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

const latinWord = /[\p{Script=Latin}\p{N}]+/gu;
/** What … in a word may stand for. */
const gap = '[^.!?,;。、]{0,40}?';

function plain(text: string): string {
  return fold(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

/** Words that all mean the same. Only those are tried whose first part stands in the text, and only there. */
export class Words {
  readonly #byFirst = new Map<string, string[]>();
  /** Few of thousands are ever looked for. */
  readonly #compiled = new Map<string, RegExp>();
  readonly #unspaced: RegExp | undefined;

  constructor(aliases: readonly string[]) {
    const words = [...new Set(aliases.map(plain))];
    for (const word of words.filter((one) => !isUnspaced(one))) {
      const first = /^[\p{Script=Latin}\p{N}]+/u.exec(word)?.[0] ?? '';
      this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), word]);
    }
    const unspaced = words.filter(isUnspaced);
    if (unspaced.length > 0) this.#unspaced = anyOf(unspaced, 'gu');
  }

  in(searched: Searched): boolean {
    for (const _ of this.#found(searched)) return true;
    return false;
  }

  /** Where they stand. */
  all(searched: Searched): readonly Span[] {
    return [...this.#found(searched)];
  }

  /** Whether they may stand there, at one look for each part. */
  mayBeIn({ parts, isUnspaced: isWithout }: Searched): boolean {
    if (isWithout && this.#unspaced !== undefined) return true;
    for (const part of parts.keys()) if (this.#byFirst.has(part)) return true;
    return false;
  }

  #wordsFrom(first: string): RegExp | undefined {
    const words = this.#byFirst.get(first);
    const made = this.#compiled.get(first) ?? (words && anyOf(words, 'uy'));
    if (made !== undefined) this.#compiled.set(first, made);
    return made;
  }

  *#found({ text, parts, isUnspaced: isWithout }: Searched): Generator<Span> {
    if (isWithout && this.#unspaced !== undefined) {
      for (const { index, 0: word } of text.matchAll(this.#unspaced)) yield { start: index, end: index + word.length };
    }
    for (const [part, places] of parts) {
      const words = this.#wordsFrom(part);
      if (words === undefined) continue;
      for (const start of places) {
        words.lastIndex = start;
        const [word] = words.exec(text) ?? [];
        if (word !== undefined) yield { start, end: start + word.length };
      }
    }
  }
}

const made = new WeakMap<Told, ToldWords>();

export function toldWordsOf(told: Told): ToldWords {
  const words = made.get(told) ?? compile(told);
  made.set(told, words);
  return words;
}

function compile({ things, faults, symptoms, negating, negatingAfter, ...rest }: Told): ToldWords {
  const flat = (all: Aliases) => Object.values(all).flat();
  const tables = Object.fromEntries(
    Object.entries(rest).map(([name, aliases]) => [name, new Words(flat(aliases))]),
  ) as Record<Tables, Words>;
  const thing = new Map(Object.entries(things).map(([name, all]) => [name, new Words(flat(all))]));
  const fault = new Map(
    Object.entries(faults).map(([name, all]) => [
      name,
      Object.entries(all).map(([language, words]) => ({
        is: new Words(words),
        negating: new Words(negating[language] ?? []),
        negatingAfter: new Words(negatingAfter[language] ?? []),
      })),
    ]),
  );
  const { over, solved, advising, article } = rest;
  return {
    ...tables,
    symptoms: symptoms.map((one) => ({
      symptom: one.symptom,
      things: one.things.flatMap((name) => thing.get(name) ?? []),
      faults: fault.get(one.fault) ?? [],
    })),
    any: new Words([...Object.values(faults), over, solved, advising, article].flatMap(flat)),
  };
}

/** Longest first, so that `no longer shown` is taken as a whole. */
function anyOf(words: readonly string[], flags: string): RegExp {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(expressionOf).join('|'), flags);
}

function expressionOf(word: string): string {
  const parts = word.split(/ ?(?:…|\.{3}) ?/).map(exactly);
  // Scripts without blanks have no ends of words.
  if (isUnspaced(word)) return parts.join(gap);
  const letter = '[\\p{Script=Latin}\\p{N}]';
  const whole = parts.map((part) => (/[\p{L}\p{N}]$/u.test(part) ? `${part}(?!${letter})` : part));
  return whole.join(`${gap}(?<!${letter})`);
}
