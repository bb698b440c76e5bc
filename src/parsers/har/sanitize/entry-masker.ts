// An entry of a capture → the entry as it may leave, with the members that HAR 1.2 wants and the source left out. Times,
// sizes, methods and states stay to the letter; bodies of hosts that are not of Cisco's table are nobody's business.
import type { Extractors } from '../../../model/parser.js';
import { type Call, callOf } from '../calls.js';
import { HostTable, urlOf } from '../host-table.js';
import { normaliseEntry } from '../normalise.js';
import type { SlimEntry } from '../scan.js';
import { isPrivateAddress } from './address-block.js';
import { BodyMasker, type Removal, userParameter } from './body-masker.js';
import { harmlessHeader, hostHeader, organizationHeader, personHeader, urlHeader, versionHeader } from './headers.js';
import { JsonMasker } from './json-masker.js';
import { removed, type TextMasker } from './text-masker.js';

type Json = Record<string, unknown>;

/** Of a string that is neither body nor URL, more is no use. */
const textBytesMax = 1024 * 1024;
const plainMembers =
  /^(?:startedDateTime|time|timings|pageref|cache|method|httpVersion|headersSize|bodySize|size|compression|status|_resourceType|_priority|_transferSize|_fetchedViaServiceWorker|_fromCache|_connectionId|_blocked_queueing)$/;
/** Members that hold a word of HTTP or of the browser: none has so many letters. */
const ofProtocol = /^(?:method|httpVersion|_resourceType|_priority)$/;
const longWord = /\w{20}/;

export class EntryMasker {
  /** Bodies left out, by reason. */
  readonly removals = new Map<Removal, number>();
  readonly #hosts: HostTable;
  readonly #json: JsonMasker;
  readonly #bodies: BodyMasker;

  constructor(
    readonly texts: TextMasker,
    extractors: Extractors,
  ) {
    this.#hosts = new HostTable(extractors.hosts);
    this.#json = new JsonMasker(texts);
    this.#bodies = new BodyMasker(texts, this.#json);
  }

  entry(slim: SlimEntry): Json {
    const entry = normaliseEntry(slim, () => undefined);
    const address = this.#hosts.find(entry.request.url);
    return new OneEntry(this, slim, address && callOf(entry, address)).masked();
  }

  page(page: unknown): Json {
    return mapped(objectOf(page) ?? {}, { title: '', pageTimings: {} }, (key, value) => {
      if (key === 'title') return this.#title(value);
      if (key === 'comment') return removed;
      const isPlain = /^(?:startedDateTime|id)$/.test(key) && isShortWord(value);
      return isPlain ? this.word(value) : this.tree(value, key);
    });
  }

  /** A moment, a number or a word that rules read to the letter, unless it is none. */
  word(value: unknown): unknown {
    return typeof value === 'string' && !/^(?:[\dTZ:.+ -]*|\w{1,14})$/.test(value) ? this.texts.plain(value) : value;
  }

  /** Most titles are the page's address. */
  #title(title: unknown): string {
    if (typeof title !== 'string' || title === '') return '';
    return /^[a-z]{2,10}:\/\/\S+$/i.test(title) ? this.url(title) : removed;
  }

  url(raw: string): string {
    return this.texts.url(raw, this.#hosts.find(raw) === undefined);
  }

  tree(value: unknown, key: string): unknown {
    return this.#json.root(value, { key });
  }

  body(content: Json, slim: SlimEntry, url: string, call: Call | undefined, isAnswer: boolean): Json {
    const { masked, removal } = this.#bodies.body(content, slim, url, call, isAnswer);
    if (removal !== undefined) this.removals.set(removal, (this.removals.get(removal) ?? 0) + 1);
    return masked;
  }
}

class OneEntry {
  readonly #url: string;

  constructor(
    readonly masker: EntryMasker,
    readonly slim: SlimEntry,
    readonly call: Call | undefined,
  ) {
    this.#url = String(objectOf(slim.json.request)?.url ?? '');
  }

