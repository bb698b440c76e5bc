// Finds secrets in XML elements of configuration exports and SAML messages by the element's name, also when the
// element, or the text before it, was cut off.
import { isLabel, isSecretValue, isStateWord, isTame, type SecretKind, secretKind } from './secret-names.js';
import type { AddSpan } from './spans.js';
import { lineEnd } from './spans.js';

const TAG = /<(\/?)([A-Za-z_][\w.:-]{0,80})([^<>]{0,1000})>/g;
const CDATA = '<![CDATA[';
const DEPTH_MAX = 64;
/** How far an unclosed element may speak for what follows. */
const CONTAINER_CHARS_MAX = 8192;

interface OpenElement {
  readonly name: string;
  readonly end: number;
  readonly kind: SecretKind | undefined;
}

// &lt;password&gt;hunter22&lt;/password&gt;
const QUOTED_ELEMENT =
  /&(?:amp;)?lt;([A-Za-z_][\w.:-]{0,80})(?:[^&<>]{0,200}(?:&quot;[^&<>]{0,200}){0,8})&(?:amp;)?gt;\s{0,16}([^&<>]{1,4096})/g;

export function findElements(text: string, add: AddSpan): void {
  if (text.includes('&')) findQuotedElements(text, add);
  if (!text.includes('<')) return;
  findCells(text, add);
  const stack: OpenElement[] = [];
  let previous: { name: string; closes: boolean; end: number } | undefined;
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(text); tag !== null; tag = TAG.exec(text)) {
    const closes = tag[1] === '/';
    const name = tag[2] ?? '';
    const end = TAG.lastIndex;
    if (closes) {
      closeElement(text, stack, name, tag.index, previous?.end ?? 0, add);
    } else if (!tag[3]?.endsWith('/')) {
      const kind = elementKind(text, name, tag.index);
      if (kind !== undefined) markAttributes(name, tag[3] ?? '', end - 1, kind, add);
      if (kind !== undefined) TAG.lastIndex = Math.max(end, markContent(text, name, kind, end, add));
      stack.push({ name, end, kind });
      if (stack.length > DEPTH_MAX) stack.shift();
    }
    previous = { name, closes, end };
  }
}

function findQuotedElements(text: string, add: AddSpan): void {
  for (const match of text.matchAll(QUOTED_ELEMENT)) {
    const [whole, name = '', value = ''] = match;
    const kind = elementKind(text, name, match.index);
    const end = match.index + whole.length;
    if (kind !== undefined && isSecretValue(name, value)) add(end - value.length, end, kind);
  }
}

// <td>Password</td><td>summer</td>   <dt>Passphrase:</dt><dd>summer</dd>
const CELLS =
  /<(?:td|th|dt|label|b|strong)\b[^<>]{0,200}>\s{0,40}([\p{L}][\p{L} _-]{1,60})[:：]?\s{0,40}<\/[a-z]{1,6}>[:：]?\s{0,40}<(?:td|dd|span|code|b|p)\b[^<>]{0,200}>\s{0,40}([^<>&\s]{3,256})\s{0,40}<\//giu;

function findCells(text: string, add: AddSpan): void {
  for (const match of text.matchAll(CELLS)) {
    const [whole, name = '', value = ''] = match;
    const kind = secretKind(name);
    if (kind === undefined || isLabel(value) || isStateWord(value) || !isSecretValue(name, value)) continue;
    // Of what is generated, words are none: <td>Token</td><td>Register</td>.
    const isGenerated = /\d/.test(value) && /[A-Za-z]/.test(value) && value.length >= 8;
    if (kind !== 'password' && kind !== 'community' && !isGenerated) continue;
    const start = match.index + whole.lastIndexOf(value);
    add(start, start + value.length, kind);
  }
}

function elementKind(text: string, qualified: string, at: number): SecretKind | undefined {
  const name = qualified.slice(qualified.indexOf(':') + 1);
  if (name === 'key') return /cert/i.test(text.slice(Math.max(0, at - 200), at)) ? 'key' : undefined;
  // <cloud_service_key>, <serviceKey>
  return secretKind(name) ?? (/[a-z\d](?:[_-]key|Key)$/.test(name) ? 'key' : undefined);
}

