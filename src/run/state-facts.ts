// What the engineer was told and passes on: `--state KEY=VALUE[@SUBJECT]` → observations of trust `asserted`.
import type { FactDefinition } from '../model/catalogue.js';
import type { FactView } from '../model/combiner.js';
import { known as knownState, type Observation, type Value } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { momentOf } from '../model/moment.js';
import type { Subject } from '../model/subject.js';
import { type Problem, UsageError } from '../model/usage-error.js';
import { versionParts } from '../model/version.js';
import { closest, didYouMean } from '../text/closest.js';
import { excerpt } from '../text/secrets/excerpt.js';
import type { Masker } from '../text/secrets/mask.js';
import { namesOf, statedSubject } from './stated-subject.js';

/** One `--state`. Without a subject it speaks of the case's only one of that kind. */
export interface Statement {
  readonly fact: string;
  readonly value: string;
  /** Id of a subject (`appliance:4A0F-77`), or just its name. */
  readonly subject?: string;
}

/** A statement whose fact and value are right; whom it is about is known once the upload was read. */
export interface ReadStatement {
  readonly definition: FactDefinition;
  readonly value: Value;
  readonly subject: string | undefined;
  /** `--state#1`, its place among the artifacts. */
  readonly artifact: string;
  readonly text: string;
}

/** @throws UsageError naming every statement that cannot be meant */
export function readStatements(
  statements: readonly Statement[],
  definitions: ReadonlyMap<FactKey, FactDefinition>,
): ReadStatement[] {
  const problems: Problem[] = [];
  const read = statements.flatMap((statement, index): ReadStatement[] => {
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
    const at = statement.subject === undefined ? '' : `@${statement.subject}`;
    const text = `${statement.fact}=${statement.value}${at}`;
    return [{ definition, value, subject: statement.subject, artifact: `--state#${index + 1}`, text }];
  });
  if (problems.length > 0) throw new UsageError(problems);
  return read;
}

/**
 * @param known what the upload alone tells
 * @throws UsageError naming the known subjects for every statement that does not say whom it is about
 */
export function statedFacts(statements: readonly ReadStatement[], known: FactView, masker: Masker): Observation[] {
  const problems: Problem[] = [];
  const observations = statements.flatMap((statement): Observation[] => {
    const stated = statedSubject(statement.definition.subject, statement.subject, known);
    if ('candidates' in stated) {
      problems.push(subjectProblem(statement, stated.candidates, masker));
      return [];
    }
    const raw = excerpt(masker, statement.text);
    const evidence = { artifact: statement.artifact, excerpt: raw, trust: 'asserted' as const };
    return [{ fact: statement.definition.key, subject: stated.local, state: knownState(statement.value), evidence }];
  });
  if (problems.length > 0) throw new UsageError(problems);
  return observations;
}

/** How many known subjects a message names. */
const namedMax = 8;

function subjectProblem(
  { definition, subject, text }: ReadStatement,
  candidates: readonly Subject[],
  masker: Masker,
): Problem {
  const { key, subject: type } = definition;
  const ids = candidates.map(({ id }) => id);
  const near = subject === undefined ? [] : nearest(subject, candidates);
  const known = `${ids.slice(0, namedMax).join(', ')}${ids.length > namedMax ? ', …' : ''}`;
  const [example = 'Management'] = [...near, ...ids];
  const problem =
    subject === undefined
      ? `it does not say which ${type}`
      : `the case has no one ${type} "${subject}"${didYouMean(near)}`;
  return {
    place: `--state ${key}`,
    problem: masker.name(problem),
    ...(known && { expected: masker.name(known) }),
    example: masker.name(`${text.replace(/@[^@]*$/, '')}@${example}`),
  };
}

function nearest(typed: string, candidates: readonly Subject[]): string[] {
  const names = new Map(candidates.flatMap((one) => [one.id, ...namesOf(one)].map((name) => [name, one.id])));
  return [...new Set(closest(typed, [...names.keys()]).map((name) => names.get(name) ?? name))];
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
