// Text recognition mistakes letters for others of the same form and loses blanks and accents. Only words of closed lists are
// ever put right, only where one of them can be meant; and what looks like a mistake of reading counts only in a text that
// has several: in a typed text a host that is nearly right is a finding of its own.
import type { HostRow } from '../../model/catalogue.js';
import { nearest } from '../../text/closest.js';
import { folded } from './folded.js';
import { rememberedOf } from './remembered.js';
import type { Vocabulary } from './vocabulary.js';

/** So many misread words make a text a recognised one. */
const misreadMin = 2;
/** A shorter word is near to too many others. */
const nearCharsMin = 12;
/** What may stand before a message: a banner word. */
const bannerCharsMax = 12;
const pieces = /(\t|\||\s{3,}|:\s|:$|[()[\]]|\*\*|^\s{0,9}[-*•]\s)/;

/** Made once for a pack's words, however many texts are read with them. */
const made = new WeakMap<Vocabulary, Misread>();

export function misreadOf(words: Vocabulary, { hosts }: { readonly hosts: readonly HostRow[] }): Misread {
  const misread = made.get(words) ?? new Misread(words, hosts);
  made.set(words, misread);
  return misread;
}

class Misread {
  /** Without blanks and accents → the word. */
  readonly #plain = new Map<string, string | undefined>();
  /** Of the same form → the word. */
  readonly #form = new Map<string, string | undefined>();
  readonly #long: readonly string[];
  readonly #phrases: readonly { readonly form: string; readonly plain: string; readonly text: string }[];
  readonly #leadIns: readonly { readonly text: string; readonly words: number }[];

  constructor({ pages, phrases, states }: Vocabulary, hosts: readonly HostRow[]) {
    const words = new Set<string>();
    for (const { headings, boxes, labels } of pages) {
      for (const { text } of [...headings, ...boxes.flatMap((box) => box.headings), ...labels]) words.add(text);
    }
    for (const { host } of hosts) if (!host.startsWith('*')) words.add(host);
    this.#long = [...words].filter(({ length }) => length >= nearCharsMin);
    // A state that is only nearly one may be its opposite.
    for (const { text } of states) if (text.length > 1) words.add(text);
    for (const { buttons, choices } of pages) {
      for (const { text } of buttons) words.add(text);
      for (const all of choices.values()) for (const text of all.keys()) words.add(text);
    }
    for (const word of words) {
      if (!/\p{L}/u.test(word)) continue;
      note(this.#plain, plainOf(word), word);
      note(this.#form, formOf(word), word);
    }
    this.#phrases = phrases.map(({ text }) => ({ form: formOf(text), plain: plainOf(text), text }));
    const leading = pages.flatMap(({ labels }) => labels.filter(({ leadIn }) => leadIn));
    this.#leadIns = leading.map(({ text }) => ({ text, words: text.split(' ').length }));
  }

  /** The lines as the pages have them; undefined where nothing is to be put right. */
  corrected(lines: readonly string[]): readonly string[] | undefined {
    let plain = 0;
    let misread = 0;
    const all = lines.map((line) => {
      const read = this.#line(line);
      plain += read.plain;
      misread += read.misread;
      return read;
    });
    if (misread >= misreadMin) return all.map(({ form }) => form);
    return plain > 0 ? all.map(({ bare }) => bare) : undefined;
  }

  readonly #line = rememberedOf((line: string) => {
    const said = this.#phraseIn(line, plainOf);
    if (said !== undefined) return { form: said, bare: said, plain: 1, misread: 0 };
    const meant = this.#phraseIn(line, formOf);
    if (meant !== undefined) return { form: meant, bare: line, plain: 0, misread: 1 };
    let [form, bare, plain, misread] = ['', '', 0, 0];
    for (const piece of line.split(pieces)) {
      const text = folded(piece).replace(/ ?[.:]$/, '');
      const end = /[.:：]\s{0,3}$/u.exec(piece)?.[0] ?? '';
      const isKnown = text.length < 2 || !/\p{L}/u.test(text) || this.#plain.get(plainOf(text)) === text;
      const asPlain = isKnown ? undefined : (this.#plain.get(plainOf(text)) ?? this.#leadInOf(text));
      const asForm = isKnown || asPlain !== undefined ? undefined : this.#near(text);
      if (asPlain !== undefined) plain++;
      if (asForm !== undefined) misread++;
      bare += asPlain === undefined ? piece : asPlain + end;
      const read = asPlain ?? asForm;
      form += read === undefined ? piece : read + end;
    }
    return { form, bare, plain, misread };
  });

  #near(text: string): string | undefined {
    const own = this.#form.get(formOf(text));
    if (own !== undefined) return own === text ? undefined : own;
    if (text.length < nearCharsMin || this.#form.has(formOf(text))) return undefined;
    return nearest(text, this.#long);
  }

  /** A message that only its letters' form shows: after a banner at most. */
  #phraseIn(line: string, by: (text: string) => string): string | undefined {
    const text = folded(line);
    if (text.length < 20) return undefined;
    const form = by(text);
    for (const phrase of this.#phrases) {
      const at = form.indexOf(by === plainOf ? phrase.plain : phrase.form);
      if (at < 0 || at > bannerCharsMax) continue;
      return text.includes(phrase.text) ? undefined : `${phrase.text}.`;
    }
    return undefined;
  }

  /** `Servicos em nuvem de …`: a lead-in before the name of somebody. */
  #leadInOf(text: string): string | undefined {
    for (const { text: leadIn, words } of this.#leadIns) {
      const own = text.split(' ');
      if (own.length <= words || plainOf(own.slice(0, words).join(' ')) !== plainOf(leadIn)) continue;
      return text.startsWith(leadIn) ? undefined : `${leadIn} ${own.slice(words).join(' ')}`;
    }
    return undefined;
  }
}

/** A form that two words share is nobody's. */
function note(map: Map<string, string | undefined>, key: string, word: string): void {
  map.set(key, map.has(key) && map.get(key) !== word ? undefined : word);
}

function plainOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s]/g, '')
    .replace(/[.:]$/, '');
}

function formOf(text: string): string {
  return plainOf(text)
    .replace(/[i1l|!]/g, 'l')
    .replace(/[0o]/g, 'o')
    .replace(/5/g, 's')
    .replace(/8/g, 'b')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');
}
