// Whether a text shows a session or talks about one: by what stands around the answers. Instructions, reports and
// articles make all of it the word of a person; one caption does not.
import type { Moment } from '../../model/moment.js';
import type { Quoting } from '../../model/rule.js';
import { elsewhereOf } from '../../text/elsewhere.js';
import { fold, indexOfWord } from '../../text/fold.js';
import type { Exchange } from './session-reader.js';
import { sessionTime } from './session-time.js';

const longLineWords = 14;
const captionsMax = 1;
const wordyMax = 2;
const wordyLineWords = 5;
const scrapsMax = 40;

/** Words of the appliance's own dialogues: they instruct, too. */
const ownWords: ReadonlySet<string> = new Set(
  'if|make sure|be sure|ensure|should|must|please|need to|needs to|have to|required|requires|recommends|choose|verify|check that|check whether|you can|you have|your device|example|examples|error message|the message|the error|caso|verificar|an:|para:|de:|von:|to:|cc:|from:|note:|my|our'.split(
    '|',
  ),
);
// I see … | we have … | please advise | let me know | Best regards
const person =
  /(?:^|[\s"(])(?:(?:i|we)(?:'m|'ve|'d|'ll)? (?:am|are|have|had|see|saw|get|got|ran|run|tried|think|need|cannot|can't|did|do|want|would|believe|noticed)|please (?:advise|check|help|see|find|let|suggest|confirm)|let (?:me|us) know|(?:can|could) you|as you can see|(?:best|kind) regards|thank you|the (?:below|above) (?:output|commands?))(?:[\s.,:;!?)]|$)/;
// Captured: 2026-11-20 09:14 UTC | Uhrzeit: … | 2026-11-20 09:14 UTC
const timeLine =
  /^(?:[\p{L} .()]{0,30}[:：][ \t]{0,4})?\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})? ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?[ .)]{0,3}$/u;

export class Talk {
  readonly #instructing: readonly string[];
  readonly #inAnswers: readonly string[];
  readonly #times: Moment[] = [];
  #talksAt: number | undefined;
  #captions = 0;
  #wordy = 0;
  #scraps = 0;

  constructor(readonly quoting: Quoting) {
    const { instructing } = quoting;
    this.#instructing = Object.values(instructing)
      .flat()
      .map((word) => fold(word.replace(/…/g, '')));
    this.#inAnswers = this.#instructing.filter((word) => word.length > 3 && !ownWords.has(word));
  }

  /** The line from which it is clear that somebody talks; undefined when the text shows. */
  get at(): number | undefined {
    const beyond = this.#captions > captionsMax || this.#wordy > wordyMax || this.#scraps > scrapsMax;
    return this.#talksAt ?? (beyond ? 1 : undefined);
  }

  /** When the whole text was taken, if it tells one time. */
  get time(): Moment | undefined {
    const [first, ...others] = this.#times;
    return others.every(({ text }) => text === first?.text) ? first : undefined;
  }

  outside(raw: string, line: number): void {
    const text = fold(raw.replace(/^[#*=_\-\s]{1,12}|[*=_\-\s]{1,12}$/g, ''));
    if (text === '' || raw.includes(']>') || /^\s{0,8}- ?[A-Z]{3,20} - /.test(raw) || this.#isTime(raw)) return;
    if (this.#instructs(text, this.#instructing) || person.test(text)) this.#talk(line);
    if (elsewhereOf(this.quoting).isCaption(text)) this.#talk(line);
    const words = text.split(' ').length;
    if (words >= longLineWords) this.#talk(line);
    if (words >= wordyLineWords || /\p{Script=Han}{8}|[\p{Script=Hiragana}\p{Script=Katakana}]{8}/u.test(text)) {
      this.#wordy += 1;
      if (/[.!?。]["')]?$/u.test(text)) this.#captions += 1;
    } else this.#scraps += 1;
  }

  /** Sentences of persons inside of what should be an answer. */
  answer({ lines }: Exchange): void {
    for (const { text: raw, line } of lines) {
      if (this.#isTime(raw)) continue;
      const text = fold(raw);
      if (text.includes(']>')) continue;
      if (person.test(text) || this.#instructs(text, this.#inAnswers)) this.#talk(line);
    }
  }

  #isTime(raw: string): boolean {
    const time = timeLine.test(raw.trim()) ? sessionTime(raw) : undefined;
    if (time !== undefined && this.#times.length < 100) this.#times.push(time);
    return time !== undefined;
  }

  #instructs(text: string, words: readonly string[]): boolean {
    return words.some((word) => (word.endsWith(':') ? text.startsWith(word) : indexOfWord(text, word) >= 0));
  }

  #talk(line: number): void {
    this.#talksAt ??= line;
  }
}
