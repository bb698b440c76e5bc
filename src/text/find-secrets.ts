// All finders together, for the masker: the stretches of a text that hold secrets, sorted and disjoint.
import { findElements } from './find-elements.js';
import { type FieldOptions, findFields } from './find-fields.js';
import { findHeaders } from './find-headers.js';
import { findLabels } from './find-labels.js';
import { findParameters } from './find-parameters.js';
import { findTokens } from './find-tokens.js';
import { mergeSpans, type Span } from './spans.js';

/** `all` also lists the stretches within others, so that a secret is known by every form it was seen in. */
export function findSecrets(text: string, options: FieldOptions = {}): { merged: Span[]; all: readonly Span[] } {
  const all: Span[] = [];
  const add = (start: number, end: number, kind: Span['kind'], secret?: string): void => {
    if (end > start) all.push(secret === undefined ? { start, end, kind } : { start, end, kind, secret });
  };
  findTokens(text, add);
  findHeaders(text, add);
  findParameters(text, add);
  findFields(text, add, options);
  findElements(text, add);
  findLabels(text, add);
  return { merged: mergeSpans([...all]), all };
}
