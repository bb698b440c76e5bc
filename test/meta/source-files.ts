// The source tree as meta tests read it.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** Path below `src/`. */
  readonly path: string;
  readonly text: string;
}

export function sourceFiles(): SourceFile[] {
  const entries = readdirSync(`${root}src`, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.as.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(`${root}src/`.length))
    .sort()
    .map((path) => ({ path, text: readFileSync(`${root}src/${path}`, 'utf8') }));
}

/** Module specifiers of static and dynamic imports and re-exports. */
export function importsOf(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g;
  return [...text.matchAll(pattern)].map(([, from, dynamic, bare]) => (from ?? dynamic ?? bare) as string);
}
