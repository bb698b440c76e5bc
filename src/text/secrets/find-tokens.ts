// Finds secrets that show by their own shape, wherever they stand: JWTs, private keys, credentials in URLs, e-mail
// addresses, password hashes, keys of well-known clouds.
import { labelLengthAt } from './secret-names.js';
import type { AddSpan } from './spans.js';
import { isNameCode, nameStart } from './spans.js';

export function findTokens(text: string, add: AddSpan): void {
  findJwts(text, add);
  findPrivateKeys(text, add);
  findUrlCredentials(text, add);
  findShapes(text, add);
  if (/@|40|&#64;/.test(text)) findAddresses(text, add);
}

// eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjF9.c2ln   (also cut off, encrypted, or plain base64 of a JSON object)
function findJwts(text: string, add: AddSpan): void {
  for (let start = text.indexOf('eyJ'); start !== -1; ) {
    let end = start + 3;
    let dots = 0;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === 46) dots += 1;
      else if (!isNameCode(code)) break;
    }
    while (text[end] === '=' && end - start >= 20) end += 1;
    while (text[end - 1] === '.') end -= 1;
    const length = end - start;
    if (
      length >= 20 &&
      (dots > 0
        ? startsAlone(text, start) || text.startsWith('eyJ', text.indexOf('.', start) + 1)
        : startsAlone(text, start))
    ) {
      add(start, end, 'jwt');
    }
    start = text.indexOf('eyJ', end);
  }
}

function startsAlone(text: string, start: number): boolean {
  if (start === 0) return true;
  const before = text[start - 1] ?? '';
  if (!/[A-Za-z0-9+/_-]/.test(before)) return true;
  return /%[0-9a-f]{2}$|\\[nrt]$|\\u00[0-9a-f]{2}$|[_/-]$/i.test(text.slice(Math.max(0, start - 6), start));
}

