// One exchange → what the extractors of its command read from it, in the order of the answer. Whether a change is
// committed is not decided here: a reading only says whether it depends on that.

import type { FactDefinition, HostRow } from '../../model/catalogue.js';
import { type Confidence, type FactState, known, unknown, type Value } from '../../model/fact.js';
import { hostRow } from '../../model/host-row.js';
import type { Moment } from '../../model/moment.js';
import { fold } from '../../text/fold.js';
import { compilePattern } from '../../text/pattern.js';
import { InterfaceDialogue } from './interface-dialogue.js';
import type { Exchange } from './session-reader.js';
import { sessionTime } from './session-time.js';
import { type Place, type Step, stepsOf } from './steps.js';
import { type Cli, valueIn } from './value-in.js';
import { holdsWording, statesWording, valueAfter } from './wording.js';

export interface Reading {
  readonly fact: FactDefinition;
  readonly state: FactState;
  readonly place: Pick<Place, 'line' | 'raw'>;
  readonly pointer: string;
  readonly commands: readonly string[];
  /** Operations of these commands that can change it. */
  readonly changedBy: readonly string[];
  readonly confidence: Confidence;
  /** Name of the interface it is about; undefined for none, empty where the dialogue does not tell. */
  readonly interface?: string;
  readonly time?: Moment | undefined;
  readonly complete?: boolean;
  /** Part of the configuration. */
  readonly setting: boolean;
  /** The configuration was or may have been changed before it, since the command was entered. */
  readonly changed: boolean;
  readonly uncommitted?: Value | undefined;
  /** An answer of the dialogue; `same` when it changes nothing. */
  readonly answer?: 'same' | 'other';
}

/** Something was chosen or entered: what was read before may no longer be so. */
export interface Operation {
  readonly operation: string;
}

export type Event = Reading | Operation;

/** What is typed to leave or to look. */
const idle = /^(?:exit|quit|q|help|\?|view|print|list|status|back|cancel)$/i;
// Do you want to deregister the appliance? [Y]>
const verb = /\b(?:enable|disable|register|deregister)\b/;

export function readExchange(exchange: Exchange, extractors: readonly Cli[], hosts: readonly HostRow[]): Event[] {
  const { command, rest } = exchange.prompt;
  const steps = stepsOf(exchange.lines);
  const typed = steps.flatMap((step) => (step.kind === 'question' ? [step.typed || step.fallback] : []));
  const aim = [rest, ...typed].join(' ').toLowerCase();
  const named = extractors.filter(({ commands, target }) => commands?.includes(command) && aims(aim, target, hosts));
  return new Walk(exchange.prompt.command, steps, named, hosts).events();
}

/** telnet api-sse.cisco.com 443: the port of the service, where one is named. */
function aims(text: string, services: readonly string[] | undefined, hosts: readonly HostRow[]): boolean {
  if (services === undefined) return true;
  const [port] = /(?<![\d.])\d{2,5}(?![\d.])/.exec(text) ?? [];
  const names = text.match(/[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,9}/g) ?? [];
  const isNamed = names.some((name) => services.includes(hostRow(hosts, name)?.service ?? ''));
  return isNamed && (port === undefined || port === '443');
}

class Walk {
  readonly #dialogue = new InterfaceDialogue();
  readonly #events: Event[] = [];
  readonly #labels = new Set<Cli>();
  /** What was chosen and typed so far. */
  readonly #operations: string[] = [];

  constructor(
    readonly command: string,
    readonly steps: readonly Step[],
    readonly extractors: readonly Cli[],
    readonly hosts: readonly HostRow[],
  ) {}

  events(): Event[] {
    this.steps.forEach((step, index) => {
      this.#dialogue.take(step);
      if (step.kind === 'text') this.#text(step, index);
      if (step.kind === 'menu') this.#menu(step);
      if (step.kind === 'item' && this.#operations.length === 0) this.#patterns(step, index);
      if (step.kind === 'question') this.#question(step);
      if (step.kind === 'left') this.#leave();
    });
    return this.#events;
  }

  #text(step: Extract<Step, { kind: 'text' }>, index: number): void {
    for (const extractor of this.extractors) {
      if (extractor.label) this.#label(extractor, step, index);
      if (extractor.says && !step.afterMenu) this.#says(extractor, step, index);
    }
    if (this.#operations.length === 0) this.#patterns(step, index);
  }

  #label(extractor: Cli, step: Extract<Step, { kind: 'text' }>, index: number): void {
    const value = valueAfter(step.raw, extractor.label ?? []);
    if (value === undefined || this.#labels.has(extractor)) return;
    this.#labels.add(extractor);
    const next = this.steps[index + 1];
    const below = value === '' && next?.kind === 'text' && next.block === step.block && !next.raw.includes(':');
    const text = below ? next.raw : value;
    const isOpen = step.open || (below && next.open);
    const read = valueIn(text, extractor, this.hosts);
    this.#add(extractor, isOpen ? unknown('truncated') : read.state, step, { confidence: read.confidence });
  }

  /** On its own line, or wrapped over the next ones; a line that may go on says nothing yet. */
  #says(extractor: Cli, step: Extract<Step, { kind: 'text' }>, index: number): void {
    const block = [step.folded];
    for (const next of this.steps.slice(index + 1, index + 4)) {
      if (next.kind !== 'text' || next.block !== step.block) break;
      block.push(next.folded);
    }
    const said = (extractor.says ?? []).some((wording) => this.#begins(block, wording));
    if (!said) return;
    const isOpen = step.open && !/[.!]$/.test(step.raw);
    if (isOpen) this.#add(extractor, unknown('truncated'), step);
    else if (extractor.value !== undefined || extractor.uncommitted !== undefined) {
      const state = extractor.value === undefined ? unknown('notCollected') : known(extractor.value);
      this.#add(extractor, state, step, { time: sessionTime(step.raw) });
    }
  }

  #begins([first = '', ...further]: readonly string[], wording: string): boolean {
    if (statesWording(first, wording)) return true;
    let joined = first;
    let glued = first;
    let rest = '';
    for (const more of further) {
      joined = `${joined} ${more}`;
      glued = `${glued}${more}`;
      rest = rest === '' ? more : `${rest} ${more}`;
      if (holdsWording(rest, wording)) return false;
      if (statesWording(joined, wording) || statesWording(glued, wording)) return true;
    }
    return false;
  }

