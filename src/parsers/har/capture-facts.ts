// What a capture tells of itself: who made it and when, what is in it, what the browser could not reach, which
// organizations its tokens name. It is about the capture and the workstation, never about the appliance.
import { type FactState, known, unknown, type Value } from '../../model/fact.js';
import type { FactKey } from '../../model/fact-keys.js';
import type { Moment } from '../../model/moment.js';
import type { Emit } from '../../model/parser.js';
import { CallOutcomes } from './call-outcomes.js';
import { captureSubject } from './call-selector.js';
import { type Call, momentOfTime } from './calls.js';
import { EntryFacts } from './entry-facts.js';
import { type HarTime, readHarTime } from './har-time.js';
import type { HostTable } from './host-table.js';
import type { JsonNode } from './json-path.js';
import { pathForm } from './path-form.js';
import type { Body } from './response-body.js';
import type { SlimEntry } from './scan.js';
import { claimsIn, valuesOf } from './token-claims.js';

const listMax = 1000;
const skewsLeast = 5;
const skewsMax = 10_000;

/** Portals and interfaces that a signed-in user of the integration meets. */
export function isPortal({ row }: Call): boolean {
  return /^(?:xdr|sse)-/.test(row.service);
}

export class CaptureFacts {
  readonly #hosts: HostTable;
  readonly #entries = new EntryFacts();
  readonly #outcomes = new CallOutcomes();
  readonly #hostNames = new Set<string>();
  readonly #organizations = new Set<string>();
  readonly #ssePaths = new Set<string>();
  readonly #skews: number[] = [];
  /** Portal host → whether it ever answered, and whether a call to it ever failed. */
  readonly #reached = new Map<string, { answered: boolean; failed: boolean }>();
  #isPortalSeen = false;
  /** The first call of each portal. */
  #xdrCall: Call['place'] | undefined;
  #securexCall: Call['place'] | undefined;
  /** The page behind a call of XDR's API was of SecureX, though no page of it is in the capture. */
  #isSecurexBehind = false;
  #hasPortalBody = false;
  #isFaultSeen = false;

  constructor(hosts: HostTable) {
    this.#hosts = hosts;
  }

  logPart(key: string, value: unknown): void {
    this.#entries.logPart(key, value);
  }

  get wantsHeaders(): boolean {
    return this.#entries.wantsHeaders;
  }

  entry(slim: SlimEntry, started: HarTime | undefined): void {
    this.#entries.add(slim, started);
  }

