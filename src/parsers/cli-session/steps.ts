// The answer to a command, taken apart: sentences, entries of menus and lists, and the questions of its dialogue with
// what was typed. Wrapped sentences and questions are put together.
import { fold } from '../../text/fold.js';
import type { SourceLine } from './decoration.js';

export interface Place {
  readonly line: number;
  readonly raw: string;
  readonly open: boolean;
}

export type Step =
  /** `block` counts runs of lines without a blank one among them. */
  | (Place & { readonly kind: 'text'; readonly folded: string; readonly block: number; readonly afterMenu: boolean })
  /** `- DEREGISTER - To deregister the appliance.` */
  | (Place & { readonly kind: 'menu'; readonly word: string })
  /** `1. Management (192.0.2.10/24 on Management: esa1.example.com)` */
  | (Place & { readonly kind: 'item'; readonly number: number; readonly text: string })
  | (Place & {
      readonly kind: 'question';
      readonly question: string;
      /** What Enter means. */
      readonly fallback: string;
      /** What was typed; undefined where the text ends or the dialogue was left before. */
      readonly typed: string | undefined;
      /** Entries of a menu stand before it. */
      readonly ofMenu: boolean;
      readonly items: readonly { readonly number: number; readonly text: string }[];
    })
  /** `^C` */
  | (Place & { readonly kind: 'left' });

const menuEntry = /^[ \t]{0,8}- ?([A-Z][A-Z0-9_-]{1,30})(?: - | ?$)/;
const listItem = /^[ \t]{0,8}(\d{1,3})[.)] {1,4}(\S.*)$/;
// Do you want to enable AsyncOS API HTTP on this interface? [Y]> n | []> edit | Enable the service [Y]? y
const question = /^(.{0,600}?)\[([^[\]\r\n]{0,200})\](?:> ?|\?> ?|\? ?(?=[YyNn]?[A-Za-z]{0,2}$))(.*)$/;
/** Lines are wrapped at this width and above. */
const wideChars = 50;
/** Lines that a question may go over. */
const questionLinesMax = 5;

export function stepsOf(lines: readonly SourceLine[]): Step[] {
  const reader = new AnswerReader();
  lines.forEach((line, index) => {
    reader.take(line, lines[index + 1]);
  });
  return reader.steps;
}

class AnswerReader {
  readonly steps: Step[] = [];
  #block = 0;
  #skip = false;
  #paragraph: string[] = [];
  #items: { number: number; text: string }[] = [];
  #ofMenu = false;
  #afterMenu = false;
  #wide = false;

  take(line: SourceLine, next: SourceLine | undefined): void {
    if (this.#skip) {
      this.#skip = false;
      return;
    }
    const text = line.text.trim();
    const place = { line: line.line, raw: text, open: line.open };
    if (text === '') {
      this.#block += 1;
      this.#afterMenu = false;
      return;
    }
    if (/\^[CD]$/.test(text)) this.steps.push({ ...place, kind: 'left' });
    const asked = question.exec(text);
    const entry = menuEntry.exec(line.text);
    const item = listItem.exec(line.text);
    if (asked) this.#question(place, asked, next);
    else if (entry) {
      this.steps.push({ ...place, kind: 'menu', word: (entry[1] ?? '').toLowerCase() });
      this.#ofMenu = true;
      // Wide and without an end: the next line may go on with it.
      this.#afterMenu = true;
      this.#wide = text.length >= wideChars && !/[.!?]$/.test(text);
    } else if (item) {
      const one = { number: Number(item[1]), text: (item[2] ?? '').trim() };
      this.#items.push(one);
      this.steps.push({ ...place, kind: 'item', ...one });
    } else {
      this.#afterMenu &&= this.#wide || /^\p{Ll}/u.test(text);
      const step = {
        ...place,
        kind: 'text',
        folded: fold(text),
        block: this.#block,
        afterMenu: this.#afterMenu,
      } as const;
      this.steps.push(step);
      if (!this.#afterMenu) this.#paragraph.push(`${this.#block}\n${text}`);
    }
  }

  #question(
    place: Place,
    [, before = '', fallback = '', after = '']: RegExpExecArray,
    next: SourceLine | undefined,
  ): void {
    // A terminal that wrapped right before the answer.
    const wrapped = after.trim() === '' && next !== undefined && /^[ \t]{0,2}(?:y|n|yes|no)[ \t]*$/i.test(next.text);
    this.#skip = wrapped;
    const typed = wrapped ? next.text.trim() : after.trim();
    const isLeft = /\^[CD]$/.test(typed);
    const isOpen = wrapped ? next.open : place.open;
    const step = {
      ...place,
      kind: 'question',
      question: fold(this.#questionText(before.trim())),
      fallback: fallback.trim(),
      typed: isLeft || isOpen ? undefined : typed,
      ofMenu: this.#ofMenu,
      items: this.#items,
    } as const;
    this.steps.push(step);
    this.#paragraph = [];
    this.#items = [];
    this.#ofMenu = false;
    this.#afterMenu = false;
    this.#block += 1;
  }

  /** The sentence before the bracket; its beginning may stand on the lines above, all of it where a list comes between. */
  #questionText(inline: string): string {
    const last = this.#paragraph.at(-1);
    if (last === undefined) return inline;
    const block = last.slice(0, last.indexOf('\n'));
    const above = this.#paragraph
      .filter((one) => one.startsWith(`${block}\n`))
      .slice(-questionLinesMax)
      .map((one) => one.slice(block.length + 1));
    if (inline === '') return above.join(' ');
    const isOwn = Number(block) !== this.#block || /[.?!:]$/.test(above.at(-1) ?? '');
    return isOwn ? inline : `${above.join(' ')} ${inline}`;
  }
}
