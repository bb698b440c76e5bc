// A line on its way through the reader, and a cell of it with what stands around. A line is taken apart once, however many
// lines look ahead at it.
import { type CellLine, cellsOf } from './cells.js';
import { folded } from './folded.js';
import type { Place } from './frame.js';
import { ownCopy, rememberedOf } from './remembered.js';

/** What follows from a line's text alone: equal lines share it. */
class LineText {
  #parts: CellLine | undefined;
  #folded: string | undefined;
  #trimmed: string | undefined;

  constructor(readonly text: string) {}

  get parts(): CellLine {
    this.#parts ??= cellsOf(this.text);
    return this.#parts;
  }

  get folded(): string {
    this.#folded ??= folded(this.text);
    return this.#folded;
  }

  get trimmed(): string {
    this.#trimmed ??= this.text.trim();
    return this.#trimmed;
  }
}

const lineText = rememberedOf((text) => new LineText(ownCopy(text)));

export class SourceLine {
  readonly #own: LineText;
  readonly #raw: LineText;
  /** Whether no word of any page stands in it; undefined while nobody looked. */
  plain: boolean | undefined;
  /** Whether it shows that names stand above it. */
  anchor: boolean | undefined;

  constructor(
    text: string,
    readonly line: number,
    /** The text ends within this line: it may go on. */
    readonly open: boolean,
    /** The line stands apart from what is above it. */
    readonly afterBlank: boolean,
    /** As it stands in the artifact. */
    raw = text,
  ) {
    this.#own = lineText(text);
    this.#raw = raw === text ? this.#own : lineText(raw);
  }

  get text(): string {
    return this.#own.text;
  }

  get raw(): string {
    return this.#raw.text;
  }

  /** Without the blanks around it. */
  get shown(): string {
    return this.#raw.trimmed;
  }

  get parts(): CellLine {
    return this.#own.parts;
  }

  get folded(): string {
    return this.#own.folded;
  }
}

export interface CellContext {
  readonly source: SourceLine;
  /** The text ends right after this cell. */
  readonly open: boolean;
  /** The line stands apart from what is above it. */
  readonly afterBlank: boolean;
  /** Lines that a wrapped sentence may go on over: none after a blank one. */
  readonly further: readonly SourceLine[];
}

export function placeOf({ shown, line }: SourceLine): Place {
  return { raw: shown, line };
}

/** A sentence of a page is wrapped over at most so many further lines. */
const wrappedLinesMax = 4;

/** The following lines without a blank one between them. */
export function wrappedAfter(lines: readonly SourceLine[], at: number): readonly SourceLine[] {
  const more = lines.slice(at + 1, at + 1 + wrappedLinesMax);
  const blank = more.findIndex(({ afterBlank }) => afterBlank);
  return blank < 0 ? more : more.slice(0, blank);
}
