// A further language: one file of texts, laid over the pack. A text it lacks stays English; one for nothing is a mistake.
import type { Localized } from '../model/localized.js';
import type { Pack } from '../model/rule.js';

export interface LanguageFile {
  readonly lang: string;
  /** Place of the text in the pack (`rules.sse/eventing-off.title`, `words.verdict.fail`) → translation. */
  readonly texts: Readonly<Record<string, string>>;
}

/** @param onIdle told each place of the file where the pack has no text */
export function translate(pack: Pack, { lang, texts }: LanguageFile, onIdle: (place: string) => void): Pack {
  const idle = new Set(Object.keys(texts));
  const visit = (node: unknown, place: string): unknown => {
    if (Array.isArray(node)) return node.map((item, index) => visit(item, `${place}.${nameOf(item) ?? index}`));
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([key, value]) => [key, visit(value, place ? `${place}.${key}` : key)]);
    const copy = Object.fromEntries(entries) as Record<string, unknown>;
    const translation = isLocalized(copy) ? texts[place] : undefined;
    if (translation !== undefined) idle.delete(place);
    return translation === undefined ? copy : { ...copy, [lang]: translation };
  };
  const translated = visit(pack, '') as Pack;
  for (const place of idle) onIdle(place);
  return translated;
}

function nameOf(item: unknown): string | undefined {
  const named = item as { id?: unknown; key?: unknown } | null;
  const name = typeof item === 'object' ? (named?.id ?? named?.key) : undefined;
  return typeof name === 'string' ? name : undefined;
}

function isLocalized(node: Record<string, unknown>): node is Localized {
  return typeof node.en === 'string';
}
