// The masker: turns customers' text into Safe text by replacing every secret with a label. One masker per case, so that
// the same secret has the same label throughout (`[token#1]`); labels say nothing about the secret itself.
import type { Safe } from '../model/safe.js';
import { digestOf } from './digest.js';
import { markHeaderValue } from './find-headers.js';
import { findSecrets } from './find-secrets.js';
import { trusted } from './safe.js';
import { isLabel, isSecretValue, type SecretKind, secretKind, secretParameterKind } from './secret-names.js';
import { mergeSpans, type Span } from './spans.js';

/** Where a text stood, when the text itself does not tell. */
export interface MaskContext {
  /** Name of the header, field, element or label whose value the text is. */
  readonly label?: string;
  /** Name of the URL or form parameter whose value the text is (`code`, `state`, `key` are secret only there). */
  readonly parameter?: string;
  /** URL whose request or response body the text is: some bodies are one secret, login hosts are sent user names. */
  readonly bodyOf?: string;
}

/** What a masker has learnt, as plain data in the order that it was learnt in: it holds the secrets themselves. */
export interface MaskerMemory {
  /** Long secrets by their digests. */
  readonly labels: readonly (readonly [secret: string, label: string])[];
  readonly secrets: readonly (readonly [secret: string, kind: SecretKind])[];
}

export interface Masker {
  /** Masks every secret in a text. Masking what is masked changes nothing. */
  text(raw: string, context?: MaskContext): Safe;
  /**
   * Masks a value, known to be a secret, as a whole; `label` (a field's name, e.g. `client_secret`) gives the kind, and
   * `otherwise` where it tells none.
   */
  value(raw: string, label: string, otherwise?: SecretKind): Safe;
  /** Masks what was given to `value` before, where it stands as a whole word in a text that nothing else gives away. */
  withoutValues(text: Safe): Safe;
  /** Masks an artifact's name; its `/` and `!/` stay. */
  name(raw: string): Safe;
  /** Secrets seen so far, as they stood in the texts (addresses whole). */
  known(): ReadonlySet<string>;
  /**
   * Last filter over output: replaces distinctive known secrets of at least 8 characters, and beginnings of at least 16
   * of longer ones. Plain words, numbers, host names and addresses of pages are left, since findings speak of them.
   */
  egress(text: string): string;
  /** For another process that goes on with this masker's work, and back. */
  memory(): MaskerMemory;
  /** Takes over what a masker learnt that went on from this one's memory. */
  learn(memory: MaskerMemory): void;
}

const PASSES_MAX = 4;
const EGRESS_CHARS_MIN = 8;
const EGRESS_PREFIX_CHARS_MIN = 16;
const LABEL_KEY_CHARS_MAX = 64;

