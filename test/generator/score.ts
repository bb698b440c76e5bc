// Case and report → per problem what came of it, and what is wrong with that.
import type { Report } from '../../src/model/report.js';
import type { GeneratedCase } from './make-case.js';
import { problems } from './problems.js';

export const outcomes = ['found', 'open', 'passed', 'notApplicable', 'untold'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Judged {
  readonly rule: string;
  readonly standing: 'planted' | 'likely' | 'not planted';
  readonly outcome: Outcome;
  readonly error: 'false all-clear' | 'false alarm' | 'missed' | undefined;
}

/** Every problem whose rule the program has. */
export function judge(one: GeneratedCase, { findings }: Report, rules: ReadonlySet<string>): Judged[] {
  return problems
    .filter(({ id }) => rules.has(id))
    .map(({ id }) => {
      const all = findings.filter(({ ruleId }) => ruleId === id);
      const own = all.filter(({ subject }) => !isForeign(subject, one.foreignHosts));
      // Where only the other appliance has a name, what nobody signed is held for its own.
      const outcome = outcomeOf((own.length > 0 ? own : all).map(({ verdict }) => verdict));
      const isTrue = one.isTrue.has(id);
      const standing = isTrue ? 'planted' : one.isLikely.has(id) ? 'likely' : 'not planted';
      return { rule: id, standing, outcome, error: errorOf(standing, outcome, one.mustFail.has(id)) };
    });
}

function isForeign(subject: Report['findings'][number]['subject'], hosts: readonly string[]): boolean {
  return subject !== null && hosts.some((host) => `${subject.id} ${subject.name}`.includes(host));
}

function outcomeOf(verdicts: readonly string[]): Outcome {
  if (verdicts.includes('fail')) return 'found';
  if (verdicts.includes('open')) return 'open';
  if (verdicts.includes('pass')) return 'passed';
  return verdicts.length > 0 ? 'notApplicable' : 'untold';
}

function errorOf(standing: Judged['standing'], outcome: Outcome, mustFail: boolean): Judged['error'] {
  if (standing === 'not planted') return outcome === 'found' ? 'false alarm' : undefined;
  if (standing === 'likely') return undefined;
  if (outcome === 'found') return undefined;
  if (outcome !== 'open') return 'false all-clear';
  return mustFail ? 'missed' : undefined;
}

export type Table = Map<string, Record<'planted' | 'likely' | 'not planted', Record<Outcome, number>>>;

export function count(table: Table, judged: readonly Judged[]): void {
  const none = () => ({ found: 0, open: 0, passed: 0, notApplicable: 0, untold: 0 });
  for (const { rule, standing, outcome } of judged) {
    const row = table.get(rule) ?? { planted: none(), likely: none(), 'not planted': none() };
    row[standing][outcome]++;
    table.set(rule, row);
  }
}
