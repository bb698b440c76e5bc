// Whether an answer can be the complete list of what it lists: not a page of it, not a search.
import type { Call } from './calls.js';

/** Parameters that leave the list whole. */
const harmless = new Set(['_', 't', 'ts', 'cb', 'lang', 'locale', 'fields', 'sort', 'sort_by', 'sort_order']);

export function isWholeList({ method, query, entry, status }: Call, length: number): boolean {
  if (method !== 'GET' || status === 206) return false;
  if ([...query.keys()].some((name) => !harmless.has(name.toLowerCase()))) return false;
  const total = Number(entry.response?.header('X-Total-Hits') ?? entry.response?.header('X-Total-Count') ?? length);
  const link = entry.response?.header('Link') ?? '';
  return !(total > length) && !/rel="?next\b/i.test(link) && entry.response?.header('X-Next') === undefined;
}
