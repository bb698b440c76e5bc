// What one file of a pack says of another: facts that rules and recipes name, pages and messages that extractors name.

import type {
  CliExtractor,
  Extractor,
  FactDefinition,
  HostRow,
  LogTable,
  MessageDefinition,
  PageCondition,
  PageDefinition,
} from '../model/catalogue.js';
import { type Condition, factsOf, leavesOf } from '../model/condition.js';
import {
  hidingCircle,
  type Recipe,
  type RegionSide,
  type Rule,
  type SubjectDetail,
  type Symptom,
  type Told,
  verdictFields,
} from '../model/rule.js';
import type { Problem } from '../model/usage-error.js';
import { compilePattern } from '../text/pattern.js';
import { checkCallExtractor, checkForm, checkPattern } from './check-call-extractor.js';
import type { Document, Path } from './document.js';

interface Tables {
  readonly facts: readonly FactDefinition[];
  readonly rules: readonly Rule[];
  readonly pages: readonly PageDefinition[];
  readonly messages: readonly MessageDefinition[];
  readonly hosts: readonly HostRow[];
  readonly logs: LogTable;
  readonly recipes: readonly Recipe[];
  readonly symptoms: readonly Symptom[];
  readonly told: Told;
  readonly subjectDetails: readonly SubjectDetail[];
  readonly regions: readonly RegionSide[];
}

/** The file that holds a fact, rule, page, …: two packs may have files of the same name. */
export type Sources = Map<object, Document>;

/** Tells a problem at a path inside the file that holds the thing. */
type Tell = (thing: object, path: Path, problem: string, expected?: string) => void;

export function checkReferences(tables: Tables, sources: Sources): Problem[] {
  const problems: Problem[] = [];
  const tell: Tell = (thing, path, problem, expected) => {
    const document = sources.get(thing);
    const place = `${document?.place}:${document?.lineOf(path) ?? 1}`;
    problems.push({ place, problem, ...(expected !== undefined && { expected }) });
  };
  const keys = new Set(tables.facts.map(({ key }) => key));
  tellRepeats(tables, sources, tell);
  for (const fact of tables.facts) checkFact(fact, tables, keys, tell);
  for (const page of tables.pages) checkPage(page, tables, tell);
  for (const rule of tables.rules) checkRule(rule, tables, keys, tell);
  for (const symptom of tables.symptoms) checkSymptom(symptom, keys, tell);
  checkTold(tables, tell);
  for (const recipe of tables.recipes) {
    if (recipe.when) checkCondition(recipe.when, keys, recipe, [recipe.id, 'when'], tell);
  }
  tables.subjectDetails.forEach((detail, index) => {
    if (!keys.has(detail.fact)) tell(detail, ['subjects', index, 'fact'], unknownFact(detail.fact, keys));
  });
  tables.regions.forEach((side, index) => {
    const { fact } = side;
    if (fact !== undefined && !keys.has(fact)) tell(side, ['regions', index, 'fact'], unknownFact(fact, keys));
  });
  return problems;
}

function checkSymptom(symptom: Symptom, keys: ReadonlySet<string>, tell: Tell): void {
  checkCondition(symptom.seenWhen, keys, symptom, [symptom.id, 'seenWhen'], tell);
  symptom.endedBy?.forEach(({ fact }, at) => {
    if (!keys.has(fact)) tell(symptom, [symptom.id, 'endedBy', at, 'fact'], unknownFact(fact, keys));
  });
}

/** A group that is not there would leave a symptom that less is enough for, or that nobody can tell. */
function checkTold({ told, symptoms }: Tables, tell: Tell): void {
  told.symptoms.forEach(({ symptom, things, fault }, at) => {
    const path = ['symptoms', at];
    if (!symptoms.some(({ id }) => id === symptom))
      tell(told, [...path, 'symptom'], `symptoms.yaml has no symptom ${symptom}`);
    for (const thing of things)
      if (!Object.hasOwn(told.things, thing)) tell(told, [...path, 'things'], `things has no group ${thing}`);
    if (!Object.hasOwn(told.faults, fault)) tell(told, [...path, 'fault'], `faults has no group ${fault}`);
  });
}

function tellRepeats(tables: Tables, sources: Sources, tell: Tell): void {
  const named: [kind: string, name: string, thing: object][] = [
    ...tables.facts.map((fact): [string, string, object] => ['fact', fact.key, fact]),
    ...(['rules', 'pages', 'messages', 'recipes', 'symptoms'] as const).flatMap((list) =>
      tables[list].map((one): [string, string, object] => [list.slice(0, -1), one.id, one]),
    ),
  ];
  const seen = new Map<string, object>();
  for (const [kind, name, thing] of named) {
    const id = `${kind} ${name}`;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, thing);
    else tell(thing, [name], `the ${id} is defined twice; first ${placeOf(first, name, sources)}`, eachOnce);
  }
}

