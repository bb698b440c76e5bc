// Finds secrets that only their words announce: labels of pages ("Registration Token:"), prompts of the AsyncOS command
// line, sessions in its logs. Messages about secrets ("invalid or expired token") are evidence and stay.
import {
  hasHarmlessEnding,
  isLabel,
  isSecretValue,
  isStateWord,
  labelLengthAt,
  type SecretKind,
} from './secret-names.js';
import type { AddSpan } from './spans.js';
import { LINE_BACK_CHARS_MAX, lineEnd, lineStart } from './spans.js';

export function findLabels(text: string, add: AddSpan): void {
  findLabelled(text, add);
  findPrompts(text, add);
  findNearToken(text, add);
  findSessions(text, add);
}

const WORDS: readonly { readonly kind: SecretKind; readonly source: string }[] = [
  {
    kind: 'password',
    source:
      'passw(?:or)?d|passphrase|passcode|passwort|kennwort|senha|frase secreta|contrase[nñ]a|mot de passe|パスワード|パスフレーズ',
  },
  { kind: 'token', source: 'tokens?|トークン|jeton|令牌|토큰' },
  { kind: 'secret', source: 'secrets?' },
  { kind: 'key', source: 'api[ -]?keys?|private key' },
  { kind: 'community', source: 'community(?: strings?)?' },
];
const WORD = new RegExp(WORDS.map(({ source }) => `(${source})`).join('|'), 'giu');
/** More words of the label, a default in brackets, and the sign that announces the value. */
const SIGN =
  /([\p{L}\p{N} ._()'’/-]{0,40}?)[ \t]{0,4}(?:[:：=]|＝|(?<=[ \]])>|>(?= ))(?:[ \t]{0,8}\[([^\]\r\n]{0,200})\]>?)?[ \t　]{0,16}/uy;
const SAME_LINE_VALUE = /\S{1,4096}/y;
const TOKEN_VALUE = /[A-Za-z0-9._~+/=%-]{6,4096}/y;
const NEXT_LINE_TOKEN = /[ \t]{0,16}(?:\r?\n[ \t]{0,16}){1,2}([A-Za-z0-9_-]{8,4096})(?![^\s"'<])/y;
/** A typed password that a terminal or a form put below its label. */
const NEXT_LINE_PASSWORD =
  /[ \t]{0,16}(?:\r?\n[ \t]{0,16}){1,2}([^\s"'<>[\]{}()-][^\s"'<>[\]{}]{3,127})[ \t]{0,8}(?=\r?\n|$)/y;

function kindOf(match: RegExpExecArray): SecretKind {
  return WORDS.find((_, index) => match[index + 1] !== undefined)?.kind ?? 'secret';
}

// "Registration Token: 0123…", "登録トークン：0123…", "Passphrase:[]> hunter2", "Community string: public"
function findLabelled(text: string, add: AddSpan): void {
  WORD.lastIndex = 0;
  for (let word = WORD.exec(text); word !== null; word = WORD.exec(text)) {
    const wordEnd = word.index + word[0].length;
    SIGN.lastIndex = wordEnd;
    const sign = SIGN.exec(text);
    if (word[2] !== undefined) markTypedToken(text, wordEnd, add);
    if (sign === null) {
      if (word[1] !== undefined) markTypedPassword(text, wordEnd, add);
      continue;
    }
    const more = sign[1] ?? '';
    // Another word: tokenizer.
    if (/^[a-z]/i.test(more)) continue;
    const consumed = markLabelled(text, word.index, SIGN.lastIndex, kindOf(word), more, add);
    WORD.lastIndex = Math.max(wordEnd, consumed);
  }
}

function markLabelled(
  text: string,
  wordStart: number,
  from: number,
  kind: SecretKind,
  more: string,
  add: AddSpan,
): number {
  const label = labelLengthAt(text, from);
  if (label > 0) return from + label;
  return kind === 'password' || kind === 'community' || kind === 'secret'
    ? markPasswordAfter(text, wordStart, from, kind, more, add)
    : markTokenAfter(text, from, kind, more, add);
}

/** More than 80 letters, of two units at most, are no lead-in. */
const LEAD_CHARS_MAX = 162;

/** A label at the line's start speaks for the whole line, since passphrases hold blanks; within a line for one word. */
function markPasswordAfter(
  text: string,
  wordStart: number,
  from: number,
  kind: SecretKind,
  more: string,
  add: AddSpan,
): number {
  const quoted = kind === 'password' ? quotedAfter(text, wordStart, from) : undefined;
  if (quoted !== undefined) add(from + 1, from + 1 + quoted.length, kind);
  if (/["'\\[{(<]/.test(text.charAt(from))) return from;
  SAME_LINE_VALUE.lastIndex = from;
  const first = SAME_LINE_VALUE.exec(text)?.[0];
  if (first === undefined) return markPasswordBelow(text, from, kind, add);
  if (isStateWord(first) || hasHarmlessEnding(more)) return from;
  const lead = text.slice(lineStart(text, wordStart, LEAD_CHARS_MAX), wordStart);
  const leads = /^[\p{L}\p{N} .()[\]@>*-]{0,80}$/u.test(lead) && !/[.!?] /.test(lead);
  const line = text.slice(from, lineEnd(text, from, leads ? 4096 : 128)).trimEnd();
  const words = line.split(/\s+/, 13).length;
  const isPair = /^\S+[ ]{1,4}[\w.-]{1,64}[=:]/.test(line);
  if (kind === 'password' && leads && !isPair && words <= 12) {
    if (isSecretValue('password', line)) add(from, from + line.length, kind);
    return from + line.length;
  }
  const value = first.replace(/[,;.)"'\]}]{1,8}$/, '');
  const isProse = /^\p{Ll}+$/u.test(value) && words > 1 && /^\S+ [\p{L}]+(?: |$)/u.test(line) && !isPair;
  if (!isProse && isSecretValue('password', value)) add(from, from + value.length, kind);
  return from + value.length;
}

// password: "summer", as YAML has it; the quote before a name would make it JSON.
function quotedAfter(text: string, wordStart: number, from: number): string | undefined {
  if (/["'\\]/.test(text.charAt(wordStart - 1))) return undefined;
  QUOTED_VALUE.lastIndex = from;
  const value = QUOTED_VALUE.exec(text)?.[2];
  if (value === undefined || isStateWord(value.split(' ', 1)[0] ?? '') || !isSecretValue('password', value))
    return undefined;
  return value;
}

const QUOTED_VALUE = /(["'])([^"'\r\n\\]{1,256})\1/y;

function markPasswordBelow(text: string, from: number, kind: SecretKind, add: AddSpan): number {
  NEXT_LINE_PASSWORD.lastIndex = from;
  const below = NEXT_LINE_PASSWORD.exec(text)?.[1];
  if (below === undefined || HOST_OR_DATE.test(below) || /[:.：]$/.test(below)) return from;
  const isMixed = /\d/.test(below) && /[A-Za-z]/.test(below);
  if (!isMixed && (kind !== 'password' || !/^[A-Za-z]\S*$/.test(below) || OF_A_FORM.test(below) || isStateWord(below)))
    return from;
  const end = text.indexOf(below, from) + below.length;
  add(end - below.length, end, kind);
  return end;
}

/** What stands below an empty field: the next label, a button, the greeting of a session. */
const OF_A_FORM =
  /^(?:add|anmelden|anwenden|apply|back|cancel(?:ar)?|abbrechen|browse|clear|close|commit|confirm\p{L}*|connect\p{L}*|continu\p{L}*|delete|disable|disabled|edit|editar|enable|enabled|entrar|enviar|finish|forgot\p{L}*|help|host\p{L}*|last|loading|log\p{L}{0,5}|next|ok|none|off|on|port|refresh|remove|repeat|retype|save|salvar|search|secret|senden|show|hide|sign-?in|speichern|submit|test|token|user\p{L}*|benutzer\p{L}*|usuário|verify|version|view|welcome|weiter|zurück|passw\p{L}*|passphrase)$/iu;

const HOST_OR_DATE =
  /^(?:\d{4}-\d{2}-\d{2}.*|\d{1,3}(?:\.\d{1,3}){1,3}(?:[-:/]\d{1,5})?|(?:[a-z0-9][a-z0-9-]{0,30}\.){1,8}[a-z]{2,12}[.:/]?|https?:?.*|E\d{4})$/i;

// Registration Token: 0123 4567 89ab … (32 letters and digits, as text recognition parts them)
const PARTED_TOKEN = /[A-Za-z0-9]{1,24}(?:[ \t-]{1,2}[A-Za-z0-9]{1,24}){1,15}/y;

/** The end of a token that stands in parts; undefined where the words are none. */
function partedEnd(text: string, from: number): number | undefined {
  PARTED_TOKEN.lastIndex = from;
  const parts = PARTED_TOKEN.exec(text)?.[0].match(/[A-Za-z0-9]+|[^A-Za-z0-9]+/g) ?? [];
  let joined = '';
  let end = from;
  for (const part of parts) {
    end += part.length;
    if (/[A-Za-z0-9]/.test(part)) joined += part;
    if (joined.length >= 32) break;
  }
  return joined.length === 32 && /(?:\d\D*){4}/.test(joined) && /[A-Za-z]/.test(joined) ? end : undefined;
}

function markTokenAfter(text: string, from: number, kind: SecretKind, more: string, add: AddSpan): number {
  const parted = partedEnd(text, from);
  if (parted !== undefined) {
    add(from, parted, kind);
    return parted;
  }
  TOKEN_VALUE.lastIndex = from;
  const value = TOKEN_VALUE.exec(text)?.[0].replace(/\.+$/, '');
  if (value !== undefined) {
    const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value);
    const isLong = value.length >= 20 && /[A-Za-z0-9]{12}/.test(value);
    const isAllowed = value.length === 32 || !hasHarmlessEnding(more);
    if (isAllowed && (isMixed || isLong) && !isStateWord(value) && !HOST_OR_DATE.test(value)) {
      add(from, from + value.length, kind);
      return from + value.length;
    }
    return from;
  }
  NEXT_LINE_TOKEN.lastIndex = from;
  const below = NEXT_LINE_TOKEN.exec(text)?.[1];
  if (below === undefined || !/\d/.test(below) || !/[A-Za-z]/.test(below) || HOST_OR_DATE.test(below)) return from;
  const end = NEXT_LINE_TOKEN.lastIndex;
  add(end - below.length, end, kind);
  return end;
}

const TYPED = /[ \t]{1,4}(?:(?:is|to|was|ist|lautet|é)[ \t]{1,4})?["']?([^\s"'<>,;:=()[\]]{6,128})(?=[\s"',;]|$)/y;

// "… password hunter22 …", "… password to hunter22 …": only what no word of a sentence looks like.
function markTypedPassword(text: string, from: number, add: AddSpan): void {
  TYPED.lastIndex = from;
  const value = TYPED.exec(text)?.[1];
  if (value === undefined || !/\d/.test(value) || !/[A-Za-z]/.test(value) || HOST_OR_DATE.test(value)) return;
  if (/^[\w.-]+[._-]\w+$/.test(value) || isLabel(value)) return;
  const end = TYPED.lastIndex;
  const start = text.lastIndexOf(value, end);
  add(start, start + value.length, 'password');
}

const MENU_LINE = /^\s*(?:-|\d{1,2}[.)])\s/;
const QUESTION =
  /(passw(?:or)?d|passphrase|passcode|kennwort|passwort|senha|パスワード|パスフレーズ)|(tokens?\b|トークン)|(secret)|(community)|(\bkeys?\b)/iu;
const QUESTION_WORD_CHARS_MAX = 16;
const ANSWER_KINDS: readonly SecretKind[] = ['password', 'token', 'secret', 'community', 'key'];

// Enter the passphrase of the proxy:      Enter the registration token:
// []> hunter2                             [0123…]> 4567…
function findPrompts(text: string, add: AddSpan): void {
  const brackets = new Brackets(text);
  /** Up to here no word of a question stands in the line. */
  let unasked = 0;
  for (let at = text.indexOf(']>'); at !== -1; at = text.indexOf(']>', at + 2)) {
    const open = brackets.openingOf(at);
    if (open < at - LINE_BACK_CHARS_MAX) continue;
    const start = lineStart(text, at);
    const asks = QUESTION.test(text.slice(Math.max(start, unasked - QUESTION_WORD_CHARS_MAX), open));
    if (!asks) unasked = open;
    const kind = (asks ? questionKind(text.slice(start, open)) : undefined) ?? askedAbove(text, start, open);
    if (kind === undefined) continue;
    markAnswer(text, open + 1, at, kind, add);
    let from = at + 2;
    while (text[from] === ' ') from += 1;
    const end = lineEnd(text, from, 4096);
    if (end === from) markBelow(text, from, kind, add);
    markAnswer(text, from, end, kind, add);
    at = Math.max(at, end - 2);
  }
  findBarePrompts(text, add);
}

/** What was typed wrapped onto a line of its own. */
function markBelow(text: string, from: number, kind: SecretKind, add: AddSpan): void {
  TYPED_BELOW.lastIndex = from;
  const value = TYPED_BELOW.exec(text)?.[1];
  if (value === undefined || !(/\d/.test(value) && /[A-Za-z]/.test(value)) || /[:.>]$/.test(value)) return;
  const start = text.indexOf(value, from);
  markAnswer(text, start, start + value.length, kind, add);
}

const TYPED_BELOW = /\r?\n[ \t]{0,8}([^\s[\]<>-]\S{3,4095})[ \t]{0,8}(?=\r?\n|$)/y;
// Please enter the SNMP authentication passphrase.
// > s3cret
const BARE_PROMPT = /^[ \t]{0,4}> ?(\S{4,256})[ \t]{0,8}$/gm;

/** An answer behind a bare `>`, right below its question; below a quoted line it is a quotation. */
function findBarePrompts(text: string, add: AddSpan): void {
  for (const match of text.matchAll(BARE_PROMPT)) {
    const end = text[match.index - 1] === '\n' && text[match.index - 2] === '\r' ? match.index - 2 : match.index - 1;
    const above = text.slice(lineStart(text, Math.max(0, end)), Math.max(0, end)).trim();
    if (above.startsWith('>') || !/\b(?:enter|paste|type|provide|new|old|again)\b|[:：]$/i.test(above)) continue;
    const kind = questionKind(above);
    const value = match[1] ?? '';
    const start = match.index + match[0].indexOf(value);
    if (kind !== undefined && !isStateWord(value)) markAnswer(text, start, start + value.length, kind, add);
  }
}

/** Brackets within lines, as the text is gone through once; a label in a default has brackets of its own. */
class Brackets {
  #at = 0;
  #open: number[] = [];

  constructor(readonly text: string) {}

  /** Offset of the bracket that the one at `closing` closes; minus infinity if none does. Each closing one lies further on. */
  openingOf(closing: number): number {
    let opening: number | undefined;
    for (; this.#at <= closing; this.#at += 1) {
      const code = this.text.charCodeAt(this.#at);
      if (code === 91) this.#open.push(this.#at);
      else if (code === 93) opening = this.#open.pop();
      else if (code === 10 || code === 13) this.#open = [];
    }
    return opening ?? Number.NEGATIVE_INFINITY;
  }
}

function questionKind(question: string): SecretKind | undefined {
  const match = QUESTION.exec(question);
  if (match === null) return undefined;
  const kind = ANSWER_KINDS[match.slice(1).findIndex((group) => group !== undefined)];
  if (kind !== 'key') return kind;
  // The passphrase of a private key is one; the key that the pager waits for is none.
  if (/passw|passphrase/i.test(question)) return 'password';
  return /\bany key\b/i.test(question) ? undefined : kind;
}

/** The question may stand on the line above, over a rule for the answer. Menus between are no question. */
function askedAbove(text: string, start: number, open: number): SecretKind | undefined {
  if (text.slice(start, open).trim() !== '') return undefined;
  let end = start;
  for (let lines = 0; lines < 3 && end > 0; lines += 1) {
    let stop = end - 1;
    if (stop > 0 && text[stop] === '\n' && text[stop - 1] === '\r') stop -= 1;
    const from = lineStart(text, stop);
    const line = text.slice(from, stop);
    if (MENU_LINE.test(line)) return undefined;
    const kind = questionKind(line);
    if (kind !== undefined) return kind;
    end = from;
  }
  return undefined;
}

/** What a menu takes as an answer is no secret: a number, yes or no, an operation's name. */
const MENU_ANSWER = /^(?:\d{1,2}|y|n|yes|no|[A-Z]{3,12}|new|edit|delete|register|deregister|enable|disable|commit)$/i;

function markAnswer(text: string, from: number, to: number, kind: SecretKind, add: AddSpan): void {
  const raw = text.slice(from, to);
  const value = raw.trim();
  const isMenu = kind === 'token' || kind === 'key' ? MENU_ANSWER.test(value) : /^(?:\d{1,2}|y|n|yes|no)$/i.test(value);
  if (value === '' || isMenu || !isSecretValue(kind, value)) return;
  const start = from + raw.indexOf(value);
  add(start, start + value.length, kind);
}

const ALNUM_32 = /(?<![A-Za-z0-9])[A-Za-z0-9]{32}(?![A-Za-z0-9])/g;
const TOKEN_WORD = /token|トークン|jeton|令牌|토큰/i;
/** Typed behind the command, as its batch form takes it. */
const REGISTERING = /(?:cloudservice|threatresponse|csn)config\b.{0,40}$|\bregister[ \t]{1,4}$/i;
const DIGEST_WORD = /md5|sha-?\d|hash|checksum|fingerprint|digest|serial|guid|uuid/i;

/** Letters and digits beyond hexadecimal, in both cases or one: no digest and no trace id has this form. */
const BEYOND_HEX = /^(?=.*\d.*\d.*\d)(?=.*[A-Za-z].*[A-Za-z].*[A-Za-z])(?=.*[g-zG-Z])/;

/** The shape of a registration token (32 letters and digits): of hexadecimal digits only near the word, it could be an MD5. */
function findNearToken(text: string, add: AddSpan): void {
  for (const match of text.matchAll(ALNUM_32)) {
    const start = match.index;
    const end = start + 32;
    // The words before it: not over a delimiter of fields, nor over more than three line ends.
    const before = text.slice(Math.max(0, start - 100), start);
    const label = /(?:["'{}<>&|;]|^)[^"'{}<>&|;]*$/.exec(before)?.[0].split('\n').slice(-4).join('\n') ?? '';
    const after = text.slice(end, end + 48);
    const nearBefore = (TOKEN_WORD.test(label) || REGISTERING.test(label)) && !DIGEST_WORD.test(label);
    const isTraced = /trace|correlation|etag|[^a-z]id[ "':=]{0,4}$/i.test(label);
    const nearAfter =
      !isTraced && TOKEN_WORD.test(after.split(/["'{}<>&|;\n]/, 1)[0] ?? '') && !DIGEST_WORD.test(label + after);
    const isToken = BEYOND_HEX.test(match[0]) && !DIGEST_WORD.test(label);
    if (nearBefore || nearAfter || isToken) add(start, end, 'token');
  }
}

// "… expired token q7…", `token_q7….log`: longer than any word beside it, and mixed as no name is.
const TYPED_TOKEN =
  /(?:[ \t]{1,4}["']?([A-Za-z0-9_~+/=-]{16,4096})|[_-]([A-Za-z0-9]{16,4096}))(?![\w~+/=-]|(?:\.[\w-]{1,63}){2})/y;

function markTypedToken(text: string, from: number, add: AddSpan): void {
  TYPED_TOKEN.lastIndex = from;
  const typed = TYPED_TOKEN.exec(text);
  const value = typed?.[1] ?? typed?.[2];
  if (value === undefined || !/\d\D*\d/.test(value) || !/[A-Za-z]/.test(value) || HOST_OR_DATE.test(value)) return;
  const end = TYPED_TOKEN.lastIndex;
  add(end - value.length, end, 'token');
}

/** Ids of web sessions in gui_logs, as AsyncOS writes them (20 letters and digits). */
const SESSION =
  /\bsession(?:[ \t]{1,4}(?:id)?[ \t]{0,4}[:=]?|[:=]|_id[:=])[ \t]{0,4}([A-Za-z0-9_-]{16,128})(?![\w-])/gi;
const REQUEST_SESSION = /\buser:[^\s:]{1,64} id:([A-Za-z0-9]{16,64})\b/g;

function findSessions(text: string, add: AddSpan): void {
  for (const pattern of [SESSION, REQUEST_SESSION]) {
    for (const match of text.matchAll(pattern)) {
      const id = match[1] ?? '';
      const end = match.index + match[0].length;
      if (/\d/.test(id) && /[A-Za-z]/.test(id)) add(end - id.length, end, 'session');
    }
  }
}
