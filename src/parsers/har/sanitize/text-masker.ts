// One string of a capture → the string that may leave: secrets become labels, what names the customer stand-ins. Twice
// over the same capture: the first time to learn what is secret or a name anywhere, the second time to write.
import type { Extractors } from '../../../model/parser.js';
import { fold } from '../../../text/fold.js';
import { copyTagsIn } from '../../../text/organization-name.js';
import type { Masker } from '../../../text/secrets/mask.js';
import { isLoginUrl, isSecretBody } from '../../../text/secrets/secret-body.js';
import { isLabel, isSecretValue, isTame, labelIdSource, secretKind } from '../../../text/secrets/secret-names.js';
import { isIpv6 } from './address-block.js';
import { jwtStandIn } from './jwt-stand-in.js';
import { type NameKind, Pseudonyms } from './pseudonyms.js';
import { ShownIds } from './shown-ids.js';

export const removed = '[removed]';
const rememberedChars = 300;
const rememberedMax = 10_000;
const shortWord = /^[\w-]{1,14}$/;
const prefixChars = 4;
const learntMax = 20_000;
const settingsMax = 20_000;
/** Text within text within text. */
const passesMax = 4;

const before = String.raw`(?:(?<=%(?:25){0,2}[0-9a-fA-F]{2})|(?<=\\[nrt])|(?<![\w%.-]))`;
// //esa1.corp/ | %2F%2F10.0.0.1%3A443
const authority =
  /((?:\/|\\\/|%(?:25){0,2}2f){2}(?:[^\s/?#@"'<>\\%[\]]{1,200}@)?)([\p{L}\p{N}_][\p{L}\p{N}_.-]{0,252})/giu;
const dotted = new RegExp(
  String.raw`${before}(?:[\p{L}\p{N}_-]{1,63}\.){1,9}[\p{L}\d-]{1,24}(?![\w-]|\.[a-z0-9])`,
  'giu',
);
const sixth = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;
// 564D0123456789ABCDEF-0123456789AB | FCH2033V0AB
const serial = /(?<![\w-])(?:[0-9A-F]{10,24}-[0-9A-F]{10,12}|F(?:CH|TX|GL|OC|DO)\d{4}[0-9A-Z]{4})(?![\w-])/g;
const commonTlds =
  /^(?:com|net|org|edu|gov|mil|int|info|biz|cloud|local|lan|corp|internal|intranet|home|example|invalid|test|localdomain|arpa)$/i;
/** Endings of files that are countries as well. */
const fileEndings = /^(?:js|ts|md|py|sh|gz|so|rs|pl|ps|cc|cs|vb|id|is|in|to|do|it|my|no|at|me|tv|io)$/i;
const anyLabel = new RegExp(String.raw`\[([a-z]{2,12})(#${labelIdSource})?\]`, 'g');
// %5Btoken%231%5D
const quotedLabel = new RegExp(`%5B([a-z]{2,12}(?:%23${labelIdSource})?)%5D`, 'g');
/** What stands behind the address, unless the sign is that of a label. */
const fragment = new RegExp(String.raw`#(?!${labelIdSource}\]).*$`, 's');
const products = /(?:^|[\s(,"])(?:[A-Za-z][\w ]{1,30}\/|v|version["': =]{0,4})$/i;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

export class TextMasker {
  readonly names: Pseudonyms;
  /** Ids by which calls and answers are told apart: never a secret, though a cookie may hold one. */
  readonly ids = new Set<string>();
  /** What stands elsewhere as an id is no secret of the settings of a module, which hold the id of its device. */
  readonly #shownIds = new ShownIds();
  /** Settings that are secrets, unless the end of the capture shows one as an id. */
  readonly #settings = new Map<string, string>();
  readonly #messages: string;
  readonly #learnt = new Map<string, { readonly raw: string; readonly kind: NameKind }[]>();
  #learntCount = 0;
  /** Most strings of a capture were there before. */
  readonly #seen = new Map<string, string>();

  constructor(
    readonly masker: Masker,
    extractors: Extractors,
  ) {
    this.names = new Pseudonyms(extractors.hosts);
    const phrases = extractors.messages.flatMap(({ phrases }) => Object.values(phrases).flat());
    this.#messages = fold(phrases.join('\n'));
  }

  get isLearning(): boolean {
    return this.names.isLearning;
  }

  /** Text of which nothing is known. */
  plain(raw: string): string {
    if (raw.length < 2) return raw;
    if (raw.length > rememberedChars) return this.#settled(this.masker.text(raw));
    const seen = this.#seen.get(raw);
    if (seen !== undefined) return seen;
    // Too short and plain for any finder; it may still be somebody's name, or known as a secret.
    const masked = this.#settled(shortWord.test(raw) ? raw : this.masker.text(raw));
    if (this.#seen.size >= rememberedMax) this.#seen.clear();
    this.#seen.set(raw, masked);
    return masked;
  }

  /** The name of a field or header: a secret may be in it, while the names of things that it is like are none. */
  key(raw: string): string {
    if (shortWord.test(raw) || /^[A-Za-z_-]{1,60}$/.test(raw)) return raw;
    const masked = this.masker.text(raw);
    return this.isLearning ? masked : this.masker.egress(masked);
  }

  /** What was learnt is known; from now on it is replaced. @param tag of this copy */
  startWriting(tag: string): void {
    this.names.startWriting(tag);
    this.#seen.clear();
    for (const [raw, key] of this.#settings) if (!this.#shownIds.has(raw)) this.secret(raw, key);
    this.#settings.clear();
  }

  /** The copy shows this as an id, outside of settings. */
  showId(raw: string): void {
    if (this.isLearning) this.#shownIds.add(raw);
  }

  /** Shows the ids in the path of a URL that is masked already. */
  showPath(url: string): void {
    if (!this.isLearning) return;
    const path = url.replace(/[?#].*$/s, '').replace(/^[a-z]{2,10}:\/\/[^/]*/i, '');
    for (const segment of path.split('/')) if (!isTame(segment)) this.#shownIds.add(unquoted(segment));
  }

  /** A value of a module's settings, under a name that tells nothing. */
  setting(raw: string, key: string): string {
    if (isTame(raw)) return this.plain(raw);
    if (!this.isLearning) return this.#shownIds.has(raw) ? this.plain(raw) : this.secret(raw, key);
    if (this.#settings.size >= settingsMax) return this.secret(raw, key);
    this.#settings.set(raw, key);
    return raw;
  }

  /** The value of a header, field or cookie. */
  labelled(raw: string, label: string): string {
    return raw === '' ? raw : this.#settled(this.masker.text(raw, { label }));
  }

  /** The value of a parameter of a URL or form. */
  parameter(raw: string, parameter: string): string {
    return raw === '' ? raw : this.#settled(this.masker.text(raw, { parameter }));
  }

  /** A body that is no JSON. */
  body(raw: string, bodyOf: string): string {
    return this.#settled(this.masker.text(raw, { bodyOf }));
  }

  /** All of it is a secret, unless it is a switch, a number of nothing, or masked already. */
  secret(raw: string, label: string): string {
    const kind = secretKind(label);
    return isSecretValue(kind === undefined ? 'secret' : label, raw) ? this.masker.value(raw, label) : raw;
  }

  isSecretBody(url: string, body: string): boolean {
    return isSecretBody(url, body);
  }

  isLogin(url: string): boolean {
    return isLoginUrl(url);
  }

  /** A name where only one of its kind stands; it is then replaced everywhere. */
  name(raw: string, kind: NameKind): string {
    const masked = this.masker.text(raw);
    // joe@example.com | [user#1]@host-1.example, as it is in a copy
    if (masked !== raw || raw.match(anyLabel)?.some(isLabel)) return this.#settled(masked);
    if (raw.trim().length < 2 || raw === removed) return raw;
    this.#learn(raw.trim(), kind);
    return this.names.name(raw, kind);
  }

  /** The name of a host, or of a machine under which it is known. */
  hostName(raw: string): string {
    // esa1 | esa1.corp.example:8443
    if (!/^[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){0,9}\.?(?::\d{1,5})?$/u.test(raw)) return this.plain(raw);
    const [name = '', port] = raw.split(':');
    if (/^[\d.]+$/.test(name)) return this.#withNames(raw);
    return this.names.host(name, true) + (port === undefined ? '' : `:${port}`);
  }

  /** A token with what rules may use of it; undefined for anything else. */
  token(raw: string): string | undefined {
    const [, scheme = '', token = ''] =
      /^((?:bearer\s{1,8})?)(eyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*){0,3})$/i.exec(raw.trim()) ?? [];
    const standIn =
      token === ''
        ? undefined
        : jwtStandIn(token, {
            organization: (id) => this.name(id, 'orgId'),
            organizationName: (name) => this.name(name, 'org'),
            text: (text) => this.plain(text),
            label: (whole) => this.masker.value(whole, 'jwt'),
          });
    return standIn && scheme + standIn;
  }

  /** @param isForeign its parameters are nobody's business */
  url(raw: string, isForeign: boolean): string {
    if (/^data:/i.test(raw)) return 'data:,removed';
    // %5Btoken%231%5D, as it is written below
    const read = raw.replace(quotedLabel, (whole, inner: string) => {
      const label = `[${inner.replace('%23', '#')}]`;
      return isLabel(label) ? label : whole;
    });
    const bare = isForeign
      ? read.replace(/([?&;][^=&#;]{0,500}=)[^&#]*/g, '$1removed').replace(fragment, '#removed')
      : read;
    const masked = this.plain(bare);
    // A `#` of a label would end the query.
    return masked.replace(anyLabel, (label, kind: string, ordinal: string | undefined) =>
      isLabel(label) ? `%5B${kind}${ordinal === undefined ? '' : `%23${ordinal.slice(1)}`}%5D` : label,
    );
  }

  #settled(masked: string): string {
    let text = this.#withNames(masked);
    if (this.isLearning) return text;
    for (let pass = 0; pass < passesMax; pass++) {
      const filtered = this.#egress(text);
      if (filtered === text) break;
      text = this.#withNames(this.masker.text(filtered));
    }
    return text;
  }

  /** Known secrets wherever they stand, but for ids that a cookie or setting held as well. */
  #egress(text: string): string {
    if (this.ids.size === 0 || !uuid.test(text)) return this.masker.egress(text);
    return text
      .split(new RegExp(`(${uuid.source})`, 'i'))
      .map((part, at) => (at % 2 === 1 && this.ids.has(part.toLowerCase()) ? part : this.masker.egress(part)))
      .join('');
  }

  #withNames(text: string): string {
    const named = this.#withLearnt(text);
    const hosts =
      named.includes('//') || /2f/i.test(named) || named.includes('\\/')
        ? named.replace(authority, (_, lead: string, host: string) => lead + this.#machine(host, true))
        : named;
    const dots = hosts.includes('.')
      ? hosts.replace(dotted, (name, at: number) => this.#dotted(name, at, hosts))
      : hosts;
    const sixes = dots.includes(':')
      ? dots.replace(sixth, (one) => (isIpv6(one) && one.length > 4 ? this.names.address(one) : one))
      : dots;
    return sixes.replace(serial, (one) => this.names.name(one, 'serial'));
  }

  #machine(host: string, isSure: boolean): string {
    if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return this.names.address(host);
    const dot = /\.+$/.exec(host)?.[0] ?? '';
    const name = host.slice(0, host.length - dot.length);
    return this.names.host(name, isSure) + dot;
  }

  #dotted(name: string, at: number, text: string): string {
    if (/^[\d.]+$/.test(name)) {
      const lead = text.slice(Math.max(0, at - 40), at);
      return products.test(lead) && !lead.endsWith('//') ? name : this.names.address(name);
    }
    const labels = name.split('.');
    const last = labels.at(-1) ?? '';
    const isAddressed = text[at - 1] === '@' || /%(?:25){0,2}40$/.test(text.slice(Math.max(0, at - 7), at));
    const isCountry = /^[a-z]{2}$/i.test(last) && !fileEndings.test(last) && labels.length > 2;
    const isHost = isAddressed || commonTlds.test(last) || isCountry || this.names.isHost(name);
    return isHost ? this.#machine(name, isAddressed) : name;
  }

  #learn(raw: string, kind: NameKind): void {
    if (!this.isLearning || this.#learntCount >= learntMax || !this.#isTelling(raw)) return;
    const prefix = raw.slice(0, prefixChars);
    const same = this.#learnt.get(prefix) ?? [];
    if (same.some((one) => one.raw === raw)) return;
    same.push({ raw, kind });
    same.sort((a, b) => b.raw.length - a.raw.length);
    this.#learnt.set(prefix, same);
    this.#learntCount += 1;
  }

  /** Not a word of the messages that rules look for, nor one that could mean anything. */
  #isTelling(raw: string): boolean {
    if (raw.length < prefixChars + 1 || /^[\d\s.:-]+$/.test(raw) || /^(?:user|device|serial|name)-\d+$/.test(raw))
      return false;
    if (copyTagsIn(raw).length > 0) return false;
    const words = raw.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    if (words.every((word) => anyWord.test(word))) return false;
    return !this.#messages.includes(fold(raw));
  }

  #withLearnt(text: string): string {
    if (this.#learntCount === 0 || this.isLearning) return text;
    let replaced = '';
    let copied = 0;
    for (let at = 0; at + prefixChars < text.length + 1; at++) {
      const candidates = this.#learnt.get(text.slice(at, at + prefixChars));
      const hit = candidates?.find(({ raw }) => text.startsWith(raw, at) && isWord(text, at, at + raw.length));
      if (hit === undefined) continue;
      replaced += text.slice(copied, at) + this.names.name(hit.raw, hit.kind);
      copied = at + hit.raw.length;
      at = copied - 1;
    }
    return replaced + text.slice(copied);
  }
}

/** Words of the products and their pages: replaced, they would take findings with them. */
const anyWord =
  /^(?:|\d{1,3}|the|of|and|for|a|an|my|our|new|all|any|none|null|true|false|yes|no|on|off|unknown|default|global|system|service|services|internal|external|public|private|admin|administrator|root|user|users|guest|test|demo|cisco|secure|securex|security|email|e|mail|gateway|web|manager|management|appliance|appliances|cloud|device|devices|module|modules|threat|response|defense|xdr|esa|sma|wsa|ctr|sse|amp|iroh|api|portal|server|client|account|accounts|organization|org|company|tenant|team|support|network|north|south|east|west|america|europe|asia|pacific|japan|india|australia|nam|eu|apjc|apj|us|uk|de|active|inactive|enabled|disabled|online|offline|registered|pending|connected|disconnected|production|status|error|success|master|virtual|talos|intelligence|umbrella|duo|firewall)$/;

function isWord(text: string, from: number, to: number): boolean {
  const inside = /[\p{L}\p{N}]/u;
  return (
    !(
      inside.test(text[from - 1] ?? '') && !/%(?:25){0,2}[0-9a-f]{2}$/i.test(text.slice(Math.max(0, from - 7), from))
    ) && !inside.test(text[to] ?? '')
  );
}

function unquoted(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
