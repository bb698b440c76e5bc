// Which of many words may stand in a text as whole ones: those whose first part is one of the text's own parts. Keeps a text
// from being searched for each of some hundred words.
import { isUnspaced } from './folded.js';

const parts = /[\p{L}\p{N}\p{M}_]+/gu;

export class WholeWords<Word extends { readonly text: string }> {
  readonly #byFirst = new Map<string, number[]>();
  /** Places of words that begin with a sign. */
  readonly #signs: number[] = [];

  /** @param words in the order in which they are tried */
  constructor(readonly words: readonly Word[]) {
    for (const [at, { text }] of words.entries()) {
      // Words of scripts without blanks stand only in texts that are searched for all words.
      if (isUnspaced(text)) continue;
      const first = text.match(parts)?.[0];
      if (first === undefined || !text.startsWith(first)) this.#signs.push(at);
      else this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), at]);
    }
  }

  /** All words that the text holds, in their order, and some that it does not hold. */
  maybeIn(text: string): readonly Word[] {
    if (isUnspaced(text)) return this.words;
    const found = new Set<number>();
    for (const part of text.match(parts) ?? []) {
      for (const at of this.#byFirst.get(part) ?? []) found.add(at);
    }
    for (const at of this.#signs) if (text.includes(this.words[at]?.text ?? '')) found.add(at);
    return [...found].sort((a, b) => a - b).flatMap((at) => this.words[at] ?? []);
  }
}
