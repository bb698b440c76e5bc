// A raw line → its cells: table columns, links and buttons apart, without the markup that copying left behind.
import { folded } from './folded.js';

export interface Cell {
  readonly raw: string;
  readonly text: string;
}

export interface CellLine {
  readonly cells: readonly Cell[];
  /** Marked up as the title of a section (`## …`): an article's own words, unless a page's heading. */
  readonly titled: boolean;
  /** Quoted in a mail (`> …`). */
  readonly quoted: boolean;
}

// Only tags that pages and articles are made of: `<redacted>` is text.
const inlineTag = /<\/?(?:b|i|u|em|strong|span|code|font)(?:\s[^<>]{0,300})?>/gi;
const otherTag =
  /<\/?(?:input|a|p|br|hr|div|td|tr|th|table|tbody|thead|h[1-6]|li|ul|ol|img|button|label|select|option|pre)(?:\s[^<>]{0,300})?\/?>/gi;
// [Edit Settings](#) | ![](image.png)
const link = /!?\[([^[\]]{0,200})\]\([^()\s]{0,500}\)/g;
// <https://admin.sse.itd.cisco.com/>
const autolink = /<(https?:\/\/[^<>\s]{1,500})>/gi;
const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', gt: '>', lt: '<', quot: '"' };

/** @param raw one line, as it stands in the artifact */
export function cellsOf(raw: string): CellLine {
  // Most lines of long texts are bare words.
  if (!/[&<>[\]*_`|\t#]|\s{3}|^\s{0,40}[-•·‣▪–\d]/.test(raw)) {
    const cell = { raw: raw.trim(), text: folded(raw) };
    return { cells: /[^\s:=+*_#-]/.test(cell.text) ? [cell] : [], titled: false, quoted: false };
  }
  const quoted = /^\s{0,10}>/.test(raw);
  const titled = /^\s{0,3}#{1,6}\s/.test(raw);
  const text = raw
    .replace(/&(nbsp|amp|gt|lt|quot);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(autolink, '$1')
    .replace(inlineTag, '')
    .replace(otherTag, '\t')
    .replace(link, '\t$1\t')
    .replace(/\*\*|__(?=\S)|`/g, '')
    .replace(/\[?_{2,}\]?/g, '\t')
    .replace(/\]\s{0,3}\[(?=[^\]\s])/g, ']\t[')
    .replace(/^\s{0,40}(?:>\s?)?(?:#{1,6}\s+|[-*•·‣▪–]\s+|\d{1,2}[.)]\s+)?/, '');
  const cells = text
    .split(/\t|\||\s{3,}/)
    .map((part) => ({ raw: part.trim(), text: folded(part) }))
    // A ruled line of a table, an empty column, a lone mark of emphasis.
    .filter((cell) => /[^\s:=+*_#-]/.test(cell.text));
  return { cells, titled, quoted };
}
