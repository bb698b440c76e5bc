// The pack as reporters see it: words and titles in one language.
import { inLanguage, type Localized } from '../../model/localized.js';
import type { Presentation } from '../../model/reporter.js';
import type { Pack } from '../../model/rule.js';

export function presentationOf(pack: Pack, lang: string): Presentation {
  const titles = (items: readonly { readonly id: string; readonly title: Localized }[]) =>
    Object.fromEntries(items.map(({ id, title }) => [id, inLanguage(title, lang)]));
  return {
    words: Object.fromEntries(Object.entries(pack.words).map(([id, word]) => [id, inLanguage(word, lang)])),
    rules: titles(pack.rules),
    recipes: titles(pack.recipes),
    chain: pack.chain.map(({ title, rules }) => ({ title: inLanguage(title, lang), rules })),
    regions: pack.regions.map(({ id, title }) => ({ id, title: inLanguage(title, lang) })),
  };
}
