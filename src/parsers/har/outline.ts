// What stands where in the beginning of a JSON text, in one pass that damage, a cut or text around it do not stop: the
// objects of a capture count by the keys they hold themselves, never by what a string of theirs quotes.

export interface Outline {
  /** Where the first JSON begins; -1 where there is none. */
  readonly start: number;
  /** Characters that belong to no JSON. */
  readonly foreignChars: number;
  /** Different members of HAR's `log` in the object of that name. */
  readonly logMembers: number;
  /** A list `entries`, empty or of objects, at its place in `log` or in an object by itself. */
  readonly hasEntries: boolean;
  /** An object with a `request` that has a `url`; the same with a time or a response. */
  readonly hasRequest: boolean;
  readonly hasEntry: boolean;
  /** A request stands beside a time. */
  readonly isDated: boolean;
}

const memberOfLog = /^(?:version|creator|browser|pages|entries|comment|options|_[\w-]{1,40})$/;
// {"log" | [{ | [] ; not b'{"log": …, a capture in the source of a program
const begin = /(?<!["'`])[{[](?=\s{0,1000}["{[\]}])/g;
const token = /\s+|"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|[{}[\]:,]|-?\d[\d.eE+-]*|true|false|null/y;

interface Frame {
  readonly isList: boolean;
  /** The key in the object around it. */
  readonly name: string | undefined;
  readonly above: Frame | undefined;
  key: string | undefined;
  isRequest: boolean;
  isDated: boolean;
  isAnswered: boolean;
}

export function outlineOf(text: string): Outline {
  const walk = new Walk();
  begin.lastIndex = 0;
  const start = begin.exec(text)?.index ?? -1;
  let foreignChars = start === -1 ? text.length : start;
  for (let at = start; at !== -1 && at < text.length; ) {
    token.lastIndex = at;
    const [piece] = token.exec(text) ?? [];
    if (piece !== undefined) {
      walk.take(piece);
      at += piece.length;
      continue;
    }
    begin.lastIndex = at + 1;
    const next = begin.exec(text)?.index ?? text.length;
    foreignChars += next - at;
    walk.reset();
    at = next;
  }
  const { hasEntries, hasRequest, hasEntry, isDated } = walk;
  return { start, foreignChars, logMembers: walk.members.size, hasEntries, hasRequest, hasEntry, isDated };
}

class Walk {
  readonly members = new Set<string>();
  hasEntries = false;
  hasRequest = false;
  hasEntry = false;
  isDated = false;
  #frame: Frame | undefined;
  /** The string that was read last, until it is known whether it is a key. */
  #text: string | undefined;

  take(piece: string): void {
    const first = piece.charAt(0);
    if (first === '"') this.#string(piece);
    else if (first === '{' || first === '[') this.#open(first === '[');
    else if (first === '}' || first === ']') this.#close();
    else if (first === ':') this.#key();
    else if (first === ',') this.#next();
    else if (first > ' ') this.#value(first >= '0' && first <= '9');
  }

  reset(): void {
    this.#frame = undefined;
    this.#text = undefined;
  }

  #string(piece: string): void {
    this.#value(true);
    this.#text = piece.slice(1, -1);
  }

  #key(): void {
    const frame = this.#frame;
    if (frame === undefined || frame.isList || this.#text === undefined) return;
    frame.key = this.#text;
    this.#text = undefined;
    if (frame.name === 'log' && memberOfLog.test(frame.key)) this.members.add(frame.key);
  }

  #next(): void {
    if (this.#frame) this.#frame.key = undefined;
    this.#text = undefined;
  }

  #open(isList: boolean): void {
    const above = this.#frame;
    const name = above?.key;
    if (!isList && name === 'response' && above) this.#answer(above);
    // A list `entries` of anything but objects is another's; of a list the first thing tells.
    if (!isList && above?.isList && above.name === 'entries') this.hasEntries = true;
    this.#frame = { isList, name, above, key: undefined, isRequest: false, isDated: false, isAnswered: false };
  }

  #close(): void {
    const frame = this.#frame;
    if (frame?.isList && frame.name === 'entries' && frame.key === undefined && this.#text === undefined) {
      this.hasEntries = true;
    }
    this.#frame = frame?.above;
    this.#text = undefined;
  }

  #value(mayBeTime: boolean): void {
    const frame = this.#frame;
    if (frame === undefined) return;
    if (frame.isList) frame.key = 'value';
    if (!mayBeTime) return;
    if (frame.key === 'url' && frame.name === 'request' && frame.above) this.#request(frame.above);
    if (frame.key === 'startedDateTime') this.#date(frame);
  }

  #request(entry: Frame): void {
    entry.isRequest = true;
    this.hasRequest = true;
    this.#settle(entry);
  }

  #date(entry: Frame): void {
    entry.isDated = true;
    this.#settle(entry);
  }

  #answer(entry: Frame): void {
    entry.isAnswered = true;
    this.#settle(entry);
  }

  #settle({ isRequest, isDated, isAnswered }: Frame): void {
    this.isDated ||= isRequest && isDated;
    this.hasEntry ||= isRequest && (isDated || isAnswered);
  }
}
