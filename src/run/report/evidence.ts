// Readings as the report shows them: places named, each reading once.
import type { Evidence, Fact } from '../../model/fact.js';
import type { ReportEvidence } from '../../model/report.js';
import { shortened } from '../../text/secrets/excerpt.js';
import type { Words } from '../words.js';
import { order } from './context.js';

export function evidenceOf(facts: readonly Fact[], words: Words): ReportEvidence[] {
  const unique = new Map<string, ReportEvidence>();
  for (const evidence of facts.flatMap((fact) => fact.evidence)) {
    const shown = reportEvidence(evidence, words);
    unique.set(JSON.stringify([shown.artifact, shown.line, shown.pointer, shown.excerpt]), shown);
  }
  return [...unique.values()].sort((a, b) => order(a.artifact, b.artifact) || (a.line ?? 0) - (b.line ?? 0));
}

/** The same fact by fact, as the condition names them: what tells most comes first. */
export function groundsInOrder(facts: readonly Fact[], words: Words): ReportEvidence[] {
  const all = facts.flatMap((fact) => evidenceOf([fact], words));
  return [...new Map(all.map((one) => [JSON.stringify([one.artifact, one.line, one.pointer]), one])).values()];
}

export function reportEvidence(evidence: Evidence, words: Words): ReportEvidence {
  return {
    artifact: words.name(evidence.artifact),
    line: evidence.line ?? null,
    byteOffset: evidence.byteOffset ?? null,
    ...(evidence.page !== undefined && { page: evidence.page }),
    pointer: evidence.pointer ?? null,
    excerpt: evidence.says
      ? shortened(words.statement(evidence.says.fact, evidence.says.state))
      : words.line(evidence.excerpt),
    trust: evidence.trust,
    time: evidence.time?.text ?? null,
    confidence: evidence.confidence ?? null,
  };
}
