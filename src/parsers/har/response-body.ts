// The JSON body of an answer, or why there is none to read. Scripts, pages and translations are no answers of an API.
import type { Reason } from '../../model/fact.js';
import type { Call } from './calls.js';
import { type JsonNode, rootOf } from './json-path.js';
import type { ElidedText } from './slim-value.js';

export type Body =
  | { readonly state: 'json'; readonly root: JsonNode }
  /** `isNothing`: there was no JSON answer at all, as opposed to one that was not read. */
  | { readonly state: 'none'; readonly reason: Reason; readonly isNothing?: true };

/** Raw JSON string; parsed it takes several times as much, and no answer that facts are read from comes near. */
const bodyBytesMax = 8 * 1024 * 1024;
const neverAnswers = /javascript|ecmascript|css|image\/|font|audio\/|video\/|wasm|pdf/i;
/** What stands in place of an answer may have kept one from being seen. */
const pages = /html|xml/i;

export function bodyOf({ entry, method, status, isStatic }: Call): Body {
  const content = entry.response?.content;
  const isEmptyByRule = method === 'HEAD' || status === 204 || status === 205;
  const type = content?.mimeType ?? '';
  if (isStatic || isEmptyByRule || neverAnswers.test(type)) return nothing;
  if (pages.test(type)) return none('unrecognized');
  if (content?.removed !== undefined) return none(content.removed);
  const raw = content?.read(bodyBytesMax);
  if (raw === undefined || raw === null) return none('notCollected');
  if (raw.state !== 'whole') return none(raw.state === 'damaged' || entry.slim.cutCount > 0 ? 'truncated' : 'limit');
  return parsed(raw, content?.size === 0);
}

function parsed({ text }: ElidedText, isEmpty: boolean): Body {
  const json = text.replace(/^\ufeff/, '').trim();
  if (json === '') return isEmpty ? nothing : none('notCollected');
  const opening = json.charAt(0);
  if (opening !== '{' && opening !== '[') return none('unrecognized');
  try {
    return { state: 'json', root: rootOf(JSON.parse(json), json) };
  } catch {
    return none(json.endsWith(opening === '{' ? '}' : ']') ? 'unrecognized' : 'truncated');
  }
}

const nothing: Body = { state: 'none', reason: 'unrecognized', isNothing: true };

function none(reason: Reason): Body {
  return { state: 'none', reason };
}
