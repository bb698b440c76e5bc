// One line of evidence for a report. Masks before it cuts, so that no secret loses the context that gives it away.
import type { Safe } from '../../model/safe.js';
import { trusted } from '../safe.js';
import type { Masker } from './mask.js';
import { isLabel } from './secret-names.js';

/** What is read of an over-long text; far more than any excerpt shows. */
const READ_CHARS_MAX = 65_536;
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences are what is removed
const TERMINAL_SEQUENCE = /\u001b\[[0-9;?]{0,32}[A-Za-z]|\u001b\][^\u0007\u001b\r\n]{0,1024}(?:\u0007|\u001b\\)/g;
/** Controls but tab and line ends, and what is not seen: with them a secret could hide from the masker. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is removed
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Cf}]/gu;

/** One line of at most `maxChars` characters (UTF-16 units), `…` included where something was left out. */
export function excerpt(masker: Masker, raw: string, maxChars = 200): Safe {
  const visible = raw.slice(0, READ_CHARS_MAX).replace(TERMINAL_SEQUENCE, '').replace(UNSEEN, '');
  const line = masker.text(visible).replace(/\s+/g, ' ').trim();
  return shortened(trusted(raw.length <= READ_CHARS_MAX ? line : `${line}…`), maxChars);
}

/** A masked line cut to `maxChars`, `…` included; a label is never cut in two. */
export function shortened(line: Safe, maxChars = 200): Safe {
  if (line.length <= maxChars) return line;
  let end = Math.max(0, Math.min(maxChars - 1, line.length));
  const last = line.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  const open = line.lastIndexOf('[', end - 1);
  const close = open === -1 ? -1 : line.indexOf(']', open);
  if (open !== -1 && close >= end && isLabel(line.slice(open, close + 1))) end = open;
  return trusted(`${line.slice(0, end).trimEnd()}…`);
}
