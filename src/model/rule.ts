// Rules, recipes, symptoms and the pack that holds all data. A pack is plain JSON: the build stores it ready to use.
import type { Aliases, FactDefinition, HostRow, LogTable, MessageDefinition, PageDefinition } from './catalogue.js';
import type { Condition } from './condition.js';
import type { Confidence, Reason, Trust, Value } from './fact.js';
import type { FactKey } from './fact-keys.js';
import type { Localized } from './localized.js';
import type { SubjectType } from './subject.js';

/** SARIF's levels: breaks the integration by a source, may break it or is a symptom, costs one click. */
export const levels = ['error', 'warning', 'note'] as const;
export type Level = (typeof levels)[number];

export const verdicts = ['fail', 'open', 'pass', 'notApplicable'] as const;
/** Worst first: the order of headlines. */
export type Verdict = (typeof verdicts)[number];

/** Who carries the fix out. */
export const actors = ['customer', 'cloudAdministrator', 'tac', 'wait'] as const;
export type Actor = (typeof actors)[number];

export interface Reference {
  readonly title: string;
  readonly source: string;
  /** Date of the last look at the source, YYYY-MM-DD. */
  readonly checked: string;
  readonly url?: string;
}

/** What to do, by whom; the first whose `when` is true holds, the last has none. */
export interface Remedy {
  readonly when?: Condition;
  readonly by: Actor;
  readonly text: Localized;
}

/** A rule whose fails only repeat this one's, on this one's subject where `when` holds. */
export interface Hidden {
  readonly rule: string;
  readonly when?: Condition;
}

export interface Rule {
  /** Path below `rules/` without `.yaml`: `sse/eventing-off`. */
  readonly id: string;
  /** File and line, for messages about the rule itself. */
  readonly file: string;
  readonly title: Localized;
  readonly level: Level;
  /** The pack whose `pack.yaml` set the level, and what it was before. */
  readonly levelled?: { readonly by: string; readonly from: Level };
  readonly subject: SubjectType;
  readonly appliesWhen?: Condition;
  readonly failWhen: Condition;
  /** Default: not failWhen. */
  readonly passWhen?: Condition;
  readonly neverPasses?: Localized;
  /** Least trust at which a fact counts; default `shown`. */
  readonly minTrust: Trust;
  /** `guess` marks a rule that rests on inference; the reader sees it. */
  readonly confidence: Confidence;
  readonly inference?: Localized;
  readonly symptoms: readonly string[];
  /** It finds what the customer sees, not why: something else causes it. */
  readonly role?: 'symptom';
  readonly hides: readonly Hidden[];
  /** Rules whose finding anywhere in the case keeps this one from passing: it may have looked at another's page. */
  readonly passUnless: readonly string[];
  readonly message: Localized;
  /** What a pass says beyond its title. */
  readonly passMessage?: Localized;
  /** Further sentences of the message, each where its condition is true. */
  readonly details: readonly { readonly when: Condition; readonly text: Localized }[];
  /** What speaks for it while it is undecided, each where its condition is true. */
  readonly signs: readonly { readonly when: Condition; readonly text: Localized }[];
  readonly remedy: readonly Remedy[];
  readonly references: readonly Reference[];
  readonly reviewBy: string;
  readonly tests: readonly RuleTest[];
}

/** The way from a rule over those that it hides back to itself: all of them would vanish at once. */
export function hidingCircle(rule: Rule, rules: readonly Rule[]): readonly string[] | undefined {
  const byId = new Map(rules.map((one) => [one.id, one]));
  const ways: string[][] = [[rule.id]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const { rule: id } of byId.get(way.at(-1) ?? '')?.hides ?? []) {
      if (id === rule.id) return [...way, id];
      if (!seen.has(id)) ways.push([...way, id]);
      seen.add(id);
    }
  }
  return undefined;
}

/** The conditions that make the verdict; those of details and remedies only choose words. */
export const verdictFields = ['appliesWhen', 'failWhen', 'passWhen'] as const;

/** Facts about one subject (and, by `subjects`, its children) with the verdict they must give. */
export interface RuleTest {
  readonly name: string;
  readonly facts: TestFacts;
  readonly subjects?: readonly { readonly type: SubjectType; readonly name: string; readonly facts: TestFacts }[];
  readonly expect: Verdict;
}

/** A value, `{unknown: reason}`, `{absent: true}`, or a value with its trust and time. */
export type TestFacts = Readonly<Partial<Record<FactKey, TestFact>>>;
export type TestFact =
  | Value
  | { readonly unknown: Reason }
  | { readonly absent: true }
  | { readonly value: Value; readonly trust?: Trust; readonly time?: string };

