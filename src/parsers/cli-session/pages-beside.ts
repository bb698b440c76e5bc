// Pages that were pasted into the text of a session. They are not read here; that one is there must be known, since it may
// say the opposite and has no order with the session.
import type { PageDefinition } from '../../model/catalogue.js';
import { fold } from '../../text/fold.js';

/** No heading is longer. */
const headingCharsMax = 100;

export class PagesBeside {
  /** Heading → the boxes that its page has below it; both as whole lines, which no dialogue prints. */
  readonly #boxes = new Map<string, ReadonlySet<string>>();
  #begun: { readonly line: number; readonly boxes: ReadonlySet<string> } | undefined;
  #at: number | undefined;

  constructor(pages: readonly PageDefinition[]) {
    for (const { headings, boxes } of pages) {
      const below = new Set(Object.values(boxes).flatMap((box) => foldedOf(box.headings)));
      if (below.size > 0) for (const heading of foldedOf(headings)) this.#boxes.set(heading, below);
    }
  }

  /** The line that the first page begins on. */
  get at(): number | undefined {
    return this.#at;
  }

  take(text: string, line: number): void {
    if (this.#at !== undefined || text.length > headingCharsMax) return;
    const folded = fold(text);
    if (this.#begun?.boxes.has(folded)) this.#at = this.#begun.line;
    const boxes = this.#boxes.get(folded);
    if (boxes !== undefined) this.#begun = { line, boxes };
  }
}

function foldedOf(aliases: PageDefinition['headings']): string[] {
  return Object.values(aliases).flat().map(fold);
}
