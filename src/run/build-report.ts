// Judgements → report: every word in the reader's language, every value of the customer masked, places as ids and lines.
import { type Blame, evaluate, stepBudget } from '../engine/evaluate.js';
import type { Judgement } from '../engine/judge.js';
import { benchOf, type Showing, type Triage } from '../engine/triage.js';
import type { FactTable } from '../facts/fact-table.js';
import type { Skipped } from '../intake/list-upload.js';
import type { FactDefinition } from '../model/catalogue.js';
import type { Condition } from '../model/condition.js';
import type { Contradiction, Evidence, Fact, FactState } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Localized } from '../model/localized.js';
import type { Moment } from '../model/moment.js';
import type { Note } from '../model/parser.js';
import type {
  Ask,
  Diagnostic,
  Finding,
  Report,
  ReportArtifact,
  ReportContradiction,
  ReportEvidence,
  ReportSubject,
  SeenSymptom,
} from '../model/report.js';
import type { Pack, Remedy, Rule } from '../model/rule.js';
import type { Safe } from '../model/safe.js';
import { caseId } from '../model/subject.js';
import { joinSafe, trusted } from '../text/mask.js';
import type { CaseOptions } from './analyze-case.js';
import type { ReadArtifact } from './read-upload.js';
import type { Words } from './words.js';

export interface ReportInput {
  readonly options: CaseOptions;
  readonly artifacts: readonly ReadArtifact[];
  readonly skipped: readonly Skipped[];
  readonly facts: FactTable;
  readonly triage: Triage;
  readonly words: Words;
}

export function buildReport(input: ReportInput): Report {
  const { options, artifacts, triage, facts, words } = input;
  const { pack } = options;
  const context = contextOf(input);
  const asOf = options.asOf ?? latestTime(facts)?.text ?? null;
  return {
    schemaVersion: 1,
    lang: options.lang,
    tool: {
      name: 'esa-triage',
      version: options.toolVersion,
      rules: [{ name: pack.name, version: pack.version, sha256: pack.sha256 }],
    },
    case: { name: words.name(options.name), asOf, regions: regionsOf(pack, facts, words, context.definitions) },
    artifacts: artifacts.map((artifact) => artifactOf(artifact, words)),
    symptoms: triage.symptoms.map((showing) => symptomOf(showing, pack, words)),
    findings: triage.judgements.map((judgement) => findingOf(judgement, context)).sort(byRuleAndSubject),
    contradictions: facts.contradictions.map((one) => contradictionOf(one, context)),
    asks: triage.asks.map(({ recipe, reasons, decides, helps }): Ask => {
      const why = joinSafe(
        reasons.map((reason) => words.word(`reason.${reason}`)),
        trusted('; '),
      );
      return { collect: recipe.id, text: words.text(recipe.text), reason: why, decides, helps };
    }),
    diagnostics: diagnosticsOf(input, asOf),
  };
}

interface Context {
  readonly definitions: ReadonlyMap<FactKey, FactDefinition>;
  readonly facts: FactTable;
  readonly words: Words;
  readonly holds: (condition: Condition, subject: string) => boolean;
}

function contextOf({ options, facts, words }: ReportInput): Context {
  const definitions = new Map(options.pack.facts.map((fact) => [fact.key, fact]));
  const bench = benchOf(options.pack, facts);
  const holds = (condition: Condition, subject: string) =>
    evaluate(condition, subject, { ...bench, minTrust: 'shown', step: stepBudget(10_000) }).truth === 'true';
  return { definitions, facts, words, holds };
}

function findingOf(judgement: Judgement, context: Context): Finding {
  const { rule, subject, verdict } = judgement;
  const { words } = context;
  const id = subject?.id ?? '';
  const args = argumentsOf(judgement, context);
  const remedy = remedyFor(rule, id, context);
  return {
    ruleId: rule.id,
    verdict,
    level: rule.level,
    subject: subject === undefined ? null : subjectOf(subject.id, context),
    covers: judgement.covers,
    title: words.text(rule.title),
    message: messageOf(judgement, args, context),
    remedy: verdict === 'fail' ? words.text(remedy.text, args) : trusted(''),
    remedyBy: remedy.by,
    messageId: `${rule.id}#${verdict}`,
    arguments: args,
    symptoms: rule.symptoms,
    evidence: evidenceOf(judgement.grounds, words),
    asks: [...new Set(judgement.blame.map(({ fact }) => fact))].sort(),
    reasons: reasonsOf(judgement.blame),
    hiddenBy: judgement.hiddenBy ?? null,
    confidence: rule.confidence,
    references: rule.references,
  };
}

