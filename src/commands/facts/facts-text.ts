// Facts for a person: a block per subject, what is known with its source, what is unknown with its reason.
import type { Presentation, RenderOptions } from '../../model/reporter.js';
import { type Desk, deskOf } from '../../terminal/desk.js';
import { evidenceLines, timeText } from '../../terminal/evidence-lines.js';
import { wrapped } from '../../terminal/wrapped.js';
import type { ListedFact, SubjectFacts } from './list-facts.js';

export function factsText(
  subjects: readonly SubjectFacts[],
  presentation: Presentation,
  options: RenderOptions,
): string {
  const desk = deskOf(presentation, options);
  return `${subjects.map((subject) => subjectBlock(subject, desk).join('\n')).join('\n\n')}\n`;
}

/** What nothing was read of stands in one line at the end: silence is told too. */
function subjectBlock({ subject, facts }: SubjectFacts, desk: Desk): string[] {
  const neverRead = facts.filter(
    ({ state, reason, evidence }) => state === 'unknown' && reason === 'notCollected' && evidence.length === 0,
  );
  const read = facts.filter((fact) => !neverRead.includes(fact));
  return [
    ...wrapped(`${desk.paint.bold(subject.name)}  ${desk.paint.dim(subject.id)}`, desk.width),
    ...read.flatMap((fact) => factLines(fact, desk)),
    ...(neverRead.length === 0
      ? []
      : wrapped(
          neverRead.map(({ fact }) => fact).join(', '),
          desk.width,
          `  ? ${desk.word('reason.notCollected')}: `,
          4,
        )),
  ];
}

function factLines(fact: ListedFact, desk: Desk): string[] {
  const notes = [
    ...(fact.trust === null ? [] : [desk.word(`trust.${fact.trust}`)]),
    ...(fact.state === 'known' ? [timeText(fact.time, desk)] : []),
    ...(fact.incomplete ? ['…'] : []),
  ];
  const note = notes.length === 0 ? '' : `  ${desk.paint.dim(`(${notes.join(', ')})`)}`;
  const lead = fact.state === 'unknown' ? '  ? ' : '    ';
  return [
    ...wrapped(
      `${fact.fact}  ${desk.paint.dim(fact.title)}: ${desk.paint.bold(valueText(fact, desk))}${note}`,
      desk.width,
      lead,
      6,
    ),
    ...evidenceLines(fact.evidence, 3, desk, 8),
  ];
}

function valueText({ state, value, reason }: ListedFact, desk: Desk): string {
  if (state === 'absent') return '(absent)';
  if (value === '') return '[]';
  return value ?? desk.word(`reason.${reason}`);
}
