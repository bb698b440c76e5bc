// Whether a document shows a page or talks about one: by what is left over once everything that pages say is taken out.
// Sentences that instruct, report or quote make all of it the word of a person; one caption does not.
import type { HostRow } from '../../model/catalogue.js';
import { hostRow } from '../../model/host-row.js';
import { withoutHostNames } from '../../text/elsewhere.js';
import type { ToldSymptoms } from '../../text/told/told-symptoms.js';
import { indexOfWord, trimMarks, wordCount } from './folded.js';
import { hostsIn, namesSeveralRegions } from './hosts.js';
import { rememberedBy } from './remembered.js';
import type { SourceLine } from './source-line.js';
import type { Vocabulary } from './vocabulary.js';

/** From here on a line is a sentence of somebody, in whatever language. */
const longLineWords = 14;
const wordyLineWords = 5;
/** Budgets of left-over lines: beside a page, in a description of a picture, around a bare message. */
const captionsMax = { page: 1, described: 8, bare: 1 };
const wordyMax = { page: 2, described: 10, bare: 1 };
const scrapsMax = { page: 80, described: 80, bare: 4 };

/** Speakers take turns. */
const stampsMin = 2;
// [10:02] ana: hello | 10:02 ana | <ana> hello | ana (10:02): hello
const chatStamp =
  /^(?:\[?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?\]?[ ,-]{1,3}(?!(?:utc|gmt|uhr|h|jst|kst|ist|brt|bst|a?[ecmp][sd]t|[cew]e?s?t|mes?z|aest|eest|west)\b|[+-]\d)\S|<[^<>]{1,40}> ?\S|[^:()]{1,40}\(\d{1,2}:\d\d\):)/;

export class Prose {
  readonly #words: Vocabulary;
  readonly #hosts: readonly HostRow[];
  readonly #regions = new Map<string, string>();
  #toldLine = 0;
  #stamps = 0;
  #proseAt: number | undefined;
  #longAt: number | undefined;
  #describedAt: number | undefined;
  #captions = 0;
  #wordy = 0;
  #scraps = 0;
  #lastWordyLine = -1;

  constructor(
    words: Vocabulary,
    hosts: readonly HostRow[],
    /** What the persons who talk say of symptoms. */
    readonly told: ToldSymptoms,
  ) {
    this.#words = words;
    this.#hosts = hosts;
  }

