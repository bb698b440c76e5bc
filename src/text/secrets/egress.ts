// The last filter over what leaves: the secrets that a masker has seen, wherever they stand after all, as they are and in
// the encodings that programs write them in. Plain words, numbers, host names and addresses of pages are left, since
// findings speak of them.

/** Shorter ones could be anything. */
export const distinctiveCharsMin = 8;
/** A beginning of a secret this long is cut off from it, not like it by chance. */
const beginningCharsMin = 16;

export interface Egress {
  know(secret: string): void;
  /** Replaces whole secrets of at least 8 characters, and beginnings of at least 16 of longer ones. */
  filter(text: string): string;
}

/** @param labelOf what stands for a secret */
export function createEgress(labelOf: (secret: string) => string): Egress {
  const byBeginning = new Map<string, string[]>();

  /** The first known secret at or behind an offset. */
  function find(text: string, from: number): { secret: string; at: number; length: number } | undefined {
    for (let at = from; at + distinctiveCharsMin <= text.length; at += 1) {
      const candidates = byBeginning.get(text.slice(at, at + distinctiveCharsMin));
      const hit = candidates && longestAt(text, at, candidates);
      if (hit !== undefined) return { ...hit, at };
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
      if (!isDistinctive(secret)) return;
      const beginning = secret.slice(0, distinctiveCharsMin);
      const same = byBeginning.get(beginning);
      if (same === undefined) byBeginning.set(beginning, [secret]);
      else same.push(secret);
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

function longestAt(
  text: string,
  at: number,
  candidates: readonly string[],
): { secret: string; length: number } | undefined {
  let best: { secret: string; length: number } | undefined;
  for (const secret of candidates) {
    let length = distinctiveCharsMin;
    while (length < secret.length && text.charCodeAt(at + length) === secret.charCodeAt(length)) length += 1;
    const counts = length === secret.length || length >= beginningCharsMin;
    if (counts && length > (best?.length ?? 0)) best = { secret, length };
  }
  return best;
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