function reasonsOf(blame: readonly Blame[]): Finding['reasons'] {
  const unique = new Map(blame.map(({ fact, reason }) => [`${fact} ${reason}`, { fact, reason }]));
  return [...unique.values()].sort((a, b) => order(a.fact, b.fact) || order(a.reason, b.reason));
}

function messageOf(judgement: Judgement, args: Finding['arguments'], context: Context): Safe {
  const { rule, verdict, subject } = judgement;
  const { words } = context;
  const say = (text: Localized) => words.text(text, args);
  const parts: Safe[] = [];
  if (verdict === 'fail') {
    parts.push(say(rule.message));
    const details = rule.details.filter(({ when }) => context.holds(when, subject?.id ?? ''));
    parts.push(...details.map(({ text }) => say(text)));
    if (rule.inference) parts.push(say(rule.inference));
  }
  if (verdict === 'pass') parts.push(say(rule.passMessage ?? rule.title));
  if (verdict === 'open') parts.push(openMessage(judgement, context));
  if (verdict === 'notApplicable') parts.push(words.word('table.notApplicableMessage'));
  const [assumed] = judgement.grounds.filter(({ boundByElimination }) => boundByElimination);
  if (assumed && (verdict === 'fail' || verdict === 'pass')) {
    parts.push(words.word('table.inferredSubject', { subject: words.word(`subject.${rule.subject}`) }));
  }
  return joinSafe(parts, trusted(' '));
}

function openMessage({ rule, blame, failed }: Judgement, { words, definitions }: Context): Safe {
  if (failed) return words.word('diagnostic.rule-failed', { rule: trusted(rule.id) });
  if (rule.neverPasses) return words.text(rule.neverPasses);
  const reasons = reasonsOf(blame).map(({ fact, reason }) => {
    const definition = definitions.get(fact);
    return trusted(`${definition ? words.text(definition.title) : fact}: ${words.word(`reason.${reason}`)}`);
  });
  return words.word('table.openMessage', { reasons: joinSafe(reasons, trusted('; ')) });
}

/** `{subject}` and every fact that the rule's words may name. */
function argumentsOf({ rule, subject }: Judgement, context: Context): Record<string, Safe> {
  const { words, facts, definitions } = context;
  const texts = [rule.message, rule.passMessage, rule.inference, ...rule.details.map(({ text }) => text)];
  const all = [...texts, ...rule.remedy.map(({ text }) => text)].flatMap((text) => (text ? Object.values(text) : []));
  const keys = new Set(all.flatMap((text) => [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string)));
  keys.delete('subject');
  const args: Record<string, Safe> = { subject: words.subject(subject, rule.subject) };
  for (const key of [...keys].sort()) {
    const { state } = facts.fact(key, subject?.id ?? caseId);
    args[key] = stateWord(state, definitions.get(key), words);
  }
  return args;
}

function stateWord(state: FactState, definition: FactDefinition | undefined, words: Words): Safe {
  if (state.state === 'known') return words.value(state.value, definition);
  return words.word(state.state === 'absent' ? 'table.absent' : `reason.${state.reason}`);
}

function remedyFor(rule: Rule, subject: string, context: Context): Remedy {
  const chosen = rule.remedy.find(({ when }) => when === undefined || context.holds(when, subject));
  return chosen ?? (rule.remedy[0] as Remedy);
}

function subjectOf(id: string, { facts, words }: Context): ReportSubject {
  const subject = facts.subject(id);
  const type = subject?.type ?? 'case';
  return {
    type,
    id: words.name(id),
    name: words.subject(subject, type),
    parent: subject?.parent === undefined ? null : words.name(subject.parent),
  };
}

function evidenceOf(facts: readonly Fact[], words: Words): ReportEvidence[] {
  const unique = new Map<string, ReportEvidence>();
  for (const evidence of facts.flatMap((fact) => fact.evidence)) {
    const shown = reportEvidence(evidence, words);
    unique.set(JSON.stringify([shown.artifact, shown.line, shown.pointer, shown.excerpt]), shown);
  }
  return [...unique.values()].sort((a, b) => order(a.artifact, b.artifact) || (a.line ?? 0) - (b.line ?? 0));
}

function reportEvidence(evidence: Evidence, words: Words): ReportEvidence {
  return {
    artifact: words.name(evidence.artifact),
    line: evidence.line ?? null,
    byteOffset: evidence.byteOffset ?? null,
    pointer: evidence.pointer ?? null,
    excerpt: evidence.excerpt,
    trust: evidence.trust,
    time: evidence.time?.text ?? null,
    confidence: evidence.confidence ?? null,
  };
}

