// One `json` extractor of the catalogue over the body of a call: items, subjects, values. A body that cannot be read
// makes the fact unknown for the subject that the path names, never absent.
import type { FactDefinition, JsonCondition, JsonExtractor, MessageDefinition } from '../../model/catalogue.js';
import { type Confidence, type FactState, known, type Reason, unknown } from '../../model/fact.js';
import type { Bound } from '../../model/parser.js';
import type { LocalSubject } from '../../model/subject.js';
import { accountOf, compileSelector, type Segments, type Selector } from './call-selector.js';
import type { Call } from './calls.js';
import type { HostTable } from './host-table.js';
import { compileCondition, foundOf, pointerOf, shortForm, type Test } from './json-condition.js';
import {
  elementsOf,
  foundOnce,
  type JsonNode,
  type JsonPath,
  nodesAt,
  parsePath,
  pointerTo,
  reaches,
  rootOf,
} from './json-path.js';
import { fitted, jsonState } from './json-value.js';
import { isWholeList } from './list-answer.js';
import type { Body } from './response-body.js';

/** What one call says of one fact about one subject. */
export interface CallReading {
  readonly fact: FactDefinition;
  readonly subject: LocalSubject;
  readonly state: FactState;
  readonly confidence: Confidence;
  /** What in the answer shows it, for people; empty when it is the call itself. */
  readonly found: string;
  /** JSON pointer below the body; undefined when it is the call itself. */
  readonly pointer?: string;
  /** For sets: the answer is the whole list. */
  readonly complete?: boolean;
  /** The pattern of paths that was asked: the same question, whoever answers. */
  readonly asked: string;
  /** The body was not there to be read: any other reading of the call tells more. */
  readonly isUnread?: true;
  /** Who is meant was not read, or is not named: `subject` is the account, and any below it may be. */
  readonly isOfAny?: true;
}

export interface CompiledJson {
  readonly selector: Selector;
  /** Undefined: not a call of this extractor. */
  read(call: Call, body: Body): CallReading[] | undefined;
}

interface CompiledCase {
  readonly holds: Test;
  readonly state: (query: URLSearchParams) => FactState;
  readonly query: string | undefined;
}

interface Parts {
  readonly fact: FactDefinition;
  readonly asked: string;
  readonly confidence: Confidence;
  readonly selector: Selector;
  /** Names `each` and `where`. */
  readonly itemsName: string;
  readonly each: JsonPath | undefined;
  readonly where: Test | undefined;
  /** What the body as a whole must say, before its items are looked for. */
  readonly gate: Test | undefined;
  readonly orAny: boolean;
  readonly at: JsonPath | undefined;
  readonly as: JsonExtractor['as'];
  readonly cases: readonly CompiledCase[];
  readonly hosts: HostTable;
}

export function compileJson(
  extractor: Bound<JsonExtractor>,
  messages: readonly MessageDefinition[],
  hosts: HostTable,
): CompiledJson {
  const { fact, confidence, each, where, orAny = false, at, as } = extractor;
  const selector = compileSelector(extractor, fact.subject);
  const parts: Parts = {
    ...{ fact, confidence, selector, orAny, as, hosts },
    asked: extractor.path ?? '',
    itemsName: JSON.stringify({ each, where }),
    each: each === undefined ? undefined : parsePath(each),
    where: where && compileCondition(where, messages),
    gate: gateOf(where, messages),
    at: at === undefined ? undefined : parsePath(at),
    cases: (extractor.cases ?? []).map(({ when, value, query, unknown: reason }) => ({
      holds: compileCondition(when, messages),
      query,
      state: (parameters) => caseState(value, query === undefined ? undefined : parameters.get(query), reason, fact),
    })),
  };
  return {
    selector,
    read(call, body) {
      const segments = selector.match(call);
      return segments && readCall(parts, call, segments, body);
    },
  };
}

function gateOf(where: JsonCondition | undefined, messages: readonly MessageDefinition[]): Test | undefined {
  const parts = where !== undefined && 'all' in where ? where.all : [];
  const whole = parts.find((part) => 'mentions' in part);
  return whole && compileCondition(whole, messages);
}

type CaseValue = NonNullable<JsonExtractor['cases']>[number];

function caseState(
  value: CaseValue['value'],
  parameter: string | null | undefined,
  reason: CaseValue['unknown'],
  fact: FactDefinition,
): FactState {
  if (reason !== undefined) return unknown(reason);
  const given = value ?? parameter;
  return given === undefined || given === null || given === '' ? unknown('unrecognized') : fitted(given, fact);
}

function readCall(parts: Parts, call: Call, segments: Segments, body: Body): CallReading[] {
  const { fact, confidence, selector, at, asked } = parts;
  const root = body.state === 'json' ? body.root : bareRefusal(call, body.reason);
  if (root === undefined) {
    // What only its objects' looks make a list of something is none while nobody saw them.
    if (parts.where !== undefined) return [];
    const subject = selector.subject(call, segments, undefined);
    const state = unknown(body.state === 'none' ? body.reason : 'notCollected');
    const unread = { fact, state, confidence, asked, found: '', isUnread: true } as const;
    if (subject !== undefined) return [{ ...unread, subject }];
    const mayHoldSome = body.state === 'none' && body.isNothing !== true;
    return mayHoldSome ? [{ ...unread, subject: accountOf(call), isOfAny: true }] : [];
  }
  const { where, each, itemsName, gate } = parts;
  if (gate !== undefined && gate(root, call.query) === undefined) return [];
  const items = foundOnce(root, itemsName, () => {
    const all = itemsOf(root, each);
    return where === undefined ? all : all.filter((item) => where(item, call.query) !== undefined);
  });
  if (where !== undefined && items.length === 0) return [];
  if (at !== undefined && fact.cardinality === 'set') return readList(parts, at, call, segments, root, items);
  return items.flatMap((item) => {
    const named = selector.subject(call, segments, item);
    const subject = named ?? (parts.orAny ? accountOf(call) : undefined);
    const reading = subject && (at === undefined ? readCases(parts, call, item) : readValue(parts, at, item));
    return reading ? [{ fact, subject, confidence, asked, ...reading, ...(named ? {} : { isOfAny: true }) }] : [];
  });
}

