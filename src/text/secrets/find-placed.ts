// Finds tokens that look like digests or ids (hexadecimal digits, base32, UUIDs) where their place gives them away: beside
// the name of a service, as the first label of its host, near the word, alone in the line below a line that announces them.
// What is named as a digest, a serial or an id stays: verdicts are read from those.
import { isRandom } from './find-random.js';
import type { SecretKind } from './secret-names.js';
import type { AddSpan } from './spans.js';

const HEX = `[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9A-F]{64}|[0-9A-F]{40}|[0-9A-F]{32}`;
const UUID = `[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}`;
const BASE32 = '[A-Z2-7]{16,64}';
const SHAPE = new RegExp(`(?<![\\w%-])(?:${HEX}|${UUID}|${BASE32}|[A-Za-z0-9]{32})(?![\\w-])`, 'g');
const ID_WORD =
  /md5|sha-?\d|hash|checksum|fingerprint|thumbprint|digest|serial|guid|uuid|trace|correlation|etag|commit|build|boundary|(?:^|[^a-z])(?:id|ids|sn|mid|icid|dcid|rid)(?:$|[^a-z])|_id/i;
/** requestId, but not "valid" */
const ID_OF = /[a-z]I[dD]s?(?:$|[^a-z])/;
/** What has an id, and may have a token: the word that stands nearer tells. */
const OWNER = /requests?\b|module|device|appliance|machine|tenant|\borgs?\b|organi[sz]|instance|account|client/i;
const SERVICE =
  /threat ?response|secure ?x|\bxdr\b|\bctr\b|cloud ?services?|security services|\bsse\b|regist(?:ra|ri|er)|enrol|activat|\botp\b|license key|one-time|anmelde|cadastr|登録|応答/i;
const ANNOUNCES =
  /passw(?:or)?d|passphrase|passcode|passwort|kennwort|senha|secret|credential|zugangsdaten|credenciais|tokens?\b|\bkeys?\b|パス|トークン|秘密|認証情報/i;
const TOKEN =
  /token|トークン|jeton|令牌|토큰|(?:client|shared) secret|(?:registration|activation|licen[cs]e|secret) key/gi;
const TOKEN_PATH = /\/tokens?\/$/i;
const BESIDE_CHARS = 100;

export function findPlaced(text: string, add: AddSpan): void {
  for (const match of text.matchAll(SHAPE)) {
    const [value] = match;
    if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) continue;
    const end = match.index + value.length;
    const isInPath = TOKEN_PATH.test(text.slice(Math.max(0, match.index - 8), match.index));
    if (isInPath || isHostLabel(text, match.index, end)) add(match.index, end, 'token');
    // Part of a longer name, path or field.
    else if (!/[./\\"'=]/.test(text[match.index - 1] ?? '') && !/^\.\w/.test(text.slice(end, end + 2))) {
      if (isGivenAway(text, match.index, end)) add(match.index, end, 'token');
    }
  }
  if (ANNOUNCES.test(text)) findAnnounced(text, add);
}

// https://5f3a9c1e….api.eu.sse.itd.cisco.com
function isHostLabel(text: string, start: number, end: number): boolean {
  const rest = /^(?:\.[a-z0-9-]{1,63}){2,8}/i.exec(text.slice(end, end + 260))?.[0];
  if (rest === undefined || text[start - 1] === '.') return false;
  return /\.(?:api|sse|itd|xdr|ctr|amp|securex)\b|[.-]sse[.-]|\.cisco\.com$|\.iphmx\.com$/i.test(rest);
}

function isGivenAway(text: string, start: number, end: number): boolean {
  const lead = text.slice(Math.max(0, start - BESIDE_CHARS), start);
  const line = /[^"'{}<>&|;\r\n]*$/.exec(lead)?.[0] ?? '';
  // Threat Response: 5f3a…
  const isService = SERVICE.test(line) && /[:：=][ \t]{0,16}$/.test(line);
  if (isService && !isIdWord(line) && !OWNER.test(line)) return true;
  const near = /[^"'{}<>&|;]*$/.exec(lead)?.[0].split('\n') ?? [];
  // An id stands below many a line about a token; a token that looks like one, beside it.
  const before = near.slice(text[start + 8] === '-' ? -1 : -4).join('\n');
  const after = text.slice(end, end + 48).split(/["'{}<>&|;\n]/, 1)[0] ?? '';
  if (isIdWord(before)) return false;
  const named = [...before.matchAll(TOKEN)].at(-1);
  if (named !== undefined) return !OWNER.test(before.slice(named.index + named[0].length));
  return !OWNER.test(before) && after.search(TOKEN) !== -1 && !isIdWord(after);
}

/** A line of one word, mixed as no name is. */
const LONE = /(?:^|\n)[ \t>*-]{0,8}([^\s"'<>[\]{}()]{6,512})[ \t]{0,16}(?=\r?\n|\r?$)/g;
const NO_SECRET =
  /^(?:\d{4}-\d{2}-\d{2}.*|[\d.:/-]+|(?:[a-z0-9][a-z0-9_-]{0,62}\.){1,8}[a-z]{2,12}[.:/>]?|https?:.*|E\d{4}|v?\d+(?:\.\d+)+\S*|[\w.-]{1,64}[=:,;|][^=].*|[0-9A-F]{10,24}-[0-9A-F]{10,12}|.*[:>])$/i;
const LINES_ABOVE = 3;

// Here is what you need, the token:        Credentials:
// 5f3a…                                    admin
//                                          summer26
function findAnnounced(text: string, add: AddSpan): void {
  LONE.lastIndex = 0;
  for (let match = LONE.exec(text); match !== null; match = LONE.exec(text)) {
    const value = match[1] ?? '';
    const start = match.index + match[0].lastIndexOf(value);
    LONE.lastIndex = Math.max(match.index + 1, start + value.length);
    if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || NO_SECRET.test(value)) continue;
    const kind = announcedKind(text, start, value);
    if (kind !== undefined) add(start, start + value.length, kind);
  }
}

/** A heading, or a sentence that points below. */
const LEADS_IN =
  /^[^=]{0,200}[:：]$|below|follow|here|abaixo|segu|unten|folgend|次|以下|^\S{1,24}(?: [^\s=]{1,24}){0,2}$/i;

function announcedKind(text: string, start: number, value: string): SecretKind | undefined {
  const above = text
    .slice(Math.max(0, start - 400), start)
    .split('\n')
    .slice(0, -1);
  let seen = 0;
  for (const line of above.reverse()) {
    const told = line.trim();
    if (told === '') continue;
    const named = ANNOUNCES.exec(told);
    if (named !== null) {
      if (isIdWord(told)) return undefined;
      if (isGenerated(value)) return 'token';
      const isPassword = /pass|kennwort|senha|cred|daten|パス|認証/i.test(named[0]);
      return isPassword && LEADS_IN.test(told) ? 'password' : undefined;
    }
    seen += 1;
    // Between an announcement and its value stand other values, no sentences.
    if (seen >= LINES_ABOVE || /\s/.test(told)) return undefined;
  }
  return undefined;
}

function isGenerated(value: string): boolean {
  return new RegExp(`^(?:${HEX}|${UUID}|${BASE32}|[A-Za-z0-9]{32})$`).test(value) || isRandom(value);
}

function isIdWord(text: string): boolean {
  return ID_WORD.test(text) || ID_OF.test(text);
}
