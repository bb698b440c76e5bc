// What people are told of a text's encoding: that it was guessed, that the file says otherwise of itself, what was lost.
import type { Note } from '../../model/parser.js';
import type { SniffedEncoding } from './sniff-encoding.js';

/** Of a text's outcome, or of what was sniffed where losses are told otherwise. */
export function encodingNotes(outcome: SniffedEncoding & { readonly replacedCharacters?: number }): Note[] {
  const { encoding, basis, notes, replacedCharacters: count = 0 } = outcome;
  const taken = { encoding: nameOf(encoding) };
  const isGuess = basis === 'detected' || basis === 'fallback';
  const isDenied = notes.some((one) => one !== 'damagedUtf8');
  const told: Note[] = [];
  if (isDenied) told.push({ code: 'encoding-contradicted', level: 'warning', arguments: taken });
  else if (isGuess) told.push({ code: 'encoding-guessed', level: 'warning', arguments: taken });
  if (count > 0) told.push({ code: 'encoding-replaced', level: 'warning', arguments: { count } });
  return told;
}

/** As people write it. */
function nameOf(encoding: SniffedEncoding['encoding']): string {
  if (encoding === 'shift_jis') return 'Shift_JIS';
  return encoding.startsWith('windows-') ? encoding : encoding.toUpperCase();
}
