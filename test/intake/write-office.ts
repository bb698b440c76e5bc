// Writes office documents with nothing in them but what a reader needs.
import { writeZip } from './write-zip.js';

type Parts = Readonly<Record<string, Buffer | string>>;

const contents = {
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
};
const zipOf = (parts: Parts) => writeZip(Object.entries(parts).map(([name, data]) => ({ name, data }))).bytes;

export const wordParagraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

export function wordTable(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('');
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

export function writeDocx(body: string, more: Parts = {}): Buffer {
  const document = `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`;
  return zipOf({ ...contents, 'word/document.xml': document, ...more });
}

/** Cells that begin with `=` are formulas with their last value. */
export function writeXlsx(rows: readonly (readonly string[])[]): Buffer {
  const strings = rows.flat();
  let at = 0;
  const sheet = rows.map((row) => `<row>${row.map(() => `<c t="s"><f>1+1</f><v>${at++}</v></c>`).join('')}</row>`);
  return zipOf({
    ...contents,
    'xl/workbook.xml': '<workbook/>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet.join('')}<row><c><v>42</v></c></row></sheetData></worksheet>`,
    // Behind the sheet that points to it, as some programs write it.
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${text}</t><rPh><t>yomi</t></rPh></si>`).join('')}</sst>`,
  });
}

export function writePptx(slide: readonly string[], notes: string): Buffer {
  const paragraphs = (lines: readonly string[]) =>
    lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('');
  return zipOf({
    ...contents,
    'ppt/presentation.xml': '<p:presentation xmlns:p="p"/>',
    'ppt/slides/slide1.xml': `<p:sld xmlns:p="p" xmlns:a="a">${paragraphs(slide)}</p:sld>`,
    'ppt/notesSlides/notesSlide1.xml': `<p:notes xmlns:p="p" xmlns:a="a">${paragraphs([notes])}</p:notes>`,
  });
}

export function writeOdt(paragraphs: readonly string[]): Buffer {
  const text = paragraphs.map((one) => `<text:p>${one}</text:p>`).join('');
  const content = `<office:document-content xmlns:office="o" xmlns:text="t"><office:body>${text}</office:body></office:document-content>`;
  const files = [
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', method: 0 },
    { name: 'content.xml', data: content },
  ];
  return writeZip(files).bytes;
}