const KEY_BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const KEY_LINE =
  /(?:[ \t]|\\r|\\n|\r?\n){0,8}(?:(?:Proc-Type|DEK-Info|Comment|Version): [^\r\n\\<"]{0,120}|[A-Za-z0-9+/=]{1,4096}(?=[\s\\<"'-]|$))/y;
const KEY_END = /(?:\s|\\r|\\n){0,8}-{1,5}(?:END [A-Z0-9 ]{0,40}(?:-{1,5})?)?/y;

function findPrivateKeys(text: string, add: AddSpan): void {
  KEY_BEGIN.lastIndex = 0;
  for (let match = KEY_BEGIN.exec(text); match !== null; match = KEY_BEGIN.exec(text)) {
    let end = KEY_BEGIN.lastIndex;
    for (;;) {
      KEY_LINE.lastIndex = end;
      const line = KEY_LINE.exec(text);
      // A log line after a cut-off key begins with a short word; a key's own short line is its last.
      if (line === null || /^\s*[A-Za-z]{1,12}$/.test(line[0])) break;
      end += line[0].length;
    }
    KEY_END.lastIndex = end;
    end += KEY_END.exec(text)?.[0].length ?? 0;
    add(match.index, end, 'key');
    KEY_BEGIN.lastIndex = end;
  }
  findLooseKeyLines(text, add);
}

const BLOCK_EDGE = /-----(BEGIN|END) ([A-Z0-9 ]{0,40})-----/g;
const BASE64_LINE = /(?<![^\r\n])[ \t]{0,16}([A-Za-z0-9+/]{60,76}={0,2})[ \t]{0,4}(?![^\r\n])/g;

/** Whole lines of base64 outside certificates: the middle of a key whose first line was cut off. */
function findLooseKeyLines(text: string, add: AddSpan): void {
  const certificates: { from: number; to: number }[] = [];
  let open = -1;
  for (const edge of text.matchAll(BLOCK_EDGE)) {
    if (edge[2]?.includes('PRIVATE')) continue;
    if (edge[1] === 'BEGIN') open = edge.index;
    else if (open !== -1) {
      certificates.push({ from: open, to: edge.index });
      open = -1;
    }
  }
  if (open !== -1) certificates.push({ from: open, to: text.length });
  let current = 0;
  for (const line of text.matchAll(BASE64_LINE)) {
    while ((certificates[current]?.to ?? Number.POSITIVE_INFINITY) < line.index) current += 1;
    const certificate = certificates[current];
    if (certificate !== undefined && line.index >= certificate.from) continue;
    const body = line[1] ?? '';
    if (!/[a-z]/.test(body) || !/[A-Z]/.test(body) || !/[0-9+/]/.test(body)) continue;
    const start = line.index + line[0].indexOf(body);
    add(start, start + body.length, 'key');
  }
}

const AUTHORITY_END = /[\s/?#"'<>\\`]/;
const ENCODED_CREDENTIALS =
  /%(?:25){0,2}3a%(?:25){0,2}2f%(?:25){0,2}2f([^\s%&"'<>:/?#@]{1,128})%(?:25){0,2}3a([^\s&"'<>/?#@]{1,128}?)%(?:25){0,2}40/gi;
// proxy admin:hunter2@192.0.2.1:3128
const BARE_CREDENTIALS = /(?<![^\s"'=(,>])([A-Za-z][\w.+-]{0,63}):([^\s:@/"'<>[\],;()]{1,128})@(?=[A-Za-z0-9])/g;
// curl -u admin:hunter2 https://…
const OPTION_CREDENTIALS = /(?<!\S)(?:-u|-U|--user|--proxy-user)[ =]["']?([^\s:"'[\]]{1,128}):([^\s"'[\]]{1,256})/g;
const ADDRESS_SCHEME = /^(?:mailto|smtp|sips?|xmpp|e?-?mail|from|to|cc|bcc|user(?:name)?|sender|rcpt|recipient)$/i;

function findUrlCredentials(text: string, add: AddSpan): void {
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    if (labelLengthAt(text, start) > 0) continue;
    let end = start;
    let lastAt = -1;
    while (end < text.length && end - start < 600 && !AUTHORITY_END.test(text[end] ?? ' ')) {
      if (text[end] === '@') lastAt = end;
      end += 1;
    }
    if (lastAt <= start) continue;
    const colon = text.indexOf(':', start);
    if (colon === -1 || colon > lastAt) add(start, lastAt, 'credential');
    else {
      if (colon > start) add(start, colon, 'user');
      if (colon + 1 < lastAt) add(colon + 1, lastAt, 'password');
    }
  }
  for (const pattern of [ENCODED_CREDENTIALS, OPTION_CREDENTIALS]) {
    for (const match of text.matchAll(pattern)) {
      const [whole, user = '', password = ''] = match;
      const userStart = match.index + whole.lastIndexOf(user, whole.lastIndexOf(password) - 1);
      const passwordStart = match.index + whole.lastIndexOf(password);
      add(userStart, userStart + user.length, 'user');
      add(passwordStart, passwordStart + password.length, 'password');
    }
  }
  for (const match of text.matchAll(BARE_CREDENTIALS)) {
    const [, user = '', password = ''] = match;
    if (ADDRESS_SCHEME.test(user)) continue;
    const start = match.index + user.length + 1;
    add(start, start + password.length, 'password');
  }
}

/** Sources: the providers' documented prefixes; crypt(3) hashes as AsyncOS keeps them in `enc_password`. */
const SHAPES = [
  { pattern: /\$(?:1|2[abxy]?|5|6|7|y|argon2id?)\$[./A-Za-z0-9$=,+]{8,300}/g, kind: 'password' },
  { pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g, kind: 'key' },
  { pattern: /\bAIza[\w-]{35}/g, kind: 'key' },
  { pattern: /\b(?:gh[opsur]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255}|glpat-[\w-]{20,64})/g, kind: 'token' },
  { pattern: /\bxox[a-z]-[\w-]{10,250}/g, kind: 'token' },
  { pattern: /\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,99}/g, kind: 'key' },
] as const;

function findShapes(text: string, add: AddSpan): void {
  for (const { pattern, kind } of SHAPES) {
    for (const match of text.matchAll(pattern)) add(match.index, match.index + match[0].length, kind);
  }
}

const AT_SIGN = /@|%(?:25){0,2}40|\\{1,8}u0040|&#64;/g;
const DOMAIN = /(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}(?:xn--[a-z0-9-]{2,59}|\p{L}{2,24})(?![\p{L}\p{N}])/iuy;
/** Names of SSH algorithms look like addresses: diffie-hellman-group@openssh.com. */
const NO_MAIL_DOMAIN = /^(?:openssh\.com|libssh\.org|lysator\.liu\.se)$/i;
const LOCAL_CHARS_MAX = 64;

function findAddresses(text: string, add: AddSpan): void {
  for (const match of text.matchAll(AT_SIGN)) {
    let start = localStart(text, match.index);
    if (start === match.index) continue;
    // VERP, bounce+joe=example.org@list.example.com: the recipient stands before an equals sign.
    if (text[start - 1] === '=') {
      const outer = localStart(text, start - 1);
      if (text.slice(outer, start).includes('+')) start = outer;
    }
    DOMAIN.lastIndex = match.index + match[0].length;
    const domain = DOMAIN.exec(text)?.[0];
    if (domain === undefined || NO_MAIL_DOMAIN.test(domain)) continue;
    add(start, match.index, 'user', `${text.slice(start, match.index)}@${domain}`);
  }
}

function isLocalCode(code: number): boolean {
  return (
    isNameCode(code) ||
    code === 46 ||
    code === 43 ||
    code === 126 ||
    code === 39 ||
    (code >= 0xc0 && code <= 0x24f) ||
    (code >= 0x370 && code <= 0x52f)
  );
}

function localStart(text: string, end: number): number {
  let start = end;
  const floor = Math.max(0, end - LOCAL_CHARS_MAX);
  while (start > floor && isLocalCode(text.charCodeAt(start - 1))) start -= 1;
  const before = text[start - 1];
  if (before === '%' || before === '\\') {
    const named = nameStart(text, end);
    if (named > start) start = named;
  }
  while (start < end && /['.+~-]/.test(text[start] ?? '')) start += 1;
  return start;
}
