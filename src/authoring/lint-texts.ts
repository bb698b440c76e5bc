// The words of a pack: every shipped language is there, and translations have the same holes to fill.
import type { FactDefinition } from '../model/catalogue.js';
import type { FactKey } from '../model/fact-keys.js';
import { type Localized, shippedLanguages } from '../model/localized.js';
import { momentOf } from '../model/moment.js';
import type { Rule } from '../model/rule.js';
import { noDay } from './draft-rule.js';
import type { Tell } from './lint-problem.js';

// {appliance.cloud-service.server} | {subject}
const hole = /\{([^{}]{0,200})\}/g;

/** Everything below `node` that has an English text must have the other languages, with the same holes. */
export function lintLanguages(node: unknown, place: string, tell: Tell): void {
  if (typeof node !== 'object' || node === null) return;
  if (!isLocalized(node)) {
    for (const [key, value] of Object.entries(node)) lintLanguages(value, place ? `${place}.${key}` : key, tell);
    return;
  }
  const missing = shippedLanguages.filter((lang) => (node[lang] ?? '').trim() === '');
  if (missing.length > 0) tell('missing-language', 'error', `${place} has no text in ${missing.join(', ')}`);
  const english = holesOf(node.en);
  for (const [lang, text] of Object.entries(node)) {
    if (/[{}]/.test(text.replaceAll(hole, '')))
      tell('unbalanced-brace', 'error', `${place}.${lang} has a brace without its other half`);
    if (text.trim() !== '' && holesOf(text).join() !== english.join())
      tell('different-placeholders', 'error', `${place}.${lang} does not name the same {…} as the English text`);
  }
}

/** A draft that was not finished: what is still to be written, and days that are still to be put in. */
export function lintUnfinished(rule: Rule, tell: Tell): void {
  const { id: _, file: __, ...rest } = rule;
  for (const [place, langs] of todosIn(rest, ''))
    tell('unfinished', 'warning', `${place} still says TODO${langs.length > 0 ? ` (${langs.join(', ')})` : ''}`);
  const days: [string, string][] = [
    ...rule.references.map(({ checked }, index): [string, string] => [`references.${index}.checked`, checked]),
    ['reviewBy', rule.reviewBy],
  ];
  for (const [place, day] of days) {
    if (day === noDay) tell('unfinished', 'warning', `${place} has no day yet`);
    else if (momentOf(day) === undefined) tell('no-such-day', 'error', `${place}: the calendar has no ${day}`);
  }
}

/** Place of each text with TODO; of a text in several languages the languages. */
function todosIn(node: unknown, place: string): [place: string, langs: readonly string[]][] {
  if (typeof node === 'string') return todo.test(node) ? [[place, []]] : [];
  if (typeof node !== 'object' || node === null) return [];
  if (isLocalized(node)) {
    const langs = Object.keys(node).filter((lang) => todo.test(node[lang] ?? ''));
    return langs.length > 0 ? [[place, langs]] : [];
  }
  return Object.entries(node).flatMap(([key, value]) => todosIn(value, place ? `${place}.${key}` : key));
}

const todo = /\bTODO\b/;

/** What a rule's texts insert: facts of the catalogue that the rule's subject can reach, or the subject. */
export function lintPlaceholders(
  rule: Rule,
  definitions: ReadonlyMap<FactKey, FactDefinition>,
  reachable: (definition: FactDefinition) => boolean,
  tell: Tell,
): void {
  for (const [place, text] of textsOf(rule)) {
    for (const name of holesOf(text.en)) {
      const definition = definitions.get(name);
      if (name === 'subject') continue;
      if (definition === undefined)
        tell('unknown-placeholder', 'error', `${place} names {${name}}, which is no fact and not {subject}`);
      else if (!reachable(definition))
        tell('unknown-placeholder', 'error', `${place} names {${name}}, which is about ${definition.subject}`);
      else if (definition.sensitivity === 'secret')
        tell('secret-placeholder', 'error', `${place} would print the secret {${name}}`);
    }
  }
}

function textsOf(rule: Rule): [string, Localized][] {
  return [
    ['title', rule.title],
    ['message', rule.message],
    ...(rule.passMessage ? [['passMessage', rule.passMessage] as [string, Localized]] : []),
    ...(rule.inference ? [['inference', rule.inference] as [string, Localized]] : []),
    ...rule.details.map(({ text }, index): [string, Localized] => [`details.${index}`, text]),
    ...rule.signs.map(({ text }, index): [string, Localized] => [`signs.${index}`, text]),
    ...rule.remedy.map(({ text }, index): [string, Localized] => [`remedy.${index}`, text]),
  ];
}

/** Each once, sorted: a language may order or repeat them as its grammar wants. */
function holesOf(text: string): string[] {
  return [...new Set([...text.matchAll(hole)].map(([, name = '']) => name))].sort();
}

/** A table of aliases has lists per language; only single texts are words for readers. */
function isLocalized(node: object): node is Localized {
  return 'en' in node && typeof node.en === 'string';
}
