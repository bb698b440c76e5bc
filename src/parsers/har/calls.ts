// A call of the capture to a host of the table: what extractors may ask of it besides its body.
import type { HostRow } from '../../model/catalogue.js';
import type { Moment } from '../../model/moment.js';
import { momentAt } from '../../model/moment.js';
import type { HarTime } from './har-time.js';
import { type Address, urlOf } from './host-table.js';
import type { HarEntry } from './normalise.js';

/** Valid as long as its entry is: while the sink runs. */
export interface Call {
  readonly entry: HarEntry;
  readonly host: string;
  readonly row: HostRow;
  /** Of the URL, as browsers normalise it. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Upper case; `GET` where the capture does not say, `?` where it is no word. */
  readonly method: string;
  readonly status: number | undefined;
  /**
   * The status of what the page got: a 304 with a body is the answer that the browser had, as browsers write it down, and
   * one that is rare is that of its class (RFC 9110, 15).
   */
  readonly meant: number | undefined;
  readonly place: Place;
  /** Somebody answered: no preflight, no failed request. */
  readonly isAnswered: boolean;
  /** A script, style, picture or translation of the portal: what stands in it is nobody's message. */
  readonly isStatic: boolean;
  /** A cache gave the answer: it tells of an earlier time than its own. */
  readonly isCached: boolean;
}

/** Where in the file the call stands, and when it was made. */
export interface Place {
  readonly index: number;
  readonly line: number;
  readonly byteOffset: number;
  readonly started: HarTime | undefined;
}

const pathCharsMax = 2048;
const probeBytes = 64;
const staticFile =
  /\.(?:m?js|cjs|css|map|json|html?|xml|txt|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|eot|wasm|md|pdf|mp4|webmanifest)$/i;
const staticFolder = /\/(?:locales?|i18n|l10n|translations?|lang|\.well-known)\//i;

export function callOf(entry: HarEntry, { host, row }: Address): Call {
  const { slim, request, response } = entry;
  const url = urlOf(request.url);
  const path = (url?.pathname ?? '/').slice(0, pathCharsMax);
  const named = (request.method ?? 'GET').toUpperCase();
  const method = /^[A-Z]{1,20}$/.test(named) ? named : '?';
  const status = response?.status ?? undefined;
  const { index, line, byteOffset } = slim;
  return {
    ...{ entry, host, row, path, method, status },
    meant: status === 304 && hasBody(entry) ? 200 : classOf(status),
    get query() {
      return url?.searchParams ?? new URLSearchParams();
    },
    place: { index, line, byteOffset, started: entry.startedDateTime },
    isAnswered: status !== undefined && status >= 100 && method !== 'OPTIONS',
    isStatic: isStaticPath(path),
    isCached: slim.json._fromCache !== undefined || Number(response?.header('Age') ?? 0) > 0,
  };
}

/** Those that extractors tell apart, and those of somebody between; `undefined` and 3xx are no answers. */
const toldApart = new Set([401, 403, 404, 407, 409, 410, 429, 502, 503, 504]);

function classOf(status: number | undefined): number | undefined {
  const isFailure = status !== undefined && status >= 400 && status < 600;
  return isFailure && !toldApart.has(status) ? Math.floor(status / 100) * 100 : status;
}

function hasBody({ response }: HarEntry): boolean {
  const body = response?.content?.read(probeBytes);
  return body !== undefined && body !== null && (body.state !== 'whole' || body.text.trim() !== '');
}

/** Hosts that serve the pages themselves: what their files hold are texts for many faults, not a fault. */
export function isPageHost({ row }: Call): boolean {
  return row.service === 'xdr-portal' || row.service === 'securex-portal' || row.service === 'sign-on';
}

export function isStaticPath(path: string): boolean {
  return staticFile.test(path) || staticFolder.test(path);
}

/** The moment of a date of the capture; a zone that it does not tell stays unknown. */
export function momentOfTime(time: HarTime | undefined): Moment | undefined {
  if (time === undefined) return undefined;
  return time.kind === 'instant' ? momentAt(time.epochMs, 0) : momentAt(time.localMs, undefined);
}

/** The path for people: long segments are ids or worse, and say nothing. */
export function shortPath(path: string): string {
  return path.replace(/[^/]{20,}/g, (segment) => (/^[a-z]+(?:-[a-z]+)*$/.test(segment) ? segment : '…'));
}
