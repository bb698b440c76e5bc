// Conditions of the catalogue over one item of a JSON body: whether one holds, what in the body showed it, and how sure
// the words it rests on are. Texts are compared folded, messages as whole words.

import type { JsonCondition, MessageDefinition } from '../../model/catalogue.js';
import type { Confidence } from '../../model/fact.js';
import { fold, indexOfWord } from '../../text/fold.js';
import { compilePattern, type Pattern } from '../../text/pattern.js';
import {
  foundOnce,
  type JsonNode,
  type JsonPath,
  nodesAt,
  parsePath,
  pointerTo,
  saysAnywhere,
  topOf,
} from './json-path.js';

/** What made a condition hold; words for evidence are made of it only where it becomes evidence. */
export interface Showing {
  /** Where the body shows it; without one the words are all (`query`), or there are none (`not`). */
  readonly node?: JsonNode;
  /** The path that led to the node, or the words. */
  readonly label?: string;
  readonly parts?: readonly Showing[];
  readonly confidence?: Confidence;
}

/** As people read it: the message, or `path: value`. */
export function foundOf({ node, label = '', parts }: Showing): string {
  if (parts !== undefined)
    return parts
      .map(foundOf)
      .filter((text) => text !== '')
      .join(', ');
  if (node === undefined) return label;
  return label === '' ? shortForm(node.value) : `${label}: ${shortForm(node.value)}`;
}

/** JSON pointer below the body; undefined where the body shows nothing. */
export function pointerOf({ node, parts = [] }: Showing): string | undefined {
  if (node !== undefined) return pointerTo(node);
  return parts.map(pointerOf).find((pointer) => pointer !== undefined);
}

/** @returns undefined when it does not hold */
export type Test = (item: JsonNode, query: URLSearchParams) => Showing | undefined;

const textCharsMax = 65_536;
const foundCharsMax = 300;
const valuesMax = 100_000;

export function compileCondition(condition: JsonCondition, messages: readonly MessageDefinition[]): Test {
  if ('all' in condition) return allOf(condition.all.map((part) => compileCondition(part, messages)));
  if ('any' in condition) return anyOf(condition.any.map((part) => compileCondition(part, messages)));
  if ('not' in condition) {
    const inner = compileCondition(condition.not, messages);
    return (item, query) => (inner(item, query) === undefined ? {} : undefined);
  }
  if ('query' in condition) return queryIs(condition.query, condition.is);
  if ('mentions' in condition)
    return mentions(condition.mentions, compilePattern(condition.mentions, 'iu', condition.linear));
  const path = parsePath(condition.at);
  if ('has' in condition) return has(condition.at, path, condition.has);
  if ('is' in condition) return is(condition.at, path, condition.is);
  if ('matches' in condition) return matches(path, compilePattern(condition.matches, 'iu', condition.linear));
  const message = messages.find(({ id }) => id === condition.message);
  return message === undefined ? () => undefined : says(path, message);
}

function allOf(parts: readonly Test[]): Test {
  return (item, query) => {
    const shown: Showing[] = [];
    for (const part of parts) {
      const one = part(item, query);
      if (one === undefined) return undefined;
      shown.push(one);
    }
    const isGuess = shown.some(({ confidence }) => confidence === 'guess');
    return { parts: shown, ...(isGuess && { confidence: 'guess' }) };
  };
}

function anyOf(parts: readonly Test[]): Test {
  return (item, query) => {
    let guess: Showing | undefined;
    for (const part of parts) {
      const shown = part(item, query);
      if (shown !== undefined && shown.confidence !== 'guess') return shown;
      guess ??= shown;
    }
    return guess;
  };
}

/** What people typed into settings is no part of it. The text as written is looked at first, and once for all items. */
function mentions(source: string, pattern: Pattern): Test {
  return (item) => {
    const root = topOf(item);
    const isHere = () => pattern.test(root.text ?? '') && saysAnywhere(root, (text) => pattern.test(text));
    return foundOnce(root, `mentions ${source}`, () => (isHere() ? [root] : [])).length > 0 ? {} : undefined;
  };
}

function queryIs(name: string, values: readonly string[]): Test {
  const wanted = new Set(values.map(fold));
  return (_, query) => {
    const value = query.get(name);
    return value === null || !wanted.has(fold(value)) ? undefined : { label: `${name}=${value}` };
  };
}

function has(at: string, path: JsonPath, what: 'present' | 'empty' | 'zeros' | 'missing'): Test {
  return (item) => {
    const there = nodesAt(item, path).filter(({ value }) => value !== null && value !== undefined);
    if (what === 'missing') return there.length === 0 ? { label: `${at}: –` } : undefined;
    const holds = { present: () => true, empty: isEmpty, zeros: isZeros }[what];
    const node = there.find(({ value }) => holds(value));
    return node && { node, label: at };
  };
}

/** Nothing in it, or only what is empty itself: `[[], {"values": []}]`. */
function isEmpty(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value !== 'object' || value === null) return false;
  const inner = Object.values(value);
  return inner.length === 0 || (depth < 4 && inner.every((one) => isEmpty(one, depth + 1)));
}

/** Numbers, and every one of them 0; texts beside them are labels. */
function isZeros(root: unknown): boolean {
  let zeros = 0;
  const open: unknown[] = [root];
  for (let visits = 0; open.length > 0; visits++) {
    const value = open.pop();
    if (visits > valuesMax) return false;
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner);
    const number = typeof value === 'string' && /^-?\d{1,20}(?:\.\d{1,20})?$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && number !== 0) return false;
    if (number === 0) zeros += 1;
  }
  return zeros > 0;
}

function is(at: string, path: JsonPath, values: readonly (string | number | boolean)[]): Test {
  const wanted = new Set(values.map((value) => fold(String(value))));
  return (item) => {
    const node = nodesAt(item, path).find(({ value }) => isScalar(value) && wanted.has(fold(clipped(String(value)))));
    return node && { node, label: at };
  };
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function matches(path: JsonPath, pattern: Pattern): Test {
  return textTest(path, (folded) => pattern.test(folded));
}

function says(path: JsonPath, message: MessageDefinition): Test {
  const test = textTest(path, saying(message));
  return (item, query) => {
    const shown = test(item, query);
    return shown && message.confidence === 'guess' ? { ...shown, confidence: 'guess' } : shown;
  };
}

/** Whether a folded text holds the message in any of its forms. */
export function saying({ phrases }: MessageDefinition): (folded: string) => boolean {
  const folded = Object.values(phrases)
    .flat()
    .map((phrase) => fold(phrase.replace(/^…|(?:…|\.\.\.)$/g, '')))
    .filter((phrase) => phrase !== '');
  return (text) => folded.some((phrase) => indexOfWord(text, phrase) !== -1);
}

function textTest(path: JsonPath, holds: (folded: string) => boolean): Test {
  return (item) => {
    const node = nodesAt(item, path).find(
      ({ value }) => (typeof value === 'string' || typeof value === 'number') && holds(foldedText(value)),
    );
    return node && { node };
  };
}

export function foldedText(value: string | number): string {
  return fold(clipped(String(value)));
}

function clipped(text: string): string {
  return text.length > textCharsMax ? text.slice(0, textCharsMax) : text;
}

/** A value for people; what is inside lists and objects stays out. */
export function shortForm(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.length}]`;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? '{}' : '{…}';
  return String(value).slice(0, foundCharsMax);
}
