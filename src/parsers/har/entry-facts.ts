// What every entry of a capture adds to the picture, whatever its host: counted from the slim entry itself, a few field
// reads each, since most entries of a capture are nobody's business.
import { type FactState, known, unknown } from '../../model/fact.js';
import { type Browser, browserOf, leavesOutSecrets } from './browser.js';
import { momentOfTime } from './calls.js';
import { type HarTime, msOf } from './har-time.js';
import type { HarEntry } from './normalise.js';
import type { SlimEntry } from './scan.js';

type Json = Record<string, unknown>;

/** All that is read here of an entry, but for the headers of the first ones. */
export const membersRead = {
  startedDateTime: true,
  time: true,
  request: { url: true, method: true },
  response: { status: true, statusText: true, _error: true, content: { size: true, text: true } },
} as const;

/** The first entries are asked for the browser's name; it is in all or in none. */
const askedForBrowser = 50;
const secretHeaders = /^(?:authorization|cookie|set-cookie)$/i;
// net::ERR_ABORTED | net::ERR_BLOCKED_BY_CLIENT | NS_BINDING_ABORTED
const ownDoing = /ERR_ABORTED|ERR_BLOCKED_BY_CLIENT|NS_BINDING_ABORTED|NS_ERROR_ABORT/i;

export class EntryFacts {
  count = 0;
  /** Requests that got no answer, but for those that the browser or its extensions ended themselves. */
  failures = 0;
  #first: HarTime | undefined;
  #last: HarTime | undefined;
  #isTimeMixed = false;
  #bodiesDue = 0;
  #bodies = 0;
  #browser: Browser | undefined;
  #logBrowser: string | undefined;
  #hasSecretHeader = false;
  #hasHeaders = false;

  logPart(key: string, value: unknown): void {
    if (key !== 'browser' && key !== 'creator') return;
    const { name, version } = objectOf(value) ?? {};
    if (typeof name !== 'string' || name === '') return;
    const label = [name, version].filter((one) => typeof one === 'string' && one !== '').join(' ');
    if (key === 'browser' || this.#logBrowser === undefined) this.#logBrowser = label.slice(0, 100);
  }

  /** Whether headers are still looked at. */
  get wantsHeaders(): boolean {
    return this.#browser === undefined && this.count < askedForBrowser;
  }

  add({ json, index }: SlimEntry, started: HarTime | undefined): void {
    this.count += 1;
    this.#addTime(started, json.time);
    if (this.isFailure({ json })) this.failures += 1;
    const content = objectOf(objectOf(json.response)?.content);
    if (isBodyDue(json, content)) {
      this.#bodiesDue += 1;
      if (typeof content?.text === 'string' && content.text !== '') this.#bodies += 1;
    }
    if (this.#browser === undefined && this.count <= askedForBrowser && index >= 0) this.#browser = browserIn(json);
  }

  /** Only calls that are looked into are asked for secrets: others may have none to send. */
  headers({ request, response }: HarEntry): void {
    const all = [...(request.headers ?? []), ...(response?.headers ?? [])];
    this.#hasHeaders ||= all.length > 0;
    this.#hasSecretHeader ||=
      all.some(({ name, value }) => secretHeaders.test(name) && value !== '') || (request.cookies?.length ?? 0) > 0;
  }

  isFailure({ json }: Pick<SlimEntry, 'json'>): boolean {
    const response = objectOf(json.response);
    const url = objectOf(json.request)?.url;
    if ((response?.status !== 0 && response?.status !== '0') || typeof url !== 'string') return false;
    return (
      /^(?:https?|wss?):/i.test(url) && !ownDoing.test(`${textOf(response._error)} ${textOf(response.statusText)}`)
    );
  }

  #addTime(started: HarTime | undefined, time: unknown): void {
    if (started === undefined) return;
    const length = typeof time === 'number' && time > 0 && time < 86_400_000 ? time : 0;
    const ended = later(started, length);
    this.#isTimeMixed ||= this.#first !== undefined && this.#first.kind !== started.kind;
    if (this.#first === undefined || msOf(started) < msOf(this.#first)) this.#first = started;
    if (this.#last === undefined || msOf(ended) > msOf(this.#last)) this.#last = ended;
  }

  get last(): HarTime | undefined {
    return this.#isTimeMixed ? undefined : this.#last;
  }

  /** An entry that was lost may have been the first or the last. */
  start(isWhole: boolean): FactState {
    return isWhole ? this.#timeState(this.#first) : unknown('truncated');
  }

  end(isWhole: boolean): FactState {
    return isWhole ? this.#timeState(this.#last) : unknown('truncated');
  }

  #timeState(time: HarTime | undefined): FactState {
    const moment = this.#isTimeMixed ? undefined : momentOfTime(time);
    return moment ? known(moment.text) : unknown(this.count === 0 ? 'notCollected' : 'unrecognized');
  }

  producer(isWhole: boolean): FactState {
    if (this.#browser) return known([this.#browser.name, this.#browser.version].filter(Boolean).join(' '));
    if (!isWhole && this.count < askedForBrowser) return unknown('truncated');
    return this.#logBrowser === undefined ? unknown('notCollected') : known(this.#logBrowser);
  }

  /** Whether the browser left cookies and authorization out; only calls that would have had them can tell. */
  sanitised(isWhole: boolean): FactState {
    if (this.#hasSecretHeader) return known('no');
    if (!isWhole) return unknown('truncated');
    const canTell = this.#hasHeaders && this.#browser !== undefined && leavesOutSecrets(this.#browser);
    return canTell ? known('yes') : unknown(this.#hasHeaders ? 'unrecognized' : 'notCollected');
  }

  /** 0 to 1; undefined when no answer should have had a body. */
  get bodyShare(): number | undefined {
    return this.#bodiesDue === 0 ? undefined : Math.round((this.#bodies / this.#bodiesDue) * 1000) / 1000;
  }
}

function isBodyDue(json: Json, content: Json | undefined): boolean {
  const status = Number(objectOf(json.response)?.status);
  const method = textOf(objectOf(json.request)?.method).toUpperCase();
  if (!(status >= 200) || (status >= 300 && status < 400) || status === 204 || status === 205) return false;
  return method !== 'HEAD' && method !== 'OPTIONS' && content?.size !== 0;
}

function browserIn(json: Json): Browser | undefined {
  const headers = objectOf(json.request)?.headers;
  if (!Array.isArray(headers)) return undefined;
  const agent = headers.map(objectOf).find((header) => textOf(header?.name).toLowerCase() === 'user-agent');
  return browserOf(textOf(agent?.value));
}

function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function later(time: HarTime, ms: number): HarTime {
  if (time.kind === 'instant') return { kind: 'instant', epochMs: time.epochMs + Math.round(ms) };
  return { kind: 'local', localMs: time.localMs + Math.round(ms) };
}
