// The words of pages, messages, states and prose, folded once and in the order in which they are tried: longest first, so
// that a label never matches as part of a longer one.

import type { Aliases, MessageDefinition, PageDefinition, PageRow } from '../../model/catalogue.js';
import type { Confidence } from '../../model/fact.js';
import type { Extractors } from '../../model/parser.js';
import { elsewhereOf } from '../../text/elsewhere.js';
import { compilePattern, type Pattern } from '../../text/pattern.js';
import { Beginnings } from './beginnings.js';
import { anyOf, folded, trimMarks } from './folded.js';
import { rememberedOf } from './remembered.js';
import { WholeWords } from './whole-words.js';

/** An alias as it is compared. A lead-in (`Cloud Services for …`) is followed by its value on the same line. */
export interface Alias {
  readonly text: string;
  readonly leadIn: boolean;
}

/** A sentence of the page that says nothing; an open-ended one goes on with a name that varies. */
interface Furniture extends Alias {
  readonly openEnded: boolean;
}

interface StateWord {
  readonly text: string;
  readonly state: 'on' | 'off';
  /** `… switch is turned on`: it may stand inside a describing sentence. */
  readonly described: boolean;
}

export interface Label extends Alias {
  /** Undefined for the label of another product's row. */
  readonly row: string | undefined;
  readonly holds: PageRow['holds'] | 'other';
  readonly box: string | undefined;
}

export interface PageWords {
  readonly page: PageDefinition;
  readonly headings: readonly Alias[];
  readonly boxes: readonly { readonly id: string; readonly headings: readonly Alias[] }[];
  readonly labels: readonly Label[];
  readonly labelsByStart: Beginnings<Label>;
  /** The first of several rows with one label. */
  readonly labelsByText: ReadonlyMap<string, Label>;
  /** Labels that tell another product; a single word (`Services`) is none. */
  readonly others: readonly string[];
  readonly buttons: readonly { readonly id: string; readonly text: string }[];
  /** Row → text → what it chooses. */
  readonly choices: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly patterns: ReadonlyMap<string, Pattern>;
  readonly items: ReadonlySet<string>;
  /** Services whose hosts its rows hold. */
  readonly services: ReadonlySet<string>;
}

interface Phrase {
  readonly message: string;
  readonly text: string;
}

export interface Vocabulary {
  readonly pages: readonly PageWords[];
  /** Of all pages. */
  readonly labelsByStart: Beginnings<Label>;
  readonly phrases: readonly Phrase[];
  /** Shorter beginnings of phrases that may stand at the end of a line: whole words. */
  readonly phraseStarts: ReadonlySet<string>;
  /** Quick looks for any phrase, any opening of a description, and any label of another product. */
  readonly any: {
    readonly phrase: RegExp;
    /** How any phrase begins. */
    readonly phraseStart: RegExp;
    readonly describing: RegExp;
    readonly other: RegExp;
  };
  readonly confidence: ReadonlyMap<string, Confidence>;
  readonly furniture: readonly Furniture[];
  readonly furnitureByStart: Beginnings<Furniture>;
  readonly states: readonly StateWord[];
  readonly wholeStates: WholeWords<StateWord>;
  /** `[x]`, `☑`: states that are no words. */
  readonly signs: readonly StateWord[];
  readonly unclear: readonly string[];
  readonly beside: readonly string[];
  readonly instructing: readonly string[];
  readonly describing: readonly string[];
  /** Beside a host: it is not the one in use. */
  readonly wishing: readonly string[];
  /** A caption of another state, or another system. */
  readonly isElsewhere: (text: string) => boolean;
}

/** A sentence this long without its full stop is the beginning of one; shorter ones are words of the page. */
const openEndedCharsMin = 40;
/** So many letters of a phrase tell that it may begin here. */
export const phraseStartChars = 10;

/** A pack's words are folded once, however many texts are read with it. */
const known = new WeakMap<object, Vocabulary>();

export function vocabularyOf(extractors: Extractors): Vocabulary {
  const words = known.get(extractors) ?? compile(extractors);
  known.set(extractors, words);
  return words;
}

