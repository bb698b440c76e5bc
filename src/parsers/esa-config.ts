// Configuration exports of Secure Email appliances and their managers: whole, pasted, cut, masked or of a cluster.
// Promise: what was not read completely is unknown, never off; memory stays flat however large the export.
import { defineParser } from '../model/parser.js';
import { recognise } from './esa-config/recognise.js';

export default defineParser({
  kind: 'esa-config',
  recognise,
  // The XML libraries are loaded by the first export of a case.
  parse: async (...artifact) => (await import('./esa-config/parse-export.js')).parseExport(...artifact),
});
