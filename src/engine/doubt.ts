// Passes that another finding takes back: a good state was read, and the case does not say whose it is.
import type { Judgement } from './judge.js';

/** Passes become open while a rule that theirs names under `passUnless` fails anywhere in the case. */
export function doubt(judgements: readonly Judgement[]): Judgement[] {
  const failing = new Set(judgements.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule.id));
  return judgements.map((one) => {
    if (one.verdict !== 'pass' || !one.rule.passUnless.some((id) => failing.has(id))) return one;
    const blame = one.grounds.map(({ key, subject }) => ({ fact: key, subject, reason: 'mismatch' }) as const);
    return { ...one, verdict: 'open', blame };
  });
}
