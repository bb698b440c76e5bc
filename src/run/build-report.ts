// Judgements → report: every word in the reader's language, every value of the customer masked, places as ids and lines.
import { benchOf, type Showing, surelyHolds } from '../engine/triage.js';
import type { FactTable } from '../facts/fact-table.js';
import type { Contradiction, Fact } from '../model/fact.js';
import type { Moment } from '../model/moment.js';
import type {
  Ask,
  Finding,
  KnownSubject,
  Report,
  ReportArtifact,
  ReportContradiction,
  SeenSymptom,
} from '../model/report.js';
import type { Pack } from '../model/rule.js';
import { joinSafe, trusted } from '../text/safe.js';
import type { ReadArtifact } from './read-upload.js';
import { type Context, order, type ReportInput, subjectOf } from './report/context.js';
import { diagnosticsOf, noteWord } from './report/diagnostics.js';
import { groundsInOrder, reportEvidence } from './report/evidence.js';
import { findingOf } from './report/finding.js';
import { timelineOf } from './report/timeline.js';
import type { Words } from './words.js';

export function buildReport(input: ReportInput): Report {
  const { options, artifacts, triage, facts, words } = input;
  const { pack } = options;
  const context = contextOf(input);
  const spans = spansOf(facts);
  const asOf = options.asOf ?? latestTime(facts)?.text ?? null;
  return {
    schemaVersion: 1,
    lang: options.lang,
    tool: { name: 'esa-triage', version: options.toolVersion, rules: pack.packs },
    case: {
      name: words.name(options.name),
      asOf,
      regions: regionsOf(pack, context),
      subjects: subjectsOf(pack, context),
    },
    artifacts: artifacts.map((artifact) => artifactOf(artifact, spans.get(artifact.id), words, pack)),
    symptoms: triage.symptoms.map((showing) => symptomOf(showing, pack, words)).sort(unexplainedFirst),
    findings: triage.judgements.map((judgement) => findingOf(judgement, context)).sort(byRuleAndSubject),
    contradictions: facts.contradictions.map((one) => contradictionOf(one, context)),
    asks: triage.asks.map(({ recipe, reasons, decides, helps }): Ask => {
      const why = joinSafe(
        reasons.map((reason) => words.word(`reason.${reason}`)),
        trusted('; '),
      );
      return { collect: recipe.id, text: words.text(recipe.text), reason: why, decides, helps };
    }),
    timeline: timelineOf(facts, context.definitions, words),
    diagnostics: diagnosticsOf(input, asOf),
  };
}

function contextOf({ options, facts, words }: ReportInput): Context {
  const definitions = new Map(options.pack.facts.map((fact) => [fact.key, fact]));
  const holds = surelyHolds(benchOf(options.pack, facts));
  const ofEvidence = new Set(options.pack.symptoms.flatMap((symptom) => (symptom.ofEvidence ? symptom.id : [])));
  return { definitions, facts, words, holds, isOfEvidence: (symptom) => ofEvidence.has(symptom) };
}

function contradictionOf(contradiction: Contradiction, context: Context): ReportContradiction {
  const { words, definitions } = context;
  const definition = definitions.get(contradiction.fact);
  const subject = subjectOf(contradiction.subject, context);
  // A row and a message may read the same line: it is told once.
  const values = new Map(
    contradiction.values.map((one) => [
      JSON.stringify([one.state, one.evidence.artifact, one.evidence.line ?? one.evidence.pointer]),
      one,
    ]),
  );
  return {
    fact: contradiction.fact,
    title: words.title(contradiction.fact),
    subject: subject.id,
    subjectName: subject.name,
    resolution: contradiction.resolution,
    holds: contradiction.holds === undefined ? null : words.value(contradiction.holds, definition),
    values: [...values.values()].map(({ state, evidence }) => ({
      value: words.state(state, definition),
      trust: evidence.trust,
      time: evidence.time?.text ?? null,
      evidence: reportEvidence(evidence, words),
    })),
  };
}

