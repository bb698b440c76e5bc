// Facts of the header comment: lines of label and value, in any order.
import type { HostRow } from '../../model/catalogue.js';
import { type FactState, unknown } from '../../model/fact.js';
import type { Cut, Draft } from './drafts.js';
import { isOwnLine } from './header-line.js';
import type { HeaderLine } from './prolog.js';
import { missing, readText, type Xml } from './read-text.js';
import type { Group } from './wanted.js';

/** @param cut why a label that is not there is not known; undefined when all that stood before the root was read */
export function headerDrafts(
  lines: readonly HeaderLine[],
  groups: readonly Group[],
  hosts: readonly HostRow[],
  cut: Cut | undefined,
): Draft[] {
  return groups.flatMap(({ fact, extractors }) => {
    for (const extractor of extractors) {
      const label = extractor.header ?? '';
      const found = lines.flatMap((line, index) =>
        labelOf(line) === label.toLowerCase() ? [{ line, next: lines[index + 1] }] : [],
      );
      if (found.length === 0) continue;
      const isDamaged = found.some(({ line, next }) => isWrapped(line, next));
      return found.map(({ line }) => ({
        ...draft(extractor, line),
        ...readText(isDamaged ? { unknown: 'unrecognized' } : textOf(line), extractor, hosts),
        fact,
      }));
    }
    const [extractor] = extractors as readonly [Xml, ...Xml[]];
    const state: FactState = cut ? unknown(cut) : missing(extractor);
    return [{ ...draft(extractor, lines[0] ?? { text: '', line: 1 }), state, negative: true, raw: '' }];
  });
}

function draft(extractor: Xml, { text, line }: HeaderLine): Omit<Draft, 'state'> {
  const { fact, as, confidence, header } = extractor;
  const pointer = `comment()/${header ?? ''}`;
  return { fact, as, confidence, child: undefined, pointer, line, raw: text.trim(), negative: false };
}

//   Serial Number: 420D4B6FA42E00000000-CE7D00000000
function labelOf({ text }: HeaderLine): string {
  return text
    .slice(0, Math.max(0, text.indexOf(':')))
    .trim()
    .toLowerCase();
}

/** The line after a label is a label: else a terminal or a mail wrapped the value, and the rest of it stands there. */
function isWrapped({ line }: HeaderLine, next: HeaderLine | undefined): boolean {
  return next !== undefined && next.line === line + 1 && !isOwnLine(next.text);
}

function textOf({ text }: HeaderLine): { readonly text: string } | { readonly unknown: 'unrecognized' } {
  const value = text.slice(text.indexOf(':') + 1).trim();
  return value.includes('\ufffd') ? { unknown: 'unrecognized' } : { text: value };
}
