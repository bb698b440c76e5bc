// What an extractor of calls or JSON bodies says that nothing could ever meet: a service without hosts, a subject that
// cannot be named, a pattern that is none, a value that the fact does not have. Each would be a silent hole.

import type {
  CallSelector,
  FactDefinition,
  HarExtractor,
  HostRow,
  JsonCondition,
  JsonExtractor,
  MessageDefinition,
} from '../model/catalogue.js';
import { type SubjectType, subjectParents } from '../model/subject.js';
import { isPattern } from '../text/pattern.js';

interface Tables {
  readonly hosts: readonly HostRow[];
  readonly messages: readonly MessageDefinition[];
}

type Tell = (problem: string, expected?: string) => void;
type CheckValue = (value: unknown) => void;

/** Subjects that every call has: the account of its region, the capture, the case. */
const givenSubjects: readonly SubjectType[] = ['cloudAccount', 'capture', 'case'];

export function checkCallExtractor(
  extractor: HarExtractor | JsonExtractor,
  fact: FactDefinition,
  tables: Tables,
  checkValue: CheckValue,
  tell: Tell,
): void {
  checkSelector(extractor, tables.hosts, tell);
  checkSubjects(extractor, fact, tell);
  if (extractor.kind === 'har') checkHar(extractor, fact, tables.hosts, checkValue, tell);
  else checkJson(extractor, fact, tables.messages, checkValue, tell);
}

function checkSelector({ services, path, notPaths = [] }: CallSelector, hosts: readonly HostRow[], tell: Tell): void {
  const known = new Set(hosts.map(({ service }) => service));
  for (const service of services) {
    if (!known.has(service)) tell(`no service ${service} in hosts.yaml`, [...known].join(', '));
  }
  for (const pattern of [path ?? '/', ...notPaths]) {
    if (!pattern.startsWith('/')) tell(`the path ${pattern} does not begin with /`, '/iroh/iroh-dashboard/**');
    if (/\{[^}]*$|\{[^}]*\}[^/]|[^/]\{|\*\*[^/]|[^/]\*\*/.test(pattern))
      tell(`the path ${pattern} has a segment of no known form`, '* or {name} or ** as whole segments');
  }
  if (path !== undefined && /\.[a-z]{2,5}$/.test(path))
    tell(`the path ${path} is a file of the portal, and those never speak`, 'the path of an API call');
}

/** The chain of subjects must lead from the account to the fact's own subject, each named by something that is there. */
function checkSubjects(
  { of = {}, path = '', kind }: HarExtractor | JsonExtractor,
  fact: FactDefinition,
  tell: Tell,
): void {
  const chain = Object.entries(of) as [SubjectType, string][];
  let parent: SubjectType = 'cloudAccount';
  for (const [type, from] of chain) {
    const segment = /^\{(.*)\}$/.exec(from)?.[1];
    if (segment !== undefined && !path.split('/').includes(from))
      tell(`the path has no segment ${from}`, `/…/${from}/…`);
    if (segment === undefined && kind === 'har')
      tell(`${type} is named by a field, but a call has none`, `{${type}} of the path`);
    if (!(subjectParents[type] as readonly string[]).includes(parent))
      tell(`${type} does not stand below ${parent}`, subjectParents[type].join(', '));
    parent = type;
  }
  const last = chain.at(-1)?.[0];
  const isNamed = last === undefined ? givenSubjects.includes(fact.subject) : last === fact.subject;
  if (!isNamed) tell(`of does not name the subject ${fact.subject} of ${fact.key}`, `of: {…, ${fact.subject}: …}`);
}

function checkHar(
  { as, value, services, tokens }: HarExtractor,
  fact: FactDefinition,
  hosts: readonly HostRow[],
  checkValue: CheckValue,
  tell: Tell,
): void {
  if ((as === undefined) === (value === undefined)) tell('reads neither or both of as and value', 'one of as, value');
  if (value !== undefined) checkValue(value);
  const isClaim = as !== undefined && as !== 'region';
  if (tokens !== undefined && !isClaim) tell('names tokens, but reads no claim of one', 'as: roles');
  if (isClaim && fact.type !== 'set of string')
    tell(`a token claims a list, and ${fact.key} is none`, 'type: set of string');
  if (as !== 'region') return;
  const regions = hosts.filter(({ service }) => services.includes(service)).map(({ region }) => region);
  for (const region of new Set(regions)) if (region !== undefined) checkValue(region);
}

function checkJson(
  { at, as, where, cases }: JsonExtractor,
  fact: FactDefinition,
  messages: readonly MessageDefinition[],
  checkValue: CheckValue,
  tell: Tell,
): void {
  if ((at === undefined) === (cases === undefined)) tell('reads neither or both of at and cases', 'one of at, cases');
  if (as === 'digest' && fact.sensitivity !== 'secret')
    tell(`what is only compared is secret, and ${fact.key} is ${fact.sensitivity}`, 'sensitivity: secret');
  if (where !== undefined) checkCondition(where, messages, tell);
  for (const { value, query, unknown, when } of cases ?? []) {
    const given = [value, query, unknown].filter((one) => one !== undefined);
    if (given.length !== 1) tell('a case gives not exactly one of value, query and unknown', '{value: …, when: …}');
    if (value !== undefined) for (const one of Array.isArray(value) ? value : [value]) checkValue(one);
    if (query !== undefined && fact.type === 'boolean') tell(`a parameter is text, and ${fact.key} is a boolean`);
    checkCondition(when, messages, tell);
  }
}

function checkCondition(condition: JsonCondition, messages: readonly MessageDefinition[], tell: Tell): void {
  if ('all' in condition) for (const part of condition.all) checkCondition(part, messages, tell);
  else if ('any' in condition) for (const part of condition.any) checkCondition(part, messages, tell);
  else if ('not' in condition) checkCondition(condition.not, messages, tell);
  else if ('message' in condition && !messages.some(({ id }) => id === condition.message))
    tell(`no message ${condition.message} in messages/`);
  else if ('matches' in condition) checkPattern(condition.matches, condition.linear, tell);
  else if ('mentions' in condition) checkPattern(condition.mentions, condition.linear, tell);
}

/** Customers' texts are matched with it: it must be a pattern, and one that cannot take for ever. */
export function checkPattern(pattern: string, linear: true | undefined, tell: Tell): void {
  if (!checkForm(pattern, linear, tell)) return;
  if (/[*+]|\{\d+,\}/.test(pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'x')))
    tell('the pattern repeats something without a bound', '{1,40} instead of * or +');
}

/** A pattern of a further pack has to do without what needs backtracking. */
export function checkForm(pattern: string, linear: true | undefined, tell: Tell): boolean {
  if (isPattern(pattern, 'iu', linear)) return true;
  const isBacktracking = linear !== undefined && isPattern(pattern, 'u', undefined);
  if (!isBacktracking) tell('the pattern is no regular expression');
  else {
    tell(
      'the pattern is none that always comes to an end in time',
      'no lookahead, lookbehind or backreference, no repeat over {0,1000}, \\x{e9} for \\u00e9',
    );
  }
  return false;
}
