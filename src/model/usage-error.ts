// What a person got wrong on the command line or in a rule file: told all at once, each with a place and a correct example.

/** One thing to put right. `place` is a flag, or `file:line`. */
export interface Problem {
  readonly place: string;
  readonly problem: string;
  readonly expected?: string;
  readonly example?: string;
}

/** Ends the command with exit code 2. Its message is made of our own words only. */
export class UsageError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ place, problem }) => `${place}: ${problem}`).join('\n'));
    this.problems = problems;
  }
}
