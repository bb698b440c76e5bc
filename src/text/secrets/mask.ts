// The masker: turns customers' text into Safe text by replacing every secret with a label. One masker per case, so that
// the same secret has the same label throughout (`[token#1]`); labels say nothing about the secret itself.
import { createHmac } from 'node:crypto';
import type { Safe } from '../../model/safe.js';
import { digestOf } from '../digest.js';
import { exactly } from '../pattern.js';
import { trusted } from '../safe.js';
import { decoded, readable } from './decoded.js';
import { createEgress, distinctiveCharsMin, type KeptSecret, type LongSecret } from './egress.js';
import type { FieldOptions } from './find-fields.js';
import { markHeaderValue } from './find-headers.js';
import { findSecrets } from './find-secrets.js';
import { revealingMasker } from './reveal.js';
import { isLoginUrl, isSecretBody } from './secret-body.js';
import {
  isLabel,
  isSecretValue,
  type SecretKind,
  secretKind,
  secretKinds,
  secretParameterKind,
} from './secret-names.js';
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
  readonly seen: readonly (readonly [secret: string, what: number])[];
  readonly long: readonly LongSecret[];
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
  /** Secrets seen so far, as they stood in the texts (addresses whole); long ones by their digests. */
  known(): ReadonlySet<string>;
  /** How many different secrets of a kind have a label of their own. */
  counts(): ReadonlyMap<SecretKind, number>;
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
const KEPT_CHARS_MAX = 64;

/** @param options for a masker that goes on with another's work, those of its memory */
export function createMasker(options: MaskerOptions = {}): Masker {
  if (options.reveals) return revealingMasker();
  const { key: caseKey, forgetsValues = false } = options;
  /** A number for each, since a capture may hold hundreds of thousands. */
  const seen = new Map<string, number>();
  const long = new Map<string, LongSecret>();
  const counts = new Map<SecretKind, number>();
  const egress = createEgress(egressLabel);
  // The key is a secret of the case as well.
  if (caseKey !== undefined) egress.know(Buffer.from(caseKey).toString('utf8'));
  const values = new Map<string, string>();

  function remember(raw: string, kind: SecretKind): void {
    for (const form of new Set([raw, decoded(raw)])) {
      const key = keyOf(form);
      const { asSeen, ...label } = toldBy(seen.get(key));
      if (asSeen !== undefined || isLabel(form)) continue;
      const secret = kept(form, kind);
      if (typeof secret !== 'string') long.set(secret.digest, secret);
      seen.set(typeof secret === 'string' ? secret : secret.digest, numberFor({ asSeen: kind, ...label }));
      egress.know(secret);
    }
  }

  function labelOf(raw: string, kind: SecretKind): string {
    const { secret, shown } = named(raw, kind);
    if (shown !== 'user' && isGuessable(secret, shown)) return `[${shown}]`;
    return labelFor(keyOf(secret), shown);
  }

  /** @param key what the secret is known by */
  function labelFor(key: string, kind: SecretKind): string {
    const told = toldBy(seen.get(key));
    const { ordinal, shown = kind } = told.ordinal > 0 ? told : { ordinal: nextOrdinal(kind) };
    if (told.ordinal === 0) seen.set(detached(key), numberFor({ ...told, ordinal, shown }));
    return `[${shown}#${caseKey === undefined ? ordinal : keyedId(caseKey, key)}]`;
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

  function maskAll(raw: string, options: FieldOptions): string {
    let text = readable(raw);
    let isMasked = false;
    // What a label left beside it may now stand alone: until nothing changes, so that masking is idempotent.
    for (let pass = 0; pass < PASSES_MAX; pass += 1) {
      const { merged, all } = findSecrets(text, options);
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
      return trusted(maskAll(replace(raw, mergeSpans(spans)), {}));
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
      return trusted(maskAll(raw, { login: bodyOf !== undefined && isLoginUrl(bodyOf) }));
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
          .map((part) => maskAll(part, { isName: true }))
          .join('/'),
      );
    },

    known: () => new Set([...seen].filter(([, number]) => toldBy(number).asSeen !== undefined).map(([key]) => key)),

    counts: () => counts,

    memory: () => ({ options, seen: [...seen], long: [...long.values()] }),

    learn(memory) {
      for (const secret of memory.long) long.set(secret.digest, secret);
      for (const [key, number] of memory.seen) {
        const own = toldBy(seen.get(key));
        const learnt = toldBy(number);
        seen.set(key, numberFor({ ...(own.ordinal > 0 ? own : learnt), asSeen: own.asSeen ?? learnt.asSeen }));
        if (own.asSeen === undefined && learnt.asSeen !== undefined) egress.know(long.get(key) ?? key);
        const { shown, ordinal } = learnt;
        if (shown !== undefined) counts.set(shown, Math.max(counts.get(shown) ?? 0, ordinal));
      }
    },

    egress: egress.filter,
  };

  function egressLabel(secret: KeptSecret): string {
    if (typeof secret !== 'string') return labelFor(secret.labelKey, secret.kind);
    const kind = toldBy(seen.get(secret)).asSeen ?? 'secret';
    const domain = kind === 'user' && secret.includes('@') ? secret.slice(secret.lastIndexOf('@')) : '';
    return labelOf(secret, kind) + domain;
  }

  return masker;
}

