// Synthetic captures of a few calls, a small catalogue of its own, and what the parser says of both as plain lines.
import type {
  FactDefinition,
  HarExtractor,
  HostRow,
  JsonExtractor,
  MessageDefinition,
  PhraseExtractor,
} from '../../../src/model/catalogue.js';
import type { Observation } from '../../../src/model/fact.js';
import type { Bound, Extractors, Note, Parsed } from '../../../src/model/parser.js';
import type { Safe } from '../../../src/model/safe.js';
import type { LocalSubject } from '../../../src/model/subject.js';
import parser from '../../../src/parsers/har.js';
import { inChunks } from './fixtures.js';

const words = { en: '', pt: '', de: '', ja: '' };

export function fact(key: string, more: Partial<FactDefinition> = {}): FactDefinition {
  return {
    ...{ key, type: 'string', cardinality: 'state', subject: 'module', title: words, meaning: words },
    ...{ sensitivity: 'internal', confidence: 'seen', source: 'test', extractors: [] },
    ...more,
  };
}

type Json = Omit<JsonExtractor, 'kind' | 'confidence'> & Partial<Pick<JsonExtractor, 'confidence'>>;
type Har = Omit<HarExtractor, 'kind' | 'confidence'> & Partial<Pick<HarExtractor, 'confidence'>>;

export function json(definition: FactDefinition, ...extractors: Json[]): Bound<JsonExtractor>[] {
  return extractors.map((one) => ({ kind: 'json', confidence: 'seen', ...one, fact: definition }));
}

export function har(definition: FactDefinition, ...extractors: Har[]): Bound<HarExtractor>[] {
  return extractors.map((one) => ({ kind: 'har', confidence: 'seen', ...one, fact: definition }));
}

function row(host: string, service: string, region?: string, more: Partial<HostRow> = {}): HostRow {
  const base = { host, service, stage: 'production', confidence: 'seen', source: 'test', checked: '' } as const;
  return { ...base, ...(region !== undefined && { region }), ...more };
}

const hosts: readonly HostRow[] = [
  row('visibility.amp.cisco.com', 'xdr-api', 'NAM'),
  row('visibility.eu.amp.cisco.com', 'xdr-api', 'EU'),
  row('xdr.us.security.cisco.com', 'xdr-portal', 'NAM'),
  row('admin.sse.itd.cisco.com', 'sse-portal', 'NAM'),
  row('admin.in.sse.itd.cisco.com', 'sse-portal', 'IN', { confidence: 'guess' }),
  row('stage-admin.sse.itd.cisco.com', 'sse-portal', undefined, { stage: 'staging' }),
  row('*.eu.sse.itd.cisco.com', 'sse-other', 'EU', { confidence: 'guess' }),
  row('*.sse.itd.cisco.com', 'sse-other'),
];

const offline: MessageDefinition = {
  id: 'device-offline',
  source: 'test',
  confidence: 'seen',
  phrases: { en: ['error in the Secure Email module: E4017: Device is offline'], de: ['E4017: Gerät ist offline'] },
};

const services = ['xdr-api'];
const onOff = { yes: words, no: words };
const answers = { offline: words, answering: words };
const answer = fact('module.answer', { type: 'enum', values: answers });
const tileAnswer = fact('tile.answer', { type: 'enum', values: { data: words, empty: words }, subject: 'tile' });
const data = {
  services,
  path: '/iroh/iroh-dashboard/tiles/{module}/{tile}/data',
  of: { module: '{module}', tile: '{tile}' },
};
const list = { services, path: '/iroh/iroh-int/module-instance', methods: ['GET'] };
const set = { type: 'set of string', cardinality: 'set' } as const;

export const catalogue: Partial<Extractors> = {
  hosts,
  messages: [offline],
  json: [
    ...json(fact('module.list', { ...set, subject: 'cloudAccount' }), { ...list, at: 'id' }),
    ...json(fact('module.name'), { ...list, at: 'name', of: { module: 'id' } }),
    ...json(fact('module.enabled', { type: 'boolean' }), { ...list, at: 'enabled', of: { module: 'id' } }),
    ...json(
      answer,
      {
        services,
        each: '**.errors[*]',
        of: { module: 'module_instance_id' },
        cases: [
          { value: 'offline', when: { at: 'message', message: 'device-offline' } },
          { unknown: 'unrecognized', when: { at: 'code', has: 'present' } },
        ],
      },
      {
        services,
        each: 'data[*]',
        of: { module: 'module_instance_id' },
        cases: [{ value: 'answering', when: { at: 'data', has: 'present' } }],
      },
    ),
    ...json(tileAnswer, {
      ...data,
      cases: [
        {
          value: 'data',
          when: {
            all: [
              { at: 'data.data[*]', has: 'present' },
              { at: 'errors', has: 'empty' },
            ],
          },
        },
        {
          value: 'empty',
          when: {
            all: [
              { at: 'data.data', has: 'empty' },
              { at: 'errors', has: 'empty' },
            ],
          },
        },
        { unknown: 'unrecognized', when: { not: { at: 'data.data', has: 'present' } } },
      ],
    }),
    ...json(fact('tile.range', { subject: 'tile' }), {
      ...data,
      cases: [{ query: 'period', when: { not: { at: 'x', has: 'present' } } }],
    }),
    ...json(fact('tile.empty', { ...set, subject: 'tile' }), {
      ...data,
      cases: [{ query: 'period', when: { at: 'data.data', has: 'empty' } }],
    }),
  ],
  har: [
    ...har(
      fact('account.region', {
        subject: 'cloudAccount',
        identifies: 1,
        type: 'enum',
        values: { NAM: words, EU: words },
      }),
      {
        services: ['xdr-api', 'sse-portal'],
        as: 'region',
        notPaths: ['/iroh/iroh-auth/**'],
      },
    ),
    ...har(fact('case.region', { ...set, subject: 'case' }), { services: ['sse-portal', 'sse-other'], as: 'region' }),
    ...har(fact('account.signedIn', { subject: 'cloudAccount', type: 'enum', values: onOff }), {
      services,
      path: '/iroh/profile/*',
      status: [401],
      value: 'no',
    }),
  ],
  phrase: [
    {
      kind: 'phrase',
      message: 'device-offline',
      in: ['api'],
      value: 'tile-error',
      confidence: 'seen',
      fact: fact('case.symptom', { ...set, subject: 'case' }),
    } satisfies Bound<PhraseExtractor>,
  ],
};

