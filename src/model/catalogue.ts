// The catalogue: what facts exist, what they mean, and how each is read. Declared in `rules/facts/*.yaml`.

import type { Confidence, Reason, Value } from './fact.js';
import type { FactKey } from './fact-keys.js';
import type { Localized } from './localized.js';
import type { SubjectType } from './subject.js';

export type FactType =
  | 'boolean'
  | 'enum'
  | 'string'
  | 'number'
  | 'time'
  | 'duration'
  | 'version'
  | 'set of string'
  | 'set of number';

/** One value at a time (only these conflict), values that unite, or things that happened. */
export type Cardinality = 'state' | 'set' | 'event';

/** Who may see a value: anyone, the case's people, or nobody unmasked. */
export type Sensitivity = 'public' | 'internal' | 'personal' | 'secret';

export interface FactDefinition {
  readonly key: FactKey;
  readonly type: FactType;
  readonly cardinality: Cardinality;
  readonly subject: SubjectType;
  readonly title: Localized;
  readonly meaning: Localized;
  readonly sensitivity: Sensitivity;
  readonly confidence: Confidence;
  readonly source: string;
  /** Values of an enum with their words. */
  readonly values?: Readonly<Record<string, Localized>>;
  /** What it means that the whole enclosing scope was seen without it. Only facts that say so can be absent. */
  readonly absent?: Localized;
  /** The value that Cisco documents for a fact that is absent. */
  readonly default?: Value;
  /** Names the subject: 1 before 2. A serial is better than a host name. */
  readonly identifies?: 1 | 2;
  /** This set lists the subject's children of that kind. */
  readonly enumerates?: SubjectType;
  /** The value names a subject of that kind, seen or not: an appliance's region names the account it should be in. */
  readonly names?: SubjectType;
  /** Fact of the same subject that tells in whose hands it was: readings of two hands are no history of each other. */
  readonly within?: FactKey;
  /**
   * On a name: a subject met by its name is the one that was met by its id, where that one alone is of this kind and the
   * one name holds the other.
   */
  readonly joinsBy?: { readonly fact: FactKey; readonly eq: Value };
  /** Event facts after which a reading of this fact is stale (`outsideWindow`). */
  readonly staleAfter?: readonly FactKey[];
  /** Recipes of `collect.yaml` that yield it, least revealing first. Derived facts have none. */
  readonly collect?: readonly string[];
  /** What must be read completely before "did not happen" is known; without it an event is never known not to have been. */
  readonly scope?: string;
  readonly extractors: readonly Extractor[];
}

/** Marks, when a pack is loaded, what holds a pattern that is not of the shipped pack: it must not be able to take for ever. */
interface Patterned {
  readonly linear?: true;
}

interface ExtractorBase extends Patterned {
  readonly confidence: Confidence;
  /** Where the form of the reading is published or was seen. */
  readonly source?: string;
}

/**
 * How a raw text becomes a value. `portSwitch`: a port number is `on`; missing, empty or 0 is `off`.
 * `host` is the whole host name in the text; `region` is what `hosts.yaml` says of that host; `path` is where it stands.
 * `switch` is a setting in words or as 1 and 0; `duration` is seconds from words (`24 hours`).
 */
export type Reading =
  | 'text'
  | 'number'
  | 'version'
  | 'host'
  | 'region'
  | 'time'
  | 'duration'
  | 'portSwitch'
  | 'switch'
  | 'path';

/**
 * Elements of a configuration export, or a line of its header comment. Paths are `/`-separated, innermost last; `*` is
 * the end of a name (`log_*`).
 */
export interface XmlExtractor extends ExtractorBase {
  readonly kind: 'xml';
  /** A label of the header comment (`Serial Number`). */
  readonly header?: string;
  /** Name of the root element that means `value`. */
  readonly root?: string;
  readonly value?: Value;
  /**
   * Elements whose true name nobody has published, wherever they stand: those whose text holds a host of this service of
   * `hosts.yaml`, or whose own name matches the bounded pattern. Always a guess.
   */
  readonly discover?: { readonly service: string } | ({ readonly named: string } & Patterned);
  /** Repeated element, found anywhere (`interfaces/interface`); each becomes a child subject named by `nameAt`. */
  readonly each?: string;
  /** Candidate elements that name the child, best first. */
  readonly nameAt?: readonly string[];
  /** Candidate paths below `each`, or below the configuration's root: the first that is there counts. */
  readonly paths?: readonly string[];
  readonly as: Reading;
}

