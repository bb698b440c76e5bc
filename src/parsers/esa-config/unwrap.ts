// Puts together what a terminal wrapped at its width. A line break is not taken out but moved behind the tag or text that
// it cut, so that lines stay lines of the file.
import type { Block, Repairs } from './blocks.js';

/** No terminal is narrower, and hardly any is wider. */
const leastWidth = 40;
const mostWidth = 400;
/** One cut tag proves it; a value may run over two lines of its own. */
const leastCutValues = 2;

//       <api_httpd_port>60       and then       80</api_httpd_port>
const cutValue = /^\s{0,399}<[\w.-]{1,100}>[^<>]{0,399}$/;
const valueEnd = /^[^<>]{0,399}<\//;

/** Blocks as they came, unless the first one shows that every line ends at one width. */
export async function* unwrapped(blocks: AsyncIterable<Block>, repairs: Repairs): AsyncGenerator<Block> {
  let joiner: Joiner | undefined;
  let isFirst = true;
  for await (const block of blocks) {
    if (isFirst) {
      const width = widthOf(block.text);
      if (width !== undefined) joiner = new Joiner(width, repairs);
    }
    isFirst = false;
    yield joiner ? { ...block, text: joiner.join(block) } : block;
  }
  const rest = joiner?.end();
  if (rest) yield rest;
}

/** The width at which lines were cut; undefined when they were not. */
function widthOf(text: string): number | undefined {
  const lines = text.slice(Math.max(0, text.indexOf('<'))).split(/\r*\n/);
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width < leastWidth || width > mostWidth) return undefined;
  let values = 0;
  let isComment = false;
  for (const [index, line] of lines.entries()) {
    const isFull = line.length === width && !isComment && index + 1 < lines.length;
    if (isFull && line.lastIndexOf('<') > line.lastIndexOf('>') && !line.includes('<!')) return width;
    if (isFull && cutValue.test(line) && valueEnd.test(lines[index + 1] ?? '')) values++;
    isComment = line.lastIndexOf('-->') < (isComment ? 0 : line.lastIndexOf('<!--'));
  }
  return values >= leastCutValues ? width : undefined;
}

class Joiner {
  readonly #width: number;
  readonly #repairs: Repairs;
  /** Line breaks that were taken out and stand nowhere yet, and whether the open piece of text is a tag. */
  #owed = 0;
  #inTag = false;
  #inComment = false;
  #line = 1;

  constructor(width: number, repairs: Repairs) {
    this.#width = width;
    this.#repairs = repairs;
  }

  join({ text, line }: Block): string {
    let joined = '';
    const lines = text.split(/(?<=\n)/);
    for (const [index, whole] of lines.entries()) joined += this.#next(whole, line + index);
    this.#line = line + lines.length;
    return joined;
  }

  end(): Block | undefined {
    return this.#owed > 0 ? { text: '\n'.repeat(this.#owed), line: this.#line } : undefined;
  }

  #next(whole: string, line: number): string {
    const text = whole.replace(/\r*\n$/, '');
    // Lines of the header have no end of their own: one may be as long as the terminal is wide by chance.
    const opened = text.lastIndexOf('<!--');
    const closed = text.lastIndexOf('-->');
    this.#inComment = opened > closed || (this.#inComment && closed < 0);
    const isFull = text.length === this.#width && text !== whole;
    const isCut = isFull && !text.endsWith('>') && !this.#inComment;
    const kept = isCut ? text : whole;
    const placed = this.#owed > 0 ? this.#place(kept, isCut) : kept;
    if (isCut) {
      if (this.#repairs.wraps++ === 0) this.#repairs.firstWrapLine = line;
      const open = text.lastIndexOf('<');
      this.#inTag = open > text.lastIndexOf('>') || (open < 0 && this.#inTag && !text.includes('>'));
      this.#owed++;
    }
    return placed;
  }

  /** The owed breaks go behind the tag, or behind the text, that the last line left open. */
  #place(text: string, isCut: boolean): string {
    const tagEnd = text.indexOf('>') + 1;
    const textEnd = text.search(/[<\r\n]/);
    const at = this.#inTag ? tagEnd : textEnd + 1;
    const found = at > 0;
    if (!found && isCut) return text;
    const end = found ? (this.#inTag ? tagEnd : textEnd) : text.search(/[\r\n]|$/);
    const breaks = '\n'.repeat(this.#owed);
    this.#owed = 0;
    return text.slice(0, end) + breaks + text.slice(end);
  }
}
