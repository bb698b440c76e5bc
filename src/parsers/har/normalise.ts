// A slim entry as a typed HAR 1.2 entry (http://www.softwareishard.com/blog/har-12-spec/), read as tolerantly as
// captures in the wild need. Names are HAR's own. `null`: the capture says there is none; `undefined`: it does not say.
// Every field is read when first asked for, and every repair is noted then. Valid as long as its slim entry is.

import { type EntryNoteCode, FieldReader, type HarPair, type Maybe, type Note } from './entry-fields.js';
import { type HarTime, readHarTime } from './har-time.js';
import type { SlimEntry } from './scan.js';
import type { ElidedText } from './slim-value.js';

export type { EntryNoteCode, HarPair };

export function normaliseEntry(entry: SlimEntry, note: (code: EntryNoteCode) => void): HarEntry {
  return new HarEntry(entry, note);
}

const timingNames = ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'] as const;
export type HarTimings = Partial<Record<(typeof timingNames)[number], number>>;

export class HarEntry {
  readonly #reader: FieldReader;

  constructor(
    readonly slim: SlimEntry,
    note: Note,
  ) {
    this.#reader = new FieldReader(slim.json, slim, note);
  }

  get request(): HarRequest {
    return this.#reader.once('request', () => new HarRequest(this.#reader.child('request') ?? this.#reader));
  }

  get response(): Maybe<HarResponse> {
    return this.#reader.once('response', () => {
      const reader = this.#reader.child('response');
      return reader && new HarResponse(reader);
    });
  }

  get startedDateTime(): HarTime | undefined {
    const { json, note } = this.#reader;
    return this.#reader.once('startedDateTime', () => readHarTime(json.startedDateTime, note));
  }

  /** Milliseconds; negative ones, which some producers write for "unknown", are undefined. */
  get time(): Maybe<number> {
    return this.#reader.once('time', () => {
      const time = this.#reader.number('time');
      if (typeof time !== 'number' || time >= 0) return time;
      this.#reader.note('time-negative');
      return undefined;
    });
  }

  /** Milliseconds; what did not take place (-1) is left out. */
  get timings(): Maybe<HarTimings> {
    return this.#reader.once('timings', () => {
      const reader = this.#reader.child('timings');
      if (reader && Object.keys(reader.json).length === 0) reader.note('timings-empty');
      return reader && readTimings(reader);
    });
  }

  /** Without the brackets of an IPv6 address. */
  get serverIPAddress(): Maybe<string> {
    return this.#reader.once('serverIPAddress', () => {
      const address = this.#reader.string('serverIPAddress');
      if (address === '') {
        this.#reader.note('server-address-empty');
        return undefined;
      }
      if (!address?.startsWith('[')) return address;
      this.#reader.note('server-address-bracketed');
      return address.replace(/^\[|\]$/g, '');
    });
  }

  get connection(): Maybe<string> {
    return this.#reader.string('connection');
  }

  get pageref(): Maybe<string> {
    return this.#reader.string('pageref');
  }
}

function readTimings(reader: FieldReader): HarTimings {
  const timings: HarTimings = {};
  for (const name of timingNames) {
    const value = name in reader.json ? reader.number(name) : undefined;
    if (typeof value === 'number' && value >= 0) timings[name] = value;
  }
  return timings;
}

/** What request and response have in common. */
class HarMessage {
  constructor(protected readonly reader: FieldReader) {}

  get httpVersion(): Maybe<string> {
    return this.reader.string('httpVersion');
  }

  get headers(): Maybe<HarPair[]> {
    return this.reader.once('headers', () => this.reader.pairs('headers', 'headers-as-object'));
  }

  get cookies(): Maybe<HarPair[]> {
    return this.reader.once('cookies', () => this.reader.pairs('cookies', 'cookies-as-object'));
  }

  get #values(): ReadonlyMap<string, string> {
    return this.reader.once('header values', () => {
      const values = new Map<string, string>();
      for (const { name, value } of this.headers?.toReversed() ?? []) values.set(name.toLowerCase(), value);
      return values;
    });
  }

  /** The first header of that name, whatever its case. */
  header(name: string): string | undefined {
    return this.#values.get(name.toLowerCase());
  }
}

export class HarRequest extends HarMessage {
  get method(): Maybe<string> {
    return this.reader.string('method');
  }

  /** The one field no entry is without. */
  get url(): string {
    return this.reader.string('url') ?? '';
  }

  get queryString(): Maybe<HarPair[]> {
    return this.reader.once('queryString', () => this.reader.pairs('queryString', 'headers-as-object'));
  }

  get postData(): Maybe<HarContent> {
    return this.reader.once('postData', () => readContent(this.reader, 'postData'));
  }
}

export class HarResponse extends HarMessage {
  /** 0 for a request that got no answer (`_error` may say why); undefined when missing or impossible. */
  get status(): Maybe<number> {
    return this.reader.once('status', () => {
      const status = this.reader.number('status');
      if (typeof status !== 'number') return status;
      if (status === 0) this.reader.note('status-zero');
      if (status === 0 || (status >= 100 && status <= 999)) return status;
      this.reader.note('status-impossible');
      return undefined;
    });
  }

  get statusText(): Maybe<string> {
    return this.reader.string('statusText');
  }

  get redirectURL(): Maybe<string> {
    return this.reader.string('redirectURL');
  }

  /** Chromium's reason for a failed request, such as `net::ERR_NAME_NOT_RESOLVED`. */
  get _error(): Maybe<string> {
    return this.reader.string('_error');
  }

  get content(): Maybe<HarContent> {
    return this.reader.once('content', () => readContent(this.reader, 'content'));
  }
}

/** A body: `response.content` or `request.postData`. */
export class HarContent {
  constructor(private readonly reader: FieldReader) {}

  get mimeType(): Maybe<string> {
    return this.reader.string('mimeType');
  }

  /** Bytes; -1 (unknown) is undefined. */
  get size(): Maybe<number> {
    const size = this.reader.number('size');
    return typeof size === 'number' && size < 0 ? undefined : size;
  }

  get encoding(): Maybe<string> {
    return this.reader.string('encoding');
  }

  /** Why a sanitized copy leaves the body out, where the original could not be read whole. */
  get removed(): 'limit' | 'truncated' | undefined {
    const { _removed } = this.reader.json;
    return _removed === 'limit' || _removed === 'truncated' ? _removed : undefined;
  }

  /**
   * The body, base64 undone and read as UTF-8. undefined: not collected, whatever `size` says. Not kept: each call
   * decodes anew. `limitBytes` counts the raw JSON string.
   */
  read(limitBytes?: number): Maybe<ElidedText> {
    const { json, slim } = this.reader;
    if (typeof json.text !== 'string') return json.text === null ? null : undefined;
    const raw = slim.text(json.text, limitBytes);
    if (raw.state === 'damaged' || this.encoding?.toLowerCase() !== 'base64') return raw;
    if (!/^[\w+/\s-]*={0,2}\s*$/.test(raw.text)) {
      this.reader.note('base64-damaged');
      return { text: '', state: 'damaged' };
    }
    return { text: Buffer.from(raw.text, 'base64').toString('utf8'), state: raw.state };
  }
}

function readContent(message: FieldReader, key: string): Maybe<HarContent> {
  const reader = message.child(key);
  if (reader && Object.keys(reader.json).length === 0) reader.note('content-empty');
  return reader && new HarContent(reader);
}
