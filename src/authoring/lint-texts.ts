// The words of a pack: every shipped language is there, and translations have the same holes to fill.
import type { FactDefinition } from '../model/catalogue.js';
import type { FactKey } from '../model/fact-keys.js';
import { type Localized, shippedLanguages } from '../model/localized.js';
import type { Rule } from '../model/rule.js';
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
    ...rule.details.map(({ text }, index): [string, Localized] => [`details.${index}`, text]),
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