export interface CallSpec {
  readonly url: string;
  readonly method?: string;
  readonly status?: number;
  /** Text of the body; an object is written as JSON; undefined: not captured. */
  readonly body?: unknown;
  readonly at?: string;
  readonly type?: string;
  readonly request?: object;
  readonly response?: object;
  readonly more?: object;
}

export function entryOf(call: CallSpec, index = 0): Record<string, unknown> {
  const { url, method = 'GET', status = 200, body, type = 'application/json', request, response, more } = call;
  const text = typeof body === 'object' && body !== null ? JSON.stringify(body) : body;
  return {
    startedDateTime: call.at ?? new Date(Date.UTC(2026, 0, 2, 3, 0, index)).toISOString(),
    time: 100,
    request: {
      method,
      url,
      httpVersion: 'h2',
      headers: [],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
      ...request,
    },
    response: {
      ...{ status, statusText: '', httpVersion: 'h2', headers: [], cookies: [], redirectURL: '', headersSize: -1 },
      ...{ bodySize: 0, content: { size: 100, mimeType: type, ...(text !== undefined && { text }) }, ...response },
    },
    cache: {},
    timings: { send: 1, wait: 1, receive: 1 },
    ...more,
  };
}

export function captureOf(calls: readonly CallSpec[], log: object = {}): string {
  const entries = calls.map(entryOf);
  const creator = { name: 'WebInspector', version: '537.36' };
  return JSON.stringify({ log: { version: '1.2', creator, pages: [], ...log, entries } }, null, 1);
}

export interface Result extends Parsed {
  readonly notes: readonly Note[];
  readonly observations: readonly Observation[];
  /** `subject fact = state`, in the order let out; facts of the capture itself left out. */
  readonly lines: readonly string[];
  /** Facts of the capture itself: key without `capture.` → state. */
  readonly capture: Readonly<Record<string, unknown>>;
}

export async function read(
  input: string | Uint8Array | readonly CallSpec[],
  { extractors = catalogue, chunkBytes = 65_536 }: { extractors?: Partial<Extractors>; chunkBytes?: number } = {},
): Promise<Result> {
  const observations: Observation[] = [];
  const notes: Note[] = [];
  const bytes = typeof input === 'string' || input instanceof Uint8Array ? input : captureOf(input);
  const empty = { har: [], json: [], phrase: [], messages: [], hosts: [] };
  const parsed = await parser.parse(inChunks(bytes, chunkBytes), { ...empty, ...extractors } as unknown as Extractors, {
    artifact: 'portal.har',
    observe: (observation) => observations.push(observation),
    note: (note) => notes.push(note),
    excerpt: (raw) => raw as Safe,
  });
  const ofCapture = observations.filter((one) => one.fact.startsWith('capture.'));
  return {
    ...parsed,
    notes,
    observations,
    lines: observations.filter((one) => !one.fact.startsWith('capture.')).map(lineOf),
    capture: Object.fromEntries(ofCapture.map((one) => [one.fact.replace('capture.', ''), stateOf(one)])),
  };
}

export function about({ lines }: Result, key: string): string[] {
  return lines.filter((line) => line.includes(` ${key} = `)).map((line) => line.replace(`${key} = `, ''));
}

export function lineOf(observation: Observation): string {
  const { complete } = observation;
  const end = complete === undefined ? '' : complete ? ' complete' : ' incomplete';
  const mark = observation.evidence.mayBeOvertaken && observation.state.state === 'known';
  return `${subjectOf(observation.subject)} ${observation.fact} = ${String(stateOf(observation))}${end}${mark ? ' overtaken?' : ''}`;
}

function subjectOf({ key, parent }: LocalSubject): string {
  return parent ? `${subjectOf(parent)}>${key}` : key;
}

function stateOf({ state }: Observation): unknown {
  if (state.state === 'known') return Array.isArray(state.value) ? `[${state.value.join()}]` : state.value;
  return state.state === 'unknown' ? `?${state.reason}` : state.state;
}
