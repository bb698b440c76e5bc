// Which calls an extractor looks at, and whom it then speaks of. A call of another service, path, method or status says
// nothing; a subject that cannot be named is never guessed.
import type { CallSelector } from '../../model/catalogue.js';
import { caseId, type LocalSubject, type SubjectType } from '../../model/subject.js';
import { isBlackened } from '../../text/blackened.js';
import { exactly } from '../../text/pattern.js';
import type { Call } from './calls.js';
import { type JsonNode, type JsonPath, nodesAt, parsePath } from './json-path.js';

/** Named segments of a path. */
export type Segments = ReadonlyMap<string, string>;

export interface Selector {
  readonly services: ReadonlySet<string>;
  /** The named segments of the call's path; undefined: not a call of this selector. */
  match(call: Call): Segments | undefined;
  /** Whose the reading is; undefined: nobody that could be named. `item` is the part of the body that is read. */
  subject(call: Call, segments: Segments, item: JsonNode | undefined): LocalSubject | undefined;
  /** The call's path is one that this selector asks for by name, whatever came of the call. */
  knows(call: Call): boolean;
}

export function compileSelector(selector: CallSelector, subject: SubjectType): Selector {
  const services: ReadonlySet<string> = new Set(selector.services);
  const path = selector.path === undefined ? undefined : compilePattern(selector.path);
  const notPaths = (selector.notPaths ?? []).map(compilePattern);
  const methods = selector.methods && new Set(selector.methods.map((method) => method.toUpperCase()));
  const chain = Object.entries(selector.of ?? {}).map(([type, from]) => linkOf(type as SubjectType, from));
  return {
    services,
    knows: (call) =>
      selector.path?.includes('**') === false && services.has(call.row.service) && path?.(call.path) !== undefined,
    match(call) {
      const isOurs =
        call.isAnswered && !call.isStatic && call.row.stage === 'production' && services.has(call.row.service);
      if (!isOurs || !(selector.status?.includes(call.meant ?? 0) ?? isSuccess(call))) return undefined;
      if (methods?.has(call.method) === false || notPaths.some((not) => not(call.path))) return undefined;
      return path === undefined ? new Map() : path(call.path);
    },
    subject: (call, segments, item) => subjectOf(subject, chain, call, segments, item),
  };
}

function isSuccess({ meant = 0 }: Call): boolean {
  return meant >= 200 && meant < 300;
}

/** A subject below the account, named by a segment of the path or by a field of the item. */
interface Link {
  readonly type: SubjectType;
  readonly segment?: string;
  readonly field?: JsonPath;
}

function linkOf(type: SubjectType, from: string): Link {
  const segment = /^\{(.{1,64})\}$/.exec(from)?.[1];
  return segment === undefined ? { type, field: parsePath(from) } : { type, segment };
}

function subjectOf(
  type: SubjectType,
  chain: readonly Link[],
  call: Call,
  segments: Segments,
  item: JsonNode | undefined,
): LocalSubject | undefined {
  if (type === 'case') return { type, key: caseId };
  if (type === 'capture') return captureSubject;
  let subject: LocalSubject = accountOf(call);
  for (const link of chain) {
    const key = keyOf(link, segments, item);
    if (key === undefined) return undefined;
    if (link.type !== 'cloudAccount') subject = { type: link.type, key, parent: subject };
  }
  return subject.type === type ? subject : undefined;
}

export const captureSubject: LocalSubject = { type: 'capture', key: 'capture' };

/** Calls of one region are of one account; a host without a region is somebody of whom only the name is known. */
export function accountOf({ row, host }: Call): LocalSubject {
  return { type: 'cloudAccount', key: row.region ?? `host:${host}` };
}

const keyCharsMax = 200;

function keyOf({ segment, field }: Link, segments: Segments, item: JsonNode | undefined): string | undefined {
  const raw = segment === undefined ? fieldOf(item, field) : segments.get(segment);
  const key = typeof raw === 'number' ? String(raw) : raw;
  if (typeof key !== 'string' || key.trim() === '' || key.length > keyCharsMax || isBlackened(key)) return undefined;
  return key;
}

function fieldOf(item: JsonNode | undefined, field: JsonPath | undefined): unknown {
  return item && field && nodesAt(item, field)[0]?.value;
}

/** `*` one segment or a part of one, `**` any rest, `{name}` one segment that can be named. */
export function compilePattern(pattern: string): (path: string) => Segments | undefined {
  const names: string[] = [];
  const source = pattern
    .split('/')
    .slice(1)
    .map((segment) => {
      if (segment === '**') return '(?:/.*)?';
      const name = /^\{(.{1,64})\}$/.exec(segment)?.[1];
      if (name === undefined)
        return `/${segment
          .split('*')
          .map(exactly)
          .join(segment === '*' ? '[^/]+' : '[^/]*')}`;
      names.push(name);
      return '/([^/]+)';
    })
    .join('');
  const regex = new RegExp(`^${source}/?$`);
  return (path) => {
    const match = regex.exec(path);
    return match === null ? undefined : new Map(names.map((name, at) => [name, unquoted(match[at + 1] ?? '')]));
  };
}

function unquoted(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
