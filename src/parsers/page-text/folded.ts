// Text of pages as it is compared: folded, with the marks that copying and text recognition leave taken out; words are
// found whole. What is shown to people is never taken from here.
import { fold } from '../../text/fold.js';
import { exactly } from '../../text/pattern.js';
import { rememberedOf } from './remembered.js';

export { indexOfWord, isUnspaced } from '../../text/fold.js';

// Info icons beside a label (`Registration Token: ⓘ`): compatibility folding would turn them into the letter i.
const icons = /[\u24d8\u2139\u2753\u2754]\ufe0f?/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all beyond ASCII is meant
const beyondAscii = /[^\u0000-\u007f]/;
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const allCjk = new RegExp(cjk, 'gu');
const wordCharacter = /[\p{L}\p{N}_]/u;

/** Folded for comparison; blanks around slashes and before colons do not count. */
export const folded = rememberedOf((raw: string): string => {
  const text = fold(beyondAscii.test(raw) ? raw.replace(icons, ' ') : raw);
  if (!text.includes('/') && !text.includes(' :')) return text;
  return text
    .replace(/ ?\/ ?/g, '/')
    .replace(/ :/g, ':')
    .trim();
});

/** As people wrote it, with the same blanks and marks taken out; for values that are shown or name a subject. */
const plain = rememberedOf((raw: string): string =>
  raw
    .replace(icons, ' ')
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?\/ ?/g, '/')
    .replace(/ :/g, ':')
    .trim(),
);

/** The end of `text` from `start` of its folded form, in its own letters where both have the same length. */
export function ownLetters(raw: string, text: string, start: number, end = text.length): string {
  const own = plain(raw);
  return (own.length === text.length ? own : text).slice(start, end).trim();
}

/** True unless a word goes on across that place. */
export function endsWord(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)];
  if (!wordCharacter.test(before) || !wordCharacter.test(after)) return true;
  return cjk.test(before) || cjk.test(after);
}

/** Words of a text; a Japanese or Chinese text counts two characters as a word. */
export const wordCount = rememberedOf((text: string): number => {
  if (!beyondAscii.test(text)) return text.match(/[A-Za-z0-9'_-]+/g)?.length ?? 0;
  const characters = text.match(allCjk)?.length ?? 0;
  const spaced = text.split(/[^\p{L}\p{N}'_-]+/u).filter((word) => word !== '' && !cjk.test(word)).length;
  return spaced + Math.floor(characters / 2);
});

const trimmed = new Set(' \t\u3000.,;:!?。、・·*_#>»▼▾▸►-');
const trimMax = 20;

/** Without punctuation, the arrows of menus and blanks at both ends. */
export function trimMarks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && start < trimMax && trimmed.has(text.charAt(start))) start++;
  const least = Math.max(start, text.length - trimMax);
  while (end > least && trimmed.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Finds any of the texts, wherever it stands; a quick look before the exact one. */
export function anyOf(texts: readonly string[]): RegExp {
  return new RegExp([...new Set(texts)].map(exactly).join('|') || '(?!)');
}
