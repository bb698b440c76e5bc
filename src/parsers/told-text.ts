// Texts in which nobody shows anything: letters and notes. Of them the symptoms are read that their writers tell; the rest is
// not, and that is told.
import { defineParser } from '../model/parser.js';
import { decodeStream } from '../text/encoding/decode.js';
import { encodingNotes } from '../text/encoding/encoding-notes.js';
import { splitLines } from '../text/lines.js';
import { toldObservation } from '../text/told/told-observation.js';
import { ToldSymptoms } from '../text/told/told-symptoms.js';

const lineCharsMax = 8192;
/** Letters are short, and every text of a case passes here. */
const headLinesMax = 200;
/** Every other parser reads more of a text. */
const lastClaim = 0.05;

export default defineParser({
  kind: 'text',
  recognise(head, { told }) {
    // Captures, exports and API answers hold the same words in their own form.
    if (/^\ufeff?\s{0,100}(?:[{[]\s{0,100}["{}\]]|<\?xml|<!doctype|<html|<config)/i.test(head)) return 0;
    const symptoms = new ToldSymptoms(told);
    for (const [index, line] of head.split(/\r\n?|\n/, headLinesMax).entries()) symptoms.take(line, index + 1);
    return symptoms.end().length > 0 ? lastClaim : 0;
  },
  async parse(bytes, { told }, emit) {
    const symptoms = new ToldSymptoms(told);
    const decoded = decodeStream(bytes);
    let lines = 0;
    for await (const { text, line } of splitLines(decoded, lineCharsMax)) {
      lines += 1;
      symptoms.take(text, line);
    }
    for (const one of symptoms.end()) emit.observe(toldObservation(one, emit));
    for (const note of encodingNotes(decoded.outcome)) emit.note(note);
    emit.note({ code: 'only-symptoms-read', level: 'warning' });
    return { status: 'ok', counts: { lines } };
  },
});
