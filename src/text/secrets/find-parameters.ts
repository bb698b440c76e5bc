// Finds secrets in `name=value`: URLs (query, fragment, nested, percent-encoded up to three times), forms, log fields,
// attributes. The prefix decides whether a short name such as `code` or `state` is a parameter at all.
import { isLabel, isSecretValue, isStateWord, labelLengthAt, secretKind, secretParameterKind } from './secret-names.js';
import type { AddSpan } from './spans.js';
import { nameStart, quotedEnd } from './spans.js';

const EQUALS = /=|%(?:25){0,3}3d|\\{1,8}u003d|&#61;|&#x3d;/gi;
const URL_PREFIX = /(?:[?&#]|&amp;|%(?:25){0,3}(?:3f|26|23)|\\u00(?:3f|26|23))$/i;

export function findParameters(text: string, add: AddSpan): void {
  EQUALS.lastIndex = 0;
  for (let match = EQUALS.exec(text); match !== null; match = EQUALS.exec(text)) {
    const sign = match[0];
    const level = sign.startsWith('%') ? (sign.length - 1) / 2 : 0;
    let nameEnd = match.index;
    if (text[nameEnd - 1] === ']') nameEnd -= 1;
    else if (/%5d$/i.test(text.slice(Math.max(0, nameEnd - 3), nameEnd))) nameEnd -= 3;
    let spaced = 0;
    while (spaced < 3 && text[nameEnd - 1] === ' ') {
      nameEnd -= 1;
      spaced += 1;
    }
    const start = nameStart(text, nameEnd);
    if (start === -1) continue;
    const name = text.slice(start, nameEnd);
    const kind = secretParameterKind(name);
    if (kind === undefined) continue;
    const valueStart = skipToValue(text, match.index + sign.length);
    const inUrl = URL_PREFIX.test(text.slice(Math.max(0, start - 10), start));
    const end = valueEnd(text, valueStart, level, inUrl);
    const onlyInUrl = secretKind(name) === undefined;
    if (onlyInUrl && !inUrl && !isForm(text, start, end)) continue;
    const quote = quoteLength(text, valueStart);
    const from = valueStart + quote;
    const value = text.slice(from, end);
    if (isSecretValue(name, value) && (inUrl || quote > 0 || !isStateWord(value))) {
      add(from, end, kind);
      EQUALS.lastIndex = Math.max(end, EQUALS.lastIndex);
    }
  }
}

/** Past the `>` of `=>` and up to three blanks. */
function skipToValue(text: string, from: number): number {
  let at = text[from] === '>' ? from + 1 : from;
  for (let blanks = 0; blanks < 3 && text[at] === ' '; blanks += 1) at += 1;
  return at;
}

function isForm(text: string, start: number, end: number): boolean {
  return (start === 0 || /[\s"'`]/.test(text[start - 1] ?? '')) && /^(?:&|%26|\\u0026)/.test(text.slice(end, end + 6));
}

const QUOTE = /\\{0,15}["']/y;

function quoteLength(text: string, at: number): number {
  QUOTE.lastIndex = at;
  return QUOTE.exec(text)?.[0].length ?? 0;
}

/** An encoded delimiter ends a value that is encoded as often or more often: & # " ' < > blank, line end. */
const ENCODED_DELIMITER = /%((?:25){0,3})(?:26|23|22|27|3c|3e|20|0a|0d)/iy;
const NEXT_PAIR = /[,;][ ]{0,4}[A-Za-z_][\w.-]{0,63}[=:]/y;
const ESCAPED_VALUE_CHAR = /\\{1,8}(?:\/|u00(?:2b|2f|3d|25))/iy;

/** End of the value, before what follows it in a URL, a list or a sentence. */
function valueEnd(text: string, from: number, level: number, inUrl: boolean): number {
  const quote = quoteLength(text, from);
  if (quote > 0) return quotedEnd(text, from + quote, text[from + quote - 1] ?? '"', quote - 1);
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    // blank and controls, " & ' < > `
    if (code <= 32 || code === 34 || code === 38 || code === 39 || code === 60 || code === 62 || code === 96) break;
    if (code === 35 && inUrl) break;
    const label = labelLengthAt(text, at);
    if (label > 0) {
      at += label;
      continue;
    }
    if (code === 92) {
      const escaped = lengthAt(ESCAPED_VALUE_CHAR, text, at);
      if (escaped === 0) break;
      at += escaped;
      continue;
    }
    if (code === 37 && level > 0) {
      ENCODED_DELIMITER.lastIndex = at;
      const delimiter = ENCODED_DELIMITER.exec(text);
      if (delimiter !== null && (delimiter[1]?.length ?? 0) / 2 + 1 <= level) break;
    }
    if ((code === 44 || code === 59) && lengthAt(NEXT_PAIR, text, at) > 0) break;
    at += 1;
  }
  while (at > from && /[.,;:)\]}|]/.test(text[at - 1] ?? '') && !endsWithLabel(text, at)) at -= 1;
  return at;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function endsWithLabel(text: string, end: number): boolean {
  if (text[end - 1] !== ']') return false;
  const tail = text.slice(Math.max(0, end - 40), end);
  return isLabel(tail.slice(tail.lastIndexOf('[')));
}
