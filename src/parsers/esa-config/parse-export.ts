// An export from bytes to observations: every reading with the appliance it speaks of and the export's own time, and all
// trouble as notes.
import { known, unknown } from '../../model/fact.js';
import type { ShippedFactKey } from '../../model/fact-keys.js';
import type { Emit, Extractors, Parser } from '../../model/parser.js';
import type { ArtifactStatus } from '../../model/report.js';
import type { LocalSubject } from '../../model/subject.js';
import { type DecodeOutcome, decodeStream } from '../../text/decode.js';
import { encodingNotes } from '../../text/encoding-notes.js';
import { blocksOf, noRepairs, type Repairs } from './blocks.js';
import { type Draft, Drafter } from './drafts.js';
import { exportMoment } from './export-moment.js';
import { headerDrafts } from './header.js';
import { type ExportRead, readExport, type Seen } from './read-export.js';
import { subjectsOf } from './subjects.js';
import { type Wanted, wantedOf } from './wanted.js';

/** The facts that date an export: its own clock, and the zone in which that clock is read. */
const timeKey: ShippedFactKey = 'appliance.clock.time';
const zoneKey: ShippedFactKey = 'appliance.clock.zone';

const mostExcerptChars = 300;

export const parseExport: Parser['parse'] = async (bytes, extractors, emit) => {
  const wanted = wantedOf(extractors.xml);
  const repairs = noRepairs();
  const decoded = decodeStream(bytes);
  const read = await readExport(blocksOf(decoded, repairs), wanted);
  const status = noteAll(read, repairs, decoded.outcome, emit);
  if (status !== 'unreadable') observeAll(read, wanted, extractors, emit);
  return { status, counts: read.counts };
};

interface Bound {
  readonly draft: Draft;
  readonly key: string;
}

function observeAll(read: ExportRead, wanted: Wanted, { hosts }: Extractors, emit: Emit): void {
  const cut = read.ending.why === 'deep' || read.ending.why === 'full' ? 'limit' : 'truncated';
  const drafter = new Drafter(wanted, hosts, cut);
  const { judged, headerKey } = subjectsOf(read.scopes, read.ending.why === 'whole');
  const header = headerDrafts(read.header, wanted.header, hosts, read.prologWhole ? undefined : cut);
  const bound: Bound[] = [
    ...header.map((draft) => ({ draft, key: headerKey })),
    ...judged.flatMap(({ scope, key, positiveOnly }) =>
      drafter
        .draft(scope)
        .filter((draft) => !(positiveOnly && draft.negative))
        .map((draft) => ({ draft, key })),
    ),
  ];
  const told = read.secondExport.count > 0 ? bound.map(contested) : bound;
  observe(told, zoneOf(bound, headerKey, read.ending.why === 'whole'), emit);
}

/** Another export follows unread, perhaps of the same appliance: what holds cannot be told from the first one alone. */
function contested({ draft, key }: Bound): Bound {
  const { identifies, cardinality } = draft.fact;
  if (identifies !== undefined || cardinality !== 'state' || draft.state.state === 'unknown') return { draft, key };
  return { draft: { ...draft, state: unknown('ambiguousSubject') }, key };
}

/** The header's clock runs in its appliance's zone; of a cluster's machines it may be any, so all must agree. */
function zoneOf(bound: readonly Bound[], headerKey: string, whole: boolean): string | undefined {
  const zones = bound.filter(({ draft }) => draft.fact.key === zoneKey);
  const own = zones.filter(({ key }) => key === headerKey);
  return onlyText(own.length > 0 || !whole ? own : zones, zoneKey);
}

/** Every reading of an export is as old as the export: the header's time. */
function observe(bound: readonly Bound[], zone: string | undefined, emit: Emit): void {
  const time = exportMoment(onlyText(bound, timeKey) ?? '', zone);
  for (const { draft, key } of bound) {
    const { fact, line, confidence, complete } = draft;
    emit.observe({
      fact: fact.key,
      subject: subjectOf(draft, key),
      state: draft.as === 'time' ? timeState(draft, zone) : draft.state,
      evidence: {
        artifact: emit.artifact,
        line,
        pointer: emit.excerpt(draft.pointer),
        excerpt: emit.excerpt(firstLine(draft.raw)),
        trust: 'exported',
        ...(time && { time }),
        confidence,
      },
      ...(complete !== undefined && { complete }),
    });
  }
}

