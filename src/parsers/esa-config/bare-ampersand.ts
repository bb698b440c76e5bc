// Finds an `&` that begins no reference. saxes takes all text up to the next `;` for the name of an entity, whole
// elements with it, and complains far behind the true place, or at the end of the file.

// A & B, but not &amp; or &#38; and not a reference that the end of the text may have cut
const mark = /<!--|<!\[CDATA\[|<\?|&(?![A-Za-z_#][\w:.#-]{0,100}(?:;|$)|$)/g;

const ends: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

/** Fed the text in order; within comments, CDATA and processing instructions an `&` is just a character. */
export class BareAmpersand {
  #end: string | undefined;

  /** Where in this part of the text, from `from` on, the next one stands; -1 for none. */
  find(text: string, from: number): number {
    let at = from;
    for (;;) {
      if (this.#end !== undefined) {
        const end = text.indexOf(this.#end, at);
        if (end < 0) return -1;
        at = end + this.#end.length;
      }
      mark.lastIndex = at;
      const found = mark.exec(text);
      this.#end = found ? ends[found[0]] : undefined;
      if (!found) return -1;
      if (this.#end === undefined) return found.index;
      at = mark.lastIndex;
    }
  }
}
