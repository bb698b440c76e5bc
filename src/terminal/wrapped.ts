// How text is laid out in columns of a terminal: wrapped by display width (CJK counts two), indented, never cut.
import { displayWidth } from './display-width.js';
import { wrapText } from './wrap-text.js';

/** The narrowest text column; narrower terminals wrap by themselves. */
const narrowest = 20;

/** Holds the place of a lead that is wider than the indent; a private-use character is in no text of ours. */
const placeholder = '\ue000';

/**
 * A text in lines: the first after `lead`, the others indented by `lead`'s width or by `indent`.
 * Line ends in the text are kept.
 */
export function wrapped(text: string, width: number, lead = '', indent = displayWidth(lead)): string[] {
  const columns = Math.max(narrowest, width - indent);
  const overhang = Math.min(Math.max(0, displayWidth(lead) - indent), columns - 1);
  const lines = `${placeholder.repeat(overhang)}${text}`
    .split(/\r\n|[\r\n]/)
    .flatMap((line) => wrapText(line, columns));
  return lines.map((line, i) =>
    `${i === 0 ? lead : ' '.repeat(indent)}${i === 0 ? line.slice(overhang) : line}`.trimEnd(),
  );
}