/**
 * Which calls of a capture an extractor looks at: answered calls (never preflights or status 0) to services of
 * `hosts.yaml`. `path` and `notPaths` are patterns of the URL's path: `*` is one segment, `**` any rest, `{name}` one
 * segment that `of` and `is` can name. `status` defaults to every 2xx.
 */
export interface CallSelector {
  readonly services: readonly string[];
  readonly path?: string;
  readonly notPaths?: readonly string[];
  readonly methods?: readonly string[];
  readonly status?: readonly number[];
  /**
   * The subjects below the account of the call's region, outermost first: kind → `{name}` of the path, or a field of the
   * item (`module_instance_id`). Without it the fact is of the account, of the capture or of the case.
   */
  readonly of?: Readonly<Partial<Record<SubjectType, string>>>;
}

/** What a call itself tells, whatever its body: the region of its host, what its tokens claim, or that it was made. */
export interface HarExtractor extends ExtractorBase, CallSelector {
  readonly kind: 'har';
  /** The region that `hosts.yaml` gives for the host, or claims of the tokens that the call carries or hands out. */
  readonly as?: 'region' | TokenClaim;
  /** Only tokens of these kinds count (the claim `oauth/kind`). */
  readonly tokens?: readonly string[];
  /** Or this value. */
  readonly value?: Value;
}

/** Claims of a JSON Web Token that facts may hold; `organization` and its name only as XDR's own issuer claims them. */
export type TokenClaim = 'organization' | 'organizationName' | 'tokenKind' | 'roles' | 'scopes';

/**
 * What the JSON body of a call tells, by a small closed path language: names joined by `.`, `a|b` for the first of several
 * names that is there, `[*]` for every element, a leading `**.` for any depth, `**` alone for every object of the body, a
 * trailing `.**` for every text and number below. `each` gives the items (default: the body itself), `where` leaves some
 * out; `at` and `cases` are looked up below each. A body that was not captured, cut or is no JSON makes the fact unknown,
 * never absent.
 */
export interface JsonExtractor extends ExtractorBase, CallSelector {
  readonly kind: 'json';
  readonly each?: string;
  /** Only items of which this holds: what a list of an undocumented form holds is known by what its objects look like. */
  readonly where?: JsonCondition;
  /** An item that names no subject may speak of any of the account: what was read of them before is overtaken. */
  readonly orAny?: true;
  /** The value is at this path (the first that is there; for sets all, and the set is the complete list). */
  readonly at?: string;
  /** `digest`: what may be compared and never shown. */
  readonly as?: Reading | 'digest';
  /** Or the first case that holds gives it. No case: nothing is said. */
  readonly cases?: readonly JsonCase[];
}

export interface JsonCase {
  readonly value?: Value;
  /** The value is what this parameter of the URL's query holds. */
  readonly query?: string;
  readonly unknown?: Reason;
  readonly when: JsonCondition;
}

export type JsonCondition =
  /** Any value at the path is one of these (text after folding). */
  | { readonly at: string; readonly is: readonly (string | number | boolean)[] }
  /**
   * `present`: anything but null; `empty`: an empty array, object or text; `zeros`: numbers, and all of them 0, whatever
   * their names; `missing`: not there, or null.
   */
  | { readonly at: string; readonly has: 'present' | 'empty' | 'zeros' | 'missing' }
  /** Any text at the path holds a message of `rules/messages/*.yaml`. */
  | { readonly at: string; readonly message: string }
  /** Any text at the path holds a match of the bounded pattern, after folding. */
  | ({ readonly at: string; readonly matches: string } & Patterned)
  /** The text of the whole body holds a match of the bounded pattern, whatever part of it that is. */
  | ({ readonly mentions: string } & Patterned)
  | { readonly query: string; readonly is: readonly string[] }
  | { readonly all: readonly JsonCondition[] }
  | { readonly any: readonly JsonCondition[] }
  | { readonly not: JsonCondition };

/**
 * Lines of logs: one of the literals, then a bounded pattern on the message, which begins behind time and level; the
 * sample, a whole line, must match. Binding it to a log, to the beginning of the message (`^`) or to a host keeps words of
 * senders and visitors from speaking.
 */
