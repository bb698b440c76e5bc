// Whether a name, a caption or a letter says that what it is of is no state of this case: how it should look, a lab, another
// customer. Whole words only: `lab-esa.example.com` is a host, and `Slab` is none.
import type { Aliases } from '../model/catalogue.js';
import type { Quoting } from '../model/rule.js';
import { fold, isUnspaced, wordsIn } from './fold.js';
import { exactly } from './pattern.js';

export interface Elsewhere {
  /** The folder, archive or file of a path that says so. */
  nameIn(path: string): string | undefined;
  isCaption(text: string): boolean;
  /** What is attached to the letter. */
  isSentBy(letter: string): boolean;
}

const captionWordsMax = 8;
const captionCharsMax = 200;
/** What is attached and whose it is stand near each other. */
const reachChars = 60;
const extension =
  /\.(?:txt|text|md|log|har|json|xml|html?|eml|msg|mbox|zip|tar|t?gz|bz2|7z|csv|pdf|docx?|png|jpe?g|gif|webp|bmp|tiff?)$/i;
// https://esa1.example.com/choose | admin@example.com
const address = /https?:\/\/\S{1,2000}|[^\s@]{1,200}@(?=[a-z0-9-]{1,63}\.)/gi;
// lab-esa.example.com | esa1.lab
const host =
  /[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){2,8}|[a-z0-9-]{1,63}\.(?:com|net|org|local|lan|internal|lab|test|example|io|de|br|jp|eu)(?![a-z0-9])/gi;
// … but in the lab it works
const turning = / (?:but|while|whereas|aber|während|mas|enquanto) |[;；]/;
// not from our lab
const denied = /(?:^| )(?:not|no|isn't|nicht|kein|keine|keinem|não|nem)(?: \S{1,15}){0,2} ?$/;

const made = new WeakMap<Quoting, Elsewhere>();

/** The words of addresses and host names are nobody's speech. */
export function withoutHostNames(text: string): string {
  return text.includes('.') ? text.replace(address, ' ').replace(host, ' ') : text;
}

export function elsewhereOf(quoting: Quoting): Elsewhere {
  const known = made.get(quoting) ?? compile(quoting);
  made.set(quoting, known);
  return known;
}

function compile({ elsewhere, expecting, attaching }: Quoting): Elsewhere {
  const all = words(elsewhere);
  const anywhere = anyWord(all.filter((word) => isUnspaced(word) || word.includes(' ')));
  const atBegin = new RegExp(`^(?:${anyWord([...all, ...words(expecting)]).source})`, 'u');
  const inNames = anyWord([...all, ...words(expecting)]);
  // A single `lab` in a sentence may be anything.
  const inLetters = new RegExp(anyWord(all.filter((word) => isUnspaced(word) || word.length > 5)).source, 'gu');
  const sent = anyWord(words(attaching));
  return {
    nameIn: (path) => path.split(/!?\//).find((name) => inNames.test(spoken(name))),
    isCaption(text) {
      if (text.length > captionCharsMax) return false;
      const caption = fold(text)
        .replace(/^[^\p{L}\p{N}]{1,12}/u, '')
        .replace(/\S{1,200}\.\S{2,200}/g, ' ');
      return wordsIn(caption) <= captionWordsMax && (atBegin.test(caption) || anywhere.test(caption));
    },
    isSentBy(letter) {
      return sentencesOf(letter).some((sentence) =>
        [...sentence.matchAll(inLetters)].some(({ index, 0: word }) => {
          const before = sentence.slice(Math.max(0, index - reachChars), index);
          const after = sentence.slice(index + word.length, index + word.length + reachChars);
          if (denied.test(before)) return false;
          return sent.test(before.split(turning).at(-1) ?? '') || sent.test(after.split(turning)[0] ?? '');
        }),
      );
    },
  };
}

/** Words of a name: `how-it-should-look.png.txt` → `how it should look`. */
function spoken(name: string): string {
  let bare = name.normalize('NFC');
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(extension, '');
  }
  const parts = bare.replace(host, ' ').replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  return fold(parts.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').replace(/(?<=\p{L})\d{1,3}(?!\p{L})/gu, ''));
}

/** Without what the letter repeats of others. */
function sentencesOf(letter: string): string[] {
  const own = letter.split(/\r\n?|\n/).filter((line) => !/^\s{0,9}>/.test(line));
  return own
    .map(fold)
    .join('\n')
    .replace(/(?<=\S)\n(?=\S)/g, ' ')
    .split(/[.!?。！？\n]/);
}

function words(aliases: Aliases): string[] {
  return Object.values(aliases).flat().map(fold);
}

function anyWord(all: readonly string[]): RegExp {
  const letter = '[\\p{Script=Latin}\\p{N}\\p{M}]';
  const spaced = all.filter((word) => !isUnspaced(word)).map(exactly);
  // A word in katakana begins where no other one goes on: ラボ is not in コラボ.
  const unspaced = all
    .filter(isUnspaced)
    .map((word) =>
      /^\p{Script=Katakana}/u.test(word) ? `(?<![\\p{Script=Katakana}ー])${exactly(word)}` : exactly(word),
    );
  const whole = spaced.length === 0 ? [] : [`(?<!${letter}-?)(?:${spaced.join('|')})(?!-?${letter})`];
  return new RegExp([...whole, ...unspaced].join('|') || '(?!)', 'u');
}
