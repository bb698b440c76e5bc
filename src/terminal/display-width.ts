// Columns that a text takes on a terminal. Nearly every text is of characters that take one each, which needs neither
// Unicode tables nor a segmenter (building those takes longer than a small case).
import stringWidth from 'string-width';

/** ASCII, Latin letters, Greek and Cyrillic capitals and the punctuation of our own words; nothing that combines. */
const oneColumnEach =
  /^[\x20-\x7e\xa1-\xa8\xaa-\xac\xaf-\u02ff\u2010-\u2015\u2018-\u2027\u2030-\u203a\u2190-\u2193\u2500-\u257f\ue000]*$/;

export function displayWidth(text: string): number {
  return oneColumnEach.test(text) ? text.length : stringWidth(text);
}
