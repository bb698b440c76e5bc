// Page texts: what people copy from the appliance's and the portal's pages, what text recognition or a describing model
// makes of their pictures, and single product messages. Promise: a label never takes another row's value, a crop proves
// only what it shows, and a text that talks about a page is never taken for the page.
import type { PhraseExtractor } from '../model/catalogue.js';
import { type Evidence, type FactState, known, type Trust, unknown } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Moment } from '../model/moment.js';
import { type Bound, defineParser, type Emit, type Extractors, type Note } from '../model/parser.js';
import { caseId, type LocalSubject, type SubjectType, subjectParents } from '../model/subject.js';
import { decodeStream } from '../text/encoding/decode.js';
import { encodingNotes } from '../text/encoding/encoding-notes.js';
import { type Line, splitLines } from '../text/lines.js';
import { toldObservation } from '../text/told/told-observation.js';
import { ToldSymptoms } from '../text/told/told-symptoms.js';
import { Evaluation, type PageReading } from './page-text/evaluation.js';
import type { Frame, FrameMessage, Occurrence } from './page-text/frame.js';
import { hostNote, hostsIn } from './page-text/hosts.js';
import { misreadOf } from './page-text/misread.js';
import { Reader } from './page-text/reader.js';
import { recognise } from './page-text/recognise.js';
import { SourceLine } from './page-text/source-line.js';
import { type Vocabulary, vocabularyOf } from './page-text/vocabulary.js';

const lineCharsMax = 8192;
/** A page has some 30 lines: longer texts are not the picture of one. */
const linesReadAgainMax = 1000;
/** What the pages of one text say is kept until its end, when it is clear whether it shows or talks. */
const readingsMax = 5000;

/** An observation that waits for the trust of its text. */
interface Draft {
  readonly fact: FactKey;
  readonly subject: LocalSubject;
  readonly reading: PageReading;
  readonly time: Moment | undefined;
  readonly quoted: boolean;
  readonly sequence?: number;
}

export default defineParser({
  kind: 'page-text',
  recognise,
  async parse(bytes, extractors, emit) {
    const words = vocabularyOf(extractors);
    const first = new Reading(words, extractors);
    const decoded = decodeStream(bytes);
    const read = await readLines(decoded, (line) => first.push(line));
    const { desk } = first.finish(emit);
    if (read.cutAt !== undefined) {
      emit.note({ code: 'line-cut', level: 'warning', line: read.cutAt, arguments: { count: 1 } });
    }
    const { replacedCharacters } = decoded.outcome;
    for (const note of encodingNotes(decoded.outcome)) emit.note(note);
    const partial = desk.full || read.cutAt !== undefined;
    return {
      status: partial ? 'partial' : replacedCharacters > 0 ? 'repaired' : 'ok',
      counts: { lines: read.lines, pages: desk.frames, messages: desk.messages.length },
    };
  },
});

/** One text on its way through reader and desk; a short one is read again when text recognition damaged its words. */
class Reading {
  readonly #desk: Desk;
  readonly #reader: Reader;
  #lines: SourceLine[] | undefined = [];

  constructor(
    readonly words: Vocabulary,
    readonly extractors: Extractors,
  ) {
    this.#desk = new Desk(words, extractors);
    this.#reader = new Reader(words, extractors.hosts, this.#desk, new ToldSymptoms(extractors.told));
  }

  push(line: SourceLine): void {
    this.#reader.push(line);
    this.#lines?.push(line);
    if (this.#lines !== undefined && this.#lines.length > linesReadAgainMax) this.#lines = undefined;
  }

  finish(emit: Emit): { readonly desk: Desk } {
    const again = this.#corrected();
    const { desk, reader } = again ?? { desk: this.#desk, reader: this.#reader };
    reader.end();
    desk.finish(reader, emit);
    return { desk };
  }

  #corrected(): { readonly desk: Desk; readonly reader: Reader } | undefined {
    const lines = this.#lines ?? [];
    const texts = misreadOf(this.words, this.extractors).corrected(lines.map(({ text }) => text));
    if (texts === undefined) return undefined;
    const desk = new Desk(this.words, this.extractors);
    const reader = new Reader(this.words, this.extractors.hosts, desk, new ToldSymptoms(this.extractors.told));
    for (const [at, { line, open, afterBlank, raw }] of lines.entries()) {
      reader.push(new SourceLine(texts[at] ?? raw, line, open, afterBlank, raw));
    }
    return { desk, reader };
  }
}

async function readLines(text: AsyncIterable<string>, push: (line: SourceLine) => void) {
  let lines = 0;
  let cutAt: number | undefined;
  let afterBlank = true;
  let last = '';
  async function* watched(): AsyncGenerator<string> {
    for await (const chunk of text) {
      last = chunk.at(-1) ?? last;
      yield chunk;
    }
  }
  const take = ({ text: raw, line }: Line, open: boolean) => {
    const isBlank = raw.trim() === '';
    if (!isBlank) push(new SourceLine(raw, line, open, afterBlank));
    afterBlank = isBlank;
  };
  let held: Line | undefined;
  for await (const one of splitLines(watched(), lineCharsMax)) {
    lines++;
    if (one.cut) cutAt ??= one.line;
    if (held) take(held, held.cut);
    held = one;
  }
  if (held) take(held, held.cut || (last !== '\n' && last !== '\r'));
  return { lines, cutAt };
}

/** Collects what pages and messages say, and lets it out once the whole text was seen. */
class Desk {
  readonly messages: FrameMessage[] = [];
  frames = 0;
  full = false;
  readonly #drafts: Draft[] = [];
  readonly #notes: Note[] = [];
  readonly #pages: { readonly page: string; readonly line: number }[] = [];

