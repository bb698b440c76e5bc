// The last filter over what leaves: the secrets that a masker has seen, wherever they stand after all, as they are and in
// the encodings that programs write them in. Plain words, numbers, host names and addresses of pages are left, since
// findings speak of them. Of long secrets only beginnings are kept, so that a large capture costs no more than its names.
import { digestOf } from '../digest.js';
import type { SecretKind } from './secret-names.js';

/** Shorter ones could be anything. */
export const distinctiveCharsMin = 8;
/** A beginning of a secret this long is cut off from it, not like it by chance. */
const beginningCharsMin = 16;

/** What is kept of a secret that is too long to be kept whole. */
export interface LongSecret {
  readonly beginning: string;
  readonly length: number;
  readonly digest: string;
  /** What stands for it, as numbered by the masker. */
  readonly labelKey: string;
  readonly kind: SecretKind;
}
export type KeptSecret = string | LongSecret;

export interface Egress {
  know(secret: KeptSecret): void;
  /** Replaces whole secrets of at least 8 characters, and beginnings of at least 16 of longer ones. */
  filter(text: string): string;
}

/** @param labelOf what stands for a secret */
export function createEgress(labelOf: (secret: KeptSecret) => string): Egress {
  /** By their first eight characters. */
  const byBeginning = new Map<number, KeptSecret | KeptSecret[]>();

  /** The first known secret at or behind an offset. */
  function find(text: string, from: number): Hit | undefined {
    for (let at = from; at + distinctiveCharsMin <= text.length; at += 1) {
      const candidates = byBeginning.get(beginningAt(text, at));
      if (candidates === undefined) continue;
      const hit = longestAt(text, at, Array.isArray(candidates) ? candidates : [candidates]);
      if (hit !== undefined) return hit;
    }
    return undefined;
  }

  function plain(text: string): string {
    let filtered = '';
    let copied = 0;
    for (let hit = find(text, 0); hit !== undefined; hit = find(text, copied)) {
      filtered += text.slice(copied, hit.at) + labelOf(hit.secret);
      copied = hit.at + hit.length;
    }
    return filtered + text.slice(copied);
  }

  return {
    know(secret) {
      if (!isDistinctive(typeof secret === 'string' ? secret : secret.beginning)) return;
      const beginning = beginningAt(typeof secret === 'string' ? secret : secret.beginning, 0);
      const same = byBeginning.get(beginning);
      if (same === undefined) byBeginning.set(beginning, secret);
      else if (Array.isArray(same)) same.push(secret);
      else byBeginning.set(beginning, [same, secret]);
    },

    filter(text) {
      if (byBeginning.size === 0) return text;
      let filtered = plain(text);
      for (const { run, decodings } of encodings) {
        filtered = filtered.replace(run, (found) => {
          for (const decode of decodings) {
            const hit = find(decode(found), 0);
            if (hit !== undefined) return labelOf(hit.secret);
          }
          return found;
        });
      }
      return filtered;
    },
  };
}

interface Hit {
  readonly secret: KeptSecret;
  readonly at: number;
  readonly length: number;
}

/** A number for the eight characters here: a string for each would cost more than what it stands for. */
function beginningAt(text: string, at: number): number {
  let hash = 0;
  for (let next = at; next < at + distinctiveCharsMin; next += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(next)) | 0;
  }
  return hash;
}

function longestAt(text: string, at: number, candidates: readonly KeptSecret[]): Hit | undefined {
  let best: Hit | undefined;
  for (const secret of candidates) {
    const kept = typeof secret === 'string' ? secret : secret.beginning;
    let length = 0;
    while (length < kept.length && text.charCodeAt(at + length) === kept.charCodeAt(length)) length += 1;
    if (length === kept.length && typeof secret !== 'string') {
      if (digestOf(text.slice(at, at + secret.length)) === secret.digest) return { secret, at, length: secret.length };
      length = gluedEnd(text, at + length) - at;
    }
    const counts = length === secret.length || length >= beginningCharsMin;
    if (counts && length > (best?.length ?? 0)) best = { secret, at, length };
  }
  return best;
}

const GLUED = /[\w+/=~.%-]*/y;

/** Where a long secret was cut or goes on otherwise, what hangs together with its beginning goes with it. */
function gluedEnd(text: string, from: number): number {
  GLUED.lastIndex = from;
  GLUED.exec(text);
  return Math.max(from, GLUED.lastIndex);
}

interface Encoding {
  /** What could hold a secret of 8 characters. */
  readonly run: RegExp;
  readonly decodings: readonly ((run: string) => string)[];
}

const fromCode = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));

/** A secret may begin anywhere within what was encoded together with it. */
const encodings: readonly Encoding[] = [
  {
    run: /[A-Za-z0-9+/_-]{11,}={0,2}/g,
    decodings: [0, 1, 2, 3].map((from) => (run) => Buffer.from(run.slice(from), 'base64').toString('utf8')),
  },
  {
    run: /(?<![0-9A-Za-z])(?:[0-9a-f]{16,}|[0-9A-F]{16,})(?![0-9A-Za-z])/g,
    decodings: [0, 1].map((from) => (run) => Buffer.from(run.slice(from), 'hex').toString('utf8')),
  },
  {
    run: /[\w.~!*'()+-]{0,256}%[0-9A-Fa-f]{2}(?:[\w.~!*'()+-]|%[0-9A-Fa-f]{2})*/g,
    decodings: [
      (run) => {
        let text = run;
        for (let round = 0; round < 3; round += 1) {
          text = text.replace(/%([0-9A-Fa-f]{2})/g, fromCode);
        }
        return text;
      },
    ],
  },
  {
    run: /[^\s"\\]{0,256}\\[u/"\\](?:[^\s"\\]|\\[u/"\\])*/g,
    decodings: [(run) => run.replace(/\\{1,8}u([0-9A-Fa-f]{4})/g, fromCode).replace(/\\{1,8}(["/\\])/g, '$1')],
  },
  {
    run: /[^\s"&<>]{0,256}&(?:amp|quot|lt|gt|apos|#\d{2,3}|#x[0-9a-f]{2});(?:[^\s"&<>]|&(?:amp|quot|lt|gt|apos|#\d{2,3}|#x[0-9a-f]{2});)*/gi,
    decodings: [
      (run) =>
        run.replace(/&(?:#x([0-9a-f]{2})|#(\d{2,3})|(\w+));/gi, (_, hex?: string, decimal?: string, name = '') =>
          hex || decimal
            ? String.fromCharCode(hex ? Number.parseInt(hex, 16) : Number(decimal))
            : (entities[name.toLowerCase()] ?? ''),
        ),
    ],
  },
];

const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', apos: "'" };

/** Not a word, number, version, host name or page address that harmless text could hold as well. */
function isDistinctive(secret: string): boolean {
  if (secret.length < distinctiveCharsMin) return false;
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