  /** @param isKnownPath an extractor asks for that very path */
  call(call: Call, body: Body | undefined, moduleErrors: readonly JsonNode[], isKnownPath: boolean): void {
    if (this.#hostNames.size < listMax) this.#hostNames.add(call.host);
    this.#entries.headers(call.entry);
    this.#addSkew(call);
    for (const id of valuesOf('anyOrganization', claimsIn(call.entry, body))) {
      if (this.#organizations.size < listMax) this.#organizations.add(id);
    }
    this.#addPage(call);
    if (!isPortal(call) || call.row.stage !== 'production' || call.method === 'OPTIONS') return;
    const reached = this.#reached.get(call.host) ?? { answered: false, failed: false };
    this.#reached.set(call.host, reached);
    const isRealAnswer = call.isAnswered && !isRedirect(call.status);
    reached.answered ||= call.isAnswered;
    reached.failed ||= this.#entries.isFailure(call.entry.slim);
    if (!isRealAnswer || call.isStatic) return;
    this.#outcomes.add(call, body, moduleErrors);
    this.#isPortalSeen = true;
    this.#hasPortalBody ||= body?.state === 'json';
    this.#isFaultSeen ||= moduleErrors.length > 0 || isRefusal(call.status);
    if (call.row.service.startsWith('sse-') && !isKnownPath && this.#ssePaths.size < listMax) {
      this.#ssePaths.add(`${call.method} ${pathForm(call.path)}`);
    }
  }

  /** A redirect is an old bookmark; a script of the old portal may be loaded by a page of the new one. */
  #addPage(call: Call): void {
    const { row, status = 0, isAnswered, isStatic } = call;
    if (!isAnswered || isRedirect(status) || status >= 400) return;
    if (row.service === 'xdr-portal') this.#xdrCall ??= call.place;
    if (row.service === 'securex-portal' && !isStatic) this.#securexCall ??= call.place;
    if (row.service !== 'xdr-api' || !isOfPage(call)) return;
    if (this.#serviceBehind(call) === 'securex-portal') this.#isSecurexBehind = true;
    else this.#xdrCall ??= call.place;
  }

  /** Both portals asked the same API: which of them it was, the browser tells. */
  #serviceBehind({ entry: { request } }: Call): string | undefined {
    const asking = request.header('Origin') ?? request.header('Referer') ?? '';
    return this.#hosts.find(asking)?.row.service;
  }

  /** Seconds by which the workstation's clock is behind the server's, over answers that no cache kept. */
  #addSkew({ entry, status = 0, isAnswered, isCached, place: { started } }: Call): void {
    if (started?.kind !== 'instant' || !isAnswered || status === 304 || this.#skews.length >= skewsMax) return;
    const { response, time } = entry;
    const date = readHarTime(response?.header('Date'), () => {});
    if (date?.kind === 'instant' && !isCached)
      this.#skews.push((date.epochMs - (started.epochMs + (time ?? 0))) / 1000);
  }

  /** @param isWhole nothing of the file was lost: only then is what was not seen not there */
  release(isWhole: boolean, emit: Emit): void {
    const entries = this.#entries;
    const lost = unknown('truncated');
    const whole = (value: Value): FactState => (isWhole ? known(value) : lost);
    const time = momentOfTime(entries.last);
    const tell: Tell = (fact, state, complete) => observe(fact, state, complete, time, emit);
    const seen = <T extends string>(is: boolean, yes: T, no: T) => (is ? known(yes) : whole(no));
    tell('capture.identity.name', known(emit.artifact));
    tell('capture.producer.browser', entries.producer(isWhole));
    tell('capture.span.start', entries.start(isWhole));
    tell('capture.span.end', entries.end(isWhole));
    tell('capture.entry.count', whole(entries.count));
    tell('capture.body.share', entries.bodyShare === undefined ? unknown('notCollected') : whole(entries.bodyShare));
    tell('capture.sanitised.state', entries.sanitised(isWhole));
    tell('capture.damage.state', known(isWhole ? 'whole' : 'damaged'));
    tell('capture.failure.count', whole(entries.failures));
    tell('capture.clock.skew', isWhole ? this.#skew() : lost);
    tell('capture.host.list', known([...this.#hostNames].sort()), isWhole && this.#hostNames.size < listMax);
    const first = (fact: FactKey, place: Call['place'] | undefined) =>
      observe(
        fact,
        seen(place !== undefined, 'seen', 'none'),
        undefined,
        place ? momentOfTime(place.started) : time,
        emit,
        place,
      );
    first('capture.portal.xdr', this.#xdrCall);
    if (this.#isSecurexBehind && !this.#securexCall) tell('capture.portal.securex', unknown('unconfirmed'));
    else first('capture.portal.securex', this.#securexCall);
    tell('capture.portal.answer', seen(this.#isPortalSeen, 'seen', 'none'));
    const noBody = this.#isPortalSeen ? whole('missing') : unknown(isWhole ? 'notCollected' : 'truncated');
    tell('capture.portal.body', this.#hasPortalBody ? known('present') : noBody);
    tell('capture.portal.blocked', whole(this.#isBlocked ? 'yes' : 'no'));
    tell('capture.fault.seen', this.#isFaultSeen ? known('yes') : unknown('outsideWindow'));
    if (this.#organizations.size > 0) tell('capture.organization.list', known([...this.#organizations].sort()));
    if (this.#ssePaths.size > 0) tell('capture.sse.path', known([...this.#ssePaths].sort()));
    this.#releaseOutcomes(isWhole, whole, tell);
  }

  #releaseOutcomes(isWhole: boolean, whole: (value: Value) => FactState, tell: Tell): void {
    const { count, tokenErrors, traces, limits, isFull } = this.#outcomes;
    if (!this.#isPortalSeen) return;
    tell('capture.unauthorized.count', whole(count.unauthorized));
    tell('capture.forbidden.count', whole(count.forbidden));
    tell('capture.throttled.count', whole(count.throttled));
    tell('capture.server-error.count', whole(count.serverError));
    tell('capture.module-timeout.count', whole(count.timeout));
    const list = (fact: FactKey, values: Iterable<string>) => tell(fact, known([...values].sort()), isWhole && !isFull);
    list('capture.failing.endpoint', this.#outcomes.failing());
    list('capture.failure.pattern', this.#outcomes.patterns());
    list('capture.token.error', tokenErrors);
    list('capture.trace.id', traces);
    list('capture.throttled.limit', limits);
  }

  get #isBlocked(): boolean {
    return [...this.#reached.values()].some(({ answered, failed }) => failed && !answered);
  }

  #skew(): FactState {
    if (this.#skews.length < skewsLeast) return unknown('notCollected');
    const sorted = [...this.#skews].sort((a, b) => a - b);
    const middle = sorted.length / 2;
    const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
    return known(Math.round(median));
  }
}

type Tell = (fact: FactKey, state: FactState, complete?: boolean) => void;

function observe(
  fact: FactKey,
  state: FactState,
  complete: boolean | undefined,
  time: Moment | undefined,
  emit: Emit,
  place?: Call['place'],
): void {
  const value = state.state === 'known' ? state.value : '–';
  // Ids of organizations are personal: they stand in the value, where the report masks them, and nowhere else.
  const isPersonal = fact === 'capture.organization.list';
  const shown = isPersonal ? '' : `: ${Array.isArray(value) ? value.join(', ') : value}`;
  emit.observe({
    fact,
    subject: captureSubject,
    state,
    evidence: {
      artifact: emit.artifact,
      ...(place?.line !== undefined && { line: place.line }),
      pointer: emit.excerpt(place ? `/log/entries/${place.index}` : '/log'),
      excerpt: emit.excerpt(`${fact}${shown}`),
      says: { fact, ...(!isPersonal && { state }) },
      trust: 'observed',
      ...(time && { time }),
      confidence: 'seen',
    },
    ...(complete !== undefined && { complete }),
  });
}

function isRedirect(status = 0): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

/** What a page asks of XDR for a signed-in user; what is answered as a page is of whoever stands between. */
function isOfPage({ row, path, isStatic, entry: { response } }: Call): boolean {
  if (row.stage !== 'production' || isStatic || /html/i.test(response?.content?.mimeType ?? '')) return false;
  return path.startsWith('/iroh/') && !/^\/iroh\/(?:iroh-auth|oauth2)\//.test(path);
}

/** Expired sign-ins are renewed all the time and are no fault. */
function isRefusal(status = 0): boolean {
  return status >= 400 && status !== 401;
}
