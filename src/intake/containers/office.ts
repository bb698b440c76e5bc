// Office documents (Office Open XML, OpenDocument): zips with a table of contents of their own.
import { defineContainer } from './container.js';

/** In the local header of the first entry, or in the directory at the end. */
const contents = '[Content_Types].xml';
const openDocument = 'mimetypeapplication/vnd.oasis.opendocument.';
// word/document.xml | xl/workbook.xml | ppt/presentation.xml
const mainPart = /(?:word\/document|xl\/workbook|ppt\/presentation)\w{0,10}\.(?:xml|bin)/;

export const office = defineContainer({
  kind: 'office',
  async opens(head, tail) {
    const start = head.toString('latin1');
    if (!start.startsWith('PK\x03\x04')) return false;
    if (start.startsWith(openDocument, 30)) return true;
    if (start.includes(contents) && mainPart.test(start)) return true;
    const end = (await tail()).toString('latin1');
    return (start.startsWith(contents, 30) && end === '') || (end.includes(contents) && mainPart.test(end));
  },
  async *entries(source, budget) {
    const { readOffice } = await import('../office/read-office.js');
    yield* readOffice(source, budget);
  },
});
