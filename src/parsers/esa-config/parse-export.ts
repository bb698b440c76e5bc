// An export from bytes to observations: every reading with the appliance it speaks of and the export's own time, and all
// trouble as notes.
import { known, unknown } from '../../model/fact.js';
import type { ShippedFactKey } from '../../model/fact-keys.js';
import type { Moment } from '../../model/moment.js';
import type { Emit, Extractors, Parser } from '../../model/parser.js';
import type { ArtifactStatus } from '../../model/report.js';
import type { LocalSubject } from '../../model/subject.js';
import { type DecodeOutcome, decodeStream } from '../../text/encoding/decode.js';
import { encodingNotes } from '../../text/encoding/encoding-notes.js';
import { blocksOf, noRepairs, type Repairs } from './blocks.js';
import { type Draft, Drafter } from './drafts.js';
import { exportMoment } from './export-moment.js';
import { headerDrafts } from './header.js';
import { isOtherProduct } from './product.js';
import { type ExportRead, readExports, type Seen } from './read-export.js';
import { subjectsOf } from './subjects.js';
import { unwrapped } from './unwrap.js';
import { type Wanted, wantedOf } from './wanted.js';

/** The facts that date an export: its own clock, and the zone in which that clock is read. */
const timeKey: ShippedFactKey = 'appliance.clock.time';
const zoneKey: ShippedFactKey = 'appliance.clock.zone';

const mostExcerptChars = 300;

export const parseExport: Parser['parse'] = async (bytes, extractors, emit) => {
  const wanted = wantedOf(extractors.xml, extractors.hosts);
  const repairs = noRepairs();
  const decoded = decodeStream(bytes);
  const reads = await readExports(unwrapped(blocksOf(decoded, repairs), repairs), wanted);
  const told = reads.length > 1 ? [noteSeveral(reads, emit)] : [];
  const statuses = reads.map((read, index) => {
    const status = noteAll(read, emit);
    if (status !== 'unreadable') observeAll(read, index, wanted, extractors, emit);
    return status;
  });
  const all = [...told, ...statuses.filter(unlessRead(statuses)), noteText(repairs, decoded.outcome, emit)];
  const sum = (of: 'elements' | 'interfaces') => reads.reduce((total, { counts }) => total + counts[of], 0);
  return {
    status: statuses.every((status) => status === 'ignored')
      ? 'ignored'
      : (ranks.find((one) => all.includes(one)) ?? 'ok'),
    counts: { elements: sum('elements'), interfaces: sum('interfaces') },
  };
};

const ranks: readonly ArtifactStatus[] = ['unreadable', 'partial', 'repaired', 'ok'];

/** One unreadable export among readable ones makes the file partial. */
function unlessRead(statuses: readonly ArtifactStatus[]): (status: ArtifactStatus) => boolean {
  const isSomeRead = statuses.some((status) => status !== 'unreadable');
  return (status) => !isSomeRead || status !== 'unreadable';
}

function noteSeveral(reads: readonly ExportRead[], emit: Emit): ArtifactStatus {
  const line = reads[1]?.root.line ?? 1;
  emit.note({ code: 'xml-several-exports', level: 'note', line, arguments: { count: reads.length } });
  return reads.some(({ ending }) => ending.why !== 'whole') ? 'partial' : 'ok';
}

interface Bound {
  readonly draft: Draft;
  readonly key: string;
}

function observeAll(read: ExportRead, index: number, wanted: Wanted, { hosts }: Extractors, emit: Emit): void {
  if (isOtherProduct(read.header)) return;
  const cut = read.ending.why === 'deep' || read.ending.why === 'full' ? 'limit' : 'truncated';
  const isWhole = read.ending.why === 'whole';
  const drafter = new Drafter(wanted, hosts, cut);
  const { judged, headerKeys, isHeaderSure } = subjectsOf(read.scopes, read.members, isWhole);
  const isSure = isHeaderSure && !read.isHeaderApart;
  const header = headerDrafts(read.header, wanted.header, hosts, read.prologWhole ? undefined : cut);
  const root = drafter.root(read.root.name, read.root.line);
  const keys = [...new Set([...headerKeys, ...judged.map(({ key }) => key)])];
  const bound: Bound[] = [
    ...headerKeys.flatMap((key) => header.map((draft) => ({ draft: isSure ? draft : unsure(draft), key }))),
    ...keys.flatMap((key) => root.map((draft) => ({ draft, key }))),
    ...judged.flatMap(({ scope, key, positiveOnly }) =>
      drafter
        .draft(scope)
        .filter((draft) => !(positiveOnly && draft.negative))
        .map((draft) => ({ draft, key })),
    ),
    ...read.scopes
      .filter(({ kind }) => kind === 'cluster')
      .flatMap((scope) => drafter.discovered(scope, true).map((draft) => ({ draft, key: scope.key }))),
  ];
  const time = exportMoment(onlyText(header, timeKey) ?? '', zoneOf(bound, headerKeys, isWhole));
  observe(bound, { time, among: `export ${index + 1}`, isAmong: keys.length > 1 }, index, emit);
}

