// The pack's words in the reader's language, and the customer's values inside them: masked once, never read as a template.
import type { FactDefinition } from '../model/catalogue.js';
import type { FactState, Value } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import { inLanguage, type Localized } from '../model/localized.js';
import type { Pack } from '../model/rule.js';
import type { Safe } from '../model/safe.js';
import { caseId, type Subject, type SubjectType } from '../model/subject.js';
import { fill } from '../text/fill.js';
import { trusted } from '../text/safe.js';
import type { Masker } from '../text/secrets/mask.js';

export interface Words {
  readonly lang: string;
  /** A word of `words.yaml` by its dotted id, filled. */
  word(id: string, args?: Readonly<Record<string, Safe | number>>): Safe;
  /** A text of the pack, filled. */
  text(text: Localized, args?: Readonly<Record<string, Safe | number>>): Safe;
  /** A value of the fact as people read it: enum words, lists joined, personal values as labels. */
  value(value: Value, definition: FactDefinition | undefined): Safe;
  /** The value, or why there is none. */
  state(state: FactState, definition: FactDefinition | undefined): Safe;
  /** What a fact is, with its value or why it has none, if that is to be told: `Answers of the portals: seen`. */
  statement(fact: FactKey, state: FactState | undefined): Safe;
  /** What a fact is called; its key where the catalogue has none. */
  title(fact: FactKey): Safe;
  /** The subject as people call it; undefined stands for "none was seen". */
  subject(subject: Subject | undefined, type: SubjectType): Safe;
  name(raw: string): Safe;
  /** A line of evidence without the personal values that the case has read, each under the label it has as a value. */
  line(excerpt: Safe): Safe;
}

export function wordsOf(pack: Pack, lang: string, masker: Masker): Words {
  const text: Words['text'] = (localized, args = {}) => trusted(fill(inLanguage(localized, lang), args));
  const word: Words['word'] = (id, args) => {
    const localized = pack.words[id];
    if (localized === undefined) throw new Error(`words.yaml lacks ${id}`);
    return text(localized, args);
  };
  const definitions = new Map(pack.facts.map((fact) => [fact.key, fact]));
  const value: Words['value'] = (value, definition) =>
    trusted(
      listOf(value)
        .map((one) => valueWord(one, definition, text, lang, masker))
        .join(', '),
    );
  const title: Words['title'] = (fact) => {
    const definition = definitions.get(fact);
    return definition ? text(definition.title) : trusted(fact);
  };
  const state: Words['state'] = (state, definition) => {
    if (state.state === 'known') return value(state.value, definition);
    return word(state.state === 'absent' ? 'table.absent' : `reason.${state.reason}`);
  };
  return {
    lang,
    text,
    word,
    name: (raw) => masker.name(raw),
    line: (excerpt) => masker.withoutValues(excerpt),
    value,
    state,
    title,
    statement: (fact, one) =>
      one === undefined ? title(fact) : trusted(`${title(fact)}: ${state(one, definitions.get(fact))}`),
    subject(subject, type) {
      const kind = word(`subject.${type}`);
      if (subject === undefined) return kind;
      if (subject.id === caseId) return kind;
      if (subject.name === '' && subject.shownIn !== undefined) {
        return word('table.shownIn', { subject: kind, artifact: masker.name(subject.shownIn) });
      }
      const label = subject.name || subject.id.slice(subject.id.lastIndexOf(':') + 1);
      return trusted(`${kind} ${masker.text(label)}`);
    },
  };
}

function listOf(value: Value): readonly (string | number | boolean)[] {
  return Array.isArray(value) ? value : [value as string | number | boolean];
}

function valueWord(
  value: string | number | boolean,
  definition: FactDefinition | undefined,
  text: Words['text'],
  lang: string,
  masker: Masker,
): string {
  const enumWord = definition?.values?.[String(value)];
  if (enumWord !== undefined) return text(enumWord);
  if (definition?.type === 'duration' && typeof value === 'number') return durationWord(value, lang);
  return definition !== undefined && isHidden(definition)
    ? masker.value(String(value), definition.key, personalKind(definition))
    : masker.text(String(value));
}

/** What a personal value is called in its label. */
function personalKind({ key, sensitivity }: FactDefinition): 'organization' | 'name' | 'secret' {
  if (sensitivity !== 'personal') return 'secret';
  return key.split('.').includes('organization') ? 'organization' : 'name';
}

/** In the largest unit that it is a whole number of. */
function durationWord(seconds: number, lang: string): string {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const [unit, length] = units.find(([, length]) => seconds !== 0 && seconds % length === 0) ?? ['second', 1];
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / length);
}

/** Values that stand in a report as labels only. */
export function isHidden({ sensitivity }: FactDefinition): boolean {
  return sensitivity === 'personal' || sensitivity === 'secret';
}
