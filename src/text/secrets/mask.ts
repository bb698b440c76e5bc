// The masker: turns customers' text into Safe text by replacing every secret with a label. One masker per case, so that
// the same secret has the same label throughout (`[token#1]`); labels say nothing about the secret itself.
import { createHmac } from 'node:crypto';
import type { Safe } from '../../model/safe.js';
import { digestOf } from '../digest.js';
import { trusted } from '../safe.js';
import { createEgress, distinctiveCharsMin } from './egress.js';
import { markHeaderValue } from './find-headers.js';
import { findSecrets } from './find-secrets.js';
import { revealingMasker } from './reveal.js';
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

export interface MaskerOptions {
  /**
   * Labels become `[token#0123456789abcdef]`, made of secret and key: the same secret has the same label in every case
   * with this key. Without it they are ordinals of the case.
   */
  readonly key?: Uint8Array;
  /** Nothing is masked. */
  readonly reveals?: true;
  /** It is never asked for `withoutValues`, and keeps no values for that. */
  readonly forgetsValues?: true;
}

/** What a masker has learnt, as plain data in the order that it was learnt in: it holds the secrets themselves. */
export interface MaskerMemory {
  readonly options: MaskerOptions;
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
  /** Last filter over output, for what went past all others: see egress.ts. */
  egress(text: string): string;
  /** For another process that goes on with this masker's work, and back. */
  memory(): MaskerMemory;
  /** Takes over what a masker learnt that went on from this one's memory. */
  learn(memory: MaskerMemory): void;
}

const PASSES_MAX = 4;
/** 64 bits: no two secrets of a desk share a label by chance. */
const KEYED_LABEL_CHARS = 16;
const LABEL_KEY_CHARS_MAX = 64;

/** @param options for a masker that goes on with another's work, those of its memory */
export function createMasker(options: MaskerOptions = {}): Masker {
  if (options.reveals) return revealingMasker();
  const { key: caseKey, forgetsValues = false } = options;
  const labels = new Map<string, string>();
  const counts = new Map<SecretKind, number>();
  const kinds = new Map<string, SecretKind>();
  const known = new Set<string>();
  const egress = createEgress(egressLabel);
  // The key is a secret of the case as well.
  if (caseKey !== undefined) egress.know(Buffer.from(caseKey).toString('utf8'));
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
    egress.know(secret);
  }

  function labelOf(raw: string, kind: SecretKind): string {
    const secret = kind === 'user' ? decoded(raw).toLowerCase() : decoded(raw);
    const shown = /^eyJ[\w-]{4,}\.[\w-]*(?:\.[\w-]*)?$/.test(secret) ? 'jwt' : kind;
    if (shown !== 'user' && isGuessable(secret, shown)) return `[${shown}]`;
    const named = shown === 'user' ? `user ${secret}` : secret;
    const key = labelKey(named);
    const seen = labels.get(key);
    if (seen !== undefined) return seen;
    const label = `[${shown}#${caseKey === undefined ? nextOrdinal(shown) : keyedId(caseKey, named)}]`;
    labels.set(detached(key), label);
    return label;
  }

  function nextOrdinal(kind: SecretKind): number {
    const ordinal = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, ordinal);
    return ordinal;
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
    let text = readable(raw);
    let isMasked = false;
    // What a label left beside it may now stand alone: until nothing changes, so that masking is idempotent.
    for (let pass = 0; pass < PASSES_MAX; pass += 1) {
      const { merged, all } = findSecrets(text, { login });
      if (merged.length === 0) break;
      isMasked = true;
      for (const { start, end, kind, secret } of all) remember(secret ?? text.slice(start, end), kind);
      text = replace(text, merged);
    }
    return isMasked ? text : raw;
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
      if (!forgetsValues && line !== masked && line.length > 1 && !values.has(line)) values.set(detached(line), masked);
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

    memory: () => ({ options, labels: [...labels], secrets: [...kinds] }),

    learn(memory) {
      for (const [secret, kind] of memory.secrets) if (!known.has(secret)) keep(secret, kind);
      for (const [secret, label] of memory.labels) {
        if (labels.has(secret)) continue;
        labels.set(secret, label);
        // [cookie#3]
        const [, kind, ordinal] = /^\[([a-z]+)#(\d+)\]$/.exec(label) ?? [];
        if (ordinal !== undefined) counts.set(kind as SecretKind, Number(ordinal));
      }
    },

    egress: egress.filter,
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

/** Letters, digits and marks of names that need no escape: who writes one so hides a name (`pass\\u0077ord`, `%70assword`). */
const NEEDLESS =
  /\\{1,8}u00(3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])|%(?:25){0,3}(3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])|&#x(3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a]);|&#(4[89]|5[0-7]|6[5-9]|[78]\d|90|95|9[7-9]|1[01]\d|12[0-2]);/gi;

function readable(text: string): string {
  if (!/\\u00|%|&#/.test(text)) return text;
  return text.replace(NEEDLESS, (whole, ...codes: (string | undefined)[]) => {
    const [json, percent, hex, decimal] = codes;
    const code = decimal === undefined ? Number.parseInt(json ?? percent ?? hex ?? '', 16) : Number(decimal);
    const char = String.fromCharCode(code);
    return /[\w-]/.test(char) ? char : whole;
  });
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

/** So few possibilities that telling equal ones apart would help guessing: short, a number such as a PIN, Summer2026! */
function isGuessable(secret: string, kind: SecretKind | 'jwt'): boolean {
  if (secret.length < distinctiveCharsMin || /^\d{1,11}$/.test(secret)) return true;
  return (kind === 'password' || kind === 'community') && /^\p{L}{1,12}[\d!.,?_-]{0,5}$/u.test(secret);
}

function keyedId(key: Uint8Array, secret: string): string {
  return createHmac('sha256', key).update(secret).digest('hex').slice(0, KEYED_LABEL_CHARS);
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