  /** A line that opens the description of a picture, as people and models write it for those who cannot see. */
  isDescribing(text: string): boolean {
    return describes(text, this.#words);
  }

  /** @param text folded line that describes a picture */
  describe(text: string, line: number): void {
    this.#describedAt ??= line;
    const own = text.replace(/"[^"]{0,400}"|'[^']{0,200}'/g, ' ');
    if (this.#instructs(own)) this.talk(line);
  }

  /** A line that quotes or is quoted. */
  talk(line: number): void {
    this.#proseAt ??= line;
  }

  /** A row's value, or any other text that a page explains: it may still list the hosts of several regions, or wish for one. */
  explain(text: string, line: number): void {
    if (this.#proseAt !== undefined || !text.includes('.')) return;
    if (namesSeveralRegions(text, this.#hosts) || this.#wishes(text)) this.talk(line);
  }

  /** @param text folded words that nothing explains */
  leftOver(text: string, { line, raw, parts }: SourceLine): void {
    if (line !== this.#toldLine) this.told.take(raw, line, parts.quoted);
    this.#toldLine = line;
    const count = wordCount(text);
    if (count === 0) return;
    if (text.includes('.')) {
      this.explain(text, line);
      this.regions(text, line);
    }
    if (isSpoken(text, count) || this.#instructs(text)) this.talk(line);
    if (chatStamp.test(text) && ++this.#stamps >= stampsMin) this.talk(line);
    if (count >= longLineWords) this.#longAt ??= line;
    if (count >= wordyLineWords) {
      // Wrapped prose of a language that this program has no words for.
      if (this.#lastWordyLine === line - 1) this.#longAt ??= line;
      this.#lastWordyLine = line;
      this.#wordy++;
      if (/[.!?。][)"'」]?$/u.test(text)) this.#captions++;
    } else this.#scraps++;
  }

  /** The line from which it is clear that somebody talks; undefined when the document shows. */
  verdict(hasPage: boolean): number | undefined {
    if (this.#proseAt !== undefined) return this.#proseAt;
    const kind = this.#describedAt !== undefined ? 'described' : hasPage ? 'page' : 'bare';
    if (kind !== 'described' && this.#longAt !== undefined) return this.#longAt;
    const beyond = this.#captions > captionsMax[kind] || this.#wordy > wordyMax[kind] || this.#scraps > scrapsMax[kind];
    return beyond ? (this.#longAt ?? 1) : undefined;
  }

  #instructs(text: string): boolean {
    if (this.#proseAt !== undefined) return false;
    // The words of a name are nobody's: `esa1.example.com`, `customer.local/choose`.
    return instructs(withoutHostNames(text), this.#words) || this.#words.isElsewhere(text);
  }

  /** A host of a service that somebody wishes for, plans or remembers. */
  #wishes(text: string): boolean {
    if (!hostsIn(text).some((name) => hostRow(this.#hosts, name) !== undefined)) return false;
    return wishes(text.replace(/\S{1,200}\.\S{1,200}/g, ' ').trim(), this.#words);
  }

  /** Hosts with a name before them: those of several regions are documentation. */
  regions(text: string, line: number): void {
    for (const name of hostsIn(text)) {
      const row = hostRow(this.#hosts, name);
      if (row?.region === undefined) continue;
      const other = this.#regions.get(row.service);
      if (other !== undefined && other !== row.region) this.talk(line);
      this.#regions.set(row.service, row.region);
    }
  }
}

/** A question, or the line that opens a forwarded mail. */
function isSpoken(text: string, words: number): boolean {
  return (words >= 3 && /[?？]["'」)]?$/u.test(text)) || /^-{4,}.{3,60}-{4,}$/.test(text);
}

const describes = rememberedBy((text: string, { any, describing }: Vocabulary): boolean => {
  if (!any.describing.test(text)) return false;
  const bare = trimMarks(text);
  return describing.some((phrase) => indexOfWord(bare.slice(0, phrase.length + 40), phrase) >= 0);
});

const instructs = rememberedBy((text: string, words: Vocabulary): boolean => {
  const { opening, byFirst, unspaced } = instructionsOf(words);
  const bare = trimMarks(text);
  if (opening.some((phrase) => text.startsWith(phrase) || bare.startsWith(phrase))) return true;
  for (const [word] of text.matchAll(/[\p{L}\p{N}\p{M}_]+/gu)) {
    if (byFirst.get(word)?.some((phrase) => indexOfWord(text, phrase) >= 0)) return true;
  }
  return unspaced.some((phrase) => text.includes(phrase));
});

const wishes = rememberedBy((text: string, { wishing }: Vocabulary): boolean =>
  wishing.some((phrase) => (phrase.endsWith(':') ? text.startsWith(phrase) : indexOfWord(text, phrase) >= 0)),
);

interface Instructions {
  /** Only at the beginning of a line. */
  readonly opening: readonly string[];
  /** First word → phrases that begin with it. */
  readonly byFirst: ReadonlyMap<string, readonly string[]>;
  /** Of scripts without blanks. */
  readonly unspaced: readonly string[];
}

const made = new WeakMap<Vocabulary, Instructions>();

function instructionsOf(words: Vocabulary): Instructions {
  const known = made.get(words);
  if (known !== undefined) return known;
  const anywhere = words.instructing.filter((phrase) => !phrase.endsWith(':'));
  const byFirst = new Map<string, string[]>();
  const unspaced: string[] = [];
  for (const phrase of anywhere) {
    const first = /^[\p{Script=Latin}\p{N}\p{M}_]+/u.exec(phrase)?.[0];
    if (first === undefined) unspaced.push(phrase);
    else byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  const instructions = { opening: words.instructing.filter((phrase) => phrase.endsWith(':')), byFirst, unspaced };
  made.set(words, instructions);
  return instructions;
}
