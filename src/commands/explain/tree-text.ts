// A rule's conditions as they came out for one subject: each leaf with what was read and where.
import type { Trace } from '../../engine/evaluate.js';
import type { Judgement } from '../../engine/judge.js';
import type { FactDefinition } from '../../model/catalogue.js';
import type { Condition, Leaf, Operand } from '../../model/condition.js';
import type { Fact } from '../../model/fact.js';
import { verdictFields } from '../../model/rule.js';
import { reportEvidence } from '../../run/report/evidence.js';
import type { Words } from '../../run/words.js';
import { type Desk, marks } from '../../terminal/desk.js';
import { evidenceLines, timeText } from '../../terminal/evidence-lines.js';
import { wrapped } from '../../terminal/wrapped.js';
import { harmless } from '../../text/harmless.js';

export interface Explaining {
  readonly desk: Desk;
  readonly words: Words;
  readonly definition: (key: string) => FactDefinition | undefined;
}

export function judgementLines(judgement: Judgement, by: Explaining): string[] {
  const { desk, words } = by;
  const { rule, subject, verdict, covers, traces } = judgement;
  const name = harmless(words.subject(subject, rule.subject));
  return [
    ...wrapped(`${name}: ${desk.word(`verdict.${verdict}`)}`, desk.width, `${marks[verdict]} `),
    ...wrapped(reasonOf(judgement), desk.width, '    because: ', 6),
    ...(judgement.hiddenBy === undefined ? [] : [`    follows from: ${judgement.hiddenBy}`]),
    `    subjects seen: ${covers.seen} of ${covers.known}`,
    ...verdictFields.flatMap((part) => {
      const trace = traces[part];
      return trace === undefined ? [] : [`  ${part}: ${trace.truth}`, ...traceLines(trace, by, 4)];
    }),
  ];
}

/** The row of the verdict table that applied (docs/command-line.md). */
function reasonOf({ rule, verdict, traces, failed, blame }: Judgement): string {
  if (failed) return 'the rule could not be carried to its end';
  const applies = traces.appliesWhen?.truth ?? 'true';
  if (verdict === 'notApplicable') {
    return applies === 'false' ? 'appliesWhen is false' : `a complete listing shows that there is no ${rule.subject}`;
  }
  if (verdict === 'fail') return 'appliesWhen is true and failWhen is true';
  if (verdict === 'pass') return 'failWhen is false and passWhen is true';
  if (rule.neverPasses !== undefined) return 'failWhen is not true, and this rule is never ruled out';
  const stale = blame.some(({ reason }) => reason === 'outsideWindow');
  const undecided = `appliesWhen is ${applies}, failWhen is ${traces.failWhen?.truth}, passWhen is ${traces.passWhen?.truth}`;
  return stale ? `${undecided}; what a pass would rest on may be older than the fault or a later change` : undecided;
}

function traceLines(trace: Trace, by: Explaining, indent: number): string[] {
  const margin = ' '.repeat(indent);
  const inner = trace.children.flatMap((child) => traceLines(child, by, indent + 2));
  return [
    ...wrapped(`${harmless(conditionText(trace.condition))}  → ${trace.truth}`, by.desk.width, margin, indent + 2),
    ...trace.facts.flatMap((fact) => factLines(fact, by, indent + 2)),
    ...inner,
  ];
}

function factLines(fact: Fact, { desk, words, definition }: Explaining, indent: number): string[] {
  const { state, trust, time, evidence } = fact;
  const value = state.state === 'known' ? words.value(state.value, definition(fact.key)) : state.state;
  const notes = [
    ...(state.state === 'unknown' ? [`${state.reason}: ${desk.word(`reason.${state.reason}`)}`] : []),
    ...(trust === undefined ? [] : [desk.word(`trust.${trust}`)]),
    ...(state.state === 'known' ? [timeText(time?.text ?? null, desk)] : []),
    ...(fact.boundByElimination ? ['the only subject of its kind'] : []),
  ];
  const line = harmless(`${fact.key} = ${value}`);
  return [
    ...wrapped(`${line}  ${desk.paint.dim(`(${notes.join(', ')})`)}`, desk.width, ' '.repeat(indent), indent + 2),
    ...evidenceLines(harmless(evidence.map((one) => reportEvidence(one, words))), 3, desk, indent + 2),
  ];
}

/** A condition's own line; its parts stand below it. */
export function conditionText(condition: Condition): string {
  if ('all' in condition) return 'all of';
  if ('any' in condition) return 'any of';
  if ('not' in condition) return 'not';
  if ('some' in condition) return `some ${condition.some}`;
  if ('every' in condition) return `every ${condition.every}`;
  return leafText(condition);
}

function leafText({ fact, op, operand }: Leaf): string {
  return op === 'absent' ? `${fact} absent` : `${fact} ${op} ${operandText(operand)}`;
}

function operandText(operand: Operand): string {
  if (Array.isArray(operand)) return `[${operand.join(', ')}]`;
  return typeof operand === 'object' && 'fact' in operand ? operand.fact : String(operand);
}
