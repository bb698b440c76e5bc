// Folding of texts for comparison, for page, phrase and host matching: one spelling for what people, browsers and
// translators write in several. Both sides of a comparison must be folded.

/** Soft hyphen, zero-width characters, BOM, bidi controls: not seen, so not compared. */
const UNSEEN = /\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe00-\ufe0f]/;
const ALL_UNSEEN = new RegExp(UNSEEN, 'g');
const DOUBLE_QUOTES = /[“”„‟«»″〝〞]/g;
const SINGLE_QUOTES = /[‘’‚‛‹›′`´ʼ]/g;
/** Hyphens, dashes, minus; not the Japanese long-vowel mark, which is a letter. */
const DASHES = /[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58]/g;

/** NFKC, lower case of no locale, one kind of quote and dash, no unseen characters, single blanks, trimmed. Idempotent. */
export function fold(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase().replace(/`/g, "'").replace(/\s+/g, ' ').trim();
  return foldCharacters(text.replace(ALL_UNSEEN, '')).replace(/\s+/g, ' ').trim();
}

function foldCharacters(text: string): string {
  return (
    text
      // Before NFKC, which makes a blank and a combining accent of ´.
      .replace(SINGLE_QUOTES, "'")
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFKC')
      .replace(ALL_UNSEEN, '')
      .replace(/ς/g, 'σ')
      .replace(DOUBLE_QUOTES, '"')
      .replace(SINGLE_QUOTES, "'")
      .replace(DASHES, '-')
  );
}

export interface FoldedText {
  readonly text: string;
  /** For each UTF-16 unit of `text` and its end: offset in the original. */
  readonly offsets: readonly number[];
}

/** A base character with what NFKC may join to it: marks, Hangul vowels and finals, half-width voice marks. */
const CLUSTER = /[\s\S][\p{M}\u1160-\u11ff\uff9e\uff9f]*/gu;

/** As `fold`, with the way back to the original offsets. */
export function foldWithMap(original: string): FoldedText {
  let seen = '';
  const seenOffsets: number[] = [];
  for (let index = 0; index < original.length; index += 1) {
    const char = original[index] ?? '';
    if (UNSEEN.test(char)) continue;
    seen += char;
    seenOffsets.push(index);
  }
  let text = '';
  const offsets: number[] = [];
  let blankAt = -1;
  for (const { 0: cluster, index } of seen.matchAll(CLUSTER)) {
    const folded = foldCharacters(cluster);
    for (let unit = 0; unit < folded.length; unit += 1) {
      const char = folded[unit] ?? '';
      const offset = seenOffsets[index + (folded.length === cluster.length ? unit : 0)] ?? original.length;
      if (/\s/.test(char)) {
        if (text !== '' && blankAt === -1) blankAt = offset;
        continue;
      }
      if (blankAt !== -1) {
        text += ' ';
        offsets.push(blankAt);
        blankAt = -1;
      }
      text += char;
      offsets.push(offset);
    }
  }
  const lastOffset = offsets.at(-1);
  offsets.push(lastOffset === undefined ? original.length : nextSeen(seenOffsets, lastOffset, original.length));
  return { text, offsets };
}

function nextSeen(seenOffsets: readonly number[], offset: number, fallback: number): number {
  let low = 0;
  let high = seenOffsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((seenOffsets[middle] ?? fallback) <= offset) low = middle + 1;
    else high = middle;
  }
  return seenOffsets[low] ?? fallback;
}

const WORD_CHAR = /[\p{L}\p{N}\p{M}_]/u;
/** Scripts that write words without blanks, or hang particles on them: there no boundary can be asked for. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;

/**
 * Whether the phrase stands in the text as whole words; both folded. `register` is not in `deregister`, but 登録 is in
 * 再登録する, and `token` is in `登録token`. Whether a `not` stands before it is the caller's question.
 */
export function containsWord(folded: string, phrase: string): boolean {
  return indexOfWord(folded, phrase) !== -1;
}

/** Offset of the first such place at or after `from`; -1 if there is none. */
export function indexOfWord(folded: string, phrase: string, from = 0): number {
  if (phrase === '') return -1;
  const first = String.fromCodePoint(phrase.codePointAt(0) ?? 0);
  const last = characterBefore(phrase, phrase.length);
  for (let at = folded.indexOf(phrase, from); at !== -1; at = folded.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    const after = end < folded.length ? String.fromCodePoint(folded.codePointAt(end) ?? 0) : '';
    if (!joins(characterBefore(folded, at), first) && !joins(last, after)) return at;
  }
  return -1;
}

function characterBefore(text: string, end: number): string {
  if (end === 0) return '';
  const low = text.charCodeAt(end - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff && end > 1;
  return text.slice(isPair ? end - 2 : end - 1, end);
}

function joins(left: string, right: string): boolean {
  return WORD_CHAR.test(left) && WORD_CHAR.test(right) && !UNSPACED.test(left) && !UNSPACED.test(right);
}