  #menu(step: Extract<Step, { kind: 'menu' }>): void {
    for (const extractor of this.extractors) {
      if (extractor.value === undefined || !extractor.offers?.some((word) => word.toLowerCase() === step.word))
        continue;
      this.#add(extractor, known(extractor.value), step);
    }
  }

  #patterns(step: Step, index: number): void {
    for (const extractor of this.extractors) {
      if (extractor.pattern === undefined || extractor.take === undefined) continue;
      const groups = compilePattern(extractor.pattern, 'u', extractor.linear).exec(step.raw)?.groups;
      const text = groups?.[extractor.take];
      if (text === undefined || step.open) continue;
      const { state, confidence } = valueIn(text, extractor, this.hosts);
      const isChild = extractor.fact.subject === 'interface';
      this.#add(extractor, state, step, {
        confidence,
        ...(isChild && { interface: groups?.name ?? '' }),
        ...(extractor.as === 'time' && { time: sessionTime(text) }),
        ...(extractor.fact.cardinality === 'set' && { complete: this.#goesOn(index) }),
      });
    }
  }

  /** Something else follows the list: it was not cut. */
  #goesOn(index: number): boolean {
    return this.steps.slice(index + 1).some((step) => step.kind !== 'item' && !step.open);
  }

  #question(step: Extract<Step, { kind: 'question' }>): void {
    for (const extractor of this.extractors) {
      if (!extractor.asks?.some((wording) => holdsWording(step.question, wording))) continue;
      const given = step.typed === '' ? step.fallback : step.typed;
      const state = given === undefined ? unknown('truncated') : this.#answered(extractor, given, step);
      const isSame = given?.toLowerCase() === step.fallback.toLowerCase();
      const isChild = extractor.fact.subject === 'interface';
      const name = this.#dialogue.name;
      this.#add(extractor, isChild && name === undefined ? unknown('ambiguousSubject') : state, step, {
        answer: isSame ? 'same' : 'other',
        raw: fold(step.raw).startsWith(step.question) ? step.raw : `${step.question} ${step.raw}`,
        ...(isChild && { interface: name ?? '' }),
      });
    }
    this.#operation(step);
  }

  #operation({ typed, fallback, question }: Extract<Step, { kind: 'question' }>): void {
    if (typed === undefined) return;
    const isYes = /^y(?:es)?$/i.test(typed || fallback);
    const meant = isYes ? verb.exec(question)?.[0] : undefined;
    if (meant === undefined && (typed === '' || idle.test(typed))) return;
    const operation = meant ?? typed.toLowerCase();
    this.#operations.push(operation);
    this.#events.push({ operation });
  }

  #answered(extractor: Cli, given: string, { items }: Extract<Step, { kind: 'question' }>): FactState {
    if (extractor.answers) {
      if (/^y(?:es)?$/i.test(given)) return known(extractor.answers.yes);
      return /^no?$/i.test(given) ? known(extractor.answers.no) : unknown('unrecognized');
    }
    const chosen = /^\d{1,3}$/.test(given) ? items.find(({ number }) => number === Number(given))?.text : given;
    return chosen === undefined ? unknown('unrecognized') : valueIn(chosen, extractor, this.hosts).state;
  }

  /** Ctrl-C drops what the dialogue has changed. */
  #leave(): void {
    for (const [index, event] of this.#events.entries()) {
      if ('fact' in event && event.answer)
        this.#events[index] = { ...event, state: unknown('uncommitted'), answer: 'same' };
    }
  }

  #add(extractor: Cli, state: FactState, place: Place, more: Partial<Reading> & { raw?: string } = {}): void {
    const { fact, confidence, setting, uncommitted, commands = [], changedBy = [] } = extractor;
    const { raw = place.raw, ...rest } = more;
    this.#events.push({
      fact,
      state,
      place: { line: place.line, raw },
      pointer: this.command,
      commands,
      changedBy,
      confidence,
      setting: setting === true || extractor.asks !== undefined,
      changed: this.#operations.some((one) => changedBy.length === 0 || changedBy.includes(one)),
      ...(uncommitted !== undefined && { uncommitted }),
      ...rest,
    });
  }
}
