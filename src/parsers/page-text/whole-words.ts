// Which of many words may stand in a text as whole ones: those whose first part is one of the text's own parts. Keeps a text
// from being searched for each of some hundred words.
import { anyOf, isUnspaced } from './folded.js';

const firstPart = /[\p{L}\p{N}\p{M}_]+/u;
const parts = /[\p{L}\p{N}\p{M}_]+/gu;

export class WholeWords<Word extends { readonly text: string }> {
  /** The first part of each word, also of those that begin with a sign. */
  readonly #firsts = new Set<string>();
  readonly #byFirst = new Map<string, number[]>();
  /** Places of words that begin with a sign. */
  readonly #signs: number[] = [];
  readonly #any: RegExp;

  /** @param words in the order in which they are tried */
  constructor(readonly words: readonly Word[]) {
    this.#any = anyOf(words.map(({ text }) => text));
    for (const [at, { text }] of words.entries()) {
      // Words of scripts without blanks stand only in texts that are searched for all words.
      if (isUnspaced(text)) continue;
      const first = firstPart.exec(text)?.[0];
      if (first !== undefined) this.#firsts.add(first);
      if (first === undefined || !text.startsWith(first)) this.#signs.push(at);
      else this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), at]);
    }
  }

  /** False when the first letters of the text surely belong to none of the words. */
  mayBegin(text: string): boolean {
    const first = firstPart.exec(text)?.[0];
    return first === undefined || this.#firsts.has(first) || isUnspaced(text);
  }

  /** All words that the text holds, in their order, and some that it does not hold. */
  maybeIn(text: string): readonly Word[] {
    if (isUnspaced(text)) return this.#any.test(text) ? this.words : [];
    const found = new Set<number>();
    for (const part of text.match(parts) ?? []) {
      for (const at of this.#byFirst.get(part) ?? []) found.add(at);
    }
    for (const at of this.#signs) if (text.includes(this.words[at]?.text ?? '')) found.add(at);
    return [...found].sort((a, b) => a - b).flatMap((at) => this.words[at] ?? []);
  }
}
