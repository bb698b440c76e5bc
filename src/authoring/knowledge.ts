// The space of what may be known of the facts that one rule reads: each fact unknown, partly known, or one of its
// representatives; each listing of children unknown, begun or complete.
import type { FactDefinition } from '../model/catalogue.js';
import type { Condition } from '../model/condition.js';
import type { Fact } from '../model/fact.js';
import { absent, unknown } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Rule, TestFact } from '../model/rule.js';
import type { Subject, SubjectType } from '../model/subject.js';
import { ancestorsOf, type HandSet, idOf, readFacts } from './hand-set-facts.js';
import { factsRead, outermost, verdictConditions } from './quantified.js';
import { representatives } from './representatives.js';

/** One thing that may be known more or less exactly. Element 0 is: nothing is known. */
export interface Dimension {
  readonly fact: FactKey;
  readonly subject: string;
  /** What the case holds of the fact, per element. */
  readonly elements: readonly Fact[];
  /** Per element, the fully known elements that it may turn out to be; empty for one that is fully known. */
  readonly refinements: readonly (readonly number[])[];
  /** For listings: the children that are seen, per element. */
  readonly seen?: readonly number[];
  /** The listing and the count of seen children without which the subject does not exist. */
  readonly needs: readonly { readonly listing: Dimension; readonly seen: number }[];
}

export interface Knowledge {
  readonly dimensions: readonly Dimension[];
  readonly line: readonly Subject[];
  readonly children: readonly { readonly subject: Subject; readonly needs: Dimension['needs'] }[];
}

export type Definitions = ReadonlyMap<FactKey, FactDefinition>;

/** Undefined when the rule reads facts or counts children that the catalogue does not know. */
export function knowledgeOf(rule: Rule, definitions: Definitions): Knowledge | undefined {
  const line = lineSubjects(rule.subject);
  const dimensions: Dimension[] = [];
  const children: { subject: Subject; needs: Dimension['needs'] }[] = [];
  const conditions = verdictConditions(rule);
  const visit = (at: Subject, parts: readonly Condition[], needs: Dimension['needs'], above: readonly Subject[]) => {
    for (const dimension of listings(at, parts, needs, definitions)) {
      dimensions.push(dimension.listing);
      for (let index = 1; index <= dimension.most; index++) {
        const id = `${at.id}/${dimension.type}:${index}`;
        const subject = { type: dimension.type, id, name: String(index), parent: at.id, seen: true };
        const own = [...needs, { listing: dimension.listing, seen: index }];
        children.push({ subject, needs: own });
        visit(subject, dimension.where, own, [...above, subject]);
      }
    }
    for (const key of factsRead(parts, at.type)) {
      const definition = definitions.get(key);
      const owner = definition && above.findLast(({ type }) => type === definition.subject);
      if (definition === undefined || owner === undefined) continue;
      if (dimensions.some(({ fact, subject }) => fact === key && subject === owner.id)) continue;
      const ownNeeds = children.find(({ subject }) => subject.id === owner.id)?.needs ?? [];
      const values = representatives(definition, rule, conditions, rule.subject);
      dimensions.push({ ...ofFact(definition, owner.id, values, definitions), needs: ownNeeds });
    }
  };
  const root = line.at(-1);
  const listed = (parts: readonly Condition[]): boolean =>
    outermost(parts).every(({ type, where }) => listerOf(type, definitions) !== undefined && listed([where]));
  if (root === undefined || !listed(conditions)) return undefined;
  if ([...factsRead(conditions, rule.subject)].some((key) => !definitions.has(key))) return undefined;
  visit(root, conditions, [], line);
  return { dimensions, line, children };
}

function lineSubjects(type: SubjectType): Subject[] {
  return [...ancestorsOf(type), type].map((one, index, line) => {
    const parent = line[index - 1];
    return { type: one, id: idOf(one), name: one, parent: parent && idOf(parent), seen: true };
  });
}

export function listerOf(type: SubjectType, definitions: Definitions): FactKey | undefined {
  return [...definitions.values()].find(({ enumerates }) => enumerates === type)?.key;
}

