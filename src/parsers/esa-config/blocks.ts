// Cuts the decoded text of an export into blocks of whole lines and takes out what a terminal put into it (pager
// prompts, control characters). Line breaks are never removed, so lines of a block are lines of the file.

export interface Block {
  readonly text: string;
  /** Line of the file on which the block begins, from 1. */
  readonly line: number;
}

/** What was taken out on the way; filled while the blocks are read. */
export interface Repairs {
  pagers: number;
  firstPagerLine: number;
  controls: number;
  firstControlLine: number;
  /** Lines that a terminal had wrapped. */
  wraps: number;
  firstWrapLine: number;
}

export const noRepairs = (): Repairs => ({
  pagers: 0,
  firstPagerLine: 0,
  controls: 0,
  firstControlLine: 0,
  wraps: 0,
  firstWrapLine: 0,
});

/** Lines longer than this (exports without line breaks) are passed on in parts. */
const longLineChars = 1_048_576;
/** No pager prompt with its blanks is longer: what is held back when a long line is passed on. */
const pagerReach = 1024;

// -Press Any Key For More-\r                        \r  <sshd_port>22</sshd_port>
const pager = /-Press Any Key For More-(?:[\b\r ]{0,400}\r(?!\n)| {0,400}[\b][\b ]{0,400})?/g;

// Not allowed in XML 1.0. Replaced, not dropped: a value that held one must not look whole.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Blocks of at least `blockChars` that end after a line break; `repairs` counts what was taken out. */
export async function* blocksOf(
  chunks: AsyncIterable<string>,
  repairs: Repairs,
  blockChars = 65_536,
): AsyncGenerator<Block> {
  let line = 1;
  let parts: string[] = [];
  let held = 0;
  const block = (text: string): Block => {
    const made = { text: repaired(text, line, repairs), line };
    line += breaksIn(text);
    return made;
  };
  for await (const chunk of chunks) {
    parts.push(chunk);
    held += chunk.length;
    if (held < blockChars) continue;
    const long = held > longLineChars + blockChars;
    if (!long && !chunk.includes('\n')) continue;
    const text = parts.join('');
    const end = long && !text.includes('\n') ? longLineEnd(text) : text.lastIndexOf('\n') + 1;
    if (end > 0) yield block(text.slice(0, end));
    parts = [text.slice(end)];
    held = text.length - end;
  }
  const rest = parts.join('');
  if (rest !== '') yield block(rest);
}

/** Where a line may be divided: not inside a pager prompt, the start of a tag, a CRLF or a surrogate pair. */
function longLineEnd(text: string): number {
  let end = text.length - pagerReach;
  const prompt = text.lastIndexOf('-Press', end);
  if (prompt >= 0 && end - prompt < pagerReach) end = prompt;
  const tag = text.lastIndexOf('<', end - 1);
  if (tag > 0 && end - tag < 16) end = tag;
  while (end > 0 && /[\r\ud800-\udbff]/.test(text.charAt(end - 1))) end--;
  return end;
}

function repaired(text: string, line: number, repairs: Repairs): string {
  let clean = text;
  if (clean.includes('-Press Any Key')) {
    clean = clean.replace(pager, (_, at: number) => {
      if (repairs.pagers++ === 0) repairs.firstPagerLine = line + breaksIn(text.slice(0, at));
      return '';
    });
  }
  return clean.replace(illegal, (_, at: number, whole: string) => {
    if (repairs.controls++ === 0) repairs.firstControlLine = line + breaksIn(whole.slice(0, at));
    return '\ufffd';
  });
}

export function breaksIn(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks++;
  return breaks;
}
