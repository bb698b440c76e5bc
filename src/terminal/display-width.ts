// Columns that a text takes on a terminal. Nearly every text is plain ASCII, which needs no Unicode tables.
import stringWidth from 'string-width';

const printableAscii = /^[\x20-\x7e]*$/;

export function displayWidth(text: string): number {
  return printableAscii.test(text) ? text.length : stringWidth(text);
}