  constructor(
    readonly words: Vocabulary,
    readonly extractors: Extractors,
  ) {}

  note(note: Note): void {
    if (this.#notes.length < readingsMax) this.#notes.push(note);
  }

  message(message: FrameMessage): void {
    if (this.messages.length < readingsMax) this.messages.push(message);
    else this.full = true;
  }

  frame(frame: Frame): void {
    this.frames++;
    const { page } = frame.words;
    if (this.#drafts.length > readingsMax) {
      this.full = true;
      return;
    }
    this.#pages.push({ page: page.id, line: frame.heading.line });
    const evaluation = new Evaluation(frame, this.words, this.extractors.hosts);
    const owner = ownerOf(frame, evaluation);
    const time = evaluation.moment();
    const named = new Set<FactKey>();
    for (const extractor of this.extractors.page) {
      if (extractor.page !== page.id) continue;
      const reading = evaluation.read(extractor);
      if (reading === undefined) continue;
      const { fact } = extractor;
      if (reading.state.state === 'known' && fact.identifies !== undefined) named.add(fact.key);
      const nameless = fact.subject === page.subject && owner.isNameless;
      const state = nameless ? unknown('ambiguousSubject') : asTyped(reading.state, fact.type);
      const draft = { fact: fact.key, subject: owner.subject(fact.subject), reading: { ...reading, state }, time };
      this.#drafts.push({ ...draft, quoted: false, ...this.#sequenceOf(frame) });
    }
    for (const message of frame.messages) this.#phrase(message, owner.subject, time, named);
    this.#noteFrame(frame, evaluation);
  }

  /** A tile that is looked at again, at a wider range, is one look after the other; errors still need their times. */
  #sequenceOf(frame: Frame): { readonly sequence?: number } {
    const { anchor } = frame.words.page;
    return anchor?.above.length && frame.messages.length === 0 ? { sequence: this.frames } : {};
  }

  #noteFrame(frame: Frame, evaluation: Evaluation): void {
    const { page } = frame.words;
    if (!frame.seenWhole && frame.words.boxes.length > 0) {
      this.note({ code: 'page-cropped', level: 'note', line: frame.heading.line, arguments: { page: page.id } });
    }
    for (const [row, { holds, service }] of Object.entries(page.rows)) {
      if (service !== undefined) this.#noteHosts(frame.rows.get(row) ?? [], service);
      if (holds !== 'switch') continue;
      const reading = evaluation.switch(row);
      if (reading?.state !== 'unknown') continue;
      const code = reading.ambiguous ? 'page-row-ambiguous' : 'page-row-unclear';
      this.note({ code, level: 'note', line: reading.at.line, arguments: { row, line: reading.at.line } });
    }
  }