function compile(extractors: Extractors): Vocabulary {
  const { pages, messages, states, quoting } = extractors;
  const compiled = pages.map(wordsOf);
  const phrases = longestFirst(messages.flatMap(phrasesOf));
  const furniture = longestFirst(pages.flatMap((page) => furnitureOf(page.furniture)));
  const allStates = longestFirst([...stateWords(states.on, 'on'), ...stateWords(states.off, 'off')]);
  return {
    pages: compiled,
    labelsByStart: new Beginnings(longestFirst(compiled.flatMap(({ labels }) => labels))),
    phrases,
    phraseStarts: new Set(phrases.flatMap(({ text }) => shortStarts(text))),
    any: {
      phrase: anyOf(phrases.map(({ text }) => text)),
      phraseStart: anyOf(phrases.map(({ text }) => text.slice(0, phraseStartChars))),
      describing: anyOf(textsOf(quoting.describing)),
      other: anyOf(compiled.flatMap(({ others }) => others)),
    },
    confidence: new Map(messages.map(({ id, confidence }) => [id, confidence])),
    furniture,
    furnitureByStart: new Beginnings(furniture),
    states: allStates,
    wholeStates: new WholeWords(allStates),
    signs: allStates.filter(({ text }) => !/^[\p{L}\p{N}]/u.test(text)),
    unclear: textsOf(states.unclear),
    beside: textsOf(states.beside),
    instructing: textsOf(quoting.instructing),
    describing: textsOf(quoting.describing),
    wishing: textsOf(quoting.wishing),
    isElsewhere: rememberedOf(elsewhereOf(quoting).isCaption),
  };
}

function wordsOf(page: PageDefinition): PageWords {
  const own = Object.entries(page.rows).flatMap(([row, { labels, holds, box }]) =>
    aliasesOf(labels).map((alias) => ({ ...alias, row, holds, box })),
  );
  const others = aliasesOf(page.otherRows).map((alias) => ({
    ...alias,
    row: undefined,
    holds: 'other' as const,
    box: undefined,
  }));
  const labels = longestFirst([...own, ...others]);
  return {
    page,
    headings: longestFirst(aliasesOf(page.headings)),
    boxes: Object.entries(page.boxes).map(([id, box]) => ({ id, headings: longestFirst(aliasesOf(box.headings)) })),
    labels,
    others: others.map(({ text }) => text).filter((text) => text.includes(' ')),
    labelsByStart: new Beginnings(labels),
    labelsByText: new Map(labels.toReversed().map((label) => [label.text, label])),
    buttons: Object.entries(page.buttons).flatMap(([id, aliases]) => textsOf(aliases).map((text) => ({ id, text }))),
    choices: new Map(Object.entries(page.rows).map(([row, { choices }]) => [row, choicesOf(choices ?? {})])),
    patterns: new Map(
      Object.entries(page.rows).flatMap(([row, { pattern, linear }]) =>
        pattern === undefined ? [] : [[row, compilePattern(`^(?:${pattern})$`, 'u', linear)]],
      ),
    ),
    items: new Set(page.items),
    services: new Set(Object.values(page.rows).flatMap(({ service }) => service ?? [])),
  };
}

function choicesOf(choices: Readonly<Record<string, Aliases>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(choices).flatMap(([choice, aliases]) =>
      textsOf(aliases).map((text): [string, string] => [trimMarks(text), choice]),
    ),
  );
}

function shortStarts(phrase: string): string[] {
  const start = phrase.slice(0, phraseStartChars);
  return [...start.matchAll(/ /g)].map(({ index }) => start.slice(0, index));
}

function phrasesOf({ id, phrases }: MessageDefinition): Phrase[] {
  return textsOf(phrases).map((text) => ({ message: id, text }));
}

function aliasesOf(aliases: Aliases): Alias[] {
  return Object.values(aliases)
    .flat()
    .flatMap((alias) => {
      const leadIn = /(?:…|\.\.\.)$/.test(alias);
      return spellingsOf(folded(alias.replace(/^…|(?:…|\.\.\.)$/g, ''))).map((text) => ({ text, leadIn }));
    })
    .filter(({ text }) => text !== '');
}

// Threat Responseサーバ | 過去 7 日間
const besideLatin =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]) ?(?=[a-z0-9])|(?<=[a-z0-9]) ?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

/** Whether a blank stands between Latin and Japanese letters is a matter of taste. */
function spellingsOf(text: string): readonly string[] {
  return [...new Set([text, text.replace(besideLatin, ''), text.replace(besideLatin, ' ')])];
}

function furnitureOf(aliases: Aliases): Furniture[] {
  return aliasesOf(aliases).map((alias) => ({
    ...alias,
    text: trimMarks(alias.text),
    openEnded: alias.text.length >= openEndedCharsMin && !/[.。]$/u.test(alias.text),
  }));
}

function stateWords(aliases: Aliases, state: 'on' | 'off'): StateWord[] {
  return Object.values(aliases)
    .flat()
    .map((alias) => ({ text: folded(alias.replace(/^…/, '')), state, described: alias.startsWith('…') }));
}

/** Folded texts, longest first, each once. */
function textsOf(aliases: Aliases): string[] {
  const texts = new Set(aliasesOf(aliases).map(({ text }) => text));
  return [...texts].sort((a, b) => b.length - a.length);
}

function longestFirst<T extends { readonly text: string }>(aliases: readonly T[]): T[] {
  return [...aliases].sort((a, b) => b.text.length - a.text.length);
}
