// PDFs with their optional package: text in lines, attached files, and every page that was not read by its number.
import { describe, expect, test } from 'vitest';
import { readBytes, statusOf } from '../read-bytes.js';
import { encrypted, pageOf, writePdf } from '../write-pdf.js';
import { zipOf } from '../write-zip.js';

const text = pageOf(['PAGE one', ['Threat Response:', 'Disabled'], 'two words']);
const picture = { picture: true } as const;

test('the text of all pages is one file: lines as they stand, what is apart by a tab', async () => {
  const told = await readBytes(writePdf([text, {}, pageOf(['three'])]));
  expect(told.read).toEqual({ 'a!/text.txt': 'PAGE one\nThreat Response:\tDisabled\ntwo words\nthree\n' });
  expect(told.notes).toEqual([]);
  expect(statusOf(told, 'a')).toBe('ok');
  expect(told.upload.artifacts[0]?.kind).toBe('pdf');
});

test('attached files are files', async () => {
  const told = await readBytes(writePdf([text], { 'b.txt': 'PAGE attached' }));
  expect(told.read['a!/b.txt']).toBe('PAGE attached');
});

test('as a stream in an archive it is read alike', async () => {
  const told = await readBytes(zipOf({ 'x.pdf': writePdf([text]) }), {}, true);
  expect(Object.keys(told.read)).toEqual(['a!/x.pdf!/text.txt']);
});

describe('what is not read is told', () => {
  const notesOf = async (bytes: Buffer) => {
    const { upload, notes } = await readBytes(bytes);
    const own = upload.artifacts.find(({ id }) => id === 'a');
    return { notes, status: own?.status, pages: own?.notes[0]?.arguments?.pages, name: own?.notes[0]?.arguments?.name };
  };

  test('a scan, with what to give beside it', async () => {
    expect(await notesOf(writePdf([picture, picture]))).toEqual({
      notes: ['pdf-without-text @a'],
      status: 'unreadable',
      name: 'a.txt',
    });
  });

  test('scanned pages among others, by their numbers', async () => {
    expect(await notesOf(writePdf([text, picture, picture, {}, picture]))).toEqual({
      notes: ['pdf-pages-without-text @a'],
      status: 'partial',
      pages: '2-3, 5',
      name: 'a.txt',
    });
  });

  test('pictures beside text, without doubt of the text', async () => {
    expect(await notesOf(writePdf([{ ...text, ...picture }]))).toMatchObject({
      notes: ['pdf-pictures @a'],
      pages: '1',
    });
    expect((await readBytes(writePdf([{ ...text, ...picture }]))).upload.artifacts[0]?.isCut).toBe(false);
  });

  test.each([
    ['encrypted', writePdf([text], {}, encrypted), 'pdf-encrypted @a'],
    ['garbage', Buffer.from('%PDF-1.7 garbage'), 'pdf-broken @a'],
  ])('%s', async (_, bytes, note) => {
    expect(await notesOf(bytes)).toMatchObject({ status: 'unreadable', notes: expect.arrayContaining([note]) });
  });

  test('one that breaks off, behind what could be found', async () => {
    const whole = writePdf([text, text]);
    const told = await readBytes(whole.subarray(0, whole.length - 3));
    expect(told.read['a!/text.txt']).toContain('Disabled');
    expect(told.notes).toEqual(['pdf-cut @a']);
    expect(statusOf(told, 'a')).toBe('partial');
  });
});
