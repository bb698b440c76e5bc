// Runs the parser on a text with a small catalogue of its own and returns readings as plain lines.
import type { FactDefinition, XmlExtractor } from '../../../src/model/catalogue.js';
import type { Observation } from '../../../src/model/fact.js';
import type { Bound, Extractors, Note, Parsed } from '../../../src/model/parser.js';
import type { Safe } from '../../../src/model/safe.js';
import type { LocalSubject } from '../../../src/model/subject.js';
import parser from '../../../src/parsers/esa-config.js';

type Words = Pick<FactDefinition, 'key' | 'type' | 'subject'> & Partial<FactDefinition>;

const words = { en: '', pt: '', de: '', ja: '' };

function fact(definition: Words): FactDefinition {
  return {
    cardinality: 'state',
    title: words,
    meaning: words,
    sensitivity: 'internal',
    confidence: 'seen',
    source: 'test',
    extractors: [],
    ...definition,
  };
}

type Reads = Omit<XmlExtractor, 'kind' | 'confidence'> & { readonly confidence?: XmlExtractor['confidence'] };

export function xml(definition: Words, ...extractors: readonly Reads[]): Bound<XmlExtractor>[] {
  const bound = fact(definition);
  return extractors.map((extractor) => ({ kind: 'xml', confidence: 'seen', ...extractor, fact: bound }));
}

const onOff = { on: words, off: words };
const perInterface = { each: 'interfaces/interface', nameAt: ['interface_name'] };

export const catalogue: readonly Bound<XmlExtractor>[] = [
  ...xml(
    { key: 'appliance.identity.serial', type: 'string', subject: 'appliance', identifies: 1 },
    { header: 'Serial Number', as: 'text' },
  ),
  ...xml(
    { key: 'appliance.identity.version', type: 'version', subject: 'appliance' },
    { header: 'Version', as: 'version' },
  ),
  ...xml({ key: 'appliance.clock.time', type: 'time', subject: 'appliance' }, { header: 'Current Time', as: 'time' }),
  ...xml(
    { key: 'appliance.identity.hostname', type: 'string', subject: 'appliance' },
    { paths: ['hostname'], as: 'text' },
  ),
  ...xml({ key: 'appliance.clock.zone', type: 'string', subject: 'appliance' }, { paths: ['timezone'], as: 'text' }),
  ...xml(
    { key: 'appliance.interface.list', type: 'set of string', cardinality: 'set', subject: 'appliance' },
    { each: 'interfaces/interface', paths: ['interface_name'], as: 'text' },
  ),
  ...xml(
    { key: 'interface.identity.port', type: 'string', subject: 'interface' },
    { ...perInterface, paths: ['phys_interface'], as: 'text' },
  ),
  ...xml(
    { key: 'interface.api.http', type: 'enum', values: onOff, subject: 'interface' },
    { ...perInterface, paths: ['api_httpd_port'], as: 'portSwitch' },
  ),
  ...xml(
    { key: 'interface.api.https', type: 'enum', values: onOff, subject: 'interface' },
    { ...perInterface, paths: ['api_httpsd_port'], as: 'portSwitch' },
  ),
];

export interface Result extends Parsed {
  readonly notes: readonly Note[];
  readonly observations: readonly Observation[];
  /** `subject fact = state`, in the order of the readings. */
  readonly lines: readonly string[];
}

export async function read(
  input: string | Iterable<Uint8Array>,
  { xml: extractors = catalogue, chunkBytes = 65_536, hosts = [] as Extractors['hosts'] } = {},
): Promise<Result> {
  const observations: Observation[] = [];
  const notes: Note[] = [];
  const chunks = typeof input === 'string' ? slices(Buffer.from(input, 'latin1'), chunkBytes) : input;
  const parsed = await parser.parse(streamOf(chunks), { xml: extractors, hosts } as unknown as Extractors, {
    artifact: 'export.xml',
    observe: (observation) => observations.push(observation),
    note: (note) => notes.push(note),
    excerpt: (raw) => raw as Safe,
  });
  return { ...parsed, notes, observations, lines: observations.map(lineOf) };
}

export function codes({ notes }: Result): string[] {
  return notes.map((note) => note.code);
}

/** What was read of one fact: `Management on`, `Incoming off`. */
export function readings({ observations }: Result, key: string): string[] {
  return observations.filter((one) => one.fact === key).map((one) => `${one.subject.key} ${stateOf(one)}`);
}

function lineOf(observation: Observation): string {
  return `${subjectOf(observation.subject)} ${observation.fact} = ${stateOf(observation)}`;
}

function subjectOf({ key, parent }: LocalSubject): string {
  return parent ? `${subjectOf(parent)}>${key}` : key;
}

function stateOf({ state, complete }: Observation): string {
  const value = state.state === 'known' ? JSON.stringify(state.value).replaceAll('"', '') : state.state;
  return `${state.state === 'unknown' ? state.reason : value}${complete === undefined ? '' : complete ? ' complete' : ' incomplete'}`;
}

function* slices(bytes: Buffer, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* streamOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