/** The header of a cluster's export is of one of its machines: for none of them it is known. */
function unsure(draft: Draft): Draft {
  return draft.state.state === 'unknown' ? draft : { ...draft, state: unknown('ambiguousSubject') };
}

/** The header's clock runs in its appliance's zone; of a cluster's machines it may be any, so all must agree. */
function zoneOf(bound: readonly Bound[], headerKeys: readonly string[], whole: boolean): string | undefined {
  const zones = bound.filter(({ draft }) => draft.fact.key === zoneKey);
  const own = zones.filter(({ key }) => headerKeys.includes(key));
  return onlyText(
    (own.length > 0 || !whole ? own : zones).map(({ draft }) => draft),
    zoneKey,
  );
}

/** What all readings of an export share. */
interface Common {
  readonly time: Moment | undefined;
  readonly among: string;
  readonly isAmong: boolean;
}

/** Every reading of an export is as old as the export: the header's time. */
function observe(bound: readonly Bound[], { time, among, isAmong }: Common, index: number, emit: Emit): void {
  for (const { draft, key } of bound) {
    const { fact, line, confidence, complete } = draft;
    const own = index === 0 ? key : `${among}:${key}`;
    emit.observe({
      fact: fact.key,
      subject: subjectOf(draft, { type: 'appliance', key: own, ...(isAmong && { among }) }),
      state: draft.as === 'time' ? timeState(draft, time) : draft.state,
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
function onlyText(drafts: readonly Draft[], key: string): string | undefined {
  const values = new Set<unknown>();
  for (const { fact, state } of drafts) {
    if (fact.key === key) values.add(state.state === 'known' ? state.value : undefined);
  }
  const [value] = values;
  return values.size === 1 && typeof value === 'string' ? value : undefined;
}

function timeState({ state }: Draft, time: Moment | undefined): Draft['state'] {
  if (state.state !== 'known') return state;
  return time ? known(time.text) : unknown('unrecognized');
}

function subjectOf({ fact, child }: Draft, scope: LocalSubject): LocalSubject {
  if (child !== undefined) return { type: fact.subject, key: child, parent: scope };
  return fact.subject === 'appliance' ? scope : { type: fact.subject, key: scope.key };
}

function firstLine(raw: string): string {
  return (raw.split(/[\r\n]/, 1)[0] ?? '').slice(0, mostExcerptChars);
}

/** Tells trouble; true when there was some. */
function noteTo(emit: Emit) {
  return (code: string, level: 'warning' | 'note', { count, line }: Seen): boolean => {
    if (count > 0) emit.note({ code, level, line, arguments: { count } });
    return count > 0;
  };
}

/** Trouble with the text of the file, whatever stands in it. */
function noteText(repairs: Repairs, decoded: DecodeOutcome, emit: Emit): ArtifactStatus {
  const note = noteTo(emit);
  const encoding = encodingNotes(decoded);
  for (const one of encoding) emit.note(one);
  const isRepaired = [
    encoding.length > 0,
    note('xml-pager-removed', 'note', { count: repairs.pagers, line: repairs.firstPagerLine }),
    note('xml-lines-joined', 'note', { count: repairs.wraps, line: repairs.firstWrapLine }),
    note('xml-illegal-character', 'warning', { count: repairs.controls, line: repairs.firstControlLine }),
  ].includes(true);
  return isRepaired ? 'repaired' : 'ok';
}

/** Tells all trouble of one export, worst status wins. */
function noteAll(read: ExportRead, emit: Emit): ArtifactStatus {
  const note = noteTo(emit);
  if (isOtherProduct(read.header)) {
    note('xml-other-product', 'warning', { count: 1, line: read.header[0]?.line ?? 1 });
    return 'ignored';
  }
  const line = Math.max(1, read.root.line);
  note('xml-no-header', 'note', { count: Number(read.ending.why === 'whole' && read.header.length === 0), line });
  note('xml-junk-before', 'note', read.junkBefore);
  note('xml-junk-after', 'note', read.junkAfter);
  note('xml-part-aside', 'warning', read.aside);
  const isRepaired = note('xml-entity-unknown', 'warning', read.unknownEntities);
  const isPartial = [
    note('xml-element-too-large', 'warning', read.tooLarge),
    note('xml-fragment', 'warning', { count: Number(read.isFragment), line }),
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
