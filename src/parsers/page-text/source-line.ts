// A line on its way through the reader, and a cell of it with what stands around. A line is taken apart once, however many
// lines look ahead at it.
import { type CellLine, cellsOf } from './cells.js';
import { folded } from './folded.js';
import type { Place } from './frame.js';

export class SourceLine {
  #parts: CellLine | undefined;
  #folded: string | undefined;
  /** Whether no word of any page stands in it; undefined while nobody looked. */
  plain: boolean | undefined;
  /** Whether it shows that names stand above it. */
  anchor: boolean | undefined;

  constructor(
    readonly text: string,
    readonly line: number,
    /** The text ends within this line: it may go on. */
    readonly open: boolean,
    /** The line stands apart from what is above it. */
    readonly afterBlank: boolean,
    /** As it stands in the artifact. */
    readonly raw = text,
  ) {}

  get parts(): CellLine {
    this.#parts ??= cellsOf(this.text);
    return this.#parts;
  }

  get folded(): string {
    this.#folded ??= folded(this.text);
    return this.#folded;
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

export function placeOf({ raw, line }: SourceLine): Place {
  return { raw: raw.trim(), line };
}
