// The report: what every output format renders and what `--format json` prints. A stable interface (docs/report.schema.json).

import type { Confidence, Reason, Trust } from './fact.js';
import type { FactKey } from './fact-keys.js';
import type { Actor, Level, Reference, Verdict } from './rule.js';
import type { Safe } from './safe.js';
import type { SubjectType } from './subject.js';

export const artifactKinds = [
  'har',
  'json',
  'esa-config',
  'cli-session',
  'asyncos-log',
  'page-text',
  'text',
  'email',
  'office',
  'pdf',
  'image',
  'archive',
  'other',
] as const;
export type ArtifactKind = (typeof artifactKinds)[number];

/** Read as it stands, read after repairs, read in part, not readable, or nothing in it to read. */
export type ArtifactStatus = 'ok' | 'repaired' | 'partial' | 'unreadable' | 'ignored';

export interface ReportArtifact {
  readonly id: Safe;
  readonly kind: ArtifactKind;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly status: ArtifactStatus;
  readonly counts: Readonly<Record<string, number>>;
  /** First and last time that was read in it; null where nothing is dated. */
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly notes: readonly Safe[];
}

/** What the case knows of one subject by itself: release, end of the serial number. */
export interface KnownSubject {
  readonly id: Safe;
  readonly name: Safe;
  readonly facts: readonly { readonly fact: FactKey; readonly title: Safe; readonly value: Safe }[];
}

export interface ReportSubject {
  readonly type: SubjectType;
  readonly id: Safe;
  readonly name: Safe;
  readonly parent: Safe | null;
}

export interface ReportEvidence {
  readonly artifact: Safe;
  readonly line: number | null;
  readonly byteOffset: number | null;
  /** Only of a document with pages, from 1. */
  readonly page?: number;
  readonly pointer: Safe | null;
  readonly excerpt: Safe;
  readonly trust: Trust;
  /** ISO 8601; without `Z` the zone is unknown; null when undated. */
  readonly time: string | null;
  readonly confidence: Confidence | null;
}

/** What a rule finds: why something fails, only that it fails, or that the upload is unfit to judge by. */
export const roles = ['cause', 'symptom', 'evidence'] as const;
export type Role = (typeof roles)[number];

export interface Finding {
  readonly ruleId: string;
  readonly verdict: Verdict;
  readonly level: Level;
  readonly subject: ReportSubject | null;
  /** Subjects of this rule's kind that were judged, and that are known to exist. */
  readonly covers: { readonly seen: number; readonly known: number };
  readonly title: Safe;
  readonly message: Safe;
  readonly remedy: Safe;
  readonly remedyBy: Actor;
  readonly messageId: string;
  readonly arguments: Readonly<Record<string, Safe>>;
  readonly symptoms: readonly string[];
  readonly role: Role;
  /** What speaks for an undecided one; empty for other verdicts. */
  readonly signs: readonly Safe[];
  readonly evidence: readonly ReportEvidence[];
  readonly asks: readonly FactKey[];
  /** Why it is open, per fact; empty for other verdicts. */
  readonly reasons: readonly { readonly fact: FactKey; readonly reason: Reason }[];
  readonly hiddenBy: string | null;
  readonly confidence: Confidence;
  readonly references: readonly Reference[];
}

export interface ReportContradiction {
  readonly fact: FactKey;
  readonly title: Safe;
  readonly subject: Safe;
  readonly subjectName: Safe;
  readonly resolution: 'conflict' | 'changed' | 'outranked';
  readonly holds: Safe | null;
  readonly values: readonly {
    readonly value: Safe;
    readonly trust: Trust;
    readonly time: string | null;
    readonly evidence: ReportEvidence;
  }[];
}

export interface Ask {
  readonly collect: string;
  readonly text: Safe;
  readonly reason: Safe;
  /** Rules that this alone decides, and rules that it brings nearer. */
  readonly decides: readonly string[];
  readonly helps: readonly string[];
}

export interface SeenSymptom {
  readonly symptom: string;
  readonly title: Safe;
  readonly time: string | null;
  /** What was later seen to succeed of all that showed it: it is over. Null while any of it stands. */
  readonly over: { readonly since: string | null; readonly evidence: readonly ReportEvidence[] } | null;
  /** Rules that fail and explain it; empty means seen and not explained. */
  readonly explainedBy: readonly string[];
  /** Every rule that may explain it, in the order to check them. */
  readonly causes: readonly string[];
  readonly evidence: readonly ReportEvidence[];
}

/** One dated reading. */
export interface TimelineEntry {
  /** ISO 8601; without `Z` the zone is unknown. */
  readonly time: string;
  readonly subject: Safe;
  readonly subjectName: Safe;
  readonly fact: FactKey;
  readonly title: Safe;
  readonly value: Safe;
  readonly evidence: ReportEvidence;
}

export interface Timeline {
  /** By time, in UTC. */
  readonly ordered: readonly TimelineEntry[];
  /** By their own clocks, whose zone nothing tells: they cannot be put among the others. */
  readonly zoneUnknown: readonly TimelineEntry[];
}

export interface Diagnostic {
  readonly code: string;
  readonly level: Level;
  readonly artifact: Safe | null;
  readonly message: Safe;
}

export interface Report {
  readonly schemaVersion: 1;
  readonly lang: string;
  readonly tool: {
    readonly name: 'esa-triage';
    readonly version: string;
    readonly rules: readonly { readonly name: string; readonly version: string; readonly sha256: string }[];
  };
  readonly case: {
    readonly name: Safe;
    readonly asOf: string | null;
    /** What each side of the integration says of its region; empty when nothing tells. */
    readonly regions: readonly { readonly side: string; readonly values: readonly Safe[] }[];
    /** Whom the case is about, with what is known of each. */
    readonly subjects: readonly KnownSubject[];
  };
  readonly artifacts: readonly ReportArtifact[];
  readonly symptoms: readonly SeenSymptom[];
  readonly findings: readonly Finding[];
  readonly contradictions: readonly ReportContradiction[];
  readonly asks: readonly Ask[];
  readonly timeline: Timeline;
  readonly diagnostics: readonly Diagnostic[];
}
