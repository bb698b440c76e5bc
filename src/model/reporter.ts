// What a report format is: report → text. Adding one is one file in `src/reporters/`. A reporter is pure: words, width
// and colour come in as arguments, so the same report gives the same bytes everywhere.
import type { Report } from './report.js';

/** The words and titles of the pack in the report's language, as plain data. */
export interface Presentation {
  /** Words of `words.yaml` by dotted id; may hold `{placeholders}`. */
  readonly words: Readonly<Record<string, string>>;
  /** Titles of rules and recipes by id. */
  readonly rules: Readonly<Record<string, string>>;
  readonly recipes: Readonly<Record<string, string>>;
  /** Links of the integration in order, each with the rules that judge it. */
  readonly chain: readonly { readonly title: string; readonly rules: readonly string[] }[];
  readonly regions: readonly { readonly id: string; readonly title: string }[];
}

export interface RenderOptions {
  /** Columns that a line may take. */
  readonly width: number;
  readonly colour: boolean;
  /** Only the sentence and what was found; the usual first screen; or nothing folded. */
  readonly detail: 'quiet' | 'usual' | 'all';
  /** What `--only` asked for; the report holds nothing else then. Empty: the whole case. */
  readonly only: readonly string[];
}

export interface Reporter {
  /** File endings that mean this format, without the dot. */
  readonly extensions: readonly string[];
  /** The whole text, with a newline at its end. */
  render(report: Report, presentation: Presentation, options: RenderOptions): string;
}

export function defineReporter(reporter: Reporter): Reporter {
  return reporter;
}
