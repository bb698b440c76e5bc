// What each `--state` did: whether a verdict rests on it, why not, and what to do about it. Nothing that the engineer passes
// on is taken or left in silence.
import type { Judgement } from '../../engine/judge.js';
import type { Evidence } from '../../model/fact.js';
import type { Diagnostic } from '../../model/report.js';
import type { Safe } from '../../model/safe.js';
import { joinSafe, trusted } from '../../text/safe.js';
import type { ReadStatement } from '../state-facts.js';
import type { ReportInput } from './context.js';

export function statementDiagnostics(input: ReportInput): Diagnostic[] {
  const { statements, words } = input;
  return statements.map((statement): Diagnostic => {
    const { code, args = {} } = fateOf(statement, input);
    const { artifact } = statement;
    const told = { statement: words.name(statement.text), ...args };
    const level = code === 'statement-decides' || code === 'statement-confirmed' ? 'note' : 'warning';
    return { code, level, artifact: words.name(artifact), message: words.word(`diagnostic.${code}`, told) };
  });
}

interface Fate {
  readonly code: string;
  readonly args?: Readonly<Record<string, Safe>>;
}

function fateOf({ artifact, definition, value }: ReadStatement, { facts, triage, words }: ReportInput): Fate {
  const isIts = (evidence: Evidence) => evidence.artifact === artifact;
  const deciding = triage.judgements.filter((one) => one.verdict !== 'open' && restsOn(one, isIts));
  if (deciding.length > 0) {
    const titles = new Map(deciding.map(({ rule }) => [rule.id, words.text(rule.title)]));
    return { code: 'statement-decides', args: { rules: joinSafe([...titles.values()], trusted('; ')) } };
  }
  const own = facts.all().filter(({ key }) => key === definition.key);
  const holding = own.find(({ evidence }) => evidence.some(isIts));
  if (holding?.state.state === 'known') return { code: 'statement-noted' };
  if (holding?.state.state === 'unknown' && holding.state.reason === 'ambiguousSubject')
    return { code: 'statement-unbound' };
  const contested = facts.contradictions.some(
    ({ fact, values }) => fact === definition.key && values.some(({ evidence }) => isIts(evidence)),
  );
  if (contested || holding !== undefined) return { code: 'statement-outranked' };
  const said = JSON.stringify(value);
  const agrees = own.some(({ state }) => state.state === 'known' && JSON.stringify(state.value) === said);
  if (agrees) return { code: 'statement-confirmed' };
  const isDerived = definition.extractors.length === 0;
  const [known] = own.filter(({ state }) => state.state === 'known');
  if (!isDerived || known === undefined) return { code: 'statement-outranked' };
  return { code: 'statement-derived', args: { value: words.state(known.state, definition) } };
}

function restsOn({ grounds }: Judgement, isIts: (evidence: Evidence) => boolean): boolean {
  return grounds.some(({ evidence }) => evidence.some(isIts));
}
