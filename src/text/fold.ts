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
  if (/^[\u0000-\u007f]*$/.test(text)) return withSingleBlanks(text.toLowerCase().replaceAll('`', "'"));
  return withSingleBlanks(foldCharacters(text.replace(ALL_UNSEEN, '')));
}

function withSingleBlanks(text: string): string {
  return (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
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

const WORD_CHAR = /[\p{L}\p{N}\p{M}_]/u;
/** Scripts that write words without blanks, or hang particles on them: there no boundary can be asked for. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;

/**
 * Offset at or after `from` where the phrase stands as whole words; both folded; -1 if there is none. `register` is not in
 * `deregister`, but 登録 is in 再登録する, and `token` is in `登録token`. Whether a `not` stands before it is the caller's
 * question.
 */
export function indexOfWord(folded: string, phrase: string, from = 0): number {
  let at = phrase === '' ? -1 : folded.indexOf(phrase, from);
  if (at === -1) return -1;
  const first = String.fromCodePoint(phrase.codePointAt(0) ?? 0);
  const last = characterBefore(phrase, phrase.length);
  for (; at !== -1; at = folded.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    const after = end < folded.length ? String.fromCodePoint(folded.codePointAt(end) ?? 0) : '';
    if (!joins(characterBefore(folded, at), first) && !joins(last, after)) return at;
  }
  return -1;
}

/** Whether words may stand in it without blanks between them. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** How many words a folded text has. */
export function wordsIn(folded: string): number {
  return folded.split(' ').filter(Boolean).length;
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
