// The JSON body of an answer, or why there is none to read. Scripts, pages and translations are no answers of an API.
import type { Reason } from '../../model/fact.js';
import type { Call } from './calls.js';
import { type JsonNode, jsonIn, rootOf } from './json-path.js';
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
/** Answers that come one by one. */
const streams = /event-stream|ndjson|json-seq|jsonl/i;
const linesMax = 10_000;

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
  return parsed(raw, content?.size === 0, streams.test(type));
}

function parsed({ text }: ElidedText, isEmpty: boolean, isStream: boolean): Body {
  const json = text.replace(/^\ufeff/, '').trim();
  if (json === '') return isEmpty ? nothing : none('notCollected');
  if (isStream) return streamed(json);
  const opening = json.charAt(0);
  const inText = opening === '"' ? jsonIn(textIn(json)) : undefined;
  if (inText !== undefined) return { state: 'json', root: rootOf(inText, json) };
  if (opening !== '{' && opening !== '[') return none('unrecognized');
  try {
    return { state: 'json', root: rootOf(JSON.parse(json), json) };
  } catch {
    return none(json.endsWith(opening === '{' ? '}' : ']') ? 'unrecognized' : 'truncated');
  }
}

/** A whole answer that was made JSON twice. */
function textIn(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return '';
  }
}

/** `data: {…}` line by line: no part of it answers a question alone, but an error in one is an error. */
function streamed(text: string): Body {
  const all = text.split('\n', linesMax + 1);
  if (all.length > linesMax) return none('limit');
  const lines = all.map((line) => line.replace(/^data:/, '').trim());
  const stream = lines.filter((line) => /^[{[]/.test(line)).map((line) => jsonIn(line) ?? line);
  return stream.length === 0 ? none('unrecognized') : { state: 'json', root: rootOf({ stream }, text) };
}

const nothing: Body = { state: 'none', reason: 'unrecognized', isNothing: true };

function none(reason: Reason): Body {
  return { state: 'none', reason };
}
