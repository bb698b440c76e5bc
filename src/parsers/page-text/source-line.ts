// A line on its way through the reader, and a cell of it with what stands around.
import type { Place } from './frame.js';

export interface SourceLine {
  readonly text: string;
  readonly line: number;
  /** The text ends within this line: it may go on. */
  readonly open: boolean;
}

export interface CellContext {
  readonly source: SourceLine;
  /** The text ends right after this cell. */
  readonly open: boolean;
  /** The line stands apart from what is above it. */
  readonly afterBlank: boolean;
  /** Lines that a wrapped sentence may go on over. */
  readonly further: readonly SourceLine[];
}

export function placeOf({ text, line }: SourceLine): Place {
  return { raw: text.trim(), line };
}
