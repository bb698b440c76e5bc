// Lines → exchanges: a command at a prompt with its answer, in order. What stands outside of any answer is told apart,
// since it shows whether the text shows a session or talks about one. Keeps one answer at a time.
import type { Moment } from '../../model/moment.js';
import { isCommand, isOwnCommand } from './commands.js';
import { Decoration, type SourceLine } from './decoration.js';
import { beginsPrompt, type Prompt, promptOf } from './prompt.js';
import { loggerTime } from './session-time.js';
import { terminalText } from './terminal-text.js';

/** Far more than any dialogue; logs and configurations are longer and are not read here. */
const answerLinesMax = 4000;
/** Appliances whose prompts one text may hold. */
const hostsMax = 1000;

export interface Exchange {
  readonly prompt: Prompt;
  readonly at: SourceLine;
  readonly lines: readonly SourceLine[];
  /** Counts logins: another one may be of another appliance with the same prompt, and knows no changes of the one before. */
  readonly login: number;
  /** What was last told of the time before the command. */
  readonly time: Moment | undefined;
  /** A prompt follows, or the session was left: the answer is whole. */
  readonly ended: boolean;
  /** Longer than what is kept. */
  readonly cut: boolean;
}

export interface ReaderEvents {
  exchange(exchange: Exchange): void;
  /** A line that belongs to no answer. */
  outside(line: SourceLine): void;
  /** Every line, in order. */
  line(line: SourceLine): void;
}

const loggerHead = /(?:=~){3,}|^-{2,}\s?(?:session|log) (?:log )?(?:started|opened|closed)|^\*{3,} ?(?:log|session)/i;
// login as: admin | Using keyboard-interactive authentication. | $ ssh admin@192.0.2.10 | Last login: …
const login =
  /^(?:login as: |using (?:keyboard-interactive|username)|last login: |keyboard-interactive|pre-authentication banner|\S{1,100}'s password:|\(?\S{1,100}@\S{1,100}\)? password:|\S{0,60}[$#%] ?ssh |ssh \S{1,60}@|welcome to the (?:cisco|ironport) |asyncos \d)/i;
const closed = /^(?:connection to \S{1,253} closed|connection closed|remote side |logout$)/i;
/** Some dialogues answer behind a bare `>`: `Please enter the passphrase.` */
const asks = /\b(?:enter|paste|type|choose|confirm|again)\b.{0,200}[.:?]?$/i;
const fence = /^[ \t]{0,3}(?:`{3,}|~{3,})/;

export class SessionReader {
  readonly #events: ReaderEvents;
  readonly #decoration = new Decoration();
  readonly #known = new Set<string>();
  #current: { prompt: Prompt; at: SourceLine; lines: SourceLine[]; time: Moment | undefined; cut: boolean } | undefined;
  /** The beginning of a prompt that goes on on the next line. */
  #begun: SourceLine | undefined;
  #login = 0;
  #time: Moment | undefined;
  #banner = false;
  #fenced = false;

  constructor(events: ReaderEvents) {
    this.#events = events;
  }

  /** @param raw one line as the file has it */
  take(raw: string, line: number, open: boolean): void {
    const shown = terminalText(raw);
    if (shown === undefined) return;
    const peeled = this.#decoration.peel(shown, (text) => promptOf(text, this.#known) !== undefined);
    this.#time = peeled.time ?? this.#time;
    const source = { ...peeled, line, open };
    this.#events.line(source);
    const begun = this.#begun;
    this.#begun = undefined;
    const whole = begun && { ...source, text: `${begun.text} ${source.text.trim()}`, line: begun.line };
    if (begun && whole && promptOf(whole.text, this.#known)) this.#read(whole);
    else {
      if (begun) this.#answer(begun);
      if (beginsPrompt(source.text) && !open) this.#begun = source;
      else this.#read(source);
    }
  }

  #read(source: SourceLine): void {
    if (this.#frame(source)) return;
    const prompt = promptOf(source.text, this.#known);
    if (prompt !== undefined) this.#begin(prompt, source);
    else if (!this.#wrappedCommand(source)) this.#answer(source);
  }

  /** @param whole the text ends with a line end */
  end(whole: boolean): void {
    if (this.#begun) this.#answer(this.#begun);
    this.#close(whole && this.#current?.lines.length === 0 && this.#current.prompt.command === '');
  }

  /** Logger's heads, logins and fences end an answer and belong to none. */
  #frame(source: SourceLine): boolean {
    const { text } = source;
    if (fence.test(text)) {
      this.#fenced = !this.#fenced;
      this.#close(true);
      return true;
    }
    const isHead = loggerHead.test(text);
    if (isHead || login.test(text) || closed.test(text)) {
      if (!this.#banner) this.#login += 1;
      this.#close(true);
      this.#banner = true;
      if (isHead) this.#time = loggerTime(text) ?? this.#time;
      return true;
    }
    return false;
  }

  #begin(prompt: Prompt, at: SourceLine): void {
    this.#close(true);
    this.#banner = false;
    if (prompt.host !== undefined && this.#known.size < hostsMax) this.#known.add(prompt.host.toLowerCase());
    this.#current = { prompt, at, lines: [], time: this.#time, cut: false };
  }

  /** A prompt so long that the command stands alone on the next line, or its last letters do. */
  #wrappedCommand({ text, line }: SourceLine): boolean {
    const current = this.#current;
    if (current === undefined || current.lines.length > 0 || line !== current.at.line + 1) return false;
    const { prompt } = current;
    const typed = text.trim();
    if (prompt.command === '') {
      const [command = '', ...rest] = typed.split(/\s+/, 6);
      if (!isCommand(command) || rest.length > 3) return false;
      this.#current = { ...current, prompt: { ...prompt, command: command.toLowerCase(), rest: rest.join(' ') } };
      return true;
    }
    const joined = `${prompt.command}${typed}`.toLowerCase();
    if (prompt.rest !== '' || isOwnCommand(prompt.command) || !isOwnCommand(joined)) return false;
    this.#current = { ...current, prompt: { ...prompt, command: joined } };
    return true;
  }

  #answer(source: SourceLine): void {
    const current = this.#current;
    if (current === undefined || current.prompt.command === '') {
      if (!this.#banner) this.#events.outside(source);
      return;
    }
    const isTyped = source.quoted && asks.test(current.lines.at(-1)?.text ?? '');
    if (source.quoted !== current.at.quoted && source.text.trim() !== '' && !isTyped) {
      this.#close(true);
      this.#events.outside(source);
      return;
    }
    if (current.lines.length < answerLinesMax) current.lines.push(source);
    else current.cut = true;
  }

  #close(ended: boolean): void {
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return;
    this.#events.exchange({ ...current, login: this.#login, ended });
    if (/^(?:exit|quit|logout)$/.test(current.prompt.command)) this.#login += 1;
  }
}
