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

export function isWholeList({ method, query, entry, status }: Call, root: JsonNode, length: number): boolean {
  if (method !== 'GET' || status === 206) return false;
  if ([...query.keys()].some((name) => !harmless.has(name.toLowerCase()))) return false;
  const total = Number(entry.response?.header('X-Total-Hits') ?? entry.response?.header('X-Total-Count') ?? length);
  if (totals.some((path) => nodesAt(root, path).some(({ value }) => Number(value) > length))) return false;
  if (saysMore(root.value)) return false;
  const link = entry.response?.header('Link') ?? '';
  return !(total > length) && !/rel="?next\b/i.test(link) && entry.response?.header('X-Next') === undefined;
}

function saysMore(body: unknown, depth = 0): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return Object.entries(body).some(
    ([name, value]) =>
      (more.test(name) && Boolean(value)) || (depth === 0 && paging.includes(name) && saysMore(value, 1)),
  );
}
