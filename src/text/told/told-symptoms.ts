// Symptoms that somebody tells in his own words: what he says is so, not what he supposes, asks, denies or says is over, and
// not what an article or the history of a mail says. A statement that orders and asks; it decides nothing.
import type { Told } from '../../model/rule.js';
import { fold, isUnspaced, wordsIn } from '../fold.js';
import { type Fault, Searched, type Span, type ToldWords, toldWordsOf, type Words } from './told-words.js';

export interface ToldSymptom {
  readonly symptom: string;
  readonly line: number;
  readonly raw: string;
}

/** Mail programs wrap longer lines: a line this long may go on over the next one. */
const wrappedCharsMin = 50;
const sentenceCharsMax = 600;
/** Words of one symptom stand at most so far from each other. */
const spanCharsMax = 140;
const sentencesMax = 20_000;
/** What is over, or comes of an instruction, is told within so many further sentences. */
const reachMax = 2;
/** Mails that were forwarded or pasted begin with a header; one that comes later repeats what was written before. */
const headLinesMax = 3;
// From: … | Von: … | De: … | 差出人: …
const from = /^(?:from|von|de|差出人|送信者):/;
const sent = /^(?:sent|date|gesendet|gesendet am|datum|enviado|enviada|enviado em|enviada em|data|送信日時|日時):/;

interface Sentence {
  readonly text: string;
  readonly line: number;
  readonly raw: string;
  /** A headline: nothing ends it. */
  readonly isOpen: boolean;
}

export class ToldSymptoms {
  readonly #words: ToldWords;
  readonly #sentences: Sentence[] = [];
  #held: { texts: string[]; line: number; last: number; raw: string } | undefined;
  #lines = 0;
  #fromAt: number | undefined;
  #isHistory = false;
  #isArticle = false;

  constructor(told: Told) {
    this.#words = toldWordsOf(told);
  }

