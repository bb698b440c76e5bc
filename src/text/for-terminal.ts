// Escaping where text leaves: what a terminal or a JSON reader could take for more than text becomes visible instead.
// Nothing is dropped, so that a reader sees that it was there: ESC becomes `\u{1b}`, a bidi override `\u{202e}`.
import type { Safe } from '../model/safe.js';

/**
 * Controls (C0, DEL, C1), format characters (bidi overrides and isolates, zero-width, soft hyphen, BOM, tags), line and
 * paragraph separators, lone surrogates, blanks that show as nothing, selectors that can carry hidden data.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufffe\uffff]|[\u{e0100}-\u{e01ef}]/gu;

export interface TerminalOptions {
  /** Keep line ends (CRLF becomes LF); otherwise each is one blank. */
  readonly newlines?: boolean;
}

/** Text as a terminal may show it; tabs are one blank. */
export function forTerminal(text: Safe, { newlines = false }: TerminalOptions = {}): string {
  return text.replace(/\r\n/g, '\n').replace(UNSEEN, (char) => {
    if (char === '\n') return newlines ? char : ' ';
    if (char === '\t') return ' ';
    return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

const JSON_ESCAPE = /\\(?:u[0-9a-f]{4}|.)/g;
const LONE_SURROGATE = /^\\ud[89a-f]/;
const UNSAFE_IN_JSON = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

/**
 * JSON of a plain value. It stays the same value, but for lone surrogates, which many readers refuse: they become U+FFFD.
 * Controls, bidi characters and line separators are written as escapes.
 */
export function forJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent) ?? 'null';
  return json
    .replace(JSON_ESCAPE, (sequence) => (LONE_SURROGATE.test(sequence) ? '\\ufffd' : sequence))
    .replace(UNSAFE_IN_JSON, (char) => {
      let escaped = '';
      for (let index = 0; index < char.length; index += 1) {
        escaped += `\\u${char.charCodeAt(index).toString(16).padStart(4, '0')}`;
      }
      return escaped;
    });
}