export interface LineExtractor extends ExtractorBase {
  readonly kind: 'line';
  /** Logs of `logs.yaml` it may stand in; without it any, and with `hosts` those that need no host in the line. */
  readonly logs?: readonly string[];
  readonly anchors: readonly string[];
  /** The line names a host of one of these services of `hosts.yaml`. */
  readonly hosts?: readonly string[];
  readonly pattern: string;
  readonly sample: string;
  /** Named group that holds the value; without it the fact is an event that has `value`. */
  readonly take?: string;
  readonly value?: Value;
  /** `step`: seconds from the time in the group `from` to the one in `to`. Default `text`. */
  readonly as?: 'text' | 'number' | 'step';
  /** `minute`: of every minute the last reading of each value is kept, for what is compared with other records by time. */
  readonly keep?: 'minute';
}

/**
 * What the frames of a log's lines tell. `host`: the name that syslog gives the sender. `window`: events `begins`, `ends`,
 * and `gap-begins`, `gap-ends` around times without any line.
 */
export interface LogExtractor extends ExtractorBase {
  readonly kind: 'log';
  readonly field: 'host' | 'window';
}

/** Rows, buttons and messages of a page of `rules/pages/*.yaml`. The first case that holds gives the value. */
export interface PageExtractor extends ExtractorBase {
  readonly kind: 'page';
  readonly page: string;
  /** Row whose text is the value. */
  readonly row?: string;
  readonly as?: Reading;
  readonly cases?: readonly PageCase[];
}

export interface PageCase {
  readonly value?: Value;
  /** The value is what this row chooses, or its text read as the extractor's `as` says. */
  readonly take?: string;
  /** The case proves nothing: the fact is unknown for this reason. */
  readonly unknown?: Reason;
  /** Yet it is one of these: another page that shows something else contradicts it. */
  readonly mayBe?: readonly Value[];
  readonly when: PageCondition;
}

export type PageCondition =
  | { readonly row: string; readonly is?: 'on' | 'off' }
  /** The row chooses one of these. */
  | { readonly row: string; readonly in: readonly string[] }
  /** The row's text holds a match of the bounded pattern, after folding. */
  | ({ readonly row: string; readonly matches: string } & Patterned)
  | { readonly button: string }
  | { readonly message: string }
  /** All boxes of the page were in the text, from heading to last row. */
  | { readonly seenWhole: true }
  | { readonly all: readonly PageCondition[] }
  | { readonly any: readonly PageCondition[] }
  | { readonly not: PageCondition };

/** A localized message of `rules/messages/*.yaml`, bare or inside a page or an API answer. */
export interface PhraseExtractor extends ExtractorBase {
  readonly kind: 'phrase';
  readonly message: string;
  readonly in: readonly ('page' | 'api')[];
  readonly value: Value;
}

/**
 * What the answers to a command of the appliance's command line say. One of `label`, `says`, `asks`, `offers`, `pattern`,
 * `prompt` tells where; wordings are compared after folding, whole words only, and `…` stands for a few varying words.
 */
export interface CliExtractor extends ExtractorBase {
  readonly kind: 'cli';
  /** Commands, as typed at the prompt; `prompt` is read at every one. */
  readonly commands?: readonly string[];
  /** Only where the command names a host of these services of `hosts.yaml`. */
  readonly target?: readonly string[];
  /** `Label: value`; the value has this form (`whole`), or was shortened or blackened. */
  readonly label?: readonly string[];
  readonly whole?: string;
  /** A sentence of the answer, never one of a menu, a condition or a negation. */
  readonly says?: readonly string[];
  /** A question of the dialogue: yes or no gives one of `answers`, without them the chosen entry is the value. */
  readonly asks?: readonly string[];
  readonly answers?: { readonly yes: Value; readonly no: Value };
  /** An entry of the menu. */
  readonly offers?: readonly string[];
  /** Lines of the answer; `take` is the group that holds the value, a group `name` names the interface. */
  readonly pattern?: string;
  readonly take?: string;
  readonly sample?: string;
  /** The host name that the prompt shows, or the mode of a cluster: with `commands` only where one of them was used. */
  readonly prompt?: 'host' | 'mode';
  /** What each mode says (`machine`, `cluster`, `group`, `standalone`); without it the mode itself is the value. */
  readonly modes?: Readonly<Record<string, Value>>;
  /** The mode counts where one of these was chosen; where none was, where the answer told one of these values for sure. */
  readonly usedBy?: { readonly chosen: readonly string[]; readonly told: Readonly<Record<string, readonly Value[]>> };
  readonly as?: Reading;
  readonly value?: Value;
  /** Part of the configuration: after a change in the session it holds once that is committed. Answers always are. */
  readonly setting?: boolean;
  /** Operations of the dialogue after which it is no longer known to be so. */
  readonly changedBy?: readonly string[];
  /** What it says while the change is not committed; without it that is not known. */
  readonly uncommitted?: Value;
}