function symptomOf({ symptom, grounds, endedBy, explainedBy }: Showing, pack: Pack, words: Words): SeenSymptom {
  const definition = pack.symptoms.find(({ id }) => id === symptom);
  const times = grounds.flatMap(({ time }) => (time ? [time.text] : [])).sort();
  return {
    symptom,
    title: definition ? words.text(definition.title) : trusted(symptom),
    time: times.at(-1) ?? null,
    over: endedBy ? { since: latestIn(endedBy)?.text ?? null, evidence: groundsInOrder(endedBy, words) } : null,
    explainedBy,
    causes: (definition?.causes ?? []).filter((cause) => pack.rules.some(({ id }) => id === cause)),
    evidence: groundsInOrder(grounds, words),
  };
}

/** Undated where any of them is: nobody knows since when all of it is over. */
function latestIn(ends: readonly Fact[]): Moment | undefined {
  const times = ends.map(({ time }) => time);
  return times.includes(undefined) ? undefined : latestOf(times.filter((time) => time !== undefined));
}

/** What nothing explains comes first, what is over last; else the order of the pack. */
function unexplainedFirst(a: SeenSymptom, b: SeenSymptom): number {
  const over = Number(a.over !== null) - Number(b.over !== null);
  return over || Number(a.explainedBy.length > 0) - Number(b.explainedBy.length > 0);
}

function artifactOf(
  artifact: ReadArtifact,
  span: { readonly from: Moment; readonly to: Moment } | undefined,
  words: Words,
  pack: Pack,
): ReportArtifact {
  const { kind, sizeBytes, sha256, status, counts, notes } = artifact;
  return {
    id: words.name(artifact.id),
    kind,
    sizeBytes,
    sha256,
    status,
    counts,
    span: span ? { from: span.from.text, to: span.to.text } : null,
    notes: notes.map((note) => noteWord(note, words, pack)),
  };
}

function regionsOf(pack: Pack, { facts, words, definitions }: Context): Report['case']['regions'] {
  return pack.regions.map(({ id, fact }) => {
    const values = facts
      .all()
      .flatMap(({ key, state, trust }) =>
        key === fact && state.state === 'known' && trust !== 'stated'
          ? [words.value(state.value, definitions.get(key))]
          : [],
      );
    return { side: id, values: [...new Set(values)].sort() };
  });
}

/** Of whom something is known that says who it is. */
function subjectsOf({ subjectDetails }: Pack, context: Context): Report['case']['subjects'] {
  const { facts, words, definitions } = context;
  const told = new Map<string, KnownSubject>();
  for (const { fact, last } of subjectDetails) {
    for (const { subject, state, trust } of facts.all().filter(({ key }) => key === fact)) {
      if (state.state !== 'known' || trust === 'stated') continue;
      const value = last === undefined ? state.value : `…${String(state.value).slice(-last)}`;
      const { id, name } = subjectOf(subject, context);
      const text =
        typeof value === 'boolean'
          ? words.word(value ? 'table.yes' : 'table.no')
          : words.value(value, definitions.get(fact));
      const detail = { fact, title: words.title(fact), value: text };
      told.set(id, { id, name, facts: [...(told.get(id)?.facts ?? []), detail] });
    }
  }
  return [...told.values()].sort((a, b) => order(a.id, b.id));
}

/** From the first to the last time that was read in each file; what people say dates nothing. */
function spansOf(facts: FactTable): ReadonlyMap<string, { readonly from: Moment; readonly to: Moment }> {
  const spans = new Map<string, { from: Moment; to: Moment }>();
  for (const { artifact, time, trust } of facts.all().flatMap(({ evidence }) => evidence)) {
    if (time === undefined || trust === 'stated') continue;
    const known = spans.get(artifact) ?? { from: time, to: time };
    spans.set(artifact, {
      from: time.earliestMs < known.from.earliestMs ? time : known.from,
      to: time.latestMs > known.to.latestMs ? time : known.to,
    });
  }
  return spans;
}

/** The latest time in the evidence; a person's prose dates nothing. */
function latestTime(facts: FactTable): Moment | undefined {
  const read = facts.all().flatMap(({ evidence }) => evidence);
  return latestOf(read.flatMap(({ time, trust }) => (time && trust !== 'stated' ? [time] : [])));
}

function latestOf(times: readonly Moment[]): Moment | undefined {
  return times.reduce<Moment | undefined>(
    (latest, time) => (latest && latest.latestMs >= time.latestMs ? latest : time),
    undefined,
  );
}

function byRuleAndSubject(a: Finding, b: Finding): number {
  return order(a.ruleId, b.ruleId) || order(a.subject?.id ?? '', b.subject?.id ?? '');
}
