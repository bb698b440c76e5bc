// A catalogue of the facts that bind and change, and observations of one line for tests.

import { type FactTable, factTable } from '../../src/facts/fact-table.js';
import type { FactDefinition } from '../../src/model/catalogue.js';
import type { Combiner } from '../../src/model/combiner.js';
import {
  type Confidence,
  type FactState,
  known,
  type Observation,
  type Trust,
  type Value,
} from '../../src/model/fact.js';
import { momentOf } from '../../src/model/moment.js';
import type { LocalSubject } from '../../src/model/subject.js';
import { trusted } from '../../src/text/safe.js';
import { fact } from '../authoring/small-pack.js';

const text = { type: 'string', values: undefined } as const;

export const serial = 'appliance.identity.serial';
export const hostname = 'appliance.identity.hostname';
export const state = 'appliance.registration.state';
export const region = 'appliance.cloud-service.region';
export const commit = 'appliance.commit.event';
export const list = 'appliance.interface.list';
export const port = 'interface.identity.port';
export const http = 'interface.api.http';
export const https = 'interface.api.https';
export const accountRegion = 'sse.account.region';
export const eventing = 'sse.service.eventing';
export const symptom = 'case.symptom.seen';

function textFact(key: string, more: Partial<FactDefinition> = {}): FactDefinition {
  const { values: _, ...definition } = fact(key, { ...text, ...more } as Partial<FactDefinition>);
  return definition;
}

export const catalogue: readonly FactDefinition[] = [
  textFact(serial, { identifies: 1 }),
  textFact(hostname, { identifies: 2 }),
  fact(state, { staleAfter: [commit] }),
  textFact(region, { names: 'cloudAccount' }),
  textFact(commit, { cardinality: 'event', scope: 'log' }),
  fact(list, { type: 'set of string', enumerates: 'interface' }),
  textFact(port, { subject: 'interface' }),
  fact(http, { subject: 'interface' }),
  fact(https, { subject: 'interface' }),
  textFact(accountRegion, { subject: 'cloudAccount', identifies: 1 }),
  fact(eventing, { subject: 'cloudAccount' }),
  fact(symptom, { type: 'set of string', subject: 'case' }),
];

export interface Reading {
  readonly mayBeOvertaken?: true;
  readonly in?: string;
  readonly of?: LocalSubject;
  readonly trust?: Trust;
  readonly time?: string;
  readonly confidence?: Confidence;
  readonly sequence?: number;
  readonly complete?: boolean;
  readonly mayBe?: readonly Value[];
}

export const appliance: LocalSubject = { type: 'appliance', key: '' };
const account: LocalSubject = { type: 'cloudAccount', key: '' };
const theCase: LocalSubject = { type: 'case', key: '' };
export const interfaceOf = (key: string): LocalSubject => ({ type: 'interface', key, parent: appliance });

export function reading(key: string, value: Value | FactState, more: Reading = {}): Observation {
  const time = more.time === undefined ? undefined : momentOf(more.time);
  const definition = catalogue.find((one) => one.key === key);
  const local = { case: theCase, cloudAccount: account }[definition?.subject as string] ?? appliance;
  return {
    fact: key,
    subject: more.of ?? local,
    state: typeof value === 'object' && 'state' in value ? value : known(value),
    evidence: {
      artifact: more.in ?? 'a',
      excerpt: trusted(''),
      trust: more.trust ?? 'shown',
      ...(time && { time }),
      ...(more.confidence && { confidence: more.confidence }),
      ...(more.mayBeOvertaken && { mayBeOvertaken: 'truncated' as const }),
    },
    ...(more.sequence !== undefined && { sequence: more.sequence }),
    ...(more.complete !== undefined && { complete: more.complete }),
    ...(more.mayBe && { mayBe: more.mayBe }),
  };
}

const definitions = new Map(catalogue.map((one) => [one.key, one]));

export function tableOf(observations: readonly Observation[], combiners: readonly Combiner[] = []): FactTable {
  return factTable(observations, definitions, combiners, []);
}
