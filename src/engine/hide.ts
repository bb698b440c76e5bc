// Which failing rules only repeat what another failing rule explains. Hidden findings stay in the report and in the exit code.
import type { Subject } from '../model/subject.js';
import type { Judgement } from './judge.js';

/** Marks failing judgements that a failing judgement of the same subject tree hides. Only a sure cause hides. */
export function hide(judgements: readonly Judgement[]): Judgement[] {
  const causes = judgements.filter((one) => one.verdict === 'fail' && one.rule.confidence !== 'guess');
  return judgements.map((one) => {
    if (one.verdict !== 'fail') return one;
    const cause = causes.find(
      (other) => other.rule.hides.includes(one.rule.id) && sameTree(other.subject, one.subject),
    );
    return cause === undefined ? one : { ...one, hiddenBy: cause.rule.id };
  });
}

/** One is the other, or stands above it. */
function sameTree(a: Subject | undefined, b: Subject | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.id === b.id || a.id.startsWith(`${b.id}/`) || b.id.startsWith(`${a.id}/`) || isCase(a) || isCase(b);
}

function isCase(subject: Subject): boolean {
  return subject.type === 'case';
}