const eachOnce = 'each id once over all packs; pack.yaml can give a rule another level';

function placeOf(thing: object, name: string, sources: Sources): string {
  const document = sources.get(thing);
  const isShipped = document?.place === document?.file;
  return `in ${isShipped ? 'the shipped rules/' : ''}${document?.place}:${document?.lineOf([name]) ?? 1}`;
}

/** A row, box, message or service that is misspelt would never be met: that would be a silent hole. */
function checkPage(page: PageDefinition, { messages, hosts }: Tables, tell: Tell): void {
  if (page.keyRow !== undefined && !(page.keyRow in page.rows))
    tell(page, ['keyRow'], `page ${page.id} has no row ${page.keyRow}`, Object.keys(page.rows).join(', '));
  const named: [string, readonly string[]][] = [
    ['parentRow', page.parentRow === undefined ? [] : [page.parentRow]],
    ['items', page.items ?? []],
    ['anchor', page.anchor ? [page.anchor.row, ...page.anchor.above] : []],
  ];
  for (const [field, rows] of named) {
    for (const row of rows) {
      if (!(row in page.rows))
        tell(page, [field], `page ${page.id} has no row ${row}`, Object.keys(page.rows).join(', '));
    }
  }
  for (const [row, { box, service, holds, choices, pattern, linear }] of Object.entries(page.rows)) {
    if ((holds === 'choice') !== (choices !== undefined))
      tell(page, ['rows', row, 'choices'], 'a row has choices when it holds a choice', 'holds: choice, choices: {…}');
    if (pattern !== undefined)
      checkPattern(pattern, linear, (problem, expected) => tell(page, ['rows', row, 'pattern'], problem, expected));
    if (box !== undefined && !(box in page.boxes))
      tell(page, ['rows', row, 'box'], `page ${page.id} has no box ${box}`, Object.keys(page.boxes).join(', '));
    if (service !== undefined && !hosts.some((host) => host.service === service))
      tell(page, ['rows', row, 'service'], `no service ${service} in hosts.yaml`);
  }
  for (const message of page.messages) {
    if (!messages.some(({ id }) => id === message)) tell(page, ['messages'], `no message ${message} in messages/`);
  }
}

function checkFact(fact: FactDefinition, tables: Tables, keys: ReadonlySet<string>, tell: Tell): void {
  const at = (...path: Path): Path => [fact.key, ...path];
  if (fact.type === 'enum' && fact.values === undefined)
    tell(fact, at('type'), `${fact.key} is an enum without values`, 'values: {on: {en: …}, off: {en: …}}');
  for (const id of fact.collect ?? []) {
    if (!tables.recipes.some((recipe) => recipe.id === id))
      tell(fact, at('collect'), `collect.yaml has no recipe ${id}`);
  }
  const { joinsBy } = fact;
  if (joinsBy !== undefined && !keys.has(joinsBy.fact)) tell(fact, at('joinsBy'), unknownFact(joinsBy.fact, keys));
  if (fact.within !== undefined && !keys.has(fact.within)) tell(fact, at('within'), unknownFact(fact.within, keys));
  for (const key of fact.staleAfter ?? []) if (!keys.has(key)) tell(fact, at('staleAfter'), unknownFact(key, keys));
  fact.extractors.forEach((extractor, index) => {
    checkExtractor(extractor, fact, tables, (problem, expected) =>
      tell(fact, at('extractors', index), problem, expected),
    );
  });
}

/** What an xml extractor may read, of which it reads exactly one. */
const xmlSources = ['header', 'paths', 'root', 'discover'] as const;

function checkXml(
  extractor: Extract<Extractor, { kind: 'xml' }>,
  fact: FactDefinition,
  tell: (problem: string, expected?: string) => void,
): void {
  const reads = xmlSources.filter((source) => extractor[source] !== undefined);
  if (reads.length !== 1) tell(`reads ${reads.join(' and ') || 'nothing'}`, `one of ${xmlSources.join(', ')}`);
  if ((extractor.root === undefined) !== (extractor.value === undefined))
    tell('has only one of root and value', '{ root: cluster_config, value: member }');
  const { discover } = extractor;
  if (extractor.value !== undefined) checkValue(extractor.value, fact, tell);
  if (discover && 'named' in discover) checkForm(discover.named, discover.linear, tell);
  if (extractor.discover !== undefined && extractor.confidence !== 'guess')
    tell('discovers names that are not published as more than a guess', 'confidence: guess');
}

