// Patterns of the catalogue and of conditions. Those of the shipped pack are proved harmless by a test and run as regular
// expressions; those of any other pack run in an engine whose time grows with the text alone, whatever they say.
import { createRequire } from 'node:module';

/** The source of a pattern that holds where this very text stands. */
export function exactly(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

export interface Pattern {
  test(text: string): boolean;
  exec(text: string): { readonly groups?: Readonly<Record<string, string | undefined>> | undefined } | null;
}

/** What is used of re2js. */
interface LinearEngine {
  readonly RE2JS: {
    readonly CASE_INSENSITIVE: number;
    compile(source: string, flags: number): LinearPattern;
  };
}

interface LinearPattern {
  namedGroups(): Readonly<Record<string, number>>;
  matcher(text: string): { find(): boolean; group(name: string): string | null };
}

/** Loaded when a pack of `--rules` has a pattern, and else never. */
let engine: LinearEngine | undefined;

/**
 * @param linear the pattern is not of the shipped pack
 * @throws for what the engine cannot read; the message is not for people
 */
export function compilePattern(source: string, flags: 'u' | 'i' | 'iu', linear: true | undefined): Pattern {
  if (linear === undefined) return new RegExp(source, flags);
  engine ??= createRequire(import.meta.url)('re2js') as LinearEngine;
  const compiled = engine.RE2JS.compile(source, flags.includes('i') ? engine.RE2JS.CASE_INSENSITIVE : 0);
  const names = Object.keys(compiled.namedGroups());
  return {
    test: (text) => compiled.matcher(text).find(),
    exec(text) {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return null;
      return { groups: Object.fromEntries(names.map((name) => [name, matcher.group(name) ?? undefined])) };
    },
  };
}

/** Whether the pattern can be compiled. */
export function isPattern(source: string, flags: 'u' | 'i' | 'iu', linear: true | undefined): boolean {
  try {
    compilePattern(source, flags, linear);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'MODULE_NOT_FOUND') throw error;
    return false;
  }
}
