// By what the beginning of an artifact shows that it holds pages or messages of the product: the pack's own headings,
// labels and phrases, wherever they stand.

import { hostRow } from '../../model/host-row.js';
import type { Extractors } from '../../model/parser.js';
import { cellsOf } from './cells.js';
import { choiceIn } from './choices.js';
import { folded, indexOfWord } from './folded.js';
import { hostsIn } from './hosts.js';
import { bareRow } from './items.js';
import { labelOf } from './labels.js';
import { misreadOf } from './misread.js';
import { type Label, type PageWords, type Vocabulary, vocabularyOf } from './vocabulary.js';

const linesMax = 2000;
/** A longer text is no picture of a page. */
const misreadCharsMax = 16_384;

/** How surely the text holds pages: a heading with a label of its page, a message, a heading alone. */
export function recognise(head: string, extractors: Extractors): number {
  // Captures, exports and API answers hold the same words in their own form.
  if (/^\ufeff?\s{0,100}(?:[{[]\s{0,100}["{}\]]|<\?xml|<!doctype|<html|<config)/i.test(head)) return 0;
  const words = vocabularyOf(extractors);
  const score = scoreOf(head, words, extractors);
  if (score > 0.3 || head.length > misreadCharsMax) return score;
  const corrected = misreadOf(words, extractors).corrected(head.split(/\r?\n|\r/));
  return corrected === undefined ? score : Math.max(score, scoreOf(corrected.join('\n'), words, extractors));
}

function scoreOf(head: string, words: Vocabulary, extractors: Extractors): number {
  const { pages, phrases } = words;
  const text = folded(head);
  const has = (aliases: readonly { readonly text: string }[]) =>
    aliases.some((one) => indexOfWord(text, one.text) >= 0);
  const headed = pages.filter(({ headings }) => has(headings));
  // Rows outside of all boxes (`Name`, `Address`) are on any page of any product, but not below a heading of ours.
  const isOwn = ({ box, row }: Label, items: ReadonlySet<string>) => box !== undefined || items.has(row ?? '');
  if (headed.some(({ labels, items }) => has(labels.filter((label) => isOwn(label, items))))) return 0.9;
  if (has(phrases)) return headed.length > 0 ? 0.8 : 0.7;
  if (pages.some((page) => isAnchored(head, page, words)) || namesServices(text, words, extractors)) return 0.6;
  return headed.length > 0 ? 0.3 : 0;
}

/** `Last 24 Hours` on a line of its own, an anchor's label with its choice, or the name of an item with what it says. */
function isAnchored(head: string, words: PageWords, vocabulary: Vocabulary): boolean {
  const { anchor, keyRow = '' } = words.page;
  if (anchor === undefined) return false;
  let isNamed = false;
  const told = new Set<string>();
  for (const line of head.split(/[\r\n|\t]{1,4}/, linesMax)) {
    if (line.length > 200) continue;
    const [cell] = cellsOf(line).cells;
    if (cell === undefined) continue;
    if (anchor.above.length > 0 && choiceIn(cell.text, words, anchor.row) !== undefined) return true;
    const bare = bareRow(cell.text, words, vocabulary);
    const { label, value } = labelOf(cell, words, undefined, vocabulary) ?? {};
    const isTold =
      value !== undefined &&
      (choiceIn(value, words, anchor.row) !== undefined || words.patterns.get(anchor.row)?.test(value) === true);
    if (isTold && label?.row === anchor.row) return true;
    const row = bare ?? (value === undefined ? undefined : label?.row);
    if (row !== undefined && words.items.has(row) && row !== keyRow) told.add(row);
    const name = label === undefined ? cell.text : label.row === keyRow ? (value ?? '') : '';
    if (words.patterns.get(keyRow)?.test(name)) isNamed = true;
  }
  return isNamed && (told.has(anchor.row) || told.size >= 2);
}

/** Hosts of two services that only an answer to our question puts together. */
function namesServices(text: string, { pages }: Vocabulary, { hosts }: Extractors): boolean {
  const rows = Object.values(pages.find(({ page }) => page.hostsAlone)?.page.rows ?? {});
  const wanted = new Set(rows.flatMap(({ service }) => service ?? []));
  const services = hostsIn(text).map((name) => hostRow(hosts, name)?.service ?? '');
  return new Set(services.filter((service) => wanted.has(service))).size >= 2;
}
