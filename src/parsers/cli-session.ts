// Pasted and logged sessions of the appliance's command line. Promise: an answer counts only behind the prompt and the
// command that gave it, a change only once it is committed, and a text that talks about a session is never taken for one.
import type { Evidence, FactState, Trust } from '../model/fact.js';
import { known, unknown } from '../model/fact.js';
import type { Moment } from '../model/moment.js';
import { defineParser, type Emit, type Extractors } from '../model/parser.js';
import { caseId, type LocalSubject } from '../model/subject.js';
import { decodeStream } from '../text/encoding/decode.js';
import { encodingNotes } from '../text/encoding/encoding-notes.js';
import { splitLines } from '../text/lines.js';
import { toldObservation } from '../text/told/told-observation.js';
import { ToldSymptoms } from '../text/told/told-symptoms.js';
import { type Draft, History, type Seat } from './cli-session/history.js';
import { Modes } from './cli-session/modes.js';
import { PagesBeside } from './cli-session/pages-beside.js';
import { type Reading, readExchange } from './cli-session/read-exchange.js';
import { barePrompts, isBareVersion, recognise } from './cli-session/recognise.js';
import { Seats } from './cli-session/seats.js';
import { SecretAnswers } from './cli-session/secret-answers.js';
import { type Exchange, SessionReader } from './cli-session/session-reader.js';
import { stepsOf } from './cli-session/steps.js';
import { Talk } from './cli-session/talk.js';
import { statesWording } from './cli-session/wording.js';

const lineCharsMax = 8192;
/** Readings and changes that one text may hold. */
const readingsMax = 5000;
/** A text this short without any prompt may be the bare answer that was asked for. */
const bareCharsMax = 4000;

export default defineParser({
  kind: 'cli-session',
  recognise,
  async parse(bytes, extractors, emit) {
    const desk = new Desk(extractors, emit);
    const reader = new SessionReader(desk);
    const decoded = decodeStream(bytes);
    let lines = 0;
    let cut = 0;
    let held: { text: string; line: number } | undefined;
    let last = '';
    async function* watched(): AsyncGenerator<string> {
      for await (const chunk of decoded) {
        last = chunk.at(-1) ?? last;
        yield chunk;
      }
    }
    for await (const { text, line, cut: isCut } of splitLines(watched(), lineCharsMax)) {
      lines++;
      if (isCut && cut++ === 0) emit.note({ code: 'line-cut', level: 'warning', line, arguments: { count: 1 } });
      if (held) reader.take(held.text, held.line, false);
      held = { text, line };
    }
    const isWhole = last === '\n' || last === '\r';
    if (held) reader.take(held.text, held.line, !isWhole);
    reader.end(isWhole);
    desk.finish();
    const { replacedCharacters } = decoded.outcome;
    for (const note of encodingNotes(decoded.outcome)) emit.note(note);
    const isPartial = desk.full || cut > 0 || desk.leavesSome;
    return {
      status: isPartial ? 'partial' : replacedCharacters > 0 ? 'repaired' : 'ok',
      counts: { lines, commands: desk.commands },
    };
  },
});

/** Commands that may change the whole configuration; the second ones take effect at once. */
const sweeping = new Set(['loadconfig', 'systemsetup']);
const sweepingAtOnce = new Set(['rollbackconfig', 'resetconfig', 'revert', 'wipedata']);

/** Collects what the exchanges say, and lets it out once the whole text was seen. */
class Desk {
  commands = 0;
  full = false;
  readonly #talk: Talk;
  readonly #told: ToldSymptoms;
  readonly #history: History;
  readonly #seats = new Seats();
  readonly #modes: Modes;
  readonly #secrets: SecretAnswers;
  readonly #read: ReadonlySet<string>;
  /** What the appliance's own clock last told, per login. */
  readonly #clocks = new Map<string, Moment>();
  readonly #pages: PagesBeside;
  #bare: string[] = [];
  #bareChars = 0;
  /** What other parsers read, and this one leaves: code of the note → line of the first. */
  readonly #left = new Map<string, number>();