function checkExtractor(
  extractor: Extractor,
  fact: FactDefinition,
  tables: Tables,
  tell: (problem: string, expected?: string) => void,
): void {
  if (extractor.kind === 'line') checkLine(extractor, tables, tell);
  if (extractor.kind === 'har' || extractor.kind === 'json')
    checkCallExtractor(extractor, fact, tables, (value) => checkValue(value, fact, tell), tell);
  if (extractor.kind === 'phrase') {
    if (!tables.messages.some(({ id }) => id === extractor.message))
      tell(`no message ${extractor.message} in messages/`);
    checkValue(extractor.value, fact, tell);
  }
  if (extractor.kind === 'xml') checkXml(extractor, fact, tell);
  if (extractor.kind === 'cli') checkCli(extractor, fact, tables, tell);
  if (extractor.kind !== 'page') return;
  if ((extractor.row === undefined) === (extractor.cases === undefined))
    tell('reads neither or both of row and cases', 'one of row, cases');
  const page = tables.pages.find(({ id }) => id === extractor.page);
  if (page === undefined) {
    tell(`no page ${extractor.page} in pages/`);
    return;
  }
  if (extractor.row !== undefined && !(extractor.row in page.rows))
    tell(`page ${page.id} has no row ${extractor.row}`, Object.keys(page.rows).join(', '));
  for (const { value, take, unknown: reason, mayBe, when } of extractor.cases ?? []) {
    checkPageCondition(when, page, tell);
    if ([value, take, reason].filter((one) => one !== undefined).length !== 1)
      tell('a case gives not exactly one of value, take and unknown', '{ value: …, when: … }');
    if (mayBe !== undefined && reason === undefined)
      tell('a case with a value has mayBe', '{ unknown: …, mayBe: […] }');
    for (const one of mayBe ?? []) checkValue(one, fact, tell);
    if (take !== undefined && !(take in page.rows))
      tell(`page ${page.id} has no row ${take}`, Object.keys(page.rows).join(', '));
    if (value !== undefined) checkValue(value, fact, tell);
  }
}

function checkValue(value: unknown, fact: FactDefinition, tell: (problem: string, expected?: string) => void): void {
  const values = fact.values && Object.keys(fact.values);
  if (values && !values.includes(String(value))) tell(`${String(value)} is no value of ${fact.key}`, values.join(', '));
}

function checkPageCondition(
  condition: PageCondition,
  page: PageDefinition,
  tell: (problem: string, expected?: string) => void,
): void {
  if ('all' in condition || 'any' in condition) {
    for (const part of 'all' in condition ? condition.all : condition.any) checkPageCondition(part, page, tell);
  } else if ('not' in condition) checkPageCondition(condition.not, page, tell);
  else if ('row' in condition && !(condition.row in page.rows))
    tell(`page ${page.id} has no row ${condition.row}`, Object.keys(page.rows).join(', '));
  else if ('matches' in condition) checkPattern(condition.matches, condition.linear, tell);
  else if ('in' in condition) {
    const choices = Object.keys(page.rows[condition.row]?.choices ?? {});
    for (const choice of condition.in) {
      if (!choices.includes(choice)) tell(`row ${condition.row} has no choice ${choice}`, choices.join(', '));
    }
  } else if ('button' in condition && !(condition.button in page.buttons))
    tell(`page ${page.id} has no button ${condition.button}`, Object.keys(page.buttons).join(', '));
  else if ('message' in condition && !page.messages.includes(condition.message))
    tell(`page ${page.id} shows no message ${condition.message}`, page.messages.join(', '));
}

/** A pattern whose own sample does not match reads nothing: that would be a silent hole. */
function checkLine(
  extractor: Extract<Extractor, { kind: 'line' }>,
  { hosts, logs }: Tables,
  tell: (problem: string, expected?: string) => void,
): void {
  for (const log of extractor.logs ?? [])
    if (!(log in logs.names)) tell(`logs.yaml has no log ${log}`, Object.keys(logs.names).join(', '));
  for (const service of extractor.hosts ?? [])
    if (!hosts.some((host) => host.service === service)) tell(`no service ${service} in hosts.yaml`);
  if (!checkForm(extractor.pattern, extractor.linear, tell)) return;
  const pattern = compilePattern(extractor.pattern, 'u', extractor.linear);
  // Mon Nov 16 08:00:00 2026 Info: message
  const message = /^[A-Z\d<].{0,300}?\b(?:Critical|Warning|Info|Debug|Trace): (?<message>.*)$/.exec(extractor.sample)
    ?.groups?.message;
  if (message === undefined) tell('the sample is no line of a log', 'Mon Nov 16 08:00:00 2026 Info: message');
  const match = pattern.exec(message ?? '');
  if (match === null || !extractor.anchors.some((anchor) => message?.includes(anchor)))
    tell('the sample does not match pattern and anchors', 'a sample line that the pattern reads');
  const groups = extractor.as === 'step' ? ['from', 'to'] : extractor.take === undefined ? [] : [extractor.take];
  for (const group of groups)
    if (match && match.groups?.[group] === undefined) tell(`the pattern has no group ${group}`, `(?<${group}>…)`);
}

