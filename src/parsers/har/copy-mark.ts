// The mark that a sanitized copy bears, for those who write and those who read one: a copy of a damaged capture holds
// whole JSON, and still is not all that was recorded.

export const copyMark = '_sanitized';

/** Undefined: no mark of ours. */
export function copyMarkOf(value: unknown): { readonly isPartial: boolean } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return { isPartial: (value as { partial?: unknown }).partial !== false };
}