  constructor(
    readonly extractors: Extractors,
    readonly emit: Emit,
  ) {
    this.#talk = new Talk(extractors.quoting);
    this.#history = new History(waitingFacts(extractors));
    this.#told = new ToldSymptoms(extractors.told);
    this.#secrets = new SecretAnswers((text) => emit.excerpt(text));
    this.#read = new Set(extractors.cli.flatMap(({ commands = [] }) => commands));
    this.#modes = new Modes(extractors.cli);
    this.#pages = new PagesBeside(extractors.pages);
  }

  line({ text, line }: { text: string; line: number }): void {
    this.#pages.take(text, line);
    this.#secrets.take(text);
    this.#bareChars += text.length + 1;
    if (this.#bareChars <= bareCharsMax) this.#bare.push(text);
    else this.#bare = [];
  }

  outside({ text, line, quoted }: { text: string; line: number; quoted: boolean }): void {
    if (!quoted) this.#talk.outside(text, line);
    this.#told.take(text, line, quoted);
  }

  exchange(exchange: Exchange): void {
    const { command } = exchange.prompt;
    if (command === '') return;
    this.commands++;
    if (this.#history.size > readingsMax) {
      this.full = true;
      return;
    }
    const isRead = this.#read.has(command) || command === 'commit' || /^clear(?:changes)?$/.test(command);
    if (isRead && !exchange.at.quoted) this.#talk.answer(exchange);
    const readings = readExchange(exchange, this.extractors.cli, this.extractors.hosts);
    const serial = readings.find(
      (one): one is Reading => 'fact' in one && one.fact.identifies === 1 && one.state.state === 'known',
    );
    const seat = this.#seats.of(exchange, serial && String((serial.state as { value?: unknown }).value));
    this.#modes.take(exchange, seat, readings, this.#timeOf(exchange, seat));
    const left = leftOf(exchange);
    if (left !== undefined && !this.#left.has(left)) this.#left.set(left, exchange.at.line);
    if (exchange.cut && isRead) this.full = true;
    for (const one of readings) {
      if ('operation' in one) this.#history.change(command, one.operation, seat);
      else this.#history.read(one, seat, one.time ?? this.#timeOf(exchange, seat));
      if ('fact' in one && one.time) this.#clocks.set(seat.login, one.time);
    }
    this.#change(exchange, seat);
    this.#tellUnread(exchange, seat, readings);
  }

  #timeOf({ at, time }: Exchange, { login }: Seat): Moment | undefined {
    const clock = this.#clocks.get(login);
    const logged = at.time ?? time;
    return clock && (!logged || clock.earliestMs > logged.earliestMs) ? clock : logged;
  }

  /** What becomes of the changes of this login. */
  #change(exchange: Exchange, seat: Seat): void {
    const { command } = exchange.prompt;
    if (sweeping.has(command)) this.#history.change(undefined, command, seat);
    if (sweepingAtOnce.has(command)) this.#history.change(undefined, command, seat, true);
    if (command !== 'commit' && !/^clear(?:changes)?$/.test(command)) return;
    const steps = stepsOf(exchange.lines);
    const says = (wording: string) => steps.some((step) => step.kind === 'text' && statesWording(step.folded, wording));
    const refused = steps.some((step) => step.kind === 'question' && /^no?$/i.test(step.typed || step.fallback));
    if (command !== 'commit') {
      if (!refused) this.#history.discard(seat);
    } else if (says('Changes committed') || says('changes have been committed')) this.#history.commit(seat);
    else if (['no data to commit', 'no changes to commit', 'nothing to commit'].some((one) => isSaid(steps, one))) {
      this.#history.nothingToCommit(seat);
    }
  }

