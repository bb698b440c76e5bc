// Makers and joiners of Safe text. The only file that casts to Safe; the masker calls `trusted` on what it has masked,
// everyone else only on words that this program itself brings along (test/meta/walls.test.ts lists them all).
import type { Safe } from '../model/safe.js';

/** Declares the program's own words safe (messages, ids, catalogue texts). Never call it on text from an upload. */
export function trusted(text: string): Safe {
  return text as Safe;
}

export function joinSafe(parts: readonly Safe[], separator: Safe): Safe {
  return trusted(parts.join(separator));
}
