// Office documents: their words as text, what is embedded as files, and why the rest is not read.
import { describe, expect, test } from 'vitest';
import { readBytes, statusOf } from '../read-bytes.js';
import { wordParagraph, wordTable, writeDocx, writeOdt, writePptx, writeXlsx } from '../write-office.js';
import { writeZip, zipOf } from '../write-zip.js';

const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

describe('the text', () => {
  test.each([false, true])('of a Word document: paragraphs, and rows with tabs (as a stream: %s)', async (once) => {
    const body =
      wordParagraph('PAGE &amp; text') +
      wordTable([
        ['Threat Response:', 'Enabled'],
        ['a', 'b'],
      ]) +
      '<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r><w:del><w:r><w:t>no</w:t></w:r></w:del></w:p>' +
      '<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent>';
    const told = await readBytes(writeDocx(body), {}, once);
    expect(told.read).toEqual({
      'a!/word/document.txt': 'PAGE & text\nThreat Response:\tEnabled\na\tb\none\ttwo\nthree\nbox\n',
    });
    expect(told.notes).toEqual([]);
    expect(told.upload.artifacts[0]?.kind).toBe('office');
  });

  test('of a workbook: values of cells, whatever the order of its parts', async () => {
    const told = await readBytes(
      writeXlsx([
        ['PAGE', 'Eventing'],
        ['x', 'off'],
      ]),
    );
    expect(told.read).toEqual({ 'a!/xl/worksheets/sheet1.txt': 'PAGE\tEventing\nx\toff\n42\n' });
  });

  test('of a presentation: slides and notes', async () => {
    const told = await readBytes(writePptx(['PAGE', 'line'], 'PAGE note'));
    expect(told.read).toEqual({
      'a!/ppt/slides/slide1.txt': 'PAGE\nline\n',
      'a!/ppt/notesSlides/notesSlide1.txt': 'PAGE note\n',
    });
  });

  test('of an OpenDocument text', async () => {
    const told = await readBytes(writeOdt(['PAGE <text:span>one</text:span><text:tab/>two', 'three']));
    expect(told.read).toEqual({ 'a!/content.txt': 'PAGE one\ttwo\nthree\n' });
  });
});

describe('what is not text', () => {
  test('pictures and documents are files of their own, macros are never run and told', async () => {
    const told = await readBytes(
      writeDocx(wordParagraph('PAGE'), {
        'word/media/image1.png': png,
        'word/embeddings/case.zip': zipOf({ x: 'PAGE x' }),
        'word/vbaProject.bin': 'macro',
        'word/_rels/document.xml.rels':
          '<Relationships><Relationship TargetMode="External" Target="https://no.example.com/t"/></Relationships>',
        'word/styles.xml': '<w:styles/>',
      }),
    );
    expect(told.read).toEqual({ 'a!/word/document.txt': 'PAGE\n', 'a!/word/embeddings/case.zip!/x': 'PAGE x' });
    expect(told.notes).toEqual([
      'image-without-text @a!/word/media/image1.png',
      'office-macro @a!/word/vbaProject.bin',
    ]);
  });

  const compound = (stream: string) =>
    Buffer.concat([
      Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
      Buffer.alloc(504),
      Buffer.from(stream, 'utf16le'),
    ]);
  test.each([
    ['an encrypted document', compound('EncryptedPackage'), 'office-encrypted'],
    ['a message of Outlook with nothing in it', compound('__properties_version1.0'), 'outlook-broken'],
    ['an old document', compound('WordDocument'), 'office-not-read'],
    ['RTF', Buffer.from('{\\rtf1 PAGE}'), 'office-not-read'],
  ])('%s is named with what to do', async (_, bytes, code) => {
    const told = await readBytes(bytes);
    expect(told.notes).toEqual([`${code} @a`]);
    expect(statusOf(told, 'a')).toBe('unreadable');
  });
});

describe('documents made to do harm', () => {
  test.each([
    ['entities', '<!DOCTYPE w:document [<!ENTITY a "xxxxxxxx">]><w:document><w:p><w:t>&a;</w:t></w:p></w:document>'],
    ['depth', `${'<w:p>'.repeat(300)}<w:t>deep</w:t>`],
    ['cut', '<w:document><w:p><w:t>PAGE half'],
  ])('%s', async (_, document) => {
    const told = await readBytes(writeDocx('', { 'word/document.xml': document }));
    expect(told.notes.filter((note) => note.startsWith('entry-broken'))).toHaveLength(1);
    expect(statusOf(told, 'a!/word/document.txt')).not.toBe('ok');
  });

  test('a few cells that point to a long string again and again end at the ratio', async () => {
    const rows = '<row><c t="s"><v>0</v></c></row>'.repeat(20_000);
    const { bytes } = writeZip([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: 'xl/workbook.xml', data: '<workbook/>' },
      { name: 'xl/sharedStrings.xml', data: `<sst><si><t>PAGE ${'x'.repeat(100_000)}</t></si></sst>` },
      { name: 'xl/worksheets/sheet1.xml', data: `<worksheet>${rows}</worksheet>` },
    ]);
    const told = await readBytes(bytes);
    expect(told.notes).toEqual(['limit-reached ratio @a!/xl/worksheets/sheet1.txt']);
    expect(told.read['a!/xl/worksheets/sheet1.txt']?.length).toBeLessThan(12 << 20);
  });
});