/** @param isRecalling false for a masker that is never asked for `withoutValues`: it keeps no values for that */
export function createMasker(isRecalling = true): Masker {
  const labels = new Map<string, string>();
  const counts = new Map<SecretKind, number>();
  const kinds = new Map<string, SecretKind>();
  const known = new Set<string>();
  const byBeginning = new Map<string, string[]>();
  const values = new Map<string, string>();

  function remember(raw: string, kind: SecretKind): void {
    for (const form of new Set([raw, decoded(raw)])) {
      if (known.has(form) || isLabel(form)) continue;
      keep(detached(form), kind);
    }
  }

  function keep(secret: string, kind: SecretKind): void {
    known.add(secret);
    kinds.set(secret, kind);
    if (!isDistinctive(secret)) return;
    const beginning = secret.slice(0, EGRESS_CHARS_MIN);
    const same = byBeginning.get(beginning);
    if (same === undefined) byBeginning.set(beginning, [secret]);
    else same.push(secret);
  }

  function labelOf(raw: string, kind: SecretKind): string {
    const secret = kind === 'user' ? decoded(raw).toLowerCase() : decoded(raw);
    const shown = /^eyJ[\w-]{4,}\.[\w-]*(?:\.[\w-]*)?$/.test(secret) ? 'jwt' : kind;
    if (shown !== 'user' && isGuessable(secret)) return `[${shown}]`;
    const key = labelKey(shown === 'user' ? `user ${secret}` : secret);
    const seen = labels.get(key);
    if (seen !== undefined) return seen;
    const ordinal = (counts.get(shown) ?? 0) + 1;
    counts.set(shown, ordinal);
    const label = `[${shown}#${ordinal}]`;
    labels.set(detached(key), label);
    return label;
  }

  function replace(text: string, spans: readonly Span[]): string {
    let masked = '';
    let at = 0;
    for (const { start, end, kind, secret } of spans) {
      masked += text.slice(at, start) + labelOf(secret ?? text.slice(start, end), kind);
      at = end;
    }
    return masked + text.slice(at);
  }

  function maskAll(raw: string, login: boolean): string {
    let text = raw;
    // What a label left beside it may now stand alone: until nothing changes, so that masking is idempotent.
    for (let pass = 0; pass < PASSES_MAX; pass += 1) {
      const { merged, all } = findSecrets(text, { login });
      if (merged.length === 0) break;
      for (const { start, end, kind, secret } of all) remember(secret ?? text.slice(start, end), kind);
      text = replace(text, merged);
    }
    return text;
  }

  function whole(raw: string, kind: SecretKind): Safe {
    const trimmed = raw.trim();
    if (trimmed === '' || isLabel(trimmed)) return trusted(trimmed);
    remember(trimmed, kind);
    return trusted(labelOf(trimmed, kind));
  }

  function labelled(raw: string, name: string, kind: SecretKind): Safe | undefined {
    if (kind === 'cookie' || kind === 'credential') {
      const spans: Span[] = [];
      markHeaderValue(raw, kind === 'cookie' ? name : 'authorization', 0, raw.length, (start, end, spanKind) =>
        spans.push({ start, end, kind: spanKind }),
      );
      for (const { start, end, kind: spanKind } of spans) remember(raw.slice(start, end), spanKind);
      return trusted(maskAll(replace(raw, mergeSpans(spans)), false));
    }
    return isSecretValue(name, raw) ? whole(raw, kind) : undefined;
  }

  const masker: Masker = {
    text(raw, context = {}) {
      const { label, parameter, bodyOf } = context;
      const name = parameter ?? label;
      if (name !== undefined) {
        const kind = parameter === undefined ? secretKind(name) : secretParameterKind(name);
        const masked = kind && labelled(raw, name, kind);
        if (masked !== undefined) return masked;
      }
      if (bodyOf !== undefined && isSecretBody(bodyOf, raw)) return whole(raw, 'body');
      return trusted(maskAll(raw, bodyOf !== undefined && isLoginUrl(bodyOf)));
    },

    value(raw, label, otherwise = 'secret') {
      const masked = whole(raw, secretParameterKind(label) ?? otherwise);
      const line = raw.replace(/\s+/g, ' ').trim();
      if (isRecalling && line !== masked && line.length > 1 && !values.has(line)) values.set(detached(line), masked);
      return masked;
    },

    withoutValues(text) {
      let masked: string = text;
      for (const [value, label] of values) {
        if (masked.includes(value)) masked = replaceWord(masked, value, label);
      }
      return trusted(masked);
    },

    name(raw) {
      return trusted(
        raw
          .split('/')
          .map((part) => maskAll(part, false))
          .join('/'),
      );
    },

    known: () => known,

    memory: () => ({ labels: [...labels], secrets: [...kinds] }),

    learn(memory) {
      for (const [secret, kind] of memory.secrets) if (!known.has(secret)) keep(secret, kind);
      for (const [secret, label] of memory.labels) {
        if (labels.has(secret)) continue;
        labels.set(secret, label);
        // [cookie#3]
        const [, kind, ordinal] = /^\[([a-z]+)#(\d+)\]$/.exec(label) ?? [];
        counts.set(kind as SecretKind, Number(ordinal));
      }
    },

    egress(text) {
      if (byBeginning.size === 0) return text;
      let filtered = '';
      let copied = 0;
      for (let at = 0; at + EGRESS_CHARS_MIN <= text.length; at += 1) {
        const candidates = byBeginning.get(text.slice(at, at + EGRESS_CHARS_MIN));
        if (candidates === undefined) continue;
        const hit = longestKnown(text, at, candidates);
        if (hit === undefined) continue;
        filtered += text.slice(copied, at) + egressLabel(hit.secret);
        copied = at + hit.length;
        at = copied - 1;
      }
      return filtered + text.slice(copied);
    },
  };

  function egressLabel(secret: string): string {
    const kind = kinds.get(secret) ?? 'secret';
    const domain = kind === 'user' && secret.includes('@') ? secret.slice(secret.lastIndexOf('@')) : '';
    return labelOf(secret, kind) + domain;
  }

  return masker;
}

/** A slice would keep the whole text that it was cut from alive. */
function detached(text: string): string {
  const encoding = /^[\0-\xff]*$/.test(text) ? 'latin1' : 'utf16le';
  return Buffer.from(text, encoding).toString(encoding);
}

/** What is only looked up need not be kept whole. */
function labelKey(secret: string): string {
  return secret.length > LABEL_KEY_CHARS_MAX ? `digest ${digestOf(secret)}` : secret;
}

function replaceWord(text: string, word: string, by: string): string {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'), () => by);
}

function longestKnown(
  text: string,
  at: number,
  candidates: readonly string[],
): { secret: string; length: number } | undefined {
  let best: { secret: string; length: number } | undefined;
  for (const secret of candidates) {
    let length = EGRESS_CHARS_MIN;
    while (length < secret.length && text.charCodeAt(at + length) === secret.charCodeAt(length)) length += 1;
    const counts = length === secret.length || length >= EGRESS_PREFIX_CHARS_MIN;
    if (counts && length > (best?.length ?? 0)) best = { secret, length };
  }
  return best;
}

/** Percent and JSON escapes undone, so that a secret in a URL and in a body is the same. */
function decoded(secret: string): string {
  let text = secret;
  if (text.includes('\\')) {
    text = text
      .replace(/\\{1,8}u00([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\\{1,8}\//g, '/');
  }
  for (let round = 0; round < 3 && /%[0-9a-f]{2}/i.test(text); round += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  return text;
}

/** So few possibilities that telling equal ones apart would help guessing: short, or a number such as a PIN. */
function isGuessable(secret: string): boolean {
  return secret.length < EGRESS_CHARS_MIN || /^\d{1,11}$/.test(secret);
}

/** Not a word, number, version, host name or page address that harmless text could hold as well. */
function isDistinctive(secret: string): boolean {
  if (secret.length < EGRESS_CHARS_MIN) return false;
  if (secret.includes('@') && !/\s/.test(secret)) return true;
  if (/^\p{Lu}?\p{Ll}{1,19}$|^\p{Lu}{1,20}$|^[\d\s.:/-]{1,20}$/u.test(secret)) return false;
  return (
    !/^(?:https?:\/\/[^?#]*|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){2,8}|[\p{L} ,.'-]{1,60}[.:]?)$/iu.test(secret) ||
    isLongWord(secret)
  );
}

/** Letters only, but too long for a word: a token without a digit. */
function isLongWord(secret: string): boolean {
  return /^[A-Za-z_-]{21,}$/.test(secret) || /[a-z][A-Z][a-z]{0,3}[A-Z]/.test(secret);
}

/** Paths whose bodies are tokens and little else: Cisco XDR's sign-in and device calls, OAuth and Okta token endpoints. */
const SECRET_BODY_PATH =
  /\/iroh\/iroh-auth\/code(?:\/|$)|\/session\/exchange(?:\/|$)|\/oauth2\/(?:[^/]{1,200}\/)?(?:v1\/)?token\/?$|\/iroh-sse\/(?:tenant|device\/[^/]{1,200})\/token\/?$/;
const LOGIN_HOST = /(?:^|\.)(?:sign-?on|sso|login|signin|auth|idp?|okta|oktapreview|duosecurity|accounts?)(?:[.-]|$)/i;
const LOGIN_PATH = /\/(?:login|sign-?in|authn|idp)(?:\/|$)/i;
/** An answer of nothing but these is an error message: evidence, not a token. */
const MESSAGE_FIELDS: ReadonlySet<string> = new Set(
  'code error error_code error_description error_uri errorCode errorSummary errors message messages reason status statusCode timestamp trace_id type'.split(
    ' ',
  ),
);

function partsOf(url: string): { host: string; path: string } {
  const match = /^(?:[a-z][a-z0-9+.-]{0,20}:)?(?:\/\/([^/?#]*))?([^?#]*)/i.exec(url);
  return { host: (match?.[1] ?? '').replace(/^.*@|:\d+$/g, ''), path: match?.[2] ?? '' };
}

/** Whether the body of this call is a secret as a whole. */
export function isSecretBody(url: string, body: string): boolean {
  return SECRET_BODY_PATH.test(partsOf(url).path) && !isMessage(body);
}

/** Whether this is where people sign in: user names sent there are secrets too. */
export function isLoginUrl(url: string): boolean {
  const { host, path } = partsOf(url);
  return LOGIN_HOST.test(host) || LOGIN_PATH.test(path);
}

function isMessage(body: string): boolean {
  if (body.length > 8192) return false;
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return Object.keys(value).every((key) => MESSAGE_FIELDS.has(key));
  } catch {
    return false;
  }
}