  /** A region that stays unknown although a host stands there: the reader is told why. */
  #noteHosts(occurrences: readonly Occurrence[], service: string): void {
    for (const { value = '', line } of occurrences) {
      for (const name of hostsIn(value)) {
        const note = hostNote(name, service, this.extractors.hosts);
        if (note) this.note({ ...note, level: 'warning', line });
      }
    }
  }

  /** A message gives every fact that has a phrase extractor for it. */
  #phrase(
    message: FrameMessage,
    subjectFor: (type: SubjectType) => LocalSubject,
    time: Moment | undefined,
    named: ReadonlySet<FactKey> = new Set(),
  ): void {
    for (const extractor of this.extractors.phrase) {
      if (extractor.message !== message.message || !extractor.in.includes('page')) continue;
      const { fact } = extractor;
      // The page's own name for it is better than the message's.
      if (named.has(fact.key)) continue;
      this.#drafts.push({
        fact: fact.key,
        subject: subjectFor(fact.subject),
        reading: this.#phraseReading(message, extractor),
        time,
        quoted: message.quoted,
      });
    }
  }

  #phraseReading(message: FrameMessage, extractor: Bound<PhraseExtractor>): PageReading {
    const guessed = this.words.confidence.get(message.message) === 'guess';
    return {
      state: guessed ? unknown('unconfirmed') : asTyped(known(extractor.value), extractor.fact.type),
      place: message,
      pointer: `message ${message.message}`,
      confidence: guessed ? 'guess' : extractor.confidence,
    };
  }

  finish(reader: Reader, emit: Emit): void {
    const bare = this.messages.filter((message) => !this.#isLookAlike(message, reader));
    for (const [index, message] of bare.entries()) {
      const own = `message:${index + 1}`;
      const time = reader.momentOf(message.line, bare[0]?.line ?? message.line);
      const said = emit.isSpoken ? { ...message, quoted: true } : message;
      this.#phrase(said, (type) => this.#subjectOf(type, message.message, own), time);
    }
    const talks = reader.prose.verdict(this.frames > 0);
    for (const draft of this.#drafts) emit.observe(observationOf(draft, talks === undefined, emit));
    for (const told of reader.prose.told.end()) emit.observe(toldObservation(told, emit));
    for (const note of this.#notes) emit.note(note);
    for (const [page, line] of reader.headless) {
      emit.note({ code: 'page-cropped', level: 'note', line, arguments: { page } });
    }
    if (talks !== undefined) {
      for (const page of new Set(this.#pages.map(({ page }) => page))) {
        emit.note({ code: 'page-quoted', level: 'note', line: talks, arguments: { page, line: talks } });
      }
      const [first] = bare;
      if (first) emit.note({ code: 'message-quoted', level: 'note', line: first.line });
    } else if (emit.isSpoken && bare[0]) emit.note({ code: 'message-quoted', level: 'note', line: bare[0].line });
    if (this.full) emit.note({ code: 'limit-reached', level: 'warning', arguments: { limit: 'pages' } });
  }

  /** Whom a bare message speaks of: a tile of the module that it names, else of one that nobody knows. */
  #subjectOf(type: SubjectType, message: string, own: string, ofRoot = own): LocalSubject {
    const [above]: readonly SubjectType[] = subjectParents[type];
    if (above === undefined || above === 'case') return localSubject(type, ofRoot);
    const name = this.extractors.phrase.find(
      (one) => one.message === message && one.fact.subject === type && one.fact.identifies !== undefined,
    );
    // The messages of one text are of one account.
    const parent = this.#subjectOf(above, message, own, 'messages');
    return { type, key: name === undefined ? own : String(name.value), parent };
  }

  /** Other products have registration tokens and their errors too. */
  #isLookAlike({ message, line }: FrameMessage, { lookAlikes }: Reader): boolean {
    const page = this.extractors.pages.find(({ id, messages }) => lookAlikes.has(id) && messages.includes(message));
    if (page === undefined) return false;
    this.note({ code: 'message-of-other-product', level: 'note', line });
    return true;
  }
}

function observationOf({ fact, subject, reading, time, quoted, sequence }: Draft, shows: boolean, emit: Emit) {
  const { place, pointer, state, confidence, mayBe } = reading;
  const trust: Trust = shows && !quoted ? 'shown' : 'stated';
  const evidence: Evidence = {
    artifact: emit.artifact,
    line: place.line,
    pointer: emit.excerpt(pointer),
    excerpt: emit.excerpt(place.raw),
    trust,
    ...(time && { time }),
    confidence,
  };
  return { fact, subject, state, evidence, ...(sequence !== undefined && { sequence }), ...(mayBe && { mayBe }) };
}

/** Whom the facts of a frame are of: its page's subject, what that hangs under, or somebody else's of the same page. */
function ownerOf(frame: Frame, evaluation: Evaluation) {
  const { page } = frame.words;
  const own = `frame:${frame.number}`;
  const item = frame.item > 1 ? `${own}.${frame.item}` : own;
  const key = evaluation.key();
  const parentKey = evaluation.nameIn(page.parentRow);
  const subject = (type: SubjectType): LocalSubject => {
    const [above]: readonly SubjectType[] = subjectParents[type];
    if (above === undefined || above === 'case') {
      // The items of one text are of one account.
      return localSubject(type, page.items === undefined ? own : 'messages');
    }
    if (type === page.subject) return { type, key: key ?? item, parent: subject(above) };
    const [aboveOwn]: readonly SubjectType[] = subjectParents[page.subject];
    return { type, key: type === aboveOwn ? (parentKey ?? `of ${key ?? item}`) : own, parent: subject(above) };
  };
  return { subject, isNameless: page.keyRow !== undefined && key === undefined && page.keyless !== true };
}

function localSubject(type: SubjectType, key: string): LocalSubject {
  return { type, key: type === 'case' ? caseId : key };
}

/** Sets hold lists; everything else one value. */
function asTyped(state: FactState, type: string): FactState {
  if (state.state !== 'known' || !type.startsWith('set of') || typeof state.value === 'boolean') return state;
  return known(Array.isArray(state.value) ? state.value : [state.value as string | number]);
}
