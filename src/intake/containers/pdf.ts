// PDF: read by an optional package (unpack/unpack-pdf.ts).
import { defineContainer } from './container.js';

export const pdf = defineContainer({
  kind: 'pdf',
  opens: (head) => head.toString('latin1', 0, 5) === '%PDF-',
  reader: 'pdf',
});