/** What a masker remembers of a secret. */
interface Told {
  /** The kind that it was seen as; undefined where only its label is known. */
  readonly asSeen?: SecretKind | undefined;
  /** The kind and ordinal of its label; 0 as long as it has none. */
  readonly shown?: SecretKind | undefined;
  readonly ordinal: number;
}

const KINDS_MAX = 32;

function toldBy(number = 0): Told {
  const kinds = number % KINDS_MAX ** 2;
  return {
    asSeen: secretKinds[(kinds % KINDS_MAX) - 1],
    shown: secretKinds[Math.floor(kinds / KINDS_MAX) - 1],
    ordinal: Math.floor(number / KINDS_MAX ** 2),
  };
}

function numberFor({ asSeen, shown, ordinal }: Told): number {
  const index = (kind?: SecretKind) => (kind === undefined ? 0 : secretKinds.indexOf(kind) + 1);
  return index(asSeen) + KINDS_MAX * index(shown) + KINDS_MAX ** 2 * ordinal;
}

/** A slice would keep the whole text that it was cut from alive. */
function detached(text: string): string {
  const encoding = /^[\0-\xff]*$/.test(text) ? 'latin1' : 'utf16le';
  return Buffer.from(text, encoding).toString(encoding);
}

/** What a secret is known by: itself, or the digest of a long one. */
function keyOf(secret: string): string {
  return secret.length > KEPT_CHARS_MAX ? digestOf(secret) : secret;
}

function kept(secret: string, kind: SecretKind): KeptSecret {
  if (secret.length <= KEPT_CHARS_MAX) return detached(secret);
  const { secret: told, shown } = named(secret, kind);
  return {
    beginning: detached(secret.slice(0, KEPT_CHARS_MAX)),
    length: secret.length,
    digest: digestOf(secret),
    labelKey: keyOf(told),
    kind: shown,
  };
}

/** The secret as its label is made of it, however it was written, and the kind that the label tells. */
function named(raw: string, kind: SecretKind): { readonly secret: string; readonly shown: SecretKind } {
  const secret = decoded(raw);
  if (/^eyJ[\w-]{4,}\.[\w-]*(?:\.[\w-]*)?$/.test(secret)) return { secret, shown: 'jwt' };
  return { secret: kind === 'user' ? `user ${secret.toLowerCase()}` : secret, shown: kind };
}

function replaceWord(text: string, word: string, by: string): string {
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${exactly(word)}(?![\\p{L}\\p{N}])`, 'gu'), () => by);
}

/** So few possibilities that telling equal ones apart would help guessing: short, a number such as a PIN, Summer2026! */
function isGuessable(secret: string, kind: SecretKind): boolean {
  if (secret.length < distinctiveCharsMin || /^\d{1,11}$/.test(secret)) return true;
  return (kind === 'password' || kind === 'community') && /^\p{L}{1,12}[\d!.,?_-]{0,5}$/u.test(secret);
}

function keyedId(key: Uint8Array, secret: string): string {
  return createHmac('sha256', key).update(secret).digest('hex').slice(0, KEYED_LABEL_CHARS);
}
