// One answer that a capture holds twice: a page's request, and the one that its service worker made for it, of which
// browsers keep no body. The second says nothing that the first does not say, and must not make it look overtaken.
import type { Call } from './calls.js';
import { msOf } from './har-time.js';
import type { Body } from './response-body.js';

interface Seen {
  readonly kind: 'instant' | 'local';
  readonly fromMs: number;
  readonly toMs: number;
  readonly isOfWorker: boolean;
  readonly marks: ReadonlyMap<string, string>;
}

/** A worker's request lies inside the page's: few are open at a time. */
const rememberedMax = 100;
const requestBytesMax = 65_536;
/** Two answers with the same value of one of these are one answer. */
const ids = ['X-Request-Id', 'X-Trace-Id', 'ETag'];

export class RepeatedCalls {
  readonly #read = new Map<string, Seen>();

  /** Whether this answer without a body is one that was read just before. */
  isRepeat(call: Call, body: Body): boolean {
    const key = keyOf(call);
    const own = seen(call);
    if (key === undefined || own === undefined) return false;
    if (body.state === 'json') this.#remember(key, own);
    const first = body.state === 'none' && body.reason === 'notCollected' ? this.#read.get(key) : undefined;
    return first !== undefined && isSame(first, own);
  }

  #remember(key: string, own: Seen): void {
    this.#read.delete(key);
    this.#read.set(key, own);
    for (const oldest of this.#read.size > rememberedMax ? [...this.#read.keys()].slice(0, 1) : []) {
      this.#read.delete(oldest);
    }
  }
}

function isSame(first: Seen, second: Seen): boolean {
  const isInside = first.kind === second.kind && first.fromMs <= second.fromMs && second.fromMs <= first.toMs;
  const dates = [first, second].map(({ marks }) => marks.get('Date'));
  const isOtherDate = dates[0] !== undefined && dates[1] !== undefined && dates[0] !== dates[1];
  const isOneId = ids.some((name) => first.marks.has(name) && first.marks.get(name) === second.marks.get(name));
  return isInside && !isOtherDate && (isOneId || first.isOfWorker || second.isOfWorker);
}

/** The same question: method, address, status, and what was sent. */
function keyOf({ method, status, entry }: Call): string | undefined {
  const sent = entry.request.postData?.read(requestBytesMax);
  if (method !== 'GET' && sent?.state !== 'whole') return undefined;
  return `${method} ${status ?? ''} ${entry.request.url}\n${sent?.text ?? ''}`;
}

function seen({ entry, place: { started } }: Call): Seen | undefined {
  if (started === undefined) return undefined;
  const { response, time } = entry;
  const marks = ['Date', ...ids].flatMap((name): [string, string][] => {
    const value = response?.header(name);
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  const raw = entry.slim.json.response as { _fetchedViaServiceWorker?: unknown } | undefined;
  const fromMs = msOf(started);
  return {
    ...{ kind: started.kind, fromMs, toMs: fromMs + (time ?? 0), marks: new Map(marks) },
    isOfWorker: raw?._fetchedViaServiceWorker === true,
  };
}