// <ctr_secret value="…">
const ATTRIBUTE = /=\s{0,9}(["'])([^"']{6,900})\1/g;

function markAttributes(name: string, attributes: string, end: number, kind: SecretKind, add: AddSpan): void {
  for (const match of attributes.matchAll(ATTRIBUTE)) {
    const value = match[2] ?? '';
    if (isTame(value) || !isSecretValue(name, value)) continue;
    const start = end - attributes.length + match.index + match[0].length - 1 - value.length;
    add(start, start + value.length, kind);
  }
}

/** Marks the text right after an opening tag; returns where it ends. A child element is judged on its own. */
function markContent(text: string, name: string, kind: SecretKind, from: number, add: AddSpan): number {
  let start = from;
  while (start < text.length && /\s/.test(text[start] ?? '')) start += 1;
  let end: number;
  if (text.startsWith(CDATA, start)) {
    start += CDATA.length;
    const closing = text.indexOf(']]>', start);
    end = closing === -1 ? text.length : closing;
  } else {
    const next = text.indexOf('<', start);
    end = next === -1 ? text.length : next;
    if (!text.startsWith('</', end)) end = cutEnd(text, start, end);
  }
  const value = text.slice(start, end).trimEnd();
  if (isSecretValue(name, value)) add(start, start + value.length, kind);
  return end;
}

const KEY_LINE = /\r?\n[ \t]{0,16}[A-Za-z0-9+/=_.-]{16,}(?=\s|$|<)/y;

/** A cut-off element speaks for the rest of its line and for lines of one long word; prose after it stays. */
function cutEnd(text: string, start: number, limit: number): number {
  let end = lineEnd(text, start, limit - start);
  for (;;) {
    KEY_LINE.lastIndex = end;
    const line = KEY_LINE.exec(text);
    if (line === null || end + line[0].length > limit) return end;
    end += line[0].length;
  }
}

/** Where the content of an element began whose opening tag was cut off: its last line and lines of one long word before. */
function cutStart(text: string, floor: number, at: number): number {
  const lines = text.slice(floor, at).split('\n');
  let index = lines.length - 1;
  while (index > 0) {
    const isIndent = (lines[index] ?? '').trim() === '' && index === lines.length - 1;
    if (!isIndent && !/^\s*[A-Za-z0-9+/=_.-]{16,}\s*$/.test(lines[index - 1] ?? '')) break;
    index -= 1;
  }
  const before = lines.slice(0, index).join('\n').length;
  return floor + (index === 0 ? 0 : before + 1);
}

function closeElement(
  text: string,
  stack: OpenElement[],
  name: string,
  at: number,
  contentStart: number,
  add: AddSpan,
): void {
  const index = stack.findLastIndex((element) => element.name === name);
  const isLeaf = index === stack.length - 1 && index !== -1 && stack[index]?.end === contentStart;
  const content = text.slice(contentStart, at);
  const isRead = isLeaf && (!content.includes('<') || /^\s*<!\[CDATA\[[^<]*\]\]>\s*$/.test(content));
  const kind = elementKind(text, name, at);
  if (kind !== undefined && !isRead) markTrimmed(text, name, kind, cutStart(text, contentStart, at), at, add);
  if (index === -1) return;
  if (isLeaf && kind === undefined) {
    const container = stack.findLast((element) => element.kind !== undefined);
    if (container?.kind !== undefined && at - container.end < CONTAINER_CHARS_MAX) {
      markTrimmed(text, name, container.kind, contentStart, at, add);
    }
  }
  stack.length = index;
}

function markTrimmed(text: string, name: string, kind: SecretKind, from: number, to: number, add: AddSpan): void {
  const value = text.slice(from, to);
  const start = from + value.length - value.trimStart().length;
  if (isSecretValue(name, value)) add(start, start + value.trim().length, kind);
}
