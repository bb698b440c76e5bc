// Words looked up by how they begin: of some hundred only those are compared that share their first letters with a text.

const keyChars = 4;

export class Beginnings<Word extends { readonly text: string }> {
  /** Shorter words by the whole of them; in a text they are looked for after all longer ones. */
  readonly #byKey = new Map<string, Word[]>();

  /** @param words the longest first */
  constructor(words: readonly Word[]) {
    for (const word of words) {
      const key = word.text.slice(0, keyChars);
      const same = this.#byKey.get(key);
      if (same === undefined) this.#byKey.set(key, [word]);
      else same.push(word);
    }
  }

  /** The longest word that the text begins with and that fits. */
  find(text: string, fits: (word: Word) => boolean): Word | undefined {
    for (let chars = Math.min(keyChars, text.length); chars > 0; chars--) {
      for (const word of this.#byKey.get(text.slice(0, chars)) ?? []) {
        if ((chars === keyChars || word.text.length === chars) && text.startsWith(word.text) && fits(word)) return word;
      }
    }
    return undefined;
  }
}
