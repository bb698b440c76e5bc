// From a call with the flags of a case to the judged case: every mistake in them is told before anything is read.
import { basename, resolve } from 'node:path';
import { isZone } from '../../model/clock.js';
import type { Call } from '../../model/command.js';
import { momentOf } from '../../model/moment.js';
import type { Pack } from '../../model/rule.js';
import { type Problem, UsageError } from '../../model/usage-error.js';
import { analyzeCase, type CaseResult, type Statement, type ZoneOf } from '../../run/analyze-case.js';
import { closest, didYouMean } from '../../text/closest.js';
import { readLimits } from './read-limits.js';
import { readMasking } from './read-masking.js';
import { readPack } from './read-pack.js';

export interface JudgedCase extends CaseResult {
  readonly pack: Pack;
  readonly lang: string;
}

/** Judges the paths of the call. `check` sees the pack before anything is read. */
export async function judgeCase(
  call: Call,
  paths: readonly string[],
  check: (pack: Pack) => readonly Problem[] = () => [],
): Promise<JudgedCase> {
  if (paths.length === 0) {
    throw new UsageError([
      {
        place: 'PATH',
        problem: 'nothing to judge was named',
        expected: "files or folders of one case, or '-' for standard input",
        example: 'esa-triage ./upload',
      },
    ]);
  }
  const masking = await readMasking(call);
  const { pack, lang } = await readPack(call);
  const asOf = call.text('as-of');
  const statements = call.texts('state').map(statementOf);
  const zones = call.texts('zone').map(zoneOf);
  const { limits, problems: limitProblems } = readLimits(call.texts('limit'));
  const problems = [
    ...check(pack),
    ...timeProblems(asOf),
    ...zones.filter(isProblem),
    ...statements.filter(isProblem),
    ...limitProblems,
  ];
  if (problems.length > 0) throw new UsageError(problems);
  const options = {
    name: call.text('case') ?? nameOf(paths[0] ?? '', call.io.cwd),
    paths,
    pack,
    lang,
    toolVersion: call.version,
    ...(asOf !== undefined && { asOf }),
    limits,
    masking,
    zones: zones.filter((zone): zone is ZoneOf => !isProblem(zone)),
    statements: statements.filter((statement): statement is Statement => !isProblem(statement)),
  };
  return { ...(await analyzeCase(options, call.io)), pack, lang };
}

function nameOf(path: string, cwd: string): string {
  return path === '-' ? 'stdin' : basename(resolve(cwd, path)) || path;
}

function timeProblems(asOf: string | undefined): Problem[] {
  if (asOf === undefined || momentOf(asOf)) return [];
  return [
    {
      place: '--as-of',
      problem: `"${asOf}" is no time`,
      expected: 'ISO 8601, with the zone if it is known',
      example: '--as-of 2026-01-31T10:00Z',
    },
  ];
}

// sse.service.eventing=off@NAM
const statementForm = /^([^=]{1,200})=([\s\S]{1,2000}?)(?:@([^@]{1,500}))?$/;

/** The last `@` parts the subject from the value. */
function statementOf(text: string): Statement | Problem {
  const [, fact, value, subject] = statementForm.exec(text) ?? [];
  if (fact !== undefined && value !== undefined) {
    return { fact: fact.trim(), value: value.trim(), ...(subject !== undefined && { subject: subject.trim() }) };
  }
  return {
    place: '--state',
    problem: `"${text}" is no statement`,
    expected: 'KEY=VALUE or KEY=VALUE@SUBJECT',
    example: '--state sse.service.eventing=off',
  };
}

// esa1.example.com=Europe/Berlin
const zoneForm = /^([^=]{1,500})=([A-Za-z0-9_+/-]{1,64})$/;

function zoneOf(text: string): ZoneOf | Problem {
  const [, subject = '', zone = ''] = zoneForm.exec(text) ?? [];
  if (subject.trim() !== '' && isZone(zone)) return { subject: subject.trim(), zone };
  const near = zone === '' ? [] : closest(zone, Intl.supportedValuesOf('timeZone'));
  return {
    place: '--zone',
    problem: zone === '' ? `"${text}" names no subject and zone` : `"${zone}" is no time zone${didYouMean(near)}`,
    expected: 'SUBJECT=ZONE, the zone by its IANA name',
    example: '--zone esa1.example.com=Europe/Berlin',
  };
}

function isProblem(read: Statement | ZoneOf | Problem): read is Problem {
  return 'problem' in read;
}
