// By what the beginning of an artifact shows that it holds pages or messages of the product: the pack's own headings,
// labels and phrases, wherever they stand.
import type { Extractors } from '../../model/parser.js';
import { folded, indexOfWord } from './folded.js';
import { vocabularyOf } from './vocabulary.js';

/** How surely the text holds pages: a heading with a label of its page, a message, a heading alone. */
export function recognise(head: string, extractors: Extractors): number {
  // Captures, exports and API answers hold the same words in their own form.
  if (/^\ufeff?\s{0,100}(?:[{[]\s{0,100}["{}\]]|<\?xml|<!doctype|<html|<config)/i.test(head)) return 0;
  const { pages, phrases } = vocabularyOf(extractors);
  const text = folded(head);
  const has = (words: readonly { readonly text: string }[]) => words.some((one) => indexOfWord(text, one.text) >= 0);
  const said = has(phrases);
  const headed = pages.filter(({ headings }) => has(headings));
  if (headed.length === 0) return said ? 0.7 : 0;
  // Rows outside of all boxes (`Name`, `Address`) are on any page of any product.
  if (headed.some(({ labels }) => has(labels.filter(({ box }) => box !== undefined)))) return 0.9;
  return said ? 0.8 : 0.3;
}