  /** A known command whose answer told nothing, and why: the release has no such command, it was cut, or has other words. */
  #tellUnread(exchange: Exchange, seat: Seat, events: readonly object[]): void {
    const { command } = exchange.prompt;
    const isRefused = stepsOf(exchange.lines).some((step) => step.kind === 'text' && isUnknownCommand(step.folded));
    const told = new Set(events.flatMap((one) => ('fact' in one ? [(one as Reading).fact] : [])));
    for (const extractor of this.extractors.cli) {
      const { fact, commands = [], confidence } = extractor;
      if (fact.subject !== 'appliance' || fact.cardinality !== 'state' || !commands.includes(command)) continue;
      if (told.has(fact) || (!isRefused && extractor.says === undefined)) continue;
      if (isRefused && fact.identifies !== undefined) continue;
      told.add(fact);
      const reason = isRefused ? 'unsupportedVersion' : exchange.ended ? 'unrecognized' : 'truncated';
      this.#history.read(
        {
          ...{
            fact,
            state: unknown(reason),
            confidence,
            pointer: command,
            commands,
            changedBy: [],
            setting: false,
            changed: false,
          },
          place: { line: exchange.at.line, raw: isRefused ? refusal(exchange) : exchange.at.text },
        },
        seat,
        this.#timeOf(exchange, seat),
      );
    }
  }

  /** Part of the text is left to other parsers: a log, a configuration, a page. */
  get leavesSome(): boolean {
    return this.#left.size > 0 || (this.commands > 0 && this.#pages.at !== undefined);
  }

  finish(): void {
    if (this.commands === 0) this.#bareAnswer();
    // What a page says before or after the session has no order with it: what is not read decides against what is.
    const pageAt = this.commands > 0 && this.#pages.at !== undefined ? this.#pages.at : undefined;
    const talksAt = this.#talk.at ?? pageAt;
    const drafts = this.#history.settle();
    this.#hosts(talksAt === undefined);
    for (const draft of drafts) this.#observe(draft, talksAt === undefined);
    this.#tellModes(talksAt === undefined);
    for (const told of this.#told.end()) this.emit.observe(toldObservation(told, this.emit));
    const uncommitted = this.#history.uncommitted();
    if (pageAt !== undefined) {
      this.emit.note({ code: 'cli-with-page', level: 'warning', line: pageAt, arguments: { line: pageAt } });
    } else if (talksAt !== undefined && this.commands > 0) {
      this.emit.note({ code: 'cli-quoted', level: 'note', line: talksAt, arguments: { line: talksAt } });
    }
    if (uncommitted !== undefined && talksAt === undefined) {
      this.emit.note({ code: 'cli-uncommitted', level: 'note', line: uncommitted, arguments: { line: uncommitted } });
    }
    for (const [code, line] of this.#left) this.emit.note({ code, level: 'warning', line, arguments: { line } });
    if (this.full) this.emit.note({ code: 'limit-reached', level: 'warning', arguments: { limit: 'answers' } });
    this.#secrets.end();
  }

  /** What was asked for and sent alone: the lines of `version` without their prompt, or prompts without a command. */
  #bareAnswer(): void {
    const text = this.#bare.join('\n');
    const source = (text: string, line: number) => ({ text, line, open: false, quoted: false, time: undefined });
    const alone = { login: 0, time: undefined, ended: true, cut: false };
    if (isBareVersion(text)) {
      const none = { shown: '', host: undefined, machine: undefined, shared: false, mode: undefined };
      const lines = this.#bare.map((text, index) => source(text, index + 1));
      this.exchange({ ...alone, prompt: { ...none, command: 'version', rest: '' }, at: source('', 1), lines });
      this.commands = 0;
      return;
    }
    for (const { prompt, line } of barePrompts(text)) {
      const exchange = { ...alone, prompt, at: source(this.#bare[line - 1] ?? '', line), lines: [] };
      this.#modes.take(exchange, this.#seats.of(exchange, undefined), [], undefined);
    }
  }

  /** Who the prompts say it is. */
  #hosts(shows: boolean): void {
    for (const { subject, host, line, raw, quoted } of this.#seats.named()) {
      for (const { fact, confidence, prompt } of this.extractors.cli) {
        if (prompt !== 'host') continue;
        const evidence = this.#evidence({ line, raw }, 'prompt', shows && !quoted ? 'shown' : 'stated', undefined);
        this.emit.observe({ fact: fact.key, subject, state: known(host), evidence: { ...evidence, confidence } });
      }
    }
  }

  #tellModes(shows: boolean): void {
    for (const { extractor, state, seat, at, time, sequence } of this.#modes.readings()) {
      const { fact, confidence } = extractor;
      const trust = shows && !seat.quoted ? 'shown' : 'stated';
      const evidence = this.#evidence({ line: at.line, raw: at.text }, 'prompt', trust, time ?? this.#talk.time);
      const reading = { fact: fact.key, subject: seat.subject, state, sequence };
      const mayBeOvertaken = this.#seats.isNameless(seat) && { mayBeOvertaken: 'ambiguousSubject' as const };
      this.emit.observe({ ...reading, evidence: { ...evidence, confidence, ...mayBeOvertaken } });
    }
  }

  #observe({ reading, seat, sequence, time, state, ...draft }: Draft, shows: boolean): void {
    const mayBeOvertaken = this.#seats.isNameless(seat) ? 'ambiguousSubject' : draft.mayBeOvertaken;
    const trust = shows && !seat.quoted ? 'shown' : 'stated';
    const { fact, place, pointer, confidence, complete } = reading;
    const evidence = this.#evidence(place, pointer, trust, time ?? this.#talk.time);
    this.emit.observe({
      fact: fact.key,
      subject: subjectOf(reading, seat),
      state: state as FactState,
      evidence: { ...evidence, confidence, ...(mayBeOvertaken && { mayBeOvertaken }) },
      sequence,
      ...(complete !== undefined && { complete }),
    });
  }

  #evidence(place: { line: number; raw: string }, pointer: string, trust: Trust, time: Moment | undefined): Evidence {
    return {
      artifact: this.emit.artifact,
      line: place.line,
      pointer: this.emit.excerpt(pointer),
      excerpt: this.emit.excerpt(place.raw),
      trust,
      ...(time && { time }),
    };
  }
}

