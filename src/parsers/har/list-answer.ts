// Whether an answer can be the complete list of what it lists: not a page of it, not a search.
import type { Call } from './calls.js';
import { type JsonNode, nodesAt, parsePath } from './json-path.js';

/** Parameters that leave the list whole. */
const harmless = new Set(['_', 't', 'ts', 'cb', 'lang', 'locale', 'fields', 'sort', 'sort_by', 'sort_order']);

/** Where bodies tell how many there are; SCIM 2.0 (RFC 7644) says `totalResults`. */
const totals = ['totalResults', 'total', 'totalCount', 'total_count'].map(parsePath);

export function isWholeList({ method, query, entry, status }: Call, root: JsonNode, length: number): boolean {
  if (method !== 'GET' || status === 206) return false;
  if ([...query.keys()].some((name) => !harmless.has(name.toLowerCase()))) return false;
  const total = Number(entry.response?.header('X-Total-Hits') ?? entry.response?.header('X-Total-Count') ?? length);
  if (totals.some((path) => nodesAt(root, path).some(({ value }) => Number(value) > length))) return false;
  const link = entry.response?.header('Link') ?? '';
  return !(total > length) && !/rel="?next\b/i.test(link) && entry.response?.header('X-Next') === undefined;
}