/** The text that all readings of a fact agree on; one of them unknown is no agreement. */
function onlyText(bound: readonly Bound[], key: string): string | undefined {
  const values = new Set<unknown>();
  for (const { draft } of bound) {
    if (draft.fact.key === key) values.add(draft.state.state === 'known' ? draft.state.value : undefined);
  }
  const [value] = values;
  return values.size === 1 && typeof value === 'string' ? value : undefined;
}

function timeState({ state }: Draft, zone: string | undefined): Draft['state'] {
  if (state.state !== 'known') return state;
  const moment = exportMoment(String(state.value), zone);
  return moment ? known(moment.text) : unknown('unrecognized');
}

function subjectOf({ fact, child }: Draft, key: string): LocalSubject {
  const scope: LocalSubject = { type: 'appliance', key };
  if (child !== undefined) return { type: fact.subject, key: child, parent: scope };
  return fact.subject === 'appliance' ? scope : { type: fact.subject, key };
}

function firstLine(raw: string): string {
  return (raw.split(/[\r\n]/, 1)[0] ?? '').slice(0, mostExcerptChars);
}

/** Tells all trouble, worst status wins. */
function noteAll(read: ExportRead, repairs: Repairs, decoded: DecodeOutcome, emit: Emit): ArtifactStatus {
  const note = (code: string, level: 'warning' | 'note', { count, line }: Seen): boolean => {
    if (count > 0) emit.note({ code, level, line, arguments: { count } });
    return count > 0;
  };
  const encoding = encodingNotes(decoded);
  for (const one of encoding) emit.note(one);
  note('xml-no-header', 'note', { count: Number(read.ending.why === 'whole' && read.header.length === 0), line: 1 });
  note('xml-junk-before', 'note', read.junkBefore);
  note('xml-junk-after', 'note', read.junkAfter);
  const isRepaired = [
    encoding.length > 0,
    note('xml-pager-removed', 'note', { count: repairs.pagers, line: repairs.firstPagerLine }),
    note('xml-illegal-character', 'warning', { count: repairs.controls, line: repairs.firstControlLine }),
    note('xml-entity-unknown', 'warning', read.unknownEntities),
  ].includes(true);
  const isPartial = [
    note('xml-second-export', 'warning', read.secondExport),
    note('xml-element-too-large', 'warning', read.tooLarge),
    note('xml-fragment', 'warning', { count: Number(read.isFragment), line: 1 }),
  ].includes(true);
  const ending = noteEnding(read, emit);
  if (ending !== 'ok') return ending;
  return isPartial ? 'partial' : isRepaired ? 'repaired' : 'ok';
}

function noteEnding({ ending, header, prologWhole, isFragment }: ExportRead, emit: Emit): ArtifactStatus {
  const tell = (code: string, status: ArtifactStatus): ArtifactStatus => {
    const place = {
      ...('line' in ending && { line: ending.line }),
      ...('column' in ending && { column: ending.column }),
    };
    emit.note({ code, level: status === 'unreadable' ? 'error' : 'warning', ...place });
    return status;
  };
  switch (ending.why) {
    case 'whole':
      return 'ok';
    case 'fragment':
      return 'partial';
    case 'cut':
      return tell('xml-truncated', 'partial');
    case 'deep':
      return tell('xml-too-deep', 'partial');
    case 'full':
      return tell('xml-too-many-elements', 'partial');
    case 'dtd':
      return tell('xml-dtd-refused', 'unreadable');
    case 'empty':
      return tell('xml-empty', 'unreadable');
    case 'broken':
      return tell('xml-broken', prologWhole || isFragment || header.length > 0 ? 'partial' : 'unreadable');
  }
}
