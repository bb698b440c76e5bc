// Whether an entry, or the log around the entries, is plainly as HAR 1.2 wants it: a quick look at every field that
// har-schema 2.0.0 asks for, at least as strict as that schema. It spares most captures a slow one.

type Json = Record<string, unknown>;
type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const integer: Check = Number.isInteger;
const flag: Check = (value) => typeof value === 'boolean';
const nothing: Check = (value) => value === null;
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** An object with these members; those of `more` may be missing. */
function object(members: Readonly<Record<string, Check>>, more: Readonly<Record<string, Check>> = {}): Check {
  const needed = Object.entries(members);
  const optional = Object.entries({ comment: text, ...more });
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const json = value as Json;
    if (!needed.every(([name, check]) => check(json[name]))) return false;
    return optional.every(([name, check]) => json[name] === undefined || check(json[name]));
  };
}

const dateTime = matching(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)$/);
const ipv4 = matching(/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/);
const expires: Check = (value) => value === null || dateTime(value);

const pair = object({ name: text, value: text });
const cookie = object({ name: text, value: text }, { path: text, domain: text, expires, httpOnly: flag, secure: flag });
const postData = object({ mimeType: text }, { text, params: listOf(pair) });
const sizes = { headersSize: integer, bodySize: integer };
const message = { httpVersion: text, cookies: listOf(cookie), headers: listOf(pair), ...sizes };
const request = object(
  { method: text, url: matching(/^[a-z][a-z0-9+.-]{0,30}:[^\s]{0,65536}$/i), queryString: listOf(pair), ...message },
  { postData },
);
const content = object({ size: integer, mimeType: text }, { compression: integer, text, encoding: text });
const response = object({ status: integer, statusText: text, content, redirectURL: text, ...message });
const cache = object({}, { beforeRequest: nothing, afterRequest: nothing });
const timings = object(
  { send: number, wait: number, receive: number },
  { dns: number, connect: number, blocked: number, ssl: number },
);
const entry = object(
  { startedDateTime: dateTime, time: number, request, response, cache, timings },
  { pageref: text, serverIPAddress: ipv4, connection: text },
);
const pageTimings = object({}, { onContentLoad: number, onLoad: number });
const page = object({ startedDateTime: dateTime, id: text, title: text, pageTimings });
const tool = object({ name: text, version: text });
const log = object({ version: text, creator: tool }, { browser: tool, pages: () => false });

export function isPlainEntry(json: unknown): boolean {
  return entry(json);
}

export function isPlainPage(json: unknown): boolean {
  return page(json);
}

/** Without its entries and pages; `pages` that are no list are not plain. */
export function isPlainLog(json: unknown): boolean {
  return log(json);
}
