// Captures of a browser's traffic (HAR): calls to hosts of the table, what their JSON answers say, and what the capture
// tells of itself. Promise: memory stays flat, nothing is thrown for bad input, other hosts cost a look-up each, and what
// was cut, left out or lost is unknown, never absent.
import { defineParser, type Emit, type Extractors } from '../model/parser.js';
import type { ArtifactStatus } from '../model/report.js';
import { Advisory } from './har/advisory.js';
import { CallReader, errorsIn } from './har/call-reader.js';
import { callOf, isPageHost } from './har/calls.js';
import { CaptureFacts, isPortal } from './har/capture-facts.js';
import { copyMark, copyMarkOf } from './har/copy-mark.js';
import { membersRead } from './har/entry-facts.js';
import { HostTable } from './har/host-table.js';
import { type Completeness, Ledger } from './har/ledger.js';
import { normaliseEntry } from './har/normalise.js';
import { recognise } from './har/recognise.js';
import { RepeatedCalls } from './har/repeated-call.js';
import { type Body, bodyOf } from './har/response-body.js';
import { type HarSink, type OutlineWish, type SlimEntry, scanHar } from './har/scan.js';
import { completenessOf, FieldNotes, tellCount, tellScan } from './har/tell-notes.js';

export default defineParser({
  kind: 'har',
  recognise,
  async parse(bytes, extractors, emit) {
    const desk = new Desk(extractors);
    const result = await scanHar(bytes, desk);
    const scanned = tellScan(result, emit);
    const status = await desk.finish(scanned, completenessOf(result), emit);
    return { status, counts: result.counts };
  },
  async sanitize(original, extractors, write) {
    const { sanitizeHar } = await import('./har/sanitize/sanitize-har.js');
    return sanitizeHar(original, extractors, write);
  },
});

/** Takes the entries one by one, and lets out what they said once the capture has been seen to its end. */
class Desk implements HarSink {
  readonly #hosts: HostTable;
  readonly #reader: CallReader;
  readonly #ledger = new Ledger();
  readonly #capture: CaptureFacts;
  readonly #advisory = new Advisory();
  readonly #fields = new FieldNotes();
  readonly #repeated = new RepeatedCalls();
  #missingBodies = 0;
  /** A sanitized copy of a capture that was damaged: what is missing may have stood anywhere. */
  #isPartialCopy = false;
  readonly outline: OutlineWish = {
    members: membersRead,
    isWelcome: (byteOffset) => this.#advisory.isOver(byteOffset) && !this.#capture.wantsHeaders,
    isEnough: (url) => this.#hosts.find(url) === undefined,
  };

  constructor(extractors: Extractors) {
    this.#hosts = new HostTable(extractors.hosts);
    this.#reader = new CallReader(extractors, this.#hosts);
    this.#capture = new CaptureFacts(this.#hosts);
  }

  logPart(key: string, value: unknown): void {
    if (key === copyMark) this.#isPartialCopy ||= copyMarkOf(value)?.isPartial === true;
    this.#capture.logPart(key, value);
    this.#advisory.logPart(key, value);
  }

  page(page: unknown): void {
    this.#advisory.page(page);
  }

  entry(slim: SlimEntry): void {
    const entry = normaliseEntry(slim, (code) => this.#fields.add(code));
    this.#advisory.entry(slim);
    this.#capture.entry(slim, entry.startedDateTime);
    const address = this.#hosts.find(entry.request.url);
    if (address === undefined) return;
    const call = callOf(entry, address);
    this.#ledger.see(call);
    const isAnswer = call.isAnswered && !call.isStatic;
    const body = isAnswer ? bodyOf(call) : undefined;
    if (body !== undefined && isPortal(call) && this.#repeated.isRepeat(call, body)) return;
    const errors = body?.state === 'json' && !isPageHost(call) ? errorsIn(body.root) : [];
    const unread: Body = { state: 'none', reason: 'notCollected' };
    for (const reading of this.#reader.read(call, body ?? unread, errors)) this.#ledger.add(reading, call);
    this.#capture.call(call, body, errors, this.#reader.knowsPath(call));
    if (isPortal(call) && body?.state === 'none' && body.reason === 'notCollected') this.#missingBodies += 1;
  }

  async finish(read: ArtifactStatus, whole: Completeness, emit: Emit): Promise<ArtifactStatus> {
    const isDamaged = this.#isPartialCopy && read !== 'unreadable';
    const completeness = isDamaged ? { isWhole: false, lostUpTo: Infinity } : whole;
    const scanned = isDamaged ? 'partial' : read;
    if (isDamaged) emit.note({ code: 'har-partial-copy', level: 'warning' });
    this.#fields.tell(emit);
    tellCount('har-bodies-missing', 'warning', this.#missingBodies, emit);
    if (this.#ledger.isSorted) emit.note({ code: 'har-reordered', level: 'note' });
    if (this.#ledger.isFull) emit.note({ code: 'limit-reached', level: 'warning', arguments: { limit: 'readings' } });
    tellCount('har-schema-advice', 'note', (await this.#advisory.deviations()) ?? 0, emit);
    if (scanned === 'unreadable') return scanned;
    const isWhole = completeness.isWhole && !this.#ledger.isFull;
    this.#ledger.release({ ...completeness, isWhole }, emit);
    this.#capture.release(completeness.isWhole, emit);
    return this.#ledger.isFull ? 'partial' : scanned;
  }
}