interface Listing {
  readonly type: SubjectType;
  readonly where: readonly Condition[];
  readonly most: number;
  readonly listing: Dimension;
}

/** A child more than quantifiers: each of them may need a child of its own to turn. */
function listings(
  at: Subject,
  parts: readonly Condition[],
  needs: Dimension['needs'],
  definitions: Definitions,
): Listing[] {
  const quantifiers = outermost(parts);
  return [...new Set(quantifiers.map(({ type }) => type))].flatMap((type) => {
    const fact = listerOf(type, definitions);
    if (fact === undefined) return [];
    const where = quantifiers.filter((one) => one.type === type).map((one) => one.where);
    const most = where.length + 1;
    const counts = Array.from({ length: most + 1 }, (_, count) => count);
    const names = (count: number) => counts.slice(1, count + 1).map(String);
    const complete = counts.map((count) => factWith(fact, at.id, names(count), definitions));
    const begun = { ...factWith(fact, at.id, names(1), definitions), incomplete: true };
    const listing: Dimension = {
      fact,
      subject: at.id,
      elements: [factWith(fact, at.id, { unknown: 'notCollected' }, definitions), begun, ...complete],
      seen: [0, 1, ...counts],
      refinements: [
        counts.map((count) => count + 2),
        counts.slice(1).map((count) => count + 2),
        ...counts.map(() => []),
      ],
      needs,
    };
    return [{ type, where, most, listing }];
  });
}

function ofFact(
  definition: FactDefinition,
  subject: string,
  values: readonly TestFact[],
  definitions: Definitions,
): Omit<Dimension, 'needs'> {
  const { key } = definition;
  const knowns = values.map((value) => ({ ...factWith(key, subject, value, definitions), incomplete: false }));
  const mayLack =
    definition.absent !== undefined || (definition.cardinality === 'event' && definition.scope !== undefined);
  const lacking = mayLack ? [{ ...factWith(key, subject, { absent: true }, definitions), state: absent }] : [];
  const nothing = {
    ...factWith(key, subject, { unknown: 'notCollected' }, definitions),
    state: unknown('notCollected'),
  };
  const whole = [...knowns, ...lacking];
  const begun = values.flatMap((value, index) => (Array.isArray(value) ? [{ value, index }] : []));
  return {
    fact: key,
    subject,
    elements: [nothing, ...whole, ...begun.map(({ index }) => ({ ...(knowns[index] as Fact), incomplete: true }))],
    refinements: [
      whole.map((_, index) => index + 1),
      ...whole.map(() => []),
      ...begun.map(({ value }) =>
        begun
          .filter(({ value: larger }) => value.every((item: string | number) => larger.includes(item)))
          .map(({ index }) => index + 1),
      ),
    ],
  };
}

function factWith(key: FactKey, subject: string, value: TestFact, definitions: Definitions): Fact {
  return readFacts({ [key]: value }, subject, definitions).get(key) as Fact;
}

/** The subjects and facts of one state of knowledge, element by dimension. */
export function partsOf({ dimensions, line, children }: Knowledge, state: readonly number[]): HandSet[] {
  const chosen = dimensions.map((dimension, index) => ({ dimension, fact: dimension.elements[state[index] ?? 0] }));
  const seen = (listing: Dimension) => listing.seen?.[state[dimensions.indexOf(listing)] ?? 0] ?? 0;
  const there = children.filter(({ needs }) => needs.every((need) => seen(need.listing) >= need.seen));
  return [...line, ...there.map(({ subject }) => subject)].map((subject) => ({
    subject,
    facts: new Map(
      chosen.flatMap(({ dimension, fact }) =>
        dimension.subject === subject.id && fact ? [[dimension.fact, fact] as const] : [],
      ),
    ),
  }));
}

/** Whether the subject of the dimension exists in that state. */
export function exists(dimension: Dimension, state: readonly number[], { dimensions }: Knowledge): boolean {
  return dimension.needs.every(
    ({ listing, seen }) => (listing.seen?.[state[dimensions.indexOf(listing)] ?? 0] ?? 0) >= seen,
  );
}
