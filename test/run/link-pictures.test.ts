// Pictures in whatever an upload holds: each named with what to give beside it, in every language, until that is there.
import { describe, expect, test } from 'vitest';
import { filePart, multipart, textPart, writeMail } from '../intake/write-mail.js';
import { wordParagraph, writeDocx } from '../intake/write-office.js';
import { zipOf } from '../intake/write-zip.js';
import { reportOf, verdictsIn } from '../near-misses/whole-case.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const pictures: Readonly<Record<string, Buffer>> = {
  'a.png': bytes('\x89PNG\r\n\x1a\n'),
  'a.jpg': bytes('\xff\xd8\xff\xe0'),
  'a.webp': bytes('RIFF\0\0\0\0WEBPVP8 '),
  'a.tiff': bytes('II*\0\b\0\0\0'),
  'a.bmp': bytes('BM\x9a\0\0\0\0\0\0\0\x36\0\0\0'),
  'a.heic': bytes('\0\0\0\x18ftypheic\0\0\0\0'),
  'b.heic': bytes('\0\0\0\x18ftypheix\0\0\0\0'),
};
const page =
  'Cloud Service Settings\nCloud Services\nThreat Response:\tDisabled\nThreat Response Server:\tapi-sse.cisco.com\nEdit Settings';
const png = pictures['a.png'] as Buffer;
const mailWith = (name: string, picture: Buffer) =>
  writeMail(multipart('mixed', [textPart('See below.'), filePart(name, picture, 'image/png')]));

async function codesOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const { diagnostics } = await reportOf(files);
  return diagnostics.filter(({ code }) => code.startsWith('image-')).map(({ code, artifact }) => `${code} ${artifact}`);
}

describe.each(Object.entries(pictures))('%s', (name, picture) => {
  test('is named in mails, documents and archives', async () => {
    const files = {
      'm.eml': mailWith(name, picture),
      'd.docx': writeDocx(wordParagraph('x'), { [`word/media/${name}`]: picture }),
      'z.zip': zipOf({ [name]: picture }),
    };
    const { diagnostics, artifacts } = await reportOf(files);
    const told = diagnostics.filter(({ code }) => code === 'image-without-text');
    expect(told.map(({ artifact }) => artifact)).toEqual([
      `d.docx!/word/media/${name}`,
      `m.eml!/${name}`,
      `z.zip!/${name}`,
    ]);
    for (const { message } of told) expect(message).toContain(`${name}.txt`);
    expect(artifacts.filter(({ kind }) => kind === 'image').map(({ status }) => status)).toEqual(
      Array(3).fill('ignored'),
    );
  });
});

test.each(['en', 'pt', 'de', 'ja'])('in %s the next step names the file to give', async (lang) => {
  const { diagnostics } = await reportOf({ 'm.eml': mailWith('a.png', png) }, { lang });
  expect(diagnostics.find(({ code }) => code === 'image-without-text')?.message).toContain('a.png.txt');
});

describe('the text beside a picture', () => {
  test('is read as shown, and evidence names it', async () => {
    const report = await reportOf({ 'a.png': png, 'a.png.txt': page });
    expect(verdictsIn(report, 'appliance/cloud-service-off')).toEqual(['fail']);
    const finding = report.findings.find(({ ruleId }) => ruleId === 'appliance/cloud-service-off');
    expect(finding?.evidence[0]).toMatchObject({ artifact: 'a.png.txt', trust: 'shown' });
    expect(report.diagnostics.find(({ artifact }) => artifact === 'a.png')).toMatchObject({
      code: 'image-with-text',
      level: 'note',
    });
  });

  test('is found for a picture in a mail, where it is the only one of its name', async () => {
    const other = Buffer.concat([png, bytes('other')]);
    const mail = mailWith('a.png', png);
    expect(await codesOf({ 'm.eml': mail, 'a.png.txt': page })).toEqual(['image-with-text m.eml!/a.png']);
    const two = { 'm.eml': mail, 'n.eml': mailWith('a.png', other), 'a.png.txt': page };
    expect(await codesOf(two)).toEqual(['image-without-text m.eml!/a.png', 'image-without-text n.eml!/a.png']);
  });

  test('does not count where nothing in it was read', async () => {
    expect(await codesOf({ 'a.png': png, 'a.png.txt': 'a switch' })).toEqual(['image-without-text a.png']);
  });
});
