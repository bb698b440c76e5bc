// Finds credentials in HTTP header lines, whether a line of its own, part of a log line or inside a quoted string.
// Names of cookies and authorization schemes stay: they tell what was there.
import { isSecretValue, isStateWord, labelLengthAt, secretKind } from './secret-names.js';
import type { AddSpan } from './spans.js';
import { isNameCode, lineEnd, nameStart } from './spans.js';

export function findHeaders(text: string, add: AddSpan): void {
  let done = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    if (colon < done) continue;
    const nameStop = text[colon - 1] === ' ' ? colon - 1 : colon;
    if (!isNameCode(text.charCodeAt(nameStop - 1))) continue;
    const start = nameStart(text, nameStop);
    if (start === -1) continue;
    const name = text.slice(start, nameStop);
    if (!/-|^(?:authorization|cookie|apikey)$/i.test(name) || secretKind(name) === undefined) continue;
    done = markHeader(text, start, name, colon + 1, add);
  }
  findBearers(text, add);
}

/** Returns where the header's value ends. */
function markHeader(text: string, nameAt: number, name: string, afterColon: number, add: AddSpan): number {
  let from = afterColon;
  while (text[from] === ' ' || text[from] === '\t') from += 1;
  const before = text.slice(Math.max(0, nameAt - 9), nameAt);
  const quote = /["']$/.test(before) ? before.slice(-1) : undefined;
  // At the line's start, also as curl -v and indentation show it, or after a literal \r\n of an enclosing string.
  const fillsLine = /[\r\n][ \t<>*|]{0,8}$|\\[nr]$/.test(before) || (nameAt < 9 && /^[ \t<>*|]*$/.test(before));
  if (quote === undefined && !fillsLine) return markHeaderValue(text, name, from, undefined, add);
  const to = headerEnd(text, from, quote);
  markHeaderValue(text, name, from, to, add);
  return to;
}

/** To the closing quote, a literal `\r\n` of an enclosing string, or the end of the line. */
function headerEnd(text: string, from: number, quote: string | undefined): number {
  const end = lineEnd(text, from);
  for (let index = from; index < end; index += 1) {
    const char = text[index];
    if (char === quote) return text[index - 1] === '\\' ? index - 1 : index;
    if (char === '\\' && /[rn]/.test(text[index + 1] ?? '')) return index;
  }
  return end;
}

/**
 * Marks what is secret in a header's value, which fills the stretch up to `to`, or, without `to`, ends at the first blank
 * of a running line. Returns the end of what was read.
 */
export function markHeaderValue(
  text: string,
  name: string,
  from: number,
  to: number | undefined,
  add: AddSpan,
): number {
  const kind = secretKind(name);
  if (kind === undefined) return from;
  if (kind === 'cookie')
    return to === undefined ? markCookiesInLine(text, from, add) : markCookies(text, from, to, add);
  if (kind === 'credential') return markAuthorization(text, from, to, add);
  const value = to === undefined ? wordAt(text, from) : text.slice(from, to).trimEnd();
  if (isSecretValue(name, value) && (to !== undefined || !isStateWord(value))) add(from, from + value.length, kind);
  return from + value.length;
}

const WORD = /[^\s"'<>\\]*/y;

function wordAt(text: string, from: number): string {
  const label = labelLengthAt(text, from);
  if (label > 0) return text.slice(from, from + label);
  WORD.lastIndex = from;
  return WORD.exec(text)?.[0].replace(/[,;)}\]]{1,8}$/, '') ?? '';
}

const COOKIE_ATTRIBUTE =
  /^(?:expires|path|domain|max-age|samesite|secure|httponly|priority|partitioned|version|comment)$/i;
const COOKIE_BREAK = /;|,(?=[ \t]{0,4}[^;,=\s]{1,128}=)|\\n|\n/;

function markCookies(text: string, from: number, to: number, add: AddSpan): number {
  let at = from;
  const value = text.slice(from, to);
  for (const part of value.split(COOKIE_BREAK)) {
    // The breaks have different lengths: look for the part from where the last one ended.
    at = text.indexOf(part, at);
    const lead = part.length - part.trimStart().length;
    const equals = part.indexOf('=');
    const name = part.slice(lead, equals === -1 ? undefined : equals).trimEnd();
    const begin = at + (equals === -1 ? lead : equals + 1);
    const secret = text.slice(begin, at + part.length).trimEnd();
    at += part.length;
    if (COOKIE_ATTRIBUTE.test(name) || (equals === -1 && isStateWord(secret.split(' ', 1)[0] ?? ''))) continue;
    if (isSecretValue('cookie', secret)) add(begin, begin + secret.length, 'cookie');
  }
  return to;
}

