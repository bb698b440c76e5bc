// Line breaking by display width. Words break at blanks; Japanese and Chinese, which have none, between characters,
// but not before closing or after opening marks. Colour sequences take no room.
import { displayWidth } from './display-width.js';

const cjk = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u30ff\uff01-\uff60`;
const opening = String.raw`（「『〔［【〈《(\[`;
const closing = String.raw`、。，．！？）」』】〕〉》：；・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?)\]:;\p{M}`;

// ESC[1m | blanks | 「設 | 定」。 | Secure
const pieces = new RegExp(
  String.raw`\u001b\[[\d;]{0,20}m|[ \t]+|[${opening}]{0,3}[${cjk}][${closing}]{0,4}|[^ \t\u001b${cjk}]+[${closing}]{0,4}`,
  'gu',
);

/** The text in lines of at most `columns`; runs of blanks at a break are dropped. One line at least. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  let blanks = '';
  for (const [piece] of text.matchAll(pieces)) {
    if (piece.startsWith(' ') || piece.startsWith('\t')) {
      blanks = piece;
      continue;
    }
    for (const part of fitting(piece, columns)) {
      const partWidth = displayWidth(part);
      if (width > 0 && width + blanks.length + partWidth > columns) {
        lines.push(line);
        [line, width] = [part, partWidth];
      } else {
        const gap = width === 0 ? '' : blanks;
        [line, width] = [`${line}${gap}${part}`, width + gap.length + partWidth];
      }
      blanks = '';
    }
  }
  return [...lines, line];
}

/** A piece that is wider than a line (a path, a host name) in parts that are not. */
function fitting(piece: string, columns: number): string[] {
  if (displayWidth(piece) <= columns) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(piece)) {
    if (part !== '' && displayWidth(part + segment) > columns) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