  /** @param raw a line that nothing else explains; `quoted` where a mail repeats it (`> …`) */
  take(raw: string, line: number, quoted = false): void {
    const text = fold(raw.slice(0, 2000).replace(/^[\s#*•>-]{1,20}/, ''));
    if (text === '' || this.#isHistory) return;
    this.#lines += 1;
    if (this.#beginsHistory(text, line)) {
      this.#isHistory = this.#lines > headLinesMax;
      this.#close();
      return;
    }
    if (quoted || /^\s{0,9}>/.test(raw)) return;
    const held = this.#held;
    const goesOn = held !== undefined && held.last === line - 1 && (held.texts.at(-1) ?? '').length >= widthMin(text);
    if (held !== undefined && goesOn && !/^\s{0,9}[-*•#]\s/.test(raw)) {
      held.texts.push(text);
      held.last = line;
    } else {
      this.#close();
      this.#held = { texts: [text], line, last: line, raw: raw.trim() };
    }
    if ((this.#held?.texts.length ?? 0) > 40) this.#close();
  }

  #beginsHistory(text: string, line: number): boolean {
    if (text.length < 200 && this.#words.history.in(new Searched(text))) return true;
    if (from.test(text)) this.#fromAt = line;
    return sent.test(text) && this.#fromAt !== undefined && line - this.#fromAt <= 3;
  }

  #close(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined || this.#sentences.length > sentencesMax) return;
    const whole = held.texts.join(' ');
    if (whole.length < 400 && this.#words.article.in(new Searched(whole))) this.#isArticle = true;
    for (const part of whole.match(/[^.!?。!?]{1,600}(?:\.(?=\S)[^.!?。]{1,600}){0,20}[.!?。]{0,3}/gu) ?? []) {
      const text = part.trim().slice(0, sentenceCharsMax);
      if (text !== '') this.#sentences.push({ text, line: held.line, raw: held.raw, isOpen: !/[.!?。]$/.test(text) });
    }
  }

  /** Each symptom once, where it is told first. */
  end(): readonly ToldSymptom[] {
    this.#close();
    if (this.#isArticle) return [];
    const said = this.#sentences.map((sentence) => readingOf(sentence.text, this.#words));
    const solvedAt = said.findLastIndex(({ isSolved }) => isSolved);
    const found = new Map<string, ToldSymptom>();
    for (const [at, { tells, isOver }] of said.entries()) {
      if (at <= solvedAt || isOver) continue;
      const after = said.slice(at + 1, at + 1 + reachMax);
      if (after.some((one) => one.isOver)) continue;
      const { line, raw, isOpen } = this.#sentences[at] as Sentence;
      for (const symptom of tells) {
        const isHeadline = isOpen && after.some((one) => one.supposes.includes(symptom) || one.isAdvice);
        if (!isHeadline && !found.has(symptom)) found.set(symptom, { symptom, line, raw });
      }
    }
    return [...found.values()];
  }
}

/** Letters of a line that was wrapped: Japanese needs half as many. */
function widthMin(text: string): number {
  return isUnspaced(text) ? wrappedCharsMin / 2 : wrappedCharsMin;
}

interface Said {
  readonly tells: readonly string[];
  /** Somebody asks, supposes or advises. */
  readonly supposes: readonly string[];
  readonly isOver: boolean;
  readonly isSolved: boolean;
  readonly isAdvice: boolean;
}

const nothing: Said = { tells: [], supposes: [], isOver: false, isSolved: false, isAdvice: false };

function readingOf(sentence: string, words: ToldWords): Said {
  const text = new Searched(sentence);
  if (!words.any.mayBeIn(text)) return nothing;
  const isOver = affirms(words.over, text, words);
  const isSolved = affirms(words.solved, text, words);
  const isAdvice = words.advising.in(text);
  if (words.others.in(text)) return { ...nothing, isOver, isSolved, isAdvice };
  const tells = new Set<string>();
  const supposes = new Set<string>();
  for (const { symptom, things, faults } of words.symptoms) {
    if (!faults.some(({ is }) => is.mayBeIn(text))) continue;
    const named = things.map((thing) => thing.all(text));
    if (named.some((places) => places.length === 0)) continue;
    for (const fault of faults) {
      for (const place of fault.is.all(text)) {
        if (!named.every((places) => places.some((one) => isNear(one, place)))) continue;
        if (isNegated(fault, text, place)) continue;
        (isSupposed(text, place, words) ? supposes : tells).add(symptom);
      }
    }
  }
  return { tells: [...tells], supposes: [...supposes], isOver, isSolved, isAdvice };
}

function isNear(one: Span, other: Span): boolean {
  return Math.max(one.end, other.end) - Math.min(one.start, other.start) <= spanCharsMax;
}

// is not yet … | ist noch nicht … | ainda nao … | once … | until …
const denied =
  /(?:(?<![a-z])(?:not|never|nicht|nie|nao|nem|until|once|after|before|bis|sobald|nachdem|quando|assim que|ate|unless)|n't)(?: (?!(?:but|aber|mas)(?![a-z]))[a-z']{1,15}){0,3} ?$/;
const isQuestion = /\?\s{0,3}$/;

/** Not `is not fixed`, not `once it is fixed`. */
function affirms(over: Words, searched: Searched, words: ToldWords): boolean {
  if (isQuestion.test(searched.text)) return false;
  return over.all(searched).some(({ start, end }) => {
    const before = searched.slice(0, start);
    if (denied.test(before.text) || words.supposing.in(before)) return false;
    return !words.supposingAfter.in(searched.slice(end, end + 12));
  });
}

/** `do not know why it fails`, `not only fails`: nothing is denied. */
const deniesNothing = /[,;:]| - |(?:^| )(?:but|aber|mas|why|warum|weshalb|wieso|por que|only|nur|apenas)(?: |$)/;
const denial = /n't|nicht|nao|ない|ません/;

function isNegated({ negating, negatingAfter, is }: Fault, searched: Searched, { start, end }: Span): boolean {
  const fault = searched.slice(start, end);
  // What says `not` itself is denied by nothing.
  if (negating.in(fault) || denial.test(fault.text)) return false;
  const before = searched.slice(Math.max(0, start - 50), start);
  const isBefore = negating.all(before).some((word) => {
    const between = before.text.slice(word.end);
    return !deniesNothing.test(between) && wordsIn(between) <= 2;
  });
  if (isBefore) return true;
  const after = new Searched(searched.text.slice(end, end + 30).split(/[,;:]/)[0] ?? '');
  return negatingAfter.all(after).some((word) => {
    const between = after.slice(0, word.start);
    return wordsIn(between.text) <= 2 && !is.in(between);
  });
}

// Whoever goes on with himself tells what he does: `if I open the dashboard`.
const himself = /^ (?:i|we|ich|wir|eu|nos|man)(?![a-z])/;
const clauseEnd = /[,;:]|\.{3}| - | but | and | aber | und | mas | e /;

function isSupposed(searched: Searched, { start, end }: Span, words: ToldWords): boolean {
  const { text } = searched;
  if (words.supposing.all(searched.slice(0, end)).some((word) => !himself.test(text.slice(word.end)))) return true;
  const clause = text.slice(0, start).split(clauseEnd).at(-1) ?? '';
  if (words.supposingNear.in(new Searched(clause))) return true;
  if (words.supposingAfter.in(searched.slice(end, end + 12))) return true;
  if (!isQuestion.test(text)) return false;
  // A question behind a comma is another one: `… is missing, can you help?`
  return !words.asking.in(searched) && !/[,;]/.test(text.slice(end));
}
