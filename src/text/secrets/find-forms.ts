// Finds secrets in the parts of a multipart form and in the frames of a WebSocket, also within a JSON string.
import { isSecretValue, secretParameterKind } from './secret-names.js';
import type { AddSpan } from './spans.js';
import { quotedEnd } from './spans.js';

export function findForms(text: string, add: AddSpan): void {
  if (/content-disposition/i.test(text)) findParts(text, add);
  if (text.includes('opcode')) findFrames(text, add);
}

// Content-Disposition: form-data; name="password"\r\n\r\nhunter22\r\n--boundary
const PART =
  /form-data;[ \t]{0,4}name=(?:\\{0,15}["']([\w.$[\]-]{1,80})\\{0,15}["']|([\w.-]{1,80}))[^\r\n\\]{0,200}((?:\\{1,8}r)?\\{1,8}n|\r?\n)(?:[A-Za-z-]{1,40}:[^\r\n\\]{0,200}\3){0,8}\3/gi;

function findParts(text: string, add: AddSpan): void {
  PART.lastIndex = 0;
  for (let match = PART.exec(text); match !== null; match = PART.exec(text)) {
    const name = match[1] ?? match[2] ?? '';
    const kind = secretParameterKind(name);
    if (kind === undefined) continue;
    const start = PART.lastIndex;
    const next = text.indexOf(`${match[3] ?? '\n'}--`, start);
    const closing = /\\{0,15}["']/.exec(match[3]?.includes('\\') ? text.slice(start, start + 65_536) : '')?.index;
    const ends = [next, closing === undefined ? -1 : start + closing].filter((end) => end !== -1);
    const end = Math.min(...ends, text.length);
    if (isSecretValue(name, text.slice(start, end))) add(start, end, kind);
    PART.lastIndex = Math.max(start, end);
  }
}

// {"type":"send","time":1.5,"opcode":1,"data":"…"}
const FRAME = /(\\{0,15})"opcode\1"\s{0,8}:\s{0,8}\d{1,2}\s{0,400},\s{0,400}\1"data\1"\s{0,8}:\s{0,8}\1"/g;

/** Nobody knows what an application sends there: a frame is one secret. */
function findFrames(text: string, add: AddSpan): void {
  for (const match of text.matchAll(FRAME)) {
    const start = match.index + match[0].length;
    const end = quotedEnd(text, start, '"', match[1]?.length ?? 0);
    if (isSecretValue('body', text.slice(start, end))) add(start, end, 'body');
  }
}
