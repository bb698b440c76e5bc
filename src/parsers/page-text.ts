// Page texts: what people copy from the appliance's and the portal's pages, what text recognition or a describing model
// makes of their pictures, and single product messages. Promise: a label never takes another row's value, a crop proves
// only what it shows, and a text that talks about a page is never taken for the page.
import type { PhraseExtractor } from '../model/catalogue.js';
import { type Evidence, type FactState, known, type Trust, unknown } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { Moment } from '../model/moment.js';
import { type Bound, defineParser, type Emit, type Extractors, type Note } from '../model/parser.js';
import { caseId, type LocalSubject, type SubjectType, subjectParents } from '../model/subject.js';
import { decodeStream } from '../text/decode.js';
import { encodingNotes } from '../text/encoding-notes.js';
import { splitLines } from '../text/lines.js';
import { Evaluation, type PageReading } from './page-text/evaluation.js';
import type { Frame, FrameMessage } from './page-text/frame.js';
import { Reader } from './page-text/reader.js';
import { recognise } from './page-text/recognise.js';
import type { SourceLine } from './page-text/source-line.js';
import { type Vocabulary, vocabularyOf } from './page-text/vocabulary.js';

const lineCharsMax = 8192;
/** Lines without a blank one among them that are looked at together. */
const blockLinesMax = 60;
/** What the pages of one text say is kept until its end, when it is clear whether it shows or talks. */
const readingsMax = 5000;

/** An observation that waits for the trust of its text. */
interface Draft {
  readonly fact: FactKey;
  readonly subject: LocalSubject;
  readonly reading: PageReading;
  readonly time: Moment | undefined;
  readonly quoted: boolean;
}

export default defineParser({
  kind: 'page-text',
  recognise,
  async parse(bytes, extractors, emit) {
    const words = vocabularyOf(extractors);
    const desk = new Desk(words, extractors);
    const reader = new Reader(words, extractors.hosts, desk);
    const decoded = decodeStream(bytes);
    const read = await readLines(decoded, reader, (line) =>
      desk.note({ code: 'line-cut', level: 'warning', line, arguments: { count: 1 } }),
    );
    reader.end();
    desk.finish(reader, emit);
    const { replacedCharacters } = decoded.outcome;
    for (const note of encodingNotes(decoded.outcome)) emit.note(note);
    const partial = desk.full || read.cut > 0;
    return {
      status: partial ? 'partial' : replacedCharacters > 0 ? 'repaired' : 'ok',
      counts: { lines: read.lines, pages: desk.frames, messages: desk.messages.length },
    };
  },
});

async function readLines(text: AsyncIterable<string>, reader: Reader, onCut: (line: number) => void) {
  let lines = 0;
  let cut = 0;
  let block: SourceLine[] = [];
  let last = '';
  async function* watched(): AsyncGenerator<string> {
    for await (const chunk of text) {
      last = chunk.at(-1) ?? last;
      yield chunk;
    }
  }
  const take = (line: SourceLine) => {
    if (line.text.trim() === '') {
      reader.block(block);
      block = [];
      return;
    }
    block.push(line);
    if (block.length < blockLinesMax) return;
    reader.block(block);
    block = [];
  };
  let held: SourceLine | undefined;
  for await (const { text: raw, line, cut: isCut } of splitLines(watched(), lineCharsMax)) {
    lines++;
    if (isCut && cut++ === 0) onCut(line);
    if (held) take(held);
    held = { text: raw, line, open: isCut };
  }
  if (held) take({ ...held, open: held.open || (last !== '\n' && last !== '\r') });
  reader.block(block);
  return { lines, cut };
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
    const key = evaluation.key();
    const time = evaluation.moment();
    for (const extractor of this.extractors.page) {
      if (extractor.page !== page.id) continue;
      const reading = evaluation.read(extractor);
      if (reading === undefined) continue;
      const { fact } = extractor;
      const subject = subjectOf(fact.subject, page.subject, frame, key);
      const nameless = page.keyRow !== undefined && key === undefined && fact.subject === page.subject;
      const state = nameless ? unknown('ambiguousSubject') : asTyped(reading.state, fact.type);
      this.#drafts.push({ fact: fact.key, subject, reading: { ...reading, state }, time, quoted: false });
    }
    for (const message of frame.messages) {
      this.#phrase(message, (type) => subjectOf(type, page.subject, frame, key), time);
    }
    this.#noteFrame(frame, evaluation);
  }

  #noteFrame(frame: Frame, evaluation: Evaluation): void {
    const { page } = frame.words;
    if (!frame.seenWhole) {
      this.note({ code: 'page-cropped', level: 'note', line: frame.heading.line, arguments: { page: page.id } });
    }
    for (const [row, { holds }] of Object.entries(page.rows)) {
      if (holds !== 'switch') continue;
      const reading = evaluation.switch(row);
      if (reading?.state !== 'unknown') continue;
      const code = reading.ambiguous ? 'page-row-ambiguous' : 'page-row-unclear';
      this.note({ code, level: 'note', line: reading.at.line, arguments: { row, line: reading.at.line } });
    }
  }

  /** A message gives every fact that has a phrase extractor for it. */
  #phrase(message: FrameMessage, subjectFor: (type: SubjectType) => LocalSubject, time: Moment | undefined): void {
    for (const extractor of this.extractors.phrase) {
      if (extractor.message !== message.message || !extractor.in.includes('page')) continue;
      const { fact } = extractor;
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
      this.#phrase(message, (type) => this.#subjectOf(type, message.message, own), undefined);
    }
    const talks = reader.prose.verdict(this.frames > 0);
    for (const draft of this.#drafts) emit.observe(observationOf(draft, talks === undefined, emit));
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
    }
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

function observationOf({ fact, subject, reading, time, quoted }: Draft, shows: boolean, emit: Emit) {
  const { place, pointer, state, confidence } = reading;
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
  return { fact, subject, state, evidence };
}

function subjectOf(type: SubjectType, pageSubject: SubjectType, frame: Frame, key: string | undefined): LocalSubject {
  const own = `frame:${frame.number}`;
  const [above]: readonly SubjectType[] = subjectParents[type];
  if (type !== pageSubject || above === undefined || above === 'case') return localSubject(type, own);
  return { type, key: key ?? own, parent: localSubject(above, own) };
}

function localSubject(type: SubjectType, key: string): LocalSubject {
  return { type, key: type === 'case' ? caseId : key };
}

/** Sets hold lists; everything else one value. */
function asTyped(state: FactState, type: string): FactState {
  if (state.state !== 'known' || !type.startsWith('set of') || typeof state.value === 'boolean') return state;
  return known(Array.isArray(state.value) ? state.value : [state.value as string | number]);
}
