// Writes PDFs of a few objects: pages with lines of text, pictures, or nothing, and what goes wrong with them.
export interface PdfPage {
  /** `x` from the left, `y` from the bottom. */
  readonly texts?: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** A picture of one pixel. */
  readonly picture?: true;
}

/** A column of lines; cells of a row apart. */
export function pageOf(lines: readonly (string | readonly string[])[]): PdfPage {
  const rows = lines.map((line) => (typeof line === 'string' ? [line] : line));
  return {
    texts: rows.flatMap((row, down) => row.map((text, column) => ({ x: 50 + 250 * column, y: 700 - 15 * down, text }))),
  };
}

export function writePdf(
  pages: readonly PdfPage[],
  attached: Readonly<Record<string, string>> = {},
  more = '',
): Buffer {
  const objects = ['', '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'];
  const add = (object: string) => `${objects.push(object)} 0 R`;
  const kids = pages.map((page) => {
    const content = add(stream('', contentOf(page)));
    return add(
      `<</Type/Page/Parent 3 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 2 0 R>>>>/Contents ${content}>>`.replace(
        '3 0 R',
        `${2 * pages.length + 3} 0 R`,
      ),
    );
  });
  const tree = add(`<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages.length}>>`);
  const files = Object.entries(attached).map(([name, data]) => {
    const file = add(stream('/Type/EmbeddedFile', data));
    return `(${name})${add(`<</Type/Filespec/F(${name})/UF(${name})/EF<</F ${file}>>>>`)}`;
  });
  objects[0] = `<</Type/Catalog/Pages ${tree}/Names<</EmbeddedFiles<</Names[${files.join('')}]>>>>>>`;
  return withTable(objects, more);
}

function contentOf({ texts = [], picture }: PdfPage): string {
  const shown = texts.map(({ x, y, text }) => `BT /F1 10 Tf ${x} ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET\n`);
  return shown.join('') + (picture ? 'q 90 0 0 90 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q' : '');
}

function stream(dictionary: string, data: string): string {
  return `<<${dictionary}/Length ${data.length}>>stream\n${data}\nendstream`;
}

function withTable(objects: readonly string[], more: string): Buffer {
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(
    `${file}${table}trailer<</Root 1 0 R/Size ${size}${more}>>\nstartxref\n${file.length}\n%%EOF`,
    'latin1',
  );
}

/** Encrypted with a user's password: the library asks for it. */
export const encrypted = `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${'11'.repeat(32)}>/U<${'22'.repeat(32)}>>>`;
