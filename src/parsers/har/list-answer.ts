// Whether an answer can be the complete list of what it lists: not a page of it, not a search.
import type { Call } from './calls.js';
import { type JsonNode, nodesAt, parsePath } from './json-path.js';

/** Parameters that leave the list whole. */
const harmless = new Set(['_', 't', 'ts', 'cb', 'lang', 'locale', 'fields', 'sort', 'sort_by', 'sort_order']);

/** Where bodies tell how many there are; SCIM 2.0 (RFC 7644) says `totalResults`. */
const totals = ['totalResults', 'total', 'totalCount', 'total_count'].map(parsePath);

/** How bodies say that there is more, at their top or beside the paging. */
const more = /^(?:next(?:_?(?:page|link|cursor|token|page_?token))?|has_?more|more)$/i;
const paging = ['meta', 'paging', 'pagination', 'page', 'links', '_links'];

export function isWholeList({ method, query, entry, status, isCached }: Call, root: JsonNode, length: number): boolean {
  // A cache tells what was there once: since then the list may have grown.
  if (method !== 'GET' || status === 206 || isCached) return false;
  if ([...query.keys()].some((name) => !harmless.has(name.toLowerCase()))) return false;
  const header = (name: string) => entry.response?.header(name);
  const told = header('X-Total-Hits') ?? header('X-Total-Count') ?? totalOf(header('Content-Range'));
  const total = Number(told ?? length);
  if (told === undefined && header('X-Search_after') !== undefined) return false;
  if (totals.some((path) => nodesAt(root, path).some(({ value }) => Number(value) > length))) return false;
  if (saysMore(root.value)) return false;
  return !(total > length) && !/rel="?next\b/i.test(header('Link') ?? '') && header('X-Next') === undefined;
}

/** `items 0-9/42`; how many there are may be left open: `items 0-9/*`. */
function totalOf(range: string | undefined): string | undefined {
  const total = /\/\s{0,3}(\d{1,12}|\*)\s{0,3}$/.exec(range ?? '')?.[1];
  return total === '*' ? 'Infinity' : total;
}

function saysMore(body: unknown, depth = 0): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return Object.entries(body).some(
    ([name, value]) =>
      (more.test(name) && Boolean(value)) || (depth === 0 && paging.includes(name) && saysMore(value, 1)),
  );
}
