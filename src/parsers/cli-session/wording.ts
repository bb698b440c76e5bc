// Wordings of extractors against lines of an answer. A sentence counts where it states: not after a condition or a
// negation, not as a question, and not where another product registers itself.
import { fold, indexOfWord } from '../../text/fold.js';

/** What `…` in a wording may stand for. */
const gapCharsMax = 60;
// If the appliance is … | Once your appliance is … | The appliance is not yet … | Make sure that the appliance is …
const unstated =
  /(?:^|[ "'(])(?:if|when|once|after|until|unless|whether|before|while|should|must|will|would|can|could|may|might|make sure|ensure|verify|check|not|no longer|never|e\.g\.|example)(?: |$)/;
// You should see: … | Expected: … | e.g. … | "The appliance is …" | # … | // … | [expected] …
const told =
  /(?:^|[ "'(])(?:expect(?:ed|s)?|ideally|normally|usually|see|saw|say|says|said|read|reads|show|shows|showed|reported|sample|example|i\.e\.|e\.g\.|not|never|good|bad|fine)[\])]?(?:[ :]|$)/;
// Lab: … | Healthy system. … | Soll: … | 期待値: …
const elsewhere =
  /(?:^|[ "'(])(?:labs?|healthy|working|works|correct|right|desired|target|goal|reference|demo|another|other|old|soll|labor|gesund|richtig|erwartet|anderer?s?|laborat[oó]rio|esperad[oa]|correto|outr[oa])[\])]?(?:[ :.,]|$)|期待|正常|あるべき|ラボ|検証|他の|別の|他社/;
const quoting = /^\s{0,8}(?:["'“”„«(#>…]|\.{3}|\/\/|\[[a-z])/;
const otherProduct = /smart (?:licen[cs]|account|software|agent)|success network/;

/** Whether the folded text states the wording. */
export function statesWording(text: string, wording: string): boolean {
  const found = find(text, wording);
  if (found === undefined || otherProduct.test(text)) return false;
  const before = text.slice(0, found.start);
  // What introduces it belongs to it: the appliance neither quotes itself nor says what is to be seen.
  const sentence = before.slice(
    Math.max(...[...before.matchAll(/(?<!e\.g|i\.e)\. /g)].map(({ index }) => index), -1) + 1,
  );
  if (quoting.test(text) || told.test(sentence) || elsewhere.test(before)) return false;
  return !unstated.test(sentence.replaceAll(':', ' ')) && !/^[^.]{0,80}\?/.test(text.slice(found.end));
}

/** Whether the folded text holds the wording, as whole words. */
export function holdsWording(text: string, wording: string): boolean {
  return find(text, wording) !== undefined;
}

function find(text: string, wording: string): { start: number; end: number } | undefined {
  const parts = wording.split('…').map((part) => fold(part));
  let start = -1;
  let end = 0;
  for (const part of parts) {
    if (part === '') continue;
    const at = indexOfWord(text, part, end);
    if (at < 0 || (start >= 0 && at - end > gapCharsMax)) return undefined;
    if (start < 0) start = at;
    end = at + part.length;
  }
  return start < 0 ? undefined : { start, end };
}

/**
 * The value behind a label at the line's beginning, in its own letters. The label ends with a colon or an equals sign; one
 * that is the beginning of a sentence (`… is`) needs none.
 */
export function valueAfter(raw: string, labels: readonly string[]): string | undefined {
  const line = raw.trim();
  const sign = /^([^:=]{1,120}?)[ \t]{0,40}[:=]/.exec(line);
  for (const label of labels) {
    if (sign && matchesWhole(fold(sign[1] ?? ''), label)) return line.slice(sign[0].length).trim();
    if (!/ is$/.test(label)) continue;
    const found = find(fold(line), label);
    // Folding keeps the number of words: the value are the words behind the label's.
    if (found?.start === 0) return line.split(/\s+/).slice(fold(line).slice(0, found.end).split(' ').length).join(' ');
  }
  return undefined;
}

function matchesWhole(text: string, label: string): boolean {
  const found = find(text, label);
  return found !== undefined && found.start === 0 && found.end === text.length;
}