/** The page with which a server between refuses a call says nothing but its status. */
function bareRefusal({ status = 0 }: Call, reason: Reason): JsonNode | undefined {
  return status >= 400 && reason === 'unrecognized' ? rootOf({}) : undefined;
}

/** Without `each` the body is the item, or each element of a body that is a list. */
function itemsOf(root: JsonNode, each: JsonPath | undefined): JsonNode[] {
  if (each !== undefined) return nodesAt(root, each);
  return Array.isArray(root.value) ? elementsOf(root) : [root];
}

type Read = Pick<CallReading, 'state' | 'found'> & Partial<Pick<CallReading, 'pointer' | 'confidence'>>;

function readValue({ fact, as, hosts }: Parts, at: JsonPath, item: JsonNode): Read | undefined {
  const node = nodesAt(item, at).find(({ value }) => value !== null && value !== undefined);
  if (node === undefined) return undefined;
  return {
    state: jsonState(node.value, as, fact, hosts),
    found: `${String(node.key)}: ${shortForm(node.value)}`,
    pointer: pointerTo(node),
  };
}

function readCases({ cases }: Parts, { query }: Call, item: JsonNode): Read | undefined {
  for (const one of cases) {
    const shown = one.holds(item, query);
    if (shown === undefined) continue;
    const found = foundOf(shown);
    const { confidence } = shown;
    const parameter = one.query === undefined ? null : query.get(one.query);
    const named = parameter === null ? '' : `${one.query}=${parameter}`;
    const isShown = named === '' || found.includes(named);
    return {
      state: one.state(query),
      found: isShown ? found : [named, found].filter((text) => text !== '').join(', '),
      pointer: pointerOf(shown) ?? pointerTo(item),
      ...(confidence && { confidence }),
    };
  }
  return undefined;
}

interface List {
  readonly subject: LocalSubject;
  readonly values: Set<string | number>;
  readonly nodes: JsonNode[];
}

/** All values of an answer are one reading; it is the complete list when the answer is, and every item gave its value. */
function readList(
  parts: Parts,
  at: JsonPath,
  call: Call,
  segments: Segments,
  root: JsonNode,
  items: readonly JsonNode[],
): CallReading[] {
  const { fact, confidence, selector, asked } = parts;
  const lists = new Map<string, List>();
  const own = selector.subject(call, segments, undefined);
  if (own !== undefined) lists.set(idOf(own), { subject: own, values: new Set(), nodes: [] });
  const isThere = isListThere(parts, at, root);
  let isWhole = isThere && parts.where === undefined && isWholeList(call, root, items.length);
  for (const item of items) {
    const subject = selector.subject(call, segments, item);
    const { values, nodes } = valuesOf(parts, at, item);
    if (subject === undefined || values === undefined) isWhole = false;
    if (subject === undefined) continue;
    const list = lists.get(idOf(subject)) ?? { subject, values: new Set(), nodes: [] };
    lists.set(idOf(subject), list);
    for (const value of values ?? []) list.values.add(value);
    list.nodes.push(...nodes);
  }
  return [...lists.values()].map(({ subject, values, nodes }) => {
    const [first] = nodes;
    const state = isThere || values.size > 0 ? known(sorted(values)) : unknown('unrecognized');
    return {
      ...{ fact, subject, state, confidence, asked, complete: isWhole },
      found:
        parts.as === 'digest'
          ? ''
          : first
            ? nodes
                .slice(0, 5)
                .map(({ value }) => shortForm(value))
                .join(', ')
            : '[]',
      pointer: first ? pointerTo(first) : '',
    };
  });
}

function isListThere({ each }: Parts, at: JsonPath, root: JsonNode): boolean {
  if (each !== undefined) return reaches(root, each);
  return Array.isArray(root.value) || reaches(root, at);
}

/** `values` is undefined when the item holds none or one that cannot be read. */
function valuesOf({ fact, as, hosts }: Parts, at: JsonPath, item: JsonNode) {
  const nodes = nodesAt(item, at).filter(({ value }) => value !== null && value !== undefined);
  const values: (string | number)[] = [];
  let isWhole = nodes.length > 0 || reaches(item, at);
  for (const { value } of nodes) {
    const state = jsonState(value, as, fact, hosts);
    if (state.state === 'known' && Array.isArray(state.value)) values.push(...(state.value as (string | number)[]));
    else isWhole = false;
  }
  return { values: isWhole || values.length > 0 ? values : undefined, nodes };
}

function sorted(values: ReadonlySet<string | number>): (string | number)[] {
  return [...values].sort();
}

export function idOf(subject: LocalSubject): string {
  const own = `${subject.type}:${subject.key}`;
  return subject.parent === undefined ? own : `${idOf(subject.parent)}\n${own}`;
}
