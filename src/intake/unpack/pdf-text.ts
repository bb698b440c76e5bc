// The text of one page of a PDF as lines: what stands apart on one line is told apart by a tab, as in tables and forms. The
// order is that of the document, so that no cell moves beside a label that is not its own.

/** A run of glyphs as the library gives it. */
export interface TextItem {
  readonly str: string;
  /** The last two are its place. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}

/** Times the height of the letters: wider than between words, narrower than between columns. */
const columnGap = 1.5;

export function linesOf(items: readonly TextItem[]): string[] {
  const lines: string[] = [];
  let line = '';
  let end: { readonly x: number; readonly y: number } | undefined;
  const close = () => {
    if (line !== '') lines.push(line.trimEnd());
    line = '';
    end = undefined;
  };
  for (const { str, transform, width, height, hasEOL } of items) {
    const [x = 0, y = 0] = transform.slice(4);
    if (str.trim() !== '') {
      if (end !== undefined && Math.abs(y - end.y) > height / 2) close();
      // Letters that go backwards are another column too.
      const gap = end === undefined ? 0 : Math.abs(x - end.x);
      if (end !== undefined) line += gap > columnGap * height ? '\t' : gap > height / 10 ? ' ' : '';
      line += str;
      end = { x: x + width, y };
    }
    if (hasEOL) close();
  }
  close();
  return lines;
}
