// What the reader tolerated, repaired or lost → notes with a place, and how the capture came out. Several codes of the
// reader are one note for people: what matters to them is what it does to the verdicts.
import type { Emit, Note } from '../../model/parser.js';
import type { ArtifactStatus } from '../../model/report.js';
import type { Level } from '../../model/rule.js';
import { encodingNotes } from '../../text/encoding/encoding-notes.js';
import type { EntryNoteCode } from './entry-fields.js';
import type { Completeness } from './ledger.js';
import type { ScanNoteCode } from './notes.js';
import type { ScanResult } from './scan.js';
import type { Position } from './window.js';

interface Telling {
  readonly code: string;
  readonly level: Level;
  /** What it makes of the artifact. */
  readonly status: 'ok' | 'repaired' | 'partial' | 'unreadable';
}

const encoding: Telling = { code: 'har-encoding', level: 'note', status: 'ok' };
const surrounded: Telling = { code: 'har-surrounded', level: 'note', status: 'repaired' };
const layout: Telling = { code: 'har-layout', level: 'note', status: 'repaired' };
const commas: Telling = { code: 'har-commas', level: 'warning', status: 'repaired' };
const skipped: Telling = { code: 'har-entry-skipped', level: 'warning', status: 'partial' };
const textCut: Telling = { code: 'har-text-cut', level: 'warning', status: 'partial' };

const tellings: Readonly<Record<ScanNoteCode, Telling>> = {
  'byte-order-mark': encoding,
  'not-utf-8': encoding,
  'leading-junk': surrounded,
  'trailing-junk': surrounded,
  jsonp: surrounded,
  'glued-documents': { code: 'har-glued', level: 'warning', status: 'repaired' },
  'entries-without-log': layout,
  'bare-array': layout,
  'entries-elsewhere': layout,
  'no-entries': { code: 'har-no-entries', level: 'error', status: 'unreadable' },
  'missing-comma': commas,
  'extra-comma': commas,
  'entry-not-object': skipped,
  'entry-without-url': skipped,
  'entry-too-deep': skipped,
  'entry-too-large': skipped,
  'replacement-characters': { code: 'har-text-replaced', level: 'warning', status: 'repaired' },
  'string-cut': textCut,
  'url-cut': textCut,
  'log-part-skipped': { code: 'har-part-skipped', level: 'note', status: 'repaired' },
  'salvage-limit': { code: 'har-salvage-limit', level: 'warning', status: 'partial' },
};

/** Entries that were there and may have been calls of ours. */
const losses: readonly ScanNoteCode[] = ['entry-too-deep', 'entry-too-large', 'salvage-limit'];
const dates: readonly EntryNoteCode[] = ['date-zone-unknown', 'date-rejected'];
/** Only seen by those who look; a failed request is no repair. */
const noRepair: readonly EntryNoteCode[] = [
  'status-zero',
  'content-empty',
  'timings-empty',
  'server-address-empty',
  'date-fraction-cut',
];
const placesMax = 20;

export function completenessOf(result: ScanResult): Completeness {
  const { damage, damageCount, truncatedAt, notes } = result;
  const lost = notes.filter(({ code }) => losses.includes(code));
  const isWhole = damageCount === 0 && truncatedAt === undefined && lost.length === 0;
  const isOpen = truncatedAt !== undefined || damageCount > damage.length || lost.some(({ count }) => count > 1);
  const ends = [
    ...damage.map(({ resumedAt }) => resumedAt?.byteOffset ?? Infinity),
    ...lost.map(({ first }) => first.byteOffset + 1),
  ];
  return { isWhole, lostUpTo: isOpen ? Infinity : Math.max(-1, ...ends) };
}

/** Tells all trouble; the worst of it is the status. */
export function tellScan(result: ScanResult, emit: Emit): ArtifactStatus {
  // What could not be decoded is counted by entry.
  if (result.encoding) for (const note of encodingNotes(result.encoding)) emit.note(note);
  const statuses = tellGroups(result, emit);
  const isDamaged = tellDamage(result, emit);
  if (statuses.includes('unreadable') || (isDamaged && result.counts.entries === 0)) return 'unreadable';
  if (isDamaged) return 'partial';
  return statuses.includes('partial') ? 'partial' : statuses.includes('repaired') ? 'repaired' : 'ok';
}

function tellGroups({ notes, counts }: ScanResult, emit: Emit): ArtifactStatus[] {
  const groups = new Map<string, { telling: Telling; count: number; first: Position }>();
  const isNone = counts.entries === counts.skipped;
  for (const { code, count, first } of notes) {
    // A list of something is not a capture in another layout.
    const telling = isNone && tellings[code] === layout ? tellings['no-entries'] : tellings[code];
    const group = groups.get(telling.code) ?? { telling, count: 0, first };
    group.count += count;
    if (first.byteOffset < group.first.byteOffset) group.first = first;
    groups.set(telling.code, group);
  }
  for (const { telling, count, first } of groups.values()) {
    emit.note({ code: telling.code, level: telling.level, ...first, arguments: { count } });
  }
  return [...groups.values()].map(({ telling }) => telling.status);
}

function tellDamage({ damage, damageCount, truncatedAt }: ScanResult, emit: Emit): boolean {
  for (const { position, resumedAt } of damage.slice(0, placesMax)) {
    if (resumedAt === undefined) emit.note({ code: 'har-damaged-rest', level: 'warning', ...position });
    else emit.note({ code: 'har-damaged', level: 'warning', ...position, arguments: { resumed: resumedAt.line } });
  }
  const more = damageCount - placesMax;
  if (more > 0) emit.note({ code: 'har-damaged-more', level: 'warning', arguments: { count: more } });
  if (truncatedAt !== undefined) emit.note({ code: 'har-truncated', level: 'warning', ...truncatedAt });
  return damageCount > 0 || truncatedAt !== undefined;
}

/** What the fields of entries needed, counted. */
export class FieldNotes {
  #repairs = 0;
  #dates = 0;

  add(code: EntryNoteCode): void {
    if (dates.includes(code)) this.#dates += 1;
    else if (!noRepair.includes(code)) this.#repairs += 1;
  }

  tell(emit: Emit): void {
    tellCount('har-fields-repaired', 'note', this.#repairs, emit);
    tellCount('har-dates-unclear', 'warning', this.#dates, emit);
  }
}

export function tellCount(code: string, level: Note['level'], count: number, emit: Emit): void {
  if (count > 0) emit.note({ code, level, arguments: { count } });
}