/** Facts that words speak of which, until the commit, say that a change waits for it. */
function waitingFacts({ cli }: Extractors): ReadonlySet<string> {
  const words = new Set(cli.flatMap(({ uncommitted, says = [] }) => (uncommitted === undefined ? [] : says)));
  return new Set(cli.flatMap(({ fact, says = [] }) => (says.some((one) => words.has(one)) ? [fact.key] : [])));
}

/** A few lines are an error message, unless they are what others write. */
const linesOfOthers = 5;
// Mon Nov 16 09:00:00 2026 Info: … | 16 Nov 2026 09:00:00 +0000 … | <hostname> | <166>Nov 16 09:00:00 …
const ofOthers =
  /^\s{0,9}(?:[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\b|\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\b|<(?:[?a-z]|\d{1,3}>[A-Z]))/;

/** A configuration or the lines of a log, printed in a session. */
function leftOf({ prompt, lines }: Exchange): string | undefined {
  if (lines.length < linesOfOthers && !lines.some(({ text }) => ofOthers.test(text))) return undefined;
  if (prompt.command === 'showconfig') return 'cli-configuration';
  return ['tail', 'grep', 'displayalerts'].includes(prompt.command) ? 'cli-log-lines' : undefined;
}

function subjectOf({ fact, interface: name }: Reading, { subject, device }: Seat): LocalSubject {
  if (fact.subject === 'case') return { type: 'case', key: caseId };
  if (fact.subject !== 'interface') return subject;
  return { type: 'interface', key: name === undefined || name === '' ? `${device} ?` : name, parent: subject };
}

function isSaid(steps: ReturnType<typeof stepsOf>, wording: string): boolean {
  return steps.some((step) => step.kind === 'text' && step.folded.includes(wording));
}

/** Unknown command or missing feature key: cloudserviceconfig */
function isUnknownCommand(folded: string): boolean {
  return /^(?:unknown command|invalid command|command not found)\b/.test(folded);
}

function refusal({ lines }: Exchange): string {
  return lines.find(({ text }) => /unknown command|invalid command|command not found/i.test(text))?.text ?? '';
}