/** What a command's answer is read by: one form only, and with it what that form needs to give a value. */
function checkCli(
  extractor: CliExtractor,
  fact: FactDefinition,
  { hosts, facts }: Tables,
  tell: (problem: string, expected?: string) => void,
): void {
  const forms = (['label', 'says', 'asks', 'offers', 'pattern', 'prompt'] as const).filter((form) => extractor[form]);
  if (forms.length !== 1)
    tell('reads none or several forms of an answer', 'one of label, says, asks, offers, pattern, prompt');
  if (extractor.prompt === undefined && extractor.commands === undefined)
    tell('names no commands', 'commands: [version]');
  const needsValue =
    extractor.offers !== undefined || (extractor.says !== undefined && extractor.uncommitted === undefined);
  if (needsValue && extractor.value === undefined) tell('gives no value', 'value: …');
  for (const service of extractor.target ?? []) {
    if (!hosts.some((host) => host.service === service)) tell(`no service ${service} in hosts.yaml`);
  }
  const { value, uncommitted, answers, modes = {}, usedBy } = extractor;
  for (const one of [value, uncommitted, answers?.yes, answers?.no, ...Object.values(modes)])
    if (one !== undefined) checkValue(one, fact, tell);
  for (const [key, told] of Object.entries(usedBy?.told ?? {})) {
    const other = facts.find((one) => one.key === key);
    if (other === undefined) tell(unknownFact(key, new Set(facts.map((one) => one.key))));
    else for (const one of told) checkValue(one, other, tell);
  }
  const { linear, whole, pattern } = extractor;
  if (whole !== undefined) checkForm(whole, linear, tell);
  if (pattern === undefined || !checkForm(pattern, linear, tell)) return;
  const groups = compilePattern(pattern, 'u', linear).exec(extractor.sample ?? '')?.groups;
  if (extractor.take === undefined || groups?.[extractor.take] === undefined)
    tell('the sample does not give what is taken', 'a sample line that the pattern reads, and take: the group');
}

function checkRule(rule: Rule, tables: Tables, keys: ReadonlySet<string>, tell: Tell): void {
  for (const field of verdictFields) {
    const condition = rule[field];
    if (condition) checkCondition(condition, keys, rule, [field], tell);
  }
  for (const field of ['remedy', 'details', 'signs', 'hides'] as const) {
    rule[field].forEach(({ when }, index) => {
      if (when) checkCondition(when, keys, rule, [field, index, 'when'], tell);
    });
  }
  const circle = hidingCircle(rule, tables.rules);
  if (circle !== undefined) tell(rule, ['hides'], `${circle.join(' hides ')}: all would vanish`);
  for (const id of rule.symptoms) {
    if (!tables.symptoms.some((symptom) => symptom.id === id))
      tell(
        rule,
        ['symptoms'],
        `symptoms.yaml has no symptom ${id}`,
        tables.symptoms.map((symptom) => symptom.id).join(', '),
      );
  }
  rule.tests.forEach(({ facts, subjects = [] }, index) => {
    const named = [facts, ...subjects.map((child) => child.facts)].flatMap(Object.keys);
    for (const key of named) if (!keys.has(key)) tell(rule, ['tests', index, 'facts', key], unknownFact(key, keys));
  });
}

function checkCondition(condition: Condition, keys: ReadonlySet<string>, thing: object, path: Path, tell: Tell): void {
  for (const { op, operand, linear } of leavesOf(condition)) {
    if (op !== 'matches' || typeof operand !== 'string') continue;
    checkForm(operand, linear, (problem, expected) => tell(thing, path, problem, expected));
  }
  const used = new Set(leavesOf(condition).flatMap(factsOf));
  for (const key of used) if (!keys.has(key)) tell(thing, path, unknownFact(key, keys));
}

function unknownFact(key: string, keys: ReadonlySet<string>): string {
  const source = key.split('.')[0];
  const near = [...keys].filter((known) => known.split('.')[0] === source);
  return `the catalogue has no fact ${key}${near.length > 0 ? `; near it: ${near.slice(0, 6).join(', ')}` : ''}`;
}
