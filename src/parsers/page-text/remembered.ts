// Remembers what was found out about a text: pages come in the same words again and again, and every look-ahead asks the
// same of the same line. Bounded, so that a text of a million different lines takes no more memory than a short one.

/** The older half is let go when the newer one is full. */
const textsMax = 2048;
/** A longer text is hardly ever met again. */
const charsMax = 400;

/** Stands for a found `undefined`. */
const nothing = Symbol('nothing');

class Remembered<Value> {
  #recent = new Map<string, Value | typeof nothing>();
  #before = new Map<string, Value | typeof nothing>();

  get(text: string): Value | typeof nothing | undefined {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    const before = this.#before.get(text);
    if (before !== undefined) this.#keep(text, before);
    return before;
  }

  set(text: string, value: Value): void {
    if (text.length <= charsMax) this.#keep(text, value === undefined ? nothing : value);
  }

  #keep(text: string, found: Value | typeof nothing): void {
    if (this.#recent.size >= textsMax) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(text, found);
  }
}

/** @param find what follows from the text alone, and changes nothing */
export function rememberedOf<Value>(find: (text: string) => Value): (text: string) => Value {
  const found = new Remembered<Value>();
  return (text) => {
    const known = found.get(text);
    if (known !== undefined) return known === nothing ? (undefined as Value) : known;
    const value = find(text);
    found.set(text, value);
    return value;
  };
}

/** @param find what follows from the text and the words it is compared with; `more` goes with the words, always the same */
export function rememberedBy<Words extends object, Value, More = void>(
  find: (text: string, words: Words, more: More) => Value,
): (text: string, words: Words, more: More) => Value {
  const all = new WeakMap<Words, Remembered<Value>>();
  let last: Words | undefined;
  let found = new Remembered<Value>();
  return (text, words, more) => {
    if (words !== last) {
      last = words;
      found = all.get(words) ?? new Remembered();
      all.set(words, found);
    }
    const known = found.get(text);
    if (known !== undefined) return known === nothing ? (undefined as Value) : known;
    const own = found;
    const value = find(text, words, more);
    own.set(text, value);
    return value;
  };
}

/** A copy of its own: a piece keeps all of the text alive that it was cut from. */
export function ownCopy(text: string): string {
  // Letters of one byte stay so: everything is compared faster.
  const encoding = /[\u0100-\uffff]/.test(text) ? 'utf16le' : 'latin1';
  return Buffer.from(text, encoding).toString(encoding);
}
