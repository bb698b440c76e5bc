// Words in the reader's language. The four shipped languages stand inline in the pack; further ones are added at load.

/** Languages every word of the pack must have. */
export const shippedLanguages = ['en', 'pt', 'de', 'ja'] as const;

/** Text per language tag; English is always there and is what a missing language falls back to. */
export type Localized = { readonly en: string } & Readonly<Record<string, string>>;

export function inLanguage(text: Localized, lang: string): string {
  return text[lang] ?? text.en;
}
