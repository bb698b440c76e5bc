// What the engineer was told and passes on: `--state KEY=VALUE[@SUBJECT]` → observations of trust `asserted`.
import type { FactDefinition } from '../model/catalogue.js';
import { known, type Observation, type Value } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { momentOf } from '../model/moment.js';
import type { Safe } from '../model/safe.js';
import { type LocalSubject, type SubjectType, subjectParents } from '../model/subject.js';
import { type Problem, UsageError } from '../model/usage-error.js';
import { versionParts } from '../model/version.js';
import { closest } from '../text/closest.js';
import { excerpt } from '../text/excerpt.js';
import type { Masker } from '../text/mask.js';

/** One `--state`. Without a subject it speaks of the case's only one of that kind. */
export interface Statement {
  readonly fact: string;
  readonly value: string;
  /** Id of a subject (`appliance:4A0F-77`), or just its name. */
  readonly subject?: string;
}

/** @throws UsageError naming every statement that cannot be meant */
export function stateFacts(
  statements: readonly Statement[],
  definitions: ReadonlyMap<FactKey, FactDefinition>,
  masker: Masker,
): Observation[] {
  const problems: Problem[] = [];
  const observations = statements.flatMap((statement, index) => {
    const place = `--state ${statement.fact}`;
    const definition = definitions.get(statement.fact);
    if (definition === undefined) {
      const near = closest(statement.fact, [...definitions.keys()]).join(', ');
      problems.push({ place, problem: 'the catalogue has no such fact', ...(near && { expected: near }) });
      return [];
    }
    const value = readValue(statement.value, definition);
    if (value === undefined) {
      const expected = definition.values ? Object.keys(definition.values).join(', ') : `a ${definition.type}`;
      problems.push({ place, problem: 'the value does not fit the fact', expected });
      return [];
    }
    const subject = subjectOf(statement, definition);
    if (subject === undefined) {
      problems.push({
        place,
        problem: `it does not say which ${definition.subject}`,
        example: `${statement.fact}=${statement.value}@Management`,
      });
      return [];
    }
    const raw = excerpt(masker, `${statement.fact}=${statement.value}`);
    return [observed(definition.key, value, subject, index, raw)];
  });
  if (problems.length > 0) throw new UsageError(problems);
  return observations;
}

function observed(fact: FactKey, value: Value, subject: LocalSubject, index: number, raw: Safe): Observation {
  const evidence = { artifact: `--state#${index + 1}`, excerpt: raw, trust: 'asserted' as const };
  return { fact, subject, state: known(value), evidence };
}

/**
 * The local subject that binds to what the engineer names: `esa1.example.com`, `appliance:4A0F-77`, or with a child
 * `esa1.example.com/Management`. Undefined when a child is meant and not named.
 */
function subjectOf({ subject }: Statement, { subject: type }: FactDefinition): LocalSubject | undefined {
  if (type === 'case') return { type, key: '' };
  const parts = (subject ?? '')
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/^[a-zA-Z]+:/, ''));
  const [parent]: readonly SubjectType[] = subjectParents[type];
  if (parent === undefined || parent === 'case') return named(type, parts[0]);
  const child = parts.at(-1);
  return child === undefined
    ? undefined
    : { type, key: child, parent: named(parent, parts.length > 1 ? parts[0] : undefined) };
}

function named(type: SubjectType, name: string | undefined): LocalSubject {
  return name === undefined ? { type, key: '' } : { type, key: name, called: name };
}

function readValue(text: string, definition: FactDefinition): Value | undefined {
  const { values } = definition;
  const parts = definition.type === 'set of string' ? partsOf(text) : [text];
  if (values && !parts.every((part) => Object.hasOwn(values, part))) return undefined;
  switch (definition.type) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'number':
    case 'duration':
      return Number.isFinite(Number(text)) && text !== '' ? Number(text) : undefined;
    case 'version':
      return versionParts(text) ? text : undefined;
    case 'time':
      return momentOf(text) ? text : undefined;
    case 'set of string':
      return partsOf(text);
    case 'set of number':
      return text.split(',').map(Number).every(Number.isFinite) ? text.split(',').map(Number) : undefined;
    default:
      return text;
  }
}

function partsOf(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
