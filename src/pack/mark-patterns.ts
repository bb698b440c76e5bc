// What a further pack matches texts with is marked when it is loaded, so that it runs in linear time wherever it is used.

const patternKeys = ['pattern', 'matches', 'mentions', 'whole', 'named'];

/** @param node what a file of the pack holds; its schema has accepted it */
export function markPatterns(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const part of Object.values(node)) markPatterns(part);
  const texts = node as Record<string, unknown>;
  if (patternKeys.some((key) => typeof texts[key] === 'string')) texts.linear = true;
}