  get #isForeign(): boolean {
    return this.call === undefined;
  }

  masked(): Json {
    return this.#named(this.#entry());
  }

  #entry(): Json {
    return mapped(this.slim.json, { cache: {} }, (key, value) => {
      if (key === 'request') return this.#request(objectOf(value) ?? {});
      const response = objectOf(value);
      if (key === 'response' && response !== undefined) return this.#response(response);
      if (key === 'timings' && response !== undefined) return this.#timings(response);
      return this.#member(key, value);
    });
  }

  #timings(timings: Json): Json {
    const members = Object.entries(timings).filter(([, value]) => value === null || isNumeric(value));
    return { send: -1, wait: -1, receive: -1, ...Object.fromEntries(members) };
  }

  #request(request: Json): Json {
    const filled = {
      method: 'GET',
      httpVersion: '',
      cookies: [],
      headers: [],
      queryString: [],
      headersSize: -1,
      bodySize: -1,
    };
    return mapped(request, filled, (key, value) => {
      if (key === 'url') return this.#calledUrl(String(value));
      if (key === 'queryString') return this.#pairs(value, (name, one) => this.#parameter(name, one));
      const body = objectOf(value);
      if (key === 'postData' && body !== undefined) return this.#postData(body);
      return this.#message(key, value);
    });
  }

  #calledUrl(raw: string): string {
    const { texts } = this.masker;
    const url = texts.url(raw, this.#isForeign);
    if (!this.#isForeign) texts.showPath(url);
    return url;
  }

  #response(response: Json): Json {
    const filled = {
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: [],
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      content: {},
    };
    return mapped(response, filled, (key, value) => {
      const body = objectOf(value);
      if (key === 'content' && body !== undefined) return this.#content(body);
      if (key === 'redirectURL' && typeof value === 'string')
        return value === '' ? '' : this.masker.url(this.#text(value));
      return this.#message(key, value);
    });
  }

  #message(key: string, value: unknown): unknown {
    if (key === 'headers') return this.#pairs(value, (name, one) => this.#header(name, one));
    if (key === 'cookies') return this.#cookies(value);
    return this.#member(key, value);
  }

  /** Whatever is the same in an entry, a request and an answer, and what HAR does not know. */
  #member(key: string, value: unknown): unknown {
    if (plainMembers.test(key) && (typeof value === 'number' || isShortWord(value)))
      return ofProtocol.test(key) && longWord.test(String(value)) ? removed : this.masker.word(value);
    if (key === 'comment' && typeof value === 'string') return value === '' ? '' : removed;
    if (key === 'serverIPAddress' && typeof value === 'string') return this.#serverAddress(value);
    // Frames are live data of the session.
    if (key === '_webSocketMessages') return this.#frames(value);
    return this.masker.tree(this.#whole(value), key);
  }

  #serverAddress(value: string): string {
    if (!/^\[?[\da-f.:]*\]?$/i.test(value)) return this.masker.texts.plain(value);
    const host = urlOf(this.#url)?.hostname ?? '';
    // Of a proxy inside the customer's network, as long as it is not the public host's own.
    const isOwn = this.masker.texts.names.isPublic(host) && !isPrivateAddress(value);
    return isOwn ? value : this.#address(value);
  }

  #address(value: string): string {
    const bare = value.replace(/^\[|\]$/g, '');
    const { names } = this.masker.texts;
    return value === bare ? names.address(bare) : `[${names.address(bare)}]`;
  }

  #frames(value: unknown): unknown {
    if (!Array.isArray(value)) return removed;
    return value.map((frame) =>
      mapped(objectOf(frame) ?? {}, {}, (key, one) =>
        typeof one === 'string' && !isFrameWord(key, one) ? removed : typeof one === 'object' ? null : one,
      ),
    );
  }

  #parameter(name: string, value: string): string {
    if (this.#isForeign) return value === '' ? '' : 'removed';
    if (userParameter.test(name)) return this.masker.texts.name(value, 'user');
    return this.masker.texts.parameter(value, name);
  }

  #header(name: string, value: string): string {
    const { texts } = this.masker;
    if (value === '') return value;
    const token = /^authorization$/i.test(name) ? texts.token(value) : undefined;
    if (token !== undefined) return token;
    if (urlHeader.test(name)) return /^(?:null|\*)$/.test(value) ? value : this.#headerUrl(value);
    if (hostHeader.test(name)) return texts.hostName(value);
    if (personHeader.test(name)) return texts.name(value, 'user');
    if (organizationHeader.test(name)) return texts.name(value, /id$/i.test(name) ? 'orgId' : 'org');
    if (versionHeader.test(name)) return texts.masker.text(value);
    if (harmlessHeader.test(name)) return texts.plain(value);
    const masked = texts.labelled(value, name);
    // What was nothing but a secret is a label now, and tells that it was there.
    return this.#isForeign && !/cookie|authoriz|token|secret|session|key/i.test(name) ? removed : masked;
  }

  #headerUrl(value: string): string {
    if (!value.startsWith('/')) return this.masker.url(value);
    return this.masker.texts.url(value, this.#isForeign);
  }

  #cookies(value: unknown): unknown {
    const { texts } = this.masker;
    if (!Array.isArray(value)) return this.#pairs(value, (_, one) => texts.secret(one, 'cookie'));
    return value.map((cookie) => {
      const one = objectOf(cookie);
      if (one === undefined)
        return Array.isArray(cookie) ? this.#pair(cookie, (_, text) => texts.secret(text, 'cookie')) : removed;
      return mapped(one, { name: '', value: '' }, (key, part) => {
        if (typeof part !== 'string')
          return Array.isArray(part)
            ? part.map((text) => texts.secret(this.#text(String(text)), 'cookie'))
            : typeof part === 'object' && part !== null
              ? removed
              : part;
        if (key === 'value') return texts.secret(this.#text(part), 'cookie');
        if (key === 'comment') return removed;
        if (key === 'domain') return part.startsWith('.') ? `.${texts.hostName(part.slice(1))}` : texts.hostName(part);
        return key === 'expires' && isShortWord(part) ? this.masker.word(part) : texts.plain(this.#text(part));
      });
    });
  }

  /** In every form that captures come with: `[{name, value}]`, `[[name, value]]`, `{name: value}`, lists of values. */
  #pairs(value: unknown, mask: (name: string, value: string) => string): unknown {
    if (typeof value !== 'object' || value === null) return [];
    if (Array.isArray(value)) return value.map((pair) => this.#pair(pair, mask));
    return this.#named(mapped(value as Json, {}, (name, one) => this.#values(name, one, mask)));
  }

  /** Names of members that somebody chose. */
  #named(object: Json): Json {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [this.masker.texts.key(key), value]));
  }

  #pair(pair: unknown, mask: (name: string, value: string) => string): unknown {
    if (Array.isArray(pair)) {
      const [name, ...values] = pair;
      return [this.masker.texts.key(String(name)), ...values.map((value) => this.#values(String(name), value, mask))];
    }
    const one = objectOf(pair);
    if (one === undefined) return removed;
    const name = String(one.name ?? '');
    return mapped(one, {}, (key, part) => {
      if (key === 'value') return this.#values(name, part, mask);
      if (key === 'comment') return removed;
      return typeof part === 'string'
        ? this.masker.texts.plain(this.#text(part))
        : this.masker.tree(this.#whole(part), key);
    });
  }

  #values(name: string, value: unknown, mask: (name: string, value: string) => string): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#values(name, one, mask));
    if (typeof value === 'string') return mask(name, this.#text(value));
    return typeof value === 'object' && value !== null ? removed : value;
  }

  #postData(body: Json): Json {
    const masked = this.masker.body(body, this.slim, this.#url, this.call, false);
    return mapped(masked, { mimeType: '' }, (key, value) => {
      if (key === 'params') return this.#pairs(value, (name, one) => this.#formValue(name, one));
      return key === 'text' || key === '_removed' || key === 'mimeType' ? value : this.#member(key, value);
    });
  }

  #formValue(name: string, value: string): string {
    const { texts } = this.masker;
    if (this.#isForeign) return value === '' ? '' : removed;
    if (userParameter.test(name)) return texts.name(value, 'user');
    return texts.parameter(value, name);
  }

  #content(body: Json): Json {
    const masked = this.masker.body(body, this.slim, this.#url, this.call, true);
    return mapped(masked, { size: -1, mimeType: '' }, (key, value) =>
      key === 'text' || key === '_removed' || key === 'encoding' || key === 'mimeType'
        ? value
        : this.#member(key, value),
    );
  }

  /** The string that was meant, of a long one what is of use. */
  #text(value: string): string {
    if (!this.slim.isElided(value)) return value;
    const { text, state } = this.slim.text(value, textBytesMax);
    return state === 'whole' ? text : removed;
  }

  #whole(value: unknown): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (Array.isArray(value)) return value.map((one) => this.#whole(one));
    const object = objectOf(value);
    return object === undefined ? value : mapped(object, {}, (_, one) => this.#whole(one));
  }
}

function isShortWord(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length <= 40 &&
    /^[\w .:/+-]*$/.test(value) &&
    !/\d{1,3}\.\d{1,3}\.\d/.test(value)
  );
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?[\d.]{1,30}$/.test(value));
}

function isFrameWord(key: string, value: string): boolean {
  return key === 'type' && /^(?:send|receive)$/.test(value);
}

function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** Members in their order, then those that were missing. Own members only, whatever they are called. */
function mapped(object: Json, missing: Json, mask: (key: string, value: unknown) => unknown): Json {
  const members = Object.entries(object).map(([key, value]): [string, unknown] => [key, mask(key, value)]);
  const filled = Object.entries(missing).filter(([key]) => !Object.hasOwn(object, key));
  return Object.fromEntries([...members, ...filled.map(([key, value]): [string, unknown] => [key, mask(key, value)])]);
}
