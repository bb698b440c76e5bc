// All extractors of the pack over one call. Of several that speak of one state the first in the catalogue counts, so that
// an answer that holds both an error and data of a module is one reading and no contradiction.

import type { HarExtractor, PhraseExtractor } from '../../model/catalogue.js';
import { type FactState, unknown } from '../../model/fact.js';
import type { Bound, Extractors } from '../../model/parser.js';
import { compileSelector, type Selector } from './call-selector.js';
import type { Call } from './calls.js';
import type { HostTable } from './host-table.js';
import { foldedText, saying, shortForm } from './json-condition.js';
import { type CallReading, type CompiledJson, compileJson, idOf } from './json-extractor.js';
import { type JsonNode, nodesAt, parsePath, pointerTo } from './json-path.js';
import { fitted } from './json-value.js';
import type { Body } from './response-body.js';
import { claimsIn, valuesOf } from './token-claims.js';

interface CompiledHar {
  readonly selector: Selector;
  readonly extractor: Bound<HarExtractor>;
}

interface CompiledPhrase {
  readonly extractor: Bound<PhraseExtractor>;
  readonly holds: (folded: string) => boolean;
  readonly isGuess: boolean;
}

interface Asking {
  readonly json: readonly CompiledJson[];
  readonly har: readonly CompiledHar[];
}

/** Errors of modules come inside answers of any shape. */
const errors = parsePath('**.errors[*]');
const message = parsePath('message');
const code = parsePath('code');

/** The items of `errors` lists that have a code and a message. */
export function errorsIn(root: JsonNode): JsonNode[] {
  const items = nodesAt(root, errors);
  return items.filter((item) => nodesAt(item, code).length > 0 && nodesAt(item, message).length > 0);
}

export class CallReader {
  readonly #json: readonly CompiledJson[];
  readonly #har: readonly CompiledHar[];
  /** Those that ask for calls to a service: a few of many. */
  readonly #byService = new Map<string, Asking>();
  readonly #phrases: readonly CompiledPhrase[];

  constructor(extractors: Extractors, hosts: HostTable) {
    const { messages } = extractors;
    this.#json = extractors.json.map((extractor) => compileJson(extractor, messages, hosts));
    this.#har = extractors.har.map((extractor) => ({
      extractor,
      selector: compileSelector(extractor, extractor.fact.subject),
    }));
    this.#phrases = extractors.phrase.flatMap((extractor) => {
      const definition = messages.find(({ id }) => id === extractor.message);
      const isHere = extractor.in.includes('api') && extractor.fact.subject === 'case' && definition !== undefined;
      return isHere ? [{ extractor, holds: saying(definition), isGuess: definition.confidence === 'guess' }] : [];
    });
  }

  /** Whether an extractor asks for the answers of this very path. */
  knowsPath(call: Call): boolean {
    return this.#ofService(call.row.service).json.some(({ selector }) => selector.knows(call));
  }

  read(call: Call, body: Body, moduleErrors: readonly JsonNode[]): CallReading[] {
    const { json, har } = this.#ofService(call.row.service);
    const groups = [...json.map((one) => one.read(call, body) ?? []), ...har.map((one) => readHar(one, call, body))];
    return [...firstOfEach(groups), ...this.#readPhrases(call, moduleErrors)];
  }

  #ofService(service: string): Asking {
    const before = this.#byService.get(service);
    if (before !== undefined) return before;
    const isOurs = ({ selector }: { readonly selector: Selector }) => selector.services.has(service);
    const ours = { json: this.#json.filter(isOurs), har: this.#har.filter(isOurs) };
    this.#byService.set(service, ours);
    return ours;
  }

  #readPhrases({ isAnswered, isStatic }: Call, moduleErrors: readonly JsonNode[]): CallReading[] {
    if (!isAnswered || isStatic) return [];
    return this.#phrases.flatMap(({ extractor, holds, isGuess }) => {
      const { fact, value, confidence } = extractor;
      const node = moduleErrors
        .flatMap((item) => nodesAt(item, message))
        .find((one) => typeof one.value === 'string' && holds(foldedText(one.value)));
      if (node === undefined) return [];
      const reading: CallReading = {
        fact,
        subject: { type: 'case', key: 'case' },
        state: isGuess ? unknown('unconfirmed') : fitted(value, fact),
        confidence: isGuess ? 'guess' : confidence,
        asked: '',
        found: shortForm(node.value),
        pointer: pointerTo(node),
      };
      return [reading];
    });
  }
}

function readHar({ selector, extractor }: CompiledHar, call: Call, body: Body): CallReading[] {
  const segments = selector.match(call);
  const subject = segments && selector.subject(call, segments, undefined);
  const state = subject && harState(extractor, call, body);
  if (subject === undefined || state === undefined) return [];
  const { fact, confidence, path = '' } = extractor;
  return [{ fact, subject, state, confidence, asked: path, found: '' }];
}

function harState({ as, value, tokens, fact }: Bound<HarExtractor>, call: Call, body: Body): FactState | undefined {
  const { row, entry } = call;
  if (as !== undefined && as !== 'region') {
    const claims = claimsIn(entry, body).filter(({ kind = '' }) => tokens?.includes(kind) !== false);
    const values = valuesOf(as, claims);
    return values.length === 0 ? undefined : fitted(values, fact);
  }
  // A page in place of an answer is of whoever stands between: a proxy that blocks, a sign-in.
  if (/html/i.test(entry.response?.content?.mimeType ?? '')) return undefined;
  if (as === 'region') return row.region === undefined ? undefined : fitted(row.region, fact);
  return value === undefined ? undefined : fitted(value, fact);
}

/** Sets and events take everything; of a state the first extractor that could read it, and of that what is known. */
function firstOfEach(groups: readonly (readonly CallReading[])[]): CallReading[] {
  const all: CallReading[] = [];
  const states = new Map<string, { group: number; readings: CallReading[] }>();
  groups.forEach((readings, group) => {
    for (const reading of readings) {
      if (reading.fact.cardinality !== 'state') {
        if (reading.isOfAny !== true) all.push(reading);
        continue;
      }
      const key = `${reading.fact.key}\n${idOf(reading.subject)}`;
      const first = states.get(key);
      if (first === undefined || first.readings.every(({ isUnread }) => isUnread)) {
        states.set(key, { group, readings: [reading] });
      } else if (first.group === group && !reading.isUnread) first.readings.push(reading);
    }
  });
  const told = [...states.values()].flatMap(({ readings }) => telling(readings));
  // A call whose path names its subject speaks of that one.
  const isNamed = ({ fact, isUnread }: CallReading) =>
    told.some((one) => one.fact === fact && one.isOfAny !== true && (isUnread === true || one.state.state === 'known'));
  return [...all, ...told.filter((one) => one.isOfAny !== true || !isNamed(one))];
}

function telling(readings: readonly CallReading[]): readonly CallReading[] {
  const sure = readings.filter(({ state }) => state.state !== 'unknown');
  return sure.length > 0 ? sure : readings;
}
