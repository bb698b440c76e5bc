// What a report means for scripts. Of the codes that apply the first holds: unreadable, found, undecided, fine.
import { type ExitCode, exitCodes } from '../../model/command.js';
import type { Report } from '../../model/report.js';
import { type Level, levels } from '../../model/rule.js';

/** `never`, or the least level whose findings end with code 1. */
export const failOnChoices = ['never', ...levels] as const;
export type FailOn = (typeof failOnChoices)[number];

/** Codes of diagnostics after which a verdict is missing that could have been there. */
const failures: readonly string[] = ['rule-failed', 'parser-failed', 'input-not-readable'];

export function exitCodeOf(report: Report, failOn: FailOn, strict: boolean): ExitCode {
  const unread = report.artifacts.some(({ status }) => status === 'unreadable');
  if (unread || report.diagnostics.some(({ code }) => failures.includes(code))) return exitCodes.unreadable;
  const counts = levels.filter((level) => atLeast(level, failOn));
  if (report.findings.some(({ verdict, level }) => verdict === 'fail' && counts.includes(level)))
    return exitCodes.found;
  return strict && report.findings.some(({ verdict }) => verdict === 'open') ? exitCodes.undecided : exitCodes.fine;
}

function atLeast(level: Level, failOn: FailOn): boolean {
  return failOn !== 'never' && levels.indexOf(level) <= levels.indexOf(failOn);
}