export type Extractor =
  | XmlExtractor
  | HarExtractor
  | JsonExtractor
  | LineExtractor
  | LogExtractor
  | PageExtractor
  | CliExtractor
  | PhraseExtractor;

/** Words per language that all mean the same; matched after folding (NFKC, case, quotes, dashes), whole words only. */
export type Aliases = Readonly<Record<string, readonly string[]>>;

/** Names of logs, and what opens lines that repeat outsiders' words. Declared in `rules/logs.yaml`. */
export interface LogTable {
  /** Canonical name → subscriptions, folders and files that have it, lower case. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Patterns of the beginnings of messages in which senders and visitors speak: no extractor reads those lines. */
  readonly outsiders: readonly string[];
}

/** A page as people paste, photograph or describe it. Declared in `rules/pages/<id>.yaml`. */
export interface PageDefinition {
  readonly id: string;
  readonly title: Localized;
  readonly subject: SubjectType;
  /** Row whose text names the subject (an interface); without it in the text the page decides for none. */
  readonly keyRow?: string;
  /** Without its key row the page still speaks of one subject, which has no name. */
  readonly keyless?: boolean;
  /** Row whose text names what the subject hangs under (the module of a tile). */
  readonly parentRow?: string;
  /**
   * Rows of one item where the page lists several (devices, modules); each item is a subject, the other rows are of the
   * whole page. They may stand as a table, as label and value, or bare where their value alone tells what they are.
   */
  readonly items?: readonly string[];
  /** Item row that shows without any heading that the lines around it are such a page, and the rows right above it. */
  readonly anchor?: { readonly row: string; readonly above: readonly string[] };
  /** No heading is needed: hosts of at least two of its services, each on a line of its own, are the page. */
  readonly hostsAlone?: boolean;
  readonly source: string;
  /** Lines that open the page. */
  readonly headings: Aliases;
  readonly boxes: Readonly<Record<string, { readonly headings: Aliases }>>;
  readonly rows: Readonly<Record<string, PageRow>>;
  readonly buttons: Readonly<Record<string, Aliases>>;
  /** Ids of `rules/messages/*.yaml` that this page may show. */
  readonly messages: readonly string[];
  /** Labels of rows that look alike and mean something else (Smart Licensing, Success Network). */
  readonly otherRows: Aliases;
  /** Further text that the page itself shows and that says nothing: navigation, descriptions, footers. */
  readonly furniture: Aliases;
}

export interface PageRow extends Patterned {
  /** Box the row stands in; rows without one may stand anywhere on the page. */
  readonly box?: string;
  readonly labels: Aliases;
  /** Service of `hosts.yaml`: a lone address of it is the row's value without any label, and other hosts are none. */
  readonly service?: string;
  /**
   * A switch reads on/off words, boxes and described toggles; a choice is one of its `choices`; text is taken as it
   * stands; a marker only has to be there; a time dates all that the page says.
   */
  readonly holds: 'switch' | 'choice' | 'text' | 'marker' | 'time';
  readonly choices?: Readonly<Record<string, Aliases>>;
  /** A bare text of this form is this row of an item (a version, the name of a product), after folding. */
  readonly pattern?: string;
}

/** A message of the product in all the forms it is known in. Declared in `rules/messages/*.yaml`. */
export interface MessageDefinition {
  readonly id: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly phrases: Aliases;
}

/** A host of the integration with what it tells. Declared in `rules/hosts.yaml`. */
export interface HostRow {
  /** Whole host name, or `*.` and a suffix. Lower case. */
  readonly host: string;
  readonly service: string;
  readonly region?: string;
  readonly stage: 'production' | 'staging';
  readonly confidence: Confidence;
  readonly source: string;
  readonly checked: string;
}
