// Lines that surely hold no word of any page, found by a few looks instead of a search for every word: long texts are mostly
// such lines. When in doubt a line is not plain.

import type { HostRow } from '../../model/catalogue.js';
import type { Pattern } from '../../text/pattern.js';
import { anyOf, endsWord } from './folded.js';
import type { SourceLine } from './source-line.js';
import { phraseStartChars, type Vocabulary } from './vocabulary.js';

const prefixChars = 6;
/** A shorter cell with a sign in it may be a state. */
const signCharsMax = 25;

export class PlainLines {
  readonly #prefixes = new Set<string>();
  readonly #shortWords = new Set<string>();
  readonly #anywhere: RegExp;
  readonly #phrases: RegExp;
  readonly #patterns: readonly Pattern[];

  constructor({ pages, phrases, any, furniture, states, describing }: Vocabulary, hosts: readonly HostRow[]) {
    const starts = [
      ...pages.flatMap(({ headings, boxes, labels, buttons, choices }) => [
        ...[...headings, ...boxes.flatMap((box) => box.headings), ...labels, ...buttons],
        ...[...choices.values()].flatMap((all) => [...all.keys()].map((text) => ({ text }))),
      ]),
      ...[...furniture, ...states, ...phrases],
    ];
    for (const { text } of starts) this.#add(text.replace(/^[^\p{L}\p{N}]+/u, ''));
    const described = states.filter((state) => state.described).map(({ text }) => text);
    const domains = hosts.map(({ host }) => host.split('.').slice(-2).join('.'));
    this.#anywhere = anyOf([...pages.flatMap(({ others }) => others), ...described, ...describing, ...domains]);
    this.#phrases = any.phraseStart;
    this.#patterns = pages.flatMap(({ patterns }) => [...patterns.values()]);
  }

  #add(text: string): void {
    if (text.length >= prefixChars) this.#prefixes.add(text.slice(0, prefixChars));
    else if (text !== '') this.#shortWords.add(text);
  }

  /** @param next the line that a sentence may go on over */
  isPlain(line: SourceLine, next: SourceLine | undefined): boolean {
    const text = line.folded;
    if (/^[>#]/.test(text) || this.#anywhere.test(text)) return false;
    if (this.#phrases.test(next === undefined ? text : `${text} ${next.folded.slice(0, phraseStartChars)}`))
      return false;
    return line.parts.cells.every(({ text: cell }) => !this.#begins(cell));
  }

  #begins(cell: string): boolean {
    if (cell.length < signCharsMax && /[^\p{L}\p{N}\s:,.;'-]/u.test(cell)) return true;
    const bare = cell.replace(/^[^\p{L}\p{N}]{1,20}/u, '');
    if (this.#prefixes.has(bare.slice(0, prefixChars)) || bare === '') return true;
    // A short word begins the cell only as a whole one, unless its script has no blanks.
    for (let length = 1; length < prefixChars; length++) {
      if (this.#shortWords.has(bare.slice(0, length)) && endsWord(bare, length)) return true;
    }
    return cell.length < 80 && this.#patterns.some((pattern) => pattern.test(cell));
  }
}

/** Made once for a pack's words, however many texts are read with them. */
const made = new WeakMap<Vocabulary, PlainLines>();

export function plainLinesOf(words: Vocabulary, hosts: readonly HostRow[]): PlainLines {
  const lines = made.get(words) ?? new PlainLines(words, hosts);
  made.set(words, lines);
  return lines;
}
