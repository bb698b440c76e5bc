// Secrets to plant, each one of its own, and the eye that sees them again: as they are, and as base64, hexadecimal
// digits, percent or `\u` escapes, whole or half.
import { createHash } from 'node:crypto';

export interface Canary {
  readonly secret: string;
  /** Where it was planted, for the message of a failed test. */
  readonly place: string;
}

/** Half a secret is one: this much of it in a row is a leak. */
const seenChars = 12;

export class Canaries {
  readonly all: Canary[] = [];
  readonly #pieces = new Map<string, Canary>();
  /** Which three characters a piece begins with: reports are megabytes, and hardly any place needs a closer look. */
  readonly #beginnings = new Uint8Array(1 << 21);

  /** Nobody else's: 32 letters and digits of both cases, mixed as generated ones are. */
  token(place: string): string {
    const seed = createHash('sha512').update(`${this.all.length} ${place}`).digest('base64').replace(/[+/=]/g, '');
    return this.#plant(`4q${seed.slice(0, 28)}7Z`, place);
  }

  /** As people make them up. */
  password(place: string): string {
    const seed = createHash('sha256').update(`p ${this.all.length} ${place}`).digest('hex').slice(0, 8);
    return this.#plant(`Zq9x${seed}Kd4w`, place);
  }

  jwt(place: string): string {
    const payload = {
      iss: 'IROH Auth',
      exp: 1_763_800_000,
      email: `${this.password(place)}@example.com`,
      n: this.token(place),
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signature = this.token(`${place}, signature`);
    return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(payload)}.${signature}`;
  }

  pem(place: string): string {
    const lines = Array.from({ length: 6 }, (_, line) => `${this.token(`${place}, line ${line}`)}${this.token(place)}`);
    return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----'].join('\n');
  }

  #plant(secret: string, place: string): string {
    const canary = { secret, place };
    this.all.push(canary);
    for (const piece of [secret.slice(0, seenChars), secret.slice(-seenChars)]) {
      this.#pieces.set(piece, canary);
      this.#beginnings[beginningAt(piece, 0)] = 1;
    }
    return secret;
  }

  /** Those that a text gives away. */
  seenIn(text: string): Canary[] {
    const seen = new Set<Canary>();
    for (const form of new Set([text, ...decodings(text)])) {
      for (let at = 0; at + seenChars <= form.length; at += 1) {
        if (this.#beginnings[beginningAt(form, at)] === 0) continue;
        const canary = this.#pieces.get(form.slice(at, at + seenChars));
        if (canary !== undefined) seen.add(canary);
      }
    }
    return [...seen];
  }
}

function beginningAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 127) << 14) | ((text.charCodeAt(at + 1) & 127) << 7) | (text.charCodeAt(at + 2) & 127);
}

function decodings(text: string): string[] {
  const decoded: string[] = [];
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{16,}/g)) {
    for (const from of [0, 1, 2, 3]) decoded.push(Buffer.from(run.slice(from), 'base64').toString('latin1'));
  }
  for (const [run] of text.matchAll(/[0-9a-f]{24,}/gi)) {
    for (const from of [0, 1]) decoded.push(Buffer.from(run.slice(from), 'hex').toString('latin1'));
  }
  const code = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
  decoded.push(text.replace(/%([0-9a-f]{2})/gi, code), text.replace(/\\{1,8}u([0-9a-f]{4})/gi, code));
  // Lines that were wrapped, and columns that were laid out.
  decoded.push(text.replace(/[\s│|]+/g, ''));
  return decoded;
}