/** How to get a fact from the customer. Declared in `rules/collect.yaml`. */
export interface Recipe {
  readonly id: string;
  readonly title: Localized;
  /** Exact steps in the least revealing form. */
  readonly text: Localized;
  /** Only for subjects where this holds (a cloud-hosted appliance is read by TAC). */
  readonly when?: Condition;
  readonly from: 'customer' | 'tac';
  /** It reveals much (a capture, logs, an export): asked for after all that shows one thing only. */
  readonly lastResort?: true;
  readonly confidence: Confidence;
}

/** What the customer sees. Declared in `rules/symptoms.yaml`. */
export interface Symptom {
  readonly id: string;
  readonly title: Localized;
  /** The case shows it when this holds for any subject of that type. */
  readonly subject: SubjectType;
  readonly seenWhen: Condition;
  /** What ends it: the later state, of the very subject that showed it. Without any, it is never over. */
  readonly endedBy?: readonly { readonly fact: FactKey; readonly in: readonly Value[] }[];
  /** What speaks only of the upload: a rule that explains nothing else is no cause. */
  readonly ofEvidence?: true;
  /** Rule ids in the order to check them. */
  readonly causes: readonly string[];
}

/** One link of the integration, in order. Declared in `rules/chain.yaml`. */
export interface ChainLink {
  readonly id: string;
  readonly title: Localized;
  readonly rules: readonly string[];
}

/** Which facts tell the region of each side. Declared in `rules/chain.yaml`. */
export interface RegionSide {
  readonly id: string;
  readonly title: Localized;
  readonly fact?: FactKey;
}

/** A fact that is told of each subject it is known of; of its text perhaps only so many last characters. Declared there too. */
export interface SubjectDetail {
  readonly fact: FactKey;
  readonly last?: number;
}

/** Words that tell quoted or instructing prose from a page. Declared in `rules/quoting.yaml`. */
export interface Quoting {
  readonly instructing: Aliases;
  readonly describing: Aliases;
  /** Beside a host: it is not the one in use. */
  readonly wishing: Aliases;
  /** In names, captions and letters: what is shown is how it should be, or another system. */
  readonly elsewhere: Aliases;
  /** The same, in names and where a caption begins. */
  readonly expecting: Aliases;
  /** What letters send along. */
  readonly attaching: Aliases;
}

/** How people tell their symptoms in their own words. Declared in `rules/told.yaml`. */
export interface Told {
  /** Groups of words: what a symptom is of, and what is wrong with it. */
  readonly things: Readonly<Record<string, Aliases>>;
  readonly faults: Readonly<Record<string, Aliases>>;
  readonly symptoms: readonly {
    readonly symptom: string;
    readonly things: readonly string[];
    readonly fault: string;
  }[];
  /** Before or behind a fault: there is none. */
  readonly negating: Aliases;
  readonly negatingAfter: Aliases;
  /** What was told shortly before, or all that was told before, is over. */
  readonly over: Aliases;
  readonly solved: Aliases;
  /** Nobody says that it is so: anywhere before the fault, near it, behind it. */
  readonly supposing: Aliases;
  readonly supposingNear: Aliases;
  readonly supposingAfter: Aliases;
  /** Questions that take it for granted. */
  readonly asking: Aliases;
  readonly advising: Aliases;
  readonly article: Aliases;
  readonly history: Aliases;
  readonly others: Aliases;
}

/** States in words, boxes and described switches, for every page. Declared in `rules/states.yaml`. */
export interface StateWords {
  readonly on: Aliases;
  readonly off: Aliases;
  readonly unclear: Aliases;
  /** Words that may stand beside a described switch; any other makes the sentence unclear. */
  readonly beside: Aliases;
}

/** Which rules a report was judged by. */
export interface PackIdentity {
  readonly name: string;
  readonly version: string;
  /** Of the names and texts of its files. */
  readonly sha256: string;
}

export interface Pack {
  /** The shipped pack first, then those of `--rules`, in the order of the command line. */
  readonly packs: readonly PackIdentity[];
  readonly languages: readonly string[];
  readonly facts: readonly FactDefinition[];
  readonly rules: readonly Rule[];
  readonly pages: readonly PageDefinition[];
  readonly messages: readonly MessageDefinition[];
  readonly hosts: readonly HostRow[];
  readonly recipes: readonly Recipe[];
  readonly symptoms: readonly Symptom[];
  readonly chain: readonly ChainLink[];
  readonly subjectDetails: readonly SubjectDetail[];
  readonly regions: readonly RegionSide[];
  readonly states: StateWords;
  readonly quoting: Quoting;
  readonly told: Told;
  readonly logs: LogTable;
  /** All further words of reports, by dotted id (`verdict.fail`, `reason.truncated`, `diagnostic.xml-broken`). */
  readonly words: Readonly<Record<string, Localized>>;
}
