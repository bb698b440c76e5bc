// Product messages in running text. A message is read only where it stands for itself: a banner word may come before it,
// the page's own next sentence after it; inside a sentence or quotation marks it is something that somebody says.
import { endsWord, folded, indexOfWord, trimMarks, wordCount } from './folded.js';
import { rememberedBy } from './remembered.js';
import { phraseStartChars, type Vocabulary } from './vocabulary.js';

export interface MessageHit {
  readonly message: string;
  /** It stands inside other words: a quotation. */
  readonly quoted: boolean;
}

/** A known sentence may end in a product name that changes from release to release. */
const tailWordsMax = 8;

/**
 * The first known message of a folded text.
 * @param atTop at the top of a page, where a banner word is enough and the next sentence may be of another release
 */
export function messageIn(text: string, words: Vocabulary, atTop = false): MessageHit | undefined {
  return hasPhrase(text, words) ? hitIn(text, words, atTop) : undefined;
}

const hasPhrase = rememberedBy((text: string, words: Vocabulary) => words.any.phrase.test(text));

function hitIn(text: string, words: Vocabulary, atTop: boolean): MessageHit | undefined {
  for (const { message, text: phrase } of words.phrases) {
    const at = indexOfWord(text, phrase);
    if (at < 0) continue;
    const before = text.slice(0, at);
    const after = text.slice(at + phrase.length).replace(/^[\s.]{0,3}\[\d{3}\]/, '');
    const isBanner = atTop && trimMarks(before) !== '' && /^[.。]/u.test(after) && !/["「『]/.test(after);
    const apart = !/["'「『]\s?$/.test(before) && saysNothing(before, words);
    return { message, quoted: !apart || !(isBanner || saysNothing(after, words)) };
  }
  return undefined;
}

/** True when the text is nothing but the page's own furniture. */
export const saysNothing = rememberedBy((text: string, words: Vocabulary): boolean => {
  let rest = trimMarks(text);
  while (rest !== '') {
    const left = rest;
    const known = words.furnitureByStart.find(left, ({ text: own, leadIn }) => leadIn || endsWord(left, own.length));
    if (known === undefined) return false;
    if (known.leadIn) return wordCount(rest) <= 20;
    const after = rest.slice(known.text.length);
    if (/^[^.。]{1,200}[.。]?$/u.test(after) && known.openEnded && wordCount(after) <= tailWordsMax) return true;
    rest = trimMarks(after);
  }
  return true;
});

/** A message with the number of lines it goes over. */
export interface ReadMessage extends MessageHit {
  readonly lines: number;
}

/**
 * The message that a text is or begins, wrapped over further lines as browsers and text recognition do.
 * @param further raw lines that may belong to it
 */
export function readMessage(
  text: string,
  further: readonly string[],
  words: Vocabulary,
  atTop = false,
): ReadMessage | undefined {
  // Where no message begins in the text itself, nothing but furniture may stand before it.
  const isBefore = () => mayStandBefore(text, words) && further.some((more) => mayBegin(folded(more), words));
  if (!mayBegin(text, words) && !isBefore()) return undefined;
  const first = messageIn(text, words, atTop);
  if (first?.quoted === false) return { ...first, lines: 1 + ending(text, further, words, atTop) };
  let joined = text;
  for (const [index, more] of further.entries()) {
    joined = `${joined} ${folded(more)}`;
    const hit = messageIn(joined, words, atTop);
    if (hit?.quoted !== false) continue;
    return { ...hit, lines: index + 2 + ending(joined, further.slice(index + 1), words, atTop) };
  }
  return first && { ...first, lines: 1 };
}

/** A phrase begins in this line, or may with its last words. */
const mayBegin = rememberedBy((text: string, { any, phraseStarts }: Vocabulary): boolean => {
  if (any.phraseStart.test(text)) return true;
  for (let chars = 1; chars < phraseStartChars; chars++) if (phraseStarts.has(text.slice(-chars))) return true;
  return false;
});

/** The text is furniture, or furniture begins with it. */
const mayStandBefore = rememberedBy((text: string, { furniture, furnitureByStart }: Vocabulary): boolean => {
  const bare = trimMarks(text);
  return furnitureByStart.find(bare, () => true) !== undefined || furniture.some((one) => one.text.startsWith(bare));
});

/** Further lines that only bring the last sentence to its end. */
function ending(text: string, further: readonly string[], words: Vocabulary, atTop: boolean): number {
  let joined = text;
  for (const [index, more] of further.entries()) {
    if (/[.。]$/u.test(joined)) return 0;
    joined = `${joined} ${folded(more)}`;
    if (/[.。]$/u.test(joined) && messageIn(joined, words, atTop)?.quoted === false) return index + 1;
  }
  return 0;
}
