// Makers and joiners of Safe text, for reporters and engine. The only file that casts to Safe; the masker calls
// `trusted` on what it has masked, everyone else only on words that this program itself brings along.
import type { Safe } from '../model/safe.js';

/** Declares the program's own words safe (messages, ids, catalogue texts). Never call it on text from an upload. */
export function trusted(text: string): Safe {
  return text as Safe;
}

/** Template literal whose holes take only what is already safe. */
export function safe(strings: TemplateStringsArray, ...values: ReadonlyArray<Safe | number>): Safe {
  let text = strings[0] ?? '';
  values.forEach((value, index) => {
    text += String(value) + (strings[index + 1] ?? '');
  });
  return trusted(text);
}

export function joinSafe(parts: readonly Safe[], separator: Safe): Safe {
  return trusted(parts.join(separator));
}
