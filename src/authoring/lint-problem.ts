// What the lint tells: a code to look up, a level, and one sentence in our own words.

export interface LintProblem {
  /** Rule it belongs to; undefined for the catalogue and the other tables. */
  readonly rule: string | undefined;
  readonly file: string;
  readonly code: string;
  readonly level: 'error' | 'warning';
  readonly message: string;
}

export type Tell = (code: string, level: LintProblem['level'], message: string) => void;
