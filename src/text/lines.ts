// Lines of a streamed text, for parsers of logs, pasted sessions and pages. LF, CRLF and a lone CR end a line, so that
// what a pager overwrote (CR, blanks, CR) comes as a line of its own; CRs before an LF are one end. Flat memory: a line
// longer than the limit is delivered cut.

export interface Line {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** Offset of the line's start in the decoded text, in UTF-16 units. */
  readonly charOffset: number;
  readonly cut: boolean;
  /** UTF-16 units that were left out of a cut line. */
  readonly droppedChars: number;
}

export async function* splitLines(chunks: AsyncIterable<string>, maxLineChars = 65_536): AsyncGenerator<Line> {
  let kept = '';
  let lineChars = 0;
  let line = 1;
  let charOffset = 0;
  let position = 0;
  /** Line ends are told only when it is known whether an LF follows the CRs. */
  let returns = 0;

  function take(piece: string): void {
    lineChars += piece.length;
    if (kept.length < maxLineChars) kept += piece.slice(0, maxLineChars - kept.length);
  }

  function finish(nextOffset: number): Line {
    const last = kept.charCodeAt(kept.length - 1);
    const cut = lineChars > kept.length;
    const text = cut && last >= 0xd800 && last <= 0xdbff ? kept.slice(0, -1) : kept;
    const done = { text, line, charOffset, cut, droppedChars: lineChars - text.length };
    kept = '';
    lineChars = 0;
    line += 1;
    charOffset = nextOffset;
    return done;
  }

  for await (const chunk of chunks) {
    let at = 0;
    let nextReturn = -2;
    let nextFeed = -2;
    while (at < chunk.length) {
      if (returns > 0) {
        if (chunk[at] === '\r') {
          returns += 1;
          at += 1;
          continue;
        }
        if (chunk[at] === '\n') {
          at += 1;
          returns = 0;
          yield finish(position + at);
          continue;
        }
        const first = position + at - returns;
        for (let ended = 1; ended <= returns; ended += 1) yield finish(first + ended);
        returns = 0;
      }
      if (nextReturn !== -1 && nextReturn < at) nextReturn = chunk.indexOf('\r', at);
      if (nextFeed !== -1 && nextFeed < at) nextFeed = chunk.indexOf('\n', at);
      const end = nextReturn === -1 || (nextFeed !== -1 && nextFeed < nextReturn) ? nextFeed : nextReturn;
      take(end === -1 ? chunk.slice(at) : chunk.slice(at, end));
      if (end === -1) break;
      at = end + 1;
      if (chunk[end] === '\r') returns = 1;
      else yield finish(position + at);
    }
    position += chunk.length;
  }
  const first = position - returns;
  for (let ended = 1; ended <= returns; ended += 1) yield finish(first + ended);
  if (lineChars > 0) yield finish(position);
}
