// How the calls to XDR and SSE ended over the time of a capture, by endpoint: what was refused, throttled or failed, how
// often, from when to when, and whether the last call still did. A 401 that a success follows is a token renewed.
import type { Moment } from '../../model/moment.js';
import { type Call, momentOfTime } from './calls.js';
import { type HarTime, msOf } from './har-time.js';
import { type JsonNode, nodesAt, parsePath } from './json-path.js';
import { pathForm } from './path-form.js';
import type { Body } from './response-body.js';

type Kind = 'unauthorized' | 'forbidden' | 'throttled' | 'serverError' | 'timeout';
/** HTTP status, or a module's code. */
type Outcome = number | 'module-timeout';

interface Endpoint {
  readonly counts: Map<Outcome, number>;
  first: HarTime | undefined;
  lastFailure: HarTime | undefined;
  last: { readonly at: HarTime | undefined; readonly byteOffset: number; readonly outcome: Outcome } | undefined;
}

const endpointsMax = 300;
const listMax = 200;
const code = parsePath('code');
const error = parsePath('error|code');
const trace = parsePath('**.trace_id');
const limitHeaders = ['Retry-After', 'X-Ratelimit-Org-Limit', 'X-RateLimit-Limit'];

export class CallOutcomes {
  readonly count: Record<Kind, number> = { unauthorized: 0, forbidden: 0, throttled: 0, serverError: 0, timeout: 0 };
  /** Codes of refused tokens. */
  readonly tokenErrors = new Set<string>();
  readonly traces = new Set<string>();
  /** What the answers said of the limit. */
  readonly limits = new Set<string>();
  /** There were more endpoints or values than are kept. */
  isFull = false;
  readonly #endpoints = new Map<string, Endpoint>();

  add(call: Call, body: Body | undefined, moduleErrors: readonly JsonNode[]): void {
    const { status = 0, place } = call;
    const isTimeout = moduleErrors.some((item) => nodesAt(item, code).some(({ value }) => value === 'module-timeout'));
    const outcome = isTimeout && status < 400 ? 'module-timeout' : status;
    const kind = kindOf(outcome);
    const endpoint = this.#endpoint(`${call.method} ${call.host}${pathForm(call.path)}`);
    if (endpoint !== undefined) note(endpoint, outcome, kind !== undefined, place.started, place.byteOffset);
    if (kind === undefined) return;
    this.count[kind] += 1;
    if (kind === 'throttled') {
      for (const name of limitHeaders) {
        const value = call.entry.response?.header(name) ?? '';
        if (/^[\w:, -]{1,40}$/.test(value)) this.#keep(this.limits, `${name}: ${value}`);
      }
    }
    if (body?.state === 'json') this.#addDetails(body.root);
  }

  #addDetails(root: JsonNode): void {
    for (const { value } of nodesAt(root, error)) {
      if (typeof value === 'string' && /^(?:jwt_[a-z_]{2,60}|no_jwt)$/.test(value)) this.#keep(this.tokenErrors, value);
    }
    for (const { value } of nodesAt(root, trace)) {
      if (typeof value === 'string' && /^[\da-f-]{8,64}$/i.test(value)) this.#keep(this.traces, value);
    }
  }

  #keep(all: Set<string>, value: string): void {
    if (all.size < listMax) all.add(value);
    else this.isFull ||= !all.has(value);
  }

  #endpoint(key: string): Endpoint | undefined {
    const known = this.#endpoints.get(key);
    if (known !== undefined || this.#endpoints.size >= endpointsMax) {
      this.isFull ||= known === undefined;
      return known;
    }
    const endpoint: Endpoint = { counts: new Map(), first: undefined, lastFailure: undefined, last: undefined };
    this.#endpoints.set(key, endpoint);
    return endpoint;
  }

  /** Endpoints whose last call failed. */
  failing(): string[] {
    const all = [...this.#endpoints].filter(([, { last }]) => last !== undefined && kindOf(last.outcome) !== undefined);
    return all.map(([key, { last }]) => `${key} → ${last?.outcome}`).sort();
  }

  /** `GET …/tiles/{id}/{id}/data: 200 ×4, 401 ×2 (2026-01-02T03:00:00Z – 2026-01-02T03:09:00Z), last 200`, those that failed. */
  patterns(): string[] {
    return [...this.#endpoints].flatMap(([key, { counts, first, lastFailure, last }]) => {
      if (![...counts.keys()].some((outcome) => kindOf(outcome) !== undefined)) return [];
      const told = [...counts].map(([outcome, count]) => `${outcome} ×${count}`).sort();
      const span = [...new Set([textOf(first), textOf(lastFailure)])].filter((text) => text !== undefined).join(' – ');
      return [`${key}: ${told.join(', ')}${span === '' ? '' : ` (${span})`}, last ${last?.outcome}`];
    });
  }
}

function note(
  endpoint: Endpoint,
  outcome: Outcome,
  isFailure: boolean,
  at: HarTime | undefined,
  byteOffset: number,
): void {
  endpoint.counts.set(outcome, (endpoint.counts.get(outcome) ?? 0) + 1);
  const { last } = endpoint;
  const isDated = last?.at !== undefined && at !== undefined && last.at.kind === at.kind;
  const isLater = last === undefined || (isDated ? msOf(at) >= msOf(last.at) : byteOffset >= last.byteOffset);
  if (isLater) endpoint.last = { at, byteOffset, outcome };
  if (!isFailure || at === undefined) return;
  if (endpoint.first === undefined || msOf(at) < msOf(endpoint.first)) endpoint.first = at;
  if (endpoint.lastFailure === undefined || msOf(at) > msOf(endpoint.lastFailure)) endpoint.lastFailure = at;
}

function kindOf(outcome: Outcome): Kind | undefined {
  if (outcome === 'module-timeout') return 'timeout';
  if (outcome === 401) return 'unauthorized';
  if (outcome === 403) return 'forbidden';
  if (outcome === 429) return 'throttled';
  return outcome >= 500 ? 'serverError' : undefined;
}

function textOf(time: HarTime | undefined): Moment['text'] | undefined {
  return momentOfTime(time)?.text;
}