function contradictionOf(contradiction: Contradiction, context: Context): ReportContradiction {
  const { words, definitions } = context;
  const definition = definitions.get(contradiction.fact);
  return {
    fact: contradiction.fact,
    subject: subjectOf(contradiction.subject, context).id,
    resolution: contradiction.resolution,
    holds: contradiction.holds === undefined ? null : words.value(contradiction.holds, definition),
    values: contradiction.values.map(({ state, evidence }) => ({
      value: stateWord(state, definition, words),
      trust: evidence.trust,
      time: evidence.time?.text ?? null,
      evidence: reportEvidence(evidence, words),
    })),
  };
}

function symptomOf({ symptom, grounds, explainedBy }: Showing, pack: Pack, words: Words): SeenSymptom {
  const definition = pack.symptoms.find(({ id }) => id === symptom);
  const times = grounds.flatMap(({ time }) => (time ? [time.text] : [])).sort();
  return {
    symptom,
    title: definition ? words.text(definition.title) : trusted(symptom),
    time: times.at(-1) ?? null,
    explainedBy,
    evidence: evidenceOf(grounds, words),
  };
}

function artifactOf(artifact: ReadArtifact, words: Words): ReportArtifact {
  const { kind, sizeBytes, sha256, status, counts, notes } = artifact;
  return {
    id: words.name(artifact.id),
    kind,
    sizeBytes,
    sha256,
    status,
    counts,
    notes: notes.map((note) => noteWord(note, words)),
  };
}

/** The note's words with its place in front, as `line:column` where it has one. */
function noteWord({ code, line, column, arguments: args = {} }: Note, words: Words): Safe {
  const safe = Object.entries(args).map(([name, value]): [string, Safe | number] => [
    name,
    typeof value === 'number' ? value : words.name(value),
  ]);
  const place = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
  return words.word(`diagnostic.${code}`, { ...place, ...Object.fromEntries(safe) });
}

function diagnosticsOf(
  { artifacts, skipped, facts, triage, words, options }: ReportInput,
  asOf: string | null,
): Diagnostic[] {
  const fromArtifacts = artifacts.flatMap(({ id, notes }) =>
    notes.map(
      (note): Diagnostic => ({
        code: note.code,
        level: note.level,
        artifact: words.name(id),
        message: noteWord(note, words),
      }),
    ),
  );
  const fromIntake = skipped.map(({ id, code }): Diagnostic => {
    const name = words.name(id);
    return {
      code,
      level: 'warning',
      artifact: name,
      message: words.word(`diagnostic.${code}`, { name, limit: trusted('files') }),
    };
  });
  const fromBinding = facts.notices.map(({ code, type, artifact }): Diagnostic => {
    const message = words.word(`diagnostic.${code}`, { type: words.word(`subject.${type}`) });
    return { code, level: code === 'subject-ambiguous' ? 'warning' : 'note', artifact: words.name(artifact), message };
  });
  const failed = new Set(triage.judgements.filter((one) => one.failed).map(({ rule }) => rule.id));
  const fromRules = [...failed].map((rule) => ruleDiagnostic('rule-failed', 'error', rule, words));
  const day = asOf?.slice(0, 10);
  const overdue = day === undefined ? [] : options.pack.rules.filter(({ reviewBy }) => reviewBy < day);
  const fromReview = overdue.map(({ id }) => ruleDiagnostic('rule-review-overdue', 'warning', id, words));
  return [...fromArtifacts, ...fromIntake, ...fromBinding, ...fromRules, ...fromReview];
}

function ruleDiagnostic(code: string, level: Diagnostic['level'], rule: string, words: Words): Diagnostic {
  return { code, level, artifact: null, message: words.word(`diagnostic.${code}`, { rule: trusted(rule) }) };
}

function regionsOf(
  pack: Pack,
  facts: FactTable,
  words: Words,
  definitions: ReadonlyMap<FactKey, FactDefinition>,
): Report['case']['regions'] {
  return pack.regions.map(({ id, fact }) => {
    const known = fact === undefined ? [] : facts.all().filter(({ key }) => key === fact);
    const values = known.flatMap(({ state, trust }) =>
      state.state === 'known' && trust !== 'stated' ? [words.value(state.value, definitions.get(fact as FactKey))] : [],
    );
    return { side: id, values: [...new Set(values)].sort() };
  });
}

/** The latest time in the evidence; a person's prose dates nothing. */
function latestTime(facts: FactTable): Moment | undefined {
  const times = facts
    .all()
    .flatMap(({ evidence }) => evidence)
    .flatMap(({ time, trust }) => (time && trust !== 'stated' ? [time] : []));
  return times.reduce<Moment | undefined>(
    (latest, time) => (latest && latest.latestMs >= time.latestMs ? latest : time),
    undefined,
  );
}

function byRuleAndSubject(a: Finding, b: Finding): number {
  return order(a.ruleId, b.ruleId) || order(a.subject?.id ?? '', b.subject?.id ?? '');
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
