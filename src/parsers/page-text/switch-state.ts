// The state of a switch from the text that stands as its value. A short value must be a state word as a whole; in a
// sentence only whole descriptions of a switch count. What is not fully understood is unclear, never on or off.
import { indexOfWord, trimMarks } from './folded.js';
import { rememberedBy } from './remembered.js';
import type { Vocabulary } from './vocabulary.js';

export type SwitchState = 'on' | 'off' | 'conflict' | 'unclear';

// The description states: "Eventing allows you to …"
const quotation = /"[^"]{0,2000}(?:"|$)|「[^」]{0,2000}(?:」|$)|“[^”]{0,2000}(?:”|$)/g;

/** @param value folded */
export const switchState = rememberedBy((value: string, words: Vocabulary): SwitchState => {
  const candidates = words.wholeStates.maybeIn(value);
  const told = value.replace(quotation, ' ');
  if (candidates.length === 0 && told === value) return 'unclear';
  const whole = consume(value, candidates, false);
  // Enabled?
  if (whole.rest === '' && whole.states.size > 0) return value.includes('?') ? 'unclear' : verdict(whole.states);
  const inTold = told === value ? candidates : words.wholeStates.maybeIn(told);
  const described = consume(firstSentence(told), inTold, true);
  if (described.states.size === 0) return 'unclear';
  const doubtful =
    words.unclear.some((word) => indexOfWord(described.left, word) >= 0) || !isBeside(described.left, words);
  return doubtful ? 'unclear' : verdict(described.states);
});

/** Nothing but words that say nothing of the switch: `neither`, `only when`, `in the other organization` all say something. */
function isBeside(text: string, words: Vocabulary): boolean {
  let left = text;
  for (const word of words.beside) {
    for (let at = indexOfWord(left, word); at >= 0; at = indexOfWord(left, word)) {
      left = `${left.slice(0, at)}\n${left.slice(at + word.length)}`;
    }
  }
  return /^[\s.,;:!。、・()]*$/u.test(left);
}

// `Port 6080 Enabled` | `_ Enabled`
const beforeState = /^[^\p{L}\p{N}_]*(?:[\p{N}_]|port )/u;

/** A text that is nothing but state words; undefined for anything else. */
export const pureState = rememberedBy((text: string, words: Vocabulary): SwitchState | undefined => {
  if (!words.wholeStates.mayBegin(text) && !beforeState.test(text)) return undefined;
  const { rest, states } = consume(text, words.wholeStates.maybeIn(text), false);
  return rest === '' && states.size > 0 ? verdict(states) : undefined;
});

/** The state sign before a label (`[x] Eventing`), with what follows it. */
export function leadingSign(text: string, words: Vocabulary): { state: string; rest: string } | undefined {
  if (/^[\p{L}\p{N}]/u.test(text)) return undefined;
  const sign = words.signs.find((word) => text.startsWith(word.text));
  return sign && { state: sign.text, rest: text.slice(sign.text.length).trim() };
}

/** Cut off here, the text could have gone on to say the opposite (`有効` of `有効ではありません`). */
export const mayGrow = rememberedBy((text: string, words: Vocabulary): boolean => {
  const said = pureState(text, words);
  const isOther = (state: 'on' | 'off') => state !== said;
  const grows = words.states.some((word) => isOther(word.state) && word.text !== text && word.text.startsWith(text));
  return grows || (said !== undefined && words.unclear.some((word) => word !== text && word.startsWith(text)));
});

interface Consumed {
  readonly states: ReadonlySet<'on' | 'off'>;
  /** What is left when states, digits and marks are taken out. */
  readonly rest: string;
  /** The same with digits and marks. */
  readonly left: string;
}

/** @param described only words that may stand inside a sentence */
function consume(text: string, words: Vocabulary['states'], described: boolean): Consumed {
  const states = new Set<'on' | 'off'>();
  let left = text;
  for (const word of words) {
    if (described && !word.described) continue;
    for (let at = indexOfWord(left, word.text); at >= 0; at = indexOfWord(left, word.text)) {
      states.add(word.state);
      left = `${left.slice(0, at)}\n${left.slice(at + word.text.length)}`;
    }
  }
  // A port beside its box (`[x] 6080`) is no state and takes none away.
  const rest = trimMarks(left.replace(/\n/g, ' ').replace(/\b(?:port )?\d{1,5}\b/g, ' ')).replace(/[\s()[\]]/g, '');
  return { states, rest, left };
}

function firstSentence(text: string): string {
  const end = /[.。](?:\s|$)|。/u.exec(text);
  return end ? text.slice(0, end.index) : text;
}

function verdict(states: ReadonlySet<'on' | 'off'>): SwitchState {
  if (states.size > 1) return 'conflict';
  return states.has('on') ? 'on' : 'off';
}
