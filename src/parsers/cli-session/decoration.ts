// What others put before the lines of a session: quote marks of mails, times of terminal loggers, numbers of editors.
// A quoted line is somebody's word; times date what follows.
import type { Moment } from '../../model/moment.js';
import { sessionTime } from './session-time.js';

/** A line of a session on its way through the reader. */
export interface SourceLine {
  readonly text: string;
  readonly line: number;
  /** The text ends within this line: it may go on. */
  readonly open: boolean;
  readonly quoted: boolean;
  readonly time: Moment | undefined;
}

// > mail.example.com> version | >> Version: | | Version:
const quotes = /^[ \t]{0,3}(?:(?:>|\|)[ \t]?){1,8}/;
// [2026-11-20 09:14:33] | 2026-11-20T09:14:33.120Z | [09:14:33] | [Fri Nov 20 09:14:33 2026]
const dated =
  /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?UTC| ?[+-]\d\d:?\d\d)?)(?:\][ \t:|-]{0,3}|[ \t]?[ \t:|-]{1,2}|$)/;
const clocked =
  /^(?:\[\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\][ \t]?|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?[ \t]{1,2}(?=\S{1,100}> ?))/;
const longDated = /^\[([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: [A-Z]{2,5})? \d{4})\][ \t]?/;
/** Forms that count once a prompt stood behind one of them. */
const loose: readonly RegExp[] = [
  // (2026/11/20 09:14:33) | 2026.11.20 09:14
  /^[([]?(\d{4}[-/.]\d\d[-/.]\d\d[ T]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)[)\]]?[ \t:|-]{0,3}/,
  // Nov 20 09:14:33
  /^[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d[ \t:|-]{1,3}/,
  // Fri Nov 20 09:14:33 2026
  /^((?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: [A-Z]{2,5})? \d{4})[ \t:|-]{1,3}/,
  // [09:14] | 09:14:33 |
  /^[([]?\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?[)\]]?[ \t:|-]{1,3}/,
];
//   12: mail.example.com> version | 12  mail.example.com> version | 12|…
const numbered = /^[ \t]{0,6}(\d{1,6})(?:[:|)][ \t]?|\t|[ ]{1,4})/;

export class Decoration {
  #lineNumber: number | undefined;
  #loose: RegExp | undefined;

  /**
   * @param isPrompt whether a text is a prompt with its command: the first one tells that lines are numbered
   */
  peel(text: string, isPrompt: (text: string) => boolean): { text: string; quoted: boolean; time: Moment | undefined } {
    const quote = quotes.exec(text)?.[0] ?? '';
    // An empty quoted line has no blank after its mark.
    let rest = text.slice(quote.length);
    let time: Moment | undefined;
    for (const pattern of [dated, longDated, clocked]) {
      const found = pattern.exec(rest);
      if (found === null) continue;
      time = found[1] === undefined ? undefined : sessionTime(found[1]);
      rest = rest.slice(found[0].length);
      break;
    }
    const form = this.#loose ?? (time === undefined ? loose.find((one) => isBehind(one, rest, isPrompt)) : undefined);
    const stamp = form?.exec(rest);
    if (stamp) {
      this.#loose = form;
      time = stamp[1] === undefined ? undefined : sessionTime(stamp[1].replace(/^(\d{4})[/.](\d\d)[/.]/, '$1-$2-'));
      rest = rest.slice(stamp[0].length);
    }
    const number = numbered.exec(rest);
    if (number !== null && this.#counts(Number(number[1]), rest.slice(number[0].length), isPrompt)) {
      rest = rest.slice(number[0].length);
    }
    return { text: rest, quoted: quote !== '', time };
  }

  #counts(number: number, rest: string, isPrompt: (text: string) => boolean): boolean {
    const goesOn = this.#lineNumber !== undefined && number > this.#lineNumber && number <= this.#lineNumber + 3;
    if (!goesOn && !isPrompt(rest)) return false;
    this.#lineNumber = number;
    return true;
  }
}

function isBehind(form: RegExp, text: string, isPrompt: (text: string) => boolean): boolean {
  const found = form.exec(text);
  return found !== null && isPrompt(text.slice(found[0].length));
}
