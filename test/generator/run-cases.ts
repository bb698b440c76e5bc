// Seeds → judged cases: what the whole program makes of each generated case, counted per rule.
import { pack, reportOf } from '../near-misses/whole-case.js';
import { makeCase } from './make-case.js';
import { problems } from './problems.js';
import { count, type Judged, judge, type Table } from './score.js';

export interface Wrong extends Judged {
  readonly seed: number;
  readonly label: string;
  readonly artifacts: readonly string[];
}

export interface Tally {
  readonly cases: number;
  readonly table: Table;
  readonly wrong: readonly Wrong[];
  /** Problems all of whose evidence was among the files, and how many of those were found. */
  readonly shown: number;
  readonly shownFound: number;
}

/** Rules of the program that the generator knows, and problems that the program has no rule for yet. */
export const rules: ReadonlySet<string> = new Set(pack.rules.map(({ id }) => id));
const withoutRule: readonly string[] = problems.map(({ id }) => id).filter((id) => !rules.has(id));

export async function runCases(from: number, cases: number): Promise<Tally> {
  const table: Table = new Map();
  const wrong: Wrong[] = [];
  let [shown, shownFound] = [0, 0];
  for (let seed = from; seed < from + cases; seed++) {
    const one = makeCase(seed);
    const judged = judge(one, await reportOf(one.files), rules);
    count(table, judged);
    for (const each of judged) {
      if (one.mustFail.has(each.rule)) {
        shown++;
        if (each.outcome === 'found') shownFound++;
      }
      if (each.error !== undefined)
        wrong.push({ ...each, seed, label: `${one.kind}: ${one.label}`, artifacts: one.artifacts });
    }
  }
  return { cases, table, wrong, shown, shownFound };
}

/** Markdown: what came of planted problems, and of those that were not. */
export function render({ cases, table, wrong, shown, shownFound }: Tally, from: number): string {
  const rows = [...table].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = (error: Judged['error']) => wrong.filter((one) => one.error === error).length;
  const lines = [
    `${cases} cases from seed ${from}: ${total('false all-clear')} false all-clears, ${total('false alarm')} false alarms; of ${shown} problems shown whole ${shownFound} found.`,
    ...(withoutRule.length > 0 ? ['', `No rule yet for: ${withoutRule.join(', ')}.`] : []),
    '',
    '| rule | planted: found | open | passed | n/a | not planted: found | open | passed | n/a |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...rows.map(([rule, { planted, 'not planted': none }]) => {
      const cells = [planted, none].flatMap((one) => [one.found, one.open, one.passed, one.notApplicable + one.untold]);
      return `| ${[rule, ...cells].join(' | ')} |`;
    }),
    '',
    ...wrong.map(
      ({ seed, error, rule, outcome, label }) => `- seed ${seed}: ${error} of ${rule} (${outcome}); ${label}`,
    ),
  ];
  return `${lines.join('\n').trim()}\n`;
}