const COOKIE_PAIR = /[ \t]{0,2}([^\s=;,:"'<>\\]{1,256})=([^\s;"'<>\\]*)(;?)/y;
const COOKIE_FLAG = /[ \t]{0,2}(?:secure|httponly|partitioned)(;?)/iy;

// 10:00:01 GET /x Cookie: a=1; JSESSIONID=0123abcd 200
function markCookiesInLine(text: string, from: number, add: AddSpan): number {
  let at = from;
  for (let more = true; more; ) {
    COOKIE_PAIR.lastIndex = at;
    const pair = COOKIE_PAIR.exec(text);
    if (pair === null) {
      COOKIE_FLAG.lastIndex = at;
      const flag = COOKIE_FLAG.exec(text);
      if (flag === null) break;
      at += flag[0].length;
      more = flag[1] === ';';
      continue;
    }
    const [whole, name = '', value = '', semicolon = ''] = pair;
    at += whole.length;
    more = semicolon === ';';
    const end = at - semicolon.length;
    if (!COOKIE_ATTRIBUTE.test(name) && isSecretValue('cookie', value)) add(end - value.length, end, 'cookie');
  }
  if (at > from) return at;
  const bare = wordAt(text, from);
  if (/\d/.test(bare) && bare.length >= 8 && isSecretValue('cookie', bare)) add(from, from + bare.length, 'cookie');
  return from + bare.length;
}

const ONE_WORD_SCHEME = /^(Bearer|Basic|Negotiate|NTLM|Token|ApiKey|JWT|SSWS|GenieKey)(?:[ \t]{1,8}|%20|\+)/i;
const LIST_SCHEME = /^(?:Digest|AWS4-HMAC-SHA256|OAuth|Hawk|Signature|MAC)[ \t]{1,8}/i;

function markAuthorization(text: string, from: number, to: number | undefined, add: AddSpan): number {
  const head = text.slice(from, Math.min(to ?? text.length, from + 64));
  const listed = LIST_SCHEME.exec(head);
  const scheme = listed ?? ONE_WORD_SCHEME.exec(head);
  const begin = from + (scheme?.[0].length ?? 0);
  const fills = listed !== null || (to !== undefined && scheme === null);
  const secret = fills ? text.slice(begin, to ?? lineEnd(text, begin)).trimEnd() : wordAt(text, begin);
  const end = begin + secret.length;
  if (scheme === null && (isStateWord(secret.split(' ', 1)[0] ?? '') || /^(?:Bearer|Basic)$/i.test(secret))) return end;
  if (!isSecretValue('authorization', secret)) return end;
  add(begin, end, /^(?:Bearer|Token|JWT)/i.test(head) ? 'token' : 'credential');
  return end;
}

const SCHEME_AND_VALUE =
  /(?<![A-Za-z0-9])(Bearer|Basic|Negotiate|NTLM|SSWS)(?:[ \t]{1,4}|%(?:25){0,2}20|\+)([A-Za-z0-9._~+/-]{8,}={0,2})/gi;

// "… Authorization: Bearer 0123abcd", "sent Basic YTpi"; but not "Basic authentication", "Bearer error=…".
function findBearers(text: string, add: AddSpan): void {
  for (const match of text.matchAll(SCHEME_AND_VALUE)) {
    const [whole, scheme = '', raw = ''] = match;
    const value = raw.replace(/\.+$/, '');
    const start = match.index + whole.length - raw.length;
    const isCredential = /^basic$/i.test(scheme)
      ? /^[A-Za-z0-9+/_-]+={0,2}$/.test(value) && Buffer.from(value, 'base64').toString('latin1').includes(':')
      : value.length >= 32 || (/\d/.test(value) && /[A-Za-z]/.test(value)) || /[a-z][A-Z]/.test(value);
    if (isCredential) add(start, start + value.length, /^bearer$/i.test(scheme) ? 'token' : 'credential');
  }
}
