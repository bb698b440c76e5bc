// All finders together, for the masker: the stretches of a text that hold secrets, sorted and disjoint.
import { findColumns } from './find-columns.js';
import { findElements } from './find-elements.js';
import { findEncoded } from './find-encoded.js';
import { type FieldOptions, findFields } from './find-fields.js';
import { findForms } from './find-forms.js';
import { findHeaders } from './find-headers.js';
import { findLabels } from './find-labels.js';
import { findParameters } from './find-parameters.js';
import { findPlaced } from './find-placed.js';
import { findRandom } from './find-random.js';
import { findSpoken } from './find-spoken.js';
import { findTokens } from './find-tokens.js';
import { findNamedPasswords, findToldPasswords } from './find-told-passwords.js';
import { type AddSpan, mergeSpans, type Span } from './spans.js';
import { withWrappedRests } from './wrapped-rest.js';

/** `all` also lists the stretches within others, so that a secret is known by every form it was seen in. */
export function findSecrets(text: string, options: FieldOptions = {}): { merged: Span[]; all: readonly Span[] } {
  const all = spansIn(text, options);
  const add = adderTo(all);
  findEncoded(text, (decoded) => spansIn(decoded, options)[0]?.kind, add);
  const whole = withWrappedRests(text, all);
  return { merged: mergeSpans([...whole]), all: whole };
}

function spansIn(text: string, options: FieldOptions): Span[] {
  const all: Span[] = [];
  const add = adderTo(all);
  findTokens(text, add);
  findHeaders(text, add);
  findParameters(text, add);
  findFields(text, add, options);
  findForms(text, add);
  findElements(text, add);
  findLabels(text, add);
  findSpoken(text, add);
  findToldPasswords(text, add);
  if (options.isName) findNamedPasswords(text, add);
  findColumns(text, add);
  findPlaced(text, add);
  findRandom(text, add);
  return all;
}

function adderTo(all: Span[]): AddSpan {
  return (start, end, kind, secret) => {
    if (end > start) all.push(secret === undefined ? { start, end, kind } : { start, end, kind, secret });
  };
}
