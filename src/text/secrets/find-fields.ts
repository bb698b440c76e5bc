// Finds secrets in fields of JSON and its kin: whole, cut off, broken by hand, JSON within JSON strings, quoted by
// percent signs or HTML entities, Python dictionaries, Clojure maps; HAR's name/value pairs; inputs of HTML forms.
import { markHeaderValue } from './find-headers.js';
import { isSecretValue, isTame, type SecretKind, secretKind, secretParameterKind } from './secret-names.js';
import type { AddSpan } from './spans.js';
import { quotedEnd } from './spans.js';

const OPEN = String.raw`\\{0,15}["']|%(?:25){0,2}22|&quot;|&#34;|\\{1,8}u0022`;
const COLON = String.raw`(?:\s|%20){0,16}(?::|=>|%(?:25){0,2}3[aA])(?:\s|%20){0,16}`;
const KEY = new RegExp(String.raw`(${OPEN})([\w.$@:/ -]{1,120})\1${COLON}`, 'g');
const STRING_OPEN = new RegExp(`[ubrUBR]?(${OPEN})`, 'y');
/** Fields between a name and its value: a comment, a type. */
const BETWEEN = String.raw`(?:\s{0,400},\s{0,400}(?:${OPEN})(?!value)\w{1,40}(?:${OPEN})${COLON}(?:(?:${OPEN})[^"'\\&%\r\n]{0,200}(?:${OPEN})|[\w.-]{1,20})){0,3}`;
const VALUE_AFTER = new RegExp(String.raw`${BETWEEN}\s{0,400},\s{0,400}(${OPEN})value\1${COLON}`, 'y');
const NAME_AFTER = new RegExp(String.raw`\s{0,400},\s{0,400}(${OPEN})name\1${COLON}(${OPEN})([\w.$@-]{1,120})\2`, 'y');
const BARE_VALUE = /[^\s,}\]"'<>\\%&]+/y;
/** Clojure writes `:key "value"` and `"key" "value"`, as errors of the XDR API do. */
const KEYWORD = new RegExp(
  String.raw`(?:(?<![\w:]):|(?<![^\s{,[(])(${OPEN}))([a-zA-Z][\w.$/-]{0,80})\1?[ \t]{1,8}(?=${OPEN})`,
  'g',
);
const LOGIN_NAME = /^(?:username|user_?name|identifier|login|user|e-?mail|email_?address|login_?hint)$/i;

/** Claims of Cisco XDR's tokens that name people and organisations, once a token is written out. */
const CLAIM_NAME = /\/claims\/(?:org\/name|user\/(?:name|nick|email))$/;

export interface FieldOptions {
  /** The text is the name of a file or case. */
  readonly isName?: boolean;
  /** The text is what a login host was sent: names of users are secrets too. */
  readonly login?: boolean;
}

interface Quoted {
  readonly from: number;
  readonly to: number;
  readonly after: number;
}

export function findFields(text: string, add: AddSpan, options: FieldOptions = {}): void {
  KEY.lastIndex = 0;
  for (let match = KEY.exec(text); match !== null; match = KEY.exec(text)) {
    const name = (match[2] ?? '').trim();
    const at = KEY.lastIndex;
    const isUser = CLAIM_NAME.test(name) || (options.login === true && LOGIN_NAME.test(name));
    const kind = isUser ? 'user' : secretKind(name);
    let next = at;
    if (kind !== undefined) next = markValue(text, at, isUser ? 'user' : name, kind, add);
    else if (name === 'settings' && text[at] === '{') next = markContainer(text, at, name, 'secret', add);
    else if (name === 'name' || name === 'key') next = markPair(text, at, add);
    else if (name === 'value') next = markReversedPair(text, at, add);
    KEY.lastIndex = Math.max(next, at);
  }
  findKeywords(text, add);
  findInputs(text, add);
}

// {:message "Forbidden", :access_token "0123abcd"}
function findKeywords(text: string, add: AddSpan): void {
  KEYWORD.lastIndex = 0;
  for (let match = KEYWORD.exec(text); match !== null; match = KEYWORD.exec(text)) {
    const name = match[2] ?? '';
    const at = KEYWORD.lastIndex;
    const kind = secretKind(name.replace(/^.{0,80}\//, ''));
    if (kind !== undefined) KEYWORD.lastIndex = Math.max(at, markValue(text, at, name, kind, add));
  }
}

/** The string that begins here, with its contents' offsets; undefined if none does. */
function quotedAt(text: string, at: number): Quoted | undefined {
  STRING_OPEN.lastIndex = at;
  const opening = STRING_OPEN.exec(text);
  if (opening === null) return undefined;
  const open = opening[1] ?? '"';
  const from = at + opening[0].length;
  const last = open.at(-1);
  let to: number;
  if (last === '"' || last === "'") to = quotedEnd(text, from, last, open.length - 1);
  else {
    const closing = text.indexOf(open, from);
    to = closing === -1 ? text.length : closing;
  }
  return { from, to, after: text.startsWith(open, to) ? to + open.length : to };
}

function markValue(text: string, at: number, name: string, kind: SecretKind, add: AddSpan): number {
  if (text[at] === '[' || text[at] === '{') return markContainer(text, at, name, kind, add);
  const string = quotedAt(text, at);
  if (string !== undefined) {
    markString(text, string, name, kind, add);
    return string.after;
  }
  BARE_VALUE.lastIndex = at;
  const bare = BARE_VALUE.exec(text)?.[0] ?? '';
  const isCount = /^-?[\d.]+$/.test(bare) && kind !== 'password';
  if (!isCount && isSecretValue(name, bare)) add(at, at + bare.length, kind);
  return at + bare.length;
}

function markString(text: string, string: Quoted, name: string, kind: SecretKind, add: AddSpan): void {
  const value = text.slice(string.from, string.to);
  if ((kind === 'cookie' && value.includes('=')) || kind === 'credential') {
    markHeaderValue(text, kind === 'cookie' ? 'cookie' : 'authorization', string.from, string.to, add);
  } else if (isSecretValue(name, value)) add(string.from, string.to, kind);
}

/**
 * Marks the strings in a list or object of secrets, but keys and what is tame under a tame name. Of HAR's cookies, whose
 * names may stay, only the values. Ends at the closing bracket or where the text is cut.
 */
function markContainer(text: string, start: number, name: string, kind: SecretKind, add: AddSpan): number {
  let depth = 0;
  let key = name;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (char === '"' || char === "'" || char === '\\') {
      const string = quotedAt(text, at);
      if (string === undefined) continue;
      const value = text.slice(string.from, string.to);
      if (/^\s{0,16}:/.test(text.slice(string.after, string.after + 20))) key = value;
      else if (isContained(kind, name, key, value)) markString(text, string, key, secretKind(key) ?? kind, add);
      at = Math.max(at, string.after - 1);
    }
  }
  return text.length;
}

const COOKIE_FIELD = /^(?:name|path|domain|expires|httpOnly|secure|sameSite|comment)$/;

function isContained(kind: SecretKind, name: string, key: string, value: string): boolean {
  if (kind === 'cookie' && COOKIE_FIELD.test(key)) return false;
  if (name === 'settings' && isTame(value)) return false;
  return isSecretValue(key, value);
}

// {"name": "Cookie", "value": "a=b"}
function markPair(text: string, at: number, add: AddSpan): number {
  const name = quotedAt(text, at);
  if (name === undefined || name.to - name.from > 120) return at;
  const secretName = text.slice(name.from, name.to);
  const kind = secretParameterKind(secretName);
  if (kind === undefined) return at;
  VALUE_AFTER.lastIndex = name.after;
  if (VALUE_AFTER.exec(text) === null) return at;
  return markValue(text, VALUE_AFTER.lastIndex, secretName, kind, add);
}

// {"value": "a=b", "name": "Cookie"}
function markReversedPair(text: string, at: number, add: AddSpan): number {
  const value = quotedAt(text, at);
  if (value === undefined) return at;
  NAME_AFTER.lastIndex = value.after;
  const name = NAME_AFTER.exec(text)?.[3];
  const kind = name === undefined ? undefined : secretParameterKind(name);
  if (name === undefined || kind === undefined) return at;
  markString(text, value, name, kind, add);
  return value.after;
}

const INPUT = /<(?:input|meta|param(?:eter)?|property|setting|attribute|field|add)\b([^<>]{0,4000})/gi;
/** Quotes may be escaped, in a page within a JSON string. */
const ATTRIBUTE =
  /(?<![\w-])([\w-]{1,40})[ ]{0,4}=[ ]{0,4}(?:\\{0,15}"([^"]{0,4000})"?|\\{0,15}'([^']{0,4000})'?|([^\s"'<>\\]{1,1000}))/g;

// <input type="password" name="pw" value="hunter2">   <meta name="csrf-token" content="0123abcd">
function findInputs(text: string, add: AddSpan): void {
  for (const tag of text.matchAll(INPUT)) {
    const body = tag[1] ?? '';
    const bodyStart = tag.index + tag[0].length - body.length;
    let kind: SecretKind | undefined;
    let name = 'password';
    const values: { from: number; value: string }[] = [];
    for (const match of body.matchAll(ATTRIBUTE)) {
      const attribute = (match[1] ?? '').toLowerCase();
      const value = (match[2] ?? match[3] ?? match[4] ?? '').replace(/\\{1,15}$/, '');
      if (attribute === 'type' && value.toLowerCase() === 'password') kind ??= 'password';
      else if (attribute === 'name' || attribute === 'id') {
        const named = secretKind(value);
        if (named !== undefined) {
          kind = named;
          name = value;
        }
      } else if (attribute === 'value' || attribute === 'content') {
        const offset = match[0].indexOf('=') + 1;
        values.push({ from: bodyStart + match.index + match[0].indexOf(value, offset), value });
      }
    }
    if (kind === undefined) continue;
    for (const { from, value } of values) {
      if (isSecretValue(name, value)) add(from, from + value.length, kind);
    }
  }
}
